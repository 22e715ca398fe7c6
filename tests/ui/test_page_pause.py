"""A pause: says until when, and both ways on weigh the same."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.evening import Hands, press, seen, text_of
from ui.pages.pause import PausePage
from ui.theme import Theme
from ui.widgets.button import Button


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> Hands:
    return Hands(qtbot, Theme("light"))


def test_it_says_when_it_locks_and_who_could_go_on_until_then(hands: Hands) -> None:
    page = PausePage(hands.theme, "21:40")
    hands.show(page)
    words = text_of(page)
    assert "This locks at 21:40." in words
    assert "whoever stays here could go on" in words
    assert "Stop locks at once" in words
    assert "twenty minutes" in words


def test_going_on_and_stopping_weigh_the_same_and_both_work_by_keyboard(hands: Hands) -> None:
    page = PausePage(hands.theme, "21:40")
    hands.show(page)
    both = [seen(page, "Go on"), seen(page, "Stop for tonight")]
    kinds = {button._kind for button in both if isinstance(button, Button)}
    heights = {button.height() for button in both if button is not None}
    assert kinds == {"secondary"}
    assert len(heights) == 1
    assert page.focusWidget() is both[0]
    with hands.bot.waitSignal(page.resume_asked):
        press(hands.bot, page, "Go on")
    with hands.bot.waitSignal(page.stop_asked):
        press(hands.bot, page, "Stop for tonight")
