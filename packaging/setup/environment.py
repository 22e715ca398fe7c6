"""The .venv folder: what the program is built from, made from the locks, and stamped when it is whole."""

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from setup.errors import SetupError, say
from setup.file_lock import wait_for

STAMP = "innermost-stamp.json"
RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
"""The development lock holds all of the runtime one."""

_OFFLINE = (
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Retrying (Retry(",
)


class Environment:
    """The environment of one checkout.

    Args:
        root: the checkout.
        folder: where it is made; `.venv` in the checkout, if not said.
    """

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        self.root = root
        self.folder = folder or root / ".venv"
        # Inside an environment, the one it was made with: it outlives the folder.
        self._maker = Path(getattr(sys, "_base_executable", "") or sys.executable)

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        return self.script("python")

    def script(self, name: str) -> Path:
        """Return the path of a command inside the environment."""
        windows = os.name == "nt"
        return self.folder / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)

    def ready(self, lock: str) -> bool:
        """Tell whether the environment is whole and holds what this lock names.

        Args:
            lock: ``RUNTIME`` or ``DEVELOPMENT``.
        """
        stamp = self._read_stamp()
        if stamp.get("place") != self._place() or not os.access(self.python, os.X_OK):
            return False
        locks, parts = stamp.get("locks"), stamp.get("parts")
        if not isinstance(locks, dict) or not isinstance(parts, list):
            return False
        return locks.get(lock) == self._digest(lock) and set(parts) <= set(self._installed())

    def ensure(self, lock: str) -> None:
        """Make the environment hold what this lock names; instant when it does already.

        Args:
            lock: ``RUNTIME`` or ``DEVELOPMENT``.

        Raises:
            SetupError: with the sentence to show.
        """
        if self.ready(lock):
            return
        with self._alone():
            if not self.ready(lock):  # another run.py may have made it meanwhile
                self._make(lock)

    def _make(self, lock: str) -> None:
        runs_already = self.ready(RUNTIME)
        try:
            if self.folder.is_symlink() or self.folder.is_file():
                self.folder.unlink()
            (self.folder / STAMP).unlink(missing_ok=True)  # from here on it is half-made
            if runs_already:
                say("Adding the tools for tests and checks to .venv …")
            else:
                name = self.folder.name
                say(f"Putting what Innermost is built from into {name} (once, about 100 MB to fetch) …")
                self._create()
            self._install(lock)
            self._write_stamp({name: self._digest(name) for name in {RUNTIME, lock}})
        except OSError as error:
            raise SetupError(
                f"The folder {self.folder} cannot be prepared: {error.strerror or error}."
            ) from error

    def _create(self) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)
        made = _output([str(self._maker), "-I", "-m", "venv", str(self.folder)])
        if made.returncode:
            say(_tail(made.stdout))
            raise SetupError("Python could not make the environment in .venv; what it said stands above.")

    def _install(self, lock: str) -> None:
        # Only locked files with the locked content, and never a build: a build runs code that no hash covers.
        options = ["--require-hashes", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"]
        command = [str(self.python), "-I", "-m", "pip", "install", "--progress-bar=off", *options]
        done = _output([*command, "-r", str(self.root / lock)])
        if done.returncode:
            raise SetupError(_pip_sentence(done.stdout))

    def _place(self) -> dict[str, str]:
        return {
            "folder": str(self.folder.resolve()),
            "python": str(self._maker.resolve()),
            "version": f"{platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]}",
            "machine": platform.machine(),
        }

    def _digest(self, lock: str) -> str:
        return hashlib.sha256((self.root / lock).read_bytes()).hexdigest()

    def _installed(self) -> list[str]:
        found = [*self.folder.glob("lib/python*/site-packages/*"), *self.folder.glob("Lib/site-packages/*")]
        return sorted({path.name for path in found} - {"__pycache__"})

    def _read_stamp(self) -> dict[str, object]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _write_stamp(self, locks: dict[str, str]) -> None:
        content = {"place": self._place(), "locks": locks, "parts": self._installed()}
        half = self.folder / (STAMP + ".half")
        half.write_text(json.dumps(content, indent=1), "utf-8")
        half.replace(self.folder / STAMP)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep a second run.py waiting while this one changes the environment."""
        try:
            file = (self.root / ".venv.lock").open("a+")
        except OSError as error:
            raise SetupError(
                "Innermost keeps what it is built from beside its code, "
                f"and the folder {self.root} cannot be written: {error.strerror}."
            ) from error
        with file:
            wait_for(file, "Another run.py is preparing .venv; waiting for it …")
            yield


def _pip_sentence(output: str) -> str:
    if "DO NOT MATCH THE HASHES" in output:
        return "A file that was fetched is not the one that is locked, so it was not used. Please try again."
    if any(sign in output for sign in _OFFLINE):
        return (
            "The network does not answer, and what Innermost is built from is not here yet. "
            "Please connect once and start again; after that Innermost needs no network."
        )
    say(_tail(output))
    return "pip could not install what Innermost is built from; what it said stands above."


def _output(command: list[str]) -> subprocess.CompletedProcess[str]:
    # A setting that sends pip's files elsewhere would leave the environment empty.
    environment = {
        key: value for key, value in os.environ.items() if key not in {"PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    }
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def _tail(output: str) -> str:
    return "\n".join(output.splitlines()[-15:])
