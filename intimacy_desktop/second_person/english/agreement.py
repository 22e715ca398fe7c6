"""The verbs that belong to the partner: the first after them, and those joined to it."""

from collections.abc import Callable
from enum import Enum, auto

from intimacy_desktop.second_person.english.sentence import Sentence
from intimacy_desktop.second_person.english.verbs import AGREE

Mark = Callable[[int, str | None], None]
"""Takes a token's place and what it becomes, or None where that is not known."""
_ALONE = frozenset("i we you they".split())
_ONE = frozenset("he she someone somebody everyone everybody nobody anyone who whoever".split())
_THING = frozenset("it this that there everything nothing something".split())


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
        verb_first: whether the ending begins with the partner's verb.
        may_end_in_predicate: whether a comma may lead to the verb of the whole sentence.
    """

    def __init__(
        self,
        sentence: Sentence,
        mark: Mark,
        is_partner: Callable[[int], bool],
        *,
        verb_first: bool,
        may_end_in_predicate: bool,
    ) -> None:
        self._sentence, self._mark, self._is_partner = sentence, mark, is_partner
        self._verb_first = verb_first
        self._predicate_to_come = may_end_in_predicate

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
        if sentence.low(place) == ",":
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

    def _past_insertion(self, comma: int) -> int:
        """The place after `, …,` ; with *who* in it its verb agrees too."""
        sentence = self._sentence
        for place in sentence.reach(comma + 1):
            if sentence.at(place).ends:
                break
            if sentence.low(place) == ",":
                after = sentence.past_adverbs(place + 1)
                if sentence.third(after) is None or sentence.low(after - 1) in sentence.words.conjunctions:
                    break
                if sentence.low(comma + 1) == "who":
                    self._mark_third(sentence.past_adverbs(comma + 2))
                return after
        if sentence.low(comma + 1) == "who":
            self._mark_third(sentence.past_adverbs(comma + 2))
        return comma

    def _mark_third(self, place: int) -> None:
        plain = self._sentence.third(place)
        if plain is not None:
            self._mark(place, plain)

    def _relative(self, who: int) -> bool:
        """*my partner who never asks makes me smile*: both verbs, the second only where it can be nothing else."""
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
            if sentence.third(place) and not sentence.is_noun_here(place):
                if not sentence.verbs.is_thing(low) or sentence.has_object(place):
                    self._mark(place, None)
                    return

    # the verbs that are joined to the first

    def joined(self, start: int) -> None:
        """Make the verbs agree that are joined to one before `start`: *my partner's* tired *and wants to sleep*."""
        self._spread(start - 1)

    def _spread(self, head: int) -> None:
        sentence, other, place = self._sentence, Other.NONE, head
        for place in sentence.reach(head + 1):
            token, low = sentence.at(place), sentence.low(place)
            if token.ends or low == ":":
                return
            if self._is_partner(place):
                other = Other.NONE
            elif low == "," or low in sentence.words.conjunctions or low in {"-", "–", "—"}:
                self._joined(head, place, other)
            elif low in _ONE:
                of_partner = sentence.low(head) in {"is", "was", "are", "isn't"} or low != "who"
                other = Other.OF_PARTNER if of_partner and low == "who" else Other.SOMEBODY
            elif self._is_anothers_verb(place):
                other = other if other is Other.OF_PARTNER else Other.SOMEBODY

    def _is_anothers_verb(self, place: int) -> bool:
        """Whether a verb in -s here has somebody else before it."""
        sentence, low = self._sentence, self._sentence.low(place)
        if sentence.third(place) is None or sentence.is_noun_here(place):
            return False
        before = sentence.low(sentence.before_adverbs(place))
        if before in _THING or before in sentence.words.conjunctions or before == ",":
            return False
        if before in {"what", "which"}:
            return False
        return low in AGREE or not sentence.verbs.is_thing(low)

    def _joined(self, head: int, joint: int, other: Other) -> None:
        sentence = self._sentence
        comma = sentence.low(joint) in {",", "-", "–", "—"}
        place = joint + 1
        while sentence.low(place) in sentence.words.conjunctions:
            place, comma = place + 1, False
        place = sentence.past_adverbs(place)
        plain, low = sentence.third(place), sentence.low(place)
        if plain is None or other is Other.OF_PARTNER:
            return
        if low not in AGREE and not self._is_verb_here(head, joint, place):
            return
        risky = comma and low in {"is", "was", "has", "does"} and self._predicate_to_come
        unclear = other is Other.SOMEBODY or risky
        self._mark(place, None if unclear else plain)

    def _is_verb_here(self, head: int, joint: int, place: int) -> bool:
        """Whether the word in -s after *and* is a verb and not one more thing: *hugs and kisses*."""
        sentence = self._sentence
        low, after = sentence.low(place), sentence.low(place + 1)
        if not sentence.verbs.is_thing(low) or joint == head + 1:
            return True
        if after in sentence.words.pronouns or after in sentence.words.determiners or after in {"her", "his"}:
            return True
        before = sentence.low(joint - 1)
        many = before.endswith("s") and not before.endswith("ss") and before not in sentence.words.not_verbs
        return not many or sentence.third(joint - 1) is not None and joint - 1 == head
