"""Everything that somebody could look through afterwards: memory, files, buses, lists of processes."""

import contextlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jeepney.io.blocking import open_dbus_connection

from .canaries import Search, in_memory
from .desktop import Desktop
from .processes import alive
from .recording import Recording

WRITABLE_BY_ALL = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/run"))  # noqa: S108  read, never written
"""Where a program can leave files besides its home; the rest of a system belongs to root."""
_SHARED_MEMORY = Path("/proc/sysvipc/shm")
_TEXT_EVENTS = "type='signal',interface='org.a11y.atspi.Event.Object',member='TextChanged'"
_KEY_EVENTS = "type='method_call',interface='org.a11y.atspi.DeviceEventController'"

_LOOK = """
import ctypes, sys
pid = int(sys.argv[1])
for name in ("environ", "mem"):
    try:
        open(f"/proc/{pid}/{name}", "rb").close()
        print(name)
    except OSError:
        pass
if ctypes.CDLL(None).ptrace(0x4206, pid, 0, 0) == 0:  # PTRACE_SEIZE; it is let go when this process ends
    print("ptrace")
"""

Found = dict[str, Counter[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Ears:
    """What is heard on the two buses of a desktop, from now on."""

    session: Recording
    accessibility: Recording


@contextmanager
def ears(desktop: Desktop) -> Iterator[Ears]:
    """Listen on the session bus to everything, on the accessibility bus to texts and keys."""
    assert desktop.account is not None
    with desktop.account.acting():
        session = Recording(open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"]))
        other = Recording(open_dbus_connection(desktop.bus.address), _TEXT_EVENTS, _KEY_EVENTS)
    try:
        yield Ears(session, other)
    finally:
        session.end()
        other.end()


class Belongings:
    """All that belongs to the account of a desktop.

    Args:
        desktop: with an account of its own.
    """

    def __init__(self, desktop: Desktop) -> None:
        assert desktop.account is not None
        self._account = desktop.account

    def processes(self) -> dict[int, str]:
        """Every process of the account: ours, and those of its desktop, whoever started them."""
        pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return {pid: _command(pid) for pid in pids if self._owns(pid) and alive(pid)}

    def memory(self, search: Search) -> dict[str, Found]:
        """What their memory holds of what is searched for."""
        found: dict[str, Found] = {}
        for pid, command in self.processes().items():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ends meanwhile
                if there := in_memory(search, pid):
                    found[f"{pid} {command}"] = there
        return found

    def files(self, *places: Path) -> list[Path]:
        """Every file of the account below some folders, or wherever a program can leave one."""
        return self._account.files(*(places or WRITABLE_BY_ALL))

    def in_lists(self, search: Search) -> Found:
        """What lists of processes tell: command lines, environments, names."""
        found: Found = {}
        for pid, command in self.processes().items():
            for name in ("cmdline", "environ", "comm"):
                with contextlib.suppress(OSError):
                    if counts := search.count([Path(f"/proc/{pid}/{name}").read_bytes()]):
                        found[f"{pid} {command} {name}"] = counts
        return found

    def shared_memory(self) -> list[str]:
        """The segments of System V shared memory that the account has (sysvipc(7))."""
        lines = _SHARED_MEMORY.read_text().splitlines()[1:]
        return [line for line in lines if int(line.split()[7]) == self._account.uid]

    def what_can_be_read_of(self, pid: int) -> set[str]:
        """What another program of the same account can do to a process: read its memory, trace it."""
        command = [*self._account.prefix, sys.executable, "-c", _LOOK, str(pid)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return set(done.stdout.split())

    def _owns(self, pid: int) -> bool:
        with contextlib.suppress(OSError):
            return f"\nUid:\t{self._account.uid}\t" in Path(f"/proc/{pid}/status").read_text()
        return False


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return "gone"
