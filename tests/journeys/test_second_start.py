"""One program for a home: a second start brings the first forward."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from .harness.processes import alive
from .harness.program import Program
from .harness.waiting import wait_until

Start = Callable[..., Program]


def test_a_second_start_brings_the_minimised_window_forward(start: Start, tmp_path: Path) -> None:
    # Given a window that is minimised
    first = start(tmp_path / "home")
    window = first.window()
    first.desktop.screen.minimise(window)
    wait_until(lambda: first.window().minimised, "a minimised window")
    # When the program is started once more
    second = start(tmp_path / "home")
    wait_until(lambda: second.process.poll() is not None, "the end of the second start")
    # Then the first window stands in front, and it is the same one
    assert second.process.returncode == 0
    wait_until(lambda: not first.window().minimised, "the first window in front")
    wait_until(lambda: first.desktop.screen.active() == window.xid, "the keyboard in the first window")
    assert first.window().pid == window.pid
    assert len(first.desktop.screen.windows()) == 1


def test_two_homes_are_two_programs(start: Start, tmp_path: Path) -> None:
    first, second = start(tmp_path / "one"), start(tmp_path / "two")
    assert first.window().pid != second.window().pid


def test_after_everything_was_killed_the_next_start_opens(start: Start, tmp_path: Path) -> None:
    # Given a program all of whose processes were killed at once
    killed = start(tmp_path / "home")
    killed.window()
    pids = killed.family()
    assert len(pids) == 2
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    killed.process.wait()
    wait_until(lambda: not any(map(alive, pids)), "the end of both")
    # When it is started again, then it opens
    start(tmp_path / "home").reader().find("Read the guide", "button")


def test_a_crash_of_the_window_brings_a_fresh_one(start: Start, tmp_path: Path) -> None:
    # Given a window process that was killed
    program = start(tmp_path / "home")
    program.reader().find("Read the guide", "button")
    crashed = program.kill_window()
    # Then a fresh one stands, from the same supervisor
    fresh = program.window(besides=crashed)
    program.reader(fresh).find("Read the guide", "button")
    assert program.process.poll() is None
