"""The commands of run.py."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from setup import machine, system_packages
from setup.environment import DEVELOPMENT, RUNTIME, Environment
from setup.errors import MISSING, SetupError, say
from setup.needs import JOURNEYS, PAPER, QT, Need, venv_module

_LINUX = sys.platform.startswith("linux")
# These need no window, so they need no display either.
_ANSWERS_ONLY = {"-h", "--help", "--version"}
# pytest arguments that say how many workers there are, or that want the terminal to themselves.
_OWN_WORKERS = {"--numprocesses", "--dist", "--pdb", "--trace", "--co", "--collect-only", "-h", "--help"}
_MODULES = {"tour": "tests.tour", "gallery": "tests.gallery"}


def run(root: str, arguments: Sequence[str], help_text: str) -> int:
    """Run the command these arguments name.

    Args:
        root: the checkout.
        arguments: what stands behind run.py.
        help_text: what ``help`` shows.

    Returns:
        The exit code of the program that was run; 2 if something is missing for it.
    """
    word, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    try:
        return _Commands(Path(root)).run(word, rest, help_text)
    except SetupError as trouble:
        say(str(trouble))
        return MISSING
    except KeyboardInterrupt:
        return 130


class _Commands:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._environment = Environment(root)

    def run(self, word: str, rest: list[str], help_text: str) -> int:
        if word == "help":
            print(help_text.strip())
            return 0
        if word == "test":
            return self._test(rest)
        if word == "check":
            return self._check()
        if word == "bench" and self._has_module("benchmarks"):
            self._prepare(DEVELOPMENT, (*QT, *JOURNEYS), "Innermost’s figures")
            return self._call([str(self._environment.python), "-m", "benchmarks", *rest])
        if word in _MODULES and self._has_module(_MODULES[word]):
            self._prepare(RUNTIME, QT, f"Innermost’s {word}")
            return self._call([str(self._environment.python), "-m", _MODULES[word], *rest])
        return self._open([word, *rest] if word else [])

    def _open(self, arguments: list[str]) -> int:
        if _LINUX and not _ANSWERS_ONLY & set(arguments):
            machine.check_display(os.environ)
        self._prepare(RUNTIME, QT, "Innermost’s windows")
        command = [str(self._environment.python), "-m", "intimacy_desktop", *arguments]
        if os.name != "nt":  # there, exec would give the terminal back at once
            os.execve(command[0], command, self._variables())  # noqa: S606 - no shell is wanted here
        return self._call(command)

    def _test(self, arguments: list[str]) -> int:
        self._prepare(DEVELOPMENT, (*QT, *JOURNEYS, *PAPER), "Innermost’s tests")
        command = [str(self._environment.python), "-m", "pytest"]
        if not any(word.startswith("-n") or word.split("=")[0] in _OWN_WORKERS for word in arguments):
            command += ["-n", "2", "--dist", "loadgroup"]
        if not _LINUX:
            say(
                "Left out on this system: tests/journeys, "
                "which drive the program from outside and need Linux and Xvfb."
            )
            command += ["--ignore", "tests/journeys"]
        return self._call([*command, *arguments], folder=self._root)

    def _check(self) -> int:
        self._prepare(DEVELOPMENT, (), "Innermost’s checks")
        python, contracts = str(self._environment.python), str(self._environment.script("lint-imports"))
        steps = (
            [python, "-m", "ruff", "check", "."],
            [python, "-m", "ruff", "format", "--check", "."],
            [python, "-m", "mypy"],
            [contracts],
        )
        # Without the variables of the other commands: mypy takes a PYTHONPATH for somebody else's code.
        clean = _without_python_settings()
        failed = [
            step for step in steps if subprocess.run(step, cwd=self._root, env=clean, check=False).returncode
        ]
        return 1 if failed else 0

    def _prepare(self, lock: str, needs: Sequence[Need], purpose: str) -> None:
        machine.check()
        if not _LINUX:
            needs = ()
        if not self._environment.ready(lock):
            needs = (venv_module((sys.version_info[0], sys.version_info[1])), *needs)
        system_packages.ensure(needs, purpose)
        self._environment.ensure(lock)

    def _has_module(self, name: str) -> bool:
        path = self._root.joinpath(*name.split("."))
        return (path / "__main__.py").exists() or path.with_suffix(".py").exists()

    def _call(self, command: list[str], folder: Path | None = None) -> int:
        return subprocess.run(command, cwd=folder, env=self._variables(), check=False).returncode

    def _variables(self) -> dict[str, str]:
        """Return the environment variables under which only this checkout's modules are found."""
        ours = {"PYTHONPATH": str(self._root), "PYTHONSAFEPATH": "1"}
        return {**_without_python_settings(), **ours}


def _without_python_settings() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in {"PYTHONHOME", "PYTHONPATH"}}
