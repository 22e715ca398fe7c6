"""Taking turns: what may be seen when."""

from collections import Counter

import pytest
from hypothesis import given, strategies as st

from intimacy_desktop.answers import ITEMS
from intimacy_desktop.errors import NotItsTurn
from intimacy_desktop.reveal import CardState, Reveal, Seat

LAST = ITEMS - 1

EVENTS = st.sampled_from(
    [
        "turn first",
        "turn second",
        "pass first",
        "pass second",
        "next",
        "next",
        "back",
        "leave for later",
    ]
)
SEATS = {"first": Seat.FIRST, "second": Seat.SECOND}
UNCOVERED = st.frozensets(st.integers(0, LAST))


def after(state: Reveal, event: str) -> Reveal:
    """Give the state after `event`, which is the same where the rules forbid it."""
    verb, _, who = event.partition(" ")
    steps = {
        "turn": lambda: state.turn(SEATS[who]),
        "pass": lambda: state.not_this_time(SEATS[who]),
        "next": state.next,
        "back": state.back,
        "leave": state.leave_for_later,
    }
    try:
        return steps[verb]()
    except NotItsTurn:
        return state


def settled(state: Reveal, item: int) -> Reveal:
    """Give the state with both cards of `item` turned."""
    assert state.item == item
    return state.turn(state.first_here).turn(state.first_here.other)


def cards_of(state: Reveal) -> Counter[CardState]:
    return Counter(card for pair in state.cards for card in pair)


def test_all_cards_are_closed_when_the_reveal_begins() -> None:
    assert cards_of(Reveal()) == {CardState.CLOSED: 2 * ITEMS}


def test_the_one_who_took_the_second_seat_reads_first_unless_told_otherwise() -> None:
    assert Reveal().reader is Seat.SECOND
    assert Reveal(first_reader=Seat.FIRST).reader is Seat.FIRST


def test_the_second_card_waits_for_the_first() -> None:
    # Given the second seat reads first
    state = Reveal()
    # Then the first seat's card can neither be turned nor passed over yet
    assert not state.may_turn(Seat.FIRST)
    with pytest.raises(NotItsTurn):
        state.turn(Seat.FIRST)
    with pytest.raises(NotItsTurn):
        state.not_this_time(Seat.FIRST)
    # When the first reader passes, then it is the other's turn
    state = state.not_this_time(Seat.SECOND)
    assert state.reader is Seat.FIRST
    assert state.card(Seat.SECOND, 0) is CardState.NOT_THIS_TIME


def test_a_settled_card_stays_as_it_is() -> None:
    state = Reveal().not_this_time(Seat.SECOND)
    with pytest.raises(NotItsTurn):
        state.turn(Seat.SECOND)
    turned = Reveal().turn(Seat.SECOND)
    with pytest.raises(NotItsTurn):
        turned.not_this_time(Seat.SECOND)


def test_there_is_no_next_item_while_a_card_is_closed() -> None:
    state = Reveal().turn(Seat.SECOND)
    assert not state.may_go_on
    with pytest.raises(NotItsTurn):
        state.next()
    assert state.turn(Seat.FIRST).next().item == 1


def test_with_alternate_the_other_reads_first_at_every_other_item() -> None:
    state = Reveal(first_reader=Seat.FIRST, alternate=True)
    readers = [state.reader]
    for item in range(LAST):
        state = settled(state, item).next()
        readers.append(state.reader)
    assert readers == [Seat.FIRST, Seat.SECOND] * 5


def test_looking_back_only_reads() -> None:
    # Given the first item was passed over by one of them
    state = Reveal().not_this_time(Seat.SECOND).turn(Seat.FIRST).next()
    # When they look back
    back = state.back()
    # Then nothing can be turned there, and they come back to where they were
    assert back.looking_back
    assert back.reader is None
    for seat in Seat:
        with pytest.raises(NotItsTurn):
            back.turn(seat)
        with pytest.raises(NotItsTurn):
            back.not_this_time(seat)
    assert back.next() == state


def test_there_is_nothing_before_the_first_item_and_nothing_behind_the_last() -> None:
    with pytest.raises(NotItsTurn):
        Reveal().back()
    state = Reveal()
    for item in range(ITEMS):
        state = settled(state, item)
        assert state.complete is (item == LAST)
        if item < LAST:
            state = state.next()
    with pytest.raises(NotItsTurn):
        state.next()


def test_leaving_for_later_marks_the_item_in_view_and_turns_nothing() -> None:
    state = settled(Reveal(), 0).next().leave_for_later()
    assert state.later == {1}
    assert state.card(state.first_here, 1) is CardState.CLOSED
    assert state.back().leave_for_later().later == {0, 1}


@pytest.mark.parametrize(
    ("first", "second", "item", "reader"),
    [
        (set(), set(), 0, Seat.SECOND),
        ({0}, {0}, 1, Seat.SECOND),
        (set(), {0}, 0, Seat.FIRST),
        ({0, 1}, {0}, 1, Seat.SECOND),
        ({0, 1, 2}, {0, 1, 2}, 3, Seat.SECOND),
        ({5}, set(), 5, Seat.SECOND),
        (set(range(ITEMS)), {LAST}, LAST, None),
    ],
)
def test_an_interrupted_reveal_goes_on_behind_the_last_turned_item_or_at_its_closed_card(
    first: set[int], second: set[int], item: int, reader: Seat | None
) -> None:
    state = Reveal.resume((first, second))
    assert (state.item, state.reader) == (item, reader)
    assert state.complete is (reader is None)


def test_what_was_not_turned_before_the_interruption_reads_not_this_time() -> None:
    state = Reveal.resume(({0, 2}, {2}), later={1})
    assert state.item == 3
    assert state.card(Seat.FIRST, 0) is CardState.TURNED
    assert state.card(Seat.SECOND, 0) is CardState.NOT_THIS_TIME
    assert state.card(Seat.FIRST, 1) is CardState.NOT_THIS_TIME
    assert state.later == {1}


@given(UNCOVERED, UNCOVERED, st.sampled_from(Seat), st.booleans(), st.lists(EVENTS, max_size=80))
def test_no_order_of_events_turns_a_card_before_its_turn(
    first: frozenset[int], second: frozenset[int], first_reader: Seat, alternate: bool, events: list[str]
) -> None:
    # Given any interrupted reveal, or a fresh one
    state = Reveal.resume((first, second), first_reader, alternate=alternate)
    start = state
    for event in events:
        # When anything at all is asked for
        before, state = state, after(state, event)
        # Then at most one card changes: the reader's, at the item in view, as was asked
        changed = [
            (seat, item)
            for item in range(ITEMS)
            for seat in Seat
            if state.card(seat, item) is not before.card(seat, item)
        ]
        if changed:
            assert changed == [(before.reader, before.item)]
            assert event in {f"{verb} {before.reader.name.lower()}" for verb in ("turn", "pass")}
            assert before.card(*changed[0]) is CardState.CLOSED
            # and the card that comes first here is settled
            assert state.card(state.first_here, state.item) is not CardState.CLOSED
        # and they move one item at a time, onward only from settled cards
        assert abs(state.item - before.item) <= 1
        if state.reached > before.reached:
            assert CardState.CLOSED not in before.cards[before.reached]
        # and everything ahead is closed, everything behind is settled
        assert state.item <= state.reached
        assert all(CardState.CLOSED not in pair for pair in state.cards[: state.reached])
        assert all(set(pair) == {CardState.CLOSED} for pair in state.cards[state.reached + 1 :])
        assert not state.looking_back or state.reader is None
    assert all(
        start.card(seat, item) is state.card(seat, item) for item in range(start.reached) for seat in Seat
    )
