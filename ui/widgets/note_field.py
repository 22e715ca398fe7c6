"""A few lines to write into, with what is wrong below."""

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.caret import Caret
from ui.widgets.field_frame import paint_frame, redraw_frame
from ui.widgets.private_text import PrivateText
from ui.widgets.text import Text

_LINES = 2


class NoteEdit(PrivateText):
    """The lines inside the frame; as high as what is written.

    Args:
        theme: the live theme.
        limit: longest text, code points.
    """

    def __init__(self, theme: Theme, limit: int) -> None:
        super().__init__(limit)
        self._theme = theme
        self.setCursorWidth(0)  # it is painted here, as on the sheet that a sentence is finished on
        self._caret = Caret(self)
        self._caret.changed.connect(self.viewport().update)
        self.cursorPositionChanged.connect(self._take_move)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def focus_frame(self) -> QWidget | None:
        """The widget that the focus ring is drawn around."""
        return self.parentWidget()

    def _restyle(self) -> None:
        font = self._theme.font("reading")
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(self._theme.text(12))
        palette = self._theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        lines = _LINES * QFontMetricsF(self.font()).lineSpacing()
        least = math.ceil(lines + 2 * self.document().documentMargin())
        self.setFixedHeight(max(least, math.ceil(self.document().size().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """The least it can be read in."""
        return QSize(self._theme.text(120), self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard, and have the frame drawn darker."""
        super().focusInEvent(event)
        self._caret.begin()
        redraw_frame(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard away."""
        super().focusOutEvent(event)
        self._caret.end()
        redraw_frame(self)

    def _take_move(self) -> None:
        if self.hasFocus():
            self._caret.begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, and the caret among them."""
        super().paintEvent(event)
        if not self._caret.is_on:
            return
        painter = QPainter(self.viewport())
        place = self.cursorRect()
        width = max(2, round(self.font().pixelSize() * 0.075))
        left = min(place.x(), self.viewport().width() - width)
        painter.fillRect(left, place.y(), width, place.height(), self._theme.color("accentText"))
        painter.end()


class _Frame(QWidget):
    def __init__(self, theme: Theme, edit: NoteEdit) -> None:
        super().__init__()
        self._theme, self._edit = theme, edit
        self.setFocusProxy(edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(edit)
        theme.changed.connect(self.update)

    def focus_radius(self) -> float:
        return self._theme.radius("field")

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_frame(self, self._theme, has_focus=self._edit.hasFocus())


class NoteField(QWidget):
    """A note of a few lines; Tab leaves it, Enter makes a new line.

    Args:
        theme: the live theme.
        name: what belongs in it, for screen readers; the words stand above it already.
        limit: longest text, code points; a longer paste is refused whole.

    Signals:
        edited(str): the text, after each change by hand.
        refused(int): code points it would have had; nothing of it was taken.
    """

    edited = Signal(str)
    refused = Signal(int)

    def __init__(self, theme: Theme, name: str, limit: int) -> None:
        super().__init__()
        self._theme = theme
        self.edit = NoteEdit(theme, limit)
        self.edit.setAccessibleName(name)
        self._wrong = Text(theme, "", "small", "danger")
        self._wrong.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for widget in (_Frame(theme, self.edit), self._wrong):
            self._box.addWidget(widget)
        self.setFocusProxy(self.edit)
        self.edit.edited.connect(self._take_edit)
        self.edit.refused.connect(self.refused)
        theme.changed.connect(self._retheme)
        self._retheme()

    def text(self) -> str:
        """What is written."""
        return self.edit.answer()

    def set_text(self, text: str) -> None:
        """Put a text into it, without `edited`."""
        self.edit.set_answer(text)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong; the text stays as it is."""
        self._wrong.set_text(sentence)
        self._wrong.show()
        self.edit.setAccessibleDescription(sentence)
        announce(self, sentence, urgent=True)

    def _take_edit(self, text: str) -> None:
        self._wrong.hide()
        self.edit.setAccessibleDescription("")
        self.edited.emit(text)

    def _retheme(self) -> None:
        self._box.setSpacing(self._theme.gap(6))
