"""The one place where the keyring of the system is asked; it runs in a process of its own, for one call.

One request comes in on standard input, a line, and one answer goes out on standard output, each a JSON
object. The secret never stands among the arguments or in the environment, where other programs could read
it. The input stays open as long as somebody waits for the answer.
"""

import os
import sys
from contextlib import closing, suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, cast

from intimacy_desktop.canonical import canonical, parse

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

WAITS_FOR_SOMEBODY = b"\n"
"""Goes out before the answer where the system may have to ask the person for a password first."""

_INPUT = 0
_DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"  # Secret Service API, section “Aliases”


def main() -> int:
    """Do what standard input asks for, and answer."""
    request = parse(_line())
    Thread(target=_end_with_the_program, daemon=True).start()
    _say(canonical(_answer(request)))
    return 0


def _line() -> bytes:
    # Not by way of sys.stdin: a thread that waits in it would keep the interpreter from ending.
    read = b""
    while not read.endswith(b"\n"):
        more = os.read(_INPUT, 65_536)
        if not more:
            raise EOFError
        read += more
    return read[:-1]


def _end_with_the_program() -> None:
    """End this process, whatever it waits for, once the program that started it is gone."""
    while os.read(_INPUT, 1):
        continue
    os._exit(1)


def _answer(request: dict[str, str]) -> dict[str, str | None]:
    from keyring.errors import InitError, KeyringLocked

    try:
        backend = _backend()
    except (ImportError, RuntimeError, OSError):  # OSError: an address without a bus
        return {"outcome": "absent"}
    try:
        return {"outcome": "done", "value": _do(backend, request)}
    except KeyringLocked:
        return {"outcome": "locked"}
    except InitError:  # it is there, and has no collection that could be written to
        return {"outcome": "absent"}
    except UnicodeDecodeError:  # nothing that we wrote
        return {"outcome": "different"}
    except Exception:  # noqa: BLE001  each system raises what it likes; the parent says it in words
        return {"outcome": "failed"}


def _backend() -> "KeyringBackend":
    """Give the one backend that is trusted on this system, or raise RuntimeError or ImportError.

    It is named outright: what the environment or a configuration file would choose may write secrets to a
    plain file, or nowhere. On Linux the search would also start nine other programs.
    """
    backend: Any  # not everything in keyring is annotated
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        backend = WinVaultKeyring()
        backend.persist = "local machine"  # by default it would roam to other computers
    elif sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as MacKeyring

        backend = MacKeyring()
    else:  # GNOME’s keyring, KWallet since 5.97, KeePassXC: all of them offer the Secret Service API
        from keyring.backends import SecretService

        make: Any = SecretService.Keyring
        backend = make()
        backend.appid = "innermost"
    _ = backend.priority  # raises RuntimeError where the system has no such keyring
    return cast("KeyringBackend", backend)


def _do(backend: "KeyringBackend", request: dict[str, str]) -> str | None:
    from keyring.errors import PasswordDeleteError

    what, service, name = request["do"], request["service"], request["name"]
    if what == "check":
        return None
    if _may_wait_for_somebody():
        _say(WAITS_FOR_SOMEBODY)
    match what:
        case "read":
            return backend.get_password(service, name)
        case "write":
            backend.set_password(service, name, request["value"])
        case "delete":
            with suppress(PasswordDeleteError):  # there is none
                backend.delete_password(service, name)
    return None


def _may_wait_for_somebody() -> bool:
    """Whether the keyring is locked, or has to be made first; macOS does not tell beforehand."""
    if sys.platform == "win32":
        return False
    if sys.platform == "darwin":
        return True
    import secretstorage  # keyring’s own way to the Secret Service
    from secretstorage.exceptions import ItemNotFoundException

    with closing(secretstorage.dbus_init()) as bus:
        try:
            return secretstorage.Collection(bus, _DEFAULT_COLLECTION).is_locked()
        except ItemNotFoundException:
            return True


def _say(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
