"""Making an opened backup the vault again: wholly or not at all, and never without keeping what is there."""

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from intimacy_desktop import durable, passphrase
from intimacy_desktop.backup import catalogue
from intimacy_desktop.backup.opening import OpenBackup
from intimacy_desktop.device_secret import DeviceSecret
from intimacy_desktop.errors import SaveFailed, VaultDamaged, VaultMissing
from intimacy_desktop.header import DATABASE_PATTERN, HEADER_NAMES, Header, read_header
from intimacy_desktop.home import Home
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault.rebuild import Place, rebuild
from intimacy_desktop.vault.successor import KEEP, Access, Keep, successor

_UNFINISHED = ".replaced.unfinished"
_PLAUSIBLE = 2**30
"""No vault has had so many databases: a name that says so was put there by somebody."""


def restore(
    home: Home,
    backup: OpenBackup,
    *,
    new_passphrase: str | None = None,
    profile: KdfProfile | None = None,
    new_recovery_code: str | Keep | None = KEEP,
    device: DeviceSecret | Keep | None = KEEP,
    now: datetime | None = None,
) -> VaultKeys:
    """Make what `backup` holds the vault at its place in `home`, and give its new keys. Slow.

    The vault must be closed. It gets a new data encryption key, and a generation higher than any seen there,
    by the same one rename as a rotation. Header, database and journal that are there, whole or not, are
    copied first; `list_backups` shows what was replaced, and it stays until the next rotation. A vault that
    is not there any more, or was never in this home, is made at its old id.

    Args:
        home: where.
        backup: stays open.
        new_passphrase: opens it from now on; None for the one that opened the backup.
        profile: what each try of the new passphrase shall cost; None for what the old one costs.
        new_recovery_code: in place of the one in the backup; None for none.
        device: the device secret that the passphrase shall need from now on, kept and read back already;
            None for none.
        now: the time, with its zone; by default that of the clock.

    Raises:
        PassphraseError: the new one cannot be used, see `passphrase.check_new`.
        KeyNotHeld: the recovery code opened the backup, and there is no new passphrase.
        RecoveryCodeNeeded: it would be bound to a device secret without a recovery code.
        SeatsFull: the vault is not in this home, and both seats are taken.
        NicknameTaken: the same, and the other seat has the nickname.
        VaultTooNew: a newer version of the program wrote what is there; nothing was changed.
        VaultUnreadable: what is there cannot be read just now; nothing was changed.
        VaultDamaged: the backup is not what was written; nothing was changed.
        SaveFailed: it could not be done; all is as it was.
    """
    if new_passphrase is not None:
        passphrase.check_new(new_passphrase)
    folder = home.folder(backup.vault_id)
    header = backup.header
    if backup.vault_id not in {seat.vault_id for seat in home.seats()}:
        header = replace(header, identity=home.admit(header.identity))
    header = replace(header, generation=_highest(folder, header))
    access = Access(new_passphrase, profile, new_recovery_code, device)
    new = successor(folder, header, backup.keys, access)
    old = Place(backup.workspace, backup.header, backup.keys)
    try:
        _put_in_place(old, new, now or datetime.now(UTC))
    except OSError as error:
        raise SaveFailed(folder, error.strerror or str(error)) from None
    return new.keys


def _put_in_place(old: Place, new: Place, moment: datetime) -> None:
    folder = new.folder
    made = not folder.is_dir()
    folder.mkdir(mode=durable.PRIVATE_FOLDER, exist_ok=True)
    replaced = folder / f"{catalogue.replaced_prefix(new.header)}{catalogue.stamp(moment)}"
    try:
        durable.sync_folder(folder.parent)
        _keep_replaced(folder, replaced)
        rebuild(old, new, frozenset())
        _commit(new, replaced)
    except BaseException:
        if _current(folder) != new.header:
            _withdraw(new, replaced, made)
        raise


def _highest(folder: Path, header: Header) -> int:
    """Give the highest generation of which there is a trace."""
    seen = [header.generation]
    present = _current(folder)
    if present is not None:
        seen.append(present.generation)
    names = [DATABASE_PATTERN.fullmatch(path.name) for path in _files(folder)]
    named = [int(name[1]) for name in names if name]
    named += [info.generation for info in catalogue.list_backups(folder)]
    return max(seen + [generation for generation in named if generation < _PLAUSIBLE])


def _current(folder: Path) -> Header | None:
    """Give the header that is there.

    Raises:
        VaultTooNew: a newer version of the program wrote it.
        VaultUnreadable: the system does not let it be read.
    """
    with suppress(VaultMissing, VaultDamaged):
        return read_header(folder)
    return None


def _keep_replaced(folder: Path, replaced: Path) -> None:
    """Keep what there is of header, database and journal; nothing of it is gone meanwhile."""
    unfinished = folder / _UNFINISHED
    if unfinished.is_dir():
        shutil.rmtree(unfinished)  # of a call that was interrupted
    unfinished.mkdir(mode=durable.PRIVATE_FOLDER)
    for file in _files(folder):
        if _is_part(file.name):
            _keep(file, unfinished / file.name)
    durable.sync_folder(unfinished)
    unfinished.rename(replaced)
    durable.sync_folder(folder)


def _keep(file: Path, target: Path) -> None:
    try:
        durable.copy_file(file, target)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        # The disk cannot read all of it, which may be why there is a restore: what it can read stays.
        target.unlink(missing_ok=True)
        target.hardlink_to(file)


def _commit(new: Place, replaced: Path) -> None:
    """Make the new header the vault's by one rename, and then its copy.

    Where the disk does not say that it has the rename, either header may be there after a power cut; its
    database is there with both.
    """
    path, copy = (new.folder / name for name in HEADER_NAMES)
    for place in (path, copy):
        if os.path.lexists(place) and not place.is_file():  # a folder, say, that nothing can be put over
            place.rename(replaced / place.name)
    data = new.header.encode()
    for place in (path, copy):  # both before either is put in its place: the disk may be full
        durable.prepare_file(place, data)
    try:
        durable.put_in_place(path)
    except OSError:
        if _current(new.folder) != new.header:
            raise
    with suppress(OSError):  # the next unlock mends it
        durable.put_in_place(copy)


def _withdraw(new: Place, replaced: Path, made: bool) -> None:
    with suppress(OSError):
        new.database.unlink(missing_ok=True)
        for name in HEADER_NAMES:
            (new.folder / durable.unfinished(name)).unlink(missing_ok=True)
            if os.path.lexists(replaced / name) and not (replaced / name).is_file():
                (replaced / name).rename(new.folder / name)
    shutil.rmtree(new.folder / _UNFINISHED, ignore_errors=True)
    shutil.rmtree(replaced, ignore_errors=True)
    if made:
        with suppress(OSError):
            new.folder.rmdir()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _is_part(name: str) -> bool:
    return name in HEADER_NAMES or DATABASE_PATTERN.fullmatch(name.removesuffix("-journal")) is not None
