"""Makes the bundle: one folder with the program, its Python, its libraries and their licences."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from setup.environment import RUNTIME, Environment
from setup.errors import SetupError, say

LOCK = "packaging/bundle/requirements-build.lock"
NAME = "innermost"

_FOLDER, _PROGRAM, _FILE = 0o755, 0o755, 0o644
_LOCKED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
_HEADING = re.compile(r"^## (?P<version>[0-9.]+) \((?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\)$", re.MULTILINE)


def version(root: Path) -> str:
    """Give the version of the program in this checkout."""
    import tomllib

    return str(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def epoch(root: Path) -> int:
    """Give the moment that stands for every file of the build, in seconds of Unix time.

    It is the day of this version in CHANGELOG.md, so that two builds on two days give the same bytes.

    Raises:
        SetupError: the version has no day there.
    """
    from datetime import UTC, datetime

    wanted = version(root)
    for found in _HEADING.finditer((root / "CHANGELOG.md").read_text("utf-8")):
        if found["version"] == wanted:
            return int(datetime.fromisoformat(found["day"]).replace(tzinfo=UTC).timestamp())
    raise SetupError(f"CHANGELOG.md has no heading “## {wanted} (year-month-day)”, so the build has no date.")


def make_bundle(root: Path, work: Path) -> Path:
    """Make the bundle and give its folder.

    Args:
        root: the checkout.
        work: a folder for what is made on the way; the build environment in it is used again.

    Raises:
        SetupError: with the sentence to show.
    """
    environment = Environment(root, work / "environment")
    work.mkdir(parents=True, exist_ok=True)
    environment.ensure(LOCK)
    _run_pyinstaller(environment, root, work)
    folder = work / "dist" / NAME
    if sys.platform == "linux":
        _strip(folder)
    _add_licences(environment, root, folder)
    _settle(folder)
    return folder


def _run_pyinstaller(environment: Environment, root: Path, work: Path) -> None:
    say("Bundling …")
    # The same bytes from the same lock, whatever the day and the order of sets (PyInstaller's own advice).
    steady = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch(root)), "LC_ALL": "C.UTF-8"}
    places = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    command = [str(environment.python), "-I", "-m", "PyInstaller", "--clean", "--noconfirm", *places]
    done = subprocess.run(
        [*command, str(root / "packaging" / "bundle" / "innermost.spec")],
        env={**os.environ, **steady, "PYINSTALLER_CONFIG_DIR": str(work / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        say("\n".join(done.stdout.splitlines()[-20:]))
        raise SetupError("PyInstaller could not make the bundle; what it said stands above.")


def _strip(folder: Path) -> None:
    """Take out what only a debugger reads: half of the size."""
    if shutil.which("strip") is None:
        raise SetupError("Making the bundle needs strip, which the package binutils has.")
    # The program itself carries its archive behind the code, which strip would cut off.
    libraries = sorted(
        str(path) for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()
    )
    subprocess.run(["strip", "--strip-unneeded", *libraries], check=True)


def _add_licences(environment: Environment, root: Path, folder: Path) -> None:
    """Put the licence of everything that is carried along beside it."""
    to = folder / "licences"
    to.mkdir()
    shutil.copyfile(root / "LICENSE", to / "Innermost.txt")
    shutil.copyfile(root / "resources" / "NOTICES.md", to / "NOTICES.md")
    for text in sorted((root / "packaging" / "bundle" / "licences").iterdir()):
        shutil.copyfile(text, to / text.name)
    shutil.copyfile(Path(os.__file__).with_name("LICENSE.txt"), to / "Python.txt")
    for name, text in _licences(environment, root):
        shutil.copyfile(text, to / f"{name}-{text.name}")


def _licences(environment: Environment, root: Path) -> Iterator[tuple[str, Path]]:
    """Give the name of each package that is carried, with each text of its licence."""
    carried = set(_LOCKED.findall((root / RUNTIME).read_text("utf-8"))) | {"pyinstaller"}  # its starter
    for information in sorted(environment.folder.glob("lib/python*/site-packages/*.dist-info")):
        name = information.name.split("-")[0]
        if name.lower().replace("_", "-").replace(".", "-") in carried:
            texts = (path for path in sorted(information.rglob("*")) if path.is_file())
            yield from ((name, text) for text in texts if _is_licence(text))


def _is_licence(path: Path) -> bool:
    return path.parent.name == "licenses" or path.name.lower().startswith(("licen", "copying", "notice"))


def _settle(folder: Path) -> None:
    """Give every file the mode it has on any machine."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink():
            continue
        program = path == folder / NAME
        path.chmod(_FOLDER if path.is_dir() else _PROGRAM if program else _FILE)
