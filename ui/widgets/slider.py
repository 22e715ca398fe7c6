"""A slider with steps."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from ui.theme import Theme
from ui.widgets import paint


class Slider(QSlider):
    """One of several steps on a line.

    Args:
        theme: the live theme.
        name: what it sets, for screen readers.
        count: how many steps; values are 0 to `count` - 1.
        value: the step it starts at.
        say: words for a step ("115 %"), for screen readers.
        width: pixels at 100 %.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        count: int,
        value: int = 0,
        *,
        say: Callable[[int], str] = str,
        width: float = 190,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._say, self._width = theme, say, width
        self.setRange(0, count - 1)
        self.setSingleStep(1)
        self.setPageStep(1)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.valueChanged.connect(self._describe)
        self.setValue(value)
        self._describe(value)
        theme.changed.connect(self._retheme)

    def _describe(self, value: int) -> None:
        self.setAccessibleDescription(self._say(value))
        self.update()

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Its own width."""
        return QSize(self._theme.gap(self._width), self._theme.text(32))

    def minimumSizeHint(self) -> QSize:
        """Room to tell the steps apart."""
        return QSize(self._theme.gap(self._width / 2), self._theme.text(32))

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("control")

    def _span(self) -> tuple[float, float]:
        margin = self._theme.text(11)
        return float(margin), float(self.width() - margin)

    def _x(self, value: float) -> float:
        first, last = self._span()
        share = value / max(1, self.maximum())
        return last - share * (last - first) if self._theme.rtl else first + share * (last - first)

    def _nearest(self, x: float) -> int:
        return min(range(self.maximum() + 1), key=lambda value: abs(self._x(value) - x))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._nearest(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer from step to step."""
        if self.isSliderDown():
            self.setValue(self._nearest(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: nothing changes by scrolling past."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw line, steps and knob."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, knob = self.height() / 2, self._x(self.value())
        round_end, solid = Qt.PenCapStyle.RoundCap, Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color("lineStrong"), 3, solid, round_end))
        painter.drawLine(QPointF(self._x(0), y), QPointF(self._x(self.maximum()), y))
        painter.setPen(QPen(theme.color("accent"), 4, solid, round_end))
        painter.drawLine(QPointF(self._x(0), y), QPointF(knob, y))
        paint.fill(painter, theme.color("lineStrong"))
        for value in range(self.value() + 1, self.maximum() + 1):
            painter.drawEllipse(QPointF(self._x(value), y), 3.4, 3.4)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QPointF(knob, y), theme.text(9), theme.text(9))
        painter.end()
