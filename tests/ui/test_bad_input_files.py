"""Files that are gone, cut, swapped or hostile, in the whole window: a clear sentence, nothing changed."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.canonical import canonical
from intimacy_desktop.header import HEADER_NAMES, check_database, read_header
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.vault.access import connect
from tests.ui.desk import (
    JONAS,
    MARAS,
    Desk,
    Starter,
    draft_in,
    files_of,
    folders,
    make_couple,
    starting,
    write_and_seal,
)
from tests.ui.evening import settle
from ui.pages.guide import GuidePage
from ui.pages.home import HomePage
from ui.pages.trouble import TroublePage
from ui.pages.unlock import UnlockPage
from ui.pages.welcome import WelcomePage
from ui.pages.wizard import WizardPage
from ui.widgets.seat_card import SeatCard

WORDS = "the kettle is on"
CANNOT = "This seat cannot be opened now"

MISSING = "Mara’s file was not found on this computer"
DAMAGED = "This file cannot be read as it is"
TOO_NEW = "A newer version of the program wrote this file"
UNREADABLE = "This file cannot be read just now"


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    """Mara has written one ending; Jonas has sat down and written nothing."""
    home = make_couple(tmp_path / "home")
    write_and_seal(folders(home)[0], MARAS, WORDS, seal=False)
    write_and_seal(folders(home)[1], JONAS, "his own", seal=False)
    return home


@pytest.fixture(name="start")
def _start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def database(folder: Path) -> Path:
    return check_database(folder, read_header(folder))


def sealed_header(folder: Path, **members: object) -> None:
    """Write both headers anew with other members and a right checksum, as a newer version would."""
    from hashlib import sha256

    for name in HEADER_NAMES:
        found = json.loads((folder / name).read_bytes()) | members
        del found["sha256"]
        body = canonical(found)
        data = body[:-1] + b',"sha256":"' + sha256(body).hexdigest().encode() + b'"}'
        (folder / name).write_bytes(data)


def flip(path: Path, at: int = 100) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def replace_by_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def replace_by_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


# ---------------------------------------------------------------- said before a passphrase is asked for


def both_headers(change: Callable[[Path], None]) -> Callable[[Path], None]:
    def change_both(folder: Path) -> None:
        for name in HEADER_NAMES:
            change(folder / name)

    return change_both


def the_database(change: Callable[[Path], None]) -> Callable[[Path], None]:
    return lambda folder: change(database(folder))


SEEN_AT_ONCE: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder gone": (shutil.rmtree, MISSING),
    "folder empty": (lambda folder: [path.unlink() for path in folder.iterdir() if path.is_file()], MISSING),
    "database gone": (the_database(Path.unlink), MISSING),
    "database empty": (the_database(lambda path: path.write_bytes(b"")), DAMAGED),
    "database a folder": (the_database(replace_by_folder), DAMAGED),
    "database a pipe": (the_database(replace_by_pipe), DAMAGED),
    "headers gone": (both_headers(Path.unlink), DAMAGED),
    "headers empty": (both_headers(lambda path: path.write_bytes(b"")), DAMAGED),
    "headers cut": (both_headers(lambda path: path.write_bytes(path.read_bytes()[:200])), DAMAGED),
    "headers changed": (both_headers(flip), DAMAGED),
    "headers folders": (both_headers(replace_by_folder), DAMAGED),
    "headers pipes": (both_headers(replace_by_pipe), DAMAGED),
    "header of a newer form": (lambda folder: sealed_header(folder, format=2), TOO_NEW),
}


@pytest.mark.parametrize("case", SEEN_AT_ONCE)
def test_a_seat_in_trouble_says_which_before_any_passphrase_and_the_other_opens_all_the_same(
    case: str, qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given Mara's vault, broken in one way
    spoil, sentence = SEEN_AT_ONCE[case]
    spoil(folders(home)[0])
    before = files_of(home)

    # When her seat is asked for
    desk = start(home)
    assert CANNOT in desk.words()
    card = next(one for one in desk.app.frame.findChildren(SeatCard) if one.accessibleName() == "Mara")
    card.button.click()
    page = desk.await_page(qtbot, TroublePage)

    # Then one sentence says what is the case; no passphrase field tempts anybody
    assert sentence in desk.words()
    assert "passphrase" not in desk.words().replace("It is not a wrong passphrase.", "")
    assert desk.app.frame.focusWidget() is page.first_focus()

    # And nothing has changed, and Jonas opens his
    assert files_of(home) == before
    desk.press(Qt.Key.Key_Return)
    desk.await_page(qtbot, HomePage)
    desk.open_as(qtbot, "Jonas", JONAS, WizardPage)


@pytest.mark.parametrize("name", HEADER_NAMES)
@pytest.mark.parametrize("spoil", [Path.unlink, flip, replace_by_pipe, lambda path: path.write_bytes(b"")])
def test_one_header_of_two_is_enough_and_nobody_is_alarmed(
    name: str, spoil: Callable[[Path], None], qtbot: QtBot, start: Starter, home: Path
) -> None:
    folder = folders(home)[0]
    whole = (folder / name).read_bytes()
    spoil(folder / name)

    desk = start(home)
    assert CANNOT not in desk.words()
    page = desk.open_as(qtbot, "Mara", MARAS, WizardPage)

    assert page.draft.answers[0].text == WORDS
    assert (folder / name).read_bytes() == whole


# ---------------------------------------------------------------- said after the passphrase


def swap_databases(folder: Path) -> None:
    (other,) = (path for path in folder.parent.iterdir() if path != folder)
    shutil.copyfile(database(other), database(folder))


def newer_schema(folder: Path) -> None:
    connection = connect(database(folder), unlock(folder, MARAS))
    with connection.transaction():
        connection.change("PRAGMA user_version=99")
    connection.close()


def foreign_file(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(8_176))


FOUND_WHEN_OPENED: dict[str, tuple[Callable[[Path], None], str]] = {
    "database of the other seat": (swap_databases, DAMAGED),
    "database cut to a half": (
        the_database(lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])),
        DAMAGED,
    ),
    "database cut in a page": (
        the_database(lambda path: path.write_bytes(path.read_bytes()[:-100])),
        DAMAGED,
    ),
    "database changed": (the_database(lambda path: flip(path, 20_000)), DAMAGED),
    "a file of another program": (the_database(foreign_file), DAMAGED),
    "database of a newer form": (newer_schema, TOO_NEW),
}


@pytest.mark.parametrize("case", FOUND_WHEN_OPENED)
def test_a_database_that_is_not_what_was_written_is_never_called_a_wrong_passphrase(
    case: str, qtbot: QtBot, start: Starter, home: Path
) -> None:
    spoil, sentence = FOUND_WHEN_OPENED[case]
    spoil(folders(home)[0])
    before = files_of(home)
    desk = start(home)

    desk.click("Open as Mara")
    desk.type_in(MARAS)
    desk.await_words(qtbot, sentence)

    assert isinstance(desk.page, UnlockPage)
    assert "That is not" not in desk.words()
    assert files_of(home) == before
    # they can go on: the way back is there, and the other seat opens
    desk.click("Not now")
    desk.open_as(qtbot, "Jonas", JONAS, WizardPage)


def test_a_database_that_is_held_by_another_program_can_be_tried_again(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    folder = folders(home)[0]
    holder = connect(database(folder), unlock(folder, MARAS))
    holder.rows("BEGIN EXCLUSIVE")
    desk = start(home)
    desk.click("Open as Mara")
    desk.type_in(MARAS)
    desk.await_words(qtbot, UNREADABLE)

    holder.close()
    desk.press(Qt.Key.Key_Return)

    assert desk.await_page(qtbot, WizardPage).draft.answers[0].text == WORDS


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"not a journal " * 400])
def test_a_stale_journal_beside_the_database_costs_nothing(
    content: bytes, qtbot: QtBot, start: Starter, home: Path
) -> None:
    path = database(folders(home)[0])
    path.with_name(path.name + "-journal").write_bytes(content)

    page = start(home).open_as(qtbot, "Mara", MARAS, WizardPage)

    assert page.draft.answers[0].text == WORDS


def test_a_folder_in_the_place_of_the_journal_is_not_called_damage(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    path = database(folders(home)[0])
    journal = path.with_name(path.name + "-journal")
    journal.mkdir()
    desk = start(home)
    desk.click("Open as Mara")
    desk.type_in(MARAS)
    qtbot.waitUntil(lambda: UNREADABLE in desk.words() or isinstance(desk.page, WizardPage), timeout=15_000)
    assert DAMAGED not in desk.words()

    journal.rmdir()
    if isinstance(desk.page, UnlockPage):
        desk.press(Qt.Key.Key_Return)
    assert desk.await_page(qtbot, WizardPage).draft.answers[0].text == WORDS


# ---------------------------------------------------------------- the home folder


def behind_a_file(place: Path) -> Path:
    (place / "file").write_text("mine")
    return place / "file" / "home"


def a_file(place: Path) -> Path:
    (place / "file").write_text("mine")
    return place / "file"


def a_dead_link(place: Path) -> Path:
    (place / "link").symlink_to(place / "nowhere" / "else")
    return place / "link"


def with_a_file_for_vaults(place: Path) -> Path:
    (place / "home").mkdir()
    (place / "home" / "vaults").write_text("mine")
    return place / "home"


def of_another_account(place: Path) -> Path:
    return Path("/proc/1") if os.getuid() else _given_away(place)


def _given_away(place: Path) -> Path:
    (place / "home").mkdir()
    os.chown(place / "home", 12345, 12345)
    return place / "home"


def without_a_place(_place: Path) -> Path:
    return Path("/proc/innermost")  # the kernel lets nobody make anything there


def of_bytes_that_are_no_text(place: Path) -> Path:
    (place / "file").write_text("mine")
    return place / "file" / os.fsdecode(b"caf\xe9")


NOTHING_SAVED = "Nothing can be saved in this folder"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (behind_a_file, NOTHING_SAVED),
        (a_file, NOTHING_SAVED),
        (a_dead_link, NOTHING_SAVED),
        (with_a_file_for_vaults, NOTHING_SAVED),
        (without_a_place, NOTHING_SAVED),
        (of_bytes_that_are_no_text, NOTHING_SAVED),
        (of_another_account, "This folder belongs to another account of this computer"),
    ],
)
def test_a_home_that_cannot_be_used_is_said_with_its_place_and_the_guide_can_be_read(
    make: Callable[[Path], Path], sentence: str, qtbot: QtBot, start: Starter, tmp_path: Path
) -> None:
    folder = make(tmp_path)
    before = files_of(tmp_path)

    desk = start(folder)

    assert sentence in desk.words()
    assert folder.name.split("\udce9")[0] in desk.words()
    desk.click("Read the guide")
    desk.await_page(qtbot, GuidePage)
    assert files_of(tmp_path) == before


HOSTILE_LISTS: tuple[bytes, ...] = (
    b"",
    b"null",
    b"{",
    b"[" * 50_000,
    b'{"format":1,"seats":null}',
    b'{"format":1,"seats":[null]}',
    b'{"format":1,"seats":[{"vault":7,"nickname":["a"],"shape":"circle","hue":"blue","ready":"yes"}]}',
    b'{"format":1e999,"seats":[]}',
    b'{"format":2,"seats":[]}',
    b'{"format":1,"seats":' + b"9" * 10_000 + b"}",
    b"\xff\xfe\x00\x01",
)


@pytest.mark.parametrize("content", HOSTILE_LISTS, ids=range(len(HOSTILE_LISTS)))
def test_a_broken_list_of_seats_hides_nobody(
    content: bytes, qtbot: QtBot, start: Starter, home: Path
) -> None:
    (home / "home.json").write_bytes(content)
    desk = start(home)
    assert "Open as Jonas" in desk.words()
    page = desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert page.draft.answers[0].text == WORDS


@pytest.mark.parametrize("spoil", [Path.unlink, replace_by_pipe, replace_by_folder])
@pytest.mark.parametrize("name", ["home.json", "settings.json"])
def test_a_list_or_settings_file_that_is_no_file_stops_nobody(
    name: str, spoil: Callable[[Path], None], qtbot: QtBot, start: Starter, home: Path
) -> None:
    (home / name).touch()
    spoil(home / name)
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)


def test_a_list_that_names_strangers_keeps_nobody_from_their_seat(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given a list with two made-up seats before the real ones
    noted = json.loads((home / "home.json").read_bytes())
    strangers = [
        {"vault": f"{number:08d}-0000-4000-8000-000000000000", "nickname": f"Nobody {number}"}
        | {"shape": "circle", "hue": "blue", "ready": True}
        for number in range(2)
    ]
    noted["seats"] = strangers + noted["seats"]
    (home / "home.json").write_text(json.dumps(noted))

    # When the program starts, then both owners find their seats, and can open together
    desk = start(home)
    assert "Open as Mara" in desk.words()
    assert "Open as Jonas" in desk.words()
    assert "Open together" in desk.words()
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)


HOSTILE_SETTINGS: tuple[bytes, ...] = (
    b"",
    b"{",
    b"[1]",
    b"{" * 10,
    b"[" * 50_000,
    b'{"text_size":1e999,"appearance":"<b>","hide_key":"","hide_leaves":null,"first_reader":3}',
    b'{"text_size":NaN,"less_movement":"yes"}',
    b'{"text_size":' + b"9" * 10_000 + b"}",
    b"\xff\xfe\x00\x01",
)


@pytest.mark.parametrize("content", HOSTILE_SETTINGS, ids=range(len(HOSTILE_SETTINGS)))
def test_broken_settings_give_the_usual_look_and_hide_works(
    content: bytes, qtbot: QtBot, start: Starter, home: Path
) -> None:
    (home / "settings.json").write_bytes(content)
    desk = start(home)
    assert desk.app.theme.scale == 1.0
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "lock" in desk.heard())


def test_a_seat_that_vanishes_while_it_is_looked_at_leads_back(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    shutil.rmtree(home / "vaults")
    (home / "home.json").unlink()
    desk.click("Open as Mara")
    settle()
    assert isinstance(desk.page, WelcomePage | HomePage | TroublePage)


def test_a_vault_that_is_taken_away_while_its_passphrase_is_typed_is_called_missing_and_opens_when_it_is_back(
    qtbot: QtBot, start: Starter, home: Path, tmp_path: Path
) -> None:
    folder = folders(home)[0]
    desk = start(home)
    desk.click("Open as Mara")
    folder.rename(tmp_path / "aside")
    desk.type_in(MARAS)
    desk.await_words(qtbot, MISSING)
    (tmp_path / "aside").rename(folder)
    desk.press(Qt.Key.Key_Return)
    desk.await_page(qtbot, WizardPage)
    assert draft_in(folder, MARAS).answers[0].text == WORDS


def test_both_passphrases_meet_a_broken_seat_beside_its_name_and_the_other_is_kept(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    flip(database(folders(home)[1]), 20_000)
    desk: Desk = start(home)
    desk.click("Open together")
    desk.click_when_there(qtbot, "Go on")
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    desk.await_words(qtbot, DAMAGED)
    assert "That is not" not in desk.words()
    assert Home.open(home).seats()[0].trouble is None
