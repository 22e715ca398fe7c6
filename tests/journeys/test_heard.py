"""What leaves the fields: to a screen reader, recorded letter by letter, and to the clipboard."""

import subprocess
from collections.abc import Iterator

import pytest

from .harness.account import account
from .harness.desktop import Desktop, desktop as a_desktop
from .harness.left_behind import Ears, ears
from .harness.program import Program
from .harness.waiting import wait_until
from .test_harness_program import SPECIMEN


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with account() as nobodys, a_desktop(account=nobodys) as place:
        yield place


@pytest.fixture
def heard(desktop: Desktop) -> Iterator[Ears]:
    with ears(desktop) as both:
        yield both


@pytest.fixture
def fields(desktop: Desktop) -> Iterator[Program]:
    program = Program(desktop, None, command=(*SPECIMEN, "ours"), resource="specimen")
    yield program
    program.end()
    assert program.complaints() == ""


def paste(desktop: Desktop, text: str) -> None:
    command = ["xclip", "-i", "-selection", "clipboard"]
    subprocess.run(command, input=text.encode(), env=desktop.env, stderr=subprocess.DEVNULL, check=True)
    desktop.keyboard.press("ctrl+v")


def test_a_passphrase_is_never_heard_typed_composed_or_pasted_and_an_answer_is(
    desktop: Desktop, heard: Ears, fields: Program
) -> None:
    # Given a screen reader that listens to every change of a text
    desktop.bus.listen("object:text-changed")
    # When a passphrase is typed, composed by a dead key and by an input method, and pasted, masked and shown
    eye, compose = ["Show the passphrase", "Mask the passphrase"], ["Compose", "Composed"]
    for _look in ("masked", "shown"):
        fields.type_into("Secret", "lantern")
        desktop.keyboard.compose_accented("e")
        paste(desktop, "harbour")
        desktop.keyboard.press("BackSpace", "shift+Home", "Delete")
        desktop.keyboard.type("kettle")
        for names in (compose, eye):  # each bears its other name once it was pressed
            fields.reader().press(names[0])
            names.reverse()
            fields.reader().find(names[0], "button")
    # And then an answer, in the same ways
    fields.type_into("Writing", "The end ")
    desktop.keyboard.compose_accented("e")
    paste(desktop, " is heard.")
    # Then it has heard the answer, and not one letter besides
    wait_until(lambda: "is heard." in heard.accessibility.text_events(), "the answer")
    told = heard.accessibility.text_events()
    assert set(told.split()) == {"The", "end", "é", "is", "heard."}
    # Single keys go past as keys, the one thing that remains: docs/threat-model.md says so
    assert "llaanntteerrnn" in heard.accessibility.pressed()


def test_no_text_is_sent_while_nobody_listens(desktop: Desktop, heard: Ears, fields: Program) -> None:
    fields.type_into("Writing", "nobody is there")
    fields.reader().set_text("Writing", "still nobody")
    assert fields.reader().text_of("Writing") == "still nobody"
    assert heard.accessibility.text_events() == ""
    # until somebody does
    desktop.bus.listen("object:text-changed")
    fields.type_into("Writing", "!")
    wait_until(lambda: "!" in heard.accessibility.text_events(), "the letter")


def test_what_was_copied_is_taken_back_while_the_process_lives_and_only_that(
    desktop: Desktop, fields: Program
) -> None:
    def owner() -> int:
        return desktop.screen.selection_owner("CLIPBOARD")

    # Given words that were copied from an answer
    fields.type_into("Writing", "some words")
    desktop.keyboard.press("shift+Home", "ctrl+c")
    wait_until(owner, "the words on the clipboard")
    # When they are taken back, then nobody offers them any more
    fields.reader().press("Forget")
    wait_until(lambda: owner() == 0, "an empty clipboard")
    assert fields.process.poll() is None
    # But what another program put there stays
    command = ["xclip", "-i", "-selection", "clipboard"]
    subprocess.run(command, input=b"theirs", env=desktop.env, stderr=subprocess.DEVNULL, check=True)
    fields.reader().press("Forget")
    fields.reader().press("Compose")
    fields.reader().find("Composed", "button")
    assert owner() != 0
