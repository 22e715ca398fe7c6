"""What reaches the window from keyboard and mouse, seen before any widget sees it."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

TWICE_MS = 600
"""Two presses of Esc within this hide the program."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class InputWatch(QObject):
    """Filters the events of one native window, and of the menus and lists that open above it.

    A filter on the native window, not on the application: it sees every key and click once, before the
    widget with the focus, and costs nothing for the many events that are neither.

    Args:
        parent: the window's frame.
        hide_key: the name of the key that hides, as QKeySequence reads it.

    Signals:
        touched: a key, click, wheel or movement.
        hide_asked: the key of Hide, or Esc twice.
    """

    touched = Signal()
    hide_asked = Signal()

    def __init__(self, parent: QObject, hide_key: str) -> None:
        super().__init__(parent)
        self._since_escape = QElapsedTimer()
        self.set_hide_key(hide_key)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    def set_hide_key(self, name: str) -> None:
        """Use another key from now on."""
        self._key: Qt.Key = Qt.Key(QKeySequence(name)[0].key())  # type: ignore[index]  # the stubs lack __getitem__

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Pass on everything but the press that hides."""
        kind = event.type()
        if kind in _TOUCHES:
            self.touched.emit()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._hides(event)
        return False

    def _watch(self, window: QWindow | None) -> None:
        # A menu or a list is a native window of its own, and has the keys while it is open, however it came.
        if window is not None:
            window.installEventFilter(self)

    def _hides(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return event.key() == self._key
        if event.key() == self._key:
            self.hide_asked.emit()
            return True
        if event.key() != Qt.Key.Key_Escape:
            self._since_escape.invalidate()
            return False
        if self._since_escape.isValid() and self._since_escape.elapsed() <= TWICE_MS:
            self._since_escape.invalidate()
            self.hide_asked.emit()
            return True
        self._since_escape.start()
        return False
