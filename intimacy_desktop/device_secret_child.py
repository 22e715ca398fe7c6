"""The one place where the keyring of the system is asked; it runs in a process of its own, for one call.

One request comes in on standard input, one answer goes out on standard output, each a JSON object.
The secret never stands among the arguments or in the environment, where other programs could read it.
"""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from intimacy_desktop.canonical import canonical, parse

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


def main() -> int:
    """Do what standard input asks for, and answer."""
    request = parse(sys.stdin.buffer.read())
    sys.stdout.buffer.write(canonical(_answer(request)))
    sys.stdout.flush()
    return 0


def _answer(request: dict[str, str]) -> dict[str, str | None]:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    try:
        backend = _backend()
    except (ImportError, NoKeyringError, RuntimeError):
        return {"outcome": "absent"}
    try:
        return {"outcome": "done", "value": _do(backend, request)}
    except KeyringLocked:
        return {"outcome": "locked"}
    except InitError:
        return {"outcome": "absent"}
    except Exception:  # noqa: BLE001  each backend raises what its system does; the parent says it in words
        return {"outcome": "failed"}


def _backend() -> "KeyringBackend":
    """Give the one backend that is trusted on this system.

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
    else:
        from keyring.backends import SecretService

        make: Any = SecretService.Keyring
        backend = make()
        backend.appid = "innermost"
    _ = backend.priority  # raises RuntimeError where the system has no such keyring
    return cast("KeyringBackend", backend)


def _do(backend: "KeyringBackend", request: dict[str, str]) -> str | None:
    from keyring.errors import PasswordDeleteError

    service, name = request["service"], request["name"]
    match request["do"]:
        case "read":
            return backend.get_password(service, name)
        case "write":
            backend.set_password(service, name, request["value"])
        case "delete":
            with suppress(PasswordDeleteError):  # there is none
                backend.delete_password(service, name)
    return None
