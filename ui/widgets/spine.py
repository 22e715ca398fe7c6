"""When an evening was: a date on a line from the latest to the first, with a small ring for each."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.rings import draw_brand
from ui.widgets.text import Text

_RING_AT, _WORDS_AT = 28, 44
"""Pixels at 100 % from the upper edge to the ring's centre, and to the words."""


class Spine(QWidget):
    """One evening's place on the line.

    Args:
        theme: the live theme.
        title: what that time is called, or nothing.
        day: the date.
        first: whether nothing stands above.
        last: whether nothing stands below.
    """

    WIDTH = 164
    """Pixels at 100 %."""

    def __init__(self, theme: Theme, title: str, day: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme, self._first, self._last = theme, first, last
        lines = ([Text(theme, title, "strong", align="center")] if title else []) + [
            Text(theme, day, "small", "ink3", align="center")
        ]
        self._lines = lines
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        for line in lines:
            self._box.addWidget(line)
        self._box.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._box.setContentsMargins(0, self._theme.gap(_WORDS_AT), 0, self._theme.gap(12))
        self.setFixedWidth(self._theme.gap(self.WIDTH))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, ring = self.width() / 2, self._theme.gap(_RING_AT)
        painter.setPen(QPen(self._theme.color("lineStrong"), 1.2, Qt.PenStyle.SolidLine))
        if not self._first:
            painter.drawLine(QPointF(middle, 0), QPointF(middle, ring - 12))
        if not self._last:
            below = math.ceil(self._lines[-1].geometry().bottom()) + 8
            painter.drawLine(QPointF(middle, below), QPointF(middle, self.height()))
        accent = self._theme.color("accentText")
        draw_brand(painter, QPointF(middle, ring), 8, accent, accent)
        painter.end()
