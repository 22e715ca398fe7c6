"""The files that the program may make in its home folder: all of them, and nothing else anywhere.

Whoever lets the program write a new kind of file adds it here, in resources/traces/ (what it is, for the
people whose computer it is) and in docs/file-formats.md.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_VAULT = rf"vaults/{_UUID}"
_DATABASE = r"answers-\d+-[0-9a-f]{16}\.db(?:-journal)?"
_TIME = r"\d{8}T\d{6}Z"
_OF_A_VAULT = rf"(?:keys\.json|keys\.bak\.json|tries\.json|unsaved\.sealed|{_DATABASE})"

ALLOWED = {
    "seats": r"home\.json",
    "settings": r"settings\.json",
    "header": rf"{_VAULT}/keys(?:\.bak)?\.json",
    "database": rf"{_VAULT}/{_DATABASE}",
    "backup": rf"{_VAULT}/backups/innermost-[0-9a-f]{{8}}-\d+-{_TIME}(?:-\d+)?\.zip",
    "unsaved": rf"{_VAULT}/unsaved\.sealed",
    "tries": rf"{_VAULT}/tries\.json",
    "replaced": rf"{_VAULT}/replaced-\d+-[0-9a-f]{{16}}-{_TIME}(?:-\d+)?/{_OF_A_VAULT}",
    "aside": rf"vaults-aside/{_UUID}/(?:{_OF_A_VAULT}|backups/.+\.zip|replaced-.+)",
    "running": r"lock|raise",
    "broken": r"(?:home|settings)\.json\.broken",
    "leaving": rf"vaults/\.leaving-{_UUID}/.+|vaults-aside/\.doomed-{_UUID}/.+",
    "unfinished": rf".+\.new|.+(?:\.making|\.unfinished).*|vaults/\.(?:new|opened)-{_UUID}/.+",
}
"""Each kind by its name, as a pattern of paths below the home folder; it belongs to the first that fits."""

AFTER_A_WHOLE_JOURNEY = frozenset({"seats", "header", "database", "backup", "running"})
"""What two people leave who seal, open together and close, and change no setting; nothing is unfinished."""


def kind_of(path: str) -> str | None:
    """The kind of a file by its path below the home folder, None for one that must not be there."""
    return next((kind for kind, pattern in ALLOWED.items() if re.fullmatch(pattern, path)), None)


def kinds_in(home: Path) -> dict[str, list[str]]:
    """The files below a home folder, by kind; strangers stand under ``"?"``."""
    found: dict[str, list[str]] = {}
    for path in files_in([home]):
        name = path.relative_to(home).as_posix()
        found.setdefault(kind_of(name) or "?", []).append(name)
    return found


def files_in(folders: Iterable[Path]) -> list[Path]:
    """Everything below some folders that is no folder itself: files, links, pipes."""
    return [path for folder in folders for path in sorted(folder.rglob("*")) if not path.is_dir()]
