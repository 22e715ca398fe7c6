"""`home.json`: the order of the seats and their *ready* marks; a hint, never evidence.

Everything else in it is there to name a seat whose vault cannot be read. It can be lost without harm, so a
file that is not understood stays as it is until something is written, and is then kept aside.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intimacy_desktop.durable import read_file, replace_file
from intimacy_desktop.errors import NicknameError
from intimacy_desktop.identity import Hue, Identity, Shape

_FORMAT = 1
_SIZE_CEILING = 64 * 1024


# Importing uuid would take 2 ms of the first window.
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_vault_id(name: str) -> bool:
    """Whether `name` is a UUID in its usual form, as the folder of a vault is called."""
    return _UUID.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class SeatHint:
    """What is noted of one seat."""

    vault_id: str
    identity: Identity
    ready: bool


def read(home: Path) -> list[SeatHint]:
    """Give what is noted of the seats, in the order of taking; nothing where it is not understood."""
    return _read(home / "home.json") or []


def write(home: Path, hints: Sequence[SeatHint]) -> None:
    """Note `hints` in place of what was noted.

    Raises:
        OSError: what was noted before is as it was.
    """
    path = home / "home.json"
    if _read(path) is None and path.exists():
        path.replace(home / "home.json.broken")
    seats = [
        {
            "vault": hint.vault_id,
            "nickname": hint.identity.nickname,
            "shape": hint.identity.shape.value,
            "hue": hint.identity.hue.value,
            "ready": hint.ready,
        }
        for hint in hints
    ]
    replace_file(path, json.dumps({"format": _FORMAT, "seats": seats}, indent=2).encode("ascii") + b"\n")


def _read(path: Path) -> list[SeatHint] | None:
    """Read the file; None where it is not there, not whole or of another format."""
    try:
        noted = json.loads(read_file(path, _SIZE_CEILING))
        if noted["format"] != _FORMAT:
            return None
        hints = [_hint(seat) for seat in noted["seats"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, NicknameError):
        return None
    unique = {hint.vault_id: hint for hint in hints}
    return hints if len(unique) == len(hints) else None


def _hint(seat: dict[str, Any]) -> SeatHint:
    identity = Identity(seat["nickname"], Shape(seat["shape"]), Hue(seat["hue"]))
    if not is_vault_id(seat["vault"]):
        raise ValueError("vault")
    return SeatHint(seat["vault"], identity, seat["ready"] is True)
