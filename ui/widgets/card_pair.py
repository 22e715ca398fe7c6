"""Two cards with a place below each, side by side or one below the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme


class CardPair(QWidget):
    """Both cards equally wide; the first seat's where reading begins.

    Args:
        theme: the live theme.
        cards: the first seat's and the second seat's.
        below: what stands under each.
    """

    def __init__(self, theme: Theme, cards: tuple[QWidget, QWidget], below: tuple[QWidget, QWidget]) -> None:
        super().__init__()
        self._theme, self._cards, self._below = theme, cards, below
        self._stacked = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._arrange)
        self._arrange()

    def set_stacked(self, stacked: bool) -> None:
        """Put one below the other, or side by side."""
        if stacked != self._stacked:
            self._stacked = stacked
            self._arrange()

    def _arrange(self) -> None:
        for widget in (*self._cards, *self._below):
            self._grid.removeWidget(widget)
        for number, (card, low) in enumerate(zip(self._cards, self._below, strict=True)):
            line, column = (2 * number, 0) if self._stacked else (0, number)
            self._grid.addWidget(card, line, column)
            self._grid.addWidget(low, line + 1, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if self._stacked else 1)
        self._grid.setHorizontalSpacing(0 if self._stacked else self._theme.gap(24))
        self._grid.setVerticalSpacing(self._theme.gap(18))
