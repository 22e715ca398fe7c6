"""Which part somebody has in a sentence: who does, or to whom it is done."""

from enum import Enum, auto

from intimacy_desktop.second_person.english.sentence import Sentence
from intimacy_desktop.second_person.english.verbs import AGREE

_ASKED = frozenset(
    [
        "what",
        "where",
        "why",
        "how",
        "when",
        "who",
        "so",
        "neither",
        "nor",
        "as",
        "than",
        "ask",
        "asking",
        "wonder",
    ]
)


_AS_LONG = frozenset(["long", "soon", "far", "often", "much"])
_STATES = frozenset(
    ["is", "was", "isn't", "wasn't", "has", "feels", "makes", "seems", "means", "sounds", "looks"]
)


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
    """After *and*: *it rains and my partner reads*, but *being with the kids and my partner is*."""
    if sentence.stops(place - 1):
        return Role.SUBJECT
    start = place
    for back in sentence.back(place - 1):
        if sentence.at(back).ends:
            break
        start = back
    if sentence.low(start) in {"what", "all"} and start == 0:
        return Role.DOUBT
    if sentence.low(place) in {"but", "so", "yet"} or sentence.has_finite(start, place):
        return Role.SUBJECT
    return Role.SUBJECT if start == 0 and _goes_on(sentence, place) else Role.DOUBT


def _goes_on(sentence: Sentence, end: int) -> bool:
    """Whether the words before `end` finish the stem's own sentence: *Sex is* not a duty."""
    if sentence.stem_end in {"i", "partner"}:
        return sentence.verbs.is_finite(sentence.low(sentence.past_adverbs(0)))
    if sentence.stem_end != "is":
        return False
    held = (
        (sentence.verbs.from_ing(sentence.low(n)) and sentence.low(n) not in sentence.words.adjectives)
        or sentence.low(n) in sentence.words.prepositions
        for n in range(end)
    )
    return not any(held)


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
        feels = before in {"feel", "be", "look", "seem", "sound", "act", "is"} or "'s" in sentence.low(
            place - 1
        )
        return Role.SUBJECT if feels or sentence.stops(place - 1) else Role.OBJECT
    if low in {"until", "till", "til"} or (low == "as" and sentence.low(place - 1) in _AS_LONG):
        return Role.SUBJECT
    if sentence.stops(place - 1) or sentence.has_finite(max(0, place - 12), place):
        return Role.SUBJECT
    after = next((n for n in sentence.reach(place + 1) if sentence.third(n)), place)
    return Role.DOUBT if sentence.low(after) in _STATES else Role.SUBJECT


def _after_other_verb(sentence: Sentence, place: int) -> Role:
    """*if I fall my partner catches me*, but *what I tell my partner stays between us*."""
    someone = sentence.before_adverbs(place)
    if sentence.low(someone) not in {"i", "we", "you", "they"}:
        return Role.OBJECT
    opening = sentence.low(someone - 1)
    if opening in {"if", "when", "whenever", "once", "unless", "while", "until", "although", "because"}:
        return Role.SUBJECT
    return Role.OBJECT if opening in {"what", "how", "whatever", "way", "that"} else Role.DOUBT


def _after_word(sentence: Sentence, place: int) -> Role:
    low, words, verbs = sentence.low(place), sentence.words, sentence.verbs
    lemma = verbs.lemma(low)
    if sentence.is_noun_here(place) or low in words.pronouns:
        return Role.LIKELY
    if low in words.adjectives and not verbs.from_ing(low):
        return Role.LIKELY
    if lemma is None:
        return Role.LIKELY
    if place == 0 and sentence.third(place) and sentence.stem_end != "partner":
        return Role.LIKELY  # nobody stands before it: *books my partner has read*
    if verbs.is_thing(low) and sentence.low(sentence.before_adverbs(place)) in words.prepositions:
        return Role.LIKELY
    if lemma == "tell" and sentence.low(place - 1).startswith(("can", "could")):
        return Role.SUBJECT  # I can tell my partner is tired
    if lemma not in words.take_a_clause:
        return _after_other_verb(sentence, place)
    gerund = verbs.from_ing(low) is not None or sentence.low(place - 1) == "to"
    return Role.DOUBT if gerund and lemma in words.take_either else Role.SUBJECT
