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
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from intimacy_desktop.canonical import canonical, parse
from intimacy_desktop.device_secret_child import WAITS_FOR_SOMEBODY
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

if TYPE_CHECKING:
    from subprocess import Popen

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
    "different": DeviceSecretDifferent,
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
        answer_s: how long the keyring may take to answer, in seconds.
        person_s: how long a person may take to type the password that the keyring asks for, in seconds.
    """

    def __init__(self, answer_s: float = 10, person_s: float = 90) -> None:
        self._answer_s = answer_s
        self._person_s = person_s

    def check(self) -> None:
        """Return where the system has a keyring that is trusted; nobody is asked for a password.

        Raises:
            DeviceSecretError: KeyringAbsent, KeyringHangs or KeyringFails.
        """
        self._ask("check", "", "")

    def read(self, vault_id: str, secret_id: str) -> bytes | None:
        """Give what is kept under these ids, or None.

        Raises:
            DeviceSecretDifferent: what is kept there was not written by `write`.
            DeviceSecretError: KeyringAbsent, KeyringLocked, KeyringHangs or KeyringFails.
        """
        value = self._ask("read", vault_id, secret_id)
        try:
            return None if value is None else b64decode(value, validate=True)
        except ValueError:
            raise DeviceSecretDifferent from None

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        """Keep `secret` under these ids.

        Raises:
            DeviceSecretError: as `read`.
        """
        self._ask("write", vault_id, secret_id, b64encode(secret).decode())

    def delete(self, vault_id: str, secret_id: str) -> None:
        """Forget what is kept under these ids; nothing there is no fault.

        Raises:
            DeviceSecretError: as `read`.
        """
        self._ask("delete", vault_id, secret_id)

    def _ask(self, what: str, vault_id: str, secret_id: str, value: str = "") -> str | None:
        request = {"do": what, "service": f"innermost {vault_id}", "name": secret_id, "value": value}
        try:
            answer = parse(self._run(canonical(request)).removeprefix(WAITS_FOR_SOMEBODY))
        except (ValueError, OSError):  # the process died before it could answer, or was never started
            raise KeyringFails from None
        failure = _FAILURES.get(answer["outcome"])
        if failure is not None:
            raise failure
        found: str | None = answer["value"]
        return found

    def _run(self, request: bytes) -> bytes:
        """Give what the child says until it ends. It ends too when this process does: its input closes."""
        from subprocess import DEVNULL, PIPE, Popen

        theirs, lifeline = os.pipe()
        try:
            try:
                child = Popen(child_command(), stdin=theirs, stdout=PIPE, stderr=DEVNULL)
            finally:
                os.close(theirs)
            with child:
                try:
                    os.write(lifeline, request + b"\n")
                    return self._heard(child)
                finally:
                    child.kill()
        finally:
            os.close(lifeline)

    def _heard(self, child: "Popen[bytes]") -> bytes:
        from subprocess import TimeoutExpired

        try:
            return child.communicate(timeout=self._answer_s)[0]
        except TimeoutExpired as expired:
            if expired.output != WAITS_FOR_SOMEBODY:
                raise KeyringHangs from None
        try:
            return child.communicate(timeout=self._person_s)[0]
        except TimeoutExpired:
            raise KeyringLocked from None
