"""A seat in one line: emblem, title and a few words."""

from ui.theme import Theme
from ui.widgets.boxes import column, row
from ui.widgets.card import Card
from ui.widgets.emblem import Emblem
from ui.widgets.rings import EmblemState, Sign
from ui.widgets.text import Text


class SeatChip(Card):
    """What a seat is, without a button.

    Args:
        theme: the live theme.
        sign: shape and hue.
        state: empty, taken or ready.
        title: the nickname, or which seat it is.
        line: a few words below; may be empty.
    """

    def __init__(self, theme: Theme, sign: Sign, state: EmblemState, title: str, line: str = "") -> None:
        super().__init__(theme, padding=(16, 12, 18, 12), elevation=0)
        words = column(
            theme, Text(theme, title, "strong"), Text(theme, line, "small", "ink3") if line else None
        )
        self.add(row(theme, Emblem(theme, sign, state, 15), (words, 1), gap=14))
