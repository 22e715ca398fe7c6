"""Carrying a backup to another disk."""

import os
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from intimacy_desktop import durable
from intimacy_desktop.backup import container
from intimacy_desktop.errors import SaveFailed


def export_backup(path: Path, to: Path) -> Path:
    """Copy the backup at `path` into the folder `to`, on the disk and read back, and give its place. Slow.

    It opens like the vault did when it was made: a later passphrase or a deletion does not reach it. Another
    computer opens it with `open_backup`; a vault that is bound to a device secret, by its recovery code.

    Args:
        path: from `list_backups`.
        to: an existing folder; a file of the same name, which is an earlier copy, is replaced.

    Raises:
        VaultMissing: there is no such backup.
        VaultDamaged: the backup is damaged.
        VaultTooNew: a newer version of the program made it.
        VaultUnreadable: the system does not let it be read.
        SaveFailed: it is not there, or not as it should be.
    """
    container.examine(path)
    target = to / path.name
    fresh = to / durable.unfinished(path.name)
    try:
        durable.copy_file(path, fresh)
        _forget_what_was_cached(fresh)
        if _digest(fresh) != _digest(path):
            raise SaveFailed(to, "the copy does not read back as it was written")
        fresh.replace(target)
        durable.sync_folder(to)
    except OSError as error:
        raise SaveFailed(to, error.strerror or str(error)) from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return target


def _forget_what_was_cached(path: Path) -> None:
    """Let the next reading come from the disk itself, where the system takes the advice."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is None:
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        advise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return file_digest(file, "sha256").digest()
