from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from intimacy_desktop import errors
from tests.ui.accessibility import button, press, roles, settle, show_page, words
from ui.messages import say
from ui.pages.trouble import TroublePage
from ui.theme import Theme
from ui.widgets.text import Text

PLACE = Path("a-place-that-is-never-shown")
DETAIL = "the header’s checksum does not fit"


def open_trouble(qtbot: QtBot, error: Exception, details: str = DETAIL, label: str = "") -> TroublePage:
    page = TroublePage(Theme("light"), say(error, "Mara"), details, label)
    show_page(qtbot, page)
    return page


@pytest.mark.parametrize(
    "error",
    [
        errors.VaultDamaged(PLACE),
        errors.VaultMissing(PLACE),
        errors.VaultTooNew(PLACE),
        errors.VaultUnreadable(PLACE),
        ValueError("inner words"),
    ],
)
def test_it_says_what_happened_and_what_to_do_and_nothing_inner(qtbot: QtBot, error: Exception) -> None:
    page = open_trouble(qtbot, error)
    message = say(error, "Mara")
    said = words(page)
    assert message.title.removesuffix(".") in roles(page, QAccessible.Role.Heading)
    assert message.text in said
    whole = " ".join(said)
    assert DETAIL not in whole
    assert str(PLACE) not in whole
    assert "inner words" not in whole
    assert "That is not" not in whole  # never called a wrong passphrase


def test_the_way_back_has_the_keyboard_and_a_screen_reader_hears_all_of_it_there(qtbot: QtBot) -> None:
    page = open_trouble(qtbot, errors.VaultDamaged(PLACE))
    back = QSignalSpy(page.back_asked)
    focus = page.focusWidget()
    assert focus is button(page, "Go back")
    assert focus.accessibleDescription() == say(errors.VaultDamaged(PLACE)).line
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert back.count() == 1


def test_details_appear_in_sight_when_asked_for(qtbot: QtBot) -> None:
    page = TroublePage(Theme("light", 2.0), say(errors.VaultDamaged(PLACE)), DETAIL)
    show_page(qtbot, page, (900, 640))
    press(page, "Show details")
    settle()
    label = next(each for each in page.findChildren(Text) if each.text() == DETAIL)
    view = page.scroll_area.viewport()
    place = label.mapTo(view, label.rect().bottomLeft())
    assert view.rect().contains(place)
    assert page.focusWidget() is button(page, "Go back")


def test_without_details_there_is_nothing_to_ask_for(qtbot: QtBot) -> None:
    page = open_trouble(qtbot, errors.VaultDamaged(PLACE), details="")
    assert "Show details" not in roles(page, QAccessible.Role.Button)


def test_the_one_button_says_where_it_leads(qtbot: QtBot) -> None:
    page = open_trouble(qtbot, errors.HomeNotWritable(PLACE, "no right"), label="Read the guide")
    assert button(page, "Read the guide").isVisible()
