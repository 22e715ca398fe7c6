"""What Innermost needs of a Linux system, and which package brings it.

Debian's names were found by adding one package at a time to a bare Debian 12, Debian 13 and Ubuntu 24.04. The
names of the other families were not tried on their systems.
"""

import ctypes
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """One thing the system must have.

    Attributes:
        what: its name as the system knows it: a soname, a command, or a Python module.
        present: tells whether the system has it.
        apt: the packages that bring it on Debian 12 and its generation, separated by spaces.
        dnf: the same on Fedora.
        pacman: the same on Arch.
        zypper: the same on openSUSE.
        apt_t64: the same on Debian 13, Ubuntu 24.04 and later, where the name changed.
    """

    what: str
    present: Callable[[], bool]
    apt: str
    dnf: str
    pacman: str
    zypper: str
    apt_t64: str = ""


def library(soname: str, apt: str, dnf: str, pacman: str, zypper: str, *, apt_t64: str = "") -> Need:
    """Return the need for a shared library that the loader must find."""

    def present() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return Need(soname, present, apt, dnf, pacman, zypper, apt_t64)


def command(name: str, apt: str, dnf: str, pacman: str, zypper: str) -> Need:
    """Return the need for a program on the PATH."""
    return Need(name, lambda: shutil.which(name) is not None, apt, dnf, pacman, zypper)


def _has_accessibility_bus() -> bool:
    folders = ("libexec", "lib/at-spi2-core", "libexec/at-spi2", "lib", "lib64/at-spi2")
    return any((Path("/usr") / folder / "at-spi-bus-launcher").exists() for folder in folders)


def _has_cupsd() -> bool:
    # where programs for administrators lie is not on everybody's path
    return any(Path(folder, "cupsd").exists() for folder in ("/usr/sbin", "/usr/bin"))


QT = (
    library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2", "libglib-2_0-0", apt_t64="libglib2.0-0t64"),
    library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1"),
    library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1"),
    library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1"),
    library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
    library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0"),
    library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"),
    library(
        "libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1"
    ),
    library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
    library(
        "libxkbcommon-x11.so.0",
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
        "libxkbcommon-x11",
        "libxkbcommon-x11-0",
    ),
    library(
        "libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland", "libwayland-cursor0"
    ),
)
"""The libraries that Qt opens a window with; nothing more is needed to run the program."""

JOURNEYS = (
    command("Xvfb", "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", "xorg-x11-server-Xvfb"),
    command("openbox", "openbox", "openbox", "openbox", "openbox"),
    command("xdotool", "xdotool", "xdotool", "xdotool", "xdotool"),
    command("dbus-run-session", "dbus", "dbus-daemon", "dbus", "dbus-1"),
    Need(
        "at-spi-bus-launcher",
        _has_accessibility_bus,
        "at-spi2-core",
        "at-spi2-core",
        "at-spi2-core",
        "at-spi2-core",
    ),
    command("gnome-keyring-daemon", "gnome-keyring", "gnome-keyring", "gnome-keyring", "gnome-keyring"),
    command("strace", "strace", "strace", "strace", "strace"),
    command("unshare", "util-linux", "util-linux", "util-linux", "util-linux"),
)
"""What the journeys drive the real program with, from outside."""

PAPER = (
    Need("cupsd", _has_cupsd, "cups-daemon", "cups", "cups", "cups"),
    command("lp", "cups-client", "cups-client", "cups", "cups-client"),
    library("libcups.so.2", "libcups2", "cups-libs", "libcups", "libcups2", apt_t64="libcups2t64"),
    command("pdftotext", "poppler-utils", "poppler-utils", "poppler", "poppler-tools"),
    command("age", "age", "age", "age", "age"),
)
"""What the tests print with, and read exports back with."""


def venv_module(version: tuple[int, int]) -> Need:
    """Return the need for the part of Python that makes environments, which Debian packages apart.

    Args:
        version: the Python it must belong to, like (3, 11).
    """
    package = f"python{version[0]}.{version[1]}-venv"
    return Need("Python's venv module", has_venv_module, package, "python3", "python", "python3-base")


def has_venv_module() -> bool:
    """Tell whether this Python can make an environment with pip in it."""
    from importlib.util import find_spec

    return find_spec("venv") is not None and find_spec("ensurepip") is not None
