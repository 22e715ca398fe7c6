"""Four textures, so that no part of a figure depends on colour."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui.theme import Theme


def draw_kind(painter: QPainter, theme: Theme, kind: int, centre: QPointF, radius: float) -> None:
    """Draw one kind as a circle with its texture.

    Args:
        painter: target.
        theme: colours.
        kind: 0 ruled lines, 1 dots, 2 waves, 3 diagonals.
        centre: in pixels.
        radius: in pixels.
    """
    circle = QPainterPath()
    circle.addEllipse(centre, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
    painter.fillPath(circle, theme.color("accent", 0.10 if theme.dark else 0.09))
    ink = theme.color("accent", 0.55 if theme.dark else 0.50)
    painter.setPen(QPen(ink, 1.1))
    (_lines, _dots, _waves, _diagonals)[kind % 4](painter, ink, centre, radius)
    painter.restore()
    painter.setPen(QPen(theme.color("accent"), max(1.6, radius * 0.021)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(circle)
    painter.restore()


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + step * index for index in range(int((end - start) / step) + 1)]


def _lines(painter: QPainter, _ink: QColor, centre: QPointF, radius: float) -> None:
    for y in _steps(centre.y() - radius, centre.y() + radius, radius * 0.135):
        painter.drawLine(QPointF(centre.x() - radius, y), QPointF(centre.x() + radius, y))


def _dots(painter: QPainter, ink: QColor, centre: QPointF, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    step = radius * 0.175
    for row, y in enumerate(_steps(centre.y() - radius, centre.y() + radius, step * 0.87)):
        shift = step / 2 if row % 2 else 0.0
        for x in _steps(centre.x() - radius + shift, centre.x() + radius, step):
            painter.drawEllipse(QPointF(x, y), 1.35, 1.35)


def _waves(painter: QPainter, _ink: QColor, centre: QPointF, radius: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    height, length = radius * 0.11, radius * 0.2
    for y in _steps(centre.y() - radius - 8, centre.y() + radius + 8, radius * 0.17):
        wave = QPainterPath(QPointF(centre.x() - radius, y))
        for x in _steps(centre.x() - radius, centre.x() + radius, length):
            middle = x + length / 2
            wave.cubicTo(QPointF(middle, y - height), QPointF(middle, y + height), QPointF(x + length, y))
        painter.drawPath(wave)


def _diagonals(painter: QPainter, _ink: QColor, centre: QPointF, radius: float) -> None:
    for x in _steps(centre.x() - 3 * radius, centre.x() + radius, radius * 0.16):
        painter.drawLine(QPointF(x, centre.y() + radius), QPointF(x + 2 * radius, centre.y() - radius))
