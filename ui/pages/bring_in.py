"""Bringing one’s own export into one’s own part: its passphrase, if it has one; a look; then a yes."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.errors import PassphraseEmpty, PassphraseError
from intimacy_desktop.export import OwnPart, OwnRound, read_own
from intimacy_desktop.export.archive import read_archive
from intimacy_desktop.export.bringing import Plan
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.moments import day_and_time
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage
from ui.widgets.working import Working

ABANDONED_MS = 120_000
"""What nobody goes on typing leaves its field after this."""


class OpenArchivePage(Page):
    """Asks for the passphrase of an archive.

    Args:
        theme: the live theme.
        background: opens it.
        data: of the file.

    Signals:
        opened(OwnPart).
        unusable(Exception): it opens, and is nothing that can be brought in.
        back_asked.
    """

    opened = Signal(object)
    unusable = Signal(object)
    back_asked = Signal()

    def __init__(self, theme: Theme, background: Background, data: bytes) -> None:
        super().__init__(theme, self.tr("An encrypted archive"), measure=560)
        self._background, self._data, self._is_busy = background, data, False
        self._field = PassphraseField(theme, self.tr("The passphrase of this archive"))
        self._go_on = Button(theme, self.tr("Open it"), "primary", size="large")
        self._working = Working(theme, self.tr("Opening it. This takes a moment."))
        self._field.entered.connect(self._try)
        self._go_on.clicked.connect(self._try)
        self._abandoned = QTimer(self, singleShot=True, interval=ABANDONED_MS)
        self._abandoned.timeout.connect(self._field.take)
        self._field.edit.textChanged.connect(self._watch)
        self.set_leading(self.back_button(self.tr("Back"), self._leave))
        lead = self.tr(
            "It opens with the words that were chosen when it was written, not with those of your seat."
        )
        self.set_body(
            column(
                theme,
                Text(theme, self.title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                20,
                Card(theme, column(theme, self._field, 16, self._go_on), padding=(30, 24, 30, 24)),
                14,
                self._working,
                margins=(0, 8, 0, 24),
            )
        )

    def first_focus(self) -> QWidget | None:
        """The field."""
        return self._field.edit

    def _watch(self) -> None:
        self._abandoned.stop()
        if self._field.text() and not self._is_busy:
            self._abandoned.start()

    def _try(self) -> None:
        if self._is_busy:
            return
        typed, data = self._field.text(), self._data
        if not typed:
            self._refuse(PassphraseEmpty())
            return
        self._set_busy(busy=True)
        self._working.begin()
        self._background.worker(self, lambda: read_own(read_archive(data, typed)), self._take, self._refuse)

    def _take(self, part: OwnPart) -> None:
        self._field.take()
        self._set_busy(busy=False)
        self.opened.emit(part)

    def _refuse(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._working.end()
        if not isinstance(error, PassphraseError):
            self._field.take()
            self.unusable.emit(error)
            return
        words = say(error)
        self._field.set_error(words.title, words.text)
        self._field.edit.setFocus()
        self._field.edit.selectAll()

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._go_on.setEnabled(not busy)
        self._field.edit.setReadOnly(busy)
        if not busy:
            self._working.end()

    def _leave(self) -> None:
        if not self._is_busy:
            self._field.take()
            self.back_asked.emit()


class BringInPage(TextPage):
    """Says what would be added to one's own part, and adds it when asked.

    Args:
        theme: the live theme.
        plan: what would be done.

    Signals:
        bring_asked: yes.
        back_asked: no.
    """

    bring_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, plan: Plan) -> None:
        super().__init__(theme, self.tr("Bring it in"), measure=660)
        self._is_busy = False
        self._trouble = Notice(theme, "caution", "")
        self._bring = Button(theme, self.tr("Add it to my part"), "primary", size="large")
        self._bring.clicked.connect(lambda: None if self._is_busy else self.bring_asked.emit())
        leave = Button(theme, self.tr("Leave it"), "secondary", size="large")
        leave.clicked.connect(self._leave)
        self._back = self.back_button(self.tr("Back"), self._leave)
        self.set_leading(self._back)
        self.set_actions(start=(leave,), end=(self._bring,) if plan.new else ())
        listing = Listing(self.tr("What would be added"))
        for found in plan.new:
            words = self._words(found)
            listing.add(
                ListingItem(theme, column(theme, Text(theme, words, "body"), margins=(0, 6, 0, 6)), words)
            )
        whose = self.tr("The file says that this is {name}’s part.").format(name=plan.nickname)
        known = self._known(plan.known)
        said = self.tr(
            "Each becomes a closed round of your own. It is never opened together with anybody, and nothing "
            "that is here is changed."
        )
        self.set_body(
            column(
                theme,
                Text(theme, self._title(len(plan.new)), "title"),
                6,
                Text(theme, f"{whose} {known}".strip(), "body", "ink2"),
                18,
                listing,
                18,
                Text(theme, said, "body", "ink2") if plan.new else None,
                12,
                self._trouble,
                margins=(0, 8, 0, 24),
            )
        )
        self._trouble.hide()

    def first_focus(self) -> QWidget | None:
        """The way back."""
        return self._back

    def _title(self, count: int) -> str:
        if count == 0:
            return self.tr("Nothing in it is new")
        if count == 1:
            return self.tr("One round would be added")
        return self.tr("%Ln rounds would be added", "two or more", count)

    def _known(self, count: int) -> str:
        if count == 0:
            return ""
        if count == 1:
            return self.tr("One round of it is here already, and is left as it is.")
        return self.tr("%Ln rounds of it are here already, and are left as they are.", "two or more", count)

    def _words(self, found: OwnRound) -> str:
        written = sum(not answer.blank for answer in found.answers)
        when: datetime | None = found.sealed_at or found.closed_at
        if when is None:
            return self.tr("A round that was not sealed, sentences written: %Ln", "any number", written)
        return self.tr("A round of {date}, sentences written: %Ln", "any number", written).format(
            date=day_and_time(when)
        )

    def _leave(self) -> None:
        if not self._is_busy:
            self.back_asked.emit()

    def set_busy(self, *, busy: bool) -> None:
        """Take no press while it is written."""
        self._is_busy = busy
        self._bring.setEnabled(not busy)

    def show_trouble(self, error: Exception) -> None:
        """Say why nothing was added."""
        self.set_busy(busy=False)
        words = say(error)
        self._trouble.set_words(words.title, words.text)
        self._trouble.show()
