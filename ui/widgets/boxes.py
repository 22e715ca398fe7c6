"""Layouts that follow the theme: gaps grow with the text, buttons keep their size, long rows wrap.

    column(
        theme,
        Text(theme, self.tr("Who is here?"), "display", align="center"),
        8,                                        # a gap of 8 px at 100 %
        Text(theme, self.tr("Each seat opens …"), "body", "ink2", align="center"),
        34,
        row(theme, (left_card, 1), (right_card, 1), gap=24, align="fill"),  # (widget, stretch)
        STRETCH,
        centre(Button(theme, self.tr("Open together"), "primary")),
        flow(theme, first_button, second_button, PUSH, link),  # wraps; behind PUSH: at the end
        margins=(0, 4, 0, 40),  # start, top, end, bottom; scaled like gaps
    )

Items: a widget, a gap (int), STRETCH, (widget, stretch), (widget, stretch, alignment), a layout; None, which
is left out. `column` and `row` return a `Box`; `box.add(…)` adds more, `box.clear()` empties it. Widgets that
have a size of their own (buttons, switches, marks) stand at the start of a column and mid-height in a row.
"""

from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.flow import PUSH, STRETCH, Flow, Margins, Space, flow, scaled_margins
from ui.widgets.shadow import ShadowHost

Item: TypeAlias = (
    QWidget
    | QLayout
    | int
    | float
    | Space
    | tuple[QWidget, int]
    | tuple[QWidget, int, Qt.AlignmentFlag]
    | None
)

START, CENTER, END = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
TOP, MIDDLE, BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignBottom
_NONE: Qt.AlignmentFlag = Qt.AlignmentFlag(0)


def start(widget: QWidget, stretch: int = 0) -> tuple[QWidget, int, Qt.AlignmentFlag]:
    """The widget at the start of a column, as wide as it wants to be."""
    return widget, stretch, START | TOP


def centre(widget: QWidget, stretch: int = 0) -> tuple[QWidget, int, Qt.AlignmentFlag]:
    """The widget in the middle of a column, as wide as it wants to be."""
    return widget, stretch, CENTER | TOP


def end(widget: QWidget, stretch: int = 0) -> tuple[QWidget, int, Qt.AlignmentFlag]:
    """The widget at the end of a column, as wide as it wants to be."""
    return widget, stretch, END | TOP


def top(widget: QWidget, stretch: int = 0) -> tuple[QWidget, int, Qt.AlignmentFlag]:
    """The widget at the top of a row."""
    return widget, stretch, TOP


class Box(QWidget):
    """A row or column whose gaps and margins follow the theme; made by `row` and `column`."""

    def __init__(
        self, theme: Theme, layout: QBoxLayout, gap: float, margins: Margins, align: Qt.AlignmentFlag
    ) -> None:
        super().__init__()
        self._theme, self._gap, self._margins, self._align = theme, gap, margins, align
        self._box = layout
        self._gaps: list[tuple[QSpacerItem, float]] = []
        self.setLayout(layout)
        theme.changed.connect(self._retheme)
        self._retheme()

    def add(self, *items: Item) -> None:
        """Add items at the end."""
        for item in items:
            self._add(item)

    def _add(self, item: Item) -> None:
        if item is None:
            return
        if isinstance(item, Space):
            self._box.addStretch(1)
        elif isinstance(item, int | float):
            spacer = QSpacerItem(0, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._gaps.append((spacer, item))
            self._box.addSpacerItem(spacer)
            self._size_gap(spacer, item)
        elif isinstance(item, QLayout):
            self._box.addLayout(item)
        elif isinstance(item, QWidget):
            self._box.addWidget(item, 0, self._natural(item))
        else:
            widget, stretch, *alignment = item
            self._box.addWidget(
                widget, stretch, alignment[0] if alignment else self._natural(widget, stretch)
            )

    def _natural(self, widget: QWidget, stretch: int = 0) -> Qt.AlignmentFlag:
        keeps = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum
        if self._vertical():
            return START | TOP if widget.sizePolicy().horizontalPolicy() in keeps and not stretch else _NONE
        return self._align

    def _vertical(self) -> bool:
        return self._box.direction() in {QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop}

    def clear(self) -> None:
        """Remove and delete everything in it."""
        self._gaps.clear()
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def set_margins(self, margins: Margins) -> None:
        """Change the margins: start, top, end, bottom in pixels at 100 %."""
        self._margins = margins
        self._retheme()

    def _size_gap(self, spacer: QSpacerItem, px: float) -> None:
        size = self._theme.gap(px)
        fixed, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        if self._vertical():
            spacer.changeSize(0, size, least, fixed)
        else:
            spacer.changeSize(size, 0, fixed, least)

    def _retheme(self) -> None:
        self._box.setContentsMargins(scaled_margins(self._theme, self._margins))
        self._box.setSpacing(self._theme.gap(self._gap))
        for spacer, px in self._gaps:
            self._size_gap(spacer, px)
        self._box.invalidate()


def column(theme: Theme, *items: Item, gap: float = 0, margins: Margins = (0, 0, 0, 0)) -> Box:
    """Items one below the other; `gap` (pixels at 100 %) lies between any two."""
    box = Box(theme, QVBoxLayout(), gap, margins, _NONE)
    box.add(*items)
    return box


_ROW = {"center": MIDDLE, "top": TOP, "bottom": BOTTOM, "fill": _NONE}


def row(
    theme: Theme, *items: Item, gap: float = 0, margins: Margins = (0, 0, 0, 0), align: str = "center"
) -> Box:
    """Items side by side; `align` is "center", "top", "bottom" or "fill" (all as high as the row)."""
    box = Box(theme, QHBoxLayout(), gap, margins, _ROW[align])
    box.add(*items)
    return box


class Measure(ShadowHost):
    """A centred column no wider than its measure; see `measure`."""

    def __init__(self, theme: Theme, content: QWidget, width: float, margins: Margins) -> None:
        super().__init__(theme)
        self._content, self._width, self._margins = content, width, margins
        self._box = QHBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self._box.addWidget(content, 1000)
        self._box.addStretch(1)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self._content.setMaximumWidth(self.theme.measure(self._width))
        self._box.setContentsMargins(scaled_margins(self.theme, self._margins))


def measure(theme: Theme, content: QWidget, width: float, margins: Margins = (32, 0, 32, 0)) -> Measure:
    """`content` in a centred column of at most `width` pixels (at 100 %), which paints its cards' shadows."""
    return Measure(theme, content, width, margins)


class Rule(QWidget):
    """A hairline between two parts; decoration only."""

    def __init__(self, theme: Theme, *, vertical: bool = False, color: str = "line") -> None:
        super().__init__()
        self._theme, self._color = theme, color
        fixed, grows = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if vertical:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, grows)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(grows, fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it from the theme."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._color))
        painter.end()


__all__ = [
    "BOTTOM",
    "CENTER",
    "END",
    "MIDDLE",
    "PUSH",
    "START",
    "STRETCH",
    "TOP",
    "Box",
    "Flow",
    "Item",
    "Margins",
    "Measure",
    "Rule",
    "centre",
    "column",
    "end",
    "flow",
    "measure",
    "row",
    "start",
    "top",
]
