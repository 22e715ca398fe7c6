"""The supervisor, as real processes: it keeps a window process, one a home, and a fresh one at each lock.

The window processes are stand-ins that speak the protocol; the real window is tested in the journeys.
"""

import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PLACE = "10,20,900,640,normal,1"


def wait_for(look: Callable[[], Any]) -> Any:
    """Give what `look` finds once that is something."""
    for _ in range(2000):
        found = look()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("it did not come")


class Stage:
    """Where the stand-ins note what they hear and find what they shall do."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = home
        self.folder = folder
        self.programs: list[subprocess.Popen[str]] = []

    def start(self, *options: str) -> subprocess.Popen[str]:
        """Start the program, as a person does."""
        script = str(Path(__file__).with_name("run_supervisor.py"))
        program = subprocess.Popen(
            [sys.executable, script, str(self.home), str(self.folder), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.programs.append(program)
        return program

    def options(self, number: int) -> list[str]:
        """Wait for a window process, and give its options."""
        started = self.folder / f"{number}.started"
        wait_for(started.exists)
        return started.read_text().splitlines()

    def pid(self, number: int) -> int:
        self.options(number)
        return int((self.folder / f"{number}.pid").read_text())

    def heard(self, number: int) -> list[str]:
        try:
            return (self.folder / f"{number}.heard").read_text().splitlines()
        except FileNotFoundError:
            return []

    def tell(self, number: int, *instructions: str) -> None:
        self.options(number)
        (self.folder / f"{number}.do").write_text("".join(f"{line}\n" for line in instructions))

    def is_gone(self, number: int) -> bool:
        return not Path(f"/proc/{self.pid(number)}/comm").exists()

    def count(self) -> int:
        return len(list(self.folder.glob("*.started")))

    def end(self) -> None:
        for program in self.programs:
            if program.poll() is None:
                program.kill()
            program.communicate()
        for number in range(self.count()):
            if not self.is_gone(number):
                os.kill(self.pid(number), signal.SIGKILL)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    (tmp_path / "stage").mkdir()
    made = Stage(tmp_path / "home", tmp_path / "stage")
    yield made
    made.end()


def outcome(program: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = program.communicate(timeout=30)
    return program.returncode, out, err


def test_the_window_process_is_told_its_home_and_nothing_more(stage: Stage) -> None:
    stage.start()
    assert stage.options(0) == [f"--home={stage.home}"]


def test_the_home_is_made_for_its_owner_only(stage: Stage) -> None:
    stage.start()
    stage.options(0)
    wait_for((stage.home / "raise").exists)
    assert stat.S_IMODE(stage.home.stat().st_mode) == 0o700
    assert {path.name: oct(stat.S_IMODE(path.lstat().st_mode)) for path in stage.home.iterdir()} == {
        "lock": "0o600",
        "raise": "0o600",
    }
    assert (stage.home / "lock").read_bytes() == b""


def test_closing_the_window_ends_the_program(stage: Stage) -> None:
    program = stage.start()
    stage.tell(0, "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", "")
    assert stage.count() == 1


def test_the_old_process_is_told_to_end_only_when_the_fresh_one_is_painted(stage: Stage) -> None:
    # Given a window that asks for a lock
    program = stage.start()
    stage.tell(0, "say painted", f"say lock {PLACE} sheet")
    # Then a fresh one starts in the same place, and the old one still covers the screen
    assert stage.options(1) == [f"--home={stage.home}", f"--placement={PLACE}", "--leaves=sheet"]
    assert stage.heard(0) == []
    # When the fresh one is painted, then the old one ends
    stage.tell(1, "say painted")
    wait_for(lambda: stage.heard(0) == ["end"])
    wait_for(lambda: stage.is_gone(0))
    assert program.poll() is None
    assert stage.heard(1) == []
    # and the fresh one can be locked and closed in its turn
    stage.tell(1, f"say lock {PLACE} home")
    stage.tell(2, "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", "")
    assert stage.count() == 3


def test_an_old_process_that_ends_by_itself_is_no_crash(stage: Stage) -> None:
    program = stage.start()
    stage.tell(0, f"say lock {PLACE} home", "exit")
    stage.tell(1, "say painted")
    wait_for(lambda: stage.is_gone(0))
    stage.tell(1, "say closed", "exit")
    assert outcome(program) == (0, "", "")
    assert stage.count() == 2


def test_an_old_process_that_does_not_end_is_ended_by_force(stage: Stage) -> None:
    program = stage.start("2")  # long enough for the next one to stand before, on a busy machine too
    stage.tell(0, "deaf", f"say lock {PLACE} home")
    stage.tell(1, "say painted")
    wait_for(lambda: stage.is_gone(0))
    assert stage.heard(0) == ["end"]
    assert program.poll() is None


def test_a_window_that_stays_after_closing_is_ended_by_force(stage: Stage) -> None:
    program = stage.start("0.2")
    stage.tell(0, "deaf", "say closed")
    assert outcome(program) == (0, "", "")
    assert stage.is_gone(0)


@pytest.mark.parametrize("end", ["crash", "exit"])
def test_a_window_that_ends_without_a_word_comes_back_at_home(stage: Stage, end: str) -> None:
    program = stage.start()
    stage.tell(0, "say painted", end)
    assert stage.options(1) == [f"--home={stage.home}", "--after-crash"]
    assert program.poll() is None


def test_a_killed_window_comes_back(stage: Stage) -> None:
    stage.start()
    os.kill(stage.pid(0), signal.SIGKILL)
    assert stage.options(1) == [f"--home={stage.home}", "--after-crash"]


def test_a_crash_on_the_way_through_a_lock_leaves_no_old_process_behind(stage: Stage) -> None:
    stage.start()
    stage.tell(0, f"say lock {PLACE} home")
    stage.tell(1, "crash")
    stage.tell(2, "say painted")
    wait_for(lambda: stage.is_gone(0))
    assert stage.heard(0) == ["end"]


def test_a_window_that_crashes_again_and_again_is_given_up_with_a_sentence(stage: Stage) -> None:
    (stage.folder / "crash at once").touch()
    code, out, err = outcome(stage.start())
    assert (code, out) == (1, "")
    assert err.endswith("Innermost closes itself again and again. What was shown as saved is still saved.\n")
    assert "Traceback" not in err
    assert stage.count() == 3


def test_a_window_that_was_locked_in_between_did_get_far(stage: Stage) -> None:
    # Given two crashes, a lock, and two crashes more
    program = stage.start()
    for number in (0, 1, 3, 4):
        if number == 3:
            stage.tell(2, "say painted", f"say lock {PLACE} home")
        stage.tell(number, "say painted", "crash")
    # Then there is still a window
    stage.tell(5, "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", "")


def test_a_second_start_brings_the_first_forward_and_ends(stage: Stage) -> None:
    program = stage.start()
    stage.tell(0, "say painted")
    assert outcome(stage.start()) == (0, "", "")
    wait_for(lambda: stage.heard(0) == ["raise"])
    assert stage.count() == 1
    assert program.poll() is None


def test_only_the_newest_window_is_brought_forward(stage: Stage) -> None:
    stage.start()
    stage.tell(0, f"say lock {PLACE} home")
    stage.options(1)
    assert outcome(stage.start()) == (0, "", "")
    wait_for(lambda: stage.heard(1) == ["raise"])
    assert stage.heard(0) == []


def test_a_start_while_the_program_ends_opens_it_again(stage: Stage) -> None:
    # Given a window that was closed and is still saving
    program = stage.start()
    stage.tell(0, "say closed")
    wait_for(lambda: outcome(stage.start()) == (0, "", "") and "raise" in stage.heard(0))
    # When it is done, then there is a fresh one
    stage.tell(0, "exit")
    stage.tell(1, "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", "")


def test_after_a_killed_first_start_the_next_one_opens(stage: Stage) -> None:
    # Given a first start that is killed, supervisor and all, with its lock file left behind
    first = stage.start()
    stage.options(0)
    first.kill()
    first.wait()
    assert (stage.home / "lock").exists()
    # Then its window notices and ends, and the next start is not held off
    wait_for(lambda: stage.is_gone(0))
    assert stage.heard(0) == ["nobody is there"]
    third = stage.start()
    stage.tell(1, "say painted", "say closed", "exit")
    assert outcome(third) == (0, "", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_end_lets_the_window_save(stage: Stage, number: signal.Signals) -> None:
    program = stage.start()
    stage.tell(0, "say painted")
    wait_for((stage.home / "raise").exists)
    assert outcome(stage.start()) == (0, "", "")  # it hears: the signal finds it listening
    wait_for(lambda: stage.heard(0) == ["raise"])
    program.send_signal(number)
    assert outcome(program) == (0, "", "")
    assert stage.heard(0) == ["raise", "end"]
    assert stage.count() == 1


def test_words_that_are_not_in_the_grammar_change_nothing(stage: Stage) -> None:
    program = stage.start()
    stage.tell(0, "say", "say lock", "say lock a b c", "say hello", f"say {'x' * 10_000}", "say painted")
    stage.tell(0, "say closed", "exit")
    assert outcome(program) == (0, "", "")
    assert stage.count() == 1


VAULT = "7a0f3f6e-3f8b-4ae6-9d2f-0b1f2c7f3c11"
LONG = "QUJD" * 60_000
"""Longer than any pipe holds."""

GONE = "What could not be saved is gone: the disk did not take it, and the program has ended.\n"


def test_what_could_not_be_saved_is_given_to_each_fresh_window_until_it_is_taken(stage: Stage) -> None:
    # Given a window that hands something on once its successor is on the way
    program = stage.start()
    stage.tell(0, f"say lock {PLACE} home")
    stage.options(1)
    stage.tell(0, f"say keep {VAULT} {LONG}", "exit")
    # Then the successor has it, and the orders still come behind it
    wait_for(lambda: stage.heard(1) == [f"kept {VAULT} {LONG}"])
    stage.tell(1, "say painted")
    assert outcome(stage.start()) == (0, "", "")
    wait_for(lambda: stage.heard(1) == [f"kept {VAULT} {LONG}", "raise"])
    # and so has the next, after a crash too
    stage.tell(1, "crash")
    wait_for(lambda: stage.heard(2) == [f"kept {VAULT} {LONG}"])
    # When it is taken, then nobody gets it any more, and nothing is said about it at the end
    stage.tell(2, f"say taken {VAULT}", f"say lock {PLACE} home", "exit")
    stage.tell(3, "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", "")
    assert stage.heard(3) == []
    assert not [path for path in stage.home.rglob("*") if path.is_file() and path.stat().st_size]


def test_a_fresh_window_that_reads_nothing_does_not_hold_the_supervisor(stage: Stage) -> None:
    # Given a window that never reads what it is given
    (stage.folder / "read nothing").touch()
    program = stage.start("0.2")
    stage.tell(0, f"say keep {VAULT} {LONG}", f"say lock {PLACE} home", "exit")
    stage.tell(1, "say painted", f"say lock {PLACE} sheet")
    # Then the next one still comes, and the deaf one is ended by force
    stage.options(2)
    (stage.folder / "read nothing").unlink()
    stage.tell(2, "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", GONE)
    assert stage.is_gone(1)


def test_a_later_keep_takes_the_place_of_an_earlier_and_each_vault_has_its_own(stage: Stage) -> None:
    stage.start()
    stage.tell(0, "say keep a AAAA", "say keep b BBBB", "say keep a CCCC", "say keep", "say keep a b c d")
    stage.tell(0, f"say lock {PLACE} home")
    wait_for(lambda: sorted(stage.heard(1)) == ["kept a CCCC", "kept b BBBB"])
    # a late word from the old one reaches the new one
    stage.tell(0, "say taken a")
    wait_for(lambda: stage.heard(1)[2:] == ["kept a"])


@pytest.mark.parametrize("end", ["closed", "signal"])
def test_what_could_not_be_saved_outlives_the_program_where_the_disk_takes_it(stage: Stage, end: str) -> None:
    # Given a vault's folder, and something kept for its owner
    (stage.home / "vaults" / VAULT).mkdir(parents=True)
    program = stage.start()
    stage.tell(0, f"say keep {VAULT} {LONG}", f"say lock {PLACE} home", "exit")
    wait_for(lambda: stage.heard(1) == [f"kept {VAULT} {LONG}"])
    stage.tell(1, "say painted")
    # When the program ends, also with the session
    if end == "closed":
        stage.tell(1, "say closed", "exit")
    else:
        program.send_signal(signal.SIGTERM)
    assert outcome(program) == (0, "", "")
    # Then the next one hands it to its window, and has nothing of it once it is taken
    later = stage.start()
    wait_for(lambda: stage.heard(2) == [f"kept {VAULT} {LONG}"])
    stage.tell(2, f"say taken {VAULT}", "say painted", "say closed", "exit")
    assert outcome(later) == (0, "", "")
    assert not list((stage.home / "vaults" / VAULT).iterdir())


def test_that_it_is_gone_with_the_program_is_said(stage: Stage) -> None:
    program = stage.start()
    stage.tell(0, f"say keep {VAULT} AAAA", "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", GONE)


def test_what_a_locked_process_says_is_not_heard(stage: Stage) -> None:
    # Given a fresh process, and an old one that goes on talking
    stage.start()
    stage.tell(0, "deaf", f"say lock {PLACE} home")
    stage.options(1)
    stage.tell(0, "say painted", f"say lock {PLACE} home", "say closed")
    stage.tell(1, "say painted")
    wait_for(lambda: stage.heard(0) == ["end"])
    # Then the fresh one goes on undisturbed, and the program is not taken for closed
    assert stage.heard(1) == []
    stage.tell(1, "crash")
    assert stage.options(2) == [f"--home={stage.home}", "--after-crash"]


def test_a_home_that_cannot_be_made_still_gets_its_window_to_say_so(stage: Stage) -> None:
    stage.home.write_text("a file is in the way")
    program = stage.start()
    assert stage.options(0) == [f"--home={stage.home}"]
    stage.tell(0, "say painted", "say closed", "exit")
    assert outcome(program) == (0, "", "")


def test_a_file_in_the_place_of_the_request_pipe_is_no_hindrance(stage: Stage) -> None:
    stage.home.mkdir()
    (stage.home / "raise").write_text("left by another system")
    stage.start()
    wait_for(lambda: stat.S_ISFIFO((stage.home / "raise").lstat().st_mode))
    assert outcome(stage.start()) == (0, "", "")
    wait_for(lambda: stage.heard(0) == ["raise"])


def test_no_child_holds_the_lock_or_another_child_s_pipes(stage: Stage) -> None:
    # Given two window processes at once
    program = stage.start()
    stage.tell(0, "deaf", f"say lock {PLACE} home")
    stage.options(1)
    ends = []
    for number in (0, 1):
        links = [str(path.readlink()) for path in Path(f"/proc/{stage.pid(number)}/fd").iterdir()]
        assert not [link for link in links if link.endswith(("/lock", "/raise"))]
        ends.append({link for link in links if re.match("pipe:", link)})
    # Then all they share is standard error, which is a pipe here
    assert ends[0] & ends[1] == {str(Path(f"/proc/{program.pid}/fd/2").readlink())}


def test_the_supervisor_has_a_neutral_name_and_leaves_no_core_file(stage: Stage) -> None:
    program = stage.start()
    stage.options(0)
    assert Path(f"/proc/{program.pid}/comm").read_text() == "innermost\n"
    limits = Path(f"/proc/{stage.pid(0)}/limits").read_text()
    assert re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE)
