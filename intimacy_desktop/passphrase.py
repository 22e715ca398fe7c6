"""What may be a passphrase, its one normal form, and generated ones."""

import secrets
import unicodedata

from intimacy_desktop.errors import (
    PassphraseEmpty,
    PassphraseTooLong,
    PassphraseTooShort,
    PassphraseUnassigned,
)

MINIMUM = 15
MAXIMUM = 200
"""Characters of a new passphrase, as `_length` counts them."""

GENERATED_WORDS = 6

_UNSTABLE = frozenset({"Cn", "Cs"})  # unassigned code points, and surrogates, which UTF-8 cannot hold


def normalise(text: str) -> bytes:
    """Give the bytes of a passphrase, the same for every way of typing the same letters (NFKC, UTF-8).

    Spaces at its ends are part of it.

    Raises:
        PassphraseEmpty: there is nothing.
        PassphraseUnassigned: a character has no meaning in this version of Unicode, so that a later one
            may give it another normal form.
    """
    return _normal_form(text).encode()


def check_new(text: str) -> None:
    """Accept `text` as a new passphrase, or say why not.

    Raises:
        PassphraseEmpty: nothing but white space.
        PassphraseTooShort: fewer than `MINIMUM` characters.
        PassphraseTooLong: more than `MAXIMUM` characters.
        PassphraseUnassigned: see `normalise`.
    """
    if not text.strip():
        raise PassphraseEmpty
    length = _length(text)
    if length < MINIMUM:
        raise PassphraseTooShort(MINIMUM)
    if length > MAXIMUM:
        raise PassphraseTooLong(MAXIMUM)


def generate(words: int = GENERATED_WORDS) -> str:
    """Give a passphrase of words drawn at random by the operating system, with single spaces between."""
    from intimacy_desktop.wordlist import words as word_list

    choices = word_list()
    return " ".join(secrets.choice(choices) for _ in range(words))


def _normal_form(text: str) -> str:
    if not text:
        raise PassphraseEmpty
    if any(unicodedata.category(character) in _UNSTABLE for character in text):
        raise PassphraseUnassigned
    return unicodedata.normalize("NFKC", text)


def _length(text: str) -> int:
    # The smaller of both counts: letters typed as base and accent count once, and one character that
    # stands for a whole phrase does not count as the phrase.
    return min(len(text), len(_normal_form(text)))
