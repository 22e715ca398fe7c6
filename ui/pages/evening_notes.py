"""The notes of an evening, read and changed later: one’s own alone, those of both with both there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.answers import ANSWER_LIMIT, Evening
from intimacy_desktop.care import Closing
from intimacy_desktop.errors import AnswerTooLong, SaveFailed
from ui.autosave import Autosave
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.evening_card import EveningCard
from ui.widgets.note_field import NoteField
from ui.widgets.save_state import SaveState, SaveTrouble, tell_of_saving
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class NotesAccess:
    """How the page comes to what is kept, on the storage lane.

    Args:
        read: gives it.
        save: keeps what was changed.
    """

    read: Callable[[], Evening]
    save: Callable[[Evening], None]


class EveningNotesPage(Page):
    """Shows what is kept of one evening. A date is only ever seen here: nothing reminds anybody.

    Args:
        theme: the live theme.
        background: whose storage lane holds what is open.
        day: of the evening, as it is read.
        access: to what is kept.
        closing: the words of the close.
        alone: one’s own note can be changed, and what both keep is only read; else the other way round.
        stems: of the ten items.

    Signals:
        back_asked, lock_asked.
    """

    back_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        day: str,
        access: NotesAccess,
        closing: Closing,
        *,
        alone: bool,
        stems: tuple[str, ...],
    ) -> None:
        super().__init__(theme, self.tr("Notes of an evening"), measure=680)
        self._access, self._alone, self._closing, self._stems = access, alone, closing, stems
        self._day = day
        self._kept = Evening()
        self._autosave = Autosave[Evening](background, access.save, self)
        self._state, self._trouble = SaveState(theme), SaveTrouble(theme)
        self.set_leading(self.back_button(self.tr("Back"), self._leave))
        self.set_trailing(self.quiet_button(self.tr("Lock"), "lock", self.lock_asked.emit))
        self._remember = NoteField(theme, closing.remember, ANSWER_LIMIT)
        self._try = NoteField(theme, closing.small_try, ANSWER_LIMIT)
        today = datetime.now().astimezone().date()
        self._date = DateField(theme, closing.next_date, closing.next_date_hint, today)
        self._below = column(theme)
        self.set_body(self._build())
        self._connect()
        background.storage(self, access.read, self._fill, self._fail)

    def _build(self) -> Box:
        theme, words = self.theme, self._closing
        alone: list[Item] = [self._part(words.remember, words.remember_hint, self._remember)]
        both: list[Item] = [
            self._part(words.small_try, words.small_try_hint, self._try),
            16,
            Card(theme, self._date, padding=(24, 18, 24, 20)),
        ]
        unused = (self._try, self._date) if self._alone else (self._remember,)
        for widget in unused:
            widget.setParent(self)
            widget.hide()
        for widget in (self._remember, self._try, self._date):
            widget.setEnabled(False)
        lead = (
            self.tr("Your own note is yours alone. What you both keep can be changed when you are both here.")
            if self._alone
            else self.tr("This stands in both your parts. The date is only ever seen here.")
        )
        return column(
            theme,
            Text(theme, self._day, "title"),
            4,
            Text(theme, lead, "body", "ink2"),
            18,
            *(alone if self._alone else both),
            self._trouble,
            self._below,
            12,
            self._state,
            margins=(0, 0, 0, 24),
        )

    def _part(self, title: str, hint: str, content: QWidget) -> Card:
        theme = self.theme
        words = column(
            theme, Text(theme, title, "heading"), 2, Text(theme, hint, "small", "ink3"), 12, content
        )
        return Card(theme, words, padding=(24, 18, 24, 22))

    def _connect(self) -> None:
        self._remember.edited.connect(lambda text: self._change(replace(self._kept, remember=text)))
        self._try.edited.connect(lambda text: self._change(replace(self._kept, small_try=text)))
        self._date.edited.connect(lambda iso: self._change(replace(self._kept, next_date=iso)))
        for field in (self._remember, self._try):
            field.refused.connect(
                lambda length, field=field: field.set_error(say(AnswerTooLong(length, ANSWER_LIMIT)).line)
            )
        tell_of_saving(self._autosave, self._state, self._trouble)

    # what the window asks

    def flush(self) -> None:
        """Queue the save of what waits."""
        self._autosave.flush()

    def first_focus(self) -> QWidget | None:
        """The first note."""
        return self._remember if self._alone else self._try

    def _leave(self) -> None:
        self._autosave.flush()
        self.back_asked.emit()

    # what is kept

    def _fill(self, kept: Evening) -> None:
        self._kept = kept
        self._remember.set_text(kept.remember)
        self._try.set_text(kept.small_try)
        self._date.set_iso(kept.next_date)
        for widget in (self._remember, self._try, self._date):
            widget.setEnabled(True)
        if self._alone and (kept.small_try or kept.next_date or kept.later):
            left = [self._stems[item] for item in sorted(kept.later)]
            title = self.tr("What you both keep")
            both = EveningCard(self.theme, title, kept.small_try, kept.next_date, left, changeable=False)
            self._below.add(18, both)
        (self._remember if self._alone else self._try).setFocus()

    def _change(self, changed: Evening) -> None:
        self._kept = changed
        self._autosave.put(changed)

    def _fail(self, error: Exception) -> None:
        message = say(error)
        self._trouble.show_reason(message.text if isinstance(error, SaveFailed) else message.line)
