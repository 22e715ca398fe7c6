"""The picture of a damaged file: the ring's halves have slipped, the core is whole."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from intimacy_desktop.identity import Shape
from ui.theme import Theme
from ui.widgets.drawn import Drawn
from ui.widgets.rings import draw_mark, mark_path

_RINGS = ((1.0, 2.6), (0.76, 1.4), (0.54, 1.4))
"""Radius in parts of the whole, and line width in pixels."""


class TornMark(Drawn):
    """Decoration above the words that say what is damaged; radius in pixels at 100 % text."""

    def __init__(self, theme: Theme, radius: float = 34, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._radius = radius

    def extent(self) -> QSize:
        """Room for both halves where they have slipped to."""
        radius = self._theme.text(self._radius)
        return QSize(radius * 2 + 14, radius * 2 + 18)

    def draw(self, painter: QPainter) -> None:
        """Draw two half rings out of line, and the core."""
        radius = float(self._theme.text(self._radius))
        caution = self._theme.color("caution")
        centre = QPointF(radius + 3, self.height() / 2)
        for half, slip in ((-1, QPointF(0, -5)), (1, QPointF(6, 5))):
            painter.save()
            painter.translate(slip)
            left = centre.x() - radius - 4 if half < 0 else centre.x()
            painter.setClipRect(QRectF(left, centre.y() - radius - 8, radius + 4, 2 * radius + 16))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for part, width in _RINGS:
                painter.setPen(QPen(caution, width))
                painter.drawPath(mark_path(Shape.CIRCLE, centre, radius * part - 1.3))
            painter.restore()
        core = self._theme.text(6.5)
        draw_mark(painter, Shape.DIAMOND, centre + QPointF(3, 0), core, caution)
