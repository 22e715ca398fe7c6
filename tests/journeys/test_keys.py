"""A way back in: written down at the beginning, used on the day when the passphrase is gone."""

import re
from collections.abc import Callable
from pathlib import Path

from . import steps
from .harness.program import Program
from .steps import MARA, STEMS

Start = Callable[..., Program]
CODE = re.compile(r"^(?:[0-9A-Z]{4} ){8}[0-9A-Z]{4}$")
NEW_WORDS = "umbrellas over grey harbours"


def test_a_recovery_code_opens_the_seat_again_under_a_new_passphrase(start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "home")
    reader = program.reader()
    reader.press("Set up the exercise")
    # Given Mara, who wants a way back in and has the code on paper
    reader.press("Go on")
    program.type_into("Nickname", MARA.nickname)
    reader.press("Go on")
    reader.press("Use my own words instead")
    program.type_into("Your own words", MARA.passphrase)
    program.type_into("The same once more", MARA.passphrase)
    reader.press("Go on")
    reader.press("A way back in")
    reader.press("Go on")
    code = reader.find(CODE).name
    reader.press("I have written it down")
    program.type_into("The code, from your paper", code)
    assert code not in reader.said()
    reader.press("Take this seat")
    reader.find(STEMS[0], "text")
    steps.write(program, 0, "the rain is loud.")
    steps.saved(program)
    steps.lock(program)

    # When she has forgotten the passphrase, and types the code
    reader = program.reader()
    reader.press("Open as Mara")
    reader.press("Forgotten?")
    program.type_into("Mara’s recovery code", code)
    reader.press("Open with the code")
    reader.press("Use my own words instead")
    program.type_into("Your own words", NEW_WORDS)
    program.type_into("The same once more", NEW_WORDS)
    reader.press("Go on")
    reader.press("No way back, not even for me")
    reader.press("Change the passphrase")

    # Then her words are there, and from now on the new passphrase opens them
    reader.find(STEMS[0], "text")
    assert reader.text_of(STEMS[0]) == "the rain is loud."
    steps.lock(program)
    steps.unlock(program, MARA, NEW_WORDS)
    reader = program.reader()
    reader.find(STEMS[0], "text")
    assert reader.text_of(STEMS[0]) == "the rain is loud."


def test_a_passphrase_is_changed_from_inside_an_open_seat(start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "home")
    program.reader().press("Set up the exercise")
    steps.take_seat(program, MARA)
    steps.write_all(program, {0: "the rain is loud."})
    reader = program.reader()
    # Given Mara at the keys of her seat, who types her passphrase once more
    reader.press("Settings")
    reader.press("Keys …")
    program.type_into("Your passphrase", MARA.passphrase)
    program.press_keys("Return")
    # When she changes it
    reader.press("Change the passphrase …")
    reader.press("Use my own words instead")
    program.type_into("Your own words", NEW_WORDS)
    program.type_into("The same once more", NEW_WORDS)
    reader.press("Go on")
    reader.press("No way back, not even for me")
    reader.press("Change the passphrase")
    reader.read("Your passphrase is changed.")
    # Then her seat is as it was, and the new one opens it
    reader.press("Back")
    steps.lock(program)
    steps.unlock(program, MARA, NEW_WORDS)
    program.reader().find("Lock", "button")
