"""The four kinds of closeness: four stones in one water, whose rings meet."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPainterPath

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.figures.drawing import Drawing
from ui.widgets.figures.ripples import draw_ripples
from ui.widgets.figures.surrounded import Labels, Surrounded
from ui.widgets.rings import draw_brand

_RADIUS = 0.292
_OFFSET = 0.2
"""Radius of the outermost ring and the distance of its core from the middle, in parts of the whole."""


class _Water(Drawing):
    def extent(self) -> QSize:
        """Grows with the text until the labels move under it."""
        side = 340 if self._theme.big else self._theme.text(280)
        return QSize(side, side)

    def sketch(self, painter: QPainter) -> None:
        """Draw four stones, lit where two of their rings meet, and the program's mark where all do."""
        side, middle = self.width(), self._centre()
        places = [middle + QPointF(x, y) * (side * _OFFSET) for y in (-1, 1) for x in (-1, 1)]
        discs = [_disc(place, side * _RADIUS) for place in places]
        paint.fill(painter, self._theme.color("accent", 0.11))
        for first, disc in enumerate(discs):
            for second in discs[first + 1 :]:
                painter.drawPath(disc.intersected(second))
        for kind, place in enumerate(places):
            draw_ripples(painter, self._theme, kind, place, side * _RADIUS)
        paint.fill(painter, self._theme.color("canvas"))
        painter.drawEllipse(middle, side * 0.07, side * 0.07)
        accent = self._theme.color("accent")
        draw_brand(painter, middle, side * 0.048, accent, accent)


def _disc(centre: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(centre, radius, radius)
    return path


class _Stone(Drawing):
    def __init__(self, theme: Theme, kind: int) -> None:
        super().__init__(theme)
        self._kind = kind

    def extent(self) -> QSize:
        """As high as a label."""
        return QSize(self._theme.text(44), self._theme.text(44))

    def sketch(self, painter: QPainter) -> None:
        """Draw the kind's rings in small."""
        centre = self._centre()
        draw_ripples(painter, self._theme, self._kind, centre, centre.x() - 2, rings=4)


class FourKinds(Surrounded):
    """The figure with a label at each stone.

    Args:
        theme: the live theme.
        labels: four pairs of a name and a few words, in reading order.
        alt: what the drawing shows, for those who do not see it.

    Raises:
        ValueError: not exactly four labels.
    """

    def __init__(self, theme: Theme, labels: Labels, alt: str) -> None:
        super().__init__(theme, _Water(theme), lambda kind: _Stone(theme, kind), labels, alt)
