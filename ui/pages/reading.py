"""*Read my part*: one's own ten answers, as they were written."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.aloud import Aloud, Form
from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.exercise import Exercise, Item
from intimacy_desktop.identity import Identity
from intimacy_desktop.rounds import Round
from ui.theme import Theme
from ui.widgets.boxes import Rule, column, row, top
from ui.widgets.icons import Icon
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.marks import Name
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.text_layout import RunStyle


class ReadingPage(Page):
    """Shows a draft to its author, with what they kept to themself; nothing can be changed here.

    Args:
        theme: the live theme.
        identity: whose answers these are.
        present: the round they belong to.
        draft: the answers.
        exercise: the stems.

    Signals:
        back_asked, guide_asked, lock_asked.
    """

    back_asked = Signal()
    guide_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self, theme: Theme, identity: Identity, present: Round, draft: Draft, exercise: Exercise
    ) -> None:
        super().__init__(theme, self.tr("My part"))
        name = self.tr("{name}, on your own").format(name=identity.nickname)
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self.set_trailing(
            self.quiet_button(self.tr("Guide"), "book", self.guide_asked.emit),
            self.quiet_button(self.tr("Lock"), "lock", self.lock_asked.emit),
        )
        self._list = Listing(self.tr("Your ten answers"))
        for item, answer in zip(exercise.items, draft.answers, strict=True):
            self._list.add(self._entry(item, answer))
        self.set_body(
            column(
                theme,
                Name(theme, identity.shape, identity.hue, name, "label"),
                10,
                Text(theme, self.tr("My part"), "title"),
                6,
                Text(theme, self._history(present), "body", "ink2"),
                18,
                self._list,
            )
        )

    def first_focus(self) -> QWidget | None:
        """The first answer, so that the keyboard walks down the list."""
        return self._list.findChild(ListingItem)

    def _entry(self, item: Item, answer: Answer) -> ListingItem:
        theme, locale = self.theme, QLocale()
        ending = self.tr("left blank") if answer.blank else answer.text
        style: RunStyle = {"color": "ink3", "italic": True} if answer.blank else {}
        sentence = Text(theme, [(f"{item.stem} ", {"color": "ink3"}), (ending, style)], "reading")
        words = [
            self.tr("Sentence {number}: {sentence}").format(
                number=locale.toString(item.number), sentence=f"{item.stem} {ending}"
            )
        ]
        lines = column(theme, sentence)
        if answer.kept:
            kept = self.tr("Kept to yourself.")
            words.append(kept)
            lines.add(4, row(theme, Icon(theme, "lock", 16), (Text(theme, kept, "small", "ink2"), 1), gap=6))
        aloud = Aloud(item, answer)
        if aloud.form is Form.OWN:
            said = self.tr("Read aloud as: {sentence}").format(sentence=f"{item.you_text} {aloud.said}")
            words.append(said)
            lines.add(4, Text(theme, said, "small", "ink2"))
        number = Text(theme, locale.toString(item.number), "small", "ink3", line=30)
        content = column(
            theme, row(theme, top(number), (lines, 1), gap=14, margins=(0, 14, 0, 14)), Rule(theme)
        )
        return ListingItem(theme, content, " ".join(words), reachable=True)

    def _history(self, present: Round) -> str:
        sentences = [
            sentence.format(date=self._date(when))
            for sentence, when in (
                (self.tr("Sealed on {date}."), present.sealed_at),
                (self.tr("Opened together on {date}."), present.begun_at),
                (self.tr("Closed on {date}."), present.closed_at),
            )
            if when is not None
        ]
        sentences.append(self.tr("Only you can read this page: it opens with your passphrase."))
        return " ".join(sentences)

    @staticmethod
    def _date(when: datetime) -> str:
        day = when.astimezone()
        return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
