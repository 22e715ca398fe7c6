"""What happens on the desktop, brought to the UI thread as far as it concerns the lock."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.desktop_events import DesktopEvents, Happening


class DesktopWatch(QObject):
    """Listens from the moment at which there is something to lock.

    Nothing of it is imported before. Until then a page stays as it is when the session is locked, and the
    process holds off no sleep.

    Args:
        frame: the window.
        events: gives what tells of the desktop, for the native handle of the window; by default that of this
            system.

    Signals:
        lock_due: lock now: the computer goes to sleep, or the session is locked or left.
        woke: the computer was asleep, with or without a word before.
    """

    lock_due = Signal()
    woke = Signal()
    _happened = Signal(object)

    def __init__(self, frame: QWidget, events: "Callable[[int], DesktopEvents] | None") -> None:
        super().__init__(frame)
        self._frame = frame
        self._make = events
        self._events: DesktopEvents | None = None
        self._happened.connect(self._take)

    def start(self) -> None:
        """Listen from now on; it returns at once, whatever the desktop does."""
        if self._events is not None:
            return
        from ui.desktop_events import events_of_this_system

        self._events = (self._make or events_of_this_system)(self._frame.winId())
        # From another thread it arrives in the order of this one; from this thread at once.
        self._events.start(self._happened.emit)

    def stop(self) -> None:
        """Listen no more."""
        if self._events is not None:
            self._events.stop()

    def _take(self, happening: "Happening") -> None:
        from ui.desktop_events import Happening

        if happening is Happening.WAKE:
            self.woke.emit()
        else:
            self.lock_due.emit()
