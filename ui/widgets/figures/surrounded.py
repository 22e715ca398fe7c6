"""A drawing with four labels around it; where that is too wide, over a list with small pictures."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.figures.drawing import Drawing
from ui.widgets.roles import give_role
from ui.widgets.text import Text

LEAST_BESIDE = 560
"""Pixels below which the labels stand under the drawing."""
BY_ROW = (0, 1, 2, 3)
"""Labels in reading order: start, end, start, end."""
AROUND = (0, 1, 3, 2)
"""Labels as a clock goes: start, end, then below: end, start."""
Labels = Sequence[tuple[str, str]]


class Surrounded(QWidget):
    """A figure in the middle with its labels at both sides.

    Args:
        theme: the live theme.
        drawing: the whole picture.
        keys: makes the small picture that stands beside a label in the list, by its number.
        labels: four pairs of a name and a few words.
        alt: what the drawing shows, for those who do not see it.
        order: which label stands where: `BY_ROW` or `AROUND`.

    Raises:
        ValueError: not exactly four labels.
    """

    def __init__(
        self,
        theme: Theme,
        drawing: Drawing,
        keys: Callable[[int], Drawing],
        labels: Labels,
        alt: str,
        order: tuple[int, int, int, int] = BY_ROW,
    ) -> None:
        super().__init__()
        if len(labels) != 4:
            raise ValueError("The figure has four labels.")
        self._theme, self._pairs, self._order = theme, list(labels), order
        self._drawing = drawing
        give_role(drawing, QAccessible.Role.Graphic)
        drawing.setAccessibleName(alt)
        self._keys = [keys(number) for number in range(4)]
        for key in self._keys:
            key.setParent(self)
        self._labels: list[Box] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stacked: bool | None = None
        theme.changed.connect(self._arrange)
        self._arrange()

    def stacked(self) -> bool:
        """Whether the labels stand under the drawing."""
        return bool(self._stacked)

    def _arrange(self) -> None:
        stacked = self._theme.big or 0 < self.width() < LEAST_BESIDE
        self._grid.setHorizontalSpacing(self._theme.gap(20))
        self._grid.setVerticalSpacing(self._theme.gap(18) if stacked else 0)
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for widget in (self._drawing, *self._keys, *self._labels):
            self._grid.removeWidget(widget)
        for label in self._labels:
            label.setParent(None)
            label.deleteLater()
        self._labels = [self._label(number, stacked) for number in range(4)]
        if stacked:
            self._stack()
        else:
            self._surround()

    def _at_start(self, number: int) -> bool:
        return self._order[number] % 2 == 0

    def _label(self, number: int, stacked: bool) -> Box:
        name, words = self._pairs[number]
        align = "end" if self._at_start(number) and not stacked else "start"
        return column(
            self._theme,
            Text(self._theme, name, "strong", align=align),
            2,
            Text(self._theme, words, "aside", "ink2", align=align, balance=True, line=24),
        )

    def _stack(self) -> None:
        for part in range(3):
            self._grid.setColumnStretch(part, 1 if part == 1 else 0)
        self._grid.addWidget(self._drawing, 0, 0, 1, 3, Qt.AlignmentFlag.AlignHCenter)
        for line, (key, label) in enumerate(zip(self._keys, self._labels, strict=True), 1):
            self._grid.addWidget(key, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, line, 1, 1, 2)
            key.show()

    def _surround(self) -> None:
        for key in self._keys:
            key.hide()
        for part in range(3):
            self._grid.setColumnStretch(part, 0 if part == 1 else 1)
        self._grid.addWidget(self._drawing, 0, 1, 2, 1, Qt.AlignmentFlag.AlignCenter)
        for number, label in enumerate(self._labels):
            place = 0 if self._at_start(number) else 2
            self._grid.addWidget(label, self._order[number] // 2, place, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the labels under the drawing where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()
