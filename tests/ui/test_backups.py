"""Copies that are made by themselves, and what their owner sees and does in the settings."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.backup import list_backups, make_backup, open_backup
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from tests.ui.desk import MARAS, Desk, Starter, folders, make_couple, starting, write_and_seal
from ui.pages.choose_place import ChoosePlacePage
from ui.pages.review import ReviewPage
from ui.pages.settings import SettingsPage
from ui.pages.wizard import WizardPage
from ui.widgets.moments import day_and_time

HERS = "I can hear the rain"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A couple; Mara has written and not sealed."""
    home = make_couple(tmp_path / "home")
    write_and_seal(folders(home)[0], MARAS, HERS, seal=False)
    return home


def settled(desk: Desk, qtbot: QtBot) -> None:
    """Wait until the storage lane has done what was queued."""
    done: list[object] = []
    desk.app.background.storage(desk.app.frame, lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=15_000)


def to_settings(desk: Desk, qtbot: QtBot) -> SettingsPage:
    """From an open review to the settings of the seat."""
    desk.click("Settings")
    return desk.await_page(qtbot, SettingsPage)


def review(desk: Desk, qtbot: QtBot) -> ReviewPage:
    page = desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    page.review_asked.emit(page.draft)
    return desk.await_page(qtbot, ReviewPage)


def test_opening_a_seat_makes_the_copy_that_is_due(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    settled(desk, qtbot)
    mara, jonas = folders(home)
    assert [info.trouble for info in list_backups(mara)] == [None]
    assert list_backups(jonas) == ()


def test_opening_a_seat_makes_none_that_is_not_due(qtbot: QtBot, start: Starter, home: Path) -> None:
    mara = folders(home)[0]
    made = make_backup(mara, unlock(mara, MARAS))
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    settled(desk, qtbot)
    assert [info.path for info in list_backups(mara)] == [made.path]


def test_the_first_page_of_a_seat_does_not_wait_for_the_copy(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    # the copy is behind the reading of the seat, and the page stands already
    assert isinstance(desk.page, WizardPage)
    settled(desk, qtbot)
    assert list_backups(folders(home)[0])


def test_sealing_makes_a_copy_of_what_was_sealed(qtbot: QtBot, start: Starter, home: Path) -> None:
    mara = folders(home)[0]
    make_backup(mara, unlock(mara, MARAS), datetime.now(UTC) - timedelta(hours=1))
    desk = start(home)
    review(desk, qtbot)
    desk.click("Seal all ten")
    desk.click_when_there(qtbot, "Read my part")
    settled(desk, qtbot)
    newest, older = list_backups(mara)
    sealed = []
    for info in (newest, older):
        with open_backup(Home.open(home), info.path, lambda folder: unlock(folder, MARAS)) as backup:
            sealed.append(backup.last_sealed() is not None)
    assert sealed == [True, False]


def test_the_settings_tell_of_the_last_checked_copy_and_make_another(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given a copy from today
    mara = folders(home)[0]
    made = make_backup(mara, unlock(mara, MARAS), datetime.now(UTC) - timedelta(hours=1))
    desk = start(home)
    review(desk, qtbot)
    to_settings(desk, qtbot)
    desk.await_words(qtbot, day_and_time(made.made_at))
    # When she asks for another
    desk.click_when_there(qtbot, "Make a copy now")
    settled(desk, qtbot)
    # Then it is there, and its date is told
    newest, older = list_backups(mara)
    assert older.path == made.path
    desk.await_words(qtbot, day_and_time(newest.made_at))


def test_a_copy_that_fails_interrupts_nobody_and_is_told_in_the_settings(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given a place where no copy can be written
    mara = folders(home)[0]
    (mara / "backups").write_bytes(b"")
    desk = start(home)
    # When the seat is opened
    review(desk, qtbot)
    settled(desk, qtbot)
    # Then only the settings say so, and announce none
    assert isinstance(desk.page, ReviewPage)
    assert "No copy could be made" not in desk.words()
    to_settings(desk, qtbot)
    desk.await_words(qtbot, "No copy could be made")
    assert "None yet." in desk.words()
    # And once it can be written, one is made
    (mara / "backups").unlink()
    desk.click_when_there(qtbot, "Make a copy now")
    settled(desk, qtbot)
    desk.await_words(qtbot, day_and_time(list_backups(mara)[0].made_at))
    assert "No copy could be made" not in desk.words()


def test_a_copy_that_failed_after_sealing_is_still_told_when_the_settings_are_opened(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given a copy from today, and a disk that takes no other
    mara = folders(home)[0]
    make_backup(mara, unlock(mara, MARAS), datetime.now(UTC) - timedelta(hours=1))
    desk = start(home)
    review(desk, qtbot)
    settled(desk, qtbot)
    (mara / "backups" / ".making").write_bytes(b"")
    # When she seals, and looks
    desk.click("Seal all ten")
    desk.await_words(qtbot, "Read my part")
    settled(desk, qtbot)
    to_settings(desk, qtbot)
    settled(desk, qtbot)
    desk.await_words(qtbot, "No copy could be made")


def test_a_copy_is_saved_on_another_disk_and_opens_there(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    desk = start(home)
    review(desk, qtbot)
    to_settings(desk, qtbot)
    desk.click_when_there(qtbot, "Save a copy elsewhere …")
    page = desk.await_page(qtbot, ChoosePlacePage)
    page.places.show_folder(disk)
    desk.click("Save it in this folder")
    desk.await_words(qtbot, "Saved there, and read back.")
    (copy,) = disk.iterdir()
    assert copy.name in desk.words()
    elsewhere = Home.open(tmp_path / "another computer")
    with open_backup(elsewhere, copy, lambda folder: unlock(folder, MARAS)) as backup:
        assert backup.last_saved() is not None
    assert HERS.encode() not in copy.read_bytes()


def test_a_disk_that_cannot_take_the_copy_is_told_and_nothing_half_written_is_left(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    desk = start(home)
    review(desk, qtbot)
    to_settings(desk, qtbot)
    desk.click_when_there(qtbot, "Save a copy elsewhere …")
    page = desk.await_page(qtbot, ChoosePlacePage)
    page.chosen.emit(tmp_path / "taken out")
    desk.await_words(qtbot, "The copy could not be saved there")
    assert "Saved there" not in desk.words()
    assert not (tmp_path / "taken out").exists()
