"""Giving a vault a new key: wholly done or not at all, whenever the program or the power fails.

The order of the steps is what makes it so. The new database is complete, compared and on the disk under a
name of its own before anything names it; one rename makes the new header the vault's; and only when the
disk has that, the old database goes. Whatever is cut off, one header is valid and its database is there.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from intimacy_desktop import durable, keyslots, passphrase
from intimacy_desktop.device_secret import DeviceSecret
from intimacy_desktop.errors import SaveFailed, VaultError
from intimacy_desktop.header import HEADER_NAMES, read_header
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault.rebuild import Place, rebuild
from intimacy_desktop.vault.successor import KEEP, Access, Keep, successor
from intimacy_desktop.vault.tidy import remove_leftovers

RenewBackups = Callable[[Path, VaultKeys], object]
"""Leaves a new verified backup of the vault in this folder and none that is older, or raises VaultError."""


def rotate(
    folder: Path,
    keys: VaultKeys,
    *,
    renew_backups: RenewBackups,
    new_passphrase: str | None = None,
    profile: KdfProfile | None = None,
    new_recovery_code: str | Keep | None = KEEP,
    device: DeviceSecret | Keep | None = KEEP,
    forget_device: Callable[[], object] = lambda: None,
    without_rounds: frozenset[int] = frozenset(),
) -> VaultKeys:
    """Give the vault in `folder` a new data encryption key and generation, and give its new keys. Slow.

    The vault must be closed; one that was left open refuses every further save. When this returns, the new
    state is the vault's. What could not be removed of the old one, `tidy.leftovers` names, and the next
    unlock removes.

    Args:
        folder: where the vault is.
        keys: its present keys.
        renew_backups: called once the new state is the vault's; what it raises undoes nothing.
        new_passphrase: checked already, see `passphrase.check_new`; None for the one it has.
        profile: what each try of the new passphrase shall cost; None for what the old one costs.
        new_recovery_code: in place of the one there is; None for none. One that opened the vault for `keys`
            is never kept.
        device: the device secret that the passphrase shall need from now on, kept and read back already;
            None for none.
        forget_device: called last, to forget the device secret that is no longer needed; raises nothing.
        without_rounds: they are left out, with all that is in them.

    Raises:
        KeyNotHeld: the recovery code opened the vault, and there is no new passphrase.
        RecoveryCodeNeeded: it would be bound to a device secret without a recovery code.
        NotItsTurn: a round to be left out does not exist.
        SaveFailed: it could not be done; all is as it was.
        VaultMissing: the vault, or its database, is not there.
        VaultDamaged: it is not what was written; nothing was changed.
        VaultTooNew: a newer version of the program wrote it; nothing was changed.
        VaultUnreadable: the system does not let it be read.
    """
    header = read_header(folder)
    keyslots.prove(header, keys, folder)
    access = Access(new_passphrase, profile, new_recovery_code, device)
    old, new = Place(folder, header, keys), successor(folder, header, keys, access)
    _write_database(old, new, without_rounds)
    if _commit(old, new):
        _finish(new, renew_backups)
        forget_device()
    return new.keys


def change_passphrase(
    folder: Path,
    keys: VaultKeys,
    new_passphrase: str,
    *,
    renew_backups: RenewBackups,
    profile: KdfProfile | None = None,
    new_recovery_code: str | None = None,
    device: DeviceSecret | Keep | None = KEEP,
) -> VaultKeys:
    """Let `new_passphrase` open the vault in `folder` and no other, and give its new keys. Slow.

    A recovery code that there was is retired with the old passphrase.

    Args:
        folder: where the vault is; it must be closed.
        keys: its present keys.
        new_passphrase: as typed.
        renew_backups: as in `rotate`.
        profile: as in `rotate`.
        new_recovery_code: opens it from now on; None for none.
        device: as in `rotate`.

    Raises:
        PassphraseError: it cannot be used, see `passphrase.check_new`.
        Exception: as `rotate`.
    """
    passphrase.check_new(new_passphrase)
    return rotate(
        folder,
        keys,
        renew_backups=renew_backups,
        new_passphrase=new_passphrase,
        profile=profile,
        new_recovery_code=new_recovery_code,
        device=device,
    )


def delete_round(folder: Path, keys: VaultKeys, round_id: int, *, renew_backups: RenewBackups) -> VaultKeys:
    """Delete a round of the vault in `folder` with all that is in it, and give its new keys. Slow.

    Afterwards nothing under the folder opens to it. Copies that others made, exports, and what disks
    remember are beyond it.

    Args:
        folder: where the vault is; it must be closed.
        keys: its present keys.
        round_id: which round.
        renew_backups: as in `rotate`.

    Raises:
        NotItsTurn: there is no such round.
        Exception: as `rotate`.
    """
    return rotate(folder, keys, renew_backups=renew_backups, without_rounds=frozenset({round_id}))


def _write_database(old: Place, new: Place, without_rounds: frozenset[int]) -> None:
    try:
        rebuild(old, new, without_rounds)
    except BaseException as error:
        with suppress(OSError):
            new.database.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise SaveFailed(old.folder, error.strerror or str(error)) from None
        raise


def _commit(old: Place, new: Place) -> bool:
    """Make the new header the vault's; give whether the disk certainly has it, so that the old may go.

    Raises:
        SaveFailed: the old one is the vault's.
    """
    path, copy = (new.folder / name for name in HEADER_NAMES)
    data = new.header.encode()
    try:
        for place in (path, copy):  # both before either is put in its place: the disk may be full
            durable.prepare_file(place, data)
        durable.put_in_place(path)
    except OSError as error:
        if not _stands(new):
            _withdraw(new)
            raise SaveFailed(new.folder, error.strerror or str(error)) from None
        return _back_out(old, new, error)
    try:
        durable.put_in_place(copy)
    except OSError:
        if copy.is_file() and durable.read_file(copy, len(data) + 1) != data:
            with suppress(OSError):
                copy.unlink()  # it would bring the old state back, were the header ever damaged
        return False
    return True


def _back_out(old: Place, new: Place, error: OSError) -> bool:
    """Return to the old header, since nobody knows whether the disk has the new one.

    Both databases stay: after a power cut either header may be there.
    """
    with suppress(OSError):
        durable.replace_file(new.folder / HEADER_NAMES[0], old.header.encode())
    if _stands(new):
        return False
    raise SaveFailed(new.folder, error.strerror or str(error))


def _withdraw(new: Place) -> None:
    with suppress(OSError):
        for name in HEADER_NAMES:
            (new.folder / durable.unfinished(name)).unlink(missing_ok=True)
        new.database.unlink(missing_ok=True)


def _stands(new: Place) -> bool:
    with suppress(VaultError):
        return read_header(new.folder) == new.header
    return False


def _finish(new: Place, renew_backups: RenewBackups) -> None:
    renewed = _renewed(new, renew_backups)
    with suppress(OSError):  # the next unlock tries again
        remove_leftovers(new.folder, new.header)
    if not renewed:
        _renewed(new, renew_backups)  # there may be room for it now


def _renewed(new: Place, renew_backups: RenewBackups) -> bool:
    try:
        renew_backups(new.folder, new.keys)
    except (VaultError, OSError):
        return False
    return True
