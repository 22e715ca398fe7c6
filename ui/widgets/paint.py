"""What several widgets draw: the two shapes and their rings, panels, the brand mark."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_DIAMOND = 1.24
"""A diamond's half diagonal against the circle's radius, so that both weigh the same."""


def mark_path(shape: str, cx: float, cy: float, r: float) -> QPainterPath:
    """A circle of radius `r` pixels, or a diamond of the same weight with barely rounded corners."""
    path = QPainterPath()
    if shape == "circle":
        path.addEllipse(QPointF(cx, cy), r, r)
        return path
    k, soft = r * _DIAMOND, r * 0.16
    corners = [QPointF(cx, cy - k), QPointF(cx + k, cy), QPointF(cx, cy + k), QPointF(cx - k, cy)]
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % 4]
        if index == 0:
            path.moveTo(_toward(corner, before, soft))
        else:
            path.lineTo(_toward(corner, before, soft))
        path.quadTo(corner, _toward(corner, after, soft))
    path.closeSubpath()
    return path


def _toward(a: QPointF, b: QPointF, distance: float) -> QPointF:
    length = math.hypot(b.x() - a.x(), b.y() - a.y()) or 1.0
    return a + (b - a) * (distance / length)


def draw_mark(
    p: QPainter, color: QColor, shape: str, cx: float, cy: float, r: float, state: str = "solid"
) -> None:
    """Draw a seat's mark: "solid", "outline", "current" (ring with a core) or "dashed"."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "solid":
        fill(p, color)
        p.drawPath(mark_path(shape, cx, cy, r))
    elif state == "dashed":
        pen = QPen(color, 1.6)
        pen.setDashPattern([3, 3.2])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroke(p, pen)
        p.drawPath(mark_path(shape, cx, cy, r - 1))
    else:
        width = max(1.5, r * (0.18 if state == "current" else 0.16))
        stroke(p, QPen(color, width))
        p.drawPath(mark_path(shape, cx, cy, r - width / 2))
        if state == "current":
            fill(p, color)
            p.drawPath(mark_path(shape, cx, cy, r * 0.46))
    p.restore()


def draw_rings(
    p: QPainter,
    color: QColor,
    shape: str,
    center: QPointF,
    first: float,
    last: float,
    step: float,
    width: float = 1.0,
) -> None:
    """Draw concentric outlines of a shape from radius `first` to `last` pixels."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke(p, QPen(color, width))
    r = first
    while r <= last:
        p.drawPath(mark_path(shape, center.x(), center.y(), r))
        r += step
    p.restore()


def draw_brand(p: QPainter, cx: float, cy: float, r: float, ring: QColor, core: QColor) -> None:
    """Draw the program's mark: the diamond inside the circle."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.5, r * 0.17)
    stroke(p, QPen(ring, width))
    p.drawEllipse(QPointF(cx, cy), r - width / 2, r - width / 2)
    fill(p, core)
    p.drawPath(mark_path("diamond", cx, cy, r * 0.36))
    p.restore()


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
