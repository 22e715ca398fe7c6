"""One of a few ways that weigh the same: a radio button that explains itself."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.boxes import column
from ui.widgets.row_button import RowButton
from ui.widgets.text import Text

_DOT = 10
"""Pixels at 100 % from the middle of the round mark to its edge."""


class WayOption(RowButton):
    """A radio button with a title and a few words below it; alone among its siblings it is chosen.

    Args:
        theme: the live theme.
        title: what is chosen.
        note: what that means.
    """

    def __init__(self, theme: Theme, title: str, note: str) -> None:
        super().__init__(theme, title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(note)
        self.add(column(theme, Text(theme, title, "strong"), 4, Text(theme, note, "body", "ink2")), 1)
        self.toggled.connect(lambda _on: self.update())
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        theme = self._theme
        lead, edge, air = theme.gap(36) + 2 * theme.text(_DOT), theme.gap(22), theme.gap(18)
        left, right = (edge, lead) if theme.rtl else (lead, edge)
        self.content.setContentsMargins(left, air, right, air)
        self.updateGeometry()

    def draw_ground(self, painter: QPainter) -> None:
        """Draw frame and mark; the chosen one has a thicker frame and a filled mark."""
        theme, chosen = self._theme, self.isChecked()
        ground = theme.color("accentSoft" if chosen or self._hovered else "surface")
        line = theme.color("ink" if chosen else "lineStrong")
        width = 2.0 if chosen else 1.2
        paint.draw_panel(painter, QRectF(self.rect()), theme.radius("card"), ground, line, width=width)
        radius = theme.text(_DOT)
        x = theme.gap(22) + radius
        y = self.content.contentsMargins().top() + theme.line("strong") / 2
        middle = QPointF(self.width() - x if theme.rtl else x, y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.stroke(painter, QPen(line, 1.6))
        painter.drawEllipse(middle, radius - 1, radius - 1)
        if chosen:
            paint.fill(painter, theme.color("accent"))
            painter.drawEllipse(middle, radius * 0.5, radius * 0.5)

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("card")
