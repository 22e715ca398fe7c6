"""A couple with two sealed vaults of the cheapest kind, and hands for the pages of their evening."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault
from ui.background import Background
from ui.theme import Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.scaffold import Page

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
MARAS_WORDS = "seven lanterns by the quiet river"
JONASS_WORDS = "a copper kettle on a slow morning"

T = TypeVar("T")


def canary(name: str, item: int) -> str:
    """Words that stand nowhere but on one card."""
    return f"{name.lower()}canary{item:02d}"


def endings(name: str) -> list[Answer]:
    """Ten answers, each with its canary; item 6 (index 5) with words of its own for reading aloud."""
    answers = [Answer(f"rather {canary(name, item)} indeed") for item in range(10)]
    answers[5] = Answer(f"hums {canary(name, 5)}", spoken=f"hum {canary(name, 5)}")
    return answers


@dataclass
class Couple:
    """A home with two taken seats.

    Args:
        home: their home folder.
        keys: the first seat's and the second seat's.
    """

    home: Home
    keys: tuple[VaultKeys, VaultKeys]

    def folder(self, seat: Seat) -> Path:
        return self.home.seats()[seat.value].folder

    def seal(self, seat: Seat, answers: Sequence[Answer]) -> None:
        vault = Vault.open(self.folder(seat), self.keys[seat.value])
        present = vault.start_round()
        vault.save_draft(present.id, Draft(tuple(answers)))
        vault.seal(present.id)
        vault.close()

    def open(self, seat: Seat) -> Vault:
        return Vault.open(self.folder(seat), self.keys[seat.value])

    def sit_down(self, first_reader: Seat = Seat.SECOND, *, alternate: bool = False) -> Sitting:
        return Sitting(self.open(Seat.FIRST), self.open(Seat.SECOND), first_reader, alternate=alternate)


def make_couple(place: Path, *, sealed: bool = True) -> Couple:
    """Mara took the first seat, Jonas the second."""
    home = Home.open(place / "home")
    first = home.take_seat(MARA, MARAS_WORDS, CHEAPEST)
    second = home.take_seat(JONAS, JONASS_WORDS, CHEAPEST)
    couple = Couple(home, (first, second))
    if sealed:
        couple.seal(Seat.FIRST, endings("Mara"))
        couple.seal(Seat.SECOND, endings("Jonas"))
    return couple


class Hands(QObject):
    """Shows a page in a window as the program does, and works on it with the keyboard."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        super().__init__()
        self.bot, self.theme = qtbot, theme
        self.background = Background(the_application())

    def show(self, page: Page, width: int = 1200, height: int = 800) -> Page:
        self.bot.addWidget(page)
        FocusRing(page, self.theme)
        page.resize(width, height)
        page.show()
        self.bot.waitExposed(page)
        page.activateWindow()
        page.shown()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus()
        settle()
        return page

    def on_storage(self, work: Callable[[], T]) -> T:
        """Run something on the storage thread and wait for it: what was queued before is done by then."""
        results: list[T] = []
        problems: list[Exception] = []
        self.background.storage(self, work, results.append, problems.append)
        self.bot.waitUntil(lambda: bool(results or problems))
        settle()
        if problems:
            raise problems[0]
        return results[0]

    def leave(self, page: Page, sitting: Sitting) -> None:
        """Save what waits, then close both vaults, in the order in which the window does it."""
        page.flush()
        self.on_storage(sitting.close)


def the_application() -> QCoreApplication:
    """The one that pytest-qt has made."""
    application = QCoreApplication.instance()
    assert application is not None
    return application


def settle() -> None:
    """Let layouts, deletions and paints that wait for the event loop happen."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def seen(page: QWidget, name: str) -> QWidget | None:
    """The visible widget that is called so, if there is one."""
    for widget in page.findChildren(QWidget):
        words = widget.accessibleName()
        if not words and isinstance(widget, QAbstractButton):
            words = widget.text()
        if words == name and widget.isVisible():
            return widget
    return None


def press(bot: QtBot, page: QWidget, name: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
    """Wait for a button, walk to it with Tab alone, and press a key on it."""
    bot.waitUntil(lambda: seen(page, name) is not None)
    target = seen(page, name)
    assert target is not None
    for _ in range(60):
        focus = page.focusWidget()
        if focus is target or (focus is not None and focus.focusProxy() is target):
            break
        QTest.keyClick(focus or page, Qt.Key.Key_Tab)
    assert page.focusWidget() is target, f"Tab never reaches “{name}”"
    QTest.keyClick(target, key)
    settle()


def text_of(page: QWidget) -> str:
    """All words that are seen on a page."""
    from PySide6.QtWidgets import QLabel

    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    buttons = [button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()]
    return "\n".join([*labels, *buttons])
