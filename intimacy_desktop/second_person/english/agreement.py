"""The verbs that belong to the partner: the first after them, and those joined to it."""

from collections.abc import Callable
from enum import Enum, auto

from intimacy_desktop.second_person.english.sentence import Sentence
from intimacy_desktop.second_person.english.verbs import AGREE

COMMAS = frozenset(",-–—")
Mark = Callable[[int, str | None], None]
"""Takes a token's place and what it becomes, or None where that is not known."""
_ALONE = frozenset({"i", "we", "you", "they"})
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "my", "our"})
_ONE = frozenset(["he", "she", "who", "whoever"])
_THING = frozenset(["it", "this", "that", "there", "everything", "nothing", "something"])


class Other(Enum):
    """Who else has had a verb since the partner's own."""

    NONE = auto()
    SOMEBODY = auto()
    """A verb in -s that follows may be theirs."""
    OF_PARTNER = auto()
    """*who* after *is somebody*: a verb in -s that follows is theirs."""


class Agreement:
    """Finds and marks verbs.

    Args:
        sentence: the ending.
        mark: told of each verb.
        is_partner: whether a token stands for the partner.
        may_end_in_predicate: whether a comma may lead to the verb of the whole sentence.
    """

    def __init__(
        self,
        sentence: Sentence,
        mark: Mark,
        is_partner: Callable[[int], bool],
        *,
        may_end_in_predicate: bool,
    ) -> None:
        self._sentence, self._mark, self._is_partner = sentence, mark, is_partner
        self._predicate_to_come = may_end_in_predicate
        self._joined_verbs: set[int] = set()

    def after(self, start: int, *, strong: bool, doubt: bool = False) -> bool:
        """Make the verb agree that follows at `start`, and those joined to it.

        Args:
            start: the first place after the one who does.
            strong: whether a verb is bound to come.
            doubt: whether a verb that comes may be another's; then it is only marked.

        Returns:
            Whether there is a verb of theirs.
        """
        sentence = self._sentence
        place = sentence.past_adverbs(start)
        if sentence.low(place) in COMMAS:
            place = self._past_insertion(place)
        elif sentence.low(place) in {"who", "that"} and sentence.third(sentence.past_adverbs(place + 1)):
            return self._relative(place)
        head = self._head(place, strong=strong)
        if head is None:
            if strong:
                self._look_ahead(place)
            return False
        if head:
            self._mark(place, None if doubt else head)
        if not doubt:
            self._spread(place)
        return True

    def _head(self, place: int, *, strong: bool) -> str | None:
        """What the verb here becomes; nothing for one that does not change; None for no verb."""
        sentence, low = self._sentence, self._sentence.low(place)
        if sentence.at(place).kind != "word" or low == "to" or low in sentence.words.conjunctions:
            return None
        if (plain := sentence.third(place)) is not None:
            return plain
        if low in sentence.words.prepositions or low in sentence.words.determiners:
            return None
        if low in sentence.words.adjectives and low not in sentence.words.verbs:
            return None
        if sentence.verbs.is_finite(low) or low.endswith("n't"):
            return ""
        return sentence.verbs.guess(low) if strong else None

    def who(self, place: int) -> None:
        """Make the verb agree of a *who* that begins here, with or without a comma."""
        sentence = self._sentence
        place += sentence.low(place) in COMMAS
        if sentence.low(place) == "who":
            self._mark_third(sentence.past_adverbs(place + 1))

    def _past_insertion(self, comma: int) -> int:
        """The place after `, …,` ; with *who* in it its verb agrees too."""
        sentence = self._sentence
        for place in sentence.reach(comma + 1):
            if sentence.at(place).ends:
                break
            if sentence.low(place) in COMMAS:
                after = sentence.past_adverbs(place + 1)
                if sentence.third(after) is None or sentence.low(after - 1) in sentence.words.conjunctions:
                    break
                self.who(comma)
                return after
        self.who(comma)
        return comma

    def _mark_third(self, place: int) -> None:
        plain = self._sentence.third(place)
        if plain is not None:
            self._mark(place, plain)

    def _relative(self, who: int) -> bool:
        """*my partner who never asks makes me smile*: the first is theirs, the second only marked."""
        sentence = self._sentence
        first = sentence.past_adverbs(who + 1)
        if sentence.low(who) == "that":
            return False  # tell my partner that is enough
        self._mark_third(first)
        for place in sentence.reach(first + 1):
            if sentence.stops(place) or sentence.low(place) in sentence.words.conjunctions:
                break
            if sentence.third(place) and not sentence.is_noun_here(place):
                self._mark(place, None)
                break
        return True

    def _look_ahead(self, start: int) -> None:
        """Mark a verb further on that may be theirs: *my partner with the silly hat dances*."""
        sentence = self._sentence
        if sentence.low(start) not in sentence.words.prepositions and sentence.stops(start):
            return
        for place in sentence.reach(start):
            low = sentence.low(place)
            if sentence.stops(place) or low in sentence.words.conjunctions or low in _ALONE | _ONE | _THING:
                return
            if low in sentence.words.subordinators or sentence.verbs.from_ing(low):
                return
            verb = sentence.third(place) and not sentence.is_noun_here(place)
            if verb and (not sentence.verbs.is_thing(low) or sentence.has_object(place)):
                self._mark(place, None)
                return

    # the verbs that are joined to the first

    def joined(self, start: int) -> None:
        """Make the verbs agree that are joined to one before `start`: *my partner's* tired *and sleeps*."""
        self._spread(start - 1)

    def _spread(self, head: int) -> None:
        sentence, other, place = self._sentence, Other.NONE, head
        for place in sentence.reach(head + 1):
            token, low = sentence.at(place), sentence.low(place)
            if token.ends or low == ":":
                return
            if self._is_partner(place):
                other = Other.NONE
            elif low in COMMAS or low in sentence.words.conjunctions:
                self._joined(head, place, other)
            elif low in _ONE and sentence.low(sentence.past_adverbs(place + 1)) not in _SUBJECTS:
                of_partner = sentence.low(head) in {"is", "was", "are", "isn't"} or low != "who"
                other = Other.OF_PARTNER if of_partner and low == "who" else Other.SOMEBODY
            elif self._is_anothers_verb(place):
                other = other if other is Other.OF_PARTNER else Other.SOMEBODY

    def _is_anothers_verb(self, place: int) -> bool:
        """Whether a verb in -s here has somebody else before it."""
        sentence, low = self._sentence, self._sentence.low(place)
        if sentence.third(place) is None or sentence.is_noun_here(place):
            return False
        if self._is_partner(sentence.before_adverbs(place)):
            return False
        before = sentence.low(sentence.before_adverbs(place))
        if before in _THING or before in sentence.words.conjunctions or before == ",":
            return False
        if before in {"what", "which"}:
            return False
        if low in AGREE or not sentence.verbs.is_thing(low):
            return True
        return not before.endswith("s") and before not in sentence.words.prepositions | sentence.words.verbs

    def _joined(self, head: int, joint: int, other: Other) -> None:
        sentence = self._sentence
        comma = sentence.low(joint) in COMMAS
        place = joint + 1
        while sentence.low(place) in sentence.words.conjunctions:
            place, comma = place + 1, False
        place = sentence.past_adverbs(place)
        plain, low = sentence.third(place), sentence.low(place)
        if other is Other.OF_PARTNER:
            return
        if plain is None:
            if sentence.verbs.guess(low) and sentence.is_before_somebody(place):
                self._mark(place, None)  # a verb nobody listed: *and noodges me*
            return
        verb = True if low in AGREE else self._is_verb_here(head, joint, place)
        if verb is False:
            return
        risky = comma and low in {"is", "was", "has", "does"} and self._predicate_to_come
        unclear = verb is None or other is Other.SOMEBODY or risky
        self._mark(place, None if unclear else plain)
        if not unclear:
            self._joined_verbs.add(place)

    def _is_verb_here(self, head: int, joint: int, place: int) -> bool | None:
        """Whether the word in -s after *and* is a verb, not a thing: *hugs and kisses*; None: unknown."""
        sentence = self._sentence
        low, after = sentence.low(place), sentence.low(place + 1)
        if not sentence.verbs.is_thing(low) or joint == head + 1:
            return True
        if sentence.is_before_somebody(place) or after in sentence.words.subordinators:
            return True
        before = sentence.low(joint - 1)
        many = before.endswith("s") and not before.endswith("ss") and before not in sentence.words.not_verbs
        if not many or joint - 1 == head or joint - 1 in self._joined_verbs or after in {"at", "after", "to"}:
            return True
        return False if sentence.verbs.is_thing(before) else None
