"""A seat on the home page: who sits there, one line about it, and one button."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen

from ui.theme import Theme
from ui.widgets.boxes import STRETCH, Box, centre, column, row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.emblem import Emblem
from ui.widgets.icons import Icon
from ui.widgets.rings import EmblemState, Sign
from ui.widgets.roles import give_role
from ui.widgets.text import Text


class SeatCard(Card):
    """A group of emblem, name, a line and one button.

    Args:
        theme: the live theme.
        sign: shape and hue of the owner, or of the seat to be taken.
        state: empty (a dashed outline), taken or ready.
        name: the nickname, or what the empty seat is called.
        line: one sentence below the name.
        action: the button's label.
        label: a word or two in front of the line, such as “Ready”; empty for none.
        primary: whether the button is the page's primary one.
        trouble: whether the label tells of a damaged or missing file.
        compact: smaller, for windows below 1000 pixels.
    """

    pressed = Signal()
    """The button was pressed."""

    def __init__(
        self,
        theme: Theme,
        sign: Sign,
        state: EmblemState,
        name: str,
        line: str,
        *,
        action: str,
        label: str = "",
        primary: bool = False,
        trouble: bool = False,
        compact: bool = False,
    ) -> None:
        empty = state is EmblemState.EMPTY
        super().__init__(
            theme,
            padding=(30, 24 if compact else 34, 30, 26 if compact else 30),
            ground="canvas" if empty else "surface",
            line=None if empty else "line",
            elevation=0 if empty else 1,
        )
        self._dashed = empty
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(part for part in (label, line) if part))
        self.button = Button(theme, action, "primary" if primary else "secondary")
        self.button.clicked.connect(self.pressed)
        # two buttons on the page may say the same; a screen reader hears whose each one is
        self.button.setAccessibleDescription(name)
        size, height = (24, 32) if compact else (28, 36)
        self.add(
            column(
                theme,
                centre(Emblem(theme, sign, state, 42 if compact else 50)),
                12 if compact else 20,
                Text(theme, name, "title", align="center", balance=True, size=size, line=height),
                8,
                centre(self._label(theme, label, trouble)) if label else None,
                8 if label else None,
                Text(theme, line, "body", "ink2", align="center", balance=True),
                18,
                STRETCH,
                centre(self.button),
            ),
            1,
        )

    @staticmethod
    def _label(theme: Theme, label: str, trouble: bool) -> Box:
        icon = Icon(theme, "warning", 18, "caution") if trouble else Icon(theme, "check", 18, "accentText")
        return row(theme, icon, Text(theme, label, "label"), gap=8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an empty seat as a dashed outline."""
        super().paintEvent(event)
        if not self._dashed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.theme.color("lineStrong"), 1.4)
        pen.setDashPattern([3.5, 3.5])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self.corner(), self.corner())
        painter.end()
