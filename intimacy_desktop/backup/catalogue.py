"""The backups of a vault as anyone can see them, without a key and also where the vault itself is gone."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from intimacy_desktop.backup import container
from intimacy_desktop.errors import VaultDamaged, VaultError, VaultUnreadable
from intimacy_desktop.header import Header, check_database, read_header
from intimacy_desktop.identity import Identity

FOLDER = "backups"
SUFFIX = ".zip"
_STAMP = "%Y%m%dT%H%M%SZ"
_BACKUP = re.compile(r"innermost-[0-9a-f]{8}-([0-9]{1,10})-([0-9]{8}T[0-9]{6}Z)\.zip")
_REPLACED = re.compile(r"replaced-([0-9]{1,10})-[0-9a-f]{16}-([0-9]{8}T[0-9]{6}Z)")


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What anyone sees of a backup, or of a state that a restore has replaced.

    Attributes:
        path: a file, or the folder of what was replaced.
        made_at: when, in UTC; from its name, which anyone can change, or else from the file's own time.
        generation: of its vault then; where that cannot be read, from its name, or 0.
        vault_id: of its vault; empty where that cannot be read.
        identity: of its owner, as far as that can be read.
        replaced: it was not made as a backup, but is what a restore has replaced, damaged or not.
        trouble: why it cannot be opened, if it cannot.
    """

    path: Path
    made_at: datetime
    generation: int
    vault_id: str
    identity: Identity | None
    replaced: bool
    trouble: VaultError | None = None


def list_backups(folder: Path) -> tuple[BackupInfo, ...]:
    """Give the backups of the vault in `folder`, the newest first; each was read as a whole. Slow.

    Neither keys nor the vault itself are needed.

    Raises:
        VaultUnreadable: the system does not let us look.
    """
    found = [inspect(path) for path in (*files(folder), *replaced_states(folder))]
    checked = [_of_this_vault(info, folder) for info in found]
    return tuple(sorted(checked, key=_age, reverse=True))


def inspect(path: Path) -> BackupInfo:
    """Give what the backup at `path` says of itself, wherever it lies; `trouble` says what is wrong. Slow."""
    replaced = path.is_dir()
    generation, made_at = _named(path)
    try:
        header = _examine_replaced(path) if replaced else container.examine(path)
    except VaultError as trouble:
        return BackupInfo(path, made_at, generation, "", None, replaced, trouble)
    return BackupInfo(path, made_at, header.generation, header.vault_id, header.identity, replaced)


def files(folder: Path) -> list[Path]:
    """Give the files that are called backups of the vault in `folder`."""
    return [path for path in _listed(folder / FOLDER) if path.suffix == SUFFIX]


def replaced_states(folder: Path) -> list[Path]:
    """Give the folders with what restores have replaced."""
    return [path for path in _listed(folder) if _REPLACED.fullmatch(path.name) and path.is_dir()]


def workspace_of(folder: Path) -> Path:
    """Give where a backup of the vault in `folder` is unpacked to be opened."""
    return folder.with_name(f".opened-{folder.name}")


def replaced_prefix(header: Header) -> str:
    """Give how the name of what `header` has replaced begins."""
    return f"replaced-{header.database.removeprefix('answers-').removesuffix('.db')}-"


def backup_name(header: Header, made_at: datetime) -> str:
    """Give the name of a backup: the beginning of the vault's id, its generation, and the time in UTC.

    All of that can be read in the file or from its own time as well.
    """
    return f"innermost-{header.vault_id[:8]}-{header.generation}-{stamp(made_at)}{SUFFIX}"


def stamp(moment: datetime) -> str:
    """Give a time, in UTC, as names of files have it."""
    return moment.astimezone(UTC).strftime(_STAMP)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise VaultUnreadable(folder, error.strerror or str(error)) from None


def _named(path: Path) -> tuple[int, datetime]:
    """Give generation and time that the name of a backup tells."""
    name = _BACKUP.fullmatch(path.name) or _REPLACED.fullmatch(path.name)
    try:
        if name:
            return int(name[1]), datetime.strptime(name[2], _STAMP).replace(tzinfo=UTC)
        return 0, datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return 0, datetime.fromtimestamp(0, UTC)


def _examine_replaced(path: Path) -> Header:
    header = read_header(path)
    check_database(path, header)
    return header


def _of_this_vault(info: BackupInfo, folder: Path) -> BackupInfo:
    if info.trouble is not None or info.vault_id == folder.name:
        return info
    return replace(info, trouble=VaultDamaged(folder, f"{info.path.name} belongs to another vault"))


def _age(info: BackupInfo) -> tuple[bool, int, datetime]:
    return info.trouble is None, info.generation, info.made_at
