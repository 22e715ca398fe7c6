"""From starting the program to its first mapped window, and its memory half a second later.

    python3 run.py bench first_window

An empty PySide6 window, the program in an empty home folder (the welcome) and the program where both seats
are taken (the home page) take turns (A B C A B C …) on displays of their own, so that the ratios hold on a
noisy machine; the first turn of each warms the disk cache and does not count. Memory is the proportional set
size (PSS) of the process and all its children: the supervisor and the window process. The program cannot be
looked into by others of the same account, so this runs as root.
"""

import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from Xlib import X, display as xdisplay

from benchmarks.figures import Figure, middle, show
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from tests.journeys.harness.display import x_server
from tests.journeys.harness.processes import end_family, family
from tests.journeys.harness.program import CHECKOUT, INNERMOST

BARE = (sys.executable, str(Path(__file__).with_name("bare_window.py")))
OTHERS = {"KeePassXC": "keepassxc", "RedNotebook": "rednotebook"}
COUPLE = (Identity("Mara", Shape.CIRCLE, Hue.BLUE), Identity("Jonas", Shape.DIAMOND, Hue.RUST))
SMALLEST = 300, 200
"""Pixels; smaller windows are helpers that nobody sees."""
SETTLE = 0.5
LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start: milliseconds to the first window, MiB half a second later."""

    window: float
    memory: float


def proportional_set_size(pid: int) -> float:
    """MiB of a process and all its descendants, shared pages divided among those who share them.

    Raises:
        PermissionError: the processes cannot be looked into; root can.
    """
    total = 0
    for member in family(pid):
        try:
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def first_window(screen: xdisplay.Display) -> bool:
    """Whether a window of a size that is meant to be seen was mapped since the last look."""
    seen = False
    while screen.pending_events():
        event = screen.next_event()
        if event.type == X.MapNotify:
            size = event.window.get_geometry()
            seen = seen or (size.width >= SMALLEST[0] and size.height >= SMALLEST[1])
    return seen


def take_seats(home: Path) -> None:
    """Make a home folder in which both seats are taken; no run opens one, so the passphrases may be cheap."""
    opened = Home.open(home)
    for identity in COUPLE:
        opened.take_seat(identity, f"six plain words for {identity.nickname}", CHEAPEST)


def measure(command: Sequence[str], display: str, seats: Path | None) -> Start:
    """Start a command once, on an otherwise empty display, and end it.

    Args:
        command: what is started.
        display: of the X server.
        seats: a home folder that the program gets a copy of; without it, it finds none.
    """
    screen = xdisplay.Display(display)
    screen.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
    screen.sync()
    with tempfile.TemporaryDirectory() as home:
        env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
        }
        if seats is not None:
            env["INNERMOST_HOME"] = str(shutil.copytree(seats, Path(home, "seats")))
        started = time.perf_counter()
        process = subprocess.Popen(command, env=env, cwd=CHECKOUT, stdout=subprocess.DEVNULL)
        try:
            while not first_window(screen):
                if not select.select([screen.fileno()], [], [], LIMIT)[0]:
                    raise SystemExit(f"no window within {LIMIT:g} s: {' '.join(command)}")
            elapsed = (time.perf_counter() - started) * 1000
            time.sleep(SETTLE)
            return Start(elapsed, proportional_set_size(process.pid))
        finally:
            end_family(process)
            screen.close()


def programs(seats: Path) -> dict[str, tuple[Sequence[str], Path | None]]:
    """Give the command of each program that takes part, and the home folder it gets a copy of.

    Others are measured where they are installed, and a bundle where INNERMOST_BUNDLE names its program.
    """
    ours: dict[str, tuple[Sequence[str], Path | None]] = {
        "bare window": (BARE, None),
        "welcome": (INNERMOST, None),
        "two seats": (INNERMOST, seats),
    }
    bundle = os.environ.get("INNERMOST_BUNDLE")
    found = {name: shutil.which(command) for name, command in OTHERS.items()}
    others = {name: ((path,), None) for name, path in found.items() if path}
    return ours | ({"welcome, bundle": ((bundle,), None)} if bundle else {}) | others


def figures(runs: int) -> list[Figure]:
    """Give the time to the first window and the memory of each, and the ratios to the bare window."""
    with tempfile.TemporaryDirectory() as folder:
        seats = Path(folder, "seats")
        take_seats(seats)
        commands = programs(seats)
        starts: dict[str, list[Start]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, (command, home) in commands.items():
                with x_server("1400x900x24") as display:
                    start = measure(command, display, home)
                if turn:
                    starts[name].append(start)
    windows = {
        name: middle(f"first window: {name}", [s.window for s in taken]) for name, taken in starts.items()
    }
    memories = {
        name: middle(f"memory (PSS): {name}", [s.memory for s in taken], "MiB")
        for name, taken in starts.items()
    }
    ratios = [
        Figure(f"{what}: {name} / bare window", of[name].value / of["bare window"].value, "", None, aim)
        for what, of, aim in (("first window", windows, "1.25"), ("memory", memories, "1.5"))
        for name in commands
        if name != "bare window"
    ]
    return [*windows.values(), *memories.values(), *ratios]


if __name__ == "__main__":
    show(figures(7))
