import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, strategies as st

from intimacy_desktop.answers import ANSWER_LIMIT
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.second_person import Kind, Suggestion, suggest
from tests.core.second_person_table import Case, count, made, read

STEMS = [item.stem for item in load_exercise().items]
WHEN, TRUST, TOUCHES, LIKES = STEMS[0], STEMS[1], STEMS[3], STEMS[5]

DEVELOPMENT, HELD_OUT = read("development"), read("held_out")


def said(text: str, stem: str = WHEN, **of_partner: str) -> str:
    found = suggest(stem, text, **of_partner)
    return text if found is None else found.said


def unsure(text: str, stem: str = WHEN, **of_partner: str) -> tuple[str, ...]:
    found = suggest(stem, text, **of_partner)
    return () if found is None else found.unsure


# the table


def test_the_table_has_three_hundred_endings_and_more_in_two_halves_that_share_none() -> None:
    texts = [{(case.stem, case.text) for case in half} for half in (DEVELOPMENT, HELD_OUT)]

    assert len(texts[0]) >= 300
    assert len(texts[1]) >= 190
    assert not texts[0] & texts[1]


@pytest.mark.parametrize(
    ("half", "precision", "recall"),
    [(DEVELOPMENT, 0.995, 0.985), (HELD_OUT, 0.985, 0.985)],
    ids=["development", "held_out"],
)
def test_what_is_changed_is_right_and_nearly_all_of_it_is_changed(
    half: list[Case], precision: float, recall: float
) -> None:
    result = count(half)

    assert result.precision >= precision, result.in_silence
    assert result.recall >= recall, result.marked


@pytest.mark.parametrize(("half", "most"), [(DEVELOPMENT, 0), (HELD_OUT, 4)], ids=["development", "held_out"])
def test_hardly_an_ending_comes_out_wrong_without_a_mark(half: list[Case], most: int) -> None:
    result = count(half)

    assert len(result.in_silence) <= most, result.in_silence
    assert result.doubts_kept == result.doubts


def test_marks_are_rare_where_a_reader_has_no_doubt() -> None:
    result = count(DEVELOPMENT + HELD_OUT)

    assert len(result.marked) + result.needless <= 0.03 * result.cases


# single rules, as a person would state them


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my partner's mother is here", "your mother is here"),
        ("my partner’s home and doesn’t ask", "you’re home and don’t ask"),
        ("my partner's been away", "you've been away"),
        ("a hand is in my partner's.", "a hand is in yours."),
        ("my partner (always late) listens and asks", "you (always late) listen and ask"),
        ("does my partner care?", "do you care?"),
        ("my partner was there and went home", "you were there and went home"),
        ("MY PARTNER HAS TIME", "YOU HAVE TIME"),
        ("my\npartner is here", "you are here"),
        ("my partner never really knows", "you never really know"),
    ],
)
def test_the_partner_becomes_you_with_every_verb_that_is_theirs(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "my business partner is away",
        "my sister and her partner are here",
        "my ex-partner lied",
        "a partner is patient",
        "my partnership with the firm ends",
        "someone says “my partner is here”",
        'she said "my partner doesn\'t care"',
        "they laugh and she listens",
    ],
)
def test_other_people_other_words_and_quoted_speech_are_left(text: str) -> None:
    assert suggest(WHEN, text) is None


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("my partner in crime is here", ("my partner in crime",)),
        ("my mother is here and my partner smiles when she laughs", ("she", "laughs")),
        ('my partner says: "my partner is', ("my partner", "is")),
        ("seeing my partner is good", ("is",)),
    ],
)
def test_what_nobody_could_be_sure_of_is_left_and_marked(text: str, marked: tuple[str, ...]) -> None:
    assert unsure(text) == marked


@pytest.mark.parametrize(
    ("pronouns", "text", "expected"),
    [
        ("", "she holds me", "she holds me"),
        ("she", "she holds me", "you hold me"),
        ("she", "he holds me", "he holds me"),
        ("they", "they've been kind and their hands are warm", "you've been kind and your hands are warm"),
        ("he", "his hand is in mine and mine in his", "your hand is in mine and mine in yours"),
        ("she", "I see her and she sees herself", "I see you and you see yourself"),
    ],
)
def test_pronouns_change_where_the_author_has_said_which_are_the_partners(
    pronouns: str, text: str, expected: str
) -> None:
    assert said(text, pronouns=pronouns) == expected


def test_a_pronoun_changes_unasked_only_where_nobody_else_can_be_meant() -> None:
    assert said("feel how she breathes", TOUCHES) == "feel how you breathe"
    assert said("think of my sister and how she breathes", TOUCHES).endswith("how she breathes")
    assert unsure("think of my sister and how she breathes", TOUCHES) == ("she", "breathes")


def test_a_nickname_that_is_also_a_word_counts_as_it_is_written() -> None:
    assert said("Will knows that I will", nickname="Will") == "you know that I will"
    assert said("jo’s here. Jo smiles", nickname="Jo") == "you’re here. You smile"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("laughs at my jokes", "laugh at my jokes"),
        ("hugs me and kisses my neck", "hug me and kiss my neck"),
        ("gives me hugs and kisses", "give me hugs and kisses"),
        ("held my hand", "held my hand"),
        ("and I cook", "and I cook"),
        ("- sings\n- tidies up", "- sing\n- tidy up"),
    ],
)
def test_endings_that_begin_with_the_partners_verb_fit_behind_you(text: str, expected: str) -> None:
    found = suggest(LIKES, text)

    assert found is not None
    assert found.sure
    assert found.said == expected


def test_a_language_without_rules_has_no_suggestions() -> None:
    assert suggest(WHEN, "my partner is here", language="xx") is None


def test_blank_endings_have_no_suggestions() -> None:
    assert suggest(LIKES, " \n ") is None


def test_nothing_of_an_ending_stands_in_what_is_logged_of_it() -> None:
    found = suggest(WHEN, "my partner is here")

    assert found is not None
    assert "partner" not in repr(found)
    assert "partner" not in repr(found.pieces)


# properties

WORDS = st.sampled_from(
    [
        "my",
        "partner",
        "partner's",
        "my",
        "partner",
        "is",
        "has",
        "was",
        "does",
        "listens",
        "kisses",
        "and",
        "or",
        ",",
        ".",
        "?",
        "(",
        ")",
        '"',
        "“",
        "”",
        "’s",
        "she",
        "her",
        "he",
        "him",
        "they",
        "their\n",
        "",
        "",
        "",
        "them",
        "Jo",
        "Jo's",
        "mother",
        "kids",
        "when",
        "if",
        "that",
        "who",
        "what",
        "with",
        "like",
        "before",
        "looks",
        "at",
        "me",
        "plans",
        "not",
        "never",
        "\n",
        "...",
        "😊",
        "I",
        "you",
        "smiles\n",
        "",
        "",
        "",
        "isn't",
        "doesn’t",
        "'s",
        "-",
        "laughing",
        "left",
        "been",
        "the",
        "a",
        "dog",
        "say",
        "says",
        "tells",
        "as",
        "of",
        "my",
        "partners",
    ]
)
ENDINGS = st.one_of(
    st.text(max_size=80),
    st.lists(WORDS, max_size=30).map(" ".join),
    st.lists(WORDS, max_size=12).map("".join),
    st.sampled_from([case.text for case in DEVELOPMENT + HELD_OUT]),
)
PRONOUNS = st.sampled_from(["", "she", "he", "they"])
NAMES = st.sampled_from(["", "Jo", "Will", "my love", "O'Neil", "."])


@given(st.sampled_from(STEMS), ENDINGS, NAMES, PRONOUNS)
def test_the_original_comes_back_to_the_letter(stem: str, text: str, nickname: str, pronouns: str) -> None:
    found = suggest(stem, text, nickname=nickname, pronouns=pronouns)

    if found is not None:
        assert found.original == text
        assert all(piece.original for piece in found.pieces)
        assert all(piece.said == piece.original for piece in found.pieces if piece.kind is not Kind.CHANGED)


@given(st.sampled_from(STEMS), ENDINGS, NAMES, PRONOUNS)
def test_a_suggestion_taken_is_not_changed_again(stem: str, text: str, nickname: str, pronouns: str) -> None:
    once = said(text, stem, nickname=nickname, pronouns=pronouns)

    assert said(once, stem, nickname=nickname, pronouns=pronouns) == once


@given(st.sampled_from([WHEN, TRUST, STEMS[2], STEMS[4], STEMS[8]]), ENDINGS)
def test_without_a_word_about_the_partner_nothing_is_touched(stem: str, text: str) -> None:
    if "my" not in text.lower():
        assert suggest(stem, text) is None


HOSTILE: dict[str, Callable[[int], str]] = {
    "mentions": lambda size: ("my partner " * size)[:size],
    "verbs": lambda size: ("my partner " + "listens and asks " * size)[:size],
    "brackets": lambda size: ("my partner (" * size)[:size],
    "commas": lambda size: ("my partner, who " * size)[:size],
    "quotes": lambda size: ("“'\"‘ my partner's " * size)[:size],
    "pronouns": lambda size: ("my partner her she's " * size)[:size],
    "adverbs": lambda size: ("my partner " + "always " * size)[:size],
    "one word": lambda size: "s" * size,
    "hyphens": lambda size: ("my partner a-'" * size)[:size],
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_length_is_about_twice_the_work_even_for_hostile_words(text: Callable[[int], str]) -> None:
    suggest(LIKES, "my partner is", nickname="Jo", pronouns="she")  # the words are read once

    def work(size: int) -> int:
        return _lines_run(lambda: suggest(LIKES, text(size), nickname="Jo", pronouns="she"))

    assert work(ANSWER_LIMIT) < 2.6 * work(ANSWER_LIMIT // 2)


def _lines_run(call: Callable[[], Suggestion | None]) -> int:
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        call()
    finally:
        sys.settrace(before)
    return lines


def test_the_table_says_what_it_counts() -> None:
    changes, marks = made(suggest(WHEN, "my partner in crime and my partner is here"))

    assert changes == {(24, "my partner"): "you"} or (24, "my partner") in changes
    assert marks >= {(0, "my partner in crime")}
