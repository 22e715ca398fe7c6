"""Whatever comes late, in the wrong order or from a broken page: nothing stands above the cover."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.channel import Channel
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.launch import Leaves
from tests.core.vaultkit import edit
from tests.ui.desk import JONAS, MARAS, Desk, Starter, folders, make_couple, starting, write_and_seal
from tests.ui.evening import settle, the_application
from ui.background import Background
from ui.pages.home import HomePage
from ui.pages.sheet import SheetPage
from ui.pages.together import TogetherPage
from ui.pages.trouble import TroublePage
from ui.pages.wizard import WizardPage
from ui.theme import Theme
from ui.widgets.scaffold import Page
from ui.widgets.stem_editor import StemEditor
from ui.window import idle as idle_module
from ui.window.frame import Frame
from ui.window.front_route import FrontRoute
from ui.window.idle import Idle
from ui.window.leaving import Leaving


@pytest.fixture
def couple(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def hold(desk: Desk, lane: str) -> threading.Event:
    """Keep a lane busy until the event is set."""
    gate, frame = threading.Event(), desk.app.frame
    queue = desk.app.background.worker if lane == "worker" else desk.app.background.storage
    queue(frame, gate.wait, lambda _r: None, lambda _e: None)
    return gate


def await_lanes(qtbot: QtBot, desk: Desk) -> None:
    """Wait until everything that both lanes were given is done, whoever is told of it."""
    done = threading.Event()
    background, frame = desk.app.background, desk.app.frame

    def after_worker() -> None:
        background.storage(frame, done.set, lambda _r: None, lambda _e: None)

    background.worker(frame, after_worker, lambda _r: None, lambda _e: None)
    qtbot.waitUntil(done.is_set, timeout=10_000)
    settle()


@pytest.mark.parametrize("lane", ["worker", "storage"])
def test_a_passphrase_that_proves_right_after_hide_opens_nothing(
    qtbot: QtBot, start: Starter, couple: Path, lane: str
) -> None:
    # Given a key derivation, or an opening, that takes its time
    desk = start(couple)
    desk.click("Open as Mara")
    settle()
    gate = hold(desk, lane)
    desk.type_in(MARAS)
    if lane == "storage":
        qtbot.wait(100)  # the key is there, and the vault is next in the queue

    # When Mara hides the window meanwhile
    desk.press(Qt.Key.Key_F9)
    gate.set()
    await_lanes(qtbot, desk)
    await_lanes(qtbot, desk)  # what the first round led to

    # Then the sheet stays what it is, and nothing is open
    assert isinstance(desk.page, SheetPage)
    assert not desk.app.shell.open.any
    assert not desk.app.frame.findChildren(WizardPage)


def test_two_passphrases_that_prove_right_after_hide_open_nothing(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    for folder, passphrase in zip(folders(couple), (MARAS, JONAS), strict=True):
        write_and_seal(folder, passphrase, "words of one evening")
    desk = start(couple)
    desk.click_when_there(qtbot, "Open together")
    desk.click_when_there(qtbot, "Go on")
    gate = hold(desk, "worker")
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    assert isinstance(desk.page, TogetherPage)

    desk.press(Qt.Key.Key_F9)
    gate.set()
    await_lanes(qtbot, desk)
    await_lanes(qtbot, desk)  # what the first round led to

    assert isinstance(desk.page, SheetPage)
    assert not desk.app.shell.open.any


def test_nothing_that_a_route_shows_late_stands_above_the_cover(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.press(Qt.Key.Key_F9)
    shell = desk.app.shell

    shell.trouble(OSError("late"))
    shell.show_help()
    shell.pop()
    shell.show(Page(desk.app.theme, "late"))
    shell.push(Page(desk.app.theme, "late"))
    desk.app.trouble(ValueError("late"))
    shell.idle.warned.emit()
    settle()

    assert isinstance(desk.page, SheetPage)
    assert desk.words() == ""


@pytest.mark.qt_log_ignore("This plugin does not support")  # what menus ask of a real screen
def test_hide_works_while_a_menu_is_open_and_takes_it_away(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given a menu over the words, opened with the mouse
    desk = start(couple)
    page = desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    editor = page.findChild(StemEditor)
    assert editor is not None
    place = editor.mapTo(desk.app.frame, QPoint(20, 20))
    button, none = Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(desk.app.frame.windowHandle(), button, none, place)
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)

    # When the key of Hide is pressed: Qt gives it to the menu’s own window
    QTest.keyClick(menu.windowHandle(), Qt.Key.Key_F9)

    # Then the sheet is all there is
    assert isinstance(desk.page, SheetPage)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [desk.app.frame]


def test_a_closing_window_does_not_come_forward_again(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    gate = hold(desk, "storage")
    desk.app.frame.close()

    desk.order("raise")
    qtbot.wait(100)

    assert not desk.app.frame.isVisible()
    gate.set()


def test_home_never_shows_with_a_vault_open_not_even_after_trouble(
    qtbot: QtBot, start: Starter, couple: Path
) -> None:
    # Given a vault that opens, and whose draft is gone
    mara = folders(couple)[0]
    write_and_seal(mara, MARAS, "words", seal=False)
    edit(mara, unlock(mara, MARAS), "DELETE FROM records WHERE kind = 'draft'")
    desk = start(couple)
    desk.heard()

    # When Mara opens it, reads what happened and goes back
    desk.open_as(qtbot, "Mara", MARAS, TroublePage)
    desk.click("Go back")

    # Then the process that holds the open vault ends
    assert "lock" in desk.heard()


def test_whatever_leads_home_locks_while_a_vault_is_open(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.heard()
    shell = desk.app.shell
    route = FrontRoute(shell, lambda _seat: None, lambda: None, lambda: None, lambda _seat: None)

    route.go_home()

    assert shell.leaving.begun
    assert "lock" in desk.heard()


class _Broken(Page):
    def flush(self) -> None:
        raise RuntimeError("a fault of ours")


class _Sound(Page):
    flushed = False

    def flush(self) -> None:
        self.flushed = True


class _Nobody(Channel):
    def __init__(self) -> None:
        super().__init__(-1, -1)


def test_a_fault_in_a_page_or_in_the_cover_neither_shows_nor_loses_a_word(qtbot: QtBot, theme: Theme) -> None:
    # Given a window whose cover cannot be made, and one page of two that cannot save
    frame, ended, closed = Frame(theme), [], []
    qtbot.addWidget(frame)
    sound = _Sound(theme, "Words")
    frame.push(_Broken(theme, "Broken"))
    frame.push(sound)
    frame.show()
    qtbot.waitExposed(frame)

    def no_cover(_leaves: Leaves) -> Page:
        raise OSError("the home folder has gone")

    leaving = Leaving(
        frame,
        Background(the_application()),
        _Nobody(),
        no_cover,
        lambda: closed.append(1),
        lambda _pages: False,
        lambda: ended.append(1),
    )

    # When it locks
    leaving.lock(Leaves.HOME)
    visible = frame.isVisible()
    leaving.successor_stands()
    qtbot.waitUntil(lambda: bool(ended))

    # Then no word is seen, the other page is saved, and the process ends
    assert not visible
    assert sound.flushed
    assert closed


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light", 1.0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(idle_module, "_now", lambda: now[0])
    return now


def test_the_first_touch_after_a_night_asleep_locks(qapp: QObject, clock: list[float]) -> None:
    # Given a computer that slept through the time to lock: no timer ran meanwhile
    idle, heard = Idle(qapp), []
    idle.lock_due.connect(lambda: heard.append("lock"))
    idle.cover_due.connect(lambda: heard.append("cover"))
    idle.watch(180.0)
    clock[0] += 8 * 3600

    # When somebody moves the mouse
    idle.touch()
    idle.touch()

    # Then it locks, and the second touch does not bring the time back
    assert heard == ["lock", "lock"]


def test_the_first_touch_after_a_nap_covers_the_cards(qapp: QObject, clock: list[float]) -> None:
    idle, heard = Idle(qapp), []
    idle.lock_due.connect(lambda: heard.append("lock"))
    idle.cover_due.connect(lambda: heard.append("cover"))
    idle.watch(1800.0, 600.0)
    clock[0] += 900

    idle.touch()
    clock[0] += 60
    idle.touch()

    assert heard == ["cover"]


def test_keys_pressed_on_the_cover_lead_nowhere(qtbot: QtBot, start: Starter, couple: Path) -> None:
    desk = start(couple)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    gate = hold(desk, "storage")
    desk.press(Qt.Key.Key_F9)
    cover = desk.page
    assert isinstance(cover, SheetPage)

    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_A):
        focus = desk.app.frame.focusWidget()
        QTest.keyClick(focus if isinstance(focus, QWidget) else cover, key)
    settle()

    assert desk.page is cover
    assert not desk.app.frame.findChildren(HomePage)
    gate.set()
