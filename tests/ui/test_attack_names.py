"""Nicknames are words and nothing else: no key, no markup, no place for another word."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from tests.ui.evening import settle, the_application
from ui.background import Background
from ui.pages.home import HomePage
from ui.pages.unlock import UnlockPage
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.turn_card import TurnCard

HARD = ["Tom & Ann", "&& Co", "<b>Mara</b>", "{name}", "{0.__class__}", "%1 %n %Ln", "<img src=x>", "مارا"]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light", 1.0)


def home_with(place: Path, nickname: str) -> Home:
    home = Home.open(place / "home")
    home.take_seat(Identity(nickname, Shape.CIRCLE, Hue.BLUE), "the slow lamp by the window", CHEAPEST)
    home.take_seat(Identity("Jonas", Shape.DIAMOND, Hue.RUST), "seven boats and a quiet bell", CHEAPEST)
    return home


def heard(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


@pytest.mark.parametrize("nickname", HARD)
def test_a_nickname_stands_on_the_home_page_letter_by_letter(
    qtbot: QtBot, theme: Theme, tmp_path: Path, nickname: str
) -> None:
    page = HomePage(theme, home_with(tmp_path, nickname).seats())
    qtbot.addWidget(page)
    page.show()
    settle()

    (button,) = (
        one
        for one in page.findChildren(Button)
        if one.text().startswith("Open as") and "Jonas" not in one.text()
    )
    assert button.text() == f"Open as {nickname}"
    assert heard(button) == f"Open as {nickname}"
    assert button.shortcut().isEmpty()
    assert [label for label in page.findChildren(QLabel) if label.text() == nickname]


@pytest.mark.parametrize("nickname", HARD)
def test_a_nickname_stands_on_the_lock_and_on_the_cards_letter_by_letter(
    qtbot: QtBot, theme: Theme, tmp_path: Path, nickname: str
) -> None:
    seat = home_with(tmp_path, nickname).seats()[0]
    page = UnlockPage(theme, Background(the_application()), seat)
    card = TurnCard(theme, seat.identity, "Jonas")
    for widget in (page, card):
        qtbot.addWidget(widget)
        widget.show()
    settle()

    assert any(label.text() == f"Open as {nickname}" for label in page.findChildren(QLabel))
    card.show_text((), "an ending", animate=False)
    assert f"{nickname} says to Jonas" in [label.text() for label in card.findChildren(QLabel)]


def test_no_words_on_a_page_are_taken_for_markup_or_opened_as_links(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    # Given an answer that looks like a page of the web
    card = TurnCard(theme, Identity("Mara", Shape.CIRCLE, Hue.BLUE), "Jonas")
    qtbot.addWidget(card)
    answer = (
        '<a href="https://example.org">look</a> <img src="https://example.org/x.png"> https://example.org'
    )

    card.show_text((), answer, animate=False)

    (words,) = (label for label in card.findChildren(QLabel) if "look" in label.text())
    assert words.text() == answer
    for label in card.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert not label.openExternalLinks()
    assert not any(widget.toolTip() for widget in card.findChildren(QWidget))
