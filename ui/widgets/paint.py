"""What several widgets draw: panels, fills and outlines."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def draw_panel(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    ground: QColor | None,
    line: QColor | None,
    *,
    width: float = 1.0,
) -> None:
    """Draw a rounded panel; its line of `width` pixels lies inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    inset = width / 2 if line is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def fill(painter: QPainter, color: QColor) -> None:
    """Fill what follows with `color`, without a line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)


def stroke(painter: QPainter, pen: QPen) -> None:
    """Outline what follows with `pen`, without a fill."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
