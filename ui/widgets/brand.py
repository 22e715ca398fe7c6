"""The program's mark and name."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.drawn import Drawn
from ui.widgets.rings import draw_brand
from ui.widgets.text import Text

PROGRAM_NAME = "Innermost"
"""Never translated."""


class BrandMark(Drawn):
    """The diamond inside the circle.

    Args:
        theme: the live theme.
        radius: pixels at 100 % text.
        ring: colour token of the circle.
        core: colour token of the diamond.
        parent: as in Qt.
    """

    def __init__(
        self,
        theme: Theme,
        radius: float = 11,
        *,
        ring: str = "ink",
        core: str = "accentText",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._radius = radius
        self._colors = (ring, core)

    def extent(self) -> QSize:
        """Room for the circle."""
        side = self._theme.text(self._radius) * 2 + 2
        return QSize(side, side)

    def draw(self, painter: QPainter) -> None:
        """Draw the mark in the middle."""
        ring, core = (self._theme.color(token) for token in self._colors)
        draw_brand(painter, self._centre(), self._theme.text(self._radius), ring, core)


class Brand(QWidget):
    """Mark and name in one line, as the top bar and the sidebar show them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._mark = BrandMark(theme)
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._name = Text(theme, PROGRAM_NAME, "heading", size=20, line=28, heading=False)
        self._row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def full_width(self) -> int:
        """Pixels that mark and name need together."""
        return self._mark.extent().width() + self._row.spacing() + self._name.natural_width()

    def set_narrow(self, narrow: bool) -> None:
        """Show the mark alone, where the row needs the room for what can be pressed."""
        self._name.setVisible(not narrow)

    def _restyle(self) -> None:
        self._row.setSpacing(self._theme.text(10))
