"""One of a few choices, side by side; a group of radio buttons to screen readers and the keyboard."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.paint import draw_panel
from ui.widgets.roles import give_role

_EDGE = 3
"""Pixels between the frame and its segments."""


class _Segment(QRadioButton):
    def __init__(self, theme: Theme, text: str, group: "Segmented") -> None:
        super().__init__(text, group)
        self._theme, self._group = theme, group
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._take_tab)
        self._take_tab(on=False)

    def _take_tab(self, on: bool) -> None:
        # Tab reaches the chosen one; arrows go on from there.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def focus_frame(self) -> QWidget:
        """The widget that the focus ring is drawn around."""
        return self._group

    def wanted(self) -> int:
        """Pixels of width for the boldest form of its words."""
        words = QFontMetricsF(self._theme.font("label", weight=600)).horizontalAdvance(self.text())
        return math.ceil(words) + self._theme.gap(34)

    def sizeHint(self) -> QSize:
        """Room for its words; how high it really is depends on the row."""
        high = QFontMetricsF(self._theme.font("label", weight=600)).height()
        return QSize(self.wanted(), math.ceil(high))

    def minimumSizeHint(self) -> QSize:
        """As much: it is never cut."""
        return self.sizeHint()

    def hitButton(self, _place: QPoint) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._group.step(event.key()):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, on = self._theme, QPainter(self), self.isChecked()
        if on:
            rect, radius = QRectF(self.rect()), theme.radius("control") - 2.5
            draw_panel(painter, rect, radius, theme.color("surface"), theme.color("accent"), width=1.4)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # by the words
        painter.setFont(theme.font("label", weight=600 if on else 500))
        ink = "ink" if on else "ink2"
        painter.setPen(theme.color(ink if self.isEnabled() else "ink3"))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class Segmented(QWidget):
    """One of a few choices; they stand below each other where they do not fit side by side.

    Args:
        theme: the live theme.
        name: what is chosen, for screen readers.
        choices: the words, in order.
        current: index of the choice made.
    """

    changed = Signal(int)
    """The index that a person chose."""

    def __init__(self, theme: Theme, name: str, choices: Sequence[str], current: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._segments = [_Segment(theme, text, self) for text in choices]
        for index, segment in enumerate(self._segments):
            self._group.addButton(segment, index)
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_current(current)
        self._group.idClicked.connect(self.changed)
        theme.changed.connect(self._retheme)

    def current(self) -> int:
        """The index of the choice made."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Make a choice without `changed`."""
        self._segments[index].setChecked(True)
        self.setFocusProxy(self._segments[index])

    def step(self, key: int) -> bool:
        """Choose another one by an arrow, Home or End; whether the key was one of these."""
        forward = Qt.Key.Key_Left if self._theme.rtl else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self._theme.rtl else Qt.Key.Key_Left
        count, at = len(self._segments), self.current()
        targets = {
            forward: (at + 1) % count,
            Qt.Key.Key_Down: (at + 1) % count,
            back: (at - 1) % count,
            Qt.Key.Key_Up: (at - 1) % count,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        target = targets.get(Qt.Key(key))
        if target is None:
            return False
        if target != at:
            self.set_current(target)
            self._segments[target].setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit(target)
        return True

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("control")

    def _row(self) -> int:
        return self._theme.text(self._theme.size("control"))

    def sizeHint(self) -> QSize:
        """All side by side."""
        return QSize(sum(each.wanted() for each in self._segments) + 2 * _EDGE, self._row())

    def minimumSizeHint(self) -> QSize:
        """All below each other."""
        return QSize(max(each.wanted() for each in self._segments) + 2 * _EDGE, self._row())

    def hasHeightForWidth(self) -> bool:
        """Whether it grows higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of height at this width."""
        if width >= self.sizeHint().width():
            return self._row()
        return len(self._segments) * (self._row() - 2 * _EDGE) + 2 * _EDGE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the segments."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        inner = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self.width() < self.sizeHint().width():
            high = inner.height() // len(self._segments)
            for index, segment in enumerate(self._segments):
                segment.setGeometry(inner.left(), inner.top() + index * high, inner.width(), high)
            return
        x = inner.left()
        for segment in reversed(self._segments) if self._theme.rtl else self._segments:
            segment.setGeometry(x, inner.top(), segment.wanted(), inner.height())
            x += segment.wanted()

    def _retheme(self) -> None:
        self.updateGeometry()
        self._arrange()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the trough."""
        theme, painter = self._theme, QPainter(self)
        ground, line = theme.color("sunken"), theme.color("lineStrong")
        draw_panel(painter, QRectF(self.rect()), theme.radius("control"), ground, line, width=1.2)
        painter.end()
