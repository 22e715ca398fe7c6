"""One window process, seen from its supervisor: real pages, vaults and pipes; only its end is recorded."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.channel import Channel
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.launch import Leaves, Placement, WindowOptions
from intimacy_desktop.vault import Vault
from tests.ui.evening import seen, settle, text_of
from ui.app import Application
from ui.desktop_events import DesktopEvents, NoEvents
from ui.pages.aftercare import AftercarePage
from ui.widgets.button import Button
from ui.widgets.scaffold import Page

PageType = TypeVar("PageType", bound=Page)

MARAS = "the slow lamp by the window"
JONAS = "seven boats and a quiet bell"


class Desk:
    """One window process, seen from its supervisor."""

    def __init__(self, qt: QApplication, options: WindowOptions, events: DesktopEvents | None = None) -> None:
        from_above, self._down = os.pipe()
        self._up, to_above = os.pipe()
        os.set_blocking(self._up, False)
        self._said: list[bytes] = []
        self._reading = threading.Lock()
        self._closed = threading.Event()
        # what cannot be saved is longer than a pipe holds, and a supervisor always reads
        threading.Thread(target=self._read_on, daemon=True).start()
        self.ended: list[bool] = []
        self.app = Application(
            qt,
            options,
            Channel(from_above, to_above),
            CHEAPEST,
            lambda: self.ended.append(True),
            lambda _window: events or NoEvents(),
        )
        self.app.start()

    @property
    def page(self) -> object:
        return self.app.frame.page

    def heard(self) -> str:
        """Give what it said to its supervisor since this was last asked."""
        self._read()
        with self._reading:
            said = b"".join(self._said).decode()
            self._said.clear()
        return said

    def kept(self) -> list[str]:
        """Give what it handed on since anything was last asked: a vault’s id and the ciphertext, as sent."""
        return [line.removeprefix("keep ") for line in self.heard().splitlines() if line.startswith("keep ")]

    def _read_on(self) -> None:
        while not self._closed.wait(0.02):
            self._read()

    def _read(self) -> None:
        with self._reading:
            try:
                while chunk := os.read(self._up, 65536):
                    self._said.append(chunk)
            except BlockingIOError:
                return

    def order(self, word: str) -> None:
        os.write(self._down, f"{word}\n".encode())

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.app.frame.windowHandle(), key)

    def click(self, label: str) -> None:
        found = [
            one for one in self.app.frame.findChildren(Button) if one.text() == label and one.isVisible()
        ]
        assert len(found) == 1, label
        found[0].click()

    def click_when_there(self, qtbot: QtBot, label: str) -> None:
        """Wait until a button or switch can be pressed, and press it."""

        def ready() -> bool:
            found = seen(self.app.frame, label)
            return found is not None and found.isEnabled()

        qtbot.waitUntil(ready, timeout=15_000)
        found = seen(self.app.frame, label)
        assert isinstance(found, QAbstractButton)
        found.click()
        settle()

    def words(self) -> str:
        """All that is read in the window."""
        return text_of(self.app.frame)

    def await_words(self, qtbot: QtBot, words: str) -> None:
        """Wait until `words` are seen."""
        qtbot.waitUntil(lambda: words in self.words(), timeout=15_000)

    def type_in(self, text: str) -> None:
        """Put a text where the keyboard is, as a paste, and press Enter."""
        self.paste(text)
        self.press(Qt.Key.Key_Return)
        settle()

    def paste(self, content: str | QMimeData) -> None:
        """Paste as a person does, with Ctrl+V."""
        data = content
        if isinstance(data, str):
            data = QMimeData()
            data.setText(str(content))
        QApplication.clipboard().setMimeData(data)
        focus = self.app.frame.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QApplication.clipboard().clear()
        settle()

    def open_as(self, qtbot: QtBot, name: str, passphrase: str, page: type[PageType]) -> PageType:
        """Open a seat from the home page, as far as `page`."""
        self.click(f"Open as {name}")
        settle()
        self.type_in(passphrase)
        return self.await_page(qtbot, page)

    def await_page(self, qtbot: QtBot, page: type[PageType]) -> PageType:
        """Wait until a page of this kind is seen; past how they are, if they are asked."""

        def there() -> bool:
            if page is not AftercarePage and isinstance(self.page, AftercarePage):
                self.click("Go on to my part")
            return isinstance(self.page, page)

        qtbot.waitUntil(there, timeout=15_000)
        settle()
        assert isinstance(self.page, page)
        return self.page

    def end_now(self, qtbot: QtBot) -> None:
        """Let it save what it holds and end, as when its supervisor is gone."""
        self.order("end")
        qtbot.waitUntil(lambda: bool(self.ended), timeout=15_000)

    def close(self) -> None:
        os.close(self._down)

    def stop_reading(self) -> None:
        """Have no thread of the test left."""
        self._closed.set()
        self.app.desktop.stop()


class Starter:
    """Starts window processes, and ends them all.

    Args:
        qtbot: waits for what happens.
        qt: the one QApplication.
    """

    def __init__(self, qtbot: QtBot, qt: QApplication) -> None:
        self._qtbot, self._qt = qtbot, qt
        self._desks: list[Desk] = []

    def __call__(
        self,
        folder: Path,
        placement: Placement | None = None,
        leaves: Leaves = Leaves.HOME,
        events: DesktopEvents | None = None,
    ) -> Desk:
        desk = Desk(self._qt, WindowOptions(folder, placement, leaves), events)
        self._desks.append(desk)
        self._qtbot.waitExposed(desk.app.frame)
        return desk

    def end(self) -> None:
        """Let every process save what it holds and end."""
        for desk in self._desks:
            desk.close()
            self._qtbot.waitUntil(lambda desk=desk: bool(desk.ended), timeout=10_000)
        for thread in threading.enumerate():
            if thread.name == "orders":
                thread.join()  # or it would tell a window that is gone
        for desk in self._desks:
            desk.stop_reading()
            desk.app.frame.hide()
            desk.app.frame.deleteLater()


@contextmanager
def starting(qtbot: QtBot, qt: QApplication) -> Iterator[Starter]:
    """Give the means to start a window process; what was started has ended afterwards."""
    starter = Starter(qtbot, qt)
    yield starter
    starter.end()


def make_couple(home: Path) -> Path:
    """Have Mara and Jonas take their seats in `home`."""
    opened = Home.open(home)
    opened.take_seat(Identity("Mara", Shape.CIRCLE, Hue.BLUE), MARAS, CHEAPEST)
    opened.take_seat(Identity("Jonas", Shape.DIAMOND, Hue.RUST), JONAS, CHEAPEST)
    return home


def folders(home: Path) -> tuple[Path, ...]:
    """Give the vault folders in the order of taking."""
    return tuple(seat.folder for seat in Home.open(home).seats())


@contextmanager
def opened(folder: Path, passphrase: str) -> Iterator[Vault]:
    """Give a vault, opened with its passphrase as its owner would."""
    vault = Vault.open(folder, unlock(folder, passphrase))
    try:
        yield vault
    finally:
        vault.close()


def draft_in(folder: Path, passphrase: str) -> Draft:
    """Give what stands in the newest round of a vault."""
    with opened(folder, passphrase) as vault:
        return vault.read_draft(vault.rounds()[-1].id)


def write_and_seal(folder: Path, passphrase: str, *endings: str, seal: bool = True) -> None:
    """Have the owner of a vault write, and seal."""
    with opened(folder, passphrase) as vault:
        present = vault.start_round()
        answers = [Answer(text) for text in endings] + [Answer()] * (10 - len(endings))
        vault.save_draft(present.id, Draft(tuple(answers)))
        if seal:
            vault.seal(present.id)


def files_of(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with what it holds."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def line_of(desk: Desk) -> QLineEdit:
    """The first line to type into that is seen."""
    return next(one for one in desk.app.frame.findChildren(QLineEdit) if one.isVisible())
