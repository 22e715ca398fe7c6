"""A page comes in with a short slide and fade; whoever presses a key does not have to wait for it."""

from PySide6.QtCore import QEvent, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.scaffold import Page

SLIDE = 12
"""Pixels at 100 % that a page comes up from."""
FIRST = 0.3
"""How much of a page is there from the first moment: a busy computer must not show an empty window."""
_ENDS = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Resize}
)


class PageChange(QWidget):
    """Lies over the window while a page comes in, and shows a picture of that page, never of the one before.

    The page itself stands beneath; keys, clicks and screen readers reach it from the first moment.

    Args:
        frame: the window.
        theme: the live theme.
    """

    def __init__(self, frame: QWidget, theme: Theme) -> None:
        super().__init__(frame)
        self._theme = theme
        self._picture: QPixmap | None = None
        self._movement = QVariantAnimation(self)
        self._movement.setStartValue(FIRST)
        self._movement.setEndValue(1.0)
        self._movement.valueChanged.connect(self.update)
        self._movement.finished.connect(self.end)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        theme.changed.connect(self.end)

    def begin(self, page: Page) -> None:
        """Let `page` come in; at once where less movement is wished."""
        self.end()
        duration, window = self._theme.duration("settle"), self.window()
        if duration <= 0 or not window.isVisible() or window.isMinimized():
            return
        self._picture = page.grab()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._movement.setDuration(duration)
        self._movement.setEasingCurve(self._theme.easing("settle"))
        self._movement.start()

    def end(self) -> None:
        """Show the page as it is, now, and forget its picture."""
        if self._picture is None:
            return
        self._picture = None
        self._movement.stop()
        self.hide()
        handle = self.window().windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Give way to whoever does something; what they do reaches the page all the same."""
        if event.type() in _ENDS:
            self.end()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint one moment of it."""
        value = self._movement.currentValue()
        done = float(value) if isinstance(value, float | int) else 1.0
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("canvas"))
        if self._picture is not None:
            painter.setOpacity(done)
            painter.drawPixmap(0, round(self._theme.gap(SLIDE) * (1 - done)), self._picture)
        painter.end()
