"""From what is typed to the keys of a vault, and from its keys to the slots of a new header."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from intimacy_desktop import kdf, passphrase, sealing
from intimacy_desktop.device_secret import DeviceSecretStore, SystemKeyring, read_secret
from intimacy_desktop.errors import KeyNotHeld, RecoveryCodeNeeded, VaultDamaged, WrongPassphrase
from intimacy_desktop.header import Header, check_database, read_header
from intimacy_desktop.slots import OtherSlot, PassphraseSlot, RecoverySlot, Slot

_KEK_INFO = b"innermost/1/kek/passphrase"


@dataclass(frozen=True, slots=True, eq=False)
class VaultKeys:
    """What opens one vault; never printed.

    Args:
        vault_id: which one.
        dek: the data encryption key: random, for as long as the database lives.
        kek: the key encryption key of the passphrase slot; None after the recovery code opened the vault,
            which says nothing of the passphrase.
        stretched: what Argon2id made of the passphrase; with it a rotation binds the vault to another device
            secret, and asks for nothing. None where `kek` is.
        device_secret: the one that is part of `kek`, if one is.
        recovery_key: the private key of the recovery slot, where the code opened the vault.
    """

    vault_id: str
    dek: bytes = field(repr=False)
    kek: bytes | None = field(repr=False)
    stretched: bytes | None = field(default=None, repr=False)
    device_secret: bytes | None = field(default=None, repr=False)
    recovery_key: bytes | None = field(default=None, repr=False)


def unlock(folder: Path, typed: str, store: DeviceSecretStore | None = None) -> VaultKeys:
    """Give the keys of the vault in `folder`. Slow.

    Args:
        folder: where it is.
        typed: the passphrase.
        store: where the device secret is kept, for a vault that is bound to one; by default the keyring of
            the system.

    Raises:
        PassphraseEmpty: nothing was typed.
        PassphraseUnassigned: see `passphrase.normalise`.
        WrongPassphrase: the vault is whole, and this does not open it.
        DeviceSecretError: the vault is bound, and the keyring does not give its secret; nothing was tried.
        VaultMissing: the vault, or its database, is not there.
        VaultDamaged: it is not what was written.
        VaultTooNew: a newer version of the program wrote it.
        VaultUnreadable: the system does not let it be read.
    """
    normal = passphrase.normalise(typed)
    header = read_header(folder)
    check_database(folder, header)
    device_secret = None
    if header.device is not None:
        device_secret = read_secret(store or SystemKeyring(), header.vault_id, header.device.secret_id)
    stretched = stretch(header.passphrase_slot, normal)
    kek = combine(stretched, device_secret, header.vault_id)
    dek = sealing.open_passphrase_slot(header, kek)
    if dek is None:
        raise WrongPassphrase
    return VaultKeys(header.vault_id, dek, kek, stretched, device_secret)


def prove(header: Header, keys: VaultKeys, folder: Path) -> None:
    """Make sure that `header` is the one these keys belong to, in all its parts.

    Raises:
        VaultDamaged: it is not.
    """
    if keys.kek is not None:
        dek = sealing.open_passphrase_slot(header, keys.kek)
    else:
        dek = keys.recovery_key and sealing.open_recovery_slot(header, keys.recovery_key)
    if header.vault_id != keys.vault_id or dek != keys.dek:
        raise VaultDamaged(folder, "the header is not the one that was unlocked")


def stretch(slot: PassphraseSlot, normal: bytes) -> bytes:
    """Give what Argon2id (RFC 9106) makes of a passphrase in its normal form, as `slot` asks. Slow."""
    return kdf.derive(slot.profile, normal, slot.salt)


def combine(stretched: bytes, device_secret: bytes | None, vault_id: str) -> bytes:
    """Give the key encryption key: HKDF-SHA256 (RFC 5869) of both, with the vault's id as salt.

    Args:
        stretched: from `stretch`.
        device_secret: None for a vault that is bound to none.
        vault_id: the vault's id.
    """
    return kdf.subkey(stretched + (device_secret or b""), _KEK_INFO, salt=vault_id.encode())


def from_stretched(
    vault_id: str, dek: bytes, stretched: bytes, device_secret: bytes | None = None
) -> VaultKeys:
    """Give the keys of a vault whose passphrase slot is about to be sealed.

    Args:
        vault_id: the vault's id.
        dek: the data encryption key.
        stretched: from `stretch` with the new slot.
        device_secret: the one the new header names, if it does.
    """
    kek = combine(stretched, device_secret, vault_id)
    return VaultKeys(vault_id, dek, kek, stretched, device_secret)


def seal_slots(header: Header, keys: VaultKeys) -> Header:
    """Give `header` with every slot sealed to hold `keys.dek`, and bound to the rest of the header.

    Slots that this program does not know stay as they are; what they were bound to may have changed.

    Args:
        header: as it shall be written; its slots need no `sealed` yet.
        keys: `kek` fits the passphrase slot, and the device secret that the header names.

    Raises:
        KeyNotHeld: there is no `kek`, since the recovery code opened the vault; or a device secret is named
            and not among the keys, or the other way round.
        RecoveryCodeNeeded: it would be bound to a device secret without a recovery slot, so that with the
            keyring the vault would be lost.
    """
    if header.device is not None and header.recovery_slot is None:
        raise RecoveryCodeNeeded
    if keys.kek is None or (header.device is None) is not (keys.device_secret is None):
        raise KeyNotHeld
    seal = _sealer(header, keys.kek, keys.dek)
    return replace(header, slots=tuple(seal(slot) for slot in header.slots))


def _sealer(header: Header, kek: bytes, dek: bytes) -> Callable[[Slot], Slot]:
    def seal(slot: Slot) -> Slot:
        match slot:
            case PassphraseSlot():
                return sealing.seal_passphrase_slot(slot, header, kek, dek)
            case RecoverySlot():
                return sealing.seal_recovery_slot(slot, header, dek)
            case OtherSlot():
                return slot

    return seal
