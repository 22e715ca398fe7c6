"""The blank sheet that Hide leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.scaffold import Page

_Key = Qt.Key
_SILENT = frozenset(
    {
        *(_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta),
        *(_Key.Key_Super_L, _Key.Key_Super_R, _Key.Key_CapsLock, _Key.Key_NumLock, _Key.Key_ScrollLock),
        *(_Key.Key_Escape, _Key.Key_Print, _Key.Key_VolumeUp, _Key.Key_VolumeDown, _Key.Key_VolumeMute),
        *(_Key.Key_MonBrightnessUp, _Key.Key_MonBrightnessDown),
    }
)
"""Keys that only change others, belong to the computer or to Hide."""


class SheetPage(Page):
    """Nothing but paper, and no word on it; any key or click opens the program again, locked.

    Signals:
        open_asked: somebody came back.
    """

    open_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        # heard, not seen: to the eye it is an empty sheet
        super().__init__(theme, self.tr("Blank sheet. Press any key to go on."))
        self.top_bar.hide()
        self.set_body(column(theme))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def first_focus(self) -> QWidget:
        """The sheet itself takes the keys."""
        return self

    def focus_frame(self) -> None:
        """No ring lies around a blank sheet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come back, unless the key only changes others, belongs to the computer or to Hide."""
        if event.key() in _SILENT or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        self.open_asked.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Come back."""
        self.open_asked.emit()
