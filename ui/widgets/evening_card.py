"""What an evening left: one small thing to try, a next date, and what was left for later."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.theme import Theme
from ui.widgets.boxes import PUSH, column, flow, row, top
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.days import day_of_iso
from ui.widgets.icons import Icon
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.text import Text


class EveningCard(Card):
    """The notes of one evening, to be read.

    Args:
        theme: the live theme.
        day: of the evening, as it is read.
        small_try: what the two wanted to try.
        next_date: an ISO date, or nothing.
        later: stems left for later.
        changeable: whether it offers to change them.

    Signals:
        change_asked: these notes are to be changed.
    """

    change_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        day: str,
        small_try: str,
        next_date: str,
        later: Sequence[str],
        *,
        changeable: bool = True,
    ) -> None:
        super().__init__(theme, padding=(26, 20, 26, 22), elevation=0)
        self.add(
            flow(theme, Text(theme, day, "heading"), PUSH, *((self._change(day),) if changeable else ()))
        )
        parts = [
            (self.tr("One small thing to try"), small_try),
            (self.tr("Meeting again"), day_of_iso(next_date)),
        ]
        for title, words in parts:
            if words:
                self.add(column(theme, 8, Text(theme, title, "small", "ink3"), Text(theme, words, "reading")))
        if not any(words for _, words in parts) and not later:
            self.add(column(theme, 6, Text(theme, self.tr("Nothing was noted."), "body", "ink2")))
        if later:
            self._list_later(later)

    def _change(self, day: str) -> Button:
        name = self.tr("Change what is noted of {day}").format(day=day)
        change = Button(self.theme, self.tr("Change"), "quiet", icon="pencil", size="compact", name=name)
        change.clicked.connect(self.change_asked)
        return change

    def _list_later(self, later: Sequence[str]) -> None:
        theme, title = self.theme, self.tr("Left for later")
        listing = Listing(title)
        for stem in later:
            words = self.tr("{stem} …").format(stem=stem)
            mark = top(Icon(theme, "next", 18, "accentText"))
            line = row(theme, mark, (Text(theme, words, "body"), 1), gap=8)
            listing.add(ListingItem(theme, line, words))
        self.add(column(theme, 10, Text(theme, title, "small", "ink3"), 4, listing))
