"""Leaving: one's own vault, its backups and its seat taken away for good, and nothing of the other's touched.

One rename is what does it: the folder stands under its own name, whole and openable, or under another by
which the home knows that its owner has left. What follows removes it, keys first; whatever an interruption
leaves, the next start of the program removes.
"""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from intimacy_desktop.aside import take_keys_away
from intimacy_desktop.durable import sync_folder
from intimacy_desktop.errors import (
    DeviceSecretError,
    HomeNotWritable,
    PassphraseError,
    VaultError,
    VaultMissing,
)
from intimacy_desktop.header import read_header
from intimacy_desktop.hints import is_vault_id
from intimacy_desktop.keyslots import VaultKeys, prove, unlock

if TYPE_CHECKING:
    from intimacy_desktop.aside import AsideRecord
    from intimacy_desktop.device_secret import DeviceSecretStore

LEAVING = ".leaving-"
"""Begins the name of a folder whose owner has left; behind it stands the vault's id."""

_OPENED = ".opened-"
_BROKEN_HINT = "home.json.broken"


class HomeFolder(Protocol):
    """What leaving needs of `home.Home`."""

    path: Path
    vaults: Path

    def note_seats(self) -> None:
        """Write the list of seats anew."""

    def aside(self) -> "tuple[AsideRecord, ...]":
        """Give the vaults that were set aside."""

    def destroy_aside(self, keys: VaultKeys) -> None:
        """Destroy one of them."""


def place(vaults: Path, vault_id: str) -> Path:
    """Give where a vault stands whose owner has left, for as long as something of it is there."""
    return vaults / f"{LEAVING}{vault_id}"


def erase(home: HomeFolder, folder: Path, keys: VaultKeys) -> bool:
    """Take the vault in `folder` away for good: its rounds, its copies, its keys, its seat and its name.

    The vault must be closed. When this returns the seat is free, also after a crash or a power cut; copies
    that others made, exports, and what disks remember are beyond it.

    Args:
        home: where it is.
        folder: of a seat's vault.
        keys: of that vault: its owner is here.

    Returns:
        Whether all of it is removed; what is left goes with the next start of the program.

    Raises:
        VaultMissing: it is not there.
        VaultError: see `header.read_header` and `keyslots.prove`; nothing was changed.
        HomeNotWritable: nothing was changed.
    """
    if not folder.is_dir():
        raise VaultMissing(folder)
    prove(read_header(folder), keys, folder)
    target = place(home.vaults, keys.vault_id)
    try:
        folder.rename(target)
    except OSError as error:
        raise HomeNotWritable(home.path, error.strerror or str(error)) from None
    try:
        sync_folder(home.vaults)
        sync_folder(folder.parent)
    except OSError as error:
        with suppress(OSError):  # nobody is told of an end that the disk may not have
            target.rename(folder)
            raise HomeNotWritable(home.path, error.strerror or str(error)) from None
    return finish(home)


def finish(home: HomeFolder) -> bool:
    """Remove what is left of vaults whose owners have left; say whether nothing is left any more."""
    leaving = [path for path in _entries(home.vaults) if path.name.startswith(LEAVING)]
    removed = [_remove(home, path) for path in leaving]
    return all(removed)


def erase_those_that_open(home: HomeFolder, passphrase: str) -> int:
    """Take away for good every part that was set aside and opens with `passphrase`; give how many. Slow.

    One that does not open is another person's, or has another passphrase; it stays.

    Args:
        home: where they are.
        passphrase: as typed.
    """
    gone = 0
    for record in home.aside():
        with suppress(PassphraseError, DeviceSecretError, VaultError, HomeNotWritable):
            home.destroy_aside(unlock(record.folder, passphrase))
            gone += 1
    return gone


def forget_device_secret(store: "DeviceSecretStore", vault_id: str, secret_id: str) -> bool:
    """Have the keyring forget what bound the vault; say whether it has. Alone it opens nothing. Slow."""
    try:
        store.delete(vault_id, secret_id)
    except DeviceSecretError:
        return False
    return True


def _remove(home: HomeFolder, folder: Path) -> bool:
    vault_id = folder.name.removeprefix(LEAVING)
    try:
        take_keys_away(folder)
        for path in _entries(folder):
            _unlink(path)
        sync_folder(folder)
        if is_vault_id(vault_id):
            _unlink(home.vaults / f"{_OPENED}{vault_id}")
        _unlink(home.path / _BROKEN_HINT)  # may hold the name
        home.note_seats()
        folder.rmdir()
        sync_folder(home.vaults)
        sync_folder(home.path)
    except (OSError, HomeNotWritable):
        return False
    return True


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _unlink(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
