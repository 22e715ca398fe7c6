"""The signs of the two seats, and the program's own."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.text import Text


class Mark(QWidget):
    """A seat's shape in its hue, beside words that name the seat.

    Args:
        theme: the live theme.
        shape: "circle" or "diamond".
        hue: "blue", "rust", "plum" or "olive".
        r: radius in pixels at 100 %.
        state: "solid", "outline", "current" or "dashed".
    """

    def __init__(self, theme: Theme, shape: str, hue: str, r: float = 8, state: str = "solid") -> None:
        super().__init__()
        self._theme, self._shape, self._hue, self._r, self._state = theme, shape, hue, r, state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._retheme)

    def set_mark(self, shape: str, hue: str, state: str = "solid") -> None:
        """Show another mark."""
        self._shape, self._hue, self._state = shape, hue, state
        self.update()

    def sizeHint(self) -> QSize:
        side = math.ceil(self._theme.text(self._r) * 2.6)
        return QSize(side, side)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle, r = self.width() / 2, self._theme.text(self._r)
        paint.draw_mark(painter, self._theme.hue(self._hue), self._shape, middle, self.height() / 2, r, self._state)
        painter.end()


class Name(QWidget):
    """A person: always shape and name together.

    Args:
        theme: the live theme.
        shape: "circle" or "diamond".
        hue: "blue", "rust", "plum" or "olive".
        text: the nickname, or a phrase with it.
        role: text role.
        r: radius of the mark in pixels at 100 %.
        color: colour token of the words.
    """

    def __init__(
        self, theme: Theme, shape: str, hue: str, text: str, role: str = "strong", r: float = 7, color: str = "ink"
    ) -> None:
        super().__init__()
        self._theme = theme
        self.mark = Mark(theme, shape, hue, r)
        self.label = Text(theme, text, role, color, heading=role in {"display", "title", "heading"})
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.mark)
        self._box.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self._box.setSpacing(self._theme.text(8))


class BrandMark(QWidget):
    """The diamond inside the circle."""

    def __init__(self, theme: Theme, r: float = 11, ring: str = "ink", core: str = "accentText") -> None:
        super().__init__()
        self._theme, self._r, self._ring, self._core = theme, r, ring, core
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)

    def sizeHint(self) -> QSize:
        side = self._theme.text(self._r) * 2 + 2
        return QSize(side, side)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ring, core = self._theme.color(self._ring), self._theme.color(self._core)
        paint.draw_brand(painter, self.width() / 2, self.height() / 2, self._theme.text(self._r), ring, core)
        painter.end()


class Brand(QWidget):
    """The program's mark and name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(BrandMark(theme))
        # the product's name is the same in every language
        self._box.addWidget(Text(theme, "Innermost", "heading", size=20, line=28, heading=False))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self._box.setSpacing(self._theme.text(10))
