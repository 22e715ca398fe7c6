"""Where an ending names the partner: *my partner*, also with a slip of the finger, or by nickname."""

from dataclasses import dataclass
from functools import cache

from intimacy_desktop.second_person.english.sentence import Sentence
from intimacy_desktop.second_person.english.tokens import Token, tokenise

_SUFFIXES = {"": "", "'s": "'s", "'ll": "'ll", "'d": "'d", "'ve": "'ve", "'re": "'re"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` name the partner.

    Args:
        first, last: places of tokens.
        suffix: what hangs on it: nothing, "'s", "'ll" or "'d".
        known: whether it is certain that the partner is meant.
        by_name: whether it is the nickname.
    """

    first: int
    last: int
    suffix: str = ""
    known: bool = True
    by_name: bool = False


@cache
def _slips() -> frozenset[str]:
    """*partner* with one letter left out, doubled, or changed for its neighbour."""
    word = "partner"
    missing = {word[:n] + word[n + 1 :] for n in range(1, len(word))}
    doubled = {word[: n + 1] + word[n:] for n in range(len(word))}
    swapped = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)}
    return frozenset((missing | doubled | swapped | {"partnar", "partnor", "partmer"}) - {"parter"})


def find_mentions(sentence: Sentence, nickname: str) -> list[Mention]:
    """Every place where the partner is named, from start to end."""
    name = tokenise(nickname)
    found: list[Mention] = []
    place = 0
    while place < len(sentence.tokens):
        mention = _my_partner(sentence, place, name) or _named(sentence, place, name)
        if mention is None:
            place += 1
        else:
            found.append(mention)
            place = mention.last + 1
    return found


def _split(low: str) -> tuple[str, str]:
    word, mark, suffix = low.partition("'")
    return (word, mark + suffix) if mark + suffix in _SUFFIXES else (low, "")


def _my_partner(sentence: Sentence, place: int, name: list[Token]) -> Mention | None:
    if sentence.low(place) != "my":
        return None
    last = place + 1
    if sentence.at(last).kind == "line":
        last += 1
    word, suffix = _split(sentence.low(last))
    if word in sentence.words.endearing and _split(sentence.low(last + 1))[0] == "partner":
        return Mention(place, last + 1, known=False)
    if (
        word == "partners"
        and not suffix
        and sentence.low(last + 1) not in {"are", "were", "have", "at", "in"}
    ):
        return Mention(place, last, known=False)
    if word != "partner" and word not in _slips():
        return None
    if not suffix and (long := _business(sentence, last + 1)):
        return Mention(place, last + long, known=False)
    if not suffix and name and (called := _named(sentence, last + 1, name)):
        return Mention(place, called.last, called.suffix)
    return Mention(place, last, suffix)


def _business(sentence: Sentence, place: int) -> int:
    """Tokens after *my partner* that tell of another kind: *in crime*, *at the firm*."""
    if sentence.low(place) not in {"in", "at", "from", "on"}:
        return 0
    for long in (2, 1):
        after = tuple(sentence.low(place + 1 + n) for n in range(long))
        if after in sentence.words.business:
            return 1 + long
    return 0


def _named(sentence: Sentence, place: int, name: list[Token]) -> Mention | None:
    """The nickname; one that is also a word must be written as given."""
    if not name or place + len(name) > len(sentence.tokens):
        return None
    for n, wanted in enumerate(name):
        token, suffix = sentence.at(place + n), ""
        low = token.low
        if n == len(name) - 1 and low != wanted.low:
            low, suffix = _split(low)
        if low != wanted.low:
            return None
        if _is_word(sentence, wanted.low) and not token.text.startswith(wanted.text):
            return None
    return Mention(place, place + len(name) - 1, suffix, by_name=True)


def _is_word(sentence: Sentence, low: str) -> bool:
    words = sentence.words
    return any(
        low in known
        for known in (
            words.verbs,
            words.modals,
            words.adjectives,
            words.adverbs,
            words.pronouns,
            words.determiners,
            words.prepositions,
            words.subordinators,
            words.anyone,
            words.female,
            words.male,
        )
    ) or low in {"hope", "grace", "honey", "baby", "bear", "angel", "sunny", "faith", "joy", "summer", "dawn"}
