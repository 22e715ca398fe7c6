"""What a header says, and its one form as bytes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from intimacy_desktop import slots
from intimacy_desktop.canonical import JsonObject, canonical, parse
from intimacy_desktop.errors import NicknameError, VaultDamaged, VaultTooNew
from intimacy_desktop.hints import is_vault_id
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.slots import PassphraseSlot, RecoverySlot, Slot

DATABASE_PATTERN = re.compile(r"answers-([1-9][0-9]{0,9})-[0-9a-f]{16}\.db")

_FORMAT = 1
_DEVICE_VERSION = 1
_CHECKSUM = re.compile(rb',"sha256":"([0-9a-f]{64})"\}\Z')
_MEMBERS = frozenset(
    {"database", "device", "format", "generation", "hue", "nickname", "shape", "slots", "vault"}
)


@dataclass(frozen=True, slots=True)
class DeviceBinding:
    """That the passphrase opens only together with a device secret, and which.

    Args:
        secret_id: a UUID, see `device_secret.secret_id_of`.
    """

    secret_id: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one vault.

    Args:
        vault_id: a UUID, in its usual form.
        generation: counts the databases the vault has had.
        database: the name of the present one.
        identity: what the seat shows to anyone.
        slots: each opens the vault in its own way.
        device: the device secret that the passphrase slot asks for, if it does.
    """

    vault_id: str
    generation: int
    database: str
    identity: Identity
    slots: tuple[Slot, ...]
    device: DeviceBinding | None = None

    @property
    def passphrase_slot(self) -> PassphraseSlot:
        """The slot that a passphrase opens; every header has one."""
        return next(slot for slot in self.slots if isinstance(slot, PassphraseSlot))

    @property
    def recovery_slot(self) -> RecoverySlot | None:
        """The slot that the recovery code opens, where the owner has one."""
        return next((slot for slot in self.slots if isinstance(slot, RecoverySlot)), None)

    def associated_data(self) -> bytes:
        """Give what every slot is bound to: the header but for what the slots themselves seal."""
        return canonical(self._members([slots.bound_members(slot) for slot in self.slots]))

    def encode(self) -> bytes:
        """Give the bytes of the file: canonical JSON, and as last member the SHA-256 of what it is without.

        The checksum keeps its place in every format to come, so that it can be checked before all else.
        """
        body = canonical(self._members([slots.members(slot) for slot in self.slots]))
        return body[:-1] + b',"sha256":"' + _checksum(body) + b'"}'

    def _members(self, slot_list: list[JsonObject]) -> JsonObject:
        return {
            "database": self.database,
            "device": _device_members(self.device),
            "format": _FORMAT,
            "generation": self.generation,
            "hue": self.identity.hue.value,
            "nickname": self.identity.nickname,
            "shape": self.identity.shape.value,
            "slots": slot_list,
            "vault": self.vault_id,
        }


def decode(data: bytes, folder: Path) -> Header:
    """Give the header that `data` is the file of; `folder` is named in errors.

    Raises:
        VaultDamaged: it is not what was written.
        VaultTooNew: a newer version of the program wrote it.
    """
    checksum = _CHECKSUM.search(data)
    if checksum is None:
        raise VaultDamaged(folder, "the header has no checksum")
    body = data[: checksum.start()] + b"}"
    if _checksum(body) != checksum[1]:
        raise VaultDamaged(folder, "the header does not match its checksum")
    try:
        members = parse(body)
        newer = _newer(members)
        if not newer:
            return _header(members, data)
    except (ValueError, NicknameError) as problem:
        raise VaultDamaged(folder, f"header: {problem}") from None
    raise VaultTooNew(folder, newer)


def _checksum(body: bytes) -> bytes:
    """Give the SHA-256 (FIPS 180-4) of `body` in hexadecimal digits.

    By Python's own module for it, as `random` of the standard library does: hashlib loads all of OpenSSL,
    which is 2 ms and 0.7 MiB of the first window.
    """
    for module in ("_sha2", "_sha256", "hashlib"):  # from Python 3.12 on, 3.11, and wherever neither is
        try:
            return bytes(import_module(module).sha256(body).hexdigest(), "ascii")
        except ImportError:
            continue
    raise ImportError("SHA-256")


def _newer(members: Mapping[str, object]) -> str:
    form = members.get("format")
    if type(form) is not int or form < 1:
        raise ValueError("format")
    if form > _FORMAT:
        return f"format {form}"
    device = members.get("device")
    version = device.get("version") if isinstance(device, dict) else None
    if type(version) is int and version > _DEVICE_VERSION:
        return f"device binding {version}"
    return ""


def _header(members: Mapping[str, object], data: bytes) -> Header:
    if members.keys() != _MEMBERS:
        raise ValueError("members missing or unknown")
    header = Header(
        vault_id=_uuid(members["vault"], "vault"),
        generation=_generation(members["generation"]),
        database=_text(members["database"], "database"),
        identity=Identity(
            _text(members["nickname"], "nickname"),
            Shape(_text(members["shape"], "shape")),
            Hue(_text(members["hue"], "hue")),
        ),
        slots=slots.parse_slots(members["slots"]),
        device=_device(members["device"]),
    )
    name = DATABASE_PATTERN.fullmatch(header.database)
    if name is None or int(name[1]) != header.generation:
        raise ValueError("name of the database")
    if header.encode() != data:
        raise ValueError("not in canonical form")
    return header


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(name)  # noqa: TRY004 (a wrong type in a file is a wrong value)
    return value


def _uuid(value: object, name: str) -> str:
    text = _text(value, name)
    if not is_vault_id(text):
        raise ValueError(name)
    return text


def _device(value: object) -> DeviceBinding | None:
    if value is None:
        return None
    if not isinstance(value, dict) or value.get("version") != _DEVICE_VERSION:
        raise ValueError("device")
    return DeviceBinding(_uuid(value.get("secret"), "device"))


def _device_members(device: DeviceBinding | None) -> JsonObject | None:
    return None if device is None else {"secret": device.secret_id, "version": _DEVICE_VERSION}


def _generation(value: object) -> int:
    if type(value) is not int or not 1 <= value < 2**31:
        raise ValueError("generation")
    return value
