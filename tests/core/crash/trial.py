"""What the tests of crashes, power cuts and failing disks share: where to try, and what to expect."""

import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.core.crash.operations import OPERATIONS, Operation, State, go_on
from tests.core.crash.protocol import Outcome, Try
from tests.core.crash.tracer import Call

_ROOT = Path(__file__).parents[3]


class Trial:
    """One operation, tried again and again on copies of one home.

    Args:
        operation: its name in the table.
        folder: an empty folder for all of it.
        server: gives the outcome of a try.
        base: the home it is tried on, where it is not the one that the operation prepares.
    """

    def __init__(
        self,
        operation: str,
        folder: Path,
        server: Callable[[Try], Outcome],
        base: Path | None = None,
    ) -> None:
        self.name = operation
        self.operation: Operation = OPERATIONS[operation]
        self._server = server
        self._folder = folder
        self._base = base or folder / "base"
        if base is None:
            self._base.mkdir()
            self.operation.prepare(self._base)
        self.old = self.look(self.fresh())
        whole = self.fresh()
        self.calls = self.tried(Try(operation, whole), 0).calls
        self.end = {
            path.relative_to(whole).as_posix(): path.read_bytes()
            for path in whole.rglob("*")
            if path.is_file()
        }
        self.new = self.look(whole)

    @property
    def base(self) -> Path:
        """The home that every try begins with."""
        return self._base

    def fresh(self) -> Path:
        """Give a copy of the home, the only one there is at a time."""
        home = self._folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self._base, home)
        return home

    def tried(self, asked: Try, *codes: int) -> Outcome:
        """Give the outcome of a try, which must be one of these."""
        outcome = self._server(asked)
        assert outcome.code in codes, (asked, outcome.code, outcome.calls[-1:])
        return outcome

    def look(self, home: Path) -> State:
        return self.operation.look(home)

    def again(self, home: Path) -> State:
        """Do the operation once more, and then use the vaults."""
        self.operation.ready(home)()
        found = self.look(home)
        go_on(home)
        return found


@contextmanager
def server() -> Iterator[Callable[[Try], Outcome]]:
    """Start the process that tries."""
    command = [sys.executable, "-m", "tests.core.crash.server"]
    with subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(asked: Try) -> Outcome:
            pickle.dump(asked, process.stdin)
            process.stdin.flush()
            return pickle.load(process.stdout)  # noqa: S301 (from our own process)

        yield ask
        process.stdin.close()


def chosen(calls: list[Call], most: int, *, full: bool, edges: bool = True) -> list[int]:
    """Give the numbers of the calls to try, from 1: all, or `most`, drawn by chance and always the same.

    Args:
        calls: what there is to choose from.
        most: how many; those of `edges` may be more.
        full: all of them.
        edges: take every call that is no write, and the one behind it. One write within a file is much like
            the next; at syncs, names and sizes the order matters.
    """
    numbers = list(range(1, len(calls) + 1))
    if full:
        return numbers
    others = [number for number in numbers if calls[number - 1].kind != "write"] if edges else []
    always = {near for number in others for near in (number, number + 1) if near <= len(calls)}
    rest = [number for number in numbers if number not in always]
    room = max(0, min(len(rest), most - len(always)))
    return sorted(always | set(random.Random(len(calls)).sample(rest, room)))
