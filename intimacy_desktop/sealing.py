"""Sealing a vault's key into its slots, and opening it again; each slot is bound to the whole header."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from intimacy_desktop.header import Header
from intimacy_desktop.slots import NONCE_SIZE, PassphraseSlot, RecoverySlot

if TYPE_CHECKING:  # 10 ms that the first window does not need
    from cryptography.hazmat.primitives.hpke import Suite

_RECOVERY_INFO = b"innermost/1/recovery"


def seal_passphrase_slot(slot: PassphraseSlot, header: Header, kek: bytes, dek: bytes) -> PassphraseSlot:
    """Give `slot` holding `dek` in AES-256-GCM (NIST SP 800-38D), with `header` as associated data.

    Args:
        slot: from `header`.
        header: as it will be written, but for what its slots seal.
        kek: the key encryption key of the slot.
        dek: the data encryption key.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_SIZE)
    return replace(slot, sealed=nonce + AESGCM(kek).encrypt(nonce, dek, header.associated_data()))


def open_passphrase_slot(header: Header, kek: bytes) -> bytes | None:
    """Give the data encryption key, or None where `kek` is not the slot's or the header was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealed = header.passphrase_slot.sealed
    try:
        return AESGCM(kek).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], header.associated_data())
    except InvalidTag:
        return None


def seal_recovery_slot(slot: RecoverySlot, header: Header, dek: bytes) -> RecoverySlot:
    """Give `slot` holding `dek`, encrypted to its public key: nobody needs the recovery code for it.

    HPKE (RFC 9180), base mode, with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM.

    Args:
        slot: from `header`.
        header: as it will be written, but for what its slots seal.
        dek: the data encryption key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    public_key = X25519PublicKey.from_public_bytes(slot.public_key)
    return replace(slot, sealed=_suite().encrypt(dek, public_key, _recovery_info(header)))


def open_recovery_slot(header: Header, recovery_key: bytes) -> bytes | None:
    """Give the data encryption key, or None where there is no recovery slot, or not one for this key.

    Args:
        header: as it was read.
        recovery_key: the private X25519 key that is derived from the code.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    slot = header.recovery_slot
    if slot is None:
        return None
    private_key = X25519PrivateKey.from_private_bytes(recovery_key)
    try:
        return _suite().decrypt(slot.sealed, private_key, _recovery_info(header))
    except InvalidTag:
        return None


def public_key_of(private_key: bytes) -> bytes:
    """Give the public X25519 key (RFC 7748) that belongs to a private one, 32 bytes each."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _recovery_info(header: Header) -> bytes:
    return _RECOVERY_INFO + header.associated_data()
