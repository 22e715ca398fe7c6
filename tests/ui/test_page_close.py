"""The end of the evening: everything optional, everything kept where it belongs."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import ANSWER_LIMIT, Evening
from intimacy_desktop.care import load_care
from intimacy_desktop.errors import SaveFailed
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault
from tests.ui.evening import Couple, Hands, make_couple, press, settle, text_of
from ui import autosave
from ui.pages.close import ClosePage
from ui.theme import Theme


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> Hands:
    return Hands(qtbot, Theme("light", less_movement=True))


@pytest.fixture
def couple(tmp_path: Path) -> Couple:
    return make_couple(tmp_path)


def begun(hands: Hands, couple: Couple, *, later: bool = False) -> Sitting:
    def work() -> Sitting:
        sitting = couple.sit_down()
        sitting.begin()
        if later:
            sitting.leave_for_later()
        return sitting

    return hands.on_storage(work)


def shown(hands: Hands, sitting: Sitting) -> ClosePage:
    page = ClosePage(hands.theme, hands.background, sitting, load_care())
    hands.show(page)
    hands.bot.waitUntil(page._try.isEnabled)
    settle()
    return page


def kept(couple: Couple, seat: Seat) -> tuple[Evening, RoundState]:
    """What a fresh opening of the vault finds."""
    vault = couple.open(seat)
    past = vault.rounds()[-1]
    evening = vault.read_evening(past.id)
    vault.close()
    return evening, past.state


def test_closing_with_nothing_filled_is_one_press(hands: Hands, couple: Couple) -> None:
    sitting = begun(hands, couple)
    page = shown(hands, sitting)
    with hands.bot.waitSignal(page.done):
        press(hands.bot, page, "Close for tonight")
    hands.leave(page, sitting)
    for seat in Seat:
        assert kept(couple, seat) == (Evening(), RoundState.CLOSED)


def test_each_keeps_their_own_and_both_keep_what_they_try(hands: Hands, couple: Couple) -> None:
    sitting = begun(hands, couple)
    page = shown(hands, sitting)
    # When both write, by hand and with Tab between the fields
    page._remember[0].edit.setFocus()
    QTest.keyClicks(page._remember[0].edit, "the way you waited")
    QTest.keyClick(page._remember[0].edit, Qt.Key.Key_Tab)
    assert page.focusWidget() is page._remember[1].edit
    QTest.keyClicks(page._remember[1].edit, "your hands")
    QTest.keyClicks(page._try.edit, "ask first")
    page._date._switch.switch.setFocus()
    QTest.keyClick(page._date._switch.switch, Qt.Key.Key_Space)
    hands.bot.waitUntil(lambda: "Saved, only here" in text_of(page))
    press(hands.bot, page, "A week later")
    with hands.bot.waitSignal(page.done):
        press(hands.bot, page, "Close for tonight")
    hands.leave(page, sitting)
    # Then each vault holds its owner's words and the shared ones, and not the other's
    (maras, _), (jonass, state) = kept(couple, Seat.FIRST), kept(couple, Seat.SECOND)
    next_date = (datetime.now().astimezone().date() + timedelta(days=14)).isoformat()
    assert maras == Evening("the way you waited", "ask first", next_date)
    assert jonass == Evening("your hands", "ask first", next_date)
    assert state is RoundState.CLOSED


def test_saved_is_said_only_once_it_is_in_the_vault(hands: Hands, couple: Couple) -> None:
    sitting = begun(hands, couple)
    page = shown(hands, sitting)
    QTest.keyClicks(page._try.edit, "ask first")
    assert "Saved" not in text_of(page)
    hands.bot.waitUntil(lambda: "Saved, only here" in text_of(page))
    assert kept(couple, Seat.FIRST)[0].small_try == "ask first"
    assert kept(couple, Seat.SECOND)[0].small_try == "ask first"
    hands.leave(page, sitting)


def test_what_was_written_before_an_interruption_stands_there_again(hands: Hands, couple: Couple) -> None:
    sitting = begun(hands, couple)
    page = shown(hands, sitting)
    QTest.keyClicks(page._remember[1].edit, "your hands")
    page._date._switch.switch.click()
    hands.leave(page, sitting)
    again = begun(hands, couple)
    page = shown(hands, again)
    assert page._remember[1].text() == "your hands"
    assert page._remember[0].text() == ""
    assert page._date.iso() == (datetime.now().astimezone().date() + timedelta(days=7)).isoformat()
    hands.leave(page, again)


def test_a_date_that_is_taken_back_is_not_kept(hands: Hands, couple: Couple) -> None:
    sitting = begun(hands, couple)
    page = shown(hands, sitting)
    page._date._switch.switch.click()
    hands.bot.waitUntil(lambda: "Saved, only here" in text_of(page))
    page._date._switch.switch.click()
    hands.leave(page, sitting)
    assert kept(couple, Seat.FIRST)[0].next_date == ""


def test_what_was_left_for_later_is_listed(hands: Hands, couple: Couple) -> None:
    sitting = begun(hands, couple, later=True)
    page = shown(hands, sitting)
    assert "Left for later" in text_of(page)
    assert f"{load_exercise().items[0].stem} …" in text_of(page)
    hands.leave(page, sitting)


def test_nothing_is_closed_while_it_cannot_be_saved_and_no_word_is_lost(
    hands: Hands, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "RETRY_MS", (60_000,))
    sitting = begun(hands, couple)
    page = shown(hands, sitting)

    def full(_vault: Vault, _round: int, _evening: Evening) -> None:
        raise SaveFailed(couple.folder(Seat.FIRST))

    with monkeypatch.context() as disk:
        disk.setattr(Vault, "save_evening", full)
        ended: list[bool] = []
        page.done.connect(lambda: ended.append(True))
        QTest.keyClicks(page._try.edit, "ask first")
        press(hands.bot, page, "Close for tonight")
        hands.bot.waitUntil(lambda: "Not saved" in text_of(page) and not page._is_busy)
        assert not ended
        assert page._try.text() == "ask first"
        assert kept(couple, Seat.FIRST)[1] is RoundState.BEGUN
    with hands.bot.waitSignal(page.done):
        press(hands.bot, page, "Close for tonight")
    hands.leave(page, sitting)
    assert kept(couple, Seat.SECOND) == (Evening(small_try="ask first"), RoundState.CLOSED)


def test_a_paste_that_is_too_long_is_refused_whole_with_a_sentence(
    qapp: QApplication, hands: Hands, couple: Couple
) -> None:
    sitting = begun(hands, couple)
    page = shown(hands, sitting)
    QTest.keyClicks(page._try.edit, "ask")
    qapp.clipboard().setText("x" * 100_000)
    page._try.edit.setFocus()
    QTest.keyClick(page._try.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page._try.text() == "ask"
    assert "100003 characters" in text_of(page)
    assert str(ANSWER_LIMIT) in text_of(page)
    hands.leave(page, sitting)


def test_a_key_pressed_twice_on_the_way_here_closes_nothing(hands: Hands, couple: Couple) -> None:
    sitting = begun(hands, couple)
    page = shown(hands, sitting)
    assert page.first_focus() is None
    hands.leave(page, sitting)
