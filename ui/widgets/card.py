"""Cards, and the soft shadows that their host paints behind them."""

import math
from functools import cache

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QMoveEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import Theme
from ui.widgets import paint


class ShadowHost(QWidget):
    """A ground that paints the shadow of every raised widget on it.

    No widget can paint outside itself, and QGraphicsDropShadowEffect would turn a whole card into a bitmap.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._raised: list[Raised] = []
        theme.changed.connect(self.update)

    def know(self, widget: "Raised") -> None:
        """Paint this widget's shadow from now on, for as long as it lives here."""
        if widget not in self._raised:
            self._raised.append(widget)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Follow what may have moved."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.update()  # something between us and a card may have moved
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it from the theme."""
        self._raised = [each for each in self._raised if isValid(each) and host_of(each) is self]
        painter = QPainter(self)
        for widget in self._raised:
            if widget.elevation() and widget.isVisible():
                rect = QRect(widget.mapTo(self, QPoint(0, 0)), widget.size())
                draw_shadow(painter, self.theme, rect, widget.corner(), widget.elevation())
        painter.end()


def host_of(widget: QWidget) -> ShadowHost | None:
    """The nearest ground that paints this widget's shadow."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, ShadowHost):
        parent = parent.parentWidget()
    return parent


class Raised(QWidget):
    """Base of every widget that lies above its ground and casts a shadow on it.

    Args:
        theme: the live theme.
        elevation: 0 not at all, 1 a card, 2 the sheet being written.
        radius: a radius token.
    """

    def __init__(self, theme: Theme, elevation: int = 1, radius: str = "card") -> None:
        super().__init__()
        self.theme = theme
        self._elevation, self._radius = elevation, radius

    def elevation(self) -> int:
        """0, 1 or 2."""
        return self._elevation

    def set_elevation(self, level: int) -> None:
        """Raise or lower it."""
        self._elevation = level
        self._cast()

    def corner(self) -> float:
        """Corner radius in pixels."""
        return self.theme.radius(self._radius)

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self.corner()

    def _cast(self) -> None:
        host = host_of(self)
        if host is not None:
            host.know(self)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Move the shadow along."""
        super().moveEvent(event)
        self._cast()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the shadow grow along."""
        super().resizeEvent(event)
        self._cast()

    def showEvent(self, event: QShowEvent) -> None:
        """Cast a shadow."""
        super().showEvent(event)
        self._cast()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the shadow away."""
        super().hideEvent(event)
        self._cast()


def draw_shadow(p: QPainter, theme: Theme, rect: QRect, radius: float, level: int) -> None:
    """Draw the shadow of a rounded `rect` at elevation 1 or 2, from a cached picture cut in nine."""
    shadow = theme.elevation(level)
    down, spread, _ = shadow
    ratio = p.device().devicePixelRatio()
    color = theme.color("shadow").name()
    picture, edge = _shadow(round(radius), shadow, color, ratio)
    reach = math.ceil(spread + down)
    outer = rect.adjusted(-reach, -reach, reach, reach)
    edge_x, edge_y = min(edge, outer.width() // 2), min(edge, outer.height() // 2)
    whole = picture.width() / ratio
    xs = [(outer.left(), edge_x, 0.0), (outer.left() + edge_x, outer.width() - 2 * edge_x, float(edge))]
    xs.append((outer.right() + 1 - edge_x, edge_x, whole - edge_x))
    ys = [(outer.top(), edge_y, 0.0), (outer.top() + edge_y, outer.height() - 2 * edge_y, float(edge))]
    ys.append((outer.bottom() + 1 - edge_y, edge_y, whole - edge_y))
    for i, (x, width, source_x) in enumerate(xs):
        for j, (y, height, source_y) in enumerate(ys):
            if i == j == 1 or width <= 0 or height <= 0:
                continue  # the middle lies under the card
            source_w, source_h = (1.0 if i == 1 else width), (1.0 if j == 1 else height)
            source = QRectF(source_x * ratio, source_y * ratio, source_w * ratio, source_h * ratio)
            p.drawPixmap(QRectF(x, y, width, height), picture, source)


@cache
def _shadow(radius: int, shadow: tuple[float, float, float], color: str, ratio: float) -> tuple[QPixmap, int]:
    """A picture of the shadow with one pixel of straight edge, and the width of its corners."""
    down, spread, strength = shadow
    reach = math.ceil(spread + down)
    edge = reach + radius + math.ceil(spread)
    side = 2 * edge + 1
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rings = 10 if spread < 10 else 30
    weights = [math.exp(-(((i + 0.5) / rings * 2 - 1) ** 2) * 3.2) for i in range(rings)]
    body = QRectF(reach, reach, side - 2 * reach, side - 2 * reach)
    tint = QColor(color)
    for i, weight in enumerate(weights):
        grow = spread * (1 - 2 * (i + 0.5) / rings)
        tint.setAlphaF(strength * weight / sum(weights))
        paint.fill(painter, tint)
        corner = max(2.0, radius + grow)
        painter.drawRoundedRect(body.adjusted(-grow, -grow + down, grow, grow + down), corner, corner)
    painter.end()
    return picture, edge


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
