"""An ordinary account of the system: what runs in it has no right of root's, and all it makes is its own."""

import os
import pwd
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_FIRST_OF_A_PERSON = 1000


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this system that is nobody's: `games`, `news` and their kind; the tests run as root.

    Root sees into its processes and they not into those of others; every file that has its number was made by
    what ran in it, wherever that lies. A made-up number would not do: a bus wants an account with a name.
    """

    uid: int

    @property
    def prefix(self) -> tuple[str, ...]:
        """The command that runs another one in this account (setpriv(1)).

        It may look into every folder: the checkout or the interpreter may lie in one that is root's alone.
        """
        ids = (f"--reuid={self.uid}", f"--regid={self.uid}", "--clear-groups")
        look = "-all,+dac_read_search"
        return ("setpriv", *ids, f"--inh-caps={look}", f"--ambient-caps={look}", "--pdeathsig", "KILL")

    def take(self, folder: Path) -> None:
        """Make a folder and all below it this account's own."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.uid, follow_symlinks=False)

    def files(self, *places: Path) -> list[Path]:
        """What this account has made below some folders: files, pipes and sockets."""
        return [path for place in places for path in _walk(place) if path.lstat().st_uid == self.uid]

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Be this account for a moment: a bus lets in only whom it belongs to."""
        os.setresuid(self.uid, self.uid, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)


@contextmanager
def account() -> Iterator[Account]:
    """An account that no other run of the tests uses meanwhile."""
    free = [entry for entry in pwd.getpwall() if 0 < entry.pw_uid < _FIRST_OF_A_PERSON]
    with socket.socket(socket.AF_UNIX) as claim:
        for entry in free:
            with suppress(OSError):  # somebody has it
                claim.bind(f"\0innermost-tests-{entry.pw_name}")
                yield Account(entry.pw_uid)
                return
    raise RuntimeError("this system has no account that is nobody's")


def _walk(place: Path) -> Iterator[Path]:
    for folder, _folders, names in os.walk(place):
        yield from (path for name in names if os.path.lexists(path := Path(folder, name)))
