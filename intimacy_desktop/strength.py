"""How soon a passphrase that somebody made up could be guessed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LONGEST = 72
"""Characters that are looked at: judging takes ever longer with the length, and so many are enough."""

_NAME_LEAST = 3  # shorter nicknames turn up in any sentence
_GOOD = 3


class Remark(StrEnum):
    """What there is to say of a passphrase, in one sentence."""

    NICKNAME = "nickname"
    """One of the nicknames is in it."""
    REPEATS = "repeats"
    KNOWN = "known"
    """On the lists of what many people choose."""
    KEYBOARD = "keyboard"
    """Keys that lie side by side."""
    SEQUENCE = "sequence"
    """Letters or numbers in their order."""
    DATE = "date"
    """A day or a year is in it."""
    WEAK = "weak"
    """Guessed soon, for no one reason."""
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Strength:
    """What is to be thought of a passphrase.

    Attributes:
        score: from 0, guessed at once, to 4.
        words: names the sentence for it.
    """

    score: int
    words: Remark

    @property
    def is_good(self) -> bool:
        """Whether there is nothing to be better made."""
        return self.words in {Remark.GOOD, Remark.STRONG}


def judge(passphrase: str, nicknames: Sequence[str]) -> Strength:
    """Say how well `passphrase` would stand up to somebody who knows both. Takes up to a tenth of a second.

    By zxcvbn (Wheeler, USENIX Security 2016), which knows frequent words, names, dates, keyboards and
    repetition. Its lists take another tenth of a second to read at the first call.

    Args:
        passphrase: as typed; its first `LONGEST` characters are looked at.
        nicknames: of both seats, the first thing anyone would try.
    """
    from zxcvbn import zxcvbn

    seen = unicodedata.normalize("NFKC", passphrase)[:LONGEST]
    if not seen:
        return Strength(0, Remark.WEAK)
    names = [unicodedata.normalize("NFKC", name).casefold() for name in nicknames if name]
    found: dict[str, Any] = zxcvbn(seen, user_inputs=names, max_length=LONGEST)
    score = int(found["score"])
    if any(len(name) >= _NAME_LEAST and name in seen.casefold() for name in names):
        return Strength(score, Remark.NICKNAME)
    return Strength(score, _remark(score, found["sequence"]))


def _remark(score: int, parts: Sequence[dict[str, Any]]) -> Remark:
    if any(part["pattern"] == "date" for part in parts):
        return Remark.DATE  # whoever knows the two tries theirs first, however many there are in general
    if score >= _GOOD:
        return Remark.STRONG if score > _GOOD else Remark.GOOD
    longest = max(parts, key=lambda part: len(part["token"]))
    match longest["pattern"]:
        case "repeat":
            return Remark.REPEATS
        case "spatial":
            return Remark.KEYBOARD
        case "sequence":
            return Remark.SEQUENCE
        case "regex":  # the only expression it knows is that of a year
            return Remark.DATE
        case "dictionary" if longest["dictionary_name"] == "passwords":
            return Remark.KNOWN
    return Remark.WEAK if score < _GOOD - 1 else Remark.FAIR
