"""The cycle in which one reaches and the other steps back, and each is the reason of the other."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from intimacy_desktop.identity import Shape
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.figures.drawing import Drawing
from ui.widgets.figures.ripples import arrow_head, draw_whole
from ui.widgets.figures.surrounded import AROUND, Labels, Surrounded
from ui.widgets.rings import draw_mark


def _round_pen(theme: Theme, width: float, alpha: float | None = None) -> QPen:
    pen = QPen(theme.color("accent", None if theme.contrast else alpha), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _reaching(painter: QPainter, theme: Theme, centre: QPointF, radius: float) -> None:
    """Somebody whose rings all open towards the other."""
    for ring in range(4):
        part = radius * (0.55 + 0.3 * ring)
        paint.stroke(painter, _round_pen(theme, max(1.4, radius * 0.05), 1 - 0.19 * ring))
        around = QRectF(centre.x() - part, centre.y() - part, 2 * part, 2 * part)
        painter.drawArc(around, -38 * 16, 76 * 16)
    draw_mark(painter, Shape.CIRCLE, centre, radius * 0.36, theme.color("accent"))


class _Cycle(Drawing):
    def extent(self) -> QSize:
        """Grows with the text until the labels move under it."""
        side = 320 if self._theme.big else self._theme.text(264)
        return QSize(side, round(side * 0.86))

    def sketch(self, painter: QPainter) -> None:
        """Draw two people on a ring that turns clockwise: above the reaching, below the way back."""
        side, middle = self.width(), self._centre()
        radius = side * 0.36
        ring = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        paint.stroke(painter, _round_pen(self._theme, max(1.8, side * 0.008)))
        painter.drawArc(ring, 150 * 16, -120 * 16)  # Qt counts sixteenths of a degree, against the clock
        dashed = _round_pen(self._theme, max(1.8, side * 0.008))
        dashed.setDashPattern([3.2, 3.2])
        paint.stroke(painter, dashed)
        painter.drawArc(ring, -30 * 16, -120 * 16)
        for angle in (-30, 150):
            self._head(painter, middle, radius, math.radians(angle))
        _reaching(painter, self._theme, middle - QPointF(radius * 0.9, 0), side * 0.15)
        draw_whole(painter, self._theme, Shape.DIAMOND, middle + QPointF(radius * 0.94, 0), side * 0.085)

    def _head(self, painter: QPainter, middle: QPointF, radius: float, angle: float) -> None:
        tip = middle + QPointF(math.cos(angle), math.sin(angle)) * radius
        color = self._theme.color("accent")
        arrow_head(painter, tip, angle + math.pi / 2, self.width() * 0.045, color)


class _Moment(Drawing):
    """One of the four moments in small: reaching, being reached for, stepping back, being left."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme)
        self._number = number

    def extent(self) -> QSize:
        """As high as a label."""
        return QSize(self._theme.text(44), self._theme.text(44))

    def sketch(self, painter: QPainter) -> None:
        """Draw the moment."""
        theme, middle, side = self._theme, self._centre(), self.width()
        accent = theme.color("accent")
        if self._number == 0:
            _reaching(painter, theme, middle - QPointF(side * 0.24, 0), side * 0.42)
        elif self._number == 1:
            draw_whole(painter, theme, Shape.DIAMOND, middle + QPointF(side * 0.1, 0), side * 0.26, rings=2)
            arrow_head(painter, middle - QPointF(side * 0.24, 0), 0.0, side * 0.17, accent)
        elif self._number == 2:
            draw_whole(painter, theme, Shape.DIAMOND, middle - QPointF(side * 0.12, 0), side * 0.24, rings=2)
            arrow_head(painter, middle + QPointF(side * 0.4, 0), 0.0, side * 0.17, accent)
        else:
            draw_mark(painter, Shape.CIRCLE, middle, side * 0.13, accent)
            draw_mark(painter, Shape.CIRCLE, middle, side * 0.4, accent, state="dashed")


class PursueWithdraw(Surrounded):
    """The cycle with a label at each of its four moments.

    Args:
        theme: the live theme.
        labels: four pairs of a name and a few words as the cycle turns: one reaches; the other feels it; the
            other steps back; the one feels it.
        alt: what the drawing shows, for those who do not see it.

    Raises:
        ValueError: not exactly four labels.
    """

    def __init__(self, theme: Theme, labels: Labels, alt: str) -> None:
        super().__init__(theme, _Cycle(theme), lambda number: _Moment(theme, number), labels, alt, AROUND)
