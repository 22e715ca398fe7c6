"""From a key to its letter on the screen, while what is written saves itself.

    python3 run.py bench keystroke

The X server presses the keys, at the pace of a quick typist; the clock runs until the window reports that it
was painted (XDamage). The caret's blinking is painting too: at most one reading in a hundred meets it.
"""

import select
import tempfile
import time
from pathlib import Path

from Xlib import XK, X, display as xdisplay
from Xlib.ext import damage, xtest

from benchmarks.figures import Figure, middle, ninety_ninth, show
from tests.journeys import steps
from tests.journeys.harness.desktop import desktop
from tests.journeys.harness.program import Program

PACE = 0.09
"""Seconds between two keys: 130 words a minute; saves fall between letters and on them."""
LETTERS = "the rain is loud and you are near "
PATIENCE = 2.0
KEYS = 60
"""For each run."""


class Typist:
    """Hands and eyes on one window.

    Args:
        name: of the display.
        xid: of the window.
    """

    def __init__(self, name: str, xid: int) -> None:
        self._hands, self._eyes = xdisplay.Display(name), xdisplay.Display(name)
        self._eyes.damage_query_version()
        window = self._eyes.create_resource_object("window", xid)
        window.damage_create(damage.DamageReportRawRectangles)
        self._eyes.sync()

    def milliseconds_to_paint(self, letter: str) -> float:
        """Type a letter and wait for the paint."""
        self._forget()
        code = self._hands.keysym_to_keycode(XK.string_to_keysym("space" if letter == " " else letter))
        pressed = time.perf_counter()
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(self._hands, kind, code)
        self._hands.flush()
        if not select.select([self._eyes.fileno()], [], [], PATIENCE)[0]:
            raise SystemExit("nothing was painted after a key")
        return (time.perf_counter() - pressed) * 1000

    def close(self) -> None:
        """Leave the display."""
        self._hands.close()
        self._eyes.close()

    def _forget(self) -> None:
        while self._eyes.pending_events():
            self._eyes.next_event()


def figures(runs: int) -> list[Figure]:
    """Give the median and the ninety-ninth of a hundred keys."""
    times = []
    with desktop() as place, tempfile.TemporaryDirectory() as home:
        program = Program(place, Path(home))
        try:
            program.reader().press("Set up the exercise")
            steps.take_seat(program, steps.MARA)
            steps.write(program, 0, "w")
            typist = Typist(place.env["DISPLAY"], program.window().xid)
            for number in range(KEYS * runs):
                times.append(typist.milliseconds_to_paint(LETTERS[number % len(LETTERS)]))
                time.sleep(PACE)
            typist.close()
        finally:
            program.end()
    return [
        middle("a key to its letter, median", times),
        ninety_ninth("a key to its letter, p99", times, aim="16 ms"),
    ]


if __name__ == "__main__":
    show(figures(7))
