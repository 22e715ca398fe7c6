"""Looking back together: what was turned in earlier evenings, side by side, and what each evening left."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.answers import ITEMS, ShownAnswer
from intimacy_desktop.exercise import Exercise, reading
from intimacy_desktop.history import JointHistory, SharedNotes, SharedRound
from intimacy_desktop.identity import Identity
from intimacy_desktop.reveal import Seat
from intimacy_desktop.runs import plain
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Box, centre, column, flow
from ui.widgets.button import Button
from ui.widgets.days import day_of
from ui.widgets.evening_card import EveningCard
from ui.widgets.over_time import Cell, Moment, OverTime
from ui.widgets.segmented import Segmented
from ui.widgets.sentence_head import SentenceHead
from ui.widgets.text import Text
from ui.widgets.text_layout import Runs, RunStyle
from ui.widgets.text_page import TextPage

AT_A_TIME = 8
"""Evenings that are read at once; more when they are asked for."""

Pair = tuple[ShownAnswer, ShownAnswer]


@dataclass(frozen=True, slots=True)
class _Page:
    """What the storage thread reads for one sentence."""

    item: int
    pairs: tuple[Pair, ...]


class LookingBackPage(TextPage):
    """Shows two people what both their vaults hold of evenings that are over. Nothing of it is kept here.

    Args:
        theme: the live theme.
        background: whose storage lane holds both vaults.
        history: over both.
        people: the first seat’s owner and the second’s.
        exercise: the stems.

    Signals:
        back_asked, lock_asked.
        notes_asked(SharedRound): the two want to change what they noted of an evening.
        take_asked: they want to take their evenings along.
        questions_asked: they want what they left for later on paper.
    """

    back_asked = Signal()
    lock_asked = Signal()
    notes_asked = Signal(object)
    take_asked = Signal()
    questions_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        history: JointHistory,
        people: tuple[Identity, Identity],
        exercise: Exercise,
    ) -> None:
        super().__init__(theme, self.tr("Looking back"), measure=1000)
        self._background, self._history, self._exercise = background, history, exercise
        self._rounds: tuple[SharedRound, ...] = ()
        self._order: tuple[int, ...] = tuple(range(ITEMS))
        self._later: frozenset[int] = frozenset()
        self._place, self._shown = 0, AT_A_TIME
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self.set_trailing(self.quiet_button(self.tr("Lock"), "lock", self.lock_asked.emit))
        self._views = Segmented(
            theme, self.tr("Looking back"), [self.tr("Sentence by sentence"), self.tr("Evening by evening")]
        )
        self._head = SentenceHead(theme)
        self._lanes = OverTime(theme, people)
        self._evenings = column(theme, gap=16)
        self._more = Button(theme, self.tr("Show earlier evenings"))
        self._note = Text(theme, "", "body", "ink2", align="center")
        self._sentences = column(theme, self._head, 22, self._lanes)
        self.set_body(self._build())
        self._more.hide()
        self._evenings.hide()
        self._views.changed.connect(self._change_view)
        self._head.step_asked.connect(self._step)
        self._more.clicked.connect(self._show_more)

    def _build(self) -> Box:
        return column(
            self.theme,
            centre(self._views),
            20,
            self._sentences,
            self._evenings,
            18,
            centre(self._more),
            self._note,
            28,
            centre(self._leads()),
            margins=(0, 0, 0, 24),
        )

    def _leads(self) -> Box:
        take = Button(self.theme, self.tr("Take your evenings along …"), icon="folder")
        questions = Button(self.theme, self.tr("Questions for a professional …"), icon="text")
        take.clicked.connect(self.take_asked)
        questions.clicked.connect(self.questions_asked)
        return column(self.theme, flow(self.theme, take, questions, gap=12))

    # what the window asks

    def shown(self) -> None:
        """Read, also after the notes of an evening were changed above this page."""
        super().shown()
        history = self._history

        def find() -> tuple[tuple[SharedRound, ...], SharedNotes]:
            rounds = history.rounds()
            return rounds, history.notes(rounds[0]) if rounds else SharedNotes()

        self._background.storage(self, find, self._take_rounds, self._fail)

    def first_focus(self) -> QWidget | None:
        """The way to the next sentence."""
        return self._head.after

    # what is read

    def _take_rounds(self, found: tuple[tuple[SharedRound, ...], SharedNotes]) -> None:
        self._rounds, notes = found
        self._later = notes.later
        rest = (item for item in range(ITEMS) if item not in self._later)
        self._order = (*sorted(self._later), *rest)
        self._read()

    def _step(self, step: int) -> None:
        self._place = min(max(self._place + step, 0), ITEMS - 1)
        self._shown = AT_A_TIME
        self._read()

    def _show_more(self) -> None:
        self._shown += AT_A_TIME
        self._read()

    def _change_view(self, index: int) -> None:
        self._sentences.setVisible(index == 0)
        self._evenings.setVisible(index == 1)
        self._read()

    def _read(self) -> None:
        if self._views.current():
            self._read_evenings()
        else:
            self._read_sentence()

    def _read_sentence(self) -> None:
        item, rounds, history = self._order[self._place], self._rounds[: self._shown], self._history
        stem = self.tr("{stem} …").format(stem=self._exercise.items[item].stem)
        self._head.show_sentence(
            self._above(item), stem, first=self._place == 0, last=self._place == ITEMS - 1
        )
        announce(self, stem)

        def read() -> _Page:
            pairs = tuple(
                (history.card(shared, Seat.FIRST, item), history.card(shared, Seat.SECOND, item))
                for shared in rounds
            )
            return _Page(item, pairs)

        self._background.storage(self, read, self._take_sentence, self._fail)

    def _above(self, item: int) -> str:
        locale = QLocale()
        sentence = self.tr("Sentence {number} of {all}").format(
            number=locale.toString(item + 1), all=locale.toString(ITEMS)
        )
        evenings = self.tr("%Ln evening(s)", "", len(self._rounds))
        if item in self._later:
            return self.tr("{sentence}, left for later").format(sentence=sentence)
        return self.tr("{sentence}, {evenings}").format(sentence=sentence, evenings=evenings)

    def _take_sentence(self, found: _Page) -> None:
        if found.item != self._order[self._place] or self._views.current():
            return  # somebody has gone on since
        is_whole = len(found.pairs) == len(self._rounds)
        moments = [self._moment(index, found) for index in range(len(found.pairs))]
        self._lanes.show_moments(moments, is_whole=is_whole)
        self._after_reading(is_whole=is_whole)

    def _moment(self, index: int, found: _Page) -> Moment:
        cells = []
        for seat in Seat:
            answer = found.pairs[index][seat.value]
            before = found.pairs[index + 1][seat.value] if index + 1 < len(found.pairs) else None
            cells.append(self._cell(found.item, answer, before))
        return Moment(self._title(index), day_of(self._rounds[index].begun_at), tuple(cells))

    def _title(self, index: int) -> str:
        if index == 0:
            return self.tr("The last time")
        return self.tr("The first time") if index == len(self._rounds) - 1 else ""

    def _cell(self, item: int, answer: ShownAnswer, before: ShownAnswer | None) -> Cell:
        if answer.blank:  # not turned, kept back or left blank: nobody can tell which
            words = self.tr("Not this time")
            return Cell([(words, {"color": "ink3", "italic": True})], words)
        found = reading(self._exercise.items[item], answer.text, answer.spoken)
        muted: RunStyle = {"color": "ink3"}
        runs: Runs = [(found.ending, {})]
        if plain(found.stem_runs) != self._exercise.items[item].stem:
            runs = [(f"{plain(found.stem_runs)} ", muted), (found.ending, {})]
        same = before is not None and before.text.split() == answer.text.split()
        note = self.tr("The same words as before.") if same else ""
        return Cell(runs, f"{found.text} {note}".strip(), note)

    # evenings

    def _read_evenings(self) -> None:
        rounds, history = self._rounds[: self._shown], self._history
        self._background.storage(
            self, lambda: [history.notes(shared) for shared in rounds], self._take_evenings, self._fail
        )

    def _take_evenings(self, notes: Sequence[SharedNotes]) -> None:
        if not self._views.current():
            return
        self._evenings.clear()
        stems = [item.stem for item in self._exercise.items]
        for shared, noted in zip(self._rounds, notes, strict=False):
            left = [stems[item] for item in sorted(noted.later)]
            card = EveningCard(self.theme, day_of(shared.begun_at), noted.small_try, noted.next_date, left)
            card.change_asked.connect(lambda shared=shared: self.notes_asked.emit(shared))
            self._evenings.add(card)
        self._after_reading(is_whole=len(notes) == len(self._rounds))

    def _after_reading(self, *, is_whole: bool) -> None:
        self._more.setVisible(not is_whole)
        empty = self.tr("There is no evening to look back on yet.")
        self._note.set_text("" if self._rounds else empty)
        self.order_tabs()

    def _fail(self, error: Exception) -> None:
        self._note.set_text(say(error).line)
