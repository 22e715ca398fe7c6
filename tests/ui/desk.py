"""One window process, seen from its supervisor: real pages, vaults and pipes; only its end is recorded."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.channel import Channel
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.launch import Leaves, Placement, WindowOptions
from ui.app import Application
from ui.widgets.button import Button

MARAS = "the slow lamp by the window"
JONAS = "seven boats and a quiet bell"


class Desk:
    """One window process, seen from its supervisor."""

    def __init__(self, qt: QApplication, options: WindowOptions) -> None:
        from_above, self._down = os.pipe()
        self._up, to_above = os.pipe()
        os.set_blocking(self._up, False)
        self.ended: list[bool] = []
        self.app = Application(
            qt, options, Channel(from_above, to_above), CHEAPEST, lambda: self.ended.append(True)
        )
        self.app.start()

    @property
    def page(self) -> object:
        return self.app.frame.page

    def heard(self) -> str:
        try:
            return os.read(self._up, 4096).decode()
        except BlockingIOError:
            return ""

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

    def close(self) -> None:
        os.close(self._down)


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
        self, folder: Path, placement: Placement | None = None, leaves: Leaves = Leaves.HOME
    ) -> Desk:
        desk = Desk(self._qt, WindowOptions(folder, placement, leaves))
        self._desks.append(desk)
        self._qtbot.waitExposed(desk.app.frame)
        return desk

    def end(self) -> None:
        """Let every process save what it holds and end."""
        for desk in self._desks:
            desk.close()
            self._qtbot.waitUntil(lambda desk=desk: bool(desk.ended), timeout=10_000)
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


def line_of(desk: Desk) -> QLineEdit:
    """The first line to type into that is seen."""
    return next(one for one in desk.app.frame.findChildren(QLineEdit) if one.isVisible())
