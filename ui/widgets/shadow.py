"""What lies above its ground, and the soft shadows that the ground paints behind it."""

import math
from functools import cache

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget
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
