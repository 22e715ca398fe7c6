"""Which machine this is, and whether the ready-made parts can run on it."""

import os
import platform
import re
import socket
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from setup.errors import SetupError

# The tags of the PySide6 6.11 wheels: manylinux_2_34_x86_64 and manylinux_2_39_aarch64.
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
PROCESSORS = {"x86_64", "amd64", "aarch64", "arm64"}


def check_processor(machine: str, *, wide: bool) -> None:
    """Refuse a processor or a Python that no locked package has a ready-made file for.

    Args:
        machine: the processor as ``platform.machine()`` names it.
        wide: whether this Python is a 64-bit program.

    Raises:
        SetupError: with the sentence to show.
    """
    if machine.lower() not in PROCESSORS or not wide:
        width = "" if wide else " with a 32-bit Python"
        raise SetupError(
            "Innermost runs on 64-bit Intel, AMD and ARM processors; "
            f"this is {machine or 'another one'}{width}, and some of its parts are not made for that."
        )


def check_interpreter(implementation: str, *, free_threaded: bool) -> None:
    """Refuse a Python that is not the ordinary one.

    Args:
        implementation: ``sys.implementation.name``.
        free_threaded: whether this Python was built without its global lock.

    Raises:
        SetupError: with the sentence to show.
    """
    if implementation != "cpython" or free_threaded:
        kind = "a free-threaded one" if free_threaded else implementation
        raise SetupError(
            f"Innermost needs the ordinary Python (CPython), and this is {kind}. Please start it with that."
        )


def check_c_library(machine: str, version: str) -> None:
    """Refuse a Linux whose C library is older than the one Qt was built with.

    Args:
        machine: the processor as ``platform.machine()`` names it.
        version: what the C library says of itself, like ``glibc 2.36``; empty where it is not glibc.

    Raises:
        SetupError: with the sentence to show.
    """
    found = re.fullmatch(r"glibc (\d+)\.(\d+).*", version)
    needed = OLDEST_GLIBC["aarch64" if machine in {"aarch64", "arm64"} else "x86_64"]
    needs = f"Innermost needs glibc {needed[0]}.{needed[1]} or newer on this processor"
    if found is None:
        raise SetupError(
            f"{needs}, and this system has another C library (musl, perhaps): Qt is not made for it."
        )
    if (int(found[1]), int(found[2])) < needed:
        raise SetupError(
            f"{needs}, and this system has {version}. A newer release has it: Debian 12 on Intel and AMD, "
            "Debian 13 or Ubuntu 24.04 on either."
        )


def check() -> None:
    """Refuse a machine that the locked packages cannot run on.

    Raises:
        SetupError: with the sentence to show.
    """
    check_interpreter(
        sys.implementation.name, free_threaded=bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    )
    check_processor(platform.machine(), wide=sys.maxsize > 2**32)
    if sys.platform.startswith("linux"):
        check_c_library(platform.machine(), c_library())


def c_library() -> str:
    """Return what the C library says of itself, like ``glibc 2.36``; empty where it is not glibc."""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (ValueError, OSError):
        return ""


def in_container(environ: Mapping[str, str], root: Path = Path("/")) -> bool:
    """Tell whether this is a container, a build machine or a chroot, and not a person's own system.

    Args:
        environ: the environment variables.
        root: the folder to look for a container's marks in.
    """
    if environ.get("CI", "").lower() not in {"", "0", "false", "no"} or environ.get("container"):
        return True
    if any((root / mark).exists() for mark in (".dockerenv", "run/.containerenv")):
        return True
    return _in_chroot(root)


def _in_chroot(root: Path) -> bool:
    try:
        mounts = (root / "proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    if not any(mount.split()[4] == "/" for mount in mounts):
        return True  # the folder that is taken for / is not where anything is mounted
    try:
        return not (root / "proc/1/root").samefile(root)
    except OSError:  # the first process is somebody else's
        return False


def is_root() -> bool:
    """Tell whether this may install packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def check_display(environ: Mapping[str, str]) -> None:
    """Refuse to open a window on Linux where there is nothing to open it on.

    Args:
        environ: the environment variables.

    Raises:
        SetupError: with the sentence to show.
    """
    if environ.get("QT_QPA_PLATFORM"):
        return  # the person at the terminal chose, and Qt has its own words for a wrong choice
    wayland, x11 = environ.get("WAYLAND_DISPLAY", ""), environ.get("DISPLAY", "")
    if (wayland and _answers(_wayland_sockets(wayland, environ))) or (x11 and _answers(_x11_sockets(x11))):
        return
    problem = (
        f"The display {wayland or x11} does not answer" if wayland or x11 else "There is no display here"
    )
    raise SetupError(
        f"{problem}, so no window can be opened. “python3 run.py tour DIR” needs none: "
        "it plays the whole journey and leaves a picture of every screen in the folder DIR."
    )


def _wayland_sockets(display: str, environ: Mapping[str, str]) -> list[str]:
    return [str(Path(environ.get("XDG_RUNTIME_DIR", "/")) / display)]


def _x11_sockets(display: str) -> list[str]:
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:
        return []  # over a network: nothing to look at from here
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where X11 puts it, not ours
    return [path, "\0" + path]


def _answers(addresses: list[str]) -> bool:
    for address in addresses:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return not addresses
