from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.rounds import Round, RoundState
from tests.ui.evening import Hands, press, text_of
from tests.ui.one_seat import EXERCISE, MARA, made_hands, strike
from tests.ui.widget_probe import accessible_nodes
from ui.pages.reading import ReadingPage
from ui.widgets.listing import ListingItem

SEALED = Round(1, RoundState.SEALED, sealed_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
ANSWERS = [Answer(f"mine {number}") for number in range(10)]
ANSWERS[2] = Answer("only mine", kept=True)
ANSWERS[5] = Answer("laughs late", spoken="laugh late")
ANSWERS[8] = Answer()


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot)


def open_page(hands: Hands, present: Round = SEALED) -> ReadingPage:
    page = ReadingPage(hands.theme, MARA, present, Draft(tuple(ANSWERS)), EXERCISE)
    hands.show(page)
    return page


def test_all_ten_are_read_as_written_with_what_was_kept_back_marked(hands: Hands) -> None:
    words = text_of(open_page(hands))

    for item, answer in zip(EXERCISE.items, ANSWERS, strict=True):
        assert f"{item.stem} {answer.text or 'left blank'}" in words
    assert words.count("Kept to yourself.") == 1
    assert "Read aloud as: I like when you laugh late" in words


def test_a_screen_reader_hears_a_list_of_ten(hands: Hands) -> None:
    page = open_page(hands)

    lists = [node for node in accessible_nodes(page) if node.role().name == "List"]
    assert [node.childCount() for node in lists] == [10]
    heard = [lists[0].child(at).text(QAccessible.Text.Name) for at in range(10)]
    assert heard[2].startswith("Sentence 3: Sex is only mine")
    assert "Kept to yourself." in heard[2]
    assert [lists[0].child(at).role().name for at in range(10)] == ["ListItem"] * 10


def test_the_keyboard_walks_through_the_ten(hands: Hands) -> None:
    page = open_page(hands)
    visited = []
    for _ in range(10):
        focus = page.focusWidget()
        assert isinstance(focus, ListingItem)
        visited.append(focus.accessibleName())
        strike(page, Qt.Key.Key_Tab)

    assert len(set(visited)) == 10


def test_nothing_can_be_changed_here(hands: Hands) -> None:
    page = open_page(hands)

    assert page.findChildren(QLineEdit) == []
    assert page.findChildren(QTextEdit) == []


def test_it_says_when_it_was_sealed_begun_and_closed(hands: Hands) -> None:
    assert "Sealed on Thursday, 5 March 2026." in text_of(open_page(hands))

    closed = replace(
        SEALED,
        state=RoundState.CLOSED,
        begun_at=datetime(2026, 3, 7, 12, tzinfo=UTC),
        closed_at=datetime(2026, 3, 8, 12, tzinfo=UTC),
    )
    words = text_of(open_page(hands, closed))
    assert "Opened together on Saturday, 7 March 2026." in words
    assert "Closed on Sunday, 8 March 2026." in words


def test_back_and_lock_are_reached_with_the_keyboard(hands: Hands) -> None:
    page = open_page(hands)
    told: list[str] = []
    page.back_asked.connect(lambda: told.append("back"))
    page.lock_asked.connect(lambda: told.append("lock"))

    press(hands.bot, page, "Lock")
    press(hands.bot, page, "Back")

    assert told == ["lock", "back"]
