"""When both may see what: the rules of taking turns, without a window, a vault or a word of an answer."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import Enum

from intimacy_desktop.answers import ITEMS
from intimacy_desktop.errors import NotItsTurn


class Seat(Enum):
    """One of the two seats, in the order in which they were taken."""

    FIRST = 0
    SECOND = 1

    @property
    def other(self) -> "Seat":
        """The seat across."""
        return Seat.SECOND if self is Seat.FIRST else Seat.FIRST


class CardState(Enum):
    """What a card shows; one kept back or left blank is turned like any other and shows nothing."""

    CLOSED = "closed"
    TURNED = "turned"
    NOT_THIS_TIME = "not this time"


_CLOSED_PAIR = (CardState.CLOSED, CardState.CLOSED)


@dataclass(frozen=True, slots=True)
class Reveal:
    """One moment of the reveal; each step gives the next moment and leaves this one as it was.

    An item is *reached* once the one before it is settled: both its cards turned or passed over. Items behind
    the reached one can be read again and not changed; items ahead have only closed cards.

    Attributes:
        first_reader: whose card comes first at the first item, and with `alternate` at every other one.
        alternate: whether the two take turns at being first.
        reached: index of the item being taken, from 0.
        item: index of the item in view, at most `reached`.
        later: items marked to be talked about another time.
    """

    first_reader: Seat = Seat.SECOND
    alternate: bool = False
    reached: int = 0
    item: int = 0
    cards: tuple[tuple[CardState, CardState], ...] = field(default=(_CLOSED_PAIR,) * ITEMS)
    later: frozenset[int] = frozenset()

    @classmethod
    def resume(
        cls,
        uncovered: tuple[Collection[int], Collection[int]],
        first_reader: Seat = Seat.SECOND,
        *,
        alternate: bool = False,
        later: Collection[int] = (),
    ) -> "Reveal":
        """Give the moment at which an interrupted reveal goes on.

        That is behind the last turned item, or at it if one of its cards is closed. What was passed over
        before is not stored: behind that place a card that was not turned reads *not this time*.

        Args:
            uncovered: the items each seat's vault holds as turned, first seat's and second's.
            first_reader: see the class.
            alternate: see the class.
            later: items marked before.
        """
        last = max((*uncovered[0], *uncovered[1]), default=0)
        both_turned = all(last in items for items in uncovered)
        reached = min(last + 1, ITEMS - 1) if both_turned else last

        def card(seat: Seat, item: int) -> CardState:
            if item in uncovered[seat.value]:
                return CardState.TURNED
            return CardState.NOT_THIS_TIME if item < reached else CardState.CLOSED

        cards = tuple((card(Seat.FIRST, item), card(Seat.SECOND, item)) for item in range(ITEMS))
        return cls(first_reader, alternate, reached, reached, cards, frozenset(later))

    @property
    def first_here(self) -> Seat:
        """Whose card comes first at the item in view."""
        return self.first_reader.other if self.alternate and self.item % 2 else self.first_reader

    @property
    def looking_back(self) -> bool:
        """Whether the item in view was settled before, so that it can only be read."""
        return self.item < self.reached

    @property
    def reader(self) -> Seat | None:
        """Whose card is next at the item in view; None once both are settled, as always when looking back."""
        order = (self.first_here, self.first_here.other)
        return next((seat for seat in order if self.card(seat, self.item) is CardState.CLOSED), None)

    @property
    def complete(self) -> bool:
        """Whether every item is settled."""
        return CardState.CLOSED not in self.cards[ITEMS - 1]

    @property
    def may_go_on(self) -> bool:
        """Whether there is a next item to go to now."""
        return self.looking_back or (self.reader is None and self.item < ITEMS - 1)

    @property
    def may_go_back(self) -> bool:
        """Whether there is an earlier item to read."""
        return self.item > 0

    def card(self, seat: Seat, item: int) -> CardState:
        """Give what the card of `seat` at `item` shows."""
        return self.cards[item][seat.value]

    def may_turn(self, seat: Seat) -> bool:
        """Whether it is the turn of the card of `seat` at the item in view."""
        return self.reader is seat

    def turn(self, seat: Seat) -> "Reveal":
        """Turn the card of `seat`.

        Raises:
            NotItsTurn: the other card comes first, or this one is settled.
        """
        return self._settle(seat, CardState.TURNED)

    def not_this_time(self, seat: Seat) -> "Reveal":
        """Pass over the card of `seat`: it stays sealed to its author.

        Raises:
            NotItsTurn: the other card comes first, or this one is settled.
        """
        return self._settle(seat, CardState.NOT_THIS_TIME)

    def next(self) -> "Reveal":
        """Go to the next item.

        Raises:
            NotItsTurn: a card here is still closed, or this is the last item.
        """
        if not self.may_go_on:
            raise NotItsTurn("a card is still closed, or there is no further item")
        item = self.item + 1
        return replace(self, item=item, reached=max(self.reached, item))

    def back(self) -> "Reveal":
        """Go to the item before, to read it.

        Raises:
            NotItsTurn: this is the first item.
        """
        if not self.may_go_back:
            raise NotItsTurn("there is no earlier item")
        return replace(self, item=self.item - 1)

    def leave_for_later(self) -> "Reveal":
        """Mark the item in view, to be talked about another time; its cards stay as they are."""
        return replace(self, later=self.later | {self.item})

    def _settle(self, seat: Seat, card: CardState) -> "Reveal":
        if not self.may_turn(seat):
            raise NotItsTurn("it is not the turn of this card")
        pair = self.cards[self.item]
        settled = (card, pair[1]) if seat is Seat.FIRST else (pair[0], card)
        return replace(self, cards=(*self.cards[: self.item], settled, *self.cards[self.item + 1 :]))
