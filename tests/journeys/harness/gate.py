"""The network gate: a command runs without any network, and its trace shows every socket it asks for.

    python -m tests.journeys.harness.gate COMMAND…

Ends with the command's own code, or with 99 if any of its processes asked for a socket that is not AF_UNIX
(the calls are then printed). Two nets: an empty network namespace (nothing could be reached), and a trace
(nothing was tried). Needs `unshare` (util-linux) and `strace`.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CAUGHT = 99
WATCHED = "socket,socketpair,connect,bind,listen,accept4,io_uring_setup"
"""Not what is sent: whoever sends has asked for a socket before, and a window sends thousands of messages."""
_SOCKET = re.compile(r"\bsocket(?:pair)?\((\w+)")
_ADDRESS = re.compile(r"\bsa_family=(\w+)")
_RING = re.compile(r"\bio_uring_setup\(")


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate whose trace goes to `log`; `prefix` is put before the command that is to pass it."""

    log: Path

    @property
    def prefix(self) -> tuple[str, ...]:
        """The command that runs another one inside the gate."""
        alone = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--map-current-user", "--net")
        strace = ("strace", "--follow-forks", "--seccomp-bpf", "--quiet=all", "--signal=none")
        return (*alone, *strace, "--trace", WATCHED, "--output", str(self.log), "--")

    def sockets(self) -> list[str]:
        """Every call that made a socket, to show that the trace was alive."""
        return [line for line in self._lines() if _SOCKET.search(line)]

    def breaches(self) -> list[str]:
        """The calls that asked for anything but a Unix socket."""
        return [line for line in self._lines() if _breaks(line)]

    def _lines(self) -> list[str]:
        return self.log.read_text(errors="replace").splitlines() if self.log.exists() else []


def _breaks(line: str) -> bool:
    families = _SOCKET.findall(line) + _ADDRESS.findall(line)
    return bool(_RING.search(line)) or any(kind not in {"AF_UNIX", "AF_LOCAL"} for kind in families)


def main(command: Sequence[str]) -> int:
    """Run a command inside the gate; its own code, or `CAUGHT`."""
    with tempfile.TemporaryDirectory() as folder:
        gate = Gate(Path(folder) / "trace")
        code = subprocess.run([*gate.prefix, *command], check=False).returncode
        breaches = gate.breaches()
        for line in breaches:
            print(line, file=sys.stderr)
        return CAUGHT if breaches else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
