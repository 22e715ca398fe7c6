"""What is left behind of an answer, on disk and in memory."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from . import steps
from .harness.canaries import Search, in_files, in_memory
from .harness.program import Program
from .harness.waiting import wait_until
from .steps import Person

Start = Callable[..., Program]


@pytest.fixture
def person() -> Person:
    """Somebody whose passphrase stands nowhere else: a common word would be found everywhere."""
    return Person("Jonas", secrets.token_hex(10))


def test_no_word_of_an_answer_is_on_disk_or_after_hide_in_memory(
    start: Start, tmp_path: Path, person: Person
) -> None:
    # Given an answer that stands open in the window, saved
    home = tmp_path / "home"
    program = start(home)
    program.reader().press("Set up the exercise")
    steps.take_seat(program, person)
    canary = secrets.token_hex(10)
    steps.write(program, 0, canary)
    steps.saved(program)
    search = Search([canary, person.passphrase])
    places = (home, *program.desktop.private_places)
    # Then the process that shows it holds it in memory (the search works), and no file does
    open_process = program.window().pid
    assert in_memory(search, open_process)
    assert in_files(search, places) == {}
    # When it is hidden
    steps.hide(program)
    wait_until(lambda: open_process not in program.family(), "the end of the open process")
    # Then no process of the program holds a part of it, and no file
    assert {pid: found for pid in program.family() if (found := in_memory(search, pid))} == {}
    assert in_files(search, places) == {}


def test_no_word_of_an_answer_is_on_disk_after_a_crash(start: Start, tmp_path: Path, person: Person) -> None:
    # Given somebody in the middle of a sentence
    home = tmp_path / "home"
    program = start(home)
    program.reader().press("Set up the exercise")
    steps.take_seat(program, person)
    canary = secrets.token_hex(10)
    steps.write(program, 0, canary)
    # When the process is killed
    killed = program.kill_window()
    program.window(besides=killed)
    # Then nothing of it is readable in any file
    search = Search([canary, person.passphrase])
    assert in_files(search, (home, *program.desktop.private_places)) == {}
