"""One ending from start to end: who is meant, what it becomes, and which verbs follow."""

from intimacy_desktop.second_person.english.agreement import Agreement
from intimacy_desktop.second_person.english.lexicon import lexicon
from intimacy_desktop.second_person.english.mentions import Mention, find_mentions
from intimacy_desktop.second_person.english.possessive import ARE, HAVE, YOURS, read_s
from intimacy_desktop.second_person.english.pronouns import SUBJECTS, Pronouns, pronoun_of
from intimacy_desktop.second_person.english.roles import Role, role
from intimacy_desktop.second_person.english.sentence import Sentence
from intimacy_desktop.second_person.english.tokens import PLAIN, like, tokenise
from intimacy_desktop.second_person.suggestion import Edit, Suggestion, suggestion

_HANGING = {"'ll": "you'll", "'d": "you'd", "'ve": "you've", "'re": "you're"}
_OBJECTS = {
    "him": "you",
    "them": "you",
    "hers": "yours",
    "theirs": "yours",
    "their": "your",
    "herself": "yourself",
    "himself": "yourself",
    "themself": "yourself",
    "themselves": "yourself",
}
_SEEN = frozenset(["watch", "see", "hear", "feel", "notice", "love", "like"])
_MADE = frozenset(["let", "make", "help", "have", "listen"])


class Rewriting:
    """The work on one ending.

    Args:
        stem: the unfinished sentence it ends.
        text: as written.
        nickname: how the author names the partner, or nothing.
        pronouns: "she", "he", "they", or nothing where the author has not said.
    """

    def __init__(self, stem: str, text: str, nickname: str, pronouns: str) -> None:
        stem_words = stem.lower().split()
        self.verb_first = stem_words[-2:] == ["my", "partner"]
        self._text = text
        self._edits: dict[int, Edit] = {}
        words = lexicon()
        self._sentence = sentence = Sentence(tokenise(text), words, stem_words[-1] if stem_words else "")
        self._mentions = find_mentions(sentence, nickname)
        named_before = "my partner" in stem.lower()
        self._pronouns = Pronouns(sentence, self._mentions, pronouns, named_before=named_before)
        named = {place for one in self._mentions if one.known for place in range(one.first, one.last + 1)}
        partners = self._pronouns.partners | named
        self._agreement = Agreement(
            sentence,
            self._mark,
            partners.__contains__,
            may_end_in_predicate=stem_words[-1:] == ["emotions"],
        )
        self._speech = next(
            (n for n, token in enumerate(sentence.tokens) if token.low in {'"', "“", "„"}),
            len(sentence.tokens),
        )

    def suggestion(self) -> Suggestion:
        """What the ending becomes."""
        if self.verb_first:
            self._begin()
        for mention in self._mentions:
            self._name(mention)
        for place in sorted(self._pronouns.partners):
            self._stand_in(place)
        for place in self._pronouns.doubtful:
            self._mark(place, None)
            if self._sentence.low(place) in SUBJECTS:
                self._agreement.after(place + 1, strong=False, doubt=True)
        return suggestion(self._text, self._edits.values())

    # marking

    def _mark(self, place: int, said: str | None) -> None:
        self._mark_all(place, place, said)

    def _mark_all(self, first: int, last: int, said: str | None) -> None:
        """Take down what becomes of some tokens; the first word about them counts, but doubt counts more."""
        start, end = self._sentence.at(first).start, self._sentence.at(last).end
        if last >= self._speech:
            said = None  # somebody's words begin before it, and nobody knows where they end
        known = self._edits.get(start)
        if known is not None and (known.said is None or said is not None):
            return
        original = self._text[start:end]
        self._edits[start] = Edit(start, end, None if said is None else like(original, said))

    # endings that begin with the verb

    def _begin(self) -> None:
        sentence = self._sentence
        starts = [0]
        starts += [n + 1 for n, token in enumerate(sentence.tokens) if token.ends]
        for number, start in enumerate(starts):
            place = self._past_bullet(start)
            if number == 0:
                self._first_words(place)
            elif place < len(sentence.tokens):
                verb = sentence.past_adverbs(place)
                if sentence.low(verb) in {"and", "or", "but"}:
                    verb = sentence.past_adverbs(verb + 1)
                if sentence.third(verb):
                    thing = sentence.verbs.is_thing(sentence.low(verb)) and not sentence.has_object(verb)
                    listed = self._text[: sentence.at(verb).start].rstrip(" -–•*").endswith("\n")
                    self._agreement.after(
                        place if verb == place else verb, strong=True, doubt=thing and not listed
                    )

    def _past_bullet(self, place: int) -> int:
        sentence = self._sentence
        while sentence.at(place).kind in {"number", "mark", "line"} and sentence.low(place) not in {
            "'",
            "(",
            "’",
        }:
            place += 1
        return place

    def _first_words(self, place: int) -> None:
        sentence = self._sentence
        if sentence.at(place).kind == "quote" and sentence.third(sentence.past_adverbs(place + 1)):
            place += 1
        if place >= len(sentence.tokens):
            return
        low = sentence.low(place)
        if low in {"and", "or", "&"} and not sentence.third(sentence.past_adverbs(place + 1)):
            return
        if not self._agreement.after(place, strong=True):
            self._mark_all(place, min(place + (low in {"'", "’"}), len(sentence.tokens) - 1), None)

    # names

    def _name(self, mention: Mention) -> None:
        sentence, first, last = self._sentence, mention.first, mention.last
        if not mention.known:
            self._mark_all(first, last, None)
            return
        if mention.suffix == "'s":
            self._own(mention)
            return
        if mention.suffix:
            self._mark_all(first, last, self._as_name(mention, _HANGING[mention.suffix]))
            return
        self._mark_all(first, last, self._as_name(mention, "you"))
        after = last + 1
        if self._is_joined(after):
            return
        part = role(sentence, first)
        if part is Role.ASKED:
            self._asked(sentence.before(first))
        elif part is Role.OBJECT:
            self._agreement.who(after)
        else:
            strong = part is Role.SUBJECT
            self._agreement.after(after, strong=strong, doubt=part is Role.DOUBT)

    def _is_joined(self, after: int) -> bool:
        """Whether somebody else is joined to the partner: *my partner and I*."""
        sentence = self._sentence
        if sentence.low(after) not in sentence.words.conjunctions:
            return False
        return sentence.third(sentence.past_adverbs(after + 1)) is None or sentence.low(after) in {
            "or",
            "nor",
        }

    def _asked(self, verb: int) -> None:
        plain = self._sentence.third(verb)
        if plain:
            self._mark(verb, plain)

    def _as_name(self, mention: Mention, said: str) -> str:
        """Words in the place of a name, with a capital only where a sentence begins."""
        begins = mention.first > 0 and self._sentence.at(mention.first - 1).ends
        return PLAIN + said if mention.by_name and not begins else said

    def _own(self, mention: Mention) -> None:
        sentence, after = self._sentence, mention.last + 1
        said = read_s(sentence, mention.first, mention.last)
        self._mark_all(mention.first, mention.last, said and self._as_name(mention, said))
        if said in {ARE, HAVE}:
            self._agreement.joined(after)

    # pronouns

    def _stand_in(self, place: int) -> None:
        sentence, low = self._sentence, self._sentence.low(place)
        if low in SUBJECTS:
            self._mark(place, "you")
            if role(sentence, place) is Role.ASKED:
                self._asked(sentence.before(place))
            elif not self._is_joined(place + 1):
                self._agreement.after(place + 1, strong=False)
        elif low in {"her", "his"}:
            self._mark(place, self._her_or_his(place, low))
        elif low in _OBJECTS:
            self._mark(place, _OBJECTS[low])
        else:
            self._contracted(place, low)

    def _contracted(self, place: int, low: str) -> None:
        end = low.removeprefix(pronoun_of(low)).lstrip("'")
        if end != "s":
            self._mark(place, f"you'{end}")
            return
        said = read_s(self._sentence, place, place)
        self._mark(place, said if said in {ARE, HAVE} else None)
        self._agreement.joined(place + 1)

    def _her_or_his(self, place: int, low: str) -> str | None:
        sentence, words = self._sentence, self._sentence.words
        after = sentence.low(place + 1)
        alone = sentence.stops(place + 1) or sentence.at(place + 1).kind == "quote"
        function = after in words.conjunctions | words.prepositions | words.subordinators | words.either
        if low == "his":
            return YOURS if alone or function else "your"
        if (
            alone
            or function
            or after in words.pronouns
            or after in words.determiners
            or after in {"to", "that"}
        ):
            return "you"
        if (
            sentence.is_adverb(place + 1)
            and after not in {"very", "most", "own"}
            and after not in words.adjectives
        ):
            return "you"
        verb = sentence.verbs.lemma(sentence.low(place - 1))
        if verb is None and sentence.low(place - 1) == "to":
            verb = sentence.verbs.lemma(sentence.low(place - 2))
        if after in words.verbs and verb in _MADE | _SEEN:
            if verb in _MADE or after not in words.takes_both | words.adjectives:
                return "you"
            return "your" if verb in {"love", "like"} else ("you" if after == "sleep" else None)
        if sentence.verbs.from_ing(after) and verb in _SEEN | _MADE:
            return "you" if verb not in {"love", "like"} else None
        return "your"
