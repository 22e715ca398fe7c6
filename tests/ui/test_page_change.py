"""A page comes in: seen, never in the way, and not at all where less movement is wished."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import settle
from tests.ui.front_pages import PAGES
from ui.pages.sheet import SheetPage
from ui.theme import Theme
from ui.window.frame import Frame


def seen(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture
def theme(monkeypatch: pytest.MonkeyPatch) -> Theme:
    """One whose pages take a minute to come in."""
    made = Theme("light")
    monkeypatch.setattr(made, "duration", lambda name: 60_000 if name == "settle" else 0)
    return made


@pytest.fixture
def frame(qtbot: QtBot, theme: Theme) -> Iterator[Frame]:
    made = Frame(theme)
    qtbot.addWidget(made)
    made.push(PAGES["welcome"](theme))
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made._was_painted)
    yield made
    made._change.end()


def test_the_first_page_is_there_at_once(frame: Frame) -> None:
    assert not frame._change.isVisible()


def test_a_page_comes_in_from_below_and_ends_as_it_is(frame: Frame, theme: Theme) -> None:
    frame.push(PAGES["home"](theme))
    assert frame._change.isVisible()
    begins = seen(frame)
    frame._change._movement.setCurrentTime(30_000)
    midway = seen(frame)
    frame._change.end()
    settle()
    stands = seen(frame)
    assert begins != midway != stands != begins
    assert frame.page is not None
    assert stands == seen(frame.page)


def test_a_key_ends_it_and_reaches_the_page(qtbot: QtBot, frame: Frame, theme: Theme) -> None:
    page = PAGES["welcome"](theme)
    frame.push(page)
    with qtbot.waitSignal(page.guide_asked):
        QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Return)
    assert not frame._change.isVisible()


def test_a_click_reaches_what_lies_beneath(qtbot: QtBot, frame: Frame, theme: Theme) -> None:
    page = PAGES["welcome"](theme)
    frame.push(page)
    settle()
    middle = page._guide.mapTo(frame, page._guide.rect().center())
    with qtbot.waitSignal(page.guide_asked):
        QTest.mouseClick(frame.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    assert not frame._change.isVisible()


def test_hide_covers_at_once_while_a_page_comes_in(frame: Frame, theme: Theme) -> None:
    frame.push(PAGES["home"](theme))
    frame.cover(SheetPage(theme))
    assert not frame._change.isVisible()
    assert frame._change._picture is None
    assert frame.page is not None
    assert seen(frame) == seen(frame.page)


def test_with_less_movement_nothing_comes_in(qtbot: QtBot) -> None:
    theme = Theme("light", less_movement=True)
    frame = Frame(theme)
    qtbot.addWidget(frame)
    frame.push(PAGES["welcome"](theme))
    frame.show()
    qtbot.waitUntil(lambda: frame._was_painted)
    frame.push(PAGES["home"](theme))
    assert not frame._change.isVisible()
