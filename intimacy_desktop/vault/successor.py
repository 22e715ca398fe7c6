"""What follows the present header and keys of a vault at a rotation."""

import os
import secrets
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from intimacy_desktop import keyslots, passphrase, recovery
from intimacy_desktop.device_secret import DeviceSecret
from intimacy_desktop.errors import KeyNotHeld, VaultTooNew
from intimacy_desktop.header import DeviceBinding, Header, decode
from intimacy_desktop.kdf import KEY_SIZE, SALT_SIZE, KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.slots import OtherSlot, PassphraseSlot, RecoverySlot, Slot
from intimacy_desktop.vault.rebuild import Place


class Keep(Enum):
    """Says that a part of the header stays as it is, where None says that there shall be none."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True)
class Access:
    """What shall open a vault from now on; see `rotation.rotate`."""

    passphrase: str | None = field(repr=False)
    profile: KdfProfile | None
    recovery_code: str | Keep | None = field(repr=False)
    device: DeviceSecret | Keep | None


def successor(folder: Path, header: Header, keys: VaultKeys, access: Access) -> Place:
    """Give the next generation: a header that has been opened from its own bytes, and its keys. Slow.

    Raises:
        KeyNotHeld: the recovery code opened the vault, and there is no new passphrase.
        RecoveryCodeNeeded: it would be bound to a device secret without a recovery code.
        RecoveryCodeMistyped: see `recovery.parse_code`.
        VaultTooNew: a slot is of a newer version of the program, which alone can seal it anew.
    """
    if any(isinstance(slot, OtherSlot) for slot in header.slots):
        raise VaultTooNew(folder, "a key slot of a newer version")
    if keys.recovery_key is not None and isinstance(access.recovery_code, Keep):
        access = replace(access, recovery_code=None)  # a code that was used is retired
    bare = _bare(header, access)
    fresh = _keys(bare, keys, access)
    sealed = decode(keyslots.seal_slots(bare, fresh).encode(), folder)
    keyslots.prove(sealed, fresh, folder)
    return Place(folder, sealed, fresh)


def _bare(header: Header, access: Access) -> Header:
    """Give the next header; its slots are not sealed yet."""
    generation = header.generation + 1
    device = header.device
    if not isinstance(access.device, Keep):
        device = None if access.device is None else DeviceBinding(access.device.secret_id)
    return replace(
        header,
        generation=generation,
        database=f"answers-{generation}-{secrets.token_hex(8)}.db",
        slots=(_passphrase_slot(header, access), *_recovery_slots(header, access)),
        device=device,
    )


def _passphrase_slot(header: Header, access: Access) -> Slot:
    old = header.passphrase_slot
    if access.passphrase is None:
        return replace(old, sealed=b"")
    return PassphraseSlot(access.profile or old.profile, os.urandom(SALT_SIZE))


def _recovery_slots(header: Header, access: Access) -> list[RecoverySlot]:
    if isinstance(access.recovery_code, str):
        return [recovery.new_slot(access.recovery_code, header.vault_id)]
    old = header.recovery_slot
    return [] if old is None or access.recovery_code is None else [replace(old, sealed=b"")]


def _keys(bare: Header, keys: VaultKeys, access: Access) -> VaultKeys:
    device_secret = keys.device_secret
    if not isinstance(access.device, Keep):
        device_secret = None if access.device is None else access.device.secret
    stretched = keys.stretched
    if access.passphrase is not None:
        stretched = keyslots.stretch(bare.passphrase_slot, passphrase.normalise(access.passphrase))
    if stretched is None:
        raise KeyNotHeld
    return keyslots.from_stretched(keys.vault_id, os.urandom(KEY_SIZE), stretched, device_secret)
