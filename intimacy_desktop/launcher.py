"""The entry in the desktop's list of programs: written and removed only when somebody asks for it.

It is off by default, since it is a trace: whoever uses this account sees it.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from intimacy_desktop.durable import replace_file

FILE = "innermost.desktop"

_RESERVED = '"`$\\'
"""What stands behind a backslash between double quotes (Desktop Entry Specification 1.5, key Exec)."""

_ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.0
Name=Innermost
GenericName=Guide
Comment=A private guide
Exec={command}
Icon={icon}
Terminal=false
Categories=Education;
StartupNotify=true
StartupWMClass=innermost
"""


def is_supported() -> bool:
    """Whether this system lists its programs in such files; elsewhere an installer makes the entry."""
    return sys.platform.startswith("linux")


def add_launcher() -> Path:
    """Write the entry, or write it anew, and give its file.

    Raises:
        OSError: it could not be written.
    """
    entry = _place()
    entry.parent.mkdir(parents=True, exist_ok=True)
    text = _ENTRY.format(command=exec_line(own_command()), icon=_icon())
    replace_file(entry, text.encode("utf-8"))
    return entry


def remove_launcher() -> Path | None:
    """Remove the entry and give where it was; None where there was none.

    Raises:
        OSError: it could not be removed.
    """
    entry = _place()
    try:
        entry.unlink()
    except FileNotFoundError:
        return None
    return entry


def own_command() -> list[str]:
    """Give what starts this program again: the bundle, the installed command, or the checkout's run.py."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    installed = Path(sys.executable).with_name("innermost")
    if installed.exists():
        return [str(installed)]
    return [sys.executable, str(Path(__file__).resolve().parents[1] / "run.py")]


def exec_line(command: Sequence[str]) -> str:
    """Give `command` as the Exec key of a desktop entry wants it: quoted twice, and without field codes."""
    return " ".join(f'"{_escaped(argument)}"' for argument in command)


def _escaped(argument: str) -> str:
    quoted = "".join(f"\\{sign}" if sign in _RESERVED else sign for sign in argument)
    # A string value of any key has escapes of its own, and a percent sign begins a field code.
    return quoted.replace("\\", "\\\\").replace("%", "%%")


def _place() -> Path:
    data = os.environ.get("XDG_DATA_HOME", "")
    folder = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
    return folder / "applications" / FILE


def _icon() -> str:
    """Give the picture's file, or the name under which a package has it."""
    from importlib.resources import as_file, files

    with as_file(files("resources").joinpath("icons", "innermost.svg")) as picture:
        return str(picture) if picture.exists() else "innermost"
