"""Backups of a vault: made, listed without a key, opened by their owner, restored, carried away.

A backup is one file that holds header and database, encrypted as they are (`container`): it opens with what
opened the vault when it was made.
"""

from intimacy_desktop.backup.carrying import export_backup
from intimacy_desktop.backup.catalogue import BackupInfo, inspect, list_backups
from intimacy_desktop.backup.keeping import due, prune
from intimacy_desktop.backup.making import make_backup
from intimacy_desktop.backup.opening import Losses, OpenBackup, Unlock, open_backup, with_keys
from intimacy_desktop.backup.restoring import restore

__all__ = [
    "BackupInfo",
    "Losses",
    "OpenBackup",
    "Unlock",
    "due",
    "export_backup",
    "inspect",
    "list_backups",
    "make_backup",
    "open_backup",
    "prune",
    "restore",
    "with_keys",
]
