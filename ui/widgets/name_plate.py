"""A partner's shape and words about them on ground of their own, for a place where a pattern lies behind."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.marks import Name
from ui.widgets.rings import Sign


class NamePlate(QWidget):
    """Mark and words, such as “Jonas, still closed”.

    Args:
        theme: the live theme.
        sign: of the partner.
        words: with the partner's name.
        parent: as in Qt.
    """

    def __init__(self, theme: Theme, sign: Sign, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.addWidget(Name(theme, sign.shape, sign.hue, words, "label"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        text = self._theme.text
        near, far = (14, 12) if self._theme.rtl else (12, 14)
        self._row.setContentsMargins(text(near), text(7), text(far), text(7))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("surface"))
        radius = min(self.height() / 2, self._theme.text(17))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()
