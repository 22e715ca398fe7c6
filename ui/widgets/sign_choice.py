"""Choosing how a seat is drawn: radio buttons that show a mark and its name."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.flow import flow
from ui.widgets.paint import draw_panel
from ui.widgets.rings import MarkState, Sign, draw_mark
from ui.widgets.roles import give_role
from ui.widgets.text import Text

V = TypeVar("V")


class SignOption(QRadioButton):
    """One choice: a mark with its name in a frame.

    Args:
        theme: the live theme.
        name: what the mark is called.
        sign: the mark.
    """

    def __init__(self, theme: Theme, name: str, sign: Sign) -> None:
        super().__init__(name)
        self._theme, self._sign, self._hovered = theme, sign, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)

    def set_sign(self, sign: Sign) -> None:
        """Draw another mark."""
        self._sign = sign
        self.update()

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("control")

    def sizeHint(self) -> QSize:
        """Room for the mark and its name."""
        words = QFontMetricsF(self._theme.font("label")).horizontalAdvance(self.text())
        return QSize(round(words) + self._theme.text(26) + self._theme.gap(38), self._theme.text(48))

    def minimumSizeHint(self) -> QSize:
        """The same: it is never cut."""
        return self.sizeHint()

    def hitButton(self, _place: object) -> bool:
        """The whole frame can be pressed."""
        return True

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tint it under the pointer."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, mark and name; the chosen one has a thicker frame and a solid mark."""
        theme, painter = self._theme, QPainter(self)
        chosen = self.isChecked()
        ground = theme.hue(self._sign.hue, "soft") if chosen else theme.color("surface")
        if self._hovered and not chosen:
            ground = theme.color("accentSoft")
        line = theme.color("ink" if chosen else "lineStrong")
        draw_panel(
            painter, QRectF(self.rect()), self.focus_radius(), ground, line, width=2.0 if chosen else 1.2
        )
        across = theme.gap(14) + theme.text(9)
        centre = QPointF(self.width() - across if theme.rtl else across, self.height() / 2)
        state: MarkState = "solid" if chosen else "outline"
        draw_mark(painter, self._sign.shape, centre, theme.text(9), theme.hue(self._sign.hue), state=state)
        words = self.rect().adjusted(0, 0, 0, 0)
        lead = theme.gap(24) + theme.text(18)
        words.adjust(theme.gap(14) if theme.rtl else lead, 0, -(lead if theme.rtl else theme.gap(10)), 0)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("label"))
        painter.setLayoutDirection(self.layoutDirection())
        start = Qt.AlignmentFlag.AlignRight if theme.rtl else Qt.AlignmentFlag.AlignLeft
        align = start | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(align), self.text())
        painter.end()


class _Told(QWidget):
    """Carries the signal, since a generic class cannot."""

    changed = Signal()


class SignChoice(_Told, Generic[V]):
    """Several marks of which one is chosen; the first to begin with.

    Args:
        theme: the live theme.
        label: what is chosen.
        options: value, name and mark of each.

    Signals:
        changed.
    """

    def __init__(self, theme: Theme, label: str, options: Sequence[tuple[V, str, Sign]]) -> None:
        super().__init__()
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(label)
        self._options = [(value, SignOption(theme, name, sign)) for value, name, sign in options]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        marks = flow(theme, *(option for _, option in self._options), gap=10, line_gap=10)
        box.addWidget(column(theme, Text(theme, label, "label", "ink2"), 8, marks))
        self._options[0][1].setChecked(True)
        for _, option in self._options:
            option.toggled.connect(self._tell)

    @property
    def chosen(self) -> V:
        """The value of the chosen mark."""
        return next(value for value, option in self._options if option.isChecked())

    def option(self, value: V) -> SignOption:
        """The button of one value."""
        return next(option for known, option in self._options if known == value)

    def show_signs(self, signs: dict[V, Sign]) -> None:
        """Draw other marks for the same values."""
        for value, option in self._options:
            option.set_sign(signs[value])

    def _tell(self, on: bool) -> None:
        if on:
            self.changed.emit()
