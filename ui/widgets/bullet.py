"""The point before an entry of a list: the core of the program's mark, small."""

import math

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter

from intimacy_desktop.identity import Shape
from ui.theme import Theme
from ui.widgets.drawn import Drawn
from ui.widgets.rings import draw_mark


class Bullet(Drawn):
    """Stands at the height of a first line of body text; silent to screen readers.

    Args:
        theme: the live theme.
        color: a colour token.
    """

    def __init__(self, theme: Theme, color: str = "accentText") -> None:
        super().__init__(theme)
        self._color = color

    def extent(self) -> QSize:
        """As high as a line, so that it stands in its middle."""
        return QSize(self._theme.text(20), math.ceil(self._theme.line("body")))

    def draw(self, painter: QPainter) -> None:
        """Draw a small diamond."""
        centre = QPointF(self.width() / 2, self.height() / 2)
        draw_mark(painter, Shape.DIAMOND, centre, self._theme.text(4), self._theme.color(self._color))
