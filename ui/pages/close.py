"""The end of the evening: what to remember, what to try, and when again, all of it only if wanted."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.answers import ANSWER_LIMIT, Evening
from intimacy_desktop.care import Care, Closing
from intimacy_desktop.errors import AnswerTooLong, SaveFailed
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.identity import Identity
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Sitting
from ui.autosave import Autosave
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import Box, column, row, top
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.icons import Icon
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.marks import Name
from ui.widgets.note_field import NoteField
from ui.widgets.rings import Sign
from ui.widgets.save_state import SaveState, SaveTrouble
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.together_mark import TogetherMark
from ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from intimacy_desktop.keyslots import VaultKeys


@dataclass(frozen=True, slots=True)
class _Words:
    """What the two write at the close: each their own, and both together."""

    remember: tuple[str, str] = ("", "")
    small_try: str = ""
    next_date: str = ""

    @classmethod
    def of(cls, first: Evening, second: Evening) -> "_Words":
        """What is kept already."""
        return cls((first.remember, second.remember), first.small_try, first.next_date)

    def __repr__(self) -> str:
        return "_Words()"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the storage thread finds when the page opens."""

    words: _Words
    later: tuple[str, ...]
    unsaved: bool  # the words came back, and the disk has not taken them yet


def _find(sitting: Sitting) -> _Found:
    first, second = (sitting.evening(seat) for seat in Seat)
    items = load_exercise().items
    later = tuple(items[index].stem for index in sorted(first.later | second.later))
    return _Found(_Words.of(first, second), later, any(sitting.waits(seat) for seat in Seat))


class ClosePage(Page):
    """Lets the evening end gently; leaving everything empty is as easy as filling it in.

    Args:
        theme: the live theme.
        background: whose storage lane holds both vaults.
        sitting: begun, and open.
        care: the words of the close.

    Signals:
        saved: the newest words are durable.
        done: all is saved and the round is closed in both vaults.
    """

    saved = Signal()
    done = Signal()

    def __init__(self, theme: Theme, background: Background, sitting: Sitting, care: Care) -> None:
        super().__init__(theme, self.tr("Close"), measure=780)
        self._background, self._sitting = background, sitting
        self._words, self._saved = _Words(), _Words()
        self._is_busy = True  # until what is kept already stands in the fields
        self._autosave = Autosave[_Words](background, self._save, self)
        self._state, self._trouble = SaveState(theme), SaveTrouble(theme)
        self._later = column(theme)
        self._build(care.closing)
        self._connect()
        background.storage(self, lambda: _find(sitting), self._fill, self._fail)

    # what is seen

    def _head(self, words: Closing, people: list[Identity]) -> Box:
        """The title, and, where there is room for it, the two marks over each other."""
        theme = self.theme
        title = column(
            theme,
            Text(theme, words.title, "title"),
            4,
            Text(theme, words.opening, "body", "ink2"),
        )
        first, second = (Sign.of(person) for person in people)
        return row(theme, (title, 1), TogetherMark(theme, first, second, radius=18), gap=24)

    def _build(self, words: Closing) -> None:
        theme = self.theme
        people = [self._sitting.identity(seat) for seat in Seat]
        self._remember = [
            NoteField(
                theme,
                self.tr("{name}: {label}").format(name=person.nickname, label=words.remember),
                ANSWER_LIMIT,
            )
            for person in people
        ]
        own = [
            column(theme, Name(theme, person.shape, person.hue, person.nickname, "strong"), 8, field)
            for person, field in zip(people, self._remember, strict=True)
        ]
        self._try = NoteField(theme, words.small_try, ANSWER_LIMIT)
        today = datetime.now().astimezone().date()
        self._date = DateField(theme, words.next_date, words.next_date_hint, today)
        self._fields: tuple[QWidget, ...] = (*self._remember, self._try, self._date)
        for widget in self._fields:
            widget.setEnabled(False)
        self.set_body(
            column(
                theme,
                self._head(words, people),
                18,
                self._part(words.remember, words.remember_hint, TwoColumns(theme, own[0], own[1])),
                16,
                self._part(words.small_try, words.small_try_hint, self._try),
                16,
                Card(theme, self._date, padding=(24, 18, 24, 20)),
                self._later,
                20,
                Text(theme, words.afterwards, "body", "ink2"),
                10,
                Text(theme, words.thanks, "reading"),
                self._trouble,
                margins=(0, 0, 0, 24),
            )
        )
        self._close = Button(theme, self.tr("Close for tonight"), "primary", size="large")
        self.set_actions(start=(self._state,), end=(self._close,))

    def _part(self, title: str, hint: str, content: QWidget) -> Card:
        theme = self.theme
        words = column(
            theme,
            Text(theme, title, "heading"),
            2,
            Text(theme, hint, "small", "ink3"),
            12,
            content,
        )
        return Card(theme, words, padding=(24, 18, 24, 22))

    def _list_later(self, stems: tuple[str, ...]) -> None:
        theme, title = self.theme, self.tr("Left for later")
        if not stems:
            return
        listing = Listing(title)
        for stem in stems:
            sentence = self.tr("{stem} …").format(stem=stem)
            mark = top(Icon(theme, "next", 20, "accentText"))
            line: Box = row(theme, mark, (Text(theme, sentence, "body"), 1), gap=8, margins=(0, 3, 0, 3))
            listing.add(ListingItem(theme, line, sentence))
        self._later.add(22, Text(theme, title, "heading"), 6, listing)

    # what the window asks

    def flush(self) -> None:
        """Queue the save of what waits."""
        self._autosave.flush()

    def unsaved_evening(self) -> "tuple[tuple[VaultKeys, int, Evening], ...]":
        """What is to be handed on, of each vault, while the newest words are not saved."""
        words = self._autosave.left()
        if words is None:
            return ()
        return self._sitting.to_hand_on(words.remember, words.small_try, words.next_date)

    def first_focus(self) -> QWidget | None:
        """Nobody: the key that led here, pressed twice, must not close the evening."""
        return None

    # what they write

    def _connect(self) -> None:
        for index, field in enumerate(self._remember):
            field.edited.connect(lambda text, index=index: self._take_remember(index, text))
        self._try.edited.connect(lambda text: self._change(replace(self._words, small_try=text)))
        self._date.edited.connect(lambda iso: self._change(replace(self._words, next_date=iso)))
        for field in (*self._remember, self._try):
            field.refused.connect(lambda length, field=field: self._refuse(field, length))
        self._close.clicked.connect(self._finish)
        self._trouble.retry_asked.connect(self._autosave.flush)
        signals = self._autosave.signals
        signals.saving.connect(self._wait)
        signals.saved.connect(self._say_saved)
        signals.failed.connect(self._say_failed)

    def _fill(self, found: _Found) -> None:
        self._words = found.words
        self._saved = _Words() if found.unsaved else found.words
        for field, text in zip(self._remember, found.words.remember, strict=True):
            field.set_text(text)
        self._try.set_text(found.words.small_try)
        self._date.set_iso(found.words.next_date)
        self._list_later(found.later)
        for widget in self._fields:
            widget.setEnabled(True)
        self._is_busy = False
        if found.unsaved:
            self._autosave.put(self._words)

    def _take_remember(self, index: int, text: str) -> None:
        both = list(self._words.remember)
        both[index] = text
        self._change(replace(self._words, remember=(both[0], both[1])))

    def _change(self, words: _Words) -> None:
        self._words = words
        self._autosave.put(words)

    @staticmethod
    def _refuse(field: NoteField, length: int) -> None:
        field.set_error(say(AnswerTooLong(length, ANSWER_LIMIT)).line)

    # saving, on the storage thread

    def _save(self, words: _Words) -> None:
        """Write what differs from what is saved."""
        for seat in Seat:
            if words.remember[seat.value] != self._saved.remember[seat.value]:
                self._sitting.save_evening(seat, words.remember[seat.value])
        if (words.small_try, words.next_date) != (self._saved.small_try, self._saved.next_date):
            self._sitting.save_shared(words.small_try, words.next_date)
        self._saved = words

    def _finish(self) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        words, sitting = self._words, self._sitting
        self._autosave.flush()

        def work() -> None:
            self._save(words)  # again, if it has just failed: nothing is closed before it is saved
            sitting.finish()

        self._background.storage(self, work, lambda _none: self.done.emit(), self._fail)

    def _fail(self, error: Exception) -> None:
        self._is_busy = False
        self._say_failed(error)

    def _wait(self) -> None:
        if not self._trouble.words:
            self._state.show_waiting()

    def _say_saved(self) -> None:
        self._trouble.clear()
        self._state.show_saved()
        self.saved.emit()

    def _say_failed(self, error: Exception) -> None:
        message = say(error)
        self._state.show_failed()
        self._trouble.show_reason(message.text if isinstance(error, SaveFailed) else message.line)
