from datetime import date

import pytest
from PySide6.QtCore import QLocale, QObject, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from intimacy_desktop.helplines import load_helplines
from intimacy_desktop.own import OwnLine
from tests.ui.accessibility import button, press, roles, settle, show_page, words
from ui.pages.help import HelpPage
from ui.theme import Theme
from ui.widgets.choice import Choice

LINES = load_helplines()
TEXTS = LINES.texts
FRESH = LINES.countries[0].last_checked


def open_help(qtbot: QtBot, today: date = FRESH) -> HelpPage:
    page = HelpPage(Theme("light"), LINES, today)
    show_page(qtbot, page)
    return page


@pytest.mark.parametrize("index", range(len(LINES.countries)))
def test_each_country_shows_all_its_lines_and_whom_they_are_for(qtbot: QtBot, index: int) -> None:
    page = open_help(qtbot)
    country = LINES.countries[index]
    page.findChild(Choice).setCurrentIndex(index)
    settle()

    said = words(page.column)
    for line in (*country.abuse, *country.crisis):
        assert line.number in said
        for about in filter(None, (line.source, line.serves, line.note)):
            assert about in said
    assert said.count(TEXTS.women_only) == sum(line.women_only for line in (*country.abuse, *country.crisis))
    assert (TEXTS.no_crisis_line in said) is (not country.crisis)
    assert any(TEXTS.directory in each for each in said) is bool(country.directory)
    assert country.directory in " ".join(said)
    others = {line.number for other in LINES.countries for line in other.abuse}
    own = {line.number for line in (*country.abuse, *country.crisis)}
    assert not (others - own) & set(said)


def test_a_line_for_women_says_so_right_below_its_number(qtbot: QtBot) -> None:
    page = open_help(qtbot)
    index, line = next(
        (index, line)
        for index, country in enumerate(LINES.countries)
        for line in country.abuse
        if line.women_only
    )
    page.findChild(Choice).setCurrentIndex(index)
    settle()
    said = words(page.column)
    at = said.index(line.number)
    assert TEXTS.women_only in said[at : at + 4]


def test_the_country_is_chosen_by_key(qtbot: QtBot) -> None:
    page = open_help(qtbot)
    choice = page.findChild(Choice)
    choice.setCurrentIndex(0)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    settle()
    assert LINES.countries[1].abuse[0].number in words(page.column)
    assert "Country" in choice.accessibleName()


@pytest.mark.parametrize(("locale", "code"), [("de_DE", "DE"), ("fr_FR", "FR"), ("el_GR", "US")])
def test_it_begins_with_the_country_of_the_computer_where_there_is_a_line(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, locale: str, code: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(locale))
    page = open_help(qtbot)
    assert LINES.countries[page.findChild(Choice).currentIndex()].code == code


def test_each_country_says_when_its_numbers_were_last_checked(qtbot: QtBot) -> None:
    assert "Last checked in November 2026" in words(open_help(qtbot))


def test_old_numbers_are_said_to_be_old_and_fresh_ones_are_not(qtbot: QtBot) -> None:
    assert TEXTS.stale not in words(open_help(qtbot))
    assert TEXTS.stale in words(open_help(qtbot, date(FRESH.year + 2, FRESH.month, 1)))


def test_what_matters_first_stands_above_the_numbers(qtbot: QtBot) -> None:
    said = words(open_help(qtbot))
    country = said.index("Country")
    for sentence in (TEXTS.emergency, TEXTS.doctor, TEXTS.safer_device):
        assert said.index(sentence) < country
    assert TEXTS.other_country in said
    assert TEXTS.checked in said


def test_nothing_dials_and_nothing_opens_a_browser(qtbot: QtBot) -> None:
    # Given ears for every address that anything would open
    opened: list[QUrl] = []

    class Ears(QObject):
        def hear(self, url: QUrl) -> None:
            opened.append(url)

    ears = Ears()
    for scheme in ("http", "https", "tel", "sms", "mailto"):
        QDesktopServices.setUrlHandler(scheme, ears, "hear")
    page = open_help(qtbot)

    # When every word on every country's page is clicked
    choice = page.findChild(Choice)
    for index in range(choice.count()):
        choice.setCurrentIndex(index)
        settle()
        for label in page.column.findChildren(QLabel):
            assert not label.openExternalLinks()
            assert label.textInteractionFlags() == Qt.TextInteractionFlag.LinksAccessibleByMouse
            assert "<a" not in label.text()
            QTest.mouseClick(label, Qt.MouseButton.LeftButton)

    # Then nothing was opened, and nothing on the page can be pressed but what leads to another page of ours
    for scheme in ("http", "https", "tel", "sms", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)
    assert opened == []
    pressable = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert {one.text() for one in pressable} == {"Back", "Hide", "What this program leaves on this computer"}
    assert roles(page, QAccessible.Role.Link) == []


def test_the_way_back_has_the_keyboard_and_help_is_not_offered_twice(qtbot: QtBot) -> None:
    page = open_help(qtbot)
    back = QSignalSpy(page.back_asked)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    press(page, "Back")
    assert back.count() == 2
    assert not page.top_bar.help_button.isVisible()
    assert page.top_bar.hide_button.isVisible()


def test_it_can_be_read_to_its_end_with_keys_alone(qtbot: QtBot) -> None:
    page = HelpPage(Theme("light", 2.0), LINES, FRESH)
    show_page(qtbot, page, (900, 640))
    bar = page.scroll_area.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


# ---------------------------------------------------------------- one's own numbers


def open_own(qtbot: QtBot, *lines: OwnLine) -> tuple[HelpPage, list[tuple[OwnLine, ...]]]:
    page = open_help(qtbot)
    page.show_own(lines)
    settle()
    kept: list[tuple[OwnLine, ...]] = []
    page.own_changed.connect(kept.append)
    return page, kept


def type_into(page: HelpPage, text: str) -> None:
    QTest.keyClicks(page.focusWidget(), text)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    settle()


def test_without_an_open_part_nothing_of_ones_own_is_offered(qtbot: QtBot) -> None:
    assert "Your own numbers" not in words(open_help(qtbot))


def test_a_number_of_ones_own_is_added_by_keys_alone(qtbot: QtBot) -> None:
    page, kept = open_own(qtbot)
    press(page, "Add a number")
    type_into(page, "My sister")
    type_into(page, "030 123 45")
    type_into(page, "after six")
    press(page, "Keep this number")

    assert kept == [(OwnLine("My sister", "030 123 45", "after six"),)]
    said = words(page.column)
    assert said.index("Your own numbers") < said.index("030 123 45") < said.index("Country")
    assert page.focusWidget() is button(page, "Add a number")


def test_a_line_without_a_number_is_refused_and_nothing_is_lost(qtbot: QtBot) -> None:
    page, kept = open_own(qtbot)
    press(page, "Add a number")
    type_into(page, "My sister")
    press(page, "Keep this number")
    assert kept == []
    assert page.focusWidget().accessibleDescription() == "A number is needed."
    QTest.keyClicks(page.focusWidget(), "030")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert kept == [(OwnLine("My sister", "030"),)]


def test_a_number_of_ones_own_is_removed_by_its_name(qtbot: QtBot) -> None:
    page, kept = open_own(qtbot, OwnLine("My sister", "030"), OwnLine("", "112 233"))
    press(page, "Remove My sister")
    assert kept == [(OwnLine("", "112 233"),)]
    assert "My sister" not in words(page.column)
    press(page, "Remove 112 233")
    assert kept[-1] == ()


def test_after_ten_no_more_are_offered_until_one_is_removed(qtbot: QtBot) -> None:
    page, kept = open_own(qtbot, *(OwnLine(f"Friend {n}", f"1{n}") for n in range(10)))
    assert "No more of them fit here." in words(page.column)
    assert "Add a number" not in roles(page, QAccessible.Role.Button)
    press(page, "Remove Friend 3")
    assert len(kept[-1]) == 9
    assert button(page, "Add a number").isVisible()


def test_leaving_the_form_adds_nothing(qtbot: QtBot) -> None:
    page, kept = open_own(qtbot)
    press(page, "Add a number")
    type_into(page, "My sister")
    press(page, "Leave it")
    press(page, "Add a number")
    assert page.focusWidget().text() == ""
    assert kept == []
