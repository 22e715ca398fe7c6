"""After the first evening, through the whole window: next round, looking back, withdrawing, parting."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft, Evening
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault
from tests.ui.desk import JONAS, MARAS, Desk, Starter, files_of, folders, make_couple, opened, starting
from tests.ui.evening import seen, settle
from ui.pages.end_round import CloseRoundPage, DeleteRoundPage
from ui.pages.evening_notes import EveningNotesPage
from ui.pages.leave import LeavePage
from ui.pages.looking_back import LookingBackPage
from ui.pages.over_time import OverTimePage
from ui.pages.part import PartPage
from ui.pages.review import ReviewPage
from ui.pages.threshold import ThresholdPage
from ui.pages.wizard import WizardPage

PASSPHRASES = (MARAS, JONAS)


@pytest.fixture(name="start")
def _start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as start:
        yield start


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


def write(home: Path, number: int) -> None:
    """Have both write and seal a round; each ending is told from every other."""
    for folder, passphrase, name in zip(folders(home), PASSPHRASES, ("mara", "jonas"), strict=True):
        with opened(folder, passphrase) as vault:
            present = vault.current_round() or vault.start_round()
            answers = [Answer(f"{name}{number}item{item}") for item in range(10)]
            answers[1] = Answer(f"{name}{number}kept", kept=True)
            vault.save_draft(present.id, Draft(tuple(answers)))
            vault.seal(present.id)


@contextmanager
def sitting_in(home: Path) -> Iterator[Sitting]:
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(opened(folder, passphrase))
            for folder, passphrase in zip(folders(home), PASSPHRASES, strict=True)
        )
        yield Sitting(first, second, Seat.FIRST)


def evening(home: Path, number: int, turned: int, *, finish: bool = True) -> None:
    write(home, number)
    with sitting_in(home) as sitting:
        sitting.begin()
        for item in range(turned):
            if item:
                sitting.next()
            sitting.turn(Seat.FIRST)
            sitting.turn(Seat.SECOND)
        if finish:
            sitting.leave_for_later()
            sitting.save_shared(f"walk number {number}", "")
            sitting.save_evening(Seat.FIRST, f"maras note {number}")
            sitting.finish()


def in_vault(home: Path, seat: int, work: Callable[[Vault], object]) -> None:
    with opened(folders(home)[seat], PASSPHRASES[seat]) as vault:
        work(vault)


def evening_in(home: Path, seat: int, round_id: int) -> Evening:
    with opened(folders(home)[seat], PASSPHRASES[seat]) as vault:
        return vault.read_evening(round_id)


def rounds_of(home: Path, seat: int) -> list[Round]:
    with opened(folders(home)[seat], PASSPHRASES[seat]) as vault:
        return vault.rounds()


def open_together(qtbot: QtBot, desk: Desk) -> None:
    desk.click("Open together")
    desk.click_when_there(qtbot, "Go on")
    for passphrase in PASSPHRASES:
        desk.type_in(passphrase)


def test_a_second_round_is_begun_written_without_the_old_answers_and_then_compared(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given an evening that is over
    evening(home, 1, 3)
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, PartPage)
    assert "This round was closed." in desk.words()
    # When Mara begins another round
    desk.click("Begin a round")
    desk.await_page(qtbot, WizardPage)
    # Then nothing that she wrote before is in the window
    assert "mara1" not in desk.words()
    desk.end_now(qtbot)
    assert [found.state for found in rounds_of(home, 0)] == [RoundState.CLOSED, RoundState.WRITING]
    # nor at the rounds, nor by another way, before she has sealed
    in_vault(home, 0, lambda vault: vault.save_draft(2, Draft((Answer("mara2"), *[Answer()] * 9), place=9)))
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.click_when_there(qtbot, "Read them once more")
    desk.await_page(qtbot, ReviewPage)
    desk.click("My rounds")
    desk.await_page(qtbot, PartPage)
    assert "You are writing." in desk.words()
    assert seen(desk.app.frame, "How my answers changed") is None
    assert "Read" not in desk.words().split("\n")
    desk.click("Back")
    desk.await_page(qtbot, ReviewPage)
    # When she seals it
    desk.click_when_there(qtbot, "Seal all ten")
    qtbot.waitUntil(lambda: rounds_sealed(desk), timeout=15_000)
    desk.click("My rounds")
    desk.await_page(qtbot, PartPage)
    desk.click("How my answers changed")
    desk.await_page(qtbot, OverTimePage)
    # Then the old answer stands below the new one
    desk.await_words(qtbot, "mara1item0")
    words = desk.words()
    assert words.index("mara2") < words.index("mara1item0")


def rounds_sealed(desk: Desk) -> bool:
    page = desk.page
    assert isinstance(page, ReviewPage)
    return page.first_focus() is not None


def test_together_they_see_what_was_turned_and_nothing_else(qtbot: QtBot, start: Starter, home: Path) -> None:
    # Given two evenings, of which the second ended early
    evening(home, 1, 10)
    evening(home, 2, 3)
    desk = start(home)
    open_together(qtbot, desk)
    desk.await_page(qtbot, ThresholdPage)
    assert "Not yet" in desk.words()
    assert seen(desk.app.frame, "Turn the cards") is None
    # When they look back
    desk.click("Look back together")
    desk.await_page(qtbot, LookingBackPage)
    # Then what was left for later comes first, the latest at the top, side by side
    desk.await_words(qtbot, "jonas1item2")
    words = desk.words()
    assert words.index("mara2item2") < words.index("mara1item2")
    assert "left for later" in words
    told: set[str] = set()
    for place, item in enumerate((2, 0, 1, *range(3, 10))):
        if place:
            desk.click_when_there(qtbot, "Next sentence")
        desk.await_words(qtbot, f"Sentence {item + 1} of 10")
        shown = f"jonas1item{item}" if item != 1 else "Not this time"
        gone = {f"jonas1item{other}" for other in range(10)} - {shown}
        qtbot.waitUntil(lambda: shown in desk.words() and not gone & set(desk.words().split()))  # noqa: B023
        told |= {word for word in desk.words().split() if word.startswith(("mara", "jonas"))}
    # and what was not turned, or kept back, stays sealed
    expected = {f"{name}1item{item}" for name in ("mara", "jonas") for item in (0, *range(2, 10))}
    expected |= {f"{name}2item{item}" for name in ("mara", "jonas") for item in (0, 2)}
    assert told == expected
    # When they look at the evenings, Then their notes are there, and can be changed for both
    desk.click_when_there(qtbot, "Evening by evening")
    desk.await_words(qtbot, "walk number 1")
    assert "maras note" not in desk.words()
    page = desk.await_page(qtbot, LookingBackPage)
    page.notes_asked.emit(page._rounds[0])
    notes = desk.await_page(qtbot, EveningNotesPage)
    qtbot.waitUntil(notes._try.isEnabled, timeout=15_000)
    desk.paste(", and a swim")
    desk.click("Back")
    desk.await_words(qtbot, "walk number 2, and a swim")
    desk.end_now(qtbot)
    for seat in (0, 1):
        kept = evening_in(home, seat, 2)
        assert kept.small_try == "walk number 2, and a swim"


@pytest.mark.parametrize("way", ["close", "delete"])
def test_withdrawing_in_the_middle_looks_the_same_to_the_other(
    way: str, qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given an evening that they stopped in the middle
    evening(home, 1, 2, finish=False)
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, PartPage)
    # When Mara closes the round, or deletes her half of it, after having looked and stayed once
    ask, page = ("Close this round", CloseRoundPage) if way == "close" else ("Delete", DeleteRoundPage)
    desk.click(ask)
    desk.await_page(qtbot, page)
    desk.click("Leave it as it is" if way == "close" else "Keep it")
    desk.await_page(qtbot, PartPage)
    assert [found.state for found in rounds_of(home, 0)] == [RoundState.BEGUN]
    desk.click(ask)
    desk.await_page(qtbot, page)
    desk.click("Close this round" if way == "close" else "Delete it for good")
    desk.await_page(qtbot, PartPage)
    desk.await_words(qtbot, "This round was closed." if way == "close" else "It is deleted.")
    desk.end_now(qtbot)
    # Then what they see together tells nothing of the way, nor of who it was
    desk = start(home)
    open_together(qtbot, desk)
    desk.await_words(qtbot, "This round was closed")
    assert not [word for word in ("Mara", "Jonas", "delet") if word in desk.words()]
    desk.end_now(qtbot)
    # and Jonas sees the same alone, with his own words
    (found,) = rounds_of(home, 1)
    assert found.state is RoundState.CLOSED
    desk = start(home)
    desk.open_as(qtbot, "Jonas", JONAS, PartPage)
    assert "This round was closed." in desk.words()
    desk.click("Read")
    desk.await_words(qtbot, "jonas1item9")
    desk.end_now(qtbot)
    kept = 1 if way == "close" else 0
    assert len(rounds_of(home, 0)) == kept


def test_one_s_own_note_of_an_evening_is_changed_alone(qtbot: QtBot, start: Starter, home: Path) -> None:
    evening(home, 1, 2)
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, PartPage)
    desk.click("Notes")
    notes = desk.await_page(qtbot, EveningNotesPage)
    qtbot.waitUntil(notes._remember.isEnabled, timeout=15_000)
    assert notes._remember.text() == "maras note 1"
    assert "walk number 1" in desk.words()
    desk.paste(", too")
    desk.end_now(qtbot)
    assert evening_in(home, 0, 1).remember == "maras note 1, too"
    assert evening_in(home, 1, 1) == Evening("", "walk number 1", "", frozenset({1}))


def test_one_leaves_and_somebody_else_takes_the_seat(qtbot: QtBot, start: Starter, home: Path) -> None:
    # Given an evening that is over, and Mara's seat open
    evening(home, 1, 3)
    gone = folders(home)[0].name
    before = files_of(folders(home)[1])
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, PartPage)
    # When she asks to leave, Then nothing can be pressed by accident, and staying is as near
    desk.click("Take my part and leave")
    page = desk.await_page(qtbot, LeavePage)
    assert not button(desk, "Erase my part for good").isEnabled()
    desk.click("Leave it as it is")
    desk.await_page(qtbot, PartPage)
    # When she means it, and slips first
    desk.click("Take my part and leave")
    page = desk.await_page(qtbot, LeavePage)
    page._name.edit.setFocus()
    desk.paste("Mara")
    page._passphrase.edit.setFocus()
    desk.paste("not the words")
    desk.click("Erase my part for good")
    desk.await_words(qtbot, "That is not Mara’s passphrase.")
    assert len(folders(home)) == 2
    page._passphrase.edit.selectAll()
    desk.paste(MARAS)
    desk.click("Erase my part for good")
    # Then it is gone, and nothing of Jonas's was touched
    desk.await_words(qtbot, "Your part is gone")
    desk.click("Done")
    desk.end_now(qtbot)
    assert {str(path) for path in home.rglob("*") if gone in path.name} == set()
    assert b"Mara" not in b"".join(files_of(home).values())
    assert files_of(folders(home)[0]) == before
    # and the seat is empty
    desk = start(home)
    settle()
    assert "Second seat" in desk.words()
    desk.end_now(qtbot)
    # When somebody else sits down there, Then what they see is empty, too
    Home.open(home).take_seat(Identity("Ida", Shape.CIRCLE, Hue.PLUM), MARAS, CHEAPEST)
    desk = start(home)
    desk.open_as(qtbot, "Ida", MARAS, WizardPage)
    assert "Mara" not in desk.words()
    desk.end_now(qtbot)


def button(desk: Desk, label: str) -> QAbstractButton:
    found = seen(desk.app.frame, label)
    assert isinstance(found, QAbstractButton)
    return found
