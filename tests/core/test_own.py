"""What somebody keeps for themself: one record, one size, and nothing of it in a message."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from intimacy_desktop import own
from intimacy_desktop.errors import OwnTooLong
from intimacy_desktop.own import OWN_SIZE, GuidePlace, Own, OwnLine, PartnerWords, Pronouns

WIDE = "𝒳"  # four bytes of UTF-8, the most that a code point takes
LARGEST = Own(
    GuidePlace(WIDE * own.ID_LIMIT, 2**32 - 1),
    frozenset(f"{number:02}" + WIDE * (own.ID_LIMIT - 2) for number in range(own.KNOWN_LIMIT)),
    (OwnLine(WIDE * own.LINE_NAME_LIMIT, WIDE * own.LINE_NUMBER_LIMIT, WIDE * own.LINE_NOTE_LIMIT),)
    * own.LINES_LIMIT,
    PartnerWords(WIDE * own.NICKNAME_LIMIT, Pronouns.THEY),
    tuple((f"{number:036}", 2**31 - 1) for number in range(8)),
    2**63,
    lock_when_minimised=True,
)


def texts(limit: int) -> st.SearchStrategy[str]:
    return st.text(st.characters(), max_size=limit)


OWNS = st.builds(
    Own,
    st.none() | st.builds(GuidePlace, st.text(min_size=1, max_size=40), st.integers(0, 2**32 - 1)),
    st.frozensets(texts(own.ID_LIMIT), max_size=own.KNOWN_LIMIT),
    st.lists(st.builds(OwnLine, texts(80), texts(40), texts(200)), max_size=10).map(tuple),
    st.builds(PartnerWords, texts(own.NICKNAME_LIMIT), st.sampled_from(Pronouns)),
    st.lists(st.tuples(st.text(max_size=36), st.integers(1, 2**31 - 1)), max_size=8).map(tuple),
    st.integers(0, 2**64 - 1),
    st.booleans(),
)


@settings(suppress_health_check=list(HealthCheck), deadline=None)  # they say how busy the machine is
@given(OWNS)
def test_what_is_packed_is_what_comes_back_and_always_of_one_size(one: Own) -> None:
    packed = one.pack()
    assert len(packed) == OWN_SIZE
    assert Own.unpack(packed) == one


def test_the_most_that_may_be_kept_fits() -> None:
    assert Own.unpack(LARGEST.pack()) == LARGEST


@given(st.binary(max_size=80).map(lambda data: data.ljust(OWN_SIZE, b"\0")) | st.binary(max_size=400))
def test_a_record_that_is_none_is_refused(record: bytes) -> None:
    try:
        found = Own.unpack(record)
    except (ValueError, OwnTooLong):
        return
    assert found.pack() == record or found == Own.unpack(found.pack())


@pytest.mark.parametrize(
    "make",
    [
        lambda: GuidePlace("x" * 41, 0),
        lambda: OwnLine("x" * 81, ""),
        lambda: OwnLine("", "1" * 41),
        lambda: OwnLine("", "", "x" * 201),
        lambda: PartnerWords("x" * 41),
        lambda: Own(known=frozenset(map(str, range(65)))),
        lambda: Own(known=frozenset({"x" * 41})),
        lambda: Own(lines=(OwnLine("", ""),) * 11),
    ],
)
def test_more_than_there_is_room_for_is_refused_with_its_limit(make: object) -> None:
    with pytest.raises(OwnTooLong) as refused:
        make()  # type: ignore[operator]  # each of them is a function
    assert refused.value.length == refused.value.limit + 1


@pytest.mark.parametrize(("chapter", "block"), [("", 0), ("signs", -1), ("signs", 2**32)])
def test_a_place_that_no_chapter_has_is_refused(chapter: str, block: int) -> None:
    with pytest.raises(ValueError, match="block"):
        GuidePlace(chapter, block)


def test_nothing_of_it_stands_in_what_is_printed() -> None:
    one = Own(lines=(OwnLine("Noor", "123"),), partner=PartnerWords("Jonas", Pronouns.HE))
    assert "Noor" not in repr(one) + repr(one.lines)
    assert "Jonas" not in repr(one) + repr(one.partner)


def test_a_vault_that_was_met_is_known_by_its_last_generation_and_the_oldest_are_forgotten() -> None:
    one = Own()
    assert one.generation_met("0") is None
    for number in range(10):
        one = one.having_met(str(number), number + 1)
    one = one.having_met("5", 99)
    assert one.generation_met("5") == 99
    assert [vault_id for vault_id, _ in one.met] == ["2", "3", "4", "6", "7", "8", "9", "5"]
