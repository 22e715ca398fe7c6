"""One person alone: what they wrote is theirs, and it is there when they come back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from . import steps
from .harness.program import Program
from .steps import MARA, STEMS

Start = Callable[..., Program]


@pytest.fixture
def seated(start: Start, tmp_path: Path) -> Program:
    """A program in which Mara has just taken her seat."""
    program = start(tmp_path / "home")
    program.reader().press("Set up the exercise")
    steps.take_seat(program, MARA)
    return program


def test_what_was_shown_as_saved_is_there_after_a_crash(seated: Program) -> None:
    # Given an ending that the program has shown as saved
    steps.write(seated, 0, "the rain is loud.")
    steps.saved(seated)
    # When the window process is killed
    killed = seated.kill_window()
    fresh = steps.home(seated, killed)
    # Then a fresh window says so, shows nothing of it, and Mara finds her words
    reader = seated.reader(fresh)
    reader.read("stopped without being asked")
    assert "the rain is loud" not in reader.said()
    steps.unlock(seated, MARA)
    reader.find(STEMS[0], "text")
    assert reader.text_of(STEMS[0]) == "the rain is loud."


def test_hide_in_mid_typing_covers_saves_and_ends_the_process(seated: Program) -> None:
    # Given somebody in the middle of a word
    old = seated.window()
    steps.write(seated, 0, "I am not being wat")
    # When they press the key of Hide
    fresh = steps.hide(seated)
    # Then a blank sheet of a fresh process stands in the same place, and the old process is gone
    place = (old.x, old.y, old.width, old.height, old.title)
    assert (fresh.x, fresh.y, fresh.width, fresh.height, fresh.title) == place
    assert old.pid not in seated.family()
    assert "wat" not in seated.reader(fresh).said()
    # And the words are there for whoever has the passphrase
    seated.press_keys("space")
    steps.unlock(seated, MARA)
    assert seated.reader().find(STEMS[0], "text").text == "I am not being wat"


def test_a_wrong_passphrase_is_told_and_can_be_mended(seated: Program) -> None:
    steps.lock(seated)
    steps.unlock(seated, MARA, "seven lanterns by the quiet riber")
    reader = seated.reader()
    reader.read("That is not Mara’s passphrase.")
    # The field has the focus again and its text is selected: typing replaces it
    seated.desktop.keyboard.type(MARA.passphrase)
    seated.press_keys("Return")
    reader.find(STEMS[0], "text")


def test_a_passphrase_never_reaches_the_accessibility_tree(seated: Program) -> None:
    steps.lock(seated)
    reader = seated.reader()
    reader.press("Open as Mara")
    seated.type_into("Mara’s passphrase", MARA.passphrase)
    assert MARA.passphrase not in reader.said()
    reader.press("Show the passphrase")
    reader.find("Mask the passphrase")
    assert MARA.passphrase not in reader.said()
