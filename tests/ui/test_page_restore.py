"""From a damaged or missing vault to a checked copy, in the whole window with real vaults and copies."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.backup import list_backups, make_backup
from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code
from tests.ui.desk import (
    JONAS,
    MARAS,
    Desk,
    Starter,
    draft_in,
    files_of,
    folders,
    make_couple,
    opened,
    starting,
    write_and_seal,
)
from tests.ui.evening import settle
from ui.pages.before_seat import BeforeSeatPage
from ui.pages.choose_place import ChoosePlacePage
from ui.pages.home import HomePage
from ui.pages.judge_copy import JudgeCopyPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.open_copy import OpenCopyPage
from ui.pages.restore import RestorePage
from ui.pages.review import ReviewPage
from ui.pages.trouble import TroublePage

HERS = "I can hear the rain"
LATER = "the window is open"
NEW = "a heron over the flat water"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A couple; Mara has sealed, and a copy of her part was made then."""
    home = make_couple(tmp_path / "home")
    mara = folders(home)[0]
    write_and_seal(mara, MARAS, HERS)
    make_backup(mara, unlock(mara, MARAS))
    return home


def copies_of(desk: Desk, qtbot: QtBot) -> RestorePage:
    """From the home page by the seat that cannot be opened."""
    desk.click("See what happened")
    desk.await_page(qtbot, TroublePage)
    desk.click("See its copies")
    page = desk.await_page(qtbot, RestorePage)
    desk.await_words(qtbot, "Checked copy")
    return page


def open_copy(desk: Desk, qtbot: QtBot, passphrase: str = MARAS) -> JudgeCopyPage:
    desk.click("Open this copy …")
    desk.await_page(qtbot, OpenCopyPage)
    desk.type_in(passphrase)
    return desk.await_page(qtbot, JudgeCopyPage)


def damage(folder: Path) -> Path:
    """Cut the database to nothing, as a failing disk does."""
    database = folder / read_header(folder).database
    database.write_bytes(b"")
    return database


def test_a_damaged_part_comes_back_from_its_copy_and_what_was_there_is_kept(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given Mara's file, emptied
    mara, jonas = folders(home)
    damage(mara)
    theirs = files_of(jonas)
    desk = start(home)
    # When she opens a copy and makes it current
    copies_of(desk, qtbot)
    open_copy(desk, qtbot)
    assert "is set aside first" in desk.words()
    assert "What is there now cannot be compared with it." in desk.words()
    assert HERS not in desk.words()
    desk.click("Make it current")
    # Then her seat opens with what she wrote
    desk.await_page(qtbot, ReviewPage)
    assert HERS in desk.words()
    assert [info for info in list_backups(mara) if info.replaced]
    assert files_of(jonas) == theirs
    assert not list(mara.parent.glob(".opened-*"))
    desk.end_now(qtbot)
    assert draft_in(mara, MARAS).answers[0].text == HERS


def test_damage_that_only_the_passphrase_brings_to_light_leads_to_the_copies_too(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given a database of the right length, overwritten in its middle: nobody can tell without the key
    mara = folders(home)[0]
    database = mara / read_header(mara).database
    data = bytearray(database.read_bytes())
    data[:8192] = bytes(8192)
    database.write_bytes(data)
    desk = start(home)
    desk.click("Open as Mara")
    settle()
    desk.type_in(MARAS)
    # When she follows the link
    desk.click_when_there(qtbot, "See its copies")
    desk.await_page(qtbot, RestorePage)
    desk.await_words(qtbot, "Checked copy")
    open_copy(desk, qtbot)
    desk.click("Make it current")
    # Then her seat opens
    desk.await_page(qtbot, ReviewPage)
    assert HERS in desk.words()


def test_leaving_all_as_it_is_changes_nothing(qtbot: QtBot, start: Starter, home: Path) -> None:
    damage(folders(home)[0])
    before = files_of(home / "vaults")
    desk = start(home)
    copies_of(desk, qtbot)
    open_copy(desk, qtbot)
    desk.click("Leave all as it is")
    qtbot.waitUntil(lambda: "lock" in desk.heard(), timeout=15_000)
    desk.end_now(qtbot)
    assert files_of(home / "vaults") == before


def test_both_ways_weigh_the_same_and_neither_has_the_keyboard(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    damage(folders(home)[0])
    desk = start(home)
    copies_of(desk, qtbot)
    page = open_copy(desk, qtbot)
    make, leave = page._make, page._leave
    assert make.size() == leave.size()
    inside = QPoint(12, make.height() // 2)
    assert make.grab().toImage().pixelColor(inside) == leave.grab().toImage().pixelColor(inside)
    assert not make.hasFocus()
    assert not leave.hasFocus()


def test_nothing_becomes_current_before_the_copy_was_opened(qtbot: QtBot, start: Starter, home: Path) -> None:
    # Given Jonas, who knows his own passphrase only
    damage(folders(home)[0])
    before = files_of(home / "vaults")
    desk = start(home)
    copies_of(desk, qtbot)
    desk.click("Open this copy …")
    desk.await_page(qtbot, OpenCopyPage)
    desk.type_in(JONAS)
    desk.await_words(qtbot, "That is not the passphrase of this copy.")
    # Then nothing was restored, and the try is counted for Mara
    after = files_of(home / "vaults")
    counted = {name for name in after if name not in before}
    assert {name: after[name] for name in before} == before
    assert len(counted) == 1
    assert counted.pop().endswith("tries.json")


def test_what_would_be_lost_is_told_where_the_present_part_opens(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    # Given an older copy, carried to another place, of a part whose round was closed and followed by another
    mara = folders(home)[0]
    old = shutil.copy(list_backups(mara)[0].path, tmp_path)
    with opened(mara, MARAS) as vault:
        vault.close_round(1)
        vault.start_round()
    desk = start(home)
    # When she brings it
    desk.app._copies.copies(Home.open(home).seats()[0])
    desk.await_page(qtbot, RestorePage)
    desk.click("Bring a copy from another place …")
    desk.await_page(qtbot, ChoosePlacePage).chosen.emit(Path(old))
    desk.await_page(qtbot, OpenCopyPage)
    desk.type_in(MARAS)
    desk.await_page(qtbot, JudgeCopyPage)
    # Then she reads what it lacks
    assert "Rounds that it does not have: 1." in desk.words()
    assert "Rounds that stand otherwise in it: 1." in desk.words()


def test_a_missing_part_comes_back_from_another_disk(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    # Given a folder that is gone, and a copy elsewhere
    mara = folders(home)[0]
    disk = tmp_path / "disk"
    disk.mkdir()
    shutil.copy(list_backups(mara)[0].path, disk)
    shutil.rmtree(mara)
    desk = start(home)
    desk.click("See what happened")
    desk.click("See its copies")
    desk.await_words(qtbot, "There is no copy on this computer.")
    desk.click("Bring a copy from another place …")
    page = desk.await_page(qtbot, ChoosePlacePage)
    # When it is chosen with the keyboard
    page.places.show_folder(disk)
    view = page.places.view
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == 1, timeout=15_000)
    view.setCurrentIndex(view.model().index(0, 0, view.rootIndex()))
    view.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.await_page(qtbot, OpenCopyPage)
    desk.type_in(MARAS)
    desk.await_page(qtbot, JudgeCopyPage)
    assert "There is nothing on this computer to compare it with." in desk.words()
    desk.click("Make it current")
    desk.await_page(qtbot, ReviewPage)
    assert HERS in desk.words()


def test_a_part_comes_to_a_computer_that_never_had_it(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    # Given a copy, and an empty home
    copy = list_backups(folders(home)[0])[0].path
    elsewhere = tmp_path / "elsewhere"
    desk = start(elsewhere)
    desk.app._take_seat()
    desk.await_page(qtbot, BeforeSeatPage)
    # When she brings it instead of taking a new seat
    desk.click_when_there(qtbot, "Bring my part from a copy instead")
    desk.await_page(qtbot, ChoosePlacePage).chosen.emit(copy)
    desk.await_page(qtbot, OpenCopyPage)
    desk.type_in(MARAS)
    desk.await_page(qtbot, JudgeCopyPage)
    assert "is set aside first" not in desk.words()
    desk.click("Make it current")
    # Then it is hers there
    desk.await_page(qtbot, ReviewPage)
    assert HERS in desk.words()
    assert [seat.identity.nickname for seat in Home.open(elsewhere).seats()] == ["Mara"]


def test_a_part_does_not_come_to_a_home_whose_seats_are_both_taken(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    copy = list_backups(folders(home)[0])[0].path
    others = make_couple(tmp_path / "others")
    before = files_of(others / "vaults")
    desk = start(others)
    desk.app._bring_copy()
    desk.await_page(qtbot, ChoosePlacePage).chosen.emit(copy)
    desk.await_page(qtbot, OpenCopyPage)
    desk.type_in(MARAS)
    desk.await_page(qtbot, JudgeCopyPage)
    desk.click("Make it current")
    desk.await_words(qtbot, "Both seats here are taken by others.")
    desk.click("Leave all as it is")
    qtbot.waitUntil(lambda: "lock" in desk.heard(), timeout=15_000)
    desk.end_now(qtbot)
    assert files_of(others / "vaults") == before


def test_the_copy_of_the_other_seat_is_refused(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    mara, jonas = folders(home)
    other = shutil.copy(make_backup(jonas, unlock(jonas, JONAS)).path, tmp_path)
    damage(mara)
    desk = start(home)
    copies_of(desk, qtbot)
    desk.click("Bring a copy from another place …")
    desk.await_page(qtbot, ChoosePlacePage).chosen.emit(Path(other))
    desk.await_page(qtbot, OpenCopyPage)
    desk.type_in(JONAS)
    desk.await_words(qtbot, "This backup is not of this seat.")


def test_a_file_that_is_no_copy_says_so(qtbot: QtBot, start: Starter, home: Path, tmp_path: Path) -> None:
    stray = tmp_path / "photos.zip"
    stray.write_bytes(b"none")
    damage(folders(home)[0])
    desk = start(home)
    copies_of(desk, qtbot)
    desk.click("Bring a copy from another place …")
    desk.await_page(qtbot, ChoosePlacePage).chosen.emit(stray)
    desk.await_page(qtbot, TroublePage)
    assert "This copy is damaged" in desk.words()


def test_a_damaged_copy_is_marked_and_cannot_be_chosen(qtbot: QtBot, start: Starter, home: Path) -> None:
    mara = folders(home)[0]
    copy = list_backups(mara)[0].path
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    damage(mara)
    desk = start(home)
    desk.click("See what happened")
    desk.click("See its copies")
    desk.await_words(qtbot, "Damaged: it cannot be opened")
    assert "Open this copy …" not in desk.words()


def test_a_recovery_code_opens_a_copy_and_a_new_passphrase_must_follow(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given a copy of a part with a recovery code
    mara = folders(home)[0]
    code = new_code()
    keys = unlock(mara, MARAS)
    add_recovery_slot(mara, keys, code)
    make_backup(mara, keys)
    shutil.copy(mara / "keys.json", mara / "keys.bak.json")
    damage(mara)
    desk = start(home)
    desk.click("See what happened")
    desk.click("See its copies")
    page = desk.await_page(qtbot, RestorePage)
    desk.await_words(qtbot, "Checked copy")
    page.copy_chosen.emit(list_backups(mara)[0])
    desk.await_page(qtbot, OpenCopyPage)
    # When the code opens it
    desk.click_when_there(qtbot, "Use the recovery code")
    desk.type_in(code)
    desk.await_page(qtbot, JudgeCopyPage)
    desk.click("Make it current")
    renew = desk.await_page(qtbot, NewPassphrasePage)
    # And she chooses a new passphrase and no way back
    made = renew._change(NEW, None)
    renew.changed.emit(made)
    desk.await_page(qtbot, ReviewPage)
    assert HERS in desk.words()
    desk.end_now(qtbot)
    assert draft_in(mara, NEW).answers[0].text == HERS
    assert read_header(mara).recovery_slot is None


def test_hide_covers_the_choice_of_a_place_at_once(qtbot: QtBot, start: Starter, home: Path) -> None:
    damage(folders(home)[0])
    desk = start(home)
    copies_of(desk, qtbot)
    desk.click("Bring a copy from another place …")
    desk.await_page(qtbot, ChoosePlacePage)
    desk.press(Qt.Key.Key_F9)
    settle()
    assert not isinstance(desk.page, ChoosePlacePage)
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not desk.app.frame]
    assert others == []


def test_choosing_a_place_leaves_no_trace_of_it(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    damage(folders(home)[0])
    secret = tmp_path / "a-telling-name"
    secret.mkdir()
    desk = start(home)
    copies_of(desk, qtbot)
    desk.click("Bring a copy from another place …")
    page = desk.await_page(qtbot, ChoosePlacePage)
    page.places.show_folder(secret)
    settle()
    desk.click("Not now")
    settle()
    desk.end_now(qtbot)
    written = [path for path in (*Path.home().rglob("*"), *home.rglob("*")) if path.is_file()]
    assert not [path for path in written if b"a-telling-name" in path.read_bytes()]


def test_an_intact_part_opens_as_ever_and_offers_no_copies(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    assert isinstance(desk.page, HomePage)
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    assert "See its copies" not in desk.words()
