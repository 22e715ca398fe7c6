"""The one drawing idea of the program: concentric rings around a core, in a partner's own shape."""

import math
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from intimacy_desktop.identity import Hue, Identity, Shape
from ui.theme import Theme

MarkState = Literal["solid", "outline", "current", "dashed"]

DIAMOND_REACH = 1.24
"""A diamond's half diagonal in circle radii, so that both shapes weigh the same."""

DIAMOND_SOFTNESS = 0.16
"""How much of each diamond corner is rounded, in circle radii."""

RING_SPAN = 0.62
"""The rings of an emblem fill this part of its radius, from the rim inwards."""

CORE = 0.17
"""The core of an emblem, in parts of its radius."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a partner is drawn: shape first, hue second; a name always stands beside it."""

    shape: Shape
    hue: Hue

    @classmethod
    def of(cls, identity: Identity) -> "Sign":
        """The sign of a seat's owner."""
        return cls(identity.shape, identity.hue)


class EmblemState(Enum):
    """What a seat's medallion says about its seat."""

    EMPTY = "empty"
    TAKEN = "taken"
    READY = "ready"


def _toward(start: QPointF, end: QPointF, distance: float) -> QPointF:
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    part = distance / length
    return QPointF(start.x() + (end.x() - start.x()) * part, start.y() + (end.y() - start.y()) * part)


def mark_path(shape: Shape, centre: QPointF, radius: float) -> QPainterPath:
    """The outline of a mark around a centre; both shapes look equally large at one radius.

    Args:
        shape: circle or diamond.
        centre: in pixels.
        radius: of the circle, pixels; a diamond reaches `DIAMOND_REACH` times as far. Nothing for 0 or less.
    """
    path = QPainterPath()
    if radius <= 0:
        return path
    if shape is Shape.CIRCLE:
        path.addEllipse(centre, radius, radius)
        return path
    x, y, reach, soft = centre.x(), centre.y(), radius * DIAMOND_REACH, radius * DIAMOND_SOFTNESS
    corners = [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]
    for index, corner in enumerate(corners):
        before = _toward(corner, corners[index - 1], soft)
        after = _toward(corner, corners[(index + 1) % 4], soft)
        if index == 0:
            path.moveTo(before)
        else:
            path.lineTo(before)
        path.quadTo(corner, after)
    path.closeSubpath()
    return path


def _fill(painter: QPainter, path: QPainterPath, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPath(path)


def _stroke(painter: QPainter, path: QPainterPath, color: QColor, width: float) -> None:
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _begin(painter: QPainter) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_mark(
    painter: QPainter,
    shape: Shape,
    centre: QPointF,
    radius: float,
    color: QColor,
    *,
    state: MarkState = "solid",
) -> None:
    """Draw one mark: solid, outline, current (a ring with a core) or dashed; radius in pixels."""
    _begin(painter)
    if state == "solid":
        _fill(painter, mark_path(shape, centre, radius), color)
    elif state == "outline":
        width = max(1.5, radius * 0.16)
        _stroke(painter, mark_path(shape, centre, radius - width / 2), color, width)
    elif state == "current":
        width = max(1.6, radius * 0.18)
        _stroke(painter, mark_path(shape, centre, radius - width / 2), color, width)
        _fill(painter, mark_path(shape, centre, radius * 0.46), color)
    else:
        pen = QPen(color, 1.6)
        pen.setDashPattern([3, 3.2])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(mark_path(shape, centre, radius - 1))
    painter.restore()


def draw_rings(
    painter: QPainter,
    shape: Shape,
    centre: QPointF,
    pen: QPen,
    *,
    inner: float,
    outer: float,
    step: float,
) -> None:
    """Draw rings around a centre, `step` pixels apart, from radius `inner` up to radius `outer`."""
    _begin(painter)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index in range(math.floor((outer - inner) / step) + 1):
        painter.drawPath(mark_path(shape, centre, inner + index * step))
    painter.restore()


def draw_emblem(
    painter: QPainter,
    theme: Theme,
    sign: Sign,
    centre: QPointF,
    radius: float,
    *,
    state: EmblemState,
    closing: float = 1.0,
) -> None:
    """Draw a seat's medallion: dashed when empty, open rings when taken, solid when ready.

    Args:
        painter: target.
        theme: colours.
        sign: of the seat's owner.
        centre: in pixels.
        radius: outer radius, pixels.
        state: what the medallion says.
        closing: for `READY`, how far the seal has closed, from 0 (open rings) to 1 (solid).
    """
    _begin(painter)
    if state is EmblemState.EMPTY:
        draw_mark(painter, sign.shape, centre, radius, theme.hue(sign.hue), state="dashed")
    elif state is EmblemState.READY and closing >= 1:
        _draw_solid_emblem(painter, theme, sign, centre, radius)
    else:
        _draw_open_emblem(painter, theme, sign, centre, radius)
        if state is EmblemState.READY and closing > 0:
            # the solid ground grows from the rim inwards until it meets the core: the rings close
            cover = mark_path(sign.shape, centre, radius)
            cover = cover.subtracted(mark_path(sign.shape, centre, radius * (1 - closing)))
            painter.setClipPath(cover, Qt.ClipOperation.IntersectClip)
            _draw_solid_emblem(painter, theme, sign, centre, radius)
    painter.restore()


def _inner_rings(painter: QPainter, shape: Shape, centre: QPointF, radius: float, color: QColor) -> None:
    for index in (1, 2, 3):
        path = mark_path(shape, centre, radius * (1 - index / 4 * RING_SPAN))
        _stroke(painter, path, color, max(1.0, radius * 0.022))


def _draw_solid_emblem(painter: QPainter, theme: Theme, sign: Sign, centre: QPointF, radius: float) -> None:
    _fill(painter, mark_path(sign.shape, centre, radius), theme.hue(sign.hue))
    _inner_rings(painter, sign.shape, centre, radius, theme.hue(sign.hue, "on", 0.42))
    _fill(painter, mark_path(sign.shape, centre, radius * CORE), theme.hue(sign.hue, "on"))


def _draw_open_emblem(painter: QPainter, theme: Theme, sign: Sign, centre: QPointF, radius: float) -> None:
    _fill(painter, mark_path(sign.shape, centre, radius), theme.hue(sign.hue, "soft"))
    width = max(1.6, radius * 0.045)
    _stroke(painter, mark_path(sign.shape, centre, radius - width / 2), theme.hue(sign.hue), width)
    _inner_rings(painter, sign.shape, centre, radius, theme.hue(sign.hue, "mark", 0.55))
    _fill(painter, mark_path(sign.shape, centre, radius * CORE), theme.hue(sign.hue))


def draw_brand(painter: QPainter, centre: QPointF, radius: float, ring: QColor, core: QColor) -> None:
    """Draw the program's mark, the diamond inside the circle; radius in pixels."""
    _begin(painter)
    width = max(1.5, radius * 0.17)
    _stroke(painter, mark_path(Shape.CIRCLE, centre, radius - width / 2), ring, width)
    _fill(painter, mark_path(Shape.DIAMOND, centre, radius * 0.36), core)
    painter.restore()
