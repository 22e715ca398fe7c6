"""Hide on every page there is, by each of its ways, and over whatever can lie above a page."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui.pages
from intimacy_desktop.channel import Channel
from intimacy_desktop.home import Home
from intimacy_desktop.launch import Leaves
from intimacy_desktop.settings import Settings, SettingsFile
from tests.ui import export_pages, front_pages, inner_pages, key_pages, round_pages
from tests.ui.evening import settle
from tests.ui.inner_pages import Stage
from ui.background import Background
from ui.pages.sheet import SheetPage
from ui.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.scaffold import Page
from ui.window import input_watch
from ui.window.frame import Frame
from ui.window.kept import Kept
from ui.window.leaving import Leaving
from ui.window.shell import Shell

WITHOUT_A_BUTTON = {"sheet"}
"""It is what Hide leaves: there is nothing on it to be hidden."""

Kind = TypeVar("Kind", bound=Leaving)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what popups ask of a real screen


class _Recorded(Leaving):
    """Hears that it should end, and goes on."""

    asked: list[Leaves]

    def lock(self, leaves: Leaves) -> None:
        self.asked.append(leaves)


class Window(Stage):
    """The program's own window, and its way to hide, with one page in it."""

    def __init__(self, bot: QtBot, theme: Theme, place: Path) -> None:
        super().__init__(bot, theme, (1200, 800), place)
        self.ended: list[bool] = []
        self.frame = Frame(theme)
        bot.addWidget(self.frame)
        home = Home(place / "nowhere")
        self.shell = Shell(
            theme, self.hands.background, home, SettingsFile(home.path), Settings(), self.frame
        )
        channel = Channel(-1, -1)
        self.shell.kept = Kept(channel, self.frame)
        self.real = self._leaving(Leaving, channel)
        self.recorded = self._leaving(_Recorded, channel)
        self.recorded.asked = []
        self.shell.leaving = self.recorded
        self.shell.watch.hide_asked.connect(self.shell.hide)
        self.frame.resize(1200, 800)

    def _leaving(self, kind: type[Kind], channel: Channel) -> Kind:
        return kind(
            self.frame,
            Background(self.frame),  # the page's own still tells what it did, when all is put away
            channel,
            lambda _leaves: SheetPage(self.theme),
            lambda: None,
            lambda _pages: False,
            lambda: self.ended.append(True),
        )

    def show(self, page: Page) -> Page:
        self.page = page
        self.shell.show(page)
        self.frame.show()
        self.bot.waitExposed(self.frame)
        self.frame.activateWindow()
        self.frame.windowHandle().installEventFilter(self.shell.watch)
        settle()
        return page

    @property
    def times_asked(self) -> int:
        """How often Hide was asked for since this was last read."""
        asked = len(self.recorded.asked)
        self.recorded.asked.clear()
        return asked

    def key(self, key: Qt.Key, **options: object) -> None:
        """A key as the system gives it: to the window that has the keys, be it a menu’s."""
        window = QApplication.focusWindow() or self.frame.windowHandle()
        QTest.keyClick(window, key, **options)

    def hide(self) -> None:
        """Hide for good."""
        self.shell.leaving = self.real
        self.key(Qt.Key.Key_F9)

    def end(self) -> None:
        QApplication.clipboard().clear()
        super().end()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    monkeypatch.setattr(input_watch, "TWICE_MS", 60_000)  # this machine may be busy between two keys
    made = Window(qtbot, Theme("light", less_movement=True), tmp_path)
    yield made
    made.end()


def _front(maker: Callable[[Theme], Page]) -> Callable[[Stage], Page]:
    return lambda stage: stage.show(maker(stage.theme))


def _of_files(maker: export_pages.Make) -> Callable[[Stage], Page]:
    return lambda stage: stage.show(maker(stage.theme, stage.hands.background))


EVERY_STATE: dict[str, Callable[[Stage], Page]] = {
    **{name: _front(maker) for name, maker in front_pages.PAGES.items()},
    **inner_pages.STATES,
    **key_pages.STATES,
    **round_pages.STATES,
    **{name: _of_files(maker) for name, maker in export_pages.PAGES.items()},
}


@pytest.mark.parametrize("state", EVERY_STATE)
def test_each_way_hides_every_page_and_ordinary_keys_do_not(window: Window, state: str) -> None:
    page = EVERY_STATE[state](window)
    expected = 0 if state in WITHOUT_A_BUTTON else 1
    # The button
    if expected:
        assert page.top_bar.hide_button.isVisible()
        page.top_bar.hide_button.click()
        assert window.times_asked == 1
    # Once Esc, or Esc that is held down, is nothing
    window.key(Qt.Key.Key_Escape)
    assert window.times_asked == 0
    window.key(Qt.Key.Key_Tab)
    window.key(Qt.Key.Key_Escape)
    _held(window, Qt.Key.Key_Escape)
    assert window.times_asked == 0
    # Esc twice
    window.key(Qt.Key.Key_Tab)
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_Escape)
    assert window.times_asked == expected
    # The key, once, however long it is held
    window.key(Qt.Key.Key_F9)
    _held(window, Qt.Key.Key_F9)
    assert window.times_asked == expected
    # And then the page is gone from sight before the press returns, and nothing else is left
    if expected:
        window.hide()
        assert isinstance(window.frame.page, SheetPage)
        assert not page.isVisible()
        visible = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert visible == [window.frame]


def _held(window: Window, key: Qt.Key) -> None:
    """A key that is held down, as the system repeats it."""
    for _ in range(3):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", True)
            QApplication.sendEvent(QApplication.focusWindow() or window.frame.windowHandle(), event)


def test_no_page_of_the_program_is_missing_here(window: Window) -> None:
    """A page that is new stands in one of the five tables, or this fails."""
    kinds = {kind for module in _modules() for kind in vars(module).values() if _is_page(kind)}
    named = {kind.__name__ for kind in kinds if not kind.__subclasses__()}
    used = {
        name
        for module in (front_pages, inner_pages, key_pages, round_pages, export_pages)
        for name, kind in vars(module).items()
        if _is_page(kind)
    }
    missing = named - used
    assert not missing, f"give {missing} a state in tests/ui/round_pages.py, so that Hide is tried on it"


def _modules() -> Sequence[object]:
    found = pkgutil.walk_packages(ui.pages.__path__, "ui.pages.")
    return [importlib.import_module(found_one.name) for found_one in found]


def _is_page(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Page) and kind.__module__.startswith("ui.pages.")


# what lies above a page


def _by_keyboard(_window: Window, choice: QWidget) -> None:
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Space)


def _by_mouse(window: Window, choice: QWidget) -> None:
    # Not a click: a list takes the release that comes late on a busy machine for a second press.
    QTest.mousePress(choice, Qt.MouseButton.LeftButton)
    window.after.callback(QTest.mouseRelease, window.frame, Qt.MouseButton.LeftButton)


def _by_action(_window: Window, choice: QWidget) -> None:
    """As a screen reader presses it: no key and no click comes to any window."""
    reached = QAccessible.queryAccessibleInterface(choice)
    assert reached is not None
    actions = reached.actionInterface()
    assert isinstance(actions, QAccessibleActionInterface)
    actions.doAction(QAccessibleActionInterface.pressAction())


WAYS_TO_OPEN = {"keyboard": _by_keyboard, "mouse": _by_mouse, "accessibility action": _by_action}
PRESSES = {"the key": (Qt.Key.Key_F9,), "Esc twice": (Qt.Key.Key_Escape, Qt.Key.Key_Escape)}


@pytest.mark.parametrize("press", PRESSES)
@pytest.mark.parametrize("way", WAYS_TO_OPEN)
def test_an_open_list_is_hidden_with_its_page_however_it_was_opened(
    window: Window, way: str, press: str
) -> None:
    # Given an open list
    page = inner_pages.settings(window)
    choice = next(one for one in page.findChildren(Choice) if one.isVisible())
    WAYS_TO_OPEN[way](window, choice)
    settle()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    # When somebody hides: the first Esc closes the list, the second one comes to the window below
    window.shell.leaving = window.real
    for key in PRESSES[press]:
        window.key(key)
    settle()
    # Then both are gone
    _assert_hidden(window)


def test_one_esc_closes_a_list_and_nothing_more(window: Window) -> None:
    page = inner_pages.settings(window)
    choice = next(one for one in page.findChildren(QComboBox) if one.isVisible())
    _by_action(window, choice)
    settle()
    window.key(Qt.Key.Key_Escape)
    settle()
    assert QApplication.activePopupWidget() is None
    assert window.times_asked == 0


FIELDS = {
    "a nickname": (inner_pages.take_seat, QLineEdit),
    "a passphrase": (inner_pages.unlock, QLineEdit),
    "an answer": (inner_pages.wizard_written, QTextEdit | QPlainTextEdit),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_menu_over_a_field_is_hidden_with_its_page_although_nobody_pressed_a_key_for_it(
    window: Window, field: str
) -> None:
    maker, kind = FIELDS[field]
    page = maker(window)
    edit = next(one for one in page.findChildren(QWidget) if isinstance(one, kind) and one.isVisible())
    place = edit.mapToGlobal(QPoint(5, 5))
    target = edit.viewport() if isinstance(edit, QTextEdit | QPlainTextEdit) else edit
    QApplication.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Other, QPoint(5, 5), place))
    settle()
    assert QApplication.activePopupWidget() is not None
    window.hide()
    settle()
    _assert_hidden(window)


def test_a_tip_goes_with_its_page(window: Window) -> None:
    page = EVERY_STATE["turns"](window)
    QToolTip.showText(page.mapToGlobal(QPoint(200, 200)), "what a tip says", page)
    settle()
    window.hide()
    settle()
    _assert_hidden(window)


def _assert_hidden(window: Window) -> None:
    assert isinstance(window.frame.page, SheetPage)
    assert QApplication.activePopupWidget() is None
    visible = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert visible == [window.frame]
