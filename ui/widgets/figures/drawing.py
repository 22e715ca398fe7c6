"""The base of every drawing in a figure: mirrored with the layout, silent unless it is given a text."""

from PySide6.QtGui import QPainter

from ui.widgets.drawn import Drawn


class Drawing(Drawn):
    """A picture without words, drawn as it reads left to right; right-to-left mirrors it."""

    def draw(self, painter: QPainter) -> None:
        """Draw the picture, mirrored where the layout is."""
        if self._theme.rtl:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        self.sketch(painter)

    def sketch(self, painter: QPainter) -> None:
        """Draw it as it reads left to right."""
        raise NotImplementedError
