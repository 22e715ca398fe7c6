"""Forms of English verbs: what *you* takes in the place of *my partner*."""

from intimacy_desktop.second_person.english.lexicon import Lexicon

AGREE = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
    "doesn't": "don't",
    "isnt": "arent",
    "wasnt": "werent",
    "hasnt": "havent",
    "doesnt": "dont",
}
"""Verbs with forms of their own; with them a plural noun is never confused."""


class Verbs:
    """What a word is as a verb.

    Args:
        words: what is known.
    """

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._plain: dict[str, str | None] = {}

    def plain_of(self, low: str) -> str | None:
        """The form with *you* for a verb as it stands with *my partner*: *tries* gives *try*."""
        if low not in self._plain:
            self._plain[low] = AGREE.get(low) or self._known(low)
        return self._plain[low]

    def _known(self, low: str) -> str | None:
        if not low.endswith("s") or low.endswith("ss") or low in self._words.not_verbs:
            return None
        known = self._words.verbs
        if low.endswith("ies") and low[:-3] + "y" in known:
            return low[:-3] + "y"
        if low.endswith("es") and low[:-2] in known and low[:-2].endswith(("s", "sh", "ch", "x", "z", "o")):
            return low[:-2]
        return low[:-1] if low[:-1] in known else None

    def guess(self, low: str) -> str | None:
        """The same for a word nobody listed, where spelling leaves one way only."""
        if not low.isalpha() or len(low) < 4 or low in self._words.not_verbs or low in self._words.adverbs:
            return None
        if not low.endswith("s") or low.endswith(("ss", "us", "is", "ses", "zes", "ches", "oes")):
            return None
        if low.endswith("ies"):
            return low[:-3] + "y" if len(low) > 4 else None
        if low.endswith(("shes", "xes")):
            return low[:-2]
        return low[:-1]

    def is_thing(self, low: str) -> bool:
        """Whether the form in -s may as well be several things."""
        return low in self._words.things

    def is_past(self, low: str) -> bool:
        """Whether it is a past form or a participle."""
        if low in self._words.irregular_past or low in self._words.participles:
            return True
        return low.endswith("ed") and self._from_ed(low) is not None

    def _from_ed(self, low: str) -> str | None:
        known = self._words.verbs
        ends = (low[:-2], low[:-1], low[:-3] if low[-4:-3] == low[-3:-2] else "", low[:-3] + "y")
        return next((plain for plain in ends if plain in known), None)

    def from_ing(self, low: str) -> str | None:
        """The plain form of one in -ing, *knowing* to *know*; None for what is none."""
        if not low.endswith("ing") or len(low) < 5:
            return None
        stem, known = low[:-3], self._words.verbs
        ends = (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else "", stem[:-1] + "ie")
        return next((plain for plain in ends if plain in known), None)

    def is_finite(self, low: str) -> bool:
        """Whether it may be the verb of a sentence, in any person and time."""
        return (
            low in self._words.modals
            or low in self._words.verbs
            or self.plain_of(low) is not None
            or self.is_past(low)
        )

    def lemma(self, low: str) -> str | None:
        """The plain form of any form of a known verb, as far as it can be told."""
        if low in self._words.verbs:
            return low
        return _IRREGULAR.get(low) or self.plain_of(low) or self.from_ing(low) or self._lemma_of_past(low)

    def _lemma_of_past(self, low: str) -> str | None:
        return self._from_ed(low) if low.endswith("ed") else None


_IRREGULAR = {
    "knew": "know",
    "thought": "think",
    "felt": "feel",
    "said": "say",
    "saw": "see",
    "heard": "hear",
    "understood": "understand",
    "forgot": "forget",
    "meant": "mean",
    "found": "find",
    "told": "tell",
    "swore": "swear",
    "known": "know",
    "seen": "see",
}
"""Past forms of verbs that a clause may follow."""
