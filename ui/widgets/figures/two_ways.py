"""Two ways of coping, and the one between them: three doors."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.figures.drawing import Drawing
from ui.widgets.figures.strip import Strip
from ui.widgets.figures.surrounded import Labels

_SWUNG = (-0.36, 0.68, 1.0)
"""Where the free edge of each door stands, in widths of its frame from the hinge."""


class _Door(Drawing):
    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme)
        self._number = number

    def extent(self) -> QSize:
        """A door with room for its leaf beside it."""
        width = 120 if self._theme.big else self._theme.text(108)
        return QSize(width, round(width * 0.98))

    def sketch(self, painter: QPainter) -> None:
        """Draw the frame, the leaf as far open as it is, and what holds it."""
        width, height, theme = self.width(), self.height(), self._theme
        frame = QRectF(width * 0.28, 2, width * 0.46, height - 4)
        accent = theme.color("accent")
        paint.draw_panel(painter, frame, 2, theme.color("surface"), accent, width=1.8)
        self._leaf(painter, frame)
        paint.stroke(painter, QPen(accent, 1.8))
        painter.drawLine(QPointF(width * 0.06, height - 2), QPointF(width * 0.94, height - 2))

    def _leaf(self, painter: QPainter, frame: QRectF) -> None:
        theme, swung = self._theme, _SWUNG[self._number]
        edge = frame.left() + frame.width() * swung
        rise = 0.0 if swung == 1.0 else frame.height() * 0.055
        leaf = QPolygonF(
            [
                frame.topLeft(),
                QPointF(edge, frame.top() + rise),
                QPointF(edge, frame.bottom() - rise),
                frame.bottomLeft(),
            ]
        )
        accent = theme.color("accent")
        painter.setPen(QPen(accent, 1.8))
        painter.setBrush(theme.color("accentSoft"))
        painter.drawPolygon(leaf)
        paint.fill(painter, accent)
        inward = frame.width() * (0.12 if swung > 0 else -0.08)
        painter.drawEllipse(QPointF(edge - inward, frame.center().y()), 2.6, 2.6)
        if swung == 1.0:
            self._bolts(painter, frame)

    def _bolts(self, painter: QPainter, frame: QRectF) -> None:
        for part in (0.24, 0.72):
            bolt = QRectF(0, 0, frame.width() * 0.44, frame.height() * 0.062)
            bolt.moveCenter(
                QPointF(frame.right() - frame.width() * 0.08, frame.top() + frame.height() * part)
            )
            painter.drawRoundedRect(bolt, 2, 2)


class TwoWays(Strip):
    """Three doors: wide open, open a little, bolted.

    Args:
        theme: the live theme.
        labels: three pairs of a name and a few words, in this order.
        alt: what the drawings show, for those who do not see them.

    Raises:
        ValueError: not exactly three labels.
    """

    def __init__(self, theme: Theme, labels: Labels, alt: str) -> None:
        super().__init__(theme, lambda number: _Door(theme, number), labels, alt, 3)
