"""A disk that takes nothing more while somebody writes: their words go through a lock and a new start."""

import compileall
import resource
import signal
from collections.abc import Callable
from pathlib import Path

from . import steps
from .harness.program import CHECKOUT, Program
from .harness.waiting import wait_until
from .steps import MARA, STEMS

Start = Callable[..., Program]


def limit(pid: int, size: int) -> None:
    """Let the system refuse to a process, and to those it starts from now on, any longer file."""
    hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


def test_words_that_a_full_disk_did_not_take_are_there_after_a_lock_and_after_the_session(
    start: Start, tmp_path: Path
) -> None:
    # Python would leave modules half compiled behind: what starts it does not ask how much room there is
    for part in ("intimacy_desktop", "ui"):
        assert compileall.compile_dir(CHECKOUT / part, quiet=1)
    home = tmp_path / "home"
    program = start(home)
    program.reader().press("Set up the exercise")
    steps.take_seat(program, MARA)
    steps.write(program, 0, "the rain is loud")
    steps.saved(program)
    # Given a disk that takes nothing more
    for pid in program.family():
        limit(pid, 512)
    program.desktop.keyboard.type(" and nobody speaks.")
    program.reader().read("Not saved")
    # When she locks, then the fresh process says so without her words
    steps.lock(program)
    reader = program.reader()
    reader.read("Something could not be saved when the program locked.")
    assert "nobody" not in reader.said()
    assert not [*home.glob("vaults/*/unsaved.sealed")]
    # And when she unlocks it there, on the full disk, she has them
    steps.unlock(program, MARA)
    reader = program.reader()
    reader.find(STEMS[0], "text")
    assert reader.text_of(STEMS[0]) == "the rain is loud and nobody speaks."
    reader.read("It still cannot be saved")
    # When she locks again, the disk has a little room, and the session ends
    steps.lock(program)
    limit(program.process.pid, resource.RLIM_INFINITY)
    program.process.send_signal(signal.SIGTERM)
    wait_until(lambda: program.process.poll() is not None, "the end of the program")
    (sealed,) = home.glob("vaults/*/unsaved.sealed")
    assert b"nobody" not in sealed.read_bytes()
    # Then the next start gives them back, and they are saved
    program = start(home)
    program.reader().read("Something could not be saved when the program locked.")
    steps.unlock(program, MARA)
    reader = program.reader()
    reader.find(STEMS[0], "text")
    assert reader.text_of(STEMS[0]) == "the rain is loud and nobody speaks."
    reader.read("It is saved now.")
    wait_until(lambda: not sealed.exists(), "the end of what was kept")
