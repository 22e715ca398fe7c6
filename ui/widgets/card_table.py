"""The table of the evening: the sentence, two cards, and, once both are settled, something to talk about."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.identity import Identity
from intimacy_desktop.runs import Run
from ui.theme import Theme
from ui.widgets.below_card import BelowCard
from ui.widgets.boxes import column, flow
from ui.widgets.button import Link
from ui.widgets.card_pair import CardPair
from ui.widgets.prompts_panel import PromptsPanel
from ui.widgets.rings import Sign
from ui.widgets.text import Text
from ui.widgets.turn_card import TurnCard
from ui.widgets.turns_head import TurnsHead

NARROW = 1000
"""Below this window width in pixels the chrome steps back."""
_TALL, _LOW = 300, 224
"""Least heights of a card in pixels at 100 %: while it is its turn, and beside the prompts."""


class CardTable(QWidget):
    """Two cards and what belongs to them; it holds the words of one sentence at most.

    Args:
        theme: the live theme.
        owners: of the first and of the second card.
        total: how many sentences there are.

    Signals:
        turn_asked(int), decline_asked(int): for the first card (0) or the second (1).
        form_asked: show the other form of the sentences.
        rested: no card moves any more.
    """

    turn_asked = Signal(int)
    decline_asked = Signal(int)
    form_asked = Signal()
    rested = Signal()

    def __init__(self, theme: Theme, owners: tuple[Identity, Identity], total: int) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self._settled = False
        first, second = owners
        self._head = TurnsHead(theme, Sign.of(first), Sign.of(second), total)
        self.cards = (TurnCard(theme, first, second.nickname), TurnCard(theme, second, first.nickname))
        self.below = (self._below(0, first), self._below(1, second))
        self._pair = CardPair(theme, self.cards, self.below)
        self._form = Text(theme, "", "small", "ink2")
        self._other_form = Link(theme, "", "small")
        self._other_form.clicked.connect(self.form_asked)
        self._forms = flow(theme, self._form, self._other_form, gap=16, align="center")
        self._prompts = PromptsPanel(theme)
        self._talk = column(theme, self._forms, 16, self._prompts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(theme, self._head, 20, self._pair, 14, self._talk))
        for card in self.cards:
            card.turned.connect(self._rest)
        theme.changed.connect(self._arrange)
        self._arrange()

    def _below(self, index: int, owner: Identity) -> BelowCard:
        turn = self.tr("Turn {name}’s card").format(name=owner.nickname)
        below = BelowCard(self._theme, turn, self.tr("Not this time"))
        below.turn_asked.connect(lambda: self.turn_asked.emit(index))
        below.decline_asked.connect(lambda: self.decline_asked.emit(index))
        return below

    # ------------------------------------------------------------------ one sentence

    def set_sentence(self, stem: str, at: int, prompts: Sequence[str]) -> None:
        """Begin another sentence with both cards closed and without a word.

        Args:
            stem: as a person reads it.
            at: its number, from 1.
            prompts: for talking, shown once both cards are settled.
        """
        self.cover()
        self._head.set_stem(stem, at)
        self._prompts.set_prompts(prompts)
        self.set_settled(settled=False)

    def show_words(self, index: int, words: tuple[Sequence[Run], str] | None, *, animate: bool) -> None:
        """Open a card, or change the words of an open one.

        Args:
            index: of the card.
            words: the stem and its ending; None for “Not this time”, whatever the reason.
            animate: whether it turns before one's eyes.
        """
        if words is None:
            self.cards[index].show_not_this_time(animate)
        else:
            stem, ending = words
            self.cards[index].show_text(stem, ending, animate)

    def cover(self) -> None:
        """Close both cards at once and forget their words."""
        for card in self.cards:
            card.cover()

    def turning(self) -> bool:
        """Whether a card is in movement."""
        return any(card.turning() for card in self.cards)

    def finish(self) -> None:
        """End every movement at once."""
        for card in self.cards:
            card.finish()

    def set_settled(self, *, settled: bool) -> None:
        """Give the room to both cards and the prompts, or to the card being read aloud."""
        self._settled = settled
        for card in self.cards:
            card.set_aloud(not settled)
        self._talk.setVisible(settled)
        self._arrange()

    def set_form(self, sentence: str, other: str) -> None:
        """Say in which form the sentences stand, and offer the other; without words, neither."""
        self._form.set_text(sentence)
        self._other_form.setText(other)
        self._forms.setVisible(bool(other))

    # ------------------------------------------------------------------ room

    def set_window_width(self, width: int) -> None:
        """Follow the window, width in pixels."""
        self._narrow = width < NARROW
        self._arrange()

    def _arrange(self) -> None:
        self._head.set_narrow(self._narrow)
        self._pair.set_stacked(self._narrow and self._theme.big)
        low = self._settled or self._narrow or self._theme.big
        for card in self.cards:
            card.set_least_height(_LOW if low else _TALL)

    def _rest(self) -> None:
        if not self.turning():
            self.rested.emit()
