"""*my partner's*: whose, or *is*, or *has*."""

from intimacy_desktop.second_person.english.roles import Role, role
from intimacy_desktop.second_person.english.sentence import Sentence

YOUR, YOURS, ARE, HAVE = "your", "yours", "you're", "you've"


def read_s(sentence: Sentence, first: int, last: int) -> str | None:
    """What a mention from token `first` to `last`, with its 's, is said as; None where that is not known."""
    after = last + 1
    low = sentence.low(after)
    if sentence.stops(after):
        return YOURS
    if low in sentence.words.conjunctions:
        return YOUR if sentence.low(after + 1) in {"my", "our"} else YOURS
    owned = role(sentence, first) is Role.OBJECT
    place = sentence.past_adverbs(after)
    if sentence.low(place) in {"been", "got", "had"}:
        return HAVE
    if place > after:
        return _after_adverb(sentence, place, owned=owned)
    return _of(sentence, place, owned=owned, clause=_is_clause(sentence, first))


def _is_clause(sentence: Sentence, first: int) -> bool:
    """Whether a whole sentence is bound to come here."""
    place = sentence.before(first)
    if place < 0:
        return sentence.after_clause_word
    return role(sentence, first) is Role.SUBJECT


def _is_open_word(sentence: Sentence, low: str) -> bool:
    words = sentence.words
    return (
        low in words.determiners
        or low in words.pronouns
        or low in {"his", "her", "what", "where", "who", "to"}
    )


def _after_adverb(sentence: Sentence, place: int, *, owned: bool) -> str | None:
    low = sentence.low(place)
    if owned:
        return None
    if sentence.low(place - 1) in {"home", "here", "there", "away"}:
        return ARE
    if sentence.stops(place) or _is_open_word(sentence, low) or low in sentence.words.prepositions:
        return ARE
    if low in sentence.words.adjectives or sentence.verbs.from_ing(low):
        return ARE
    return None


def _of(sentence: Sentence, place: int, *, owned: bool, clause: bool) -> str | None:
    low, words, verbs = sentence.low(place), sentence.words, sentence.verbs
    if _is_open_word(sentence, low) and low not in {"own", "one", "ones", "two", "all", "every"}:
        return ARE
    if owned:
        return YOUR
    if low in words.prepositions and low not in words.places:
        return ARE
    if verbs.from_ing(low) or low in words.places:
        return ARE if clause and not sentence.finite_later(place + 1) else YOUR
    if low in words.adjectives:
        return _before_adjective(sentence, place, clause=clause)
    if low in words.participles or (low.endswith("ed") and verbs.is_past(low)):
        follows = sentence.low(place + 1)
        return HAVE if follows in {"me", "us", "it", "him", "them", "the", "my", "our"} else None
    return YOUR


def _before_adjective(sentence: Sentence, place: int, *, clause: bool) -> str | None:
    """Before *quiet*: in *my partner's quiet voice* whose, in *my partner's quiet when …* is."""
    end = place
    words = sentence.words
    for end in sentence.reach(place + 1):
        low = sentence.low(end)
        if low not in words.adjectives and low not in {"and", "but", ","} and not sentence.is_adverb(end):
            break
    else:
        end += 1
    low = sentence.low(end)
    if sentence.low(end - 1) in {"and", "but", ","}:
        return ARE
    ended = (
        sentence.stops(end)
        or low in words.prepositions
        or low in words.subordinators
        or low in words.pronouns
    )
    ended = ended or low in {"that", "to", "as", "than", "like"} or low in words.either
    if ended:
        return ARE if clause or sentence.stops(end) or low not in words.pronouns else None
    if sentence.third(end) is not None or low in words.conjunctions:
        return None if not clause else (YOUR if sentence.third(end) else ARE)
    if sentence.verbs.is_finite(low) and low not in words.verbs:
        return None
    return YOUR
