"""Vaults that were set aside: closed and whole, out of the way of a new one, for their owners to bring back.

A vault is moved as a folder, by one rename: it is either a seat's or set aside, and nothing in it changes.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from intimacy_desktop import hints
from intimacy_desktop.durable import PRIVATE_FOLDER, sync_folder
from intimacy_desktop.errors import VaultError
from intimacy_desktop.identity import Identity

_DOOMED = ".doomed-"

FOLDER = "vaults-aside"
"""In the home folder, beside the vaults of the seats."""


@dataclass(frozen=True, slots=True)
class AsideRecord:
    """What anyone sees of a vault that was set aside.

    Attributes:
        vault_id: the UUID that its folder is named after.
        identity: from its header.
        folder: where it is.
        changed: when something was last written to it.
    """

    vault_id: str
    identity: Identity
    folder: Path
    changed: datetime


def place(home: Path, vault_id: str) -> Path:
    """Give the folder of a vault that is set aside in the home folder `home`."""
    return home / FOLDER / vault_id


def records(home: Path) -> tuple[AsideRecord, ...]:
    """Give the vaults that are set aside and whose headers can be read, the one changed last first."""
    try:
        names = [entry.name for entry in (home / FOLDER).iterdir() if hints.is_vault_id(entry.name)]
    except OSError:
        return ()
    found = [record for record in (_record(place(home, name)) for name in names) if record is not None]
    return tuple(sorted(found, key=lambda record: record.changed, reverse=True))


def move(source: Path, target: Path) -> None:
    """Move a vault's folder, and wait until the disk knows.

    Raises:
        OSError: it is where it was, or, where only the waiting failed, at its new place.
    """
    target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    source.rename(target)
    # the new name first: a power cut may then leave both names, and never neither
    sync_folder(target.parent)
    sync_folder(source.parent)
    sync_folder(target.parent.parent)


def destroy(folder: Path) -> None:
    """Remove a vault that is set aside: by one rename it is none any more, and then its files go.

    What opens it goes first, so that what an interruption leaves opens to nobody; `clear` removes that.

    Raises:
        OSError: it is still there, or not all of it is gone yet.
    """
    doomed = folder.with_name(_DOOMED + folder.name)
    folder.rename(doomed)
    sync_folder(folder.parent)
    _remove(doomed)


def clear(home: Path) -> None:
    """Remove what an interrupted `destroy` has left.

    Raises:
        OSError: something is left.
    """
    for doomed in (home / FOLDER).glob(f"{_DOOMED}*"):
        _remove(doomed)


def take_keys_away(doomed: Path) -> None:
    """Remove what opens a vault and its backups, before the rest: what is left opens to nobody.

    Raises:
        OSError: some of it is left.
    """
    from intimacy_desktop.header import HEADER_NAMES

    holders = [path for path in doomed.rglob("*") if path.name in HEADER_NAMES or path.suffix == ".zip"]
    for path in holders:  # all that holds a key slot
        path.unlink()
    for folder in {path.parent for path in holders}:
        sync_folder(folder)


def _remove(doomed: Path) -> None:
    take_keys_away(doomed)
    shutil.rmtree(doomed)
    sync_folder(doomed.parent)


def _record(folder: Path) -> AsideRecord | None:
    from intimacy_desktop.header import read_header

    try:
        header = read_header(folder)
        changed = (folder / header.database).stat().st_mtime
    except (VaultError, OSError):
        return None
    if header.vault_id != folder.name:
        return None
    return AsideRecord(header.vault_id, header.identity, folder, datetime.fromtimestamp(changed, UTC))
