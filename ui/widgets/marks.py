"""The signs of the two seats, and the program's own."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intimacy_desktop.identity import Hue, Shape
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.drawn import Drawn
from ui.widgets.text import HEADINGS, Text


class Mark(Drawn):
    """A seat's shape in its hue; silent to screen readers, since the name stands beside it.

    Args:
        theme: the live theme.
        shape: of the seat.
        hue: of the seat.
        r: radius in pixels at 100 %.
        state: "solid", "outline", "current" (a ring with a core) or "dashed".
    """

    def __init__(
        self, theme: Theme, shape: Shape | str, hue: Hue | str, r: float = 8, state: str = "solid"
    ) -> None:
        super().__init__(theme)
        self._r = r
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_mark(shape, hue, state)

    def set_mark(self, shape: Shape | str, hue: Hue | str, state: str = "solid") -> None:
        """Show another mark."""
        self._shape, self._hue, self._state = Shape(shape), Hue(hue), state
        self.update()

    def extent(self) -> QSize:
        """Room for either shape, so that names stand in line."""
        side = math.ceil(self._theme.text(self._r) * 2.6)
        return QSize(side, side)

    def draw(self, painter: QPainter) -> None:
        """Draw the mark in the middle."""
        color, r = self._theme.hue(self._hue), self._theme.text(self._r)
        paint.draw_mark(painter, color, self._shape, self.width() / 2, self.height() / 2, r, self._state)


class Name(QWidget):
    """A person: always shape and name together.

    Args:
        theme: the live theme.
        shape: of the seat.
        hue: of the seat.
        text: the nickname, or a phrase with it.
        role: text role; screen readers hear a heading in the heading roles.
        r: radius of the mark in pixels at 100 %.
        color: colour token of the words.
    """

    def __init__(
        self,
        theme: Theme,
        shape: Shape | str,
        hue: Hue | str,
        text: str,
        role: str = "strong",
        *,
        r: float = 7,
        color: str = "ink",
    ) -> None:
        super().__init__()
        self._theme = theme
        self.mark = Mark(theme, shape, hue, r)
        self.label = Text(theme, text, role, color, heading=role in HEADINGS)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.mark)
        self._box.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self._box.setSpacing(self._theme.text(8))


class BrandMark(Drawn):
    """The diamond inside the circle, beside the program's name.

    Args:
        theme: the live theme.
        r: radius in pixels at 100 %.
        ring: colour token of the circle.
        core: colour token of the diamond.
    """

    def __init__(self, theme: Theme, r: float = 11, ring: str = "ink", core: str = "accentText") -> None:
        super().__init__(theme)
        self._r, self._colors = r, (ring, core)

    def extent(self) -> QSize:
        """Room for the circle."""
        side = self._theme.text(self._r) * 2 + 2
        return QSize(side, side)

    def draw(self, painter: QPainter) -> None:
        """Draw the mark in the middle."""
        ring, core = (self._theme.color(token) for token in self._colors)
        paint.draw_brand(painter, self.width() / 2, self.height() / 2, self._theme.text(self._r), ring, core)


class Brand(QWidget):
    """The program's mark and name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(BrandMark(theme))
        # the name of the program is the same in every language
        self._box.addWidget(Text(theme, "Innermost", "heading", size=20, line=28, heading=False))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self._box.setSpacing(self._theme.text(10))
