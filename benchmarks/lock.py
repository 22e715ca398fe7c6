"""From the key of Hide to a fresh, painted window, seen from outside.

    python3 run.py bench lock

On a display and desktop of its own, F9 is pressed by the X server; the clock runs until the X server has
received: the cover (first painting of the old window), the fresh window's first painting (XDamage), and until
the old process has ended. Each run is a program of its own in which somebody has just taken a seat and typed
a word that is not saved yet.
"""

import os
import select
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from Xlib import XK, X, display as xdisplay
from Xlib.ext import damage, xtest
from Xlib.protocol.rq import Event

from benchmarks.figures import Figure, middle, show
from tests.journeys import steps
from tests.journeys.harness.desktop import Desktop, desktop
from tests.journeys.harness.program import Program

LIMIT = 10.0
QUIET = 0.1
"""Seconds; a third of what passes before the program starts to save."""
SMALLEST = 300, 200


@dataclass(frozen=True, slots=True)
class Lock:
    """Milliseconds after the key."""

    covered: float
    painted: float
    ended: float


class Watch:
    """Follows what is painted in the windows of a display, from now on."""

    def __init__(self, place: Desktop, old: int) -> None:
        self._display = xdisplay.Display(place.env["DISPLAY"])
        self._hands = xdisplay.Display(
            place.env["DISPLAY"]
        )  # the eyes' events are not mixed with its replies
        self._display.damage_query_version()
        self._display.set_error_handler(lambda *_: None)  # windows vanish while we look
        self._display.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._old = old
        self._fresh: set[int] = set()
        self._follow(old)
        self._display.sync()

    def close(self) -> None:
        """Leave the display."""
        self._hands.close()
        self._display.close()

    def press(self, key: str) -> float:
        """Press a key; the time of it."""
        code = self._hands.keysym_to_keycode(XK.string_to_keysym(key))
        pressed = time.perf_counter()
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(self._hands, kind, code)
        self._hands.flush()
        return pressed

    def lock(self, pid: int) -> Lock:
        """Press F9 and take the times."""
        process = os.pidfd_open(pid)
        self._await_quiet()
        pressed = self.press("F9")
        covered = painted = ended = 0.0
        while not (covered and painted and ended):
            if time.perf_counter() - pressed > LIMIT:
                raise SystemExit(f"not locked within {LIMIT:g} s: {covered=} {painted=} {ended=}")
            waiting = [self._display.fileno()] if ended else [self._display.fileno(), process]
            ready = select.select(waiting, [], [], LIMIT)[0]
            now = (time.perf_counter() - pressed) * 1000
            if process in ready:
                ended = now
            while self._display.pending_events():
                drawn = self._painted(self._display.next_event())
                if drawn == self._old:
                    covered = covered or now
                elif drawn:
                    painted = painted or now
        os.close(process)
        return Lock(covered, painted, ended)

    def _await_quiet(self) -> None:
        """Until nothing was painted for a moment: what comes after the key comes from the key."""
        end = time.perf_counter() + LIMIT
        while select.select([self._display.fileno()], [], [], QUIET)[0] and time.perf_counter() < end:
            while self._display.pending_events():
                self._display.next_event()

    def _painted(self, event: Event) -> int:
        """The id of a window of which a large part was just painted, else 0."""
        if event.type == X.CreateNotify:
            self._follow(event.window.id)
        elif event.type == X.ReparentNotify:
            self._fresh.add(event.window.id)  # a client window: the window manager has given it a frame
        elif type(event).__name__ == "DamageNotify":
            drawn = event.drawable.id
            large = event.area.width >= SMALLEST[0] and event.area.height >= SMALLEST[1]
            return drawn if large and (drawn == self._old or drawn in self._fresh) else 0
        return 0

    def _follow(self, xid: int) -> None:
        window = self._display.create_resource_object("window", xid)
        window.damage_create(damage.DamageReportRawRectangles)
        self._display.flush()


def measure() -> Lock:
    """One lock of a program that has just been started."""
    with desktop() as place, tempfile.TemporaryDirectory() as home:
        program = Program(place, Path(home))
        try:
            program.reader().press("Set up the exercise")
            steps.take_seat(program, steps.MARA)
            window = program.window()
            watch = Watch(place, window.xid)
            steps.write(program, 0, "word")
            lock = watch.lock(window.pid)
            watch.close()
            return lock
        finally:
            program.end()


def figures(runs: int) -> list[Figure]:
    """Give the three times after the key."""
    locks = [measure() for _ in range(runs)]
    return [
        middle("F9 to the cover", [lock.covered for lock in locks], aim="two frames: 33 ms"),
        middle("F9 to the fresh window, painted", [lock.painted for lock in locks], aim="400 ms"),
        middle("F9 to the end of the old process", [lock.ended for lock in locks]),
    ]


if __name__ == "__main__":
    show(figures(7))
