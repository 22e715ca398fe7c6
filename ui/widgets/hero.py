"""The welcome picture: two sets of rings overlap, and where they overlap it is lit."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRadialGradient
from PySide6.QtWidgets import QSizePolicy, QWidget

from intimacy_desktop.identity import Shape
from ui.theme import Theme
from ui.widgets.rings import draw_brand, mark_path

_RINGS = 12
_GLOW = ((0.0, 0.92), (0.16, 0.70), (0.42, 0.36), (0.75, 0.14), (1.0, 0.05))
"""Strength of the lamp from the middle (0) to the rim (1)."""


class Hero(QWidget):
    """The picture beside the first words; decoration only, so it has no name and takes no focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Its width in a wide window."""
        return QSize(456, 640)

    def minimumSizeHint(self) -> QSize:
        """Small enough for any window."""
        return QSize(200, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the two sets of rings on their ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("heroBg"))
        radius = min(self.width() * 0.325, self.height() * 0.215)
        middle = QPointF(self.width() / 2, self.height() / 2)
        shift = QPointF(radius * (0.11 if self._theme.rtl else -0.11), -radius * 0.64)
        rings = ((Shape.CIRCLE, middle + shift, "heroCircle"), (Shape.DIAMOND, middle - shift, "heroDiamond"))
        self._light(painter, middle, radius, rings)
        for number in range(1, _RINGS):
            for shape, centre, token in rings:
                color = self._theme.color(token, 0.26 + 0.50 * number / _RINGS)
                _outline(painter, QPen(color, 1.15), shape, centre, radius / _RINGS * number)
        for shape, centre, token in rings:
            _outline(painter, QPen(self._theme.color(token), 2), shape, centre, radius)
        ground = self._theme.color("heroBg")
        draw_brand(painter, middle, max(10.0, radius * 0.095), ground, ground)
        painter.end()

    def _light(
        self,
        painter: QPainter,
        middle: QPointF,
        radius: float,
        rings: tuple[tuple[Shape, QPointF, str], ...],
    ) -> None:
        first, second = (mark_path(shape, centre, radius) for shape, centre, _ in rings)
        glow = QRadialGradient(middle, radius * 0.95)
        lamp = self._theme.mix("heroDiamond", "heroInk", 0.4)
        for place, alpha in _GLOW:
            lamp.setAlphaF(alpha)
            glow.setColorAt(place, lamp)
        painter.fillPath(first.intersected(second), glow)


def _outline(painter: QPainter, pen: QPen, shape: Shape, centre: QPointF, radius: float) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(mark_path(shape, centre, radius))
