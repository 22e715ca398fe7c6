"""Rows of settings: words at the start, what sets them at the end."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box, Rule, column
from ui.widgets.card import Card
from ui.widgets.flow import scaled_margins
from ui.widgets.text import Text


class Option(QWidget):
    """A setting's words, and its control at the end; below them from 150 % text.

    Args:
        theme: the live theme.
        title: what is set.
        note: a smaller line.
        control: what sets it; takes `title` as its name for screen readers if it has none.
    """

    def __init__(self, theme: Theme, title: str, note: str, control: QWidget) -> None:
        super().__init__()
        self._theme, self._control = theme, control
        self._note = Text(theme, note, "small", "ink3")
        words = Text(theme, title, "body")
        words.setBuddy(control)
        self._words = column(theme, words, self._note)
        self._note.setVisible(bool(note))  # not before it lies in something: it would be a window of its own
        if not control.accessibleName():
            control.setAccessibleName(title)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._retheme)
        self._retheme()

    def set_note(self, note: str) -> None:
        """Show another smaller line."""
        self._note.set_text(note)
        self._note.setVisible(bool(note))

    def _retheme(self) -> None:
        stacked = self._theme.big
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._box.setAlignment(self._words, Qt.AlignmentFlag(0) if stacked else middle)
        self._box.setAlignment(self._control, Qt.AlignmentFlag.AlignLeft if stacked else middle)
        self._box.setSpacing(self._theme.gap(10 if stacked else 20))
        self._box.setContentsMargins(scaled_margins(self._theme, (22, 13, 18, 13)))


def options(theme: Theme, heading: str, *rows: QWidget) -> Box:
    """A headed card of settings with hairlines between them."""
    card = Card(theme, padding=(0, 2, 0, 2))
    for index, option in enumerate(rows):
        if index:
            card.add(column(theme, Rule(theme), margins=(22, 0, 0, 0)))
        card.add(option)
    return column(theme, Text(theme, heading, "strong", "ink2", heading=True), 8, card)
