"""Nobody is there any more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from . import steps
from .harness.program import Program
from .harness.waiting import wait_until
from .steps import MARA, STEMS

Start = Callable[..., Program]
MINUTE = 60.0


# A group of its own: it waits for more than a minute, and another worker may use the time.
@pytest.mark.xdist_group("idle")
def test_an_untouched_seat_warns_saves_and_locks_after_its_own_time(start: Start, tmp_path: Path) -> None:
    # Given a seat whose owner chose the shortest time, with a word just typed
    program = start(tmp_path / "home")
    program.reader().press("Set up the exercise")
    steps.take_seat(program, MARA)
    steps.write_all(program, {})
    reader = program.reader()
    reader.press("Settings")
    reader.press("3 minutes")
    program.press_keys("Up", "Up", "Return")
    reader.find("1 minute", "combo box")
    reader.press("Back")
    reader.press("Edit sentence 1: I feel safest when")
    steps.write(program, 0, "nobody is in a hurry")
    old = program.window().pid
    # When nobody touches it, then it warns
    reader.read("This locks in half a minute", seconds=MINUTE)
    # And then a fresh process stands on the home page, with nothing of it
    wait_until(lambda: old not in [window.pid for window in program.windows()], "the lock", seconds=MINUTE)
    reader = program.reader(steps.home(program, old))
    assert "nobody is in a hurry" not in reader.said()
    # What was written is there
    steps.unlock(program, MARA)
    reader.find(STEMS[0], "text")
    assert reader.text_of(STEMS[0]) == "nobody is in a hurry"
