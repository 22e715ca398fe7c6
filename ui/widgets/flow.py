"""A row that wraps where it is full, so that no button is cut at 200 % or in a narrow window."""

from enum import Enum
from typing import TypeAlias

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme import Theme

Margins: TypeAlias = tuple[float, float, float, float]
"""Start, top, end and bottom, in pixels at 100 %."""


class Space(Enum):
    """What is not a widget in a list of items."""

    STRETCH = "stretch"
    PUSH = "push"


STRETCH, PUSH = Space.STRETCH, Space.PUSH


def scaled_margins(theme: Theme, margins: Margins) -> QMargins:
    """Margins in pixels of the screen, start and end by the direction of the layout."""
    first, above, last, below = (theme.gap(px) for px in margins)
    return QMargins(last, above, first, below) if theme.rtl else QMargins(first, above, last, below)


class FlowLayout(QLayout):
    """Items in a row, wrapped where the row is full; those behind `push()` stand at the end."""

    def __init__(self, theme: Theme, gap: float, line_gap: float, align: str, margins: Margins) -> None:
        super().__init__()
        self._theme, self._gap, self._line_gap, self._align, self._margins = (
            theme,
            gap,
            line_gap,
            align,
            margins,
        )
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
        """Take an item, as Qt asks."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at an index, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give the item at an index away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Whether it grows higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of height at this width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._theme.gap(self._gap) * max(0, len(sizes) - 1)
        margins = self.contentsMargins()
        width += margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """Room for the widest item alone."""
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
    """Widgets in a row that wraps, to the "start", "center" or "end"; behind PUSH they stand at the end."""
    made = Flow(theme, gap, line_gap, align, margins)
    made.add(*items)
    return made
