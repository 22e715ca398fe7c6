"""How long to wait before the next try, counted down in words."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from intimacy_desktop.errors import WaitFirst
from ui.messages import say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.text import Text

_STEP_MS = 250


class WaitLine(Text):
    """A quiet line, hidden while there is nothing to wait for; a screen reader hears it once for each wait.

    Args:
        theme: the live theme.
        remaining: gives the seconds left; asked on the UI thread, again and again.

    Signals:
        over: the wait has ended.
    """

    over = Signal()

    def __init__(self, theme: Theme, remaining: Callable[[], float]) -> None:
        super().__init__(theme, "", "small", "ink2", align="center", balance=True)
        self._remaining = remaining
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._count)
        self.hide()

    @property
    def waiting(self) -> bool:
        """Whether it is too soon."""
        return self._remaining() > 0

    def begin(self) -> None:
        """Say how long to wait, if there is anything to wait for."""
        if not self.waiting:
            return
        self._say()
        self.show()
        announce(self, self.text(), urgent=False)
        self._timer.start()

    def _count(self) -> None:
        if self.waiting:
            self._say()
            return
        self._timer.stop()
        self.hide()
        self.over.emit()

    def _say(self) -> None:
        self.set_text(say(WaitFirst(self._remaining())).line)
