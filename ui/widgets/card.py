"""A panel that holds one thing."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.shadow import Raised

_EDGE = 5
"""Pixels of the stripe along a card's start."""


class Card(Raised):
    """A panel that holds one thing.

    Args:
        theme: the live theme.
        content: what lies in it; more may be added with `add`.
        padding: start, top, end, bottom in pixels at 100 %.
        ground: a colour token.
        line: a colour token, or None for no line.
        elevation: 0 flat, 1 a card, 2 the sheet being written; the shadow needs a ShadowHost around it.
        radius: a radius token.
        edge: a colour token of a stripe along its start, or None for no stripe.
    """

    def __init__(
        self,
        theme: Theme,
        content: QWidget | None = None,
        padding: tuple[float, float, float, float] = (28, 24, 28, 24),
        *,
        ground: str = "surface",
        line: str | None = "line",
        elevation: int = 1,
        radius: str = "card",
        edge: str | None = None,
    ) -> None:
        super().__init__(theme, elevation, radius)
        self._padding, self._ground, self._line, self._edge = padding, ground, line, edge
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        if content is not None:
            self._box.addWidget(content)
        theme.changed.connect(self._retheme)
        self._retheme()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget below."""
        self._box.addWidget(widget, stretch)

    def _retheme(self) -> None:
        first, above, last, below = (self.theme.gap(px) for px in self._padding)
        if self.theme.rtl:
            first, last = last, first
        self._box.setContentsMargins(first, above, last, below)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it from the theme."""
        painter = QPainter(self)
        # with strong contrast grounds are alike: a line shows where a panel ends
        token = self._line or ("line" if self.theme.contrast else None)
        line = self.theme.color(token) if token else None
        paint.draw_panel(painter, QRectF(self.rect()), self.corner(), self.theme.color(self._ground), line)
        if self._edge is not None:
            self._paint_edge(painter, self.theme.color(self._edge))
        painter.end()

    def _paint_edge(self, painter: QPainter, color: QColor) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), self.corner(), self.corner())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(outline)
        left = self.width() - _EDGE if self.theme.rtl else 0
        painter.fillRect(left, 0, _EDGE, self.height(), color)
