"""Hide in the middle of something: nothing stays in sight, nothing is lost, and nothing is left half done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.errors import WrongPassphrase
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.rounds import RoundState
from tests.ui.desk import (
    JONAS,
    MARAS,
    Desk,
    Starter,
    draft_in,
    folders,
    make_couple,
    opened,
    starting,
    write_and_seal,
)
from tests.ui.evening import seen, settle
from tests.ui.test_attack_window import await_lanes, hold
from ui.pages.keys import KeysPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.review import ReviewPage
from ui.pages.sheet import SheetPage
from ui.pages.turns import TurnsPage
from ui.pages.wizard import WizardPage
from ui.widgets.stem_editor import StemEditor
from ui.widgets.turn_card import TurnCard

READY = "Show on the home page that I am ready"
NEW_WORDS = "umbrellas over grey harbours"


@pytest.fixture
def couple(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def _mara(couple: Path) -> Path:
    return folders(couple)[0]


def _is_ready(couple: Path) -> bool:
    return Home.open(couple).seats()[0].ready


def _state(couple: Path) -> RoundState:
    with opened(_mara(couple), MARAS) as vault:
        return vault.rounds()[-1].state


def _editor(desk: Desk) -> StemEditor:
    editor = desk.app.frame.findChild(StemEditor)
    assert editor is not None
    editor.setFocus()
    return editor


# typing


def test_an_input_method_that_composes_loses_no_word_and_shows_none(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given words, and behind them a syllable that the input method has not finished
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    editor = _editor(desk)
    QTest.keyClicks(editor, "the kettle ")
    QApplication.sendEvent(editor, QInputMethodEvent("かん", []))
    # When the key of Hide is pressed, which it leaves to the program
    desk.press(Qt.Key.Key_F9)
    assert isinstance(desk.page, SheetPage)
    # Then all that was written is saved, the unfinished syllable as it stood
    desk.end_now(qtbot)
    assert draft_in(_mara(couple), MARAS).answers[0].text == "the kettle かん"


def test_composing_and_dead_keys_hide_nothing(qtbot: QtBot, start: Starter, couple: Path) -> None:
    # Given a composition that is begun, thrown away with Esc (which the input method keeps) and begun again
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    editor = _editor(desk)
    for preedit in ("か", "", "き", ""):
        QApplication.sendEvent(editor, QInputMethodEvent(preedit, []))
    # and accents that wait for their letter, and a quote that Esc takes back
    for key in (Qt.Key.Key_Dead_Acute, Qt.Key.Key_E, Qt.Key.Key_Dead_Grave, Qt.Key.Key_Escape, Qt.Key.Key_A):
        _press(desk, key)
    for key in (Qt.Key.Key_F8, Qt.Key.Key_F10, Qt.Key.Key_9, Qt.Key.Key_F):
        _press(desk, key)
    # Then she still writes
    assert isinstance(desk.page, WizardPage)
    assert not desk.app.shell.leaving.begun


def _press(desk: Desk, key: Qt.Key) -> None:
    """A key as the system gives it; QTest knows no dead ones."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(desk.app.frame.windowHandle(), event)


# keys


def test_a_derivation_that_is_under_way_does_not_hold_the_cover_back(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given a derivation that never ends
    desk = start(couple)
    desk.click("Open as Mara")
    settle()
    gate = hold(desk, "worker")
    desk.type_in(MARAS)
    # When Hide is pressed, then the process ends without waiting for it
    desk.press(Qt.Key.Key_F9)
    assert isinstance(desk.page, SheetPage)
    desk.end_now(qtbot)
    gate.set()


def test_a_change_of_passphrase_is_wholly_done_or_not_at_all(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given Mara, whose new passphrase is being made
    write_and_seal(_mara(couple), MARAS, "the rain is loud", seal=False)
    desk = start(couple)
    desk.app.frame.resize(1200, 800)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.app._seat._keys.show(_mara(couple).name)
    desk.await_page(qtbot, KeysPage)
    desk.type_in(MARAS)
    desk.click_when_there(qtbot, "Change the passphrase …")
    desk.await_page(qtbot, NewPassphrasePage)
    desk.click_when_there(qtbot, "Use my own words instead")
    for _ in range(2):
        desk.type_in(NEW_WORDS)
    desk.click_when_there(qtbot, "No way back, not even for me")
    gate = hold(desk, "storage")
    desk.click_when_there(qtbot, "Change the passphrase")
    # When Hide is pressed
    desk.press(Qt.Key.Key_F9)
    assert isinstance(desk.page, SheetPage)
    gate.set()
    desk.end_now(qtbot)
    # Then exactly one of the two opens the seat, to every word
    fitting = [words for words in (MARAS, NEW_WORDS) if _fits(couple, words)]
    assert len(fitting) == 1
    assert draft_in(_mara(couple), fitting[0]).answers[0].text == "the rain is loud"


def _fits(couple: Path, words: str) -> bool:
    try:
        unlock(_mara(couple), words)
    except WrongPassphrase:
        return False
    return True


# sealing


def _review(qtbot: QtBot, start: Starter, couple: Path, *, sealed: bool) -> Desk:
    with opened(_mara(couple), MARAS) as vault:
        present = vault.start_round()
        vault.save_draft(present.id, Draft(tuple(Answer(f"words {one}") for one in range(10))))
        vault.seal(present.id)
    if sealed:
        Home.open(couple).set_ready(_mara(couple).name, True)
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    if not sealed:
        desk.click_when_there(qtbot, "Open and edit again")
        desk.click_when_there(qtbot, READY)
        qtbot.waitUntil(lambda: _button(desk, "Seal all ten"))
    return desk


def _is_on(desk: Desk, name: str) -> bool:
    found = seen(desk.app.frame, name)
    return isinstance(found, QAbstractButton) and found.isChecked()


def _button(desk: Desk, name: str) -> bool:
    found = seen(desk.app.frame, name)
    return found is not None and found.isEnabled()


def _hide_while(desk: Desk, qtbot: QtBot, label: str) -> None:
    """Press a button and, before anything of it is done, Hide."""
    gate = hold(desk, "storage")
    desk.click_when_there(qtbot, label)
    desk.press(Qt.Key.Key_F9)
    assert isinstance(desk.page, SheetPage)
    gate.set()
    desk.end_now(qtbot)
    await_lanes(qtbot, desk)


def test_sealing_and_hiding_at_once_seals_and_marks_as_was_asked(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = _review(qtbot, start, couple, sealed=False)
    _hide_while(desk, qtbot, "Seal all ten")
    assert (_state(couple), _is_ready(couple)) == (RoundState.SEALED, True)


def test_opening_again_and_hiding_at_once_leaves_no_mark_that_is_not_true(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = _review(qtbot, start, couple, sealed=True)
    qtbot.waitUntil(lambda: _is_on(desk, READY))
    _hide_while(desk, qtbot, "Open and edit again")
    assert (_state(couple), _is_ready(couple)) == (RoundState.WRITING, False)


# the evening


def _evening(qtbot: QtBot, start: Starter, couple: Path) -> Desk:
    for folder, words in zip(folders(couple), (MARAS, JONAS), strict=True):
        write_and_seal(folder, words, "words of one evening")
    desk = start(couple)
    desk.app.frame.resize(1200, 800)
    desk.click_when_there(qtbot, "Open together")
    desk.click_when_there(qtbot, "Go on")
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    desk.await_page(qtbot, TurnsPage)
    return desk


def _turned(couple: Path) -> int:
    """How many cards the two vaults hold as turned."""
    count = 0
    for folder, words in zip(folders(couple), (MARAS, JONAS), strict=True):
        with opened(folder, words) as vault:
            count += len(vault.uncovered(vault.rounds()[-1].id))
    return count


def test_in_the_middle_of_a_card_s_turn_its_words_are_gone_at_once(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given a card that is turning
    desk = _evening(qtbot, start, couple)
    desk.click_when_there(qtbot, "Turn Jonas’s card")
    cards = desk.app.frame.findChildren(TurnCard)
    qtbot.waitUntil(lambda: any(card.turning for card in cards))
    # When Hide is pressed
    desk.press(Qt.Key.Key_F9)
    # Then there is a sheet and no word, in sight or for a screen reader, and the turn is kept
    assert isinstance(desk.page, SheetPage)
    assert desk.words() == ""
    assert not any(card.isVisible() for card in cards)
    desk.end_now(qtbot)
    assert _turned(couple) == 1


def test_a_turn_that_was_asked_for_and_hidden_shows_nothing_of_its_card(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = _evening(qtbot, start, couple)
    gate = hold(desk, "storage")
    desk.click_when_there(qtbot, "Turn Jonas’s card")
    desk.press(Qt.Key.Key_F9)
    gate.set()
    await_lanes(qtbot, desk)
    assert isinstance(desk.page, SheetPage)
    assert "words of one evening" not in desk.words()
    assert not any("one evening" in card.accessibleName() for card in desk.app.frame.findChildren(TurnCard))
    # What its vault holds as turned is open at the next sitting; nothing was read that it does not hold
    desk.end_now(qtbot)
    assert _turned(couple) <= 1


# what is left


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_where_a_minimised_window_was_chosen_nothing_of_a_disk_is_asked_before_it(
    qtbot: QtBot, start: Starter, couple: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given somebody who chose a minimised window, and a disk that hangs
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.app.shell.settings = desk.app.shell.settings.__class__(hide_leaves="minimised")
    asked: list[str] = []
    monkeypatch.setattr(Home, "seats", lambda _home: asked.append("seats") or ())
    # When they hide, then the window is covered and minimised all the same
    desk.press(Qt.Key.Key_F9)
    assert isinstance(desk.page, SheetPage)
    assert desk.app.frame.isMinimized()
    assert asked == []
    monkeypatch.undo()
    desk.end_now(qtbot)


def test_hide_that_is_pressed_again_on_its_sheet_starts_nothing(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    from intimacy_desktop.launch import Leaves

    desk = start(couple, leaves=Leaves.SHEET)
    desk.heard()
    for _ in range(3):
        desk.press(Qt.Key.Key_F9)
    assert isinstance(desk.page, SheetPage)
    assert not desk.app.shell.leaving.begun
    assert "lock" not in desk.heard()
