"""Hide in the middle of a change of keys: covered at once, and the change is wholly done or not at all."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.errors import WrongPassphrase
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.vault import rotation
from tests.ui.desk import MARAS, Desk, Starter, draft_in, folders, make_couple, starting, write_and_seal
from ui.pages.keys import KeysPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.review import ReviewPage
from ui.pages.settings import SettingsPage
from ui.pages.sheet import SheetPage

NEW = "umbrellas over grey harbours"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = make_couple(tmp_path / "home")
    write_and_seal(folders(made)[0], MARAS, "is kind")
    return made


class Gate:
    """Holds the change at one step."""

    def __init__(self) -> None:
        self.reached, self.open = Event(), Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.open.wait(120)


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open.set()


def ask_for_a_new_passphrase(qtbot: QtBot, desk: Desk) -> None:
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    desk.click("Settings")
    desk.await_page(qtbot, SettingsPage)
    desk.click("Keys …")
    desk.await_page(qtbot, KeysPage)
    desk.type_in(MARAS)
    desk.click_when_there(qtbot, "Change the passphrase …")
    desk.await_page(qtbot, NewPassphrasePage)
    desk.click("Use my own words instead")
    desk.paste(NEW)
    desk.press(Qt.Key.Key_Return)
    desk.paste(NEW)
    desk.press(Qt.Key.Key_Return)
    desk.click_when_there(qtbot, "No way back, not even for me")
    desk.click("Change the passphrase")


def what_opens(home: Path) -> str:
    """The one passphrase that opens Mara's part, with all that she wrote."""
    folder = folders(home)[0]
    opening = []
    for passphrase in (MARAS, NEW):
        try:
            unlock(folder, passphrase)
        except WrongPassphrase:
            continue
        opening.append(passphrase)
        assert draft_in(folder, passphrase).answers[0].text == "is kind"
    (one,) = opening
    return one


@pytest.mark.parametrize(
    ("step", "opens"), [("_write_database", MARAS), ("_commit", MARAS), ("_finish", NEW)]
)
def test_a_process_that_ends_in_the_middle_of_it_leaves_the_old_keys_or_the_new(
    qtbot: QtBot,
    start: Starter,
    home: Path,
    gate: Gate,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    opens: str,
) -> None:
    # Given a change of the passphrase that takes longer than the window has patience
    monkeypatch.setattr("ui.window.leaving.PATIENCE_MS", 200)
    really = getattr(rotation, step)

    def held(*arguments: object) -> object:
        gate.wait()
        return really(*arguments)

    monkeypatch.setattr(rotation, step, held)
    desk = start(home)
    ask_for_a_new_passphrase(qtbot, desk)
    qtbot.waitUntil(gate.reached.is_set, timeout=30_000)
    # When somebody hides, then the window is covered at once and ends
    desk.press(Qt.Key.Key_F9)
    assert isinstance(desk.page, SheetPage)
    qtbot.waitUntil(lambda: bool(desk.ended), timeout=30_000)
    # And what the disk has then is one of the two, whole
    left = Path(shutil.copytree(home, tmp_path / "left"))
    assert what_opens(left) == opens
    # And so is it where the process had lived on
    gate.open.set()
    over: list[object] = []
    desk.app.background.storage(desk.app.frame, lambda: None, over.append, over.append)
    desk.app.background.tell_only(desk.app.frame)
    qtbot.waitUntil(lambda: bool(over), timeout=30_000)
    assert what_opens(home) == NEW
