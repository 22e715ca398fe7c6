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
        flow(theme, first_button, second_button, PUSH, link),   # wraps when it must; behind PUSH: at the end
        margins=(0, 4, 0, 40),                    # start, top, end, bottom; scaled like gaps
    )

Items: a widget, a gap (int), STRETCH, (widget, stretch), (widget, stretch, alignment), a layout, or None, which is
left out. `column` and `row` return a `Box`; `box.add(…)` adds more, `box.clear()` empties it. Widgets that have a
size of their own (buttons, switches, marks) stand at the start of a column and in the middle of a row.
"""

from collections.abc import Iterable
from enum import Enum
from typing import TypeAlias

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.card import ShadowHost


class Space(Enum):
    """What is not a widget in a list of items."""

    STRETCH = "stretch"
    PUSH = "push"


STRETCH, PUSH = Space.STRETCH, Space.PUSH
Margins: TypeAlias = tuple[float, float, float, float]
Item: TypeAlias = (
    QWidget | QLayout | int | float | Space | tuple[QWidget, int] | tuple[QWidget, int, Qt.AlignmentFlag] | None
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
            self._box.addWidget(widget, stretch, alignment[0] if alignment else self._natural(widget, stretch))

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


def scaled_margins(theme: Theme, margins: Margins) -> QMargins:
    """Margins in pixels, start and end by the direction of the layout."""
    first, above, last, below = (theme.gap(px) for px in margins)
    return QMargins(last, above, first, below) if theme.rtl else QMargins(first, above, last, below)


def column(theme: Theme, *items: Item, gap: float = 0, margins: Margins = (0, 0, 0, 0)) -> Box:
    """Items one below the other; `gap` (pixels at 100 %) lies between any two."""
    box = Box(theme, QVBoxLayout(), gap, margins, _NONE)
    box.add(*items)
    return box


_ROW = {"center": MIDDLE, "top": TOP, "bottom": BOTTOM, "fill": _NONE}


def row(
    theme: Theme, *items: Item, gap: float = 0, margins: Margins = (0, 0, 0, 0), align: str = "center"
) -> Box:
    """Items side by side, from the start; `align` is "center", "top", "bottom" or "fill" (all as high as the row)."""
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

    def set_measure(self, width: float) -> None:
        """Change the greatest width, in pixels at 100 %."""
        self._width = width
        self._retheme()

    def _retheme(self) -> None:
        self._content.setMaximumWidth(self.theme.measure(self._width))
        self._box.setContentsMargins(scaled_margins(self.theme, self._margins))


def measure(theme: Theme, content: QWidget, width: float, margins: Margins = (32, 0, 32, 0)) -> Measure:
    """`content` in a centred column of at most `width` pixels (at 100 %), which also paints its cards' shadows."""
    return Measure(theme, content, width, margins)


class FlowLayout(QLayout):
    """Items in a row, wrapped where the row is full; those behind `push()` stand at the end."""

    def __init__(self, theme: Theme, gap: float, line_gap: float, align: str, margins: Margins) -> None:
        super().__init__()
        self._theme, self._gap, self._line_gap, self._align, self._margins = theme, gap, line_gap, align, margins
        self._items: list[QLayoutItem] = []
        self._pushed_from: int | None = None
        self.retheme()

    def push(self) -> None:
        """Place what is added from here on at the end of its line."""
        self._pushed_from = len(self._items)

    def retheme(self) -> None:
        """Take gaps and margins from the theme anew."""
        self.setContentsMargins(scaled_margins(self._theme, self._margins))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt wants null past the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt wants null past the end
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._theme.gap(self._gap) * max(0, len(sizes) - 1)
        margins = self.contentsMargins()
        width += margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        least = max((item.minimumSize().width() for item in self._shown()), default=0)
        height = max((item.minimumSize().height() for item in self._shown()), default=0)
        margins = self.contentsMargins()
        return QSize(least + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        wide = max(min(item.sizeHint().width(), width), min(item.minimumSize().width(), width))
        high = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
        return QSize(wide, high)

    def _split(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        gap, used = self._theme.gap(self._gap), 0
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        for item in self._shown():
            size = self._size(item, width)
            if not lines or used + gap + size.width() > width:
                lines.append([])
                used = -gap
            lines[-1].append((item, size))
            used += gap + size.width()
        return lines

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.top()
        for index, line in enumerate(self._split(max(1, inner.width()))):
            y += self._theme.gap(self._line_gap) if index else 0
            height = max(size.height() for _, size in line)
            if place:
                self._place(line, QRect(inner.left(), y, inner.width(), height))
            y += height
        return y - inner.top() + margins.top() + margins.bottom()

    def _place(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect) -> None:
        gap = self._theme.gap(self._gap)
        spare = rect.width() - sum(size.width() for _, size in line) - gap * (len(line) - 1)
        x = {"center": spare // 2, "end": spare}.get(self._align, 0)
        pushed = False
        for item, size in line:
            if not pushed and self._pushed_from is not None and self._items.index(item) >= self._pushed_from:
                pushed, x = True, x + (spare if self._align == "start" else 0)
            at = QPoint(rect.left() + x, rect.top() + (rect.height() - size.height()) // 2)
            target = QRect(at, size)
            if self._theme.rtl:
                target.moveLeft(rect.left() + rect.right() + 1 - at.x() - size.width())
            item.setGeometry(target)
            x += size.width() + gap


class Flow(QWidget):
    """A row that wraps; made by `flow`."""

    def __init__(self, theme: Theme, gap: float, line_gap: float, align: str, margins: Margins) -> None:
        super().__init__()
        self._flow = FlowLayout(theme, gap, line_gap, align, margins)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._flow.retheme)

    def add(self, *items: QWidget | Space | None) -> None:
        """Add widgets at the end; PUSH sends those behind it to the end of their line."""
        for item in items:
            if isinstance(item, QWidget):
                self._flow.addWidget(item)
            elif item is PUSH:
                self._flow.push()


def flow(
    theme: Theme,
    *items: QWidget | Space | None,
    gap: float = 12,
    line_gap: float = 8,
    align: str = "start",
    margins: Margins = (0, 0, 0, 0),
) -> Flow:
    """Widgets in a row that wraps; `align` is "start", "center" or "end"; behind PUSH they stand at the end."""
    made = Flow(theme, gap, line_gap, align, margins)
    made.add(*items)
    return made


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
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._color))
        painter.end()


def in_order(widgets: Iterable[QWidget]) -> None:
    """Let Tab visit the widgets in this order."""
    previous: QWidget | None = None
    for widget in widgets:
        if previous is not None:
            QWidget.setTabOrder(previous, widget)
        previous = widget


__all__ = [
    "BOTTOM", "CENTER", "END", "MIDDLE", "PUSH", "START", "STRETCH", "TOP", "Box", "Flow", "FlowLayout", "Item",
    "Margins", "Measure", "Rule", "centre", "column", "end", "flow", "in_order", "measure", "row",
    "scaled_margins", "start", "top",
]
