"""Starting helper processes, and ending them and all that they started, by their own pids."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .waiting import NeverCame, wait_until

DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL")
"""A test run that is killed leaves no display and no bus behind."""
SHORT_PATIENCE = 3.0
"""Seconds that a process may take to end when asked, and again when killed."""


def start(
    command: Sequence[str], env: Mapping[str, str], log: Path, prefix: Sequence[str] = DIES_WITH_US
) -> subprocess.Popen[bytes]:
    """A helper process that ends with this one and writes what it says into `log`."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [*prefix, *command], env=dict(env), stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )


def children(pid: int) -> list[int]:
    """The direct children of a process, none if it has gone."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):  # a thread that has ended since; the others still tell
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def family(pid: int) -> list[int]:
    """A process and all that descend from it, parents before children."""
    pids = [pid]
    for parent in pids:
        pids += children(parent)
    return pids


def alive(pid: int) -> bool:
    """Whether a process runs (one that only waits to be reaped does not)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}


def end_family(process: subprocess.Popen[bytes]) -> None:
    """End a process of ours and all that descend from it."""
    end(family(process.pid))
    process.wait(SHORT_PATIENCE)


def end(pids: Sequence[int]) -> None:
    """End processes that we brought about: asked first, then killed.

    Raises:
        NeverCame: one outlived even that.
    """
    for kind in (signal.SIGTERM, signal.SIGKILL):
        for pid in filter(alive, pids):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, kind)
        with contextlib.suppress(NeverCame):
            wait_until(lambda: not any(map(alive, pids)), "the end", SHORT_PATIENCE)
            return
    raise NeverCame(f"still alive after SIGKILL: {list(filter(alive, pids))}")
