import pytest
from hypothesis import given, settings, strategies as st

from intimacy_desktop.answers import (
    ANSWER_LIMIT,
    EVENING_SIZE,
    ITEMS,
    SHOWN_SIZE,
    WRITING_SIZE,
    Answer,
    Draft,
    Evening,
    ShownAnswer,
    shown,
)
from intimacy_desktop.errors import AnswerTooLong
from intimacy_desktop.packing import padded

ANY_CHARACTER = st.characters(exclude_categories=())  # with lone surrogates
TEXTS = st.one_of(
    st.text(ANY_CHARACTER, max_size=60),
    st.sampled_from(["", "\0", "\ud83d", "😀" * ANSWER_LIMIT, "\uffff" * ANSWER_LIMIT, "a\r\nb\u2028c"]),
)
ANSWERS = st.builds(Answer, TEXTS, st.none() | TEXTS, st.booleans())
DRAFTS = st.builds(
    Draft, st.lists(ANSWERS, min_size=ITEMS, max_size=ITEMS).map(tuple), st.integers(0, ITEMS - 1)
)
EVENINGS = st.builds(
    Evening,
    TEXTS,
    TEXTS,
    st.just("") | st.dates().map(str),
    st.frozensets(st.integers(0, ITEMS - 1)),
)
QUICK = settings(deadline=None, max_examples=60)


@QUICK
@given(DRAFTS)
def test_a_draft_comes_back_as_it_was_from_a_record_of_one_size(draft: Draft) -> None:
    record = draft.pack()
    assert len(record) == WRITING_SIZE
    assert Draft.unpack(record) == draft


@QUICK
@given(TEXTS, st.none() | TEXTS)
def test_a_shown_answer_comes_back_as_it_was_from_a_record_of_one_size(text: str, spoken: str | None) -> None:
    answer = ShownAnswer(text, spoken)
    record = answer.pack()
    assert len(record) == SHOWN_SIZE
    assert ShownAnswer.unpack(record) == answer


@QUICK
@given(EVENINGS)
def test_an_evening_comes_back_as_it_was_from_a_record_of_one_size(evening: Evening) -> None:
    record = evening.pack()
    assert len(record) == EVENING_SIZE
    assert Evening.unpack(record) == evening


def test_the_longest_draft_of_the_widest_characters_fills_its_record_to_the_last_byte() -> None:
    widest = Answer("😀" * ANSWER_LIMIT, "😀" * ANSWER_LIMIT, kept=True)
    record = Draft((widest,) * ITEMS).pack()
    assert record[-4:] == "😀".encode()
    assert Draft.unpack(record).answers == (widest,) * ITEMS


@pytest.mark.parametrize("kind", [Draft, ShownAnswer, Evening])
def test_a_record_that_is_not_one_is_refused(kind: type[Draft | ShownAnswer | Evening]) -> None:
    record = kind().pack()
    too_short, too_long = record[:-1], record + b"\0"
    newer, with_a_tail = b"\2" + record[1:], record[:-1] + b"x"
    lengths_beyond_its_end = record[:2].ljust(len(record), b"\xff")
    for bad in (too_short, too_long, newer, lengths_beyond_its_end, with_a_tail):
        with pytest.raises(ValueError, match=r"."):
            kind.unpack(bad)


def test_what_does_not_fit_a_record_is_never_cut() -> None:
    with pytest.raises(ValueError, match="3 bytes for a record of 2"):
        padded([b"abc"], 2)


def test_two_thousand_characters_are_an_answer_and_one_more_is_refused_whole() -> None:
    Answer("😀" * ANSWER_LIMIT, "😀" * ANSWER_LIMIT)
    for too_long in (Answer, lambda text: Answer("", text)):
        with pytest.raises(AnswerTooLong) as caught:
            too_long("x" * 100_000)
        assert (caught.value.length, caught.value.limit) == (100_000, ANSWER_LIMIT)
        with pytest.raises(AnswerTooLong):
            too_long("x" * (ANSWER_LIMIT + 1))
    with pytest.raises(AnswerTooLong):
        Evening(small_try="x" * (ANSWER_LIMIT + 1))


@QUICK
@given(TEXTS, st.none() | TEXTS)
def test_an_answer_kept_back_is_shown_exactly_as_one_left_blank(text: str, spoken: str | None) -> None:
    assert shown(Answer(text, spoken, kept=True)) == shown(Answer()) == ShownAnswer()


def test_white_space_alone_is_blank_and_shown_as_nothing() -> None:
    spaces = Answer(" \n\u3000", "you are afraid")
    assert spaces.blank
    assert shown(spaces) == ShownAnswer()
    assert shown(spaces).blank


def test_an_answer_is_shown_with_its_spoken_ending_unless_that_is_empty() -> None:
    assert shown(Answer("I am", "you are")) == ShownAnswer("I am", "you are")
    assert shown(Answer("I am", "  ")) == ShownAnswer("I am", None)
    assert not shown(Answer("I am")).blank


def test_a_draft_changes_only_where_it_was_asked_to() -> None:
    draft = Draft().with_answer(9, Answer("last")).at(9)
    assert draft.place == 9
    assert [answer.text for answer in draft.answers] == [""] * 9 + ["last"]


def test_a_draft_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="9 answers"):
        Draft((Answer(),) * 9)
    with pytest.raises(ValueError, match="place 10"):
        Draft(place=10)
    with pytest.raises(ValueError, match="later"):
        Evening(later=frozenset({10}))
    for date in ("tomorrow", "20260101", "2026-13-01"):
        with pytest.raises(ValueError, match=r"."):
            Evening(next_date=date)


def test_nothing_written_shows_in_a_repr() -> None:
    secret = "canary"
    answer = Answer(secret, secret)
    printed = repr((answer, shown(answer), Draft().with_answer(0, answer), Evening(secret, secret)))
    assert secret not in printed
    assert repr(ShownAnswer()) == repr(ShownAnswer("x"))
