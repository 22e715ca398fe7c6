"""*Which of these do I know?*: lines to tick for oneself; nothing counts them."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.card import Card
from ui.widgets.icon_line import IconLine
from ui.widgets.icons import draw_icon
from ui.widgets.paint import draw_panel
from ui.widgets.roles import give_role
from ui.widgets.switch import LabelledSwitch, Switch
from ui.widgets.text import Text


class Tick(Switch):
    """A square to tick."""

    def sizeHint(self) -> QSize:
        """As high as a line."""
        return QSize(self._theme.text(24), self._theme.text(28))

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.text(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square, and the tick in it."""
        theme, painter = self._theme, QPainter(self)
        side = theme.text(22)
        square = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        on = self.isChecked()
        ground = theme.color("accent" if on else "surface")
        line = None if on else theme.color("lineStrong")
        draw_panel(painter, square.adjusted(1, 1, -1, -1), theme.text(5), ground, line, width=1.4)
        if on:
            inner = round(side * 0.76)
            place = QRect(0, 0, inner, inner)
            place.moveCenter(square.center().toPoint())
            draw_icon(painter, theme, "check", place, theme.color("onAccent"), stroke=2.4)
        painter.end()


class KnownList(Card):
    """A question and lines to tick; only its owner ever meets it.

    Args:
        theme: the live theme.
        question: above the lines.
        note: below the question.
    """

    def __init__(self, theme: Theme, question: str, note: str) -> None:
        super().__init__(theme, padding=(26, 20, 26, 20))
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(question)
        private = self.tr("Kept in your own part. Nobody else can see it.")
        self._lines = column(theme, gap=6)
        self.add(
            column(
                theme,
                Text(theme, question, "strong", heading=True),
                4,
                Text(theme, note, "aside", "ink2"),
                14,
                self._lines,
                16,
                IconLine(theme, "lock", private, "small", color="ink3", icon_color="ink3", size=17, gap=8),
            )
        )

    def add_item(self, words: str, on: bool, changed: Callable[[bool], None]) -> QWidget:
        """Add a line, ticked or not; `changed` is told when that changes."""
        line = LabelledSwitch(self.theme, words, on=on, kind=Tick)
        line.toggled.connect(changed)
        self._lines.add(line)
        return line
