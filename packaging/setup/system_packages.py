"""Which system packages are missing, how to install them, and, in a container, installing them."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from setup import machine
from setup.errors import SetupError, say
from setup.needs import Need

# Releases from before 2024 give libraries with 64-bit time their old names.
BEFORE_T64 = {"bullseye", "bookworm", "focal", "jammy"}

INSTALL = {
    "apt": "apt-get install --no-install-recommends",
    "dnf": "dnf install",
    "pacman": "pacman -S --needed",
    "zypper": "zypper install --no-recommends",
}
_PROGRAM = {"apt": "apt-get", "dnf": "dnf", "pacman": "pacman", "zypper": "zypper"}


def ensure(needs: Iterable[Need], purpose: str) -> None:
    """Make sure that the system has all of these, installing them where this is a container and root's.

    Args:
        needs: what to look for.
        purpose: what they are for, to stand after “needs” in a sentence about it.

    Raises:
        SetupError: naming what is missing and the one command that installs it.
    """
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    manager, release = package_manager(), read_os_release()
    if manager == "apt" and machine.is_root() and machine.in_container(os.environ):
        packages = package_names(missing, "apt", release)
        say(f"Installing for {purpose}: {' '.join(packages)}")
        _apt(packages)
        missing = [need for need in missing if not need.present()]
        if not missing:
            return
    raise SetupError(sentence(missing, purpose, manager, release, as_root=machine.is_root()))


def sentence(
    missing: Sequence[Need], purpose: str, manager: str, release: dict[str, str], *, as_root: bool
) -> str:
    """Return what to tell a person whose system lacks something.

    Args:
        missing: what was not found.
        purpose: what it is for.
        manager: ``apt``, ``dnf``, ``pacman`` or ``zypper``; empty for another one.
        release: the fields of os-release.
        as_root: whether the command can do without sudo.
    """
    names = ", ".join(need.what for need in missing)
    found_out = f"This system lacks something for {purpose}: {names}."
    if not manager:
        return f"{found_out} Please install the packages that bring it."
    packages = package_names(missing, manager, release)
    command = f"{'' if as_root else 'sudo '}{INSTALL[manager]} {shlex.join(packages)}"
    return f"{found_out} This installs it:\n    {command}"


def package_names(needs: Iterable[Need], manager: str, release: dict[str, str]) -> list[str]:
    """Return the packages that bring these, each once, as this release calls them.

    Args:
        needs: what is wanted.
        manager: ``apt``, ``dnf``, ``pacman`` or ``zypper``.
        release: the fields of os-release.
    """
    renamed = manager == "apt" and not _codenames(release) & BEFORE_T64
    names: dict[str, None] = {}
    for need in needs:
        packages = (renamed and need.apt_t64) or str(getattr(need, manager))
        names.update(dict.fromkeys(packages.split()))
    return list(names)


def package_manager() -> str:
    """Return the package manager of this system that Innermost knows, or an empty string."""
    return next((name for name, program in _PROGRAM.items() if shutil.which(program)), "")


def read_os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    """Return the fields by which a Linux system names itself; none if it does not."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}


def _codenames(release: dict[str, str]) -> set[str]:
    # Derivatives name the release they are built on.
    return {release.get(key, "") for key in ("VERSION_CODENAME", "UBUNTU_CODENAME", "DEBIAN_CODENAME")}


def _apt(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for step in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(
            step,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            say("\n".join(done.stdout.splitlines()[-15:]))
            raise SetupError(
                f"apt could not install what is missing; this was its command: {shlex.join(step)}"
            )
