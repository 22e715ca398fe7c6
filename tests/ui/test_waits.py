"""Waits after passphrases that do not fit, and what the owner is told of them, on the real pages."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.attempts import Attempts
from tests.ui.desk import (
    JONAS,
    MARAS,
    Desk,
    Starter,
    files_of,
    folders,
    line_of,
    make_couple,
    starting,
    write_and_seal,
)
from tests.ui.evening import settle
from ui.pages.home import HomePage
from ui.pages.turns import TurnsPage
from ui.pages.unlock import UnlockPage
from ui.pages.wizard import WizardPage
from ui.widgets.button import Button
from ui.widgets.notice import Notice

WRONG = "the slow lamp by the widow"


@pytest.fixture(name="start")
def _start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


def tried(folder: Path, times: int, seconds_ago: float = 0) -> None:
    """Have had so many tries, the last one some time ago."""
    noted = {"format": 1, "last": int(time.time() - seconds_ago), "on_end": times, "untold": times}
    (folder / "tries.json").write_text(json.dumps(noted, sort_keys=True, separators=(",", ":")))


def banner_of(desk: Desk) -> str:
    found = [one for one in desk.app.frame.findChildren(Notice) if one.parent() is desk.app.frame]
    return " ".join(one.accessibleName() for one in found if one.isVisible())


def can_open(desk: Desk, label: str) -> bool:
    found = [one for one in desk.app.frame.findChildren(Button) if one.isVisible() and one.text() == label]
    return bool(found) and found[0].isEnabled()


def test_after_several_wrong_ones_the_next_try_waits_in_plain_words_and_the_text_stays(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    desk.click("Open as Mara")
    settle()
    # Given two slips, which cost nothing
    for _ in range(2):
        desk.type_in(WRONG)
        qtbot.waitUntil(lambda: can_open(desk, "Open"))
        assert "Wait" not in desk.words()
    # When a third one does not fit
    tried(folders(home)[0], 0)  # what stands on the disk does not matter while the page is open
    desk.type_in(WRONG)
    desk.await_words(qtbot, "Wait 1 second, then try again. Nothing is lost.")
    assert "That is not Mara’s passphrase." in desk.words()
    assert not can_open(desk, "Open")
    assert line_of(desk).text() == WRONG
    # Then the right one opens after it
    qtbot.waitUntil(lambda: can_open(desk, "Open"), timeout=15_000)
    assert "Wait" not in desk.words()
    desk.type_in(MARAS)
    desk.await_page(qtbot, WizardPage)
    assert "Since you were last here, 3 tries at your passphrase did not fit." in banner_of(desk)
    assert "tries.json" not in files_of(folders(home)[0])


def test_a_fresh_start_still_waits_and_enter_tries_nothing(qtbot: QtBot, start: Starter, home: Path) -> None:
    # Given eight tries just before, in another process
    tried(folders(home)[0], 8)
    desk = start(home)
    desk.click("Open as Mara")
    settle()
    assert "seconds, then try again. Nothing is lost." in desk.words()
    assert not can_open(desk, "Open")
    before = files_of(home)
    desk.type_in(MARAS)
    assert isinstance(desk.page, UnlockPage)
    assert line_of(desk).text() == MARAS
    assert not desk.page._is_busy
    assert files_of(home) == before
    # And the other seat is not concerned
    desk.click("Not now")
    desk.open_as(qtbot, "Jonas", JONAS, WizardPage)
    assert banner_of(desk) == ""


def test_the_wait_ends_by_itself_and_what_was_typed_meanwhile_opens(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    tried(folders(home)[0], 8, seconds_ago=28)
    desk = start(home)
    desk.click("Open as Mara")
    settle()
    desk.paste(MARAS)
    qtbot.waitUntil(lambda: can_open(desk, "Open"), timeout=15_000)
    desk.click("Open")
    desk.await_page(qtbot, WizardPage)
    assert "8 tries" in banner_of(desk)


def test_what_the_owner_is_told_goes_with_the_next_key_and_is_not_said_twice(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    tried(folders(home)[0], 1, seconds_ago=90)
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert "Since you were last here, one try at your passphrase did not fit." in banner_of(desk)
    QTest.mouseMove(desk.app.frame)
    settle()
    assert banner_of(desk)
    QTest.keyClick(desk.app.frame.windowHandle(), Qt.Key.Key_A)
    settle()
    assert banner_of(desk) == ""
    desk.end_now(qtbot)
    second = start(home)
    second.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert "did not fit" not in banner_of(second)


def test_together_too_a_wrong_one_waits_and_nobody_is_told_of_tries_before_the_other(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    for folder, passphrase in zip(folders(home), (MARAS, JONAS), strict=True):
        write_and_seal(folder, passphrase, "is kind")
    tried(folders(home)[0], 5, seconds_ago=90)
    tried(folders(home)[1], 3, seconds_ago=90)
    desk = start(home)
    desk.click("Open together")
    desk.click_when_there(qtbot, "Go on")
    # When Jonas slips once more
    desk.type_in(MARAS)
    desk.type_in(WRONG)
    desk.await_words(qtbot, "Wait 2 seconds, then try again. Nothing is lost.")
    assert not can_open(desk, "Open together")
    qtbot.waitUntil(lambda: can_open(desk, "Open together"), timeout=15_000)
    desk.type_in(JONAS)
    desk.await_page(qtbot, TurnsPage)
    # Then nothing is said beside the other, the waits are over, and each is told once alone
    assert banner_of(desk) == ""
    assert [Attempts(folder).wait_s() for folder in folders(home)] == [0, 0]
    assert [Attempts(folder).succeeded() for folder in folders(home)] == [5, 4]


def test_a_right_passphrase_for_a_vault_that_does_not_open_tells_nobody_yet(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    folder = folders(home)[0]
    tried(folder, 4, seconds_ago=90)
    desk = start(home)
    database = next(folder.glob("answers-*.db"))
    whole = database.read_bytes()
    desk.click("Open as Mara")
    settle()
    database.write_bytes(whole[:64] + bytes(len(whole) - 64))
    desk.type_in(MARAS)
    desk.await_words(qtbot, "This file cannot be read as it is.")
    database.write_bytes(whole)
    desk.click_when_there(qtbot, "Open")
    desk.await_page(qtbot, WizardPage)
    assert "4 tries" in banner_of(desk)
    assert not isinstance(desk.page, HomePage)
