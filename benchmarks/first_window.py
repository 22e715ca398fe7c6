"""From starting the program to its first mapped window, and its memory half a second later.

    python -m benchmarks.first_window [--runs 7]

An empty PySide6 window, the program in an empty home folder (the welcome) and the program where both seats
are taken (the home page) take turns (A B C A B C …) on displays of their own, so that the ratios hold on a
noisy machine; the first turn of each warms the disk cache and does not count. Memory is the proportional set
size (PSS) of the process and all its children: the supervisor and the window process. The program cannot be
looked into by others of the same account, so this runs as root.
"""

import argparse
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from Xlib import X, display as xdisplay

from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from tests.journeys.harness.display import x_server
from tests.journeys.harness.processes import end_family, family
from tests.journeys.harness.program import CHECKOUT, INNERMOST

BARE = (sys.executable, str(Path(__file__).with_name("bare_window.py")))
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


def main() -> None:
    """Measure in turns and print medians and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        seats = Path(folder, "seats")
        take_seats(seats)
        commands: dict[str, tuple[Sequence[str], Path | None]] = {
            "bare window": (BARE, None),
            "welcome": (INNERMOST, None),
            "two seats": (INNERMOST, seats),
        }
        starts: dict[str, list[Start]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, (command, home) in commands.items():
                with x_server("1400x900x24") as display:
                    start = measure(command, display, home)
                if turn:
                    starts[name].append(start)
    medians = {
        name: Start(statistics.median(s.window for s in taken), statistics.median(s.memory for s in taken))
        for name, taken in starts.items()
    }
    bare = medians["bare window"]
    for name, median in medians.items():
        spread = f"{min(s.window for s in starts[name]):.0f}–{max(s.window for s in starts[name]):.0f}"
        print(
            f"{name:12} first window {median.window:5.0f} ms ({spread}; ×{median.window / bare.window:.2f})"
            f"   PSS {median.memory:6.1f} MiB (×{median.memory / bare.memory:.2f})   n={runs}"
        )


if __name__ == "__main__":
    main()
