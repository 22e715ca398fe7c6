"""What could not be saved when the program locks is there again at its owner's next unlock."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import ITEMS, Draft
from intimacy_desktop.header import check_database, read_header
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.launch import Leaves
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.unsaved import open_unsaved
from intimacy_desktop.vault.access import connect
from tests.core.vaultkit import no_file_beyond
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
from ui.pages.close import ClosePage
from ui.pages.home import HomePage
from ui.pages.part import PartPage
from ui.pages.review import ReviewPage
from ui.pages.sheet import SheetPage
from ui.pages.turns import TurnsPage
from ui.pages.wizard import WizardPage
from ui.widgets.notice import Notice
from ui.widgets.private_text import PrivateText
from ui.widgets.stem_editor import StemEditor

BACK = "What could not be saved when the program locked is here again."
KEPT = "Something could not be saved when the program locked."


@pytest.fixture(name="start")
def _start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


def editor_of(desk: Desk) -> StemEditor:
    return next(one for one in desk.app.frame.findChildren(StemEditor) if one.isVisible())


def banner_of(desk: Desk) -> str:
    """What is said above the page."""
    found = [one for one in desk.app.frame.findChildren(Notice) if one.parent() is desk.app.frame]
    return " ".join(one.accessibleName() for one in found if one.isVisible())


@contextmanager
def held(folder: Path, passphrase: str) -> Iterator[None]:
    """Hold a database as another program would, so that nothing can be saved into it."""
    holder = connect(check_database(folder, read_header(folder)), unlock(folder, passphrase))
    holder.rows("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        holder.close()


def written(desk: Desk, qtbot: QtBot, text: str) -> None:
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    QTest.keyClicks(editor_of(desk), text)


def ended(desk: Desk, qtbot: QtBot) -> list[str]:
    """Wait until it has saved what it can, with its successor painted; give what it handed on."""
    desk.order("end")
    qtbot.waitUntil(lambda: bool(desk.ended), timeout=15_000)
    return desk.kept()


def given(start: Starter, home: Path, kept: list[str]) -> Desk:
    """Start the next window process, and give it what its supervisor keeps."""
    desk = start(home)
    for line in kept:
        desk.order(f"kept {line}")
    return desk


def first_text(home: Path) -> str:
    return draft_in(folders(home)[0], MARAS).answers[0].text


# ---------------------------------------------------------------- handed on


def test_a_text_that_a_held_database_did_not_take_is_there_again_at_the_next_unlock(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given Mara, who writes while another program holds her database
    desk = start(home)
    folder = folders(home)[0]
    written(desk, qtbot, "the kettle")
    desk.await_words(qtbot, "Saved, only here")
    with held(folder, MARAS):
        QTest.keyClicks(editor_of(desk), " is on")
        desk.app.shell.lock()
        kept = ended(desk, qtbot)
    # Then it hands on one ciphertext, and nothing of it is on the disk
    assert len(kept) == 1
    vault_id, sealed = kept[0].split()
    assert vault_id == folder.name
    blob = base64.b64decode(sealed)
    unsaved = open_unsaved(unlock(folder, MARAS), blob).words
    assert isinstance(unsaved, Draft)
    assert unsaved.answers[0].text == "the kettle is on"
    assert b"kettle" not in blob
    assert not any(blob[16:64] in data for data in files_of(home).values())
    assert first_text(home) == "the kettle"

    # When the next window process gets it, then Home says so without saying whose it is
    second = given(start, home, kept)
    second.await_words(qtbot, KEPT)
    assert "Better before the program is closed" in second.words()
    # and when Mara opens her seat, it is there, and saved
    second.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert editor_of(second).answer() == "the kettle is on"
    assert BACK in banner_of(second)
    assert "It is saved now." in banner_of(second)
    qtbot.waitUntil(lambda: f"taken {folder.name}" in second.heard())
    assert first_text(home) == "the kettle is on"
    # and the words above the page go with the next key, which is not lost
    QTest.keyClick(second.app.frame.windowHandle(), Qt.Key.Key_X)
    settle()
    assert banner_of(second) == ""
    assert editor_of(second).answer() == "the kettle is onx"


def test_a_full_disk_while_it_locks_costs_no_word(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    written(desk, qtbot, "first")
    desk.await_words(qtbot, "Saved, only here")
    with no_file_beyond(512):
        QTest.keyClicks(editor_of(desk), " second")
        desk.await_words(qtbot, "Not saved")
        desk.press(Qt.Key.Key_F9)
        assert isinstance(desk.page, SheetPage)
        kept = ended(desk, qtbot)
        # Then also the next process, in which the disk is still full, has the words and says how it stands
        second = given(start, home, kept)
        second.await_words(qtbot, KEPT)
        second.open_as(qtbot, "Mara", MARAS, WizardPage)
        assert editor_of(second).answer() == "first second"
        assert "It still cannot be saved" in banner_of(second)
        second.await_words(qtbot, "Not saved")
        QTest.keyClicks(editor_of(second), " third")
        assert "taken" not in second.heard()
        # and locked once more, it hands on the newest
        second.app.shell.lock()
        again = ended(second, qtbot)
    third = given(start, home, again)
    third.await_words(qtbot, KEPT)
    third.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert editor_of(third).answer() == "first second third"
    qtbot.waitUntil(lambda: "taken" in third.heard())
    assert first_text(home) == "first second third"


def test_what_can_be_saved_a_little_later_is_let_go_then(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    written(desk, qtbot, "rain")
    with no_file_beyond(512):
        desk.app.shell.lock()
        kept = ended(desk, qtbot)
        second = given(start, home, kept)
        second.await_words(qtbot, KEPT)
        second.open_as(qtbot, "Mara", MARAS, WizardPage)
        second.await_words(qtbot, "Not saved")
    second.click_when_there(qtbot, "Try now")
    second.await_words(qtbot, "Saved, only here")
    qtbot.waitUntil(lambda: "taken" in second.heard())
    assert first_text(home) == "rain"


def test_a_save_that_hangs_beyond_all_patience_is_handed_on_all_the_same(
    qtbot: QtBot, start: Starter, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.window.leaving.PATIENCE_MS", 300)  # shorter than SQLite waits for a held file
    desk = start(home)
    written(desk, qtbot, "snow")
    with held(folders(home)[0], MARAS):
        desk.app.shell.lock()
        qtbot.waitUntil(lambda: bool(desk.ended), timeout=15_000)
        kept = desk.kept()
    assert len(kept) == 1
    second = given(start, home, kept)
    second.await_words(qtbot, KEPT)
    second.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert editor_of(second).answer() == "snow"


def test_what_the_review_could_not_save_is_handed_on_too(qtbot: QtBot, start: Starter, home: Path) -> None:
    write_and_seal(folders(home)[0], MARAS, "is kind", seal=False)
    desk = start(home)
    page = desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    with no_file_beyond(512):
        QTest.keyClicks(editor_of(desk), "er")
        page.review_asked.emit(page.draft)
        desk.await_page(qtbot, ReviewPage)
        desk.app.shell.lock()
        kept = ended(desk, qtbot)
    second = given(start, home, kept)
    second.await_words(qtbot, KEPT)
    second.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert "er" in editor_of(second).answer()


def test_nothing_is_handed_on_where_all_is_saved(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    written(desk, qtbot, "rain")
    desk.app.shell.lock()  # the last save is still to be made
    assert ended(desk, qtbot) == []
    assert first_text(home) == "rain"


# ---------------------------------------------------------------- given back


def test_what_is_newer_in_the_vault_stays_and_that_is_said(qtbot: QtBot, start: Starter, home: Path) -> None:
    # Given something that was not saved, and a later session that was
    desk = start(home)
    written(desk, qtbot, "older")
    with no_file_beyond(512):
        desk.app.shell.lock()
        kept = ended(desk, qtbot)
    qtbot.wait(1100)  # more than a save that hung may take while its process ends
    write_later(folders(home)[0], "newer")
    # When it comes back, then the newer text stands
    second = given(start, home, kept)
    second.await_words(qtbot, KEPT)
    second.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert editor_of(second).answer() == "newer"
    assert "Something newer was saved since, and that stays." in banner_of(second)
    qtbot.waitUntil(lambda: "taken" in second.heard())


def write_later(folder: Path, text: str) -> None:
    from intimacy_desktop.answers import Answer

    with opened(folder, MARAS) as vault:
        present = vault.current_round()
        assert present is not None
        vault.save_draft(present.id, vault.read_draft(present.id).with_answer(0, Answer(text)))


def test_the_other_seat_gets_nothing_of_it_and_it_waits_for_its_owner(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    written(desk, qtbot, "hers alone")
    with no_file_beyond(512):
        desk.app.shell.lock()
        kept = ended(desk, qtbot)
    second = given(start, home, kept)
    second.await_words(qtbot, KEPT)
    second.open_as(qtbot, "Jonas", JONAS, WizardPage)
    assert editor_of(second).answer() == ""
    assert banner_of(second) == ""
    second.app.shell.lock()
    assert ended(second, qtbot) == []
    assert "taken" not in second.heard()
    assert draft_in(folders(home)[1], JONAS).answers[0].text == ""


def test_what_opens_with_no_key_of_the_vault_is_said_and_let_go(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    folder = folders(home)[0]
    second = given(start, home, [f"{folder.name} {base64.b64encode(bytes(200)).decode()}"])
    second.await_words(qtbot, KEPT)
    second.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert "could not be opened" in banner_of(second)
    qtbot.waitUntil(lambda: "taken" in second.heard())


def test_the_blank_sheet_tells_nothing_of_it(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home, leaves=Leaves.SHEET)
    desk.order(f"kept {folders(home)[0].name} AAAA")
    qtbot.waitUntil(lambda: desk.app.shell.kept.any)
    settle()
    assert isinstance(desk.page, SheetPage)
    assert KEPT not in desk.words()
    assert banner_of(desk) == ""
    desk.page.open_asked.emit()
    desk.await_words(qtbot, KEPT)


def test_home_says_it_no_more_once_the_supervisor_has_let_go(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = given(start, home, [f"{folders(home)[0].name} AAAA"])
    desk.await_words(qtbot, KEPT)
    desk.order(f"kept {folders(home)[0].name}")
    qtbot.waitUntil(lambda: KEPT not in desk.words())
    assert isinstance(desk.page, HomePage)


# ---------------------------------------------------------------- the notes of an evening


def read_to_the_end(home: Path) -> None:
    """An evening in which every card was turned, and that was not closed."""
    people = tuple(zip(folders(home), (MARAS, JONAS), strict=True))
    for folder, passphrase in people:
        write_and_seal(folder, passphrase, "is kind")
    (maras, jonass) = people
    with opened(*maras) as first, opened(*jonass) as second:
        sitting = Sitting(first, second)
        sitting.begin()
        for item in range(ITEMS):
            while (reader := sitting.state.reader) is not None:
                sitting.turn(reader)
            if item < ITEMS - 1:
                sitting.next()


def to_the_close(desk: Desk, qtbot: QtBot) -> ClosePage:
    desk.click("Open together")
    desk.click_when_there(qtbot, "Go on")
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    desk.await_page(qtbot, TurnsPage)
    desk.click_when_there(qtbot, "Close the evening")
    close = desk.await_page(qtbot, ClosePage)
    qtbot.waitUntil(lambda: all(note.isEnabled() for note in notes_of(close)), timeout=15_000)
    return close


def notes_of(close: ClosePage) -> list[PrivateText]:
    return [one for one in close.findChildren(PrivateText) if one.isVisible()]


def test_notes_that_a_full_disk_would_not_take_are_there_again_for_both(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    # Given two who note something at the close of an evening, on a full disk, and hide
    read_to_the_end(home)
    desk = start(home)
    with no_file_beyond(512):
        close = to_the_close(desk, qtbot)
        for note, text in zip(notes_of(close), ("her bread", "his soup", "a walk"), strict=True):
            note.setFocus()
            QTest.keyClicks(note, text)
        desk.await_words(qtbot, "Not saved")
        desk.press(Qt.Key.Key_F9)
        kept = ended(desk, qtbot)
        # Then each vault’s part is handed on for its owner
        assert sorted(line.split()[0] for line in kept) == sorted(folder.name for folder in folders(home))
        # and stands in its field at the next evening, while the disk is still full
        second = given(start, home, kept)
        second.await_words(qtbot, KEPT)
        again = to_the_close(second, qtbot)
        assert [note.answer() for note in notes_of(again)] == ["her bread", "his soup", "a walk"]
        assert "taken" not in second.heard()
        second.end_now(qtbot)
    # And what is saved there at last is let go
    fifth = given(start, home, kept)
    fifth.await_words(qtbot, KEPT)
    with no_file_beyond(512):
        to_the_close(fifth, qtbot)
        fifth.await_words(qtbot, "Not saved")
    assert "taken" not in fifth.heard()
    fifth.click_when_there(qtbot, "Try now")
    qtbot.waitUntil(lambda: fifth.heard().count("taken") == 2, timeout=15_000)


def test_notes_come_back_to_one_alone_too_and_the_other_s_wait(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    read_to_the_end(home)
    desk = start(home)
    with no_file_beyond(512):
        close = to_the_close(desk, qtbot)
        for note, text in zip(notes_of(close), ("her bread", "his soup", "a walk"), strict=True):
            note.setFocus()
            QTest.keyClicks(note, text)
        desk.app.shell.lock()
        kept = ended(desk, qtbot)
    # When Jonas comes alone and there is room again, then his are saved, and hers wait for her
    third = given(start, home, kept)
    third.await_words(qtbot, KEPT)
    third.open_as(qtbot, "Jonas", JONAS, PartPage)
    assert BACK in banner_of(third)
    assert "It is saved now." in banner_of(third)
    mara, jonas = folders(home)
    qtbot.waitUntil(lambda: f"taken {jonas.name}" in third.heard())
    assert f"taken {mara.name}" not in third.heard()
    third.end_now(qtbot)
    with opened(jonas, JONAS) as vault:
        assert (vault.read_evening(1).remember, vault.read_evening(1).small_try) == ("his soup", "a walk")
    # And hers are saved when both open together
    fourth = given(start, home, [line for line in kept if line.startswith(mara.name)])
    fourth.await_words(qtbot, KEPT)
    to_the_close(fourth, qtbot)
    assert f"taken {mara.name}" in fourth.heard()
    fourth.end_now(qtbot)
    with opened(mara, MARAS) as vault:
        assert vault.read_evening(1).remember == "her bread"


# ---------------------------------------------------------------- closed


def test_a_window_closed_with_something_unsaved_comes_back_and_keeps_it(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    written(desk, qtbot, "rain")
    with no_file_beyond(512):
        desk.app.frame.close()
        qtbot.waitUntil(lambda: bool(desk.ended), timeout=15_000)
    words = [line.split()[0] for line in desk.heard().splitlines()]
    # Then it asks for a successor instead of ending the program, the ciphertext first
    assert words[-2:] == ["keep", "lock"]
    assert "closed" not in words


def test_a_window_closed_with_all_saved_ends_the_program(qtbot: QtBot, start: Starter, home: Path) -> None:
    desk = start(home)
    written(desk, qtbot, "rain")
    desk.app.frame.close()
    qtbot.waitUntil(lambda: bool(desk.ended), timeout=15_000)
    words = [line.split()[0] for line in desk.heard().splitlines()]
    assert words[-1] == "closed"
    assert not {"keep", "lock"} & set(words)
    assert first_text(home) == "rain"
