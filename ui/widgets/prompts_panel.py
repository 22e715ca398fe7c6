"""A few questions for talking, once both cards are open."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import PUSH, Rule, column, flow, row
from ui.widgets.card import Card
from ui.widgets.icons import Icon
from ui.widgets.text import Text

_LEAST_COLUMN = 200
"""Pixels at 100 % text below which prompts stand one below the other."""


class PromptsPanel(Card):
    """“To talk about, or not”: a few prompts in columns, stacked in narrow windows and from 150 % text.

    Args:
        theme: the live theme.
        prompts: in no order.
    """

    def __init__(self, theme: Theme, prompts: Sequence[str] = ()) -> None:
        super().__init__(theme, padding=(28, 20, 28, 22), ground="sunken", line=None, elevation=0)
        title = self.tr("To talk about, or not")
        self.setAccessibleName(title)
        head = row(theme, Icon(theme, "talk", 20, "accentText"), Text(theme, title, "strong"), gap=10)
        note = Text(theme, self.tr("Take one, or none. There is no order and no clock."), "small", "ink3")
        self._prompts = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._prompts)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._count = 0
        self._rules: list[Rule] = []
        self.add(column(theme, flow(theme, head, PUSH, note), 12, self._prompts))
        self.set_prompts(prompts)

    def set_prompts(self, prompts: Sequence[str]) -> None:
        """Show other prompts."""
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._rules = []
        self._count = len(prompts)
        for index, prompt in enumerate(prompts):
            if index:
                rule = Rule(self.theme, vertical=True)
                self._rules.append(rule)
                self._columns.addWidget(rule)
            self._columns.addWidget(Text(self.theme, prompt, "aside"), 1)
        self._arrange()

    def _stacked(self) -> bool:
        room = self.width() - 2 * self.theme.gap(28) - self.theme.gap(44) * max(0, self._count - 1)
        return self.theme.big or room < self._count * self.theme.text(_LEAST_COLUMN)

    def _arrange(self) -> None:
        stacked = self._stacked()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for rule in self._rules:
            rule.setVisible(not stacked)
        self._columns.setDirection(below if stacked else beside)
        self._columns.setSpacing(self.theme.gap(14 if stacked else 22))

    def _retheme(self) -> None:
        super()._retheme()
        if hasattr(self, "_rules"):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the prompts where they would become narrow."""
        super().resizeEvent(event)
        self._arrange()
