"""Where the window stands: as large as it was left, always within a screen, never larger than one."""

from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QIcon

import resources
from intimacy_desktop.launch import Placement
from ui.window.frame import PREFERRED, SMALLEST, Frame
from ui.window.shell import Shell

SETTLED_MS = 700
"""After so long without a change a size is one that somebody chose."""
ICON_SIZES = (16, 32, 48, 256)
_GRIP = 80
"""Pixels of a window that must lie on a screen, so that it can be found and moved."""


def window_icon() -> QIcon:
    """The program's mark, neutral in a task bar; its pictures are read when one is needed."""
    icon = QIcon()
    folder = Path(resources.__file__).parent / "icons" / "app"
    for size in ICON_SIZES:
        icon.addFile(str(folder / f"{size}.png"), QSize(size, size))
    return icon


def within(room: QRect, wanted: QSize) -> QSize:
    """A size that fits into the room of a screen, pixels."""
    return wanted.boundedTo(room.size())


def in_sight(placement: Placement) -> QRect:
    """Where a window that stood there can stand now: the screen it stood on may be gone."""
    place = QRect(placement.x, placement.y, placement.width, placement.height)
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry() & place
        if seen.width() >= _GRIP and seen.height() >= _GRIP:
            return place
    room = QGuiApplication.primaryScreen().availableGeometry()
    place.setSize(within(room, place.size()))
    place.moveCenter(room.center())
    return place


class Standing(QObject):
    """Gives the window its first size, its least size and its icon, and remembers what it was resized to.

    Only a width and a height are remembered, among the plain settings; never a page.

    Args:
        frame: the window.
        shell: keeps the settings.
    """

    def __init__(self, frame: Frame, shell: Shell) -> None:
        super().__init__(frame)
        self._frame, self._shell = frame, shell
        self._given: QSize | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED_MS)
        self._settling.timeout.connect(self._remember)
        frame.resized.connect(self._settling.start)
        frame.setWindowIcon(window_icon())

    def begin(self, placement: Placement | None) -> None:
        """Stand where the window before this one stood, or as large as it was left the last time."""
        frame, room = self._frame, self._frame.screen().availableGeometry()
        frame.setMinimumSize(within(room, QSize(*SMALLEST)))
        if placement is not None:
            frame.setGeometry(in_sight(placement))
        else:
            known = self._shell.settings
            wanted = QSize(known.window_width or PREFERRED[0], known.window_height or PREFERRED[1])
            frame.resize(within(room, wanted))
        self._given = frame.size()

    def _remember(self) -> None:
        frame, size = self._frame, self._frame.size()
        if frame.isMaximized() or frame.isMinimized() or size == self._given:
            return
        self._given = size
        self._shell.remember_size(size.width(), size.height())
