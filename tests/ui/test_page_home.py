from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from intimacy_desktop.errors import VaultDamaged, VaultMissing
from intimacy_desktop.filesystems import FileSystem
from intimacy_desktop.seating import SeatRecord
from tests.ui.accessibility import button, press, roles, settle, show_page, walked, words
from tests.ui.front_pages import JONAS, MARA, NOWHERE, seat
from tests.ui.widget_probe import all_words
from ui.pages.home import HomePage
from ui.theme import Theme
from ui.widgets.emblem import Emblem
from ui.widgets.notice import Notice


def open_home(
    qtbot: QtBot,
    *seats: SeatRecord,
    size: tuple[int, int] = (1200, 800),
    synced: str | None = None,
    notice: str = "",
) -> HomePage:
    page = HomePage(Theme("light"), seats, synced, notice)
    show_page(qtbot, page, size)
    return page


def spies(page: HomePage) -> Sequence[QSignalSpy]:
    return [
        QSignalSpy(signal)
        for signal in (
            page.seat_asked,
            page.take_seat_asked,
            page.together_asked,
            page.guide_asked,
            page.settings_asked,
        )
    ]


def test_every_way_on_is_a_key_away_in_reading_order(qtbot: QtBot) -> None:
    page = open_home(qtbot, seat(MARA), seat(JONAS))
    asked = spies(page)

    order = [one.accessibleName() or one.text() for one in walked(page) if hasattr(one, "text")]
    seats = [name for name in order if name.startswith("Open")]
    assert seats == ["Open as Mara", "Open as Jonas", "Open together"]

    for name in (*seats, "Guide", "Settings"):
        press(page, name)
    assert [spy.count() for spy in asked] == [2, 0, 1, 1, 1]
    assert [asked[0].at(index)[0] for index in range(2)] == ["mara", "jonas"]


def test_the_first_seat_has_the_keyboard(qtbot: QtBot) -> None:
    page = open_home(qtbot, seat(MARA), seat(JONAS))
    asked = QSignalSpy(page.seat_asked)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert asked.at(0) == ["mara"]


def test_an_empty_second_seat_waits_for_nobody(qtbot: QtBot) -> None:
    page = open_home(qtbot, seat(MARA, ready=True))
    asked = spies(page)
    assert "For your partner, whenever and if they wish." in words(page)
    assert "Open together" not in roles(page, QAccessible.Role.Button)
    press(page, "Take this seat")
    assert [spy.count() for spy in asked] == [0, 1, 0, 0, 0]


@pytest.mark.parametrize("mara", [True, False])
@pytest.mark.parametrize("jonas", [True, False])
def test_a_seat_tells_its_name_and_whether_its_owner_shows_it_as_ready_and_nothing_else(
    qtbot: QtBot, mara: bool, jonas: bool
) -> None:
    # Given two seats of which each owner chose to show or not to show it
    page = open_home(qtbot, seat(MARA, ready=mara), seat(JONAS, ready=jonas))

    # Then the words differ from a page with nobody ready by the word itself only
    plain = open_home(qtbot, seat(MARA), seat(JONAS))
    assert words(page).count("Ready") == mara + jonas
    assert [word for word in words(page) if word != "Ready"] == words(plain)
    assert not any(character.isdigit() for word in words(page) for character in word)
    for told in ("nowhere", "%", "waiting", "sealed"):
        assert told not in all_words(page.column).lower()


def test_open_together_is_the_primary_button_only_when_both_show_that_they_are_ready(qtbot: QtBot) -> None:
    def kind(page: HomePage) -> object:
        return page.findChildren(type(button(page, "Open together")))[-1].property("kind") or vars(
            button(page, "Open together")
        ).get("_kind")

    assert kind(open_home(qtbot, seat(MARA, ready=True), seat(JONAS))) == "secondary"
    assert kind(open_home(qtbot, seat(MARA, ready=True), seat(JONAS, ready=True))) == "primary"


@pytest.mark.parametrize("problem", [VaultDamaged(NOWHERE), VaultMissing(NOWHERE)])
def test_a_seat_in_trouble_says_so_and_can_be_asked_about(
    qtbot: QtBot, problem: VaultDamaged | VaultMissing
) -> None:
    # Given a seat whose owner had shown it as ready before its file was harmed
    page = open_home(qtbot, seat(MARA, ready=True, trouble=problem), seat(JONAS))
    asked = QSignalSpy(page.seat_asked)

    assert "This seat cannot be opened now" in words(page)
    assert "Ready" not in words(page)
    press(page, "See what happened")
    assert asked.at(0) == ["mara"]
    assert button(page, "Open as Jonas").isEnabled()


def test_a_seat_of_which_nothing_can_be_read_is_not_called_a_question_mark(qtbot: QtBot) -> None:
    page = open_home(qtbot, seat(replace(MARA, nickname="?"), trouble=VaultDamaged(NOWHERE)), seat(JONAS))
    assert "A seat without a name" in words(page)
    assert "?" not in words(page)


def test_a_crash_and_a_synced_folder_are_said_and_heard_and_otherwise_there_is_no_notice(
    qtbot: QtBot,
) -> None:
    page = open_home(qtbot, seat(MARA), seat(JONAS), synced="Dropbox", notice="crashed")
    first, second = page.findChildren(Notice)
    assert "stopped without being asked" in first.accessibleName()
    assert "copied to other computers by Dropbox" in second.accessibleName()
    assert not open_home(qtbot, seat(MARA), seat(JONAS)).findChildren(Notice)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(FileSystem.NETWORK, "lies on another computer"), (FileSystem.FAT, "a drive that knows no owners")],
)
def test_a_folder_on_a_network_or_on_fat_is_warned_of(qtbot: QtBot, kind: FileSystem, words: str) -> None:
    page = HomePage(Theme("light"), (seat(MARA), seat(JONAS)), file_system=kind)
    show_page(qtbot, page, (1200, 800))
    (notice,) = page.findChildren(Notice)
    assert words in notice.accessibleName()


def test_resizing_keeps_the_keyboard_where_it_was(qtbot: QtBot) -> None:
    page = open_home(qtbot, seat(MARA), seat(JONAS))
    large = page.findChild(Emblem).height()
    button(page, "Open together").setFocus()
    page.resize(900, 640)
    assert page.findChildren(Emblem)[-1].sizeHint().height() < large
    assert page.focusWidget() is button(page, "Open together")


def test_the_seats_stand_one_below_the_other_at_large_text(qtbot: QtBot) -> None:
    page = open_home(qtbot, seat(MARA), seat(JONAS))

    def tops() -> list[int]:
        buttons = (button(page, f"Open as {name}") for name in ("Mara", "Jonas"))
        return [one.mapTo(page.column, one.rect().topLeft()).y() for one in buttons]

    assert tops()[0] == tops()[1]
    page.theme.configure(scale=2.0)
    qtbot.waitUntil(lambda: tops()[0] < tops()[1])
    settle()
