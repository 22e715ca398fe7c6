"""The tokens of one ending, and the questions the rules ask about a place among them."""

from intimacy_desktop.second_person.english.lexicon import Lexicon
from intimacy_desktop.second_person.english.tokens import Token
from intimacy_desktop.second_person.english.verbs import AGREE, Verbs

NOTHING = Token(0, 0, "", "", "none")
_REACH = 40
"""Tokens that any rule looks to either side: enough for one sentence, and the work stays in proportion."""
_LONGEST_PHRASE = 4
_OF_ONE = frozenset(
    ["a", "an", "this", "that", "each", "every", "one", "another", "all", "both", "what", "which"]
)
"""No plural noun follows at once."""
_WITH_IS = frozenset(
    ["it's", "its", "that's", "thats", "there's", "theres", "he's", "she's", "hes", "shes", "im", "youre"]
)


class Sentence:
    """An ending as a row of tokens.

    Args:
        tokens: of the ending.
        words: what is known.
        stem_end: the last word of the stem, which says what an ending begins as.
    """

    def __init__(self, tokens: list[Token], words: Lexicon, stem_end: str) -> None:
        self.tokens, self.words = tokens, words
        self.verbs = Verbs(words)
        self.after_clause_word = stem_end == "when"
        self.stem_end = stem_end

    def at(self, index: int) -> Token:
        """The token there, or one that is nothing."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else NOTHING

    def low(self, index: int) -> str:
        """Its word in lower case."""
        return self.at(index).low

    def reach(self, start: int) -> range:
        """The places a rule may look at from `start` on."""
        return range(start, min(len(self.tokens), start + _REACH))

    def back(self, start: int) -> range:
        """The places a rule may look at from `start` back."""
        return range(start, max(-1, start - _REACH), -1)

    def stops(self, index: int) -> bool:
        """Whether a stretch of words ends before this place."""
        token = self.at(index)
        return token.kind in {"none", "line", "mark"} and token.low not in {"&", "+"}

    def before(self, index: int) -> int:
        """The place before, over words that tell nothing, such as *only*."""
        place = index - 1
        while place >= 0 and self.low(place) in self.words.focus:
            place -= 1
        return place

    def past_adverbs(self, index: int) -> int:
        """The first place from `index` on that is neither an adverb, nor such a phrase, nor in brackets."""
        place = index
        while place < len(self.tokens):
            if self.low(place) == "(":
                closing = next((n for n in self.reach(place) if self.low(n) == ")"), None)
                if closing is None:
                    return place
                place = closing + 1
            elif long := self._phrase(place):
                place += long
            elif self.is_adverb(place):
                place += 1
            else:
                return place
        return place

    def _phrase(self, index: int) -> int:
        """Words of the adverbial phrase that begins here."""
        for long in range(_LONGEST_PHRASE, 1, -1):
            if tuple(token.low for token in self.tokens[index : index + long]) in self.words.phrases:
                return long
        return 0

    def is_adverb(self, index: int) -> bool:
        """Whether it is an adverb."""
        low = self.low(index)
        return low in self.words.adverbs or (
            low.endswith("ly") and len(low) > 4 and low not in self.words.verbs and low != "family"
        )

    def is_noun_here(self, index: int) -> bool:
        """Whether a word that could be a verb is made a noun by the one before it: *the look*."""
        before = self.low(index - 1)
        if self.third(index) and before in _OF_ONE:
            return False
        return (
            before in self.words.determiners
            or before in self.words.adjectives
            or before.endswith("'s")
            or before in {"his", "her"}
        )

    def third(self, index: int) -> str | None:
        """What the verb here takes with *you*; None for what is no verb of *she* or *they both*."""
        return self.verbs.plain_of(self.low(index))

    def has_object(self, index: int) -> bool:
        """Whether what follows shows that the word here is a verb: *kisses me*, *plans the day*."""
        after = self.low(index + 1)
        words = self.words
        return (
            after in words.pronouns
            or after in words.determiners
            or after in words.subordinators
            or after
            in {"that", "what", "if", "his", "her", "their", "up", "down", "away", "off", "out", "back"}
            or self.is_adverb(index + 1)
        )

    def is_before_somebody(self, index: int) -> bool:
        """Whether a pronoun or an article follows, as it does behind a verb."""
        after = self.low(index + 1)
        return (
            after in self.words.pronouns or after in self.words.determiners or after in {"her", "his", "them"}
        )

    def has_finite(self, start: int, end: int) -> bool:
        """Whether a verb of a sentence stands between two places."""
        return any(self._surely_finite(place) for place in range(start, end))

    def _surely_finite(self, index: int) -> bool:
        low = self.low(index)
        if low in AGREE or low in self.words.modals or low.endswith(("'m", "'re", "'ve", "'ll", "'d")):
            return True
        if low in _WITH_IS:
            return True
        if not self.verbs.is_finite(low) or self.is_noun_here(index):
            return False
        before = self.low(self.before_adverbs(index))
        if low in self.words.verbs:
            return before in {"i", "we", "you", "they", "who", "that"} or before in self.words.many
        return before != "to" and before not in self.words.prepositions

    def before_adverbs(self, index: int) -> int:
        """The place before, over adverbs."""
        place = index - 1
        while place >= 0 and self.is_adverb(place):
            place -= 1
        return place

    def finite_later(self, start: int) -> bool:
        """Whether the clause that goes on at `start` has a verb of its own before it ends."""
        for place in self.reach(start):
            low = self.low(place)
            if self.stops(place) or low in self.words.conjunctions or low in self.words.subordinators:
                return False
            if low in {"i", "we", "he", "she", "they"}:
                return False
            if self._surely_finite(place) and not (
                self.verbs.is_thing(low) and self.stops(place + 1) and low not in AGREE
            ):
                return True
        return False
