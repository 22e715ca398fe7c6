"""Opening a vault with its passphrase: from what is typed to the keys."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from intimacy_desktop import kdf, passphrase
from intimacy_desktop.errors import VaultDamaged, WrongPassphrase
from intimacy_desktop.header import Header, check_database, read_header
from intimacy_desktop.slots import NONCE_SIZE, PassphraseSlot

_KEK_INFO = b"innermost/1/kek/passphrase"


@dataclass(frozen=True, slots=True, eq=False)
class VaultKeys:
    """What opens one vault; never printed.

    Args:
        vault_id: which one.
        dek: the data encryption key: random, for as long as the database lives.
        kek: the key encryption key that opened the passphrase slot.
    """

    vault_id: str
    dek: bytes = field(repr=False)
    kek: bytes = field(repr=False)


def unlock(folder: Path, typed: str) -> VaultKeys:
    """Give the keys of the vault in `folder`. Slow.

    Raises:
        PassphraseEmpty: nothing was typed.
        PassphraseUnassigned: see `passphrase.normalise`.
        WrongPassphrase: the vault is whole, and this does not open it.
        VaultMissing: the vault, or its database, is not there.
        VaultDamaged: it is not what was written.
        VaultTooNew: a newer version of the program wrote it.
        VaultUnreadable: the system does not let it be read.
    """
    normal = passphrase.normalise(typed)
    header = read_header(folder)
    check_database(folder, header)
    slot = header.passphrase_slot
    kek = derive_kek(slot, normal, header.vault_id)
    dek = _opened(header, kek)
    if dek is None:
        raise WrongPassphrase
    return VaultKeys(header.vault_id, dek, kek)


def prove(header: Header, keys: VaultKeys, folder: Path) -> None:
    """Make sure that `header` is the one these keys belong to, in all its parts.

    Raises:
        VaultDamaged: it is not.
    """
    if header.vault_id != keys.vault_id or _opened(header, keys.kek) != keys.dek:
        raise VaultDamaged(folder, "the header is not the one that was unlocked")


def derive_kek(slot: PassphraseSlot, normal: bytes, vault_id: str) -> bytes:
    """Give the key that seals `slot`, from a passphrase in its normal form. Slow.

    Argon2id (RFC 9106), then HKDF-SHA256 (RFC 5869) with the vault's id as salt.
    """
    stretched = kdf.derive(slot.profile, normal, slot.salt)
    return kdf.subkey(stretched, _KEK_INFO, salt=vault_id.encode())


def seal_slot(header: Header, keys: VaultKeys) -> Header:
    """Give `header` with its passphrase slot sealed: AES-256-GCM, bound to the rest of the header."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_SIZE)
    sealed = nonce + AESGCM(keys.kek).encrypt(nonce, keys.dek, header.associated_data())
    old = header.passphrase_slot
    new = replace(old, sealed=sealed)
    return replace(header, slots=tuple(new if slot is old else slot for slot in header.slots))


def _opened(header: Header, kek: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealed = header.passphrase_slot.sealed
    try:
        return AESGCM(kek).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], header.associated_data())
    except InvalidTag:
        return None
