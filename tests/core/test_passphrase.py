import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from intimacy_desktop.errors import (
    PassphraseEmpty,
    PassphraseTooLong,
    PassphraseTooShort,
    PassphraseUnassigned,
)
from intimacy_desktop.passphrase import MAXIMUM, MINIMUM, check_new, generate, normalise
from intimacy_desktop.wordlist import words

ASSIGNED = st.characters(exclude_categories=("Cn", "Cs"))


@settings(deadline=None)
@given(st.text(ASSIGNED, min_size=1))
def test_every_way_of_typing_the_same_letters_gives_the_same_bytes(text: str) -> None:
    forms = {normalise(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {normalise(text)}


def test_spaces_at_the_ends_are_part_of_a_passphrase() -> None:
    assert len({normalise(text) for text in ("lamp", " lamp", "lamp ", " lamp ")}) == 4


@pytest.mark.parametrize("strange", ["\u0378", chr(0xD83D), chr(0xDFFF), "\uffff", "\U000e0fff"])
def test_a_character_without_a_settled_meaning_is_refused(strange: str) -> None:
    with pytest.raises(PassphraseUnassigned):
        normalise("seven quiet lamps" + strange)
    with pytest.raises(PassphraseUnassigned):
        check_new("seven quiet lamps" + strange)


@pytest.mark.parametrize("nothing", ["", " ", "\t\n" * 20])
def test_nothing_is_no_new_passphrase(nothing: str) -> None:
    with pytest.raises(PassphraseEmpty):
        check_new(nothing)


def test_nothing_opens_nothing() -> None:
    with pytest.raises(PassphraseEmpty):
        normalise("")


@pytest.mark.parametrize("letter", ["a", "\u00e9", "e\u0301", "😀", "\ufdfa", "\ufb00"])
def test_the_shortest_and_the_longest_passphrase_are_taken_in_any_script(letter: str) -> None:
    check_new(letter * MINIMUM)
    check_new(letter * MAXIMUM)
    with pytest.raises(PassphraseTooLong) as long:
        check_new(letter * (MAXIMUM + 1))
    assert long.value.maximum == 200
    with pytest.raises(PassphraseTooShort) as short:
        check_new(letter * (MINIMUM - 1))
    assert short.value.minimum == 15


def test_a_letter_typed_in_two_parts_counts_once() -> None:
    with pytest.raises(PassphraseTooShort):
        check_new("e\u0301" * 14)


def test_generated_passphrases_are_words_of_the_list_and_differ() -> None:
    made = {generate() for _ in range(50)}
    assert len(made) == 50
    for text in made:
        assert len(text.split(" ")) == 6
        assert set(text.split(" ")) <= set(words())
        check_new(text)
    assert len(generate(8).split(" ")) == 8


def test_generated_words_come_from_the_whole_list() -> None:
    # Given 3,000 words drawn, then both ends of the list are reached, in every eighth of it
    places = {word: place for place, word in enumerate(words())}
    drawn = [places[word] * 8 // len(places) for word in generate(3000).split(" ")]
    assert {drawn.count(part) > 200 for part in range(8)} == {True}
