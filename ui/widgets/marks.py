"""The signs of the two seats, beside words that name them."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intimacy_desktop.identity import Hue, Shape
from ui.theme import Theme
from ui.widgets.drawn import Drawn
from ui.widgets.rings import MarkState, draw_mark
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
        self, theme: Theme, shape: Shape | str, hue: Hue | str, r: float = 8, state: MarkState = "solid"
    ) -> None:
        super().__init__(theme)
        self._r = r
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_mark(shape, hue, state)

    def set_mark(self, shape: Shape | str, hue: Hue | str, state: MarkState = "solid") -> None:
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
        draw_mark(painter, self._shape, self._centre(), r, color, state=self._state)


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
        short: fewer words, for where there is little room; screen readers hear the whole text.
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
        short: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._short, self._role = text, short or text, role
        self.mark = Mark(theme, shape, hue, r)
        self.label = Text(theme, text, role, color, heading=role in HEADINGS)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.mark)
        self._box.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._retheme)
        self._retheme()

    def full_width(self) -> int:
        """Pixels of width with all words in one line."""
        words = QFontMetricsF(self._theme.font(self._role)).horizontalAdvance(self._text)
        return self.mark.sizeHint().width() + self._box.spacing() + math.ceil(words) + 2

    def set_narrow(self, narrow: bool) -> None:
        """Show fewer words, or all of them."""
        words = self._short if narrow else self._text
        if words != self.label.text():
            self.label.set_text(words)
            self.label.setAccessibleName(self._text if narrow else "")

    def _retheme(self) -> None:
        self._box.setSpacing(self._theme.text(8))
