"""The two grounds of a card: the back of an envelope, and paper with its owner's rings in a corner."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.rings import Sign, draw_rings, mark_path


def draw_envelope(
    painter: QPainter,
    theme: Theme,
    sign: Sign,
    rect: QRectF,
    radius: float,
    *,
    clear: float = 64,
    step: float = 11,
) -> None:
    """Draw the back of a closed card, like the inside of a bank envelope.

    Args:
        painter: target.
        theme: colours.
        sign: of the card's owner.
        rect: the whole card, pixels.
        radius: of its corners, pixels.
        clear: radius left free for the emblem in the middle, pixels.
        step: between two rings, pixels.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = _rounded(rect, radius)
    painter.fillPath(outline, theme.hue(sign.hue, "soft"))
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    pen = QPen(theme.hue(sign.hue, "mark", 0.34 if theme.dark else 0.30), 1.0)
    far = math.hypot(rect.width(), rect.height())
    draw_rings(painter, sign.shape, rect.center(), pen, inner=clear + step, outer=far, step=step)
    painter.restore()
    edge = _rounded(rect.adjusted(0.6, 0.6, -0.6, -0.6), radius)
    paint.stroke(painter, QPen(theme.hue(sign.hue, "mark", 0.55), 1.2))
    painter.drawPath(edge)
    painter.restore()


def draw_watermark(
    painter: QPainter,
    theme: Theme,
    sign: Sign,
    rect: QRectF,
    radius: float,
    *,
    reach: float = 215,
    step: float = 14,
    strength: float = 1.0,
) -> None:
    """Draw the owner's rings on an opened card, growing out of its lower far corner.

    Args:
        painter: target.
        theme: colours and side (the corner mirrors right-to-left).
        sign: of the card's owner.
        rect: the whole card, pixels.
        radius: of its corners, pixels.
        reach: radius of the last ring, pixels.
        step: between two rings, pixels.
        strength: 1 for a short answer; less lets the rings recede behind a long one.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = _rounded(rect.adjusted(1, 1, -1, -1), radius - 1)
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    centre = QPointF(rect.left() + 26 if theme.rtl else rect.right() - 26, rect.bottom() - 26)
    ring = step
    while ring < reach:
        alpha = (0.46 if theme.dark else 0.44) * strength * (1 - ring / reach) ** 1.5
        paint.stroke(painter, QPen(theme.hue(sign.hue, "mark", alpha), 1.1))
        painter.drawPath(mark_path(sign.shape, centre, ring))
        ring += step
    paint.fill(painter, theme.hue(sign.hue))
    painter.drawPath(mark_path(sign.shape, centre, 5.5))
    painter.restore()


def _rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, max(0.0, radius), max(0.0, radius))
    return path
