"""A whole set of answers, one sentence below the other, each as it will be read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from intimacy_desktop.aloud import Aloud
from intimacy_desktop.answers import ANSWER_LIMIT, Answer, Draft
from intimacy_desktop.exercise import Exercise
from intimacy_desktop.second_person import Suggestion
from ui.theme import Theme
from ui.widgets.answer_row import AnswerRow
from ui.widgets.listing import Listing


class AnswerList(Listing):
    """The rows of a review.

    Args:
        theme: the live theme.
        exercise: the stems.
        draft: the answers.
        partner: nickname of the other, or a word for them.

    Signals:
        edit_asked(int): write on at this item, from 0.
        chosen(int, Answer): the author decided how this item is read.
        refused(int): code points a spoken ending would have had; nothing of it was taken.
    """

    edit_asked = Signal(int)
    chosen = Signal(int, object)
    refused = Signal(int)

    def __init__(self, theme: Theme, exercise: Exercise, draft: Draft, partner: str) -> None:
        super().__init__(self.tr("Your ten answers"))
        self.rows = []
        for index, (item, answer) in enumerate(zip(exercise.items, draft.answers, strict=True)):
            row = AnswerRow(theme, Aloud(item, answer), ANSWER_LIMIT, partner)
            row.edit_asked.connect(lambda index=index: self.edit_asked.emit(index))
            row.chosen.connect(lambda answer, index=index: self._choose(index, answer))
            row.refused.connect(self.refused)
            self.rows.append(row)
            self.add(row)

    def set_suggestions(self, suggestions: Sequence[Suggestion | None]) -> None:
        """Show what the rules found for each."""
        for row, suggestion in zip(self.rows, suggestions, strict=True):
            row.show_aloud(Aloud(row.aloud.item, row.aloud.answer, suggestion))

    def show_answers(self, draft: Draft) -> None:
        """Show other decisions about the same sentences."""
        for row, answer in zip(self.rows, draft.answers, strict=True):
            row.show_aloud(Aloud(row.aloud.item, answer, row.aloud.suggestion))

    def set_changeable(self, changeable: bool) -> None:
        """Show or take away what changes the sentences."""
        for row in self.rows:
            row.set_changeable(changeable)

    def _choose(self, index: int, answer: Answer) -> None:
        aloud = self.rows[index].aloud
        self.rows[index].show_aloud(Aloud(aloud.item, answer, aloud.suggestion))
        self.chosen.emit(index, answer)
