"""How each answer will be read to the partner, and what its author approves by sealing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from intimacy_desktop.answers import ANSWER_LIMIT, Answer, Draft
from intimacy_desktop.exercise import Exercise, Item, needs_own_words
from intimacy_desktop.own import PartnerWords
from intimacy_desktop.second_person import Suggestion, suggest


class Form(Enum):
    """In which words an answer is read."""

    PLAIN = auto()
    """As written, and there is no other way to say it."""
    SUGGESTED = auto()
    """Said to the partner, in the words suggested."""
    OWN = auto()
    """Said to the partner, in other words of its author."""
    WRITTEN = auto()
    """As written, although it speaks of the partner."""


@dataclass(frozen=True, slots=True)
class Aloud:
    """One answer, and how it will be read.

    Args:
        item: the sentence.
        answer: its ending and what its author has said about the reading.
        suggestion: the ending said to the partner, if the rules know one.
    """

    item: Item
    answer: Answer
    suggestion: Suggestion | None = None

    def __repr__(self) -> str:
        return f"Aloud({self.item.number})"

    @property
    def has_words(self) -> bool:
        """Whether its author has approved words for reading it aloud that still fit what is written."""
        words = self.answer.spoken or ""
        return bool(words.strip()) and not self.answer.outdated

    @property
    def marked(self) -> bool:
        """Whether there is something for its author to decide, or to look at."""
        return self.form is not Form.PLAIN or bool(self.earlier)

    @property
    def form(self) -> Form:
        """As its author chose; where they have not, the suggestion if nothing in it is doubtful."""
        answer, suggestion = self.answer, self.suggestion
        if answer.blank:
            return Form.PLAIN
        if answer.as_written:
            return Form.WRITTEN
        if self.has_words:
            suggested = suggestion is not None and answer.spoken == suggestion.said
            return Form.SUGGESTED if suggested else Form.OWN
        if suggestion is None:
            return Form.WRITTEN if needs_own_words(self.item, answer.text) else Form.PLAIN
        return Form.SUGGESTED if suggestion.sure else Form.WRITTEN

    @property
    def said(self) -> str:
        """The ending as it is read in this form."""
        form = self.form
        if form is Form.SUGGESTED and self.suggestion is not None:
            return self.suggestion.said
        return self.answer.spoken or "" if form is Form.OWN else self.answer.text

    @property
    def as_you(self) -> bool:
        """Whether the stem is said to the partner too."""
        return self.form is not Form.WRITTEN

    @property
    def earlier(self) -> str:
        """Words that were said for an earlier text, and that are not read as they are."""
        words = self.answer.spoken or ""
        return words if self.answer.outdated and words.strip() else ""

    # what its author does; each gives the answer that comes of it

    def written(self) -> Answer:
        """To be read as written; other words that were chosen before are kept."""
        return replace(self.answer, as_written=True)

    def said_to_them(self) -> Answer:
        """To be said to the partner: in the author's own words where there are some, else as suggested."""
        return replace(self.answer, as_written=False) if self.has_words else self.suggested()

    def suggested(self) -> Answer:
        """To be said as suggested."""
        said = self.suggestion.said if self.suggestion is not None else None
        return replace(self.answer, spoken=said, as_written=False, outdated=False)

    def in_words(self, words: str) -> Answer:
        """To be said in these words; as written where there are none."""
        if not words.strip():
            return replace(self.answer, spoken=None, as_written=True, outdated=False)
        return replace(self.answer, spoken=words, as_written=False, outdated=False)

    def approved(self) -> Answer:
        """The answer with what is seen of it approved."""
        match self.form:
            case Form.SUGGESTED:
                return self.suggested()
            case Form.WRITTEN:
                return self.written()
            case _:
                return self.answer


def suggestions(exercise: Exercise, draft: Draft, partner: PartnerWords) -> tuple[Suggestion | None, ...]:
    """For each of the ten the ending said to the partner, where the rules know one that is not too long."""
    found = []
    for item, answer in zip(exercise.items, draft.answers, strict=True):
        made = suggest(
            item.stem, answer.text, nickname=partner.nickname.strip(), pronouns=partner.pronouns.value
        )
        found.append(made if made is not None and len(made.said) <= ANSWER_LIMIT else None)
    return tuple(found)


def approved(exercise: Exercise, draft: Draft, found: Sequence[Suggestion | None]) -> Draft:
    """The draft as it is sealed: for every answer the words that its author sees."""
    for index, (item, answer) in enumerate(zip(exercise.items, draft.answers, strict=True)):
        draft = draft.with_answer(index, Aloud(item, answer, found[index]).approved())
    return draft
