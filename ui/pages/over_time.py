"""One’s own answers over time: sentence by sentence, the latest first, for their author alone."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.answers import ITEMS, Answer
from intimacy_desktop.exercise import Exercise
from intimacy_desktop.history import OwnHistory
from intimacy_desktop.identity import Identity
from intimacy_desktop.rounds import Round
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import centre, column
from ui.widgets.button import Button
from ui.widgets.days import day_of
from ui.widgets.marks import Name
from ui.widgets.over_time import Cell, Moment, OverTime
from ui.widgets.sentence_head import SentenceHead
from ui.widgets.text import Text
from ui.widgets.text_layout import RunStyle
from ui.widgets.text_page import TextPage

AT_A_TIME = 8
"""Rounds that are read at once; more when they are asked for."""


class OverTimePage(TextPage):
    """Shows how somebody ended a sentence in each of their rounds, with what they kept to themself.

    Args:
        theme: the live theme.
        background: whose storage lane holds the vault.
        history: their own.
        identity: whose answers these are.
        exercise: the stems.

    Signals:
        back_asked, lock_asked.
    """

    back_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        history: OwnHistory,
        identity: Identity,
        exercise: Exercise,
    ) -> None:
        super().__init__(theme, self.tr("My answers over time"), measure=820)
        self._background, self._history, self._exercise = background, history, exercise
        self._rounds: tuple[Round, ...] = ()
        self._item, self._shown = 0, AT_A_TIME
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self.set_trailing(self.quiet_button(self.tr("Lock"), "lock", self.lock_asked.emit))
        self._head = SentenceHead(theme)
        self._lanes = OverTime(theme, (identity,))
        self._note = Text(theme, "", "body", "ink2", align="center")
        self._more = Button(theme, self.tr("Show earlier ones"))
        self._more.hide()
        name = self.tr("{name}, on your own").format(name=identity.nickname)
        self.set_body(
            column(
                theme,
                centre(Name(theme, identity.shape, identity.hue, name, "label")),
                12,
                self._head,
                22,
                self._lanes,
                18,
                centre(self._more),
                self._note,
                margins=(0, 0, 0, 24),
            )
        )
        self._head.step_asked.connect(self._step)
        self._more.clicked.connect(self._show_more)
        background.storage(self, history.rounds, self._take_rounds, self._fail)

    def first_focus(self) -> QWidget | None:
        """The way to the next sentence."""
        return self._head.after

    def _take_rounds(self, rounds: tuple[Round, ...]) -> None:
        self._rounds = rounds
        self._read()

    def _step(self, step: int) -> None:
        self._item = min(max(self._item + step, 0), ITEMS - 1)
        self._shown = AT_A_TIME
        self._read()

    def _show_more(self) -> None:
        self._shown += AT_A_TIME
        self._read()

    def _read(self) -> None:
        item, rounds, history = self._item, self._rounds[: self._shown], self._history
        stem = self.tr("{stem} …").format(stem=self._exercise.items[item].stem)
        number = QLocale().toString(item + 1)
        above = self.tr("Sentence {number} of {all}").format(number=number, all=QLocale().toString(ITEMS))
        self._head.show_sentence(above, stem, first=item == 0, last=item == ITEMS - 1)
        announce(self, stem)
        self._background.storage(
            self, lambda: (item, history.answers(rounds, item)), self._take_answers, self._fail
        )

    def _take_answers(self, found: tuple[int, Sequence[Answer]]) -> None:
        item, answers = found
        if item != self._item:
            return  # somebody has gone on since
        is_whole = len(answers) == len(self._rounds)
        moments = [self._moment(index, answers) for index in range(len(answers))]
        self._lanes.show_moments(moments, is_whole=is_whole)
        self._more.setVisible(not is_whole)
        self._note.set_text("" if moments else self.tr("There is nothing to look back on yet."))
        self.order_tabs()

    def _moment(self, index: int, answers: Sequence[Answer]) -> Moment:
        found, answer = self._rounds[index], answers[index]
        title = self.tr("The latest") if index == 0 else ""
        if index == len(self._rounds) - 1 and index:
            title = self.tr("The first time")
        before = answers[index + 1] if index + 1 < len(answers) else None
        day = day_of(found.begun_at or found.sealed_at or found.closed_at)
        return Moment(title, day, (self._cell(answer, before),))

    def _cell(self, answer: Answer, before: Answer | None) -> Cell:
        blank = self.tr("left blank")
        style: RunStyle = {"color": "ink3", "italic": True} if answer.blank else {}
        notes = []
        if answer.kept:
            notes.append(self.tr("Kept to yourself."))
        if before is not None and not answer.blank and before.text.split() == answer.text.split():
            notes.append(self.tr("The same words as before."))
        words = blank if answer.blank else answer.text
        return Cell([(words, style)], " ".join((words, *notes)), " ".join(notes))

    def _fail(self, error: Exception) -> None:
        self._note.set_text(say(error).line)
