"""Rings as water draws them, in four ways, so that no part of a figure depends on colour."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from intimacy_desktop.identity import Shape
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.rings import draw_mark, mark_path

_FIRST = 0.16
"""Radius of the innermost ring, in parts of the outermost."""
_CREST = 8.5
"""Pixels from one crest of a wavy ring to the next, about."""
_SWELL = 1.5
"""Pixels by which a wavy ring leaves the round."""


def draw_ripples(
    painter: QPainter,
    theme: Theme,
    kind: int,
    centre: QPointF,
    radius: float,
    *,
    rings: int = 7,
) -> None:
    """Draw what one stone leaves in the water: a core and rings that grow fainter.

    Args:
        painter: target.
        theme: colours.
        kind: 0 plain rings, 1 dots, 2 waves, 3 dashes.
        centre: in pixels.
        radius: of the outermost ring, pixels.
        rings: how many.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for ring in range(rings):
        part = _FIRST + (1 - _FIRST) * (ring + 1) / rings
        strength = 1.0 if theme.contrast else 1 - 0.62 * part
        pen = QPen(theme.color("accent", strength), max(1.3, radius * 0.014))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        _ring(painter, kind % 4, pen, centre, radius * part)
    draw_mark(painter, Shape.CIRCLE, centre, max(3.0, radius * 0.055), theme.color("accent"))
    painter.restore()


def _ring(painter: QPainter, kind: int, pen: QPen, centre: QPointF, radius: float) -> None:
    if kind == 1:
        pen.setWidthF(pen.widthF() * 1.9)
        pen.setDashPattern([0.01, 2.7])
    elif kind == 3:
        pen.setDashPattern([6, 4.2])
    paint.stroke(painter, pen)
    if kind == 2:
        painter.drawPath(_wavy(centre, radius))
    else:
        painter.drawEllipse(centre, radius, radius)


def _wavy(centre: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    crests = max(8, round(2 * math.pi * radius / _CREST))
    points = crests * 6
    for step in range(points):
        angle = 2 * math.pi * step / points
        here = radius + _SWELL * math.sin(crests * angle)
        point = centre + QPointF(math.cos(angle) * here, math.sin(angle) * here)
        if step == 0:
            path.moveTo(point)
        else:
            path.lineTo(point)
    path.closeSubpath()
    return path


def draw_whole(
    painter: QPainter, theme: Theme, shape: Shape, centre: QPointF, radius: float, *, rings: int = 3
) -> None:
    """Draw somebody: a mark with quiet rings around it that end at `radius` pixels.

    Args:
        painter: target.
        theme: colours.
        shape: whose.
        centre: in pixels.
        radius: of the outermost ring, pixels.
        rings: how many.
    """
    ink = theme.color("accent", 1.0 if theme.contrast else 0.5)
    core = radius * 0.36
    for ring in range(rings):
        part = core + (radius - core) * (ring + 1) / rings
        paint.stroke(painter, QPen(ink, 1.3))
        painter.drawPath(mark_path(shape, centre, part))
    draw_mark(painter, shape, centre, core, theme.color("accent"))


def arrow_head(painter: QPainter, tip: QPointF, angle: float, length: float, color: QColor) -> None:
    """Draw an open arrow head.

    Args:
        painter: target.
        tip: where it points, pixels.
        angle: its direction, radians from the right, clockwise on the screen.
        length: of its two strokes, pixels.
        color: of them.
    """
    pen = QPen(color, max(1.6, length * 0.17))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    paint.stroke(painter, pen)
    head = QPainterPath()
    for side in (1, -1):
        away = angle + math.pi - side * 0.62
        end = tip + QPointF(math.cos(away) * length, math.sin(away) * length)
        if side == 1:
            head.moveTo(end)
            head.lineTo(tip)
        else:
            head.lineTo(end)
    painter.drawPath(head)
