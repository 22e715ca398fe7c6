"""What is said of a passphrase that somebody made up."""

import subprocess
import sys

import pytest

from intimacy_desktop.passphrase import generate
from intimacy_desktop.strength import LONGEST, Remark, judge

NAMES = ("Mara", "Jonas")


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("aaaaaaaaaaaaaaaaaa", Remark.REPEATS),
        ("lampe lampe lampe ", Remark.REPEATS),
        ("qwertyuiopasdfgh", Remark.KNOWN),
        ("sdfghjkl;poiuytr", Remark.KEYBOARD),
        ("abcdefghijklmnopqrst", Remark.SEQUENCE),
        ("098765432112345", Remark.KNOWN),
        ("1984-07-121999", Remark.DATE),
        ("iloveyou", Remark.KNOWN),
        ("1999", Remark.DATE),
    ],
)
def test_what_is_guessed_first_is_named(passphrase: str, words: Remark) -> None:
    judged = judge(passphrase, NAMES)
    assert judged.words is words
    assert judged.score < 3
    assert not judged.is_good


@pytest.mark.parametrize("passphrase", ["MARA und der Fluss", "wir zwei, jonas und ich"])
def test_a_nickname_in_it_is_said_whatever_stands_around_it(passphrase: str) -> None:
    judged = judge(passphrase, NAMES)
    assert judged.words is Remark.NICKNAME
    assert not judged.is_good


@pytest.mark.parametrize("passphrase", ["since 12.07.1984 and on", "19840712 19840712"])
def test_a_date_in_it_is_said_whatever_stands_around_it(passphrase: str) -> None:
    judged = judge(passphrase, NAMES)
    assert judged.words is Remark.DATE
    assert not judged.is_good


def test_nicknames_make_it_easier_to_guess() -> None:
    # Given words that are nothing special to a stranger
    phrase = "qilanox vubreti"
    assert judge(phrase, ()).score == 4
    assert judge(phrase, ("Qilanox", "Vubreti")).score < 4
    assert judge(phrase, (phrase,)).score == 0


def test_a_very_short_nickname_is_not_found_in_every_sentence() -> None:
    assert judge("the slow lamp by the window", ("lo", "w")).words is Remark.STRONG


def test_both_ways_of_typing_an_accent_are_judged_alike() -> None:
    assert judge("cafe\u0301 am langsamen fluss", ("Café",)) == judge(
        "café am langsamen fluss", ("Cafe\u0301",)
    )


def test_several_words_that_belong_to_nobody_are_strong() -> None:
    for passphrase in ("the slow lamp by the window", generate()):
        judged = judge(passphrase, NAMES)
        assert (judged.score, judged.words) == (4, Remark.STRONG)
        assert judged.is_good


def test_nothing_typed_is_weak_and_no_fault() -> None:
    assert judge("", NAMES).score == 0


def test_only_the_beginning_of_a_very_long_one_is_looked_at() -> None:
    start = "a" * LONGEST
    assert judge(start + generate(), NAMES) == judge(start, NAMES)


@pytest.mark.parametrize("text", ["\0" * 30, "\ud83d half", "😀" * 200, "ß" * 72, "\ufdfa" * 15, "1" * 500])
def test_any_text_gets_a_judgement(text: str) -> None:
    assert judge(text, NAMES).score in range(5)


def test_its_lists_are_not_read_before_somebody_types() -> None:
    look = "import sys, intimacy_desktop.strength; print('zxcvbn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
