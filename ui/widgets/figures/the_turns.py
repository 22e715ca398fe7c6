"""How an evening goes: one card, then the other, then both."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from intimacy_desktop.identity import Shape
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.figures.drawing import Drawing
from ui.widgets.figures.strip import Strip
from ui.widgets.figures.surrounded import Labels
from ui.widgets.rings import draw_mark, draw_rings

_OPEN = ((False, False), (True, False), (True, True), (True, True))
"""Which of the two cards lie open in each scene."""
_SHAPES = (Shape.CIRCLE, Shape.DIAMOND)


class _Scene(Drawing):
    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme)
        self._number = number

    def extent(self) -> QSize:
        """Two cards beside each other."""
        width = 190 if self._theme.big else self._theme.text(132)
        return QSize(width, round(width * 0.66))

    def sketch(self, painter: QPainter) -> None:
        """Draw both cards as they lie in this scene; in the last, with the talk between them."""
        width, height = self.width(), self.height()
        talk = height * 0.3
        for card, is_open in enumerate(_OPEN[self._number]):
            left = 1.5 + card * width * 0.52
            rect = QRectF(left, talk, width * 0.48 - 3, height - talk - 1.5)
            if is_open:
                self._open(painter, rect, _SHAPES[card])
            else:
                self._closed(painter, rect, _SHAPES[card])
        if self._number in {1, 2}:
            self._voice(painter, QPointF(width * (0.24 if self._number == 1 else 0.76), talk * 0.45))
        elif self._number == 3:
            self._voice(painter, QPointF(width * 0.34, talk * 0.45))
            self._voice(painter, QPointF(width * 0.66, talk * 0.45))

    def _closed(self, painter: QPainter, rect: QRectF, shape: Shape) -> None:
        theme = self._theme
        paint.draw_panel(painter, rect, 7, theme.color("accentSoft"), None)
        outline = QPainterPath()
        outline.addRoundedRect(rect, 7, 7)
        painter.save()
        painter.setClipPath(outline)
        pen = QPen(theme.color("accent", None if theme.contrast else 0.34), 1.1)
        draw_rings(painter, shape, rect.center(), pen, inner=rect.height() * 0.3, outer=rect.width(), step=5)
        painter.restore()
        draw_mark(painter, shape, rect.center(), rect.height() * 0.17, theme.color("accent"))
        paint.draw_panel(painter, rect, 7, None, theme.color("accent"), width=1.4)

    def _open(self, painter: QPainter, rect: QRectF, shape: Shape) -> None:
        theme = self._theme
        paint.draw_panel(painter, rect, 7, theme.color("surface"), theme.color("accent"), width=1.4)
        pen = QPen(theme.color("ink2"), 1.7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        paint.stroke(painter, pen)
        inset = rect.width() * 0.15
        for line, part in enumerate((1.0, 0.86, 0.5)):
            y = rect.top() + rect.height() * (0.28 + 0.2 * line)
            far = rect.left() + inset + (rect.width() - 2 * inset) * part
            painter.drawLine(QPointF(rect.left() + inset, y), QPointF(far, y))
        corner = QPointF(rect.right() - inset * 0.95, rect.bottom() - inset * 0.95)
        draw_mark(painter, shape, corner, rect.height() * 0.075, theme.color("accent"))

    def _voice(self, painter: QPainter, at: QPointF) -> None:
        """Words that rise over a card."""
        wide, high = self.height() * 0.13, self.height() * 0.085
        bubble = QPainterPath()
        around = QRectF(at.x() - wide, at.y() - high, 2 * wide, 2 * high)
        bubble.addRoundedRect(around, high * 0.8, high * 0.8)
        tail = QPainterPath(at + QPointF(-wide * 0.35, high * 0.8))
        tail.lineTo(at + QPointF(-wide * 0.25, high * 1.75))
        tail.lineTo(at + QPointF(wide * 0.3, high * 0.8))
        tail.closeSubpath()
        paint.fill(painter, self._theme.color("accent"))
        painter.drawPath(bubble.united(tail))


class TheTurns(Strip):
    """Four scenes of the evening.

    Args:
        theme: the live theme.
        labels: four pairs of a name and a few words: both cards closed; the first is read aloud; the second
            is; both lie open and there is talk.
        alt: what the drawings show, for those who do not see them.

    Raises:
        ValueError: not exactly four labels.
    """

    def __init__(self, theme: Theme, labels: Labels, alt: str) -> None:
        super().__init__(theme, lambda number: _Scene(theme, number), labels, alt, 4)
