"""A figure set in type: each of its labels as a line, a name and what belongs to it."""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Rule
from ui.widgets.card import Card
from ui.widgets.roles import give_role
from ui.widgets.text import Text


class WordedFigure(Card):
    """Names at the start and their words beside them; below them from 150 % text.

    Args:
        theme: the live theme.
        labels: pairs of a name and a few words, in reading order.
        alt: what it shows as a whole, for screen readers.
    """

    def __init__(self, theme: Theme, labels: Sequence[tuple[str, str]], alt: str) -> None:
        super().__init__(theme, padding=(26, 12, 26, 14), elevation=0)
        self._names = [Text(theme, name, "strong") for name, _ in labels]
        self._words = [Text(theme, words, "aside", "ink2") for _, words in labels]
        self._rules = [Rule(theme) for _ in labels[1:]]
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.add(inside)
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(alt)
        theme.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        theme = self.theme
        stacked = theme.big
        for widget in (*self._names, *self._words, *self._rules):
            self._grid.removeWidget(widget)
        self._grid.setHorizontalSpacing(theme.gap(24))
        self._grid.setVerticalSpacing(theme.gap(6 if stacked else 10))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        line = 0
        for index, (name, words) in enumerate(zip(self._names, self._words, strict=True)):
            if index:
                self._grid.addWidget(self._rules[index - 1], line, 0, 1, 2)
                line += 1
            if stacked:
                self._grid.addWidget(name, line, 0, 1, 2)
                self._grid.addWidget(words, line + 1, 0, 1, 2)
                line += 2
            else:
                self._grid.addWidget(name, line, 0)
                self._grid.addWidget(words, line, 1)
                line += 1
