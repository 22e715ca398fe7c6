import hashlib

import pytest

from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ContentError
from intimacy_desktop.wordlist import FILE, SIZE, check_words, words


def test_the_list_has_every_word_of_the_eff_list_once() -> None:
    found = words()

    assert len(found) == len(set(found)) == SIZE == 6**5
    assert (found[0], found[-1]) == ("abacus", "zoom")
    # The words as published, dice numbers left out: two packages of the same list agree on them.
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()
    assert digest == "abae49761b88f3f1ba31ef944bea1f61b795a3cd7e1cfb7d276ed45bf77967ba"


def test_no_word_is_too_short_to_add_its_share_or_hard_to_type() -> None:
    assert all(3 <= len(word) <= 9 and word.isascii() and word == word.lower() for word in words())


def test_the_licence_stands_beside_the_list() -> None:
    assert "CC BY 3.0 US" in read_resource("wordlists/LICENSE.txt")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("\nabdomen\n", "\n", "7776 words are needed, there are 7775"),
        ("\nabdomen\n", "\nabacus\n", "line 2: the word of line 1 again"),
        ("\nabdomen\n", "\nabdomen two\n", "line 2: one word a line is needed"),
        ("\nabdomen\n", "\n\n", "line 2: one word a line is needed"),
    ],
)
def test_a_list_that_is_not_whole_is_refused(old: str, new: str, problem: str) -> None:
    whole = read_resource(FILE)
    assert whole.count(old) == 1

    with pytest.raises(ContentError, match=problem):
        check_words(FILE, whole.replace(old, new))
