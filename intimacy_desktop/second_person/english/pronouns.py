"""Which of *she*, *he* and *they* stand for the partner, and what they become."""

from dataclasses import dataclass, field

from intimacy_desktop.second_person.english.mentions import Mention
from intimacy_desktop.second_person.english.sentence import Sentence

SUBJECTS = {"she": "she", "he": "he", "they": "they"}
_FORMS = {
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "they": "they",
    "them": "they",
    "their": "they",
    "theirs": "they",
    "themself": "they",
    "themselves": "they",
}
_SUFFIXED = {
    form + mark + end: form
    for form in SUBJECTS
    for mark in ("'", "")
    for end in ("s", "re", "ve", "ll", "d")
    if mark
    or (form, end)
    not in {("he", "re"), ("he", "ll"), ("he", "d"), ("she", "ll"), ("she", "d"), ("they", "d")}
}
"""*she's*, and *shes* as it is often typed; *here*, *hell* and *shed* are other words."""
_SHARE = frozenset(["all", "some", "one", "both", "none", "most", "many", "each", "any", "few"])


def pronoun_of(low: str) -> str:
    """Which of *she*, *he*, *they* a word is a form of, or nothing."""
    return _FORMS.get(low) or _SUFFIXED.get(low, "")


@dataclass(slots=True)
class _Company:
    """Who else has been spoken of so far."""

    kinds: set[str] = field(default_factory=set)
    things: bool = False

    def conflict(self, pronoun: str) -> bool:
        """Whether a form of this pronoun may stand for somebody else."""
        wanted = {"she": {"female", "anyone"}, "he": {"male", "anyone"}, "they": {"many", "anyone"}}
        return bool(self.kinds & wanted[pronoun])


class Pronouns:
    """Tells which pronouns stand for the partner.

    Args:
        sentence: the ending.
        mentions: where the partner is named in it.
        given: "she", "he" or "they" as the author writes of the partner, or nothing.
        named_before: whether the stem has named the partner.
    """

    def __init__(
        self, sentence: Sentence, mentions: list[Mention], given: str, *, named_before: bool
    ) -> None:
        self._sentence = sentence
        self._mentions = mentions
        self._given, self._named = given, named_before
        self.partners: set[int] = set()
        self.doubtful: set[int] = set()
        used = {pronoun_of(token.low) for token in sentence.tokens} & {"she", "he"}
        self._both = len(used) == 2 and not given
        self._read()

    def _read(self) -> None:
        inside = {place: one for one in self._mentions for place in range(one.first, one.last + 1)}
        company = _Company()
        for place in range(len(self._sentence.tokens)):
            mention = inside.get(place)
            if mention is not None:
                self._named = self._named or mention.known
                if not mention.known:
                    company.kinds.add("anyone")
            elif pronoun := pronoun_of(self._sentence.low(place)):
                self._place(place, pronoun, company)
            else:
                self._meet(place, company)

    def _place(self, place: int, pronoun: str, company: _Company) -> None:
        if self._given and pronoun != self._given:
            return
        if not self._given and not self._named:
            company.kinds.add({"she": "female", "he": "male", "they": "many"}[pronoun])
            return
        sentence = self._sentence
        if pronoun == "they" and sentence.low(place - 1) == "of" and sentence.low(place - 2) in _SHARE:
            return
        if pronoun == "they" and sentence.low(place - 1) == "as" and sentence.low(place + 1) == "say":
            return
        himself = sentence.low(place).endswith(("self", "selves"))
        unclear = company.conflict(pronoun) or (self._both and pronoun != "they")
        if pronoun == "they" and company.things and not himself:
            unclear = unclear or not self._needs_somebody(place)
        (self.doubtful if unclear else self.partners).add(place)

    def _needs_somebody(self, place: int) -> bool:
        """Whether no thing could stand here: *they laugh*, *their*."""
        sentence, low = self._sentence, self._sentence.low(place)
        if low in {"their", "theirs"}:
            return True
        if low == "them":
            return sentence.low(place - 1) in {
                "with",
                "to",
                "tell",
                "ask",
                "hug",
                "kiss",
                "love",
                "hold",
                "trust",
            }
        verb = sentence.past_adverbs(place + 1)
        if sentence.low(verb) in sentence.words.modals | {"have", "had"}:
            verb = sentence.past_adverbs(verb + 1)
        return sentence.verbs.lemma(sentence.low(verb)) in sentence.words.of_somebody

    def _meet(self, place: int, company: _Company) -> None:
        """Note another person, or several things."""
        sentence, words, token = self._sentence, self._sentence.words, self._sentence.at(place)
        low = token.low.removesuffix("'s").removesuffix("'")
        if low == "other" and sentence.low(place - 1) == "each":
            return
        for kind, known in (
            ("female", words.female),
            ("male", words.male),
            ("anyone", words.anyone),
            ("many", words.many),
        ):
            if low in known:
                company.kinds.add(kind)
        if self._is_name(place):
            company.kinds.add("anyone")
        company.things = company.things or self._is_many_things(place, low)

    def _is_name(self, place: int) -> bool:
        token, sentence = self._sentence.at(place), self._sentence
        if token.kind != "word" or not token.text[0].isupper() or token.text.isupper():
            return False
        if (
            place == 0
            or sentence.at(place - 1).ends
            or sentence.at(place - 1).kind in {"mark", "number", "quote"}
        ):
            return False
        low = token.low.removesuffix("'s")
        day = low in words_of_time(sentence) or low + "s" in words_of_time(sentence)
        return not (low.startswith("i'") or low == "my" or day or low in _NO_NAMES)

    def _is_many_things(self, place: int, low: str) -> bool:
        sentence, words = self._sentence, self._sentence.words
        if sentence.at(place).kind != "word" or not low.endswith("s") or low.endswith("ss") or len(low) < 4:
            return low in {"feet", "teeth"}
        if low in words.not_verbs or low in words.time or low in words.adverbs or low in words.prepositions:
            return False
        if sentence.third(place) is None:
            return "'" not in low and low not in words.pronouns and low not in words.subordinators
        before = sentence.low(place - 1)
        made_noun = sentence.is_noun_here(place) or before in words.prepositions
        return made_noun and sentence.verbs.is_thing(low)


def words_of_time(sentence: Sentence) -> frozenset[str]:
    """Days and such, which are written with a capital and are nobody."""
    return sentence.words.time


_NO_NAMES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "english",
        "french",
        "german",
        "spanish",
        "italian",
        "god",
        "tv",
        "ok",
        "lol",
        "netflix",
        "google",
        "i",
    ]
)
