"""The two sets of rings, drawn for paper."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from intimacy_desktop.identity import Shape
from ui.printing.typeface import ink
from ui.widgets.rings import mark_path

_RINGS = 6


def draw_emblem(painter: QPainter, middle: QPointF, radius: float) -> None:
    """Draw a circle’s rings and a diamond’s, which meet where both are lit.

    Args:
        painter: its unit is a point.
        middle: between the two.
        radius: of each, points.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shift = QPointF(radius * 0.52, 0)
    for shape, centre in ((Shape.CIRCLE, middle - shift), (Shape.DIAMOND, middle + shift)):
        for number in range(1, _RINGS + 1):
            is_rim = number == _RINGS
            painter.setPen(QPen(ink("accent" if is_rim else "ink3"), 1.0 if is_rim else 0.4))
            painter.drawPath(mark_path(shape, centre, radius * number / _RINGS))
