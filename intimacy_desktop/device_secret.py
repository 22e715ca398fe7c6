"""The device secret: 32 random bytes in the keyring of the system, without which a bound vault stays shut.

It is a pepper and never the key: whoever has the keyring alone opens nothing. It protects against a stolen
disk, not against somebody in the same account, whom the keyring serves alike.
"""

import os
import sys
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hmac import compare_digest
from pathlib import Path
from typing import Protocol
from uuid import UUID

from intimacy_desktop.canonical import canonical, parse
from intimacy_desktop.errors import (
    DeviceSecretDifferent,
    DeviceSecretError,
    DeviceSecretMissing,
    KeyringAbsent,
    KeyringDiscards,
    KeyringFails,
    KeyringHangs,
    KeyringLocked,
)
from intimacy_desktop.kdf import KEY_SIZE, subkey

_ID_INFO = b"innermost/1/device/id"
_ID_SIZE = 16

# As for a window process: with -I nothing that lies in the current folder or in PYTHONPATH takes the place
# of a module.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from intimacy_desktop.__main__ import main; sys.exit(main())"
)
_FAILURES: dict[str, type[DeviceSecretError]] = {
    "absent": KeyringAbsent,
    "failed": KeyringFails,
    "locked": KeyringLocked,
}


@dataclass(frozen=True, slots=True)
class DeviceSecret:
    """A device secret and its name.

    Args:
        secret_id: a UUID, from `secret_id_of`.
        secret: 32 bytes.
    """

    secret_id: str
    secret: bytes = field(repr=False)


class DeviceSecretStore(Protocol):
    """Where device secrets are kept; each call may take seconds, and raises DeviceSecretError."""

    def check(self) -> None:
        """Return where secrets can be kept now."""

    def read(self, vault_id: str, secret_id: str) -> bytes | None:
        """Give what is kept under these ids, or None."""

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        """Keep `secret` under these ids."""

    def delete(self, vault_id: str, secret_id: str) -> None:
        """Forget what is kept under these ids; nothing there is no fault."""


def secret_id_of(secret: bytes, vault_id: str) -> str:
    """Give the id of a device secret: a UUID that only this secret has, and that says nothing of it.

    The header names the secret by it, so that another secret in its place is told from a wrong passphrase.
    HKDF-SHA256, in the form of a UUID of version 8 (RFC 9562).
    """
    digest = subkey(secret, _ID_INFO, salt=vault_id.encode(), length=_ID_SIZE)
    number = int.from_bytes(digest) & ~(0xF << 76) & ~(0x3 << 62)
    return str(UUID(int=number | 0x8 << 76 | 0x2 << 62))


def new_secret(store: DeviceSecretStore, vault_id: str) -> DeviceSecret:
    """Give a new device secret that `store` keeps: it was read back.

    Only then may anything in the vault be changed.

    Raises:
        DeviceSecretError: the store does not keep it; it was asked to forget it again.
    """
    secret = os.urandom(KEY_SIZE)
    made = DeviceSecret(secret_id_of(secret, vault_id), secret)
    try:
        store.write(vault_id, made.secret_id, secret)
        kept = store.read(vault_id, made.secret_id)
        if kept is None or not compare_digest(kept, secret):
            raise KeyringDiscards
    except DeviceSecretError:
        forget_secret(store, vault_id, made.secret_id)
        raise
    return made


def read_secret(store: DeviceSecretStore, vault_id: str, secret_id: str) -> bytes:
    """Give the device secret that a header names.

    Raises:
        DeviceSecretMissing: the store has none under this name.
        DeviceSecretDifferent: it has another in its place.
        DeviceSecretError: it cannot be asked.
    """
    kept = store.read(vault_id, secret_id)
    if kept is None:
        raise DeviceSecretMissing
    if len(kept) != KEY_SIZE or secret_id_of(kept, vault_id) != secret_id:
        raise DeviceSecretDifferent
    return kept


def forget_secret(store: DeviceSecretStore, vault_id: str, secret_id: str) -> bool:
    """Delete a device secret that no header names any more; give whether the store did it.

    One that stays opens nothing, so this raises nothing.
    """
    try:
        store.delete(vault_id, secret_id)
    except DeviceSecretError:
        return False
    return True


def child_command() -> list[str]:
    """Give the command line of the process that asks the keyring, from a checkout or frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--keyring"]
    return [sys.executable, "-I", "-c", _BOOT, str(Path(__file__).parents[1]), "--keyring"]


class SystemKeyring:
    """The keyring of the system, each call in a process of its own that is ended when it takes too long.

    Behind a call that hangs, a thread would never come back, nor the program end.

    Args:
        limit_s: how long a call may take, in seconds.
    """

    def __init__(self, limit_s: float = 20) -> None:
        self._limit_s = limit_s

    def check(self) -> None:
        """Return where the system has a keyring that is trusted, and unlocked.

        Raises:
            DeviceSecretError: KeyringAbsent, KeyringLocked, KeyringHangs or KeyringFails.
        """
        self._ask("read", "check", "check")

    def read(self, vault_id: str, secret_id: str) -> bytes | None:
        """Give what is kept under these ids, or None.

        Raises:
            DeviceSecretDifferent: what is kept there is no secret of ours.
            DeviceSecretError: as `check`.
        """
        value = self._ask("read", vault_id, secret_id)
        try:
            return None if value is None else b64decode(value, validate=True)
        except ValueError:
            raise DeviceSecretDifferent from None

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        """Keep `secret` under these ids.

        Raises:
            DeviceSecretError: as `check`.
        """
        self._ask("write", vault_id, secret_id, b64encode(secret).decode())

    def delete(self, vault_id: str, secret_id: str) -> None:
        """Forget what is kept under these ids; nothing there is no fault.

        Raises:
            DeviceSecretError: as `check`.
        """
        self._ask("delete", vault_id, secret_id)

    def _ask(self, what: str, vault_id: str, secret_id: str, value: str = "") -> str | None:
        request = {"do": what, "service": f"innermost {vault_id}", "name": secret_id, "value": value}
        try:
            answer = parse(self._run(canonical(request)))
        except ValueError:  # the process died before it could answer
            raise KeyringFails from None
        failure = _FAILURES.get(str(answer.get("outcome")))
        if failure is not None:
            raise failure
        value_read: object = answer.get("value")
        return value_read if isinstance(value_read, str) else None

    def _run(self, request: bytes) -> bytes:
        """Give what the child answers; nothing where it died."""
        import subprocess

        with subprocess.Popen(
            child_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as child:
            try:
                return child.communicate(request, self._limit_s)[0]
            except subprocess.TimeoutExpired:
                raise KeyringHangs from None
            finally:
                child.kill()
