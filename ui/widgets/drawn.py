"""The base of small pictures: they follow the theme, keep a fixed size and may name themselves."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


class Drawn(QWidget):
    """A picture drawn from the theme; subclasses say how large it is and draw it.

    A picture that only repeats the words beside it stays without a name and is silent to screen readers.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def extent(self) -> QSize:
        """The size of the picture under the present theme, pixels."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Draw the picture into the whole widget."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """The size of the picture."""
        return self.extent()

    def minimumSizeHint(self) -> QSize:
        """The size of the picture: it is never cut."""
        return self.extent()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()
