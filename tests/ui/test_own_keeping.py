"""What the owner of an open seat keeps besides answers, through the real window and the real vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.own import GuidePlace, Own, OwnLine
from tests.ui.accessibility import press
from tests.ui.desk import MARAS, Desk, Starter, folders, make_couple, opened, starting
from tests.ui.evening import settle
from ui.pages.aftercare import AftercarePage
from ui.pages.guide import GuidePage
from ui.pages.help import HelpPage
from ui.pages.home import HomePage
from ui.pages.review import ReviewPage
from ui.pages.wizard import WizardPage
from ui.widgets.known_list import Tick


@pytest.fixture
def couple(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def own_of_mara(couple: Path) -> Own:
    """What her vault holds, read by hand."""
    with opened(folders(couple)[0], MARAS) as vault:
        return vault.own()


def seated(qtbot: QtBot, start: Starter, couple: Path) -> Desk:
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    return desk


def test_the_guide_opens_from_an_open_seat_and_keeps_place_and_ticks_in_it(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given Mara, who reads in the third chapter, ticks a line, and stops in its middle
    desk = seated(qtbot, start, couple)
    desk.click("Guide")
    page = desk.await_page(qtbot, GuidePage)
    page.open("signs")
    settle()
    tick = page.column.findChildren(Tick)[2]
    tick.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    page.scroll_area.verticalScrollBar().setValue(900)

    # When she goes back to her part, and everything ends
    press(page, "Back to my part")
    assert isinstance(desk.page, WizardPage)
    desk.end_now(qtbot)

    # Then her vault knows, and only her vault
    own = own_of_mara(couple)
    assert own.known == {"sign:3"}
    assert own.guide_place is not None
    assert own.guide_place.chapter == "signs"
    assert own.guide_place.block > 3
    assert not any(b"signs" in file.read_bytes() for file in couple.rglob("*") if file.is_file())

    # And the guide opens there the next time
    desk = seated(qtbot, start, couple)
    desk.click("Guide")
    page = desk.await_page(qtbot, GuidePage)
    assert page.scroll_area.accessibleName() == "Reading the signs"
    qtbot.waitUntil(lambda: page.scroll_area.verticalScrollBar().value() > 0, timeout=20_000)
    assert page.column.findChildren(Tick)[2].isChecked()


def test_a_lock_in_the_middle_of_reading_keeps_the_place(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = seated(qtbot, start, couple)
    desk.click("Guide")
    page = desk.await_page(qtbot, GuidePage)
    page.open("trust")
    settle()
    desk.app.shell.hide()
    desk.end_now(qtbot)
    assert own_of_mara(couple).guide_place == GuidePlace("trust", 0)


def test_from_home_the_guide_offers_no_ticks_and_begins_at_its_beginning(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    files = {file: file.read_bytes() for file in couple.rglob("*") if file.is_file()}
    desk = start(couple)
    assert isinstance(desk.page, HomePage)
    desk.click("Guide")
    page = desk.await_page(qtbot, GuidePage)
    page.open("signs")
    settle()
    assert page.column.findChildren(Tick) == []
    desk.end_now(qtbot)
    assert {file: file.read_bytes() for file in couple.rglob("*") if file.is_file()} == files


def test_numbers_of_ones_own_are_on_the_help_page_of_the_open_part_only(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given a locked program: only the shipped numbers
    desk = start(couple)
    desk.app.shell.show_help()
    page = desk.await_page(qtbot, HelpPage)
    assert "Your own numbers" not in desk.words()
    press(page, "Back")

    # When Mara adds one inside her part
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.app.shell.show_help()
    page = desk.await_page(qtbot, HelpPage)
    desk.await_words(qtbot, "Your own numbers")
    press(page, "Add a number")
    QTest.keyClicks(page.focusWidget(), "My sister")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(page.focusWidget(), "030 123")
    press(page, "Keep this number")
    desk.end_now(qtbot)

    # Then it is in her vault, and nowhere else in the clear
    assert own_of_mara(couple).lines == (OwnLine("My sister", "030 123"),)
    assert not any(b"030 123" in file.read_bytes() for file in couple.rglob("*") if file.is_file())


def test_after_a_sealing_its_author_is_asked_once_how_they_are_and_no_answer_is_kept(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given Mara, who has sealed her ten
    with opened(folders(couple)[0], MARAS) as vault:
        present = vault.start_round()
        vault.save_draft(present.id, Draft((Answer("the door is closed"),) + (Answer(),) * 9))
        vault.seal(present.id)
        moment = int(vault.rounds()[-1].sealed_at.timestamp())

    # When she opens her part again, and says how she is
    desk = start(couple)
    page = desk.open_as(qtbot, "Mara", MARAS, AftercarePage)
    press(page, "Not OK")
    desk.click("Go on to my part")
    desk.await_page(qtbot, ReviewPage)
    desk.end_now(qtbot)

    # Then all that is kept is that she was asked
    assert own_of_mara(couple) == Own(asked_after=moment)

    # And she is not asked again
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
