"""The window process in one piece: real pages, vaults and pipes; only the end of the process is recorded."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.launch import Leaves, Placement
from intimacy_desktop.vault import Vault
from tests.ui.desk import JONAS, MARAS, Desk, Starter, make_couple, starting
from ui.pages.guide import GuidePage
from ui.pages.help import HelpPage
from ui.pages.home import HomePage
from ui.pages.sheet import SheetPage
from ui.pages.trouble import TroublePage
from ui.pages.turns import TurnsPage
from ui.pages.unlock import UnlockPage
from ui.pages.welcome import WelcomePage
from ui.pages.wizard import WizardPage
from ui.widgets.button import Button
from ui.widgets.stem_editor import StemEditor


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def couple(home: Path) -> Path:
    return make_couple(home)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def _open_as_mara(qtbot: QtBot, desk: Desk) -> WizardPage:
    desk.click("Open as Mara")
    assert isinstance(desk.page, UnlockPage)
    edit = next(one for one in desk.page.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(edit, MARAS)
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(desk.page, WizardPage))
    assert isinstance(desk.page, WizardPage)
    return desk.page


def _saved_text(folder: Path) -> str:
    seat = Home.open(folder).seats()[0]
    vault = Vault.open(seat.folder, unlock(seat.folder, MARAS))
    present = vault.current_round()
    text = vault.read_draft(present.id).answers[0].text if present else ""
    vault.close()
    return text


def test_an_empty_home_begins_with_the_welcome(start: Starter, home: Path) -> None:
    assert isinstance(start(home).page, WelcomePage)


def test_taken_seats_are_met_at_home_and_the_first_seat_has_the_keyboard(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple)
    assert isinstance(desk.page, HomePage)
    qtbot.waitUntil(lambda: isinstance(desk.app.frame.focusWidget(), Button))
    focused = desk.app.frame.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Open as Mara"


def test_the_first_picture_is_reported(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    words: list[str] = []
    qtbot.waitUntil(lambda: words.append(desk.heard()) or "painted" in "".join(words))


def test_hide_in_mid_sentence_covers_before_it_returns_and_saves_what_was_typed(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple)
    editor = _open_as_mara(qtbot, desk).findChild(StemEditor)
    assert editor is not None
    QTest.keyClicks(editor, "the kettle is on")

    desk.press(Qt.Key.Key_F9)

    assert isinstance(desk.page, SheetPage)
    qtbot.waitUntil(lambda: "lock" in desk.heard())
    assert not desk.ended
    desk.order("end")
    qtbot.waitUntil(lambda: bool(desk.ended))
    assert _saved_text(couple) == "the kettle is on"


def test_the_lock_button_shows_who_could_sit_down(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    _open_as_mara(qtbot, desk)
    desk.click("Lock")
    assert isinstance(desk.page, HomePage)


def test_nothing_of_the_covered_page_can_be_reached_after_a_lock(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple)
    wizard = _open_as_mara(qtbot, desk)
    desk.press(Qt.Key.Key_F9)
    assert not wizard.isVisible()
    assert not wizard.isAncestorOf(desk.app.frame.focusWidget())


def test_the_process_ends_by_itself_when_its_supervisor_is_gone(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple)
    editor = _open_as_mara(qtbot, desk).findChild(StemEditor)
    assert editor is not None
    QTest.keyClicks(editor, "rain")
    desk.order("end")
    qtbot.waitUntil(lambda: bool(desk.ended))
    assert _saved_text(couple) == "rain"


def test_a_slow_disk_is_waited_for_before_the_process_ends(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple)
    editor = _open_as_mara(qtbot, desk).findChild(StemEditor)
    assert editor is not None
    QTest.keyClicks(editor, "slow")
    disk = threading.Event()
    desk.app.background.storage(desk.app.frame, disk.wait, lambda _r: None, lambda _e: None)
    desk.press(Qt.Key.Key_F9)
    desk.order("end")
    qtbot.wait(150)
    assert not desk.ended
    disk.set()
    qtbot.waitUntil(lambda: bool(desk.ended))
    assert _saved_text(couple) == "slow"


def test_closing_the_window_saves_first(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    editor = _open_as_mara(qtbot, desk).findChild(StemEditor)
    assert editor is not None
    QTest.keyClicks(editor, "a hand on the shoulder")
    desk.app.frame.close()
    qtbot.waitUntil(lambda: bool(desk.ended))
    assert _saved_text(couple) == "a hand on the shoulder"
    assert "closed" in desk.heard()


def test_idle_time_locks_an_open_seat(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    _open_as_mara(qtbot, desk)
    assert desk.app.shell.idle.lock_s == 180
    desk.app.shell.idle.watch(0.2)
    qtbot.waitUntil(lambda: isinstance(desk.page, HomePage))
    qtbot.waitUntil(lambda: "lock" in desk.heard())


def test_a_process_into_which_a_passphrase_was_typed_ends_too(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple)
    assert desk.app.shell.idle.lock_s is None
    desk.click("Open as Mara")
    assert desk.app.shell.idle.lock_s == 180


def test_the_fresh_window_stands_where_the_old_one_stood(start: Starter, couple: Path) -> None:
    frame = start(couple, Placement(40, 60, 1000, 700)).app.frame
    assert frame.geometry() == QRect(40, 60, 1000, 700)


def test_after_hide_only_a_sheet_is_left_and_any_key_opens_the_door(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple, leaves=Leaves.SHEET)
    assert isinstance(desk.page, SheetPage)
    qtbot.waitUntil(lambda: desk.app.frame.focusWidget() is desk.page)
    desk.press(Qt.Key.Key_Space)
    assert isinstance(desk.page, HomePage)


def test_help_opens_over_a_page_and_leaves_it_as_it_was(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    wizard = _open_as_mara(qtbot, desk)
    editor = wizard.findChild(StemEditor)
    assert editor is not None
    QTest.keyClicks(editor, "quiet")
    desk.click("Help")
    assert isinstance(desk.page, HelpPage)
    desk.click("Back")
    assert desk.page is wizard
    assert editor.answer() == "quiet"


def test_a_home_that_cannot_be_used_is_said_and_the_guide_can_be_read(start: Starter, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    desk = start(blocked / "home")
    assert isinstance(desk.page, TroublePage)
    desk.click("Read the guide")
    assert isinstance(desk.page, GuidePage)


def test_a_missing_vault_is_said_as_such(start: Starter, couple: Path) -> None:
    seat = Home.open(couple).seats()[0]
    for file in seat.folder.iterdir():
        if file.is_file():
            file.unlink()
        else:
            file.rmdir()
    seat.folder.rmdir()
    desk = start(couple)
    desk.click("See what happened")
    assert isinstance(desk.page, TroublePage)
    assert "not found" in desk.page.title


def test_the_title_is_the_same_on_every_page(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    desk.app.frame.resize(1200, 800)
    titles = {desk.app.frame.windowTitle()}
    desk.click("Guide")
    titles.add(desk.app.frame.windowTitle())
    desk.click("Home")
    _open_as_mara(qtbot, desk)
    titles.add(desk.app.frame.windowTitle())
    assert titles == {"Innermost"}


def test_once_the_evening_has_begun_the_home_page_shows_nobody_as_ready(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    home = Home.open(couple)
    for seat, words in zip(home.seats(), (MARAS, JONAS), strict=True):
        vault = Vault.open(seat.folder, unlock(seat.folder, words))
        vault.seal(vault.start_round().id)
        vault.close()
        home.set_ready(seat.vault_id, True)
    desk = start(couple)
    desk.click("Open together")
    desk.click("Go on")
    for name, words in (("Mara’s passphrase", MARAS), ("Jonas’s passphrase", JONAS)):
        fields = desk.app.frame.findChildren(QLineEdit)
        field = next(one for one in fields if one.isVisible() and one.accessibleName() == name)
        QTest.keyClicks(field, words)
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(desk.page, TurnsPage))
    qtbot.waitUntil(lambda: not any(seat.ready for seat in Home.open(couple).seats()))
