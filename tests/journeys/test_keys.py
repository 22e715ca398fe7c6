"""A way back in: written down at the beginning, used on the day when the passphrase is gone."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.recovery import add_recovery_slot, new_code
from intimacy_desktop.vault import Vault

from . import steps
from .harness.desktop import desktop
from .harness.program import Program
from .steps import JONAS, MARA, STEMS

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


@pytest.fixture
def bound_home(tmp_path: Path) -> tuple[Path, str]:
    """Both have sealed; Mara has a recovery code."""
    home = Home.open(tmp_path / "home")
    for person, shape, hue in ((MARA, Shape.CIRCLE, Hue.BLUE), (JONAS, Shape.DIAMOND, Hue.RUST)):
        keys = home.take_seat(Identity(person.nickname, shape, hue), person.passphrase, CHEAPEST)
        with closing(Vault.open(home.folder(keys.vault_id), keys)) as vault:
            present = vault.start_round()
            vault.save_draft(present.id, Draft().with_answer(0, Answer("the rain is loud.")))
            vault.seal(present.id)
        if person is MARA:
            code = new_code()
            add_recovery_slot(home.folder(keys.vault_id), keys, code)
    return home.path, code


def test_a_seat_bound_to_a_real_keyring_opens_alone_and_together_and_comes_back_by_its_code(
    bound_home: tuple[Path, str],
) -> None:
    home, code = bound_home
    with desktop(keyring=True) as place:
        program = Program(place, home)
        try:
            _bind_and_open(program)
            _recover(program, code)
            assert program.complaints() == ""
        finally:
            program.end()


def _bind_and_open(program: Program) -> None:
    # Given Mara, who binds her seat to the keyring of the computer
    steps.unlock(program, MARA)
    reader = program.reader()
    reader.press("Go on to my part")
    reader.press("Settings")
    reader.press("Keys …")
    program.type_into("Your passphrase", MARA.passphrase)
    program.press_keys("Return")
    reader.press("Bind to this computer")
    reader.read("Bound to this computer.")
    reader.press("Back")
    reader.find("Open and edit again", "button")
    # Then her passphrase opens it with the keyring there, alone
    steps.lock(program)
    steps.unlock(program, MARA)
    program.reader().find("Open and edit again", "button")
    steps.lock(program)
    # and together with Jonas, whose seat is not bound
    steps.open_together(program)
    reader = program.reader()
    reader.find("Turn Jonas’s card", "button")
    old = program.window().pid
    reader.press("Stop")
    steps.home(program, old)


def _recover(program: Program, code: str) -> None:
    # When she has forgotten the passphrase, uses the code, and wants no other
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
    # Then it is said that the seat is bound no longer, and why, and how it can be again
    reader.read("Your seat is not bound to this computer any more")
    reader.press("Bind it again …")
    reader.read("Your seat can be bound to its keyring once there is a recovery code.")
    reader.find("Make a recovery code …", "button")
    reader.press("Back")
    reader.find("Lock", "button")
