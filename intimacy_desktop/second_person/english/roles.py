"""Which part somebody has in a sentence: who does, or to whom it is done."""

from enum import Enum, auto

from intimacy_desktop.second_person.english.sentence import Sentence
from intimacy_desktop.second_person.english.verbs import AGREE

_ASKED = frozenset("what where why how when who so neither nor as than ask asking wonder".split())


class Role(Enum):
    """What stands before a mention of the partner says about the verb after it."""

    SUBJECT = auto()
    """A verb that follows is theirs."""
    LIKELY = auto()
    """A verb that follows at once is theirs."""
    OBJECT = auto()
    """No verb that follows is theirs."""
    DOUBT = auto()
    """A verb that follows may be theirs or not."""
    ASKED = auto()
    """The verb before is theirs: *does my partner*."""


def role(sentence: Sentence, first: int) -> Role:
    """The part of the one who is mentioned from the token `first` on."""
    place = sentence.before(first)
    token, low, words = sentence.at(place), sentence.low(place), sentence.words
    if token.kind in {"none", "line", "mark", "quote"} and low not in words.conjunctions:
        return Role.SUBJECT
    if low in words.conjunctions:
        return _coordinated(sentence, place)
    if low in AGREE:
        return _inverted(sentence, place, first)
    if low in words.modals:
        return Role.OBJECT if place and low in {"do", "have", "did", "had", "are", "were"} else Role.LIKELY
    if low in words.subordinators:
        return Role.SUBJECT
    if low in words.either:
        return _either(sentence, place)
    if low in words.prepositions or low == "to":
        return Role.OBJECT
    return _after_word(sentence, place)


def _coordinated(sentence: Sentence, place: int) -> Role:
    """After *and*: in *it rains and my partner reads* not the same as in *being with the kids and my partner is*."""
    if sentence.stops(place - 1):
        return Role.SUBJECT
    start = place
    for back in sentence.back(place - 1):
        if sentence.at(back).ends:
            break
        start = back
    if sentence.low(start) in {"what", "all"} and start == 0:
        return Role.DOUBT
    return Role.SUBJECT if sentence.has_finite(start, place) else Role.DOUBT


def _inverted(sentence: Sentence, place: int, first: int) -> Role:
    low, before = sentence.low(place), sentence.low(place - 1)
    if low.startswith("does"):
        return Role.ASKED
    after = next((n for n in sentence.reach(first) if sentence.low(n).startswith("p")), first) + 1
    if sentence.stops(after) and before not in {"how", "where", "so", "neither", "nor", "who"}:
        return Role.OBJECT
    if sentence.low(after) in {"who", "that", "and"} or before in {"it", "that", "this", "here", "there"}:
        return Role.LIKELY
    if sentence.stops(place - 1) or before in _ASKED or "n't" in low:
        return Role.ASKED
    if before in sentence.words.conjunctions:
        return Role.ASKED if any(sentence.low(n) == "?" for n in sentence.reach(first)) else Role.OBJECT
    return Role.OBJECT


def _either(sentence: Sentence, place: int) -> Role:
    """After a word that may be *before* the meal or *before* somebody comes."""
    low, before = sentence.low(place), sentence.verbs.lemma(sentence.low(place - 1))
    if low == "like":
        feels = before in {"feel", "be", "look", "seem", "sound", "act", "is"} or "'s" in sentence.low(place - 1)
        return Role.SUBJECT if feels or sentence.stops(place - 1) else Role.OBJECT
    if sentence.stops(place - 1) or sentence.has_finite(max(0, place - 12), place):
        return Role.SUBJECT
    return Role.SUBJECT if sentence.after_clause_word else Role.DOUBT


def _after_word(sentence: Sentence, place: int) -> Role:
    low, words, verbs = sentence.low(place), sentence.words, sentence.verbs
    if sentence.is_noun_here(place) or low in words.pronouns or low in words.adjectives:
        return Role.LIKELY
    lemma = verbs.lemma(low)
    if lemma is None:
        return Role.LIKELY
    if verbs.is_thing(low) and sentence.low(sentence.before_adverbs(place)) in words.prepositions:
        return Role.LIKELY
    if lemma not in words.take_a_clause:
        return Role.OBJECT
    gerund = verbs.from_ing(low) is not None or sentence.low(place - 1) == "to"
    return Role.DOUBT if gerund and lemma in words.take_either else Role.SUBJECT
