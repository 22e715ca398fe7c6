"""A disk that takes no more, met in the whole window: said when it is so, nothing lost, and it can go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.header import check_database, read_header
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.vault.access import connect
from tests.core.vaultkit import no_file_beyond
from tests.ui.desk import (
    JONAS,
    MARAS,
    Desk,
    Starter,
    draft_in,
    files_of,
    folders,
    make_couple,
    opened,
    starting,
    write_and_seal,
)
from tests.ui.evening import settle
from ui.pages.close import ClosePage
from ui.pages.home import HomePage
from ui.pages.review import ReviewPage
from ui.pages.sheet import SheetPage
from ui.pages.take_seat import TakeSeatPage
from ui.pages.trouble import TroublePage
from ui.pages.turns import TurnsPage
from ui.pages.wizard import WizardPage
from ui.widgets.private_text import PrivateText
from ui.widgets.stem_editor import StemEditor

FULL = 512
"""Bytes: no database or header fits."""

NOT_SAVED = "Not saved"
KEPT = "your words stay here"
SAVED = "Saved, only here"


@pytest.fixture(name="start")
def _start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


def editor_of(desk: Desk) -> StemEditor:
    return next(one for one in desk.app.frame.findChildren(StemEditor) if one.isVisible())


def go_on(desk: Desk) -> None:
    QTest.keyClick(editor_of(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def to_turns(qtbot: QtBot, start: Starter, home: Path) -> Desk:
    for folder, passphrase in zip(folders(home), (MARAS, JONAS), strict=True):
        write_and_seal(folder, passphrase, "is kind", "is quiet")
    desk = start(home)
    desk.click("Open together")
    desk.click_when_there(qtbot, "Go on")
    return desk


def state(folder: Path, passphrase: str) -> RoundState:
    with opened(folder, passphrase) as vault:
        return vault.rounds()[-1].state


# ---------------------------------------------------------------- writing


def test_words_stay_on_every_page_while_nothing_can_be_saved_and_are_saved_once_it_can(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given Mara, who has written one ending
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    QTest.keyClicks(editor_of(desk), "the kettle is on")
    desk.await_words(qtbot, SAVED)
    before = files_of(folders(home)[0])

    with no_file_beyond(FULL):
        # When the disk is full while she writes on
        go_on(desk)
        QTest.keyClicks(editor_of(desk), "rain")
        desk.await_words(qtbot, NOT_SAVED)
        assert KEPT in desk.words()
        assert SAVED not in desk.words()
        # Then her words stay through Next and Previous, and it is still said
        go_on(desk)
        QTest.keyClicks(editor_of(desk), "snow")
        desk.click("Previous")
        settle()
        assert editor_of(desk).answer() == "rain"
        assert NOT_SAVED in desk.words()
        # and into the review, and from there back to a sentence
        for _ in range(9):
            go_on(desk)
        review = desk.await_page(qtbot, ReviewPage)
        desk.await_words(qtbot, NOT_SAVED)
        assert "rain" in desk.words()
        assert "snow" in desk.words()
        review.edit_asked.emit(2)
        desk.await_page(qtbot, WizardPage)
        assert editor_of(desk).answer() == "snow"
        desk.await_words(qtbot, NOT_SAVED)
        # sealing is refused with the reason
        go_on(desk)
        desk.await_page(qtbot, ReviewPage)
        desk.click_when_there(qtbot, "Seal all ten")
        desk.await_words(qtbot, "Not sealed yet.")
        assert files_of(folders(home)[0]) == before

    # And when there is room again, it saves by itself, and seals
    desk.await_words(qtbot, SAVED)
    assert NOT_SAVED not in desk.words()
    desk.click_when_there(qtbot, "Seal all ten")
    desk.await_words(qtbot, "All ten are closed")
    desk.end_now(qtbot)
    written = draft_in(folders(home)[0], MARAS)
    assert [answer.text for answer in written.answers[:3]] == ["the kettle is on", "rain", "snow"]
    assert state(folders(home)[0], MARAS) is RoundState.SEALED


def test_a_second_program_on_the_file_is_waited_out(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    folder = folders(home)[0]
    holder = connect(check_database(folder, read_header(folder)), unlock(folder, MARAS))
    holder.rows("BEGIN EXCLUSIVE")
    QTest.keyClicks(editor_of(desk), "rain")
    desk.await_words(qtbot, NOT_SAVED)
    holder.close()
    desk.click_when_there(qtbot, "Try now")
    desk.await_words(qtbot, SAVED)
    assert draft_in(folder, MARAS).answers[0].text == "rain"


def test_hide_covers_at_once_though_nothing_can_be_saved(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    QTest.keyClicks(editor_of(desk), "first")
    desk.await_words(qtbot, SAVED)
    with no_file_beyond(FULL):
        QTest.keyClicks(editor_of(desk), " second")
        desk.await_words(qtbot, NOT_SAVED)
        desk.press(Qt.Key.Key_F9)
        assert isinstance(desk.page, SheetPage)
        desk.end_now(qtbot)
    assert draft_in(folders(home)[0], MARAS).answers[0].text == "first"


def test_opening_again_for_editing_says_when_it_could_not(qtbot: QtBot, start: Starter, home: Path) -> None:
    write_and_seal(folders(home)[0], MARAS, "is kind")
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    with no_file_beyond(FULL):
        desk.click_when_there(qtbot, "Open and edit again")
        desk.await_words(
            qtbot, "Still sealed. The disk may be full. Nothing has changed, so you can try again."
        )
    assert state(folders(home)[0], MARAS) is RoundState.SEALED
    desk.click_when_there(qtbot, "Open and edit again")
    desk.await_words(qtbot, "Read them once more")


# ---------------------------------------------------------------- taking and opening a seat


def test_a_seat_that_could_not_be_saved_is_said_and_taken_with_the_next_press(
    qtbot: QtBot, start: Starter, tmp_path: Path
) -> None:
    # Given everything entered, and a full disk
    home = tmp_path / "home"
    desk = start(home)
    desk.app._take_seat()
    desk.click_when_there(qtbot, "Go on")
    desk.await_page(qtbot, TakeSeatPage)
    desk.type_in("Mara")
    desk.click("Use my own words instead")
    settle()
    desk.type_in(MARAS)
    desk.type_in(MARAS)
    desk.click_when_there(qtbot, "No way back, not even for me")
    with no_file_beyond(FULL):
        desk.click_when_there(qtbot, "Take this seat")
        desk.await_words(qtbot, "The seat could not be saved.")
        assert "No seat was taken, and what you entered stays here." in desk.words()
    assert Home.open(home).seats() == ()
    assert list((home / "vaults").iterdir()) == []

    desk.click_when_there(qtbot, "Take this seat")
    desk.await_page(qtbot, WizardPage)


def test_a_seat_that_opens_but_cannot_begin_its_first_round_locks_behind_the_message(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    with no_file_beyond(FULL):
        desk.click("Open as Mara")
        desk.type_in(MARAS)
        desk.await_page(qtbot, TroublePage)
        assert "The disk may be full." in desk.words()
        # the way back never shows Home beside an open vault: it locks
        desk.click("Go back")
        qtbot.waitUntil(lambda: "lock" in desk.heard())
        assert isinstance(desk.page, HomePage)
        desk.end_now(qtbot)
    start(home).open_as(qtbot, "Mara", MARAS, WizardPage)


def test_settings_that_cannot_be_kept_are_said_and_used_until_the_end(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    from dataclasses import replace

    desk = start(home)
    with no_file_beyond(0):
        desk.app.shell.apply(replace(desk.app.shell.settings, text_size=1.25))
        desk.await_words(qtbot, "Nothing can be saved in this folder")
        assert "The disk may be full, or your account may not write there." in desk.words()
    assert desk.app.theme.scale == 1.25
    desk.click("Go back")
    assert isinstance(desk.page, HomePage)


# ---------------------------------------------------------------- the evening

NOT_TAKEN = "This step could not be saved, so it was not taken."


def test_an_evening_that_cannot_begin_opens_no_card_and_begins_later(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = to_turns(qtbot, start, home)
    desk.type_in(MARAS)
    with no_file_beyond(FULL):
        desk.type_in(JONAS)
        desk.await_words(qtbot, NOT_TAKEN)
        assert "is kind" not in desk.words()
        assert state(folders(home)[0], MARAS) is RoundState.SEALED
    desk.click_when_there(qtbot, "Try again")
    desk.await_words(qtbot, "Turn Jonas’s card")
    assert state(folders(home)[0], MARAS) is RoundState.BEGUN
    assert state(folders(home)[1], JONAS) is RoundState.BEGUN


def test_a_card_whose_turn_cannot_be_saved_stays_closed_and_turns_later(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = to_turns(qtbot, start, home)
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    desk.await_page(qtbot, TurnsPage)
    desk.await_words(qtbot, "Turn Jonas’s card")
    with no_file_beyond(FULL):
        desk.click_when_there(qtbot, "Turn Jonas’s card")
        desk.await_words(qtbot, NOT_TAKEN)
        assert "No card was opened by it, and nothing is lost." in desk.words()
        assert "is kind" not in desk.words()
    with opened(folders(home)[1], JONAS) as vault:
        assert vault.uncovered(1) == frozenset()
    desk.click_when_there(qtbot, "Turn Jonas’s card")
    desk.await_words(qtbot, "Turn Mara’s card")
    assert NOT_TAKEN not in desk.words()


def test_an_evening_that_cannot_be_closed_keeps_every_note_and_closes_later(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given an evening at its end
    desk = to_turns(qtbot, start, home)
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    page = desk.await_page(qtbot, TurnsPage)
    for _ in range(10):
        for name in ("Jonas", "Mara"):
            desk.click_when_there(qtbot, f"Turn {name}’s card")
        qtbot.waitUntil(page._next.isVisible, timeout=15_000)
        page._next.click()
        settle()
    close = desk.await_page(qtbot, ClosePage)
    note = next(one for one in close.findChildren(PrivateText) if one.isVisible())
    qtbot.waitUntil(note.isEnabled)
    note.setFocus()

    # When nothing can be saved while a note is written and the evening closed
    with no_file_beyond(FULL):
        desk.paste("warm hands")
        desk.await_words(qtbot, NOT_SAVED)
        desk.click_when_there(qtbot, "Close for tonight")
        qtbot.waitUntil(lambda: not close._is_busy, timeout=15_000)
        assert desk.page is close
        assert note.answer() == "warm hands"
        assert state(folders(home)[0], MARAS) is RoundState.BEGUN

    # Then the same press closes it once there is room
    desk.click_when_there(qtbot, "Close for tonight")
    qtbot.waitUntil(lambda: "lock" in desk.heard(), timeout=15_000)
    desk.end_now(qtbot)
    with opened(folders(home)[0], MARAS) as vault:
        assert vault.read_evening(1).remember == "warm hands"
        assert vault.rounds()[-1].state is RoundState.CLOSED
    assert state(folders(home)[1], JONAS) is RoundState.CLOSED
