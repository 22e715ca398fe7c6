from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from intimacy_desktop.settings import Settings
from tests.ui.accessibility import button, press, settle, show_page, words
from ui.pages.welcome import WelcomePage
from ui.theme import Theme
from ui.widgets.hero import Hero
from ui.widgets.slider import Slider


def test_it_says_the_three_plain_facts_and_what_it_is_not(qtbot: QtBot) -> None:
    page = WelcomePage(Theme("light"), Settings())
    show_page(qtbot, page)
    said = " ".join(words(page))
    for fact in (
        "It works offline",
        "Others can see that it is here",
        "one account of the computer",
        "does not help against a program that records keys",
        "For adults. It is not therapy and not crisis care.",
    ):
        assert fact in said


def test_reading_comes_first_and_both_ways_are_a_key_away(qtbot: QtBot) -> None:
    page = WelcomePage(Theme("light"), Settings())
    show_page(qtbot, page)
    read, set_up = QSignalSpy(page.guide_asked), QSignalSpy(page.setup_asked)
    assert page.focusWidget() is button(page, "Read the guide")

    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    press(page, "Set up the exercise")

    assert (read.count(), set_up.count()) == (1, 1)
    assert button(page, "Read the guide").height() == button(page, "Set up the exercise").height()


def test_text_size_and_appearance_are_within_reach_in_the_smallest_window(qtbot: QtBot) -> None:
    page = WelcomePage(Theme("light"), Settings())
    show_page(qtbot, page, (900, 640))
    assert page.scroll_area.verticalScrollBar().maximum() == 0


def test_a_choice_of_look_is_handed_on_with_everything_else_kept(qtbot: QtBot) -> None:
    page = WelcomePage(Theme("light"), Settings(hide_key="F10"))
    show_page(qtbot, page)
    changed: list[Settings] = []
    page.settings_changed.connect(changed.append)

    slider = page.findChild(Slider)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    press(page, "Dark")

    assert changed[0].text_size > 1.0
    assert changed[-1].appearance == "dark"
    assert changed[-1].text_size == changed[0].text_size
    assert changed[-1].hide_key == "F10"


def test_the_picture_steps_back_in_a_narrow_window_and_goes_with_large_text(qtbot: QtBot) -> None:
    page = WelcomePage(Theme("light"), Settings())
    show_page(qtbot, page)
    hero = page.findChild(Hero)
    assert hero.width() == 456
    page.resize(900, 640)
    assert hero.width() == 300
    page.theme.configure(scale=2.0)
    settle()
    assert not hero.isVisible()
