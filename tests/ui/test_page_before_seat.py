from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from intimacy_desktop.care import load_care
from tests.ui.evening import Hands, press, seen, text_of
from tests.ui.one_seat import strike
from tests.ui.widget_probe import accessible_tree
from ui.pages.before_seat import BeforeSeatPage
from ui.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, qapp: object) -> BeforeSeatPage:
    hands = Hands(qtbot, Theme("light"))
    shown = BeforeSeatPage(hands.theme, load_care().before_seat)
    shown.hands = hands
    hands.show(shown)
    return shown


def test_going_on_and_only_reading_weigh_the_same(page: BeforeSeatPage) -> None:
    go_on, guide = seen(page, "Go on"), seen(page, "Only read the guide")
    assert go_on is not None
    assert guide is not None

    assert go_on.size() == guide.size()
    assert go_on.grab().toImage().pixelColor(20, 4) == guide.grab().toImage().pixelColor(20, 4)


@pytest.mark.parametrize(
    ("name", "signal"),
    [("Go on", "go_on_asked"), ("Only read the guide", "guide_asked"), ("Back", "back_asked")],
)
def test_each_way_is_reached_with_the_keyboard(
    name: str, signal: str, page: BeforeSeatPage, qtbot: QtBot
) -> None:
    told: list[str] = []
    for each in ("go_on_asked", "guide_asked", "back_asked"):
        getattr(page, each).connect(lambda each=each: told.append(each))

    press(qtbot, page, name)

    assert told == [signal]


def test_a_key_pressed_too_early_does_not_go_on(page: BeforeSeatPage) -> None:
    told: list[bool] = []
    page.go_on_asked.connect(lambda: told.append(True))

    strike(page, Qt.Key.Key_Space)
    strike(page, Qt.Key.Key_Return)

    assert told == []


def test_every_sentence_of_care_is_there_to_see_and_to_hear(page: BeforeSeatPage) -> None:
    before = load_care().before_seat
    words = text_of(page)
    heard = [name for role, name, _, _ in accessible_tree(page) if role == "ListItem"]

    for sentence in (
        before.title,
        before.opening,
        before.help,
        before.trace,
        before.limits,
        before.unwise_then,
    ):
        assert sentence in words
    assert sorted(heard) == sorted([*before.unwise, *before.how])


def test_nothing_is_stored_by_reading_it(page: BeforeSeatPage, qtbot: QtBot, private_home: Path) -> None:
    files = sorted(path for path in private_home.rglob("*") if path.is_file())

    press(qtbot, page, "Go on")

    assert sorted(path for path in private_home.rglob("*") if path.is_file()) == files
