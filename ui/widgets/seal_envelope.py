"""The head of the panel that seals: as the set closes, it becomes the back of an envelope."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.theme import Theme
from ui.widgets.rings import Sign, draw_rings


def draw_closing_envelope(
    painter: QPainter,
    theme: Theme,
    sign: Sign,
    panel: QRectF,
    corner: float,
    mark: QRectF,
    bottom: float,
    closing: float,
) -> None:
    """Draw the owner's ground and rings, which come in from the rim, over the upper part of a panel.

    Args:
        painter: target.
        theme: colours.
        sign: of the writer.
        panel: the whole panel, pixels.
        corner: its corner radius, pixels.
        mark: where the medallion stands.
        bottom: where the envelope ends.
        closing: how far the set has closed, from 0 to 1.
    """
    head = QRectF(panel.left(), panel.top(), panel.width(), bottom - panel.top())
    outline = QPainterPath()
    outline.addRoundedRect(panel, corner, corner)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(outline)
    painter.setClipRect(head, Qt.ClipOperation.IntersectClip)
    painter.fillRect(head, theme.hue(sign.hue, "soft", closing))
    step, inner = theme.text(11), mark.width() / 2
    far = max(head.width(), head.height())
    seen = inner + (far - inner) * (1 - closing)
    first = inner + math.ceil((seen - inner) / step) * step
    pen = QPen(theme.hue(sign.hue, "mark", 0.34 if theme.dark else 0.30), 1.0)
    draw_rings(painter, sign.shape, mark.center(), pen, inner=first, outer=far, step=step)
    edge = QRectF(head.left(), head.bottom() - 1.2, head.width(), 1.2)
    painter.fillRect(edge, theme.hue(sign.hue, "mark", 0.5 * closing))
    painter.restore()
