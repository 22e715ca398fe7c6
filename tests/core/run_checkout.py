"""A small checkout of its own for run.py: the real code, and locks that name nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Checkout:
    """A copy of what run.py needs, in a folder of its own, with empty locks so that nothing is fetched."""

    PROGRAM = "print('the program', *sys.argv[1:])"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        shutil.copy(ROOT / "run.py", folder)
        shutil.copytree(ROOT / "packaging" / "setup", folder / "packaging" / "setup")
        for name in ("requirements.lock", "requirements-dev.lock"):
            self.write_lock(name, "")
        self.write_program(self.PROGRAM)

    @property
    def venv(self) -> Path:
        """Where its environment belongs."""
        return self.folder / ".venv"

    @property
    def stamp(self) -> Path:
        """What a whole environment carries."""
        return self.venv / "innermost-stamp.json"

    def write_lock(self, name: str, text: str) -> None:
        """Let the lock name these parts."""
        (self.folder / name).write_text(text, "utf-8")

    def write_program(self, code: str) -> None:
        """Let the program be these lines."""
        self.write_module("intimacy_desktop", f"import sys\n{code}\n")

    def write_module(self, name: str, code: str) -> None:
        """Let ``python -m name`` run these lines."""
        package = self.folder.joinpath(*name.split("."))
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(code, "utf-8")

    def move(self, folder: Path) -> None:
        """Move the whole checkout."""
        self.folder.rename(folder)
        self.folder = folder

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start run.py as a person would; the platform is chosen so that no display is looked for."""
        base = getattr(sys, "_base_executable", sys.executable)  # not this environment’s: that one has pytest
        return subprocess.Popen(
            [base, str(self.folder / "run.py"), *arguments],
            cwd=self.folder.parent,
            env={**os.environ, "PIP_NO_INDEX": "1", **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run run.py to its end."""
        process = self.start(*arguments, **variables)
        output, errors = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)
