"""The key slots of a header: each holds the vault's key, sealed for one way of opening it."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from intimacy_desktop.canonical import JsonObject
from intimacy_desktop.kdf import KEY_SIZE, SALT_SIZE, KdfProfile

NONCE_SIZE = 12
TAG_SIZE = 16
SEALED_SIZE = NONCE_SIZE + KEY_SIZE + TAG_SIZE

PUBLIC_KEY_SIZE = 32
HPKE_SEALED_SIZE = PUBLIC_KEY_SIZE + KEY_SIZE + TAG_SIZE
"""What HPKE makes of a key: an encapsulated key, as long as a public one, and the key with its tag."""

_BY_PASSPHRASE = "passphrase"  # noqa: S105 (the kind of a slot)
_BY_RECOVERY_CODE = "recovery"
_VERSION = 1
_ALGORITHM = "argon2id"
_MOST_SLOTS = 16
_SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """The slot that a passphrase opens.

    Args:
        profile: what one try costs.
        salt: `SALT_SIZE` bytes.
        sealed: nonce, the vault's key in AES-256-GCM, and tag; empty in a slot that is about to be sealed.
    """

    profile: KdfProfile
    salt: bytes
    sealed: bytes = b""


@dataclass(frozen=True, slots=True)
class RecoverySlot:
    """The slot that a recovery code opens; it can be sealed anew without the code.

    Args:
        public_key: of the X25519 key pair that is derived from the code, `PUBLIC_KEY_SIZE` bytes.
        sealed: the vault's key, encrypted to it by HPKE; empty in a slot that is about to be sealed.
    """

    public_key: bytes
    sealed: bytes = b""


@dataclass(frozen=True, slots=True)
class OtherSlot:
    """A slot of a kind or version that this program does not know; it is left as it is."""

    members: JsonObject


Slot = PassphraseSlot | RecoverySlot | OtherSlot


def members(slot: Slot) -> JsonObject:
    """Give the slot as it stands in the header."""
    if isinstance(slot, OtherSlot):
        return dict(slot.members)
    if isinstance(slot, RecoverySlot):
        return {
            "kind": _BY_RECOVERY_CODE,
            "public_key": b64encode(slot.public_key).decode(),
            _SEALED: b64encode(slot.sealed).decode(),
            "version": _VERSION,
        }
    return {
        "kdf": {
            "algorithm": _ALGORITHM,
            "iterations": slot.profile.iterations,
            "lanes": slot.profile.lanes,
            "memory_kib": slot.profile.memory_kib,
            "salt": b64encode(slot.salt).decode(),
        },
        "kind": _BY_PASSPHRASE,
        _SEALED: b64encode(slot.sealed).decode(),
        "version": _VERSION,
    }


def bound_members(slot: Slot) -> JsonObject:
    """Give the part of the slot to which every slot is bound: all but what it seals."""
    return {name: value for name, value in members(slot).items() if name != _SEALED}


def parse_slots(value: object) -> tuple[Slot, ...]:
    """Give the slots of a header.

    Raises:
        ValueError: they break their form, ask for more than the ceilings, none is for a passphrase, or
            there are two for one way of opening.
    """
    if not isinstance(value, list) or len(value) > _MOST_SLOTS:
        raise ValueError("slots")
    parsed = tuple(_slot(item) for item in value)
    if sum(isinstance(slot, PassphraseSlot) for slot in parsed) != 1:
        raise ValueError("not one slot for a passphrase")
    if sum(isinstance(slot, RecoverySlot) for slot in parsed) > 1:
        raise ValueError("two slots for a recovery code")
    return parsed


def _slot(value: object) -> Slot:
    if not isinstance(value, dict):
        raise ValueError("slot")  # noqa: TRY004 (a wrong type in a file is a wrong value)
    kind, version = value.get("kind"), value.get("version")
    if not isinstance(kind, str) or type(version) is not int or not isinstance(value.get(_SEALED), str):
        raise ValueError("slot")
    if (kind, version) == (_BY_PASSPHRASE, _VERSION):
        profile, salt = _profile(value.get("kdf")), _salt(value["kdf"])
        return PassphraseSlot(profile, salt, _bytes(value[_SEALED], SEALED_SIZE))
    if (kind, version) == (_BY_RECOVERY_CODE, _VERSION):
        public_key = _bytes(value.get("public_key"), PUBLIC_KEY_SIZE)
        return RecoverySlot(public_key, _bytes(value[_SEALED], HPKE_SEALED_SIZE))
    return OtherSlot(value)


def _profile(value: object) -> KdfProfile:
    if not isinstance(value, dict) or value.get("algorithm") != _ALGORITHM:
        raise ValueError("key derivation")
    return KdfProfile(*(_number(value.get(name)) for name in ("memory_kib", "iterations", "lanes")))


def _number(value: object) -> int:
    if type(value) is not int:
        raise ValueError("key derivation")
    return value


def _salt(value: Mapping[str, object]) -> bytes:
    return _bytes(value.get("salt"), SALT_SIZE)


def _bytes(value: object, size: int) -> bytes:
    if not isinstance(value, str):
        raise ValueError("bytes")  # noqa: TRY004 (a wrong type in a file is a wrong value)
    data = b64decode(value, validate=True)
    if len(data) != size:
        raise ValueError("length of bytes")
    return data
