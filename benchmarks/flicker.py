"""What an eye sees of Hide and Lock: how soon the words are covered, and whether the window flickers.

    python -m benchmarks.flicker [--runs 5] [--pictures DIR]

On a display of its own, with a desktop in a colour that nothing of ours has, the window's place is recorded
as fast as the X server answers (60 pictures a second and more, uncompressed). In the middle of a word the
X server presses the key of Hide, or logind asks the session to lock. Told are: milliseconds from there to the
first picture without the page (a picture takes some of them itself); pictures that are neither the page, nor
the cover, nor the fresh window; pictures through which the desktop is seen; both in frames of a 60 Hz screen.
"""

import argparse
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from Xlib import XK, X, display as xdisplay
from Xlib.ext import xtest

from benchmarks.figures import Figure, middle, show
from tests.journeys import steps
from tests.journeys.harness.desktop import Desktop, desktop
from tests.journeys.harness.display import Picture
from tests.journeys.harness.eye import Eye, Shown, now_ms
from tests.journeys.harness.logind import Logind, bus
from tests.journeys.harness.program import Program
from tests.journeys.harness.waiting import wait_until

BLINK_MS = 1200
"""In this time a caret is seen in both of its states."""
STILL_MS = 500
"""A picture that has stood so long is the end of what happened."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One Hide or Lock, as it was seen."""

    covered: float
    between: int
    holes: int
    pictures: list[Shown]
    rate: float


def press(place: Desktop, name: str) -> float:
    """Press a key by the X server; when."""
    hands = xdisplay.Display(place.env["DISPLAY"])
    code = hands.keysym_to_keycode(XK.string_to_keysym(name))
    pressed = now_ms()
    for kind in (X.KeyPress, X.KeyRelease):
        xtest.fake_input(hands, kind, code)
    hands.sync()
    hands.close()
    return pressed


def ask_to_lock(logind: Logind) -> float:
    """Ask the session to lock, as a desktop does; when."""
    asked = now_ms()
    logind.lock()
    return asked


def watch(place: Desktop, program: Program, how: str, logind: Logind) -> Seen:
    """Record one Hide, by its key, or one lock of the session."""
    window = program.take_keyboard()
    wait_until(lambda: logind.held and "GetSession" in logind.asked, "somebody who listens")
    with Eye(place, window) as recording:
        start = now_ms()
        wait_until(lambda: now_ms() > start + BLINK_MS, "the page with its caret, and without")
        began = press(place, "F9") if how == "Hide" else ask_to_lock(logind)
        program.window(besides=window.pid)
        wait_until(lambda: window.pid not in program.family(), "the end of the old process")
        _await_stillness(recording)
    return judge(recording, began)


def _await_stillness(recording: Eye) -> None:
    def still() -> bool:
        return bool(recording.looks) and now_ms() - recording.shown()[-1].first > STILL_MS

    wait_until(still, "a picture that stays", every=0.1)


def judge(recording: Eye, pressed: float) -> Seen:
    """Sort the pictures after the key."""
    shown = recording.shown()
    page = {one.look.pixels for one in shown if one.first < pressed}
    after = [one for one in shown if one.last > pressed and one.look.pixels not in page]
    cover, last = after[0], after[-1]
    strange = [one for one in after if one.look.pixels not in (cover.look.pixels, last.look.pixels)]
    return Seen(
        covered=cover.first - pressed,
        between=sum(one.frames for one in strange),
        holes=sum(one.frames for one in after if one.look.has_hole),
        pictures=after,
        rate=recording.per_second,
    )


def measure(how: str, pictures: Path | None) -> Seen:
    """One run of a program of its own."""
    with (
        desktop() as place,
        bus(place.folder / "run", "system") as address,
        closing(Logind(address)) as logind,
        tempfile.TemporaryDirectory() as home,
    ):
        program = Program(place, Path(home))
        try:
            program.reader().press("Set up the exercise")
            steps.take_seat(program, steps.MARA)
            steps.write(program, 0, "word")
            steps.saved(program)
            seen = watch(place, program, how, logind)
            if pictures is not None:
                window = program.window()
                for number, one in enumerate(seen.pictures):
                    name = f"{how}-{number}-{one.first - seen.pictures[0].first:.0f}ms-{one.frames}.png"
                    Picture(window.width, window.height, one.look.pixels).save(pictures / name)
            return seen
        finally:
            program.end()


def figures(runs: int, pictures: Path | None = None) -> list[Figure]:
    """Measure Hide by its key, and a lock of the session."""
    found: list[Figure] = []
    for how in ("Hide", "Lock"):
        seen = [measure(how, pictures) for _ in range(runs)]
        found += [
            middle(f"{how}: first picture without the page", [one.covered for one in seen], aim="≤ 100"),
            middle(f"{how}: frames of anything else", [float(one.between) for one in seen], "", "0"),
            middle(f"{how}: frames with a hole", [float(one.holes) for one in seen], "", "0"),
            middle(f"{how}: pictures taken in a second", [one.rate for one in seen], ""),
        ]
    return found


def main() -> None:
    """Measure, and keep what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pictures", type=Path, help="a folder for each different picture of the runs")
    options = parser.parse_args()
    show(figures(options.runs, options.pictures))


if __name__ == "__main__":
    main()
