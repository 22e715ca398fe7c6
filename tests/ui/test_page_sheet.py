import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import show_page, words
from ui.pages.sheet import SheetPage
from ui.theme import Theme


def open_sheet(qtbot: QtBot, theme: Theme | None = None) -> SheetPage:
    page = SheetPage(theme or Theme("light"))
    show_page(qtbot, page)
    return page


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_looks_like_nothing_in_particular(qtbot: QtBot, mode: str, scale: float) -> None:
    page = open_sheet(qtbot, Theme(mode, scale))
    image = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)} == {
        page.theme.color("canvas").rgb()
    }
    assert words(page) == []


def test_whoever_cannot_see_it_hears_what_it_is(qtbot: QtBot) -> None:
    page = open_sheet(qtbot)
    assert page.focusWidget() is page
    assert "any key" in page.accessibleName()


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab]
)
def test_a_key_opens_the_program_again(qtbot: QtBot, key: Qt.Key) -> None:
    page = open_sheet(qtbot)
    opened = QSignalSpy(page.open_asked)
    QTest.keyClick(page, key)
    assert opened.count() == 1


@pytest.mark.parametrize(
    "key",
    [Qt.Key.Key_Escape, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_CapsLock, Qt.Key.Key_VolumeDown],
)
def test_a_key_of_hide_or_of_the_computer_does_not(qtbot: QtBot, key: Qt.Key) -> None:
    page = open_sheet(qtbot)
    opened = QSignalSpy(page.open_asked)
    QTest.keyClick(page, key)
    assert opened.count() == 0


@pytest.mark.parametrize("place", [QPoint(3, 3), QPoint(600, 400), QPoint(1190, 790)])
def test_a_click_anywhere_opens_the_program_again(qtbot: QtBot, place: QPoint) -> None:
    page = open_sheet(qtbot)
    opened = QSignalSpy(page.open_asked)
    QTest.mouseClick(page.childAt(place) or page, Qt.MouseButton.LeftButton)
    assert opened.count() == 1
