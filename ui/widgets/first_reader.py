"""Who begins the evening, and one press that changes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from intimacy_desktop.identity import Identity
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import PUSH, flow
from ui.widgets.button import Link
from ui.widgets.card import Card
from ui.widgets.marks import Name


class FirstReader(Card):
    """“Jonas reads first”, with a way to let the other.

    Args:
        theme: the live theme.
        people: the owners of the first and of the second seat.
        first: index of the one who begins.
        in_turns: whether they take turns at it from sentence to sentence.

    Signals:
        changed(int): index of the one who begins now.
    """

    changed = Signal(int)

    def __init__(
        self, theme: Theme, people: tuple[Identity, Identity], first: int, *, in_turns: bool
    ) -> None:
        super().__init__(theme, padding=(18, 12, 18, 12), elevation=0)
        self._people, self._first, self._in_turns = people, first, in_turns
        self._name = Name(theme, people[first].shape, people[first].hue, "", "strong")
        self._other = Link(theme, "")
        self._other.clicked.connect(self._change)
        self.add(flow(theme, self._name, PUSH, self._other, gap=20))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._say()

    def _change(self) -> None:
        self._first = 1 - self._first
        self._say()
        announce(self, self._name.label.text())
        self.changed.emit(self._first)

    def _say(self) -> None:
        first, other = self._people[self._first], self._people[1 - self._first]
        words = self.tr("{name} reads first, then you take turns at it.")
        if not self._in_turns:
            words = self.tr("{name} reads first.")
        self._name.mark.set_mark(first.shape, first.hue)
        self._name.label.set_text(words.format(name=first.nickname))
        self._other.setText(self.tr("Let {name} read first").format(name=other.nickname))
