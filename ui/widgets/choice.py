"""One of a list that opens."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui.theme import Theme
from ui.widgets.icons import draw_icon
from ui.widgets.paint import draw_panel


class Choice(QComboBox):
    """One of a list that opens; as wide as its longest words.

    Args:
        theme: the live theme.
        name: what is chosen, for screen readers.
        choices: the words, in order.
        current: index of the choice made.
        width: least width in pixels at 100 %.
    """

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[str], current: int = 0, *, width: float = 150
    ) -> None:
        super().__init__()
        self._theme, self._width = theme, width
        self.addItems(list(choices))
        self.setCurrentIndex(current)
        self.setAccessibleName(name)
        # on Linux Qt gives the value as a combo's name, whatever its name: it is said as the description then
        self.setAccessibleDescription(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self.setFont(self._theme.font("label", weight=400))
        self.updateGeometry()
        self.update()

    def _around(self) -> int:
        return 2 * self._theme.text(14) + self._theme.text(18) + self._theme.text(12)

    def sizeHint(self) -> QSize:
        """Room for the longest words and the chevron."""
        metrics = QFontMetricsF(self._theme.font("label", weight=400))
        words = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        wide = max(math.ceil(words) + self._around(), self._theme.gap(self._width))
        return QSize(wide, self._theme.text(self._theme.size("control")))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters; the rest is then shortened, and said in full by the tooltip."""
        return QSize(self._around() + self._theme.text(60), self.sizeHint().height())

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("control")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: nothing changes by scrolling past."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the closed list."""
        theme, painter = self._theme, QPainter(self)
        ground = theme.color("accentSoft" if self.underMouse() and self.isEnabled() else "surface")
        line = theme.color("lineStrong" if self.isEnabled() else "line")
        draw_panel(painter, QRectF(self.rect()), theme.radius("control"), ground, line, width=1.2)
        margin, side = theme.text(14), theme.text(18)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # by the words
        painter.setFont(self.font())
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink3"))
        room = self.rect().adjusted(margin, 0, -margin - side - theme.text(6), 0)
        if theme.rtl:
            room = self.rect().adjusted(margin + side + theme.text(6), 0, -margin, 0)
        words = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip("" if words == self.currentText() else self.currentText())
        align = Qt.AlignmentFlag.AlignRight if theme.rtl else Qt.AlignmentFlag.AlignLeft
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(flags), words)
        x = margin if theme.rtl else self.width() - margin - side
        chevron = QRect(x, (self.height() - side) // 2, side, side)
        draw_icon(painter, theme, "down", chevron, theme.color("ink2"), stroke=1.8)
        painter.end()
