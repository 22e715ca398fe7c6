"""The two fears: to lose the other, and to lose oneself."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from intimacy_desktop.identity import Shape
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.figures.drawing import Drawing
from ui.widgets.figures.ripples import draw_whole
from ui.widgets.figures.strip import Strip
from ui.widgets.figures.surrounded import Labels
from ui.widgets.rings import draw_mark, mark_path


class _Fear(Drawing):
    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme)
        self._number = number

    def extent(self) -> QSize:
        """Wide enough for a distance."""
        width = 240 if self._theme.big else self._theme.text(272)
        return QSize(width, round(width * 0.56))

    def sketch(self, painter: QPainter) -> None:
        """Draw the fear of this number."""
        if self._number == 0:
            self._losing_the_other(painter)
        else:
            self._losing_oneself(painter)

    def _losing_the_other(self, painter: QPainter) -> None:
        """One stands whole; of the other only an outline is left, and the way there is long."""
        theme, width, y = self._theme, self.width(), self.height() / 2
        here, there = QPointF(width * 0.17, y), QPointF(width * 0.86, y)
        draw_whole(painter, theme, Shape.CIRCLE, here, width * 0.13)
        pen = QPen(theme.color("accent", None if theme.contrast else 0.7), max(1.6, width * 0.008))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 4.4])
        paint.stroke(painter, pen)
        painter.drawLine(here + QPointF(width * 0.19, 0), there - QPointF(width * 0.15, 0))
        draw_mark(painter, Shape.DIAMOND, there, width * 0.085, theme.color("accent"), state="dashed")

    def _losing_oneself(self, painter: QPainter) -> None:
        """The other's rings close over somebody of whom only an outline is left."""
        theme, width = self._theme, self.width()
        middle = QPointF(width / 2, self.height() / 2)
        reach = self.height() / 2 / 1.26
        paint.fill(painter, theme.color("accentSoft"))
        painter.drawPath(mark_path(Shape.DIAMOND, middle, reach))
        for ring in range(6):
            part = 0.4 + 0.12 * ring
            alpha = None if theme.contrast else 0.3 + 0.11 * ring
            paint.stroke(painter, QPen(theme.color("accent", alpha), 1.4))
            painter.drawPath(mark_path(Shape.DIAMOND, middle, reach * part))
        draw_mark(painter, Shape.CIRCLE, middle, reach * 0.24, theme.color("accent"), state="dashed")


class TwoFears(Strip):
    """Both fears side by side.

    Args:
        theme: the live theme.
        labels: two pairs of a name and a few words: to lose the other, to lose oneself.
        alt: what the drawings show, for those who do not see them.

    Raises:
        ValueError: not exactly two labels.
    """

    def __init__(self, theme: Theme, labels: Labels, alt: str) -> None:
        super().__init__(theme, lambda number: _Fear(theme, number), labels, alt, 2)
