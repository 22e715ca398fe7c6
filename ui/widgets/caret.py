"""The beat of a caret that a widget paints itself, since Qt paints its own by inverting what lies below."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication


class Caret(QObject):
    """On or off, as fast as the system's carets; a system without blinking has it on all the time.

    Args:
        parent: as in Qt.
    """

    changed = Signal()
    """It went on or off."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_on = False
        self._beat = QTimer(self)
        self._beat.timeout.connect(lambda: self._set(not self._is_on))

    @property
    def is_on(self) -> bool:
        """Whether it is to be painted now."""
        return self._is_on

    def begin(self) -> None:
        """Be on, and blink from now: the field has the keyboard, or the caret has moved."""
        half = QApplication.cursorFlashTime() // 2
        if half > 0:
            self._beat.start(half)
        else:
            self._beat.stop()
        self._set(True)

    def end(self) -> None:
        """Be off: the keyboard is elsewhere."""
        self._beat.stop()
        self._set(False)

    def _set(self, on: bool) -> None:
        self._is_on = on
        self.changed.emit()
