"""HPKE's base mode, read a second time from RFC 9180: what opens a slot is not what sealed it."""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEM = b"KEM" + (0x0020).to_bytes(2)  # DHKEM(X25519, HKDF-SHA256)
_AEAD = {16: 0x0001, 32: 0x0002}  # AES-GCM by the length of its key


def open_base(
    enc: bytes, sealed: bytes, private: bytes, info: bytes, *, aad: bytes = b"", key_size: int = 32
) -> bytes:
    """The plaintext of RFC 9180's OpenBase (section 6.1) for sequence number 0."""
    key = X25519PrivateKey.from_private_bytes(private)
    public = key.public_key().public_bytes_raw()
    # Section 4.1, Decap
    exchanged = key.exchange(X25519PublicKey.from_public_bytes(enc))
    eae_prk = _extract(_KEM, b"", b"eae_prk", exchanged)
    shared = _expand(_KEM, eae_prk, b"shared_secret", enc + public, 32)
    # Section 5.1, KeySchedule; the KDF is HKDF-SHA256
    suite = b"HPKE" + _KEM[3:] + (0x0001).to_bytes(2) + _AEAD[key_size].to_bytes(2)
    context = b"\0" + _extract(suite, b"", b"psk_id_hash", b"") + _extract(suite, b"", b"info_hash", info)
    secret = _extract(suite, shared, b"secret", b"")
    aead = AESGCM(_expand(suite, secret, b"key", context, key_size))
    return aead.decrypt(_expand(suite, secret, b"base_nonce", context, 12), sealed, aad)


def _extract(suite: bytes, salt: bytes, label: bytes, keying: bytes) -> bytes:
    return hmac.digest(salt, b"HPKE-v1" + suite + label + keying, sha256)


def _expand(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    block = hmac.digest(secret, length.to_bytes(2) + b"HPKE-v1" + suite + label + info + b"\1", sha256)
    assert length <= len(block)
    return block[:length]
