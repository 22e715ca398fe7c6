"""The two partners' marks, overlapping: what is done side by side."""

import math

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.drawn import Drawn
from ui.widgets.rings import DIAMOND_REACH, Sign, mark_path


class TogetherMark(Drawn):
    """Two overlapping marks, the first seat's on the side where reading begins.

    Args:
        theme: the live theme.
        first: sign of the first seat.
        second: sign of the second seat.
        radius: of one mark, pixels at 100 % text.
        apart: half the distance of the two centres, in radii.
        parent: as in Qt.
    """

    def __init__(
        self,
        theme: Theme,
        first: Sign,
        second: Sign,
        *,
        radius: float = 20,
        apart: float = 0.78,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._signs = (first, second)
        self._radius = radius
        self._apart = apart

    def extent(self) -> QSize:
        """Room for two diamonds."""
        radius = self._theme.text(self._radius)
        width = math.ceil(radius * 2 * (DIAMOND_REACH + self._apart))
        return QSize(width + 4, math.ceil(radius * 2 * DIAMOND_REACH) + 4)

    def draw(self, painter: QPainter) -> None:
        """Draw both marks, their grounds shining through each other."""
        radius = self._theme.text(self._radius)
        side = 1 if self._theme.rtl else -1
        for sign, place in zip(self._signs, (side, -side), strict=True):
            painter.setPen(QPen(self._theme.hue(sign.hue), 2))
            painter.setBrush(self._theme.hue(sign.hue, "mark", 0.14))
            offset = QPointF(place * radius * self._apart, 0)
            painter.drawPath(mark_path(sign.shape, self._centre() + offset, radius))
