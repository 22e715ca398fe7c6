"""The blank sheet that Hide leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.boxes import STRETCH, column
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


class SheetPage(Page):
    """Nothing but paper; any key or click opens the program again, locked.

    Signals:
        open_asked: somebody came back.
    """

    open_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Blank sheet"), centred=True)
        self.top_bar.hide()
        self._words = Text(theme, self.tr("Press any key to go on."), "small", "ink3", align="center")
        self.set_body(column(theme, STRETCH, self._words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def first_focus(self) -> QWidget:
        """The sheet itself takes the keys."""
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come back, unless the key only changes others or belongs to Hide."""
        silent = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Escape}
        if event.key() in silent or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        self.open_asked.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Come back."""
        self.open_asked.emit()
