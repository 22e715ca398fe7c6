"""When a vault needs a new backup, and which of the old ones are kept."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from intimacy_desktop import durable
from intimacy_desktop.backup import catalogue
from intimacy_desktop.backup.catalogue import BackupInfo, inspect, list_backups
from intimacy_desktop.header import Header, check_database, read_header

EVERY = timedelta(days=1)
"""How old the last backup may be while something is written."""

_NEWEST_KEPT = 3


def due(folder: Path, last_saved: datetime | None, now: datetime | None = None) -> bool:
    """Whether the vault in `folder` should have a new backup; at sealing it should anyway. Slow.

    It should where something has changed since the last one and that is a day old, and at once where a
    rotation could not renew its backups. An empty vault needs none.

    Args:
        folder: of the vault.
        last_saved: see `Vault.last_saved`.
        now: the time, with its zone; by default that of the clock.

    Raises:
        VaultError: see `read_header`, `check_database` and `list_backups`.
    """
    now = now or datetime.now(UTC)
    header = read_header(folder)
    if outdated(folder, header):
        return True
    if last_saved is None:
        return False
    present = [info for info in good(folder) if info.generation == header.generation]
    newest = max((info.made_at for info in present if info.made_at <= now), default=None)
    if newest is None:
        return True
    written = datetime.fromtimestamp(check_database(folder, header).stat().st_mtime, UTC)
    return max(last_saved, written) > newest and now - newest >= EVERY


def prune(folder: Path, now: datetime | None = None, keep: Path | None = None) -> None:
    """Remove backups of the vault in `folder` beyond the few that are kept.

    These are the newest three, and the first of this week and of the last (ISO 8601, in UTC). What is
    damaged, of a newer version or replaced by a restore stays, and so does what lies there besides.

    Args:
        folder: of the vault.
        now: the time, with its zone; by default that of the clock.
        keep: stays too, even where the clock was wrong when the others were made.

    Raises:
        OSError: something is left that should go.
        VaultUnreadable: the system does not let us look.
    """
    present = good(folder)
    kept = {keep, *(info.path for info in present[:_NEWEST_KEPT])}
    now = now or datetime.now(UTC)
    for week in (_week(now), _week(now - timedelta(days=7))):
        kept.update([info.path for info in present if _week(info.made_at) == week][-1:])
    remove(folder, [info.path for info in present if info.path not in kept])


def good(folder: Path) -> list[BackupInfo]:
    """Give the whole backups, the newest first, without what restores have replaced."""
    return [info for info in list_backups(folder) if info.trouble is None and not info.replaced]


def outdated(folder: Path, header: Header) -> list[Path]:
    """Give the backups, whole or not, and what restores have replaced, from before a rotation.

    A restore is a new generation too, but what it has replaced bears the name of the database that it made:
    as long as that one is the vault's, nothing is outdated.
    """
    before = catalogue.replaced_states(folder)
    if any(path.name.startswith(catalogue.replaced_prefix(header)) for path in before):
        return []
    found = [info for info in map(inspect, catalogue.files(folder)) if info.vault_id in {"", header.vault_id}]
    return [info.path for info in found if 0 < info.generation < header.generation] + before


def remove(folder: Path, paths: list[Path]) -> None:
    """Remove backups, and wait until the disk knows.

    Raises:
        OSError: something is left.
    """
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    if paths:
        durable.sync_folder(folder)
        if (folder / catalogue.FOLDER).is_dir():
            durable.sync_folder(folder / catalogue.FOLDER)


def _week(moment: datetime) -> tuple[int, int]:
    return moment.astimezone(UTC).isocalendar()[:2]
