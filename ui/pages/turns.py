"""The evening itself: ten sentences, two cards each, turned one after the other."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from intimacy_desktop.answers import ITEMS, ShownAnswer
from intimacy_desktop.care import Care
from intimacy_desktop.errors import RoundsDiffer, SaveFailed
from intimacy_desktop.exercise import Exercise, Reading, as_written, reading
from intimacy_desktop.reveal import CardState, Reveal, Seat
from intimacy_desktop.sitting import Sitting
from ui.background import Background
from ui.messages import Message, say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import column
from ui.widgets.button import Button, Link
from ui.widgets.card_table import CardTable
from ui.widgets.notice import Notice
from ui.widgets.scaffold import Page


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the storage thread gives the page: where the reveal is, and the open words of one item."""

    state: Reveal
    shown: tuple[ShownAnswer | None, ShownAnswer | None]

    @classmethod
    def of(cls, sitting: Sitting) -> "_Moment":
        """Read it; a card that is not turned gives None, and one without words does too."""
        state = sitting.state
        first, second = (sitting.text(seat, state.item) for seat in Seat)
        return cls(state, (_worded(first), _worded(second)))

    def settled(self, seat: Seat) -> bool:
        """Whether a card of the item in view is turned or passed over."""
        return self.state.card(seat, self.state.item) is not CardState.CLOSED

    def read_aloud(self, seat: Seat) -> bool:
        """Whether a card of the item in view lies open with words on it."""
        return self.settled(seat) and self.shown[seat.value] is not None


def _worded(answer: ShownAnswer | None) -> ShownAnswer | None:
    return None if answer is None or answer.blank else answer


class TurnsPage(Page):
    """Leads two people through their cards. The words of a card come to it only after its turn is durable.

    Args:
        theme: the live theme.
        background: whose storage lane holds both vaults.
        sitting: ready, or to be resumed; the page begins it.
        exercise: stems and prompts.
        care: the words for listening.

    Signals:
        stop_asked: at once and without a question.
        pause_asked.
        finished: every item is settled, and the two go to the close.
    """

    stop_asked = Signal()
    pause_asked = Signal()
    finished = Signal()

    def __init__(
        self, theme: Theme, background: Background, sitting: Sitting, exercise: Exercise, care: Care
    ) -> None:
        super().__init__(theme, self.tr("Turns"), measure=1000, centred=True)
        self._background, self._sitting = background, sitting
        self._exercise, self._listening = exercise, care.listening
        self._names = tuple(sitting.identity(seat).nickname for seat in Seat)
        self._moment: _Moment | None = None
        self._busy = False
        self._as_written = False
        self._just_settled: Seat | None = None
        self._last_card: Seat | None = None
        self._awaits_rest = False
        self._was_offered = False
        self._retry: Callable[[], None] = self._begin
        first, second = (sitting.identity(seat) for seat in Seat)
        self._table = CardTable(theme, (first, second), ITEMS)
        self._try_again = Link(theme, self.tr("Try again"))
        self._trouble = Notice(theme, "danger", "", actions=(self._try_again,))
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        stop = self.quiet_button(self.tr("Stop"), "lock", self.stop_asked.emit)
        stop.setToolTip(self.tr("Stop here for tonight: covers and locks both, without a question"))
        self.set_leading(self.quiet_button(self.tr("Pause"), "pause", self.pause_asked.emit), stop)
        self.set_body(column(theme, self._trouble, 6, self._table, margins=(0, 0, 0, 24)))
        self._back = Button(theme, self.tr("Back"), "quiet", icon="back")
        self._later = Button(theme, "", "quiet")
        self._bar_decline = Button(theme, self.tr("Not this time"), "quiet")
        self._bar_turn = Button(theme, "", "primary", size="large")
        self._next = Button(theme, "", "primary", size="large")
        self.set_actions(start=(self._back, self._later), end=(self._bar_decline, self._bar_turn, self._next))
        self._trouble.hide()
        self._table.hide()
        for button in (self._back, self._later, self._bar_decline, self._bar_turn, self._next):
            button.hide()

    def _connect(self) -> None:
        table = self._table
        table.turn_asked.connect(lambda index: self._settle(Seat(index), self._sitting.turn))
        table.decline_asked.connect(lambda index: self._settle(Seat(index), self._sitting.not_this_time))
        table.form_asked.connect(self._change_form)
        table.rested.connect(self._rest)
        self._bar_turn.clicked.connect(lambda: self._settle_next(self._sitting.turn))
        self._bar_decline.clicked.connect(lambda: self._settle_next(self._sitting.not_this_time))
        self._back.clicked.connect(lambda: self._go(self._sitting.back))
        self._later.clicked.connect(lambda: self._go(self._sitting.leave_for_later))
        self._next.clicked.connect(self._go_on)
        self._try_again.clicked.connect(self._take_retry)
        self.theme.changed.connect(self._offer)

    # what the window asks

    def shown(self) -> None:
        """Begin, or lay the cards out again after something lay over the page."""
        if self._moment is None:
            self._begin()
        else:
            self._lay_out(animate=False)

    def first_focus(self) -> QWidget | None:
        """What can be done next; nothing before the cards lie there."""
        return self._next_action() if self._moment is not None else None

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave no words behind while something else is shown."""
        super().hideEvent(event)
        if not event.spontaneous():  # minimising leaves the page what it was
            self._table.cover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cards the room they need."""
        super().resizeEvent(event)
        self._table.set_window_width(self.width())

    # steps, each of them on the storage thread

    def _begin(self) -> None:
        self._step(self._sitting.begin)

    def _settle_next(self, how: Callable[[Seat], object]) -> None:
        reader = self._moment.state.reader if self._moment is not None else None
        if reader is not None:
            self._settle(reader, how)

    def _settle(self, seat: Seat, how: Callable[[Seat], object]) -> None:
        """Settle a card; while one still turns, the press only ends that: it may be the same once more."""
        if self._table.turning():
            self._table.finish()
        else:
            self._step(lambda: how(seat), settles=seat)

    def _go(self, step: Callable[[], object]) -> None:
        """Take a step that opens nothing; a card that still turns comes to rest first."""
        self._table.finish()
        self._step(step)

    def _go_on(self) -> None:
        if self._moment is not None and self._is_last(self._moment.state):
            if not self._busy:
                self.finished.emit()
        else:
            self._go(self._sitting.next)

    def _take_retry(self) -> None:
        self._retry()

    def _step(self, step: Callable[[], object], settles: Seat | None = None) -> None:
        """Take one step and show where it led; presses in the meantime do nothing."""
        if self._busy:
            return
        self._busy = True
        sitting = self._sitting
        before = self._moment.state if self._moment is not None else None

        def work() -> _Moment:
            # a step that was taken, but could not be shown, is not taken twice
            if before is None or sitting.state == before:
                step()
            return _Moment.of(sitting)

        self._retry = lambda: self._step(step, settles)
        self._background.storage(self, work, lambda moment: self._take(moment, settles), self._fail)

    def _take(self, moment: _Moment, settles: Seat | None) -> None:
        old, self._moment = self._moment, moment
        self._trouble.hide()
        self._table.show()
        self._just_settled = self._last_card = settles
        if old is None or old.state.item != moment.state.item:
            self._show_sentence(moment.state)
        elif old.state.later != moment.state.later:
            announce(self, self.tr("Left for later. It is listed when you close the evening."))
        if self.isVisible():
            self._lay_out(animate=settles is not None)
        else:
            self._busy = False  # the page was covered meanwhile; the words come with the next look

    def _fail(self, error: Exception) -> None:
        self._busy = False
        message = self._words_for(error)
        self._trouble.set_words(message.title, message.text)
        self._trouble.show()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _words_for(self, error: Exception) -> Message:
        match error:
            case SaveFailed():
                return Message(
                    self.tr("This step could not be saved, so it was not taken."),
                    self.tr(
                        "No card was opened by it, and nothing is lost. "
                        "The disk may be full. Make some room, then try again, or stop for tonight."
                    ),
                )
            case RoundsDiffer():
                return Message(
                    self.tr("These two parts do not belong to the same evening."),
                    self.tr(
                        "One of them may be an older copy of its folder. No card is shown, and both were "
                        "left as they are. Put the newer copy back, then open them again."
                    ),
                )
        return say(error)

    # what is seen

    def _show_sentence(self, state: Reveal) -> None:
        self._as_written = False
        item = self._exercise.items[state.item]
        stem = self.tr("{stem} …").format(stem=item.stem)
        self._table.set_sentence(stem, item.number, item.prompts)
        self.scroll_area.verticalScrollBar().setValue(0)
        announce(self, stem)

    def _lay_out(self, *, animate: bool) -> None:
        moment = self._moment
        if moment is None:
            return
        self._busy = True
        self._table.set_settled(settled=moment.state.reader is None)
        for seat in Seat:
            if moment.settled(seat):
                found = self._reading(seat)
                words = (found.stem_runs, found.ending) if found is not None else None
                self._table.show_words(seat.value, words, animate=animate and seat is self._just_settled)
        self._awaits_rest = True
        if self._just_settled is not None:
            QTimer.singleShot(0, self, self._follow_card)  # the layout learns the new heights first
        self._rest()

    def _follow_card(self) -> None:
        """Bring the card that was settled last into sight, where the cards stand below each other."""
        if self._last_card is not None:
            card = self._table.cards[self._last_card.value]
            self.scroll_area.ensureWidgetVisible(card, 0, self.theme.gap(12))

    def _rest(self) -> None:
        """Offer the next step once every card lies still; a press ends a movement at once."""
        if not self._awaits_rest or self._moment is None or not self.isVisible() or self._table.turning():
            return
        self._awaits_rest = False
        self._busy = False
        self._offer()
        settled, self._just_settled = self._just_settled, None
        if settled is not None:
            open_words = self.tr("{name}’s card is open.").format(name=self._names[settled.value])
            not_this_time = self.tr("{name}: Not this time.").format(name=self._names[settled.value])
            announce(self, open_words if self._moment.read_aloud(settled) else not_this_time)
        focus, is_first_look = self.focusWidget(), not self._was_offered
        self._was_offered = True
        if is_first_look or focus is None or not focus.isVisible() or focus in self._moving():
            self._next_action().setFocus(Qt.FocusReason.OtherFocusReason)

    def _moving(self) -> tuple[QWidget, ...]:
        """The buttons whose press leads on, so that the focus goes on with them."""
        inside = tuple(button for below in self._table.below for button in (below.turn, below.decline))
        return (*inside, self._bar_turn, self._bar_decline, self._later, self._next, self._back)

    def _reading(self, seat: Seat) -> Reading | None:
        """How a card of the item in view reads; None without words."""
        if self._moment is None:
            return None
        answer = self._moment.shown[seat.value]
        if answer is None:
            return None
        item = self._exercise.items[self._moment.state.item]
        return (
            as_written(item, answer.text) if self._as_written else reading(item, answer.text, answer.spoken)
        )

    def _change_form(self) -> None:
        if not self._busy:
            self._table.finish()
            self._as_written = not self._as_written
            self._lay_out(animate=False)

    def _offer(self) -> None:
        """Show what can be done now, and only that."""
        if self._moment is None or self._busy:
            return
        state = self._moment.state
        self._offer_below(self._moment)
        self._offer_forms(self._moment)
        reader, in_bar = state.reader, self.theme.big
        if reader is not None:
            self._bar_turn.setText(self.tr("Turn {name}’s card").format(name=self._names[reader.value]))
        for button in (self._bar_turn, self._bar_decline):
            button.setVisible(in_bar and reader is not None)
        self._next.setText(self._next_label(state))
        self._next.set_icons(None, "check" if self._is_last(state) else "arrow")
        self._next.setVisible(state.may_go_on or self._is_last(state))
        self._back.setEnabled(state.may_go_back)
        self._back.show()
        left = state.item in state.later
        self._later.setText(self.tr("Left for later") if left else self.tr("Leave it for later"))
        self._later.set_icons("check" if left else None)
        self._later.setEnabled(not left)
        self._later.setVisible(reader is None or not in_bar)  # large text needs the room for the two ways

    def _offer_below(self, moment: _Moment) -> None:
        reader = moment.state.reader
        for seat, below in zip(Seat, self._table.below, strict=True):
            me, other = self._names[seat.value], self._names[seat.other.value]
            aloud = self.tr("{reader} reads aloud. {listener} only listens.")
            if reader is None:
                below.show_words()
            elif reader is seat:
                finished = self.tr("When {name} has finished reading.").format(name=other)
                hint = finished if moment.read_aloud(seat.other) else ""
                if self.theme.big:
                    below.show_words("", hint)
                else:
                    below.show_buttons(hint)
            elif moment.read_aloud(seat):
                below.show_words(aloud.format(reader=me, listener=other), self._listening.line)
            elif not moment.settled(seat):
                below.show_words(aloud.format(reader=other, listener=me), self._listening.line)
            else:
                below.show_words()

    def _offer_forms(self, moment: _Moment) -> None:
        item = self._exercise.items[moment.state.item]
        answers = [answer for answer in moment.shown if answer is not None]
        differs = any(reading(item, answer.text, answer.spoken).as_you for answer in answers)
        if not differs or moment.state.reader is not None:
            self._table.set_form("", "")
        elif self._as_written:
            self._table.set_form(self.tr("As it was written"), self.tr("Said to each other"))
        else:
            self._table.set_form(self.tr("“my partner” reads as “you”"), self.tr("As written"))

    def _next_label(self, state: Reveal) -> str:
        if self._is_last(state):
            return self.tr("Close the evening")
        if self.theme.big or state.item + 1 >= ITEMS:
            return self.tr("Next sentence")
        return self.tr("Next: {stem} …").format(stem=self._exercise.items[state.item + 1].stem)

    @staticmethod
    def _is_last(state: Reveal) -> bool:
        return state.complete and state.item == ITEMS - 1

    def _next_action(self) -> QWidget:
        """What the two will do next."""
        reader = self._moment.state.reader if self._moment is not None else None
        if reader is None:
            return self._next
        return self._bar_turn if self.theme.big else self._table.below[reader.value].turn
