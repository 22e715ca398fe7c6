"""The exercise, alone: one unfinished sentence a screen."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from intimacy_desktop.answers import ANSWER_LIMIT, Answer, Draft
from intimacy_desktop.exercise import Exercise, Item, Wizard, is_skip
from intimacy_desktop.rounds import Round
from intimacy_desktop.vault import Vault
from ui.autosave import Autosave
from ui.background import Background
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import PUSH, column, flow
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.marks import Name
from ui.widgets.progress import Progress
from ui.widgets.refusal import Refusal
from ui.widgets.rings import Sign
from ui.widgets.save_state import SaveState, SaveTrouble, tell_of_saving
from ui.widgets.scaffold import Page
from ui.widgets.stem_editor import StemEditor
from ui.widgets.switch import LabelledSwitch
from ui.widgets.text import Text

_NARROW = 1000
"""Pixels of width below which the sheet's margins step back."""


class WizardPage(Page):
    """Leads through the ten sentences and saves every word of them.

    Args:
        theme: the live theme.
        background: whose storage lane holds the vault.
        vault: the writer's own.
        present: the round in writing.
        draft: what is written so far, open at its place.
        exercise: the stems.
        partner: nickname of the other seat, or nothing while it is empty.
        editing: whether one sentence was opened from the review; the next step returns there.
        unsaved: whether `draft` is newer than what is saved.

    Signals:
        review_asked(Draft): all ten lie behind; with the newest draft.
        guide_asked, settings_asked, lock_asked.
        saved: the newest draft is durable.
    """

    review_asked = Signal(object)
    guide_asked = Signal()
    settings_asked = Signal()
    lock_asked = Signal()
    saved = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        vault: Vault,
        present: Round,
        draft: Draft,
        exercise: Exercise,
        partner: str,
        *,
        editing: bool = False,
        unsaved: bool = False,
    ) -> None:
        super().__init__(theme, self.tr("The exercise"), measure=780, centred=True)
        self._exercise = exercise
        self._partner = partner
        self._draft = self._found = draft
        self._wizard = Wizard(draft.place, len(exercise.items), editing)
        self._autosave = Autosave[Draft](
            background, lambda newest: vault.save_draft(present.id, newest), self
        )
        self._build(vault)
        self._connect()
        self._show_item()
        if editing or unsaved:
            # what the review, or the process before, could not save is tried again from here
            self._autosave.put(self._draft)

    # what the page is made of

    def _build(self, vault: Vault) -> None:
        theme, identity = self.theme, vault.identity
        name = self.tr("{name}, on your own").format(name=identity.nickname)
        self.set_leading(Name(theme, identity.shape, identity.hue, name, "label", short=identity.nickname))
        self.set_trailing(
            self.quiet_button(self.tr("Guide"), "book", self.guide_asked.emit),
            self.quiet_button(self.tr("Settings"), "settings", self._ask_settings),
            self.quiet_button(self.tr("Lock"), "lock", self._lock),
        )
        self._progress = Progress(theme, Sign.of(identity), len(self._exercise.items))
        self._note = Text(theme, "", "body", "ink2")
        self._editor = StemEditor(theme, ANSWER_LIMIT)
        self._state = SaveState(theme)
        self._trouble = SaveTrouble(theme)
        self._refusal = Refusal(theme, self.scroll_area)
        self._keep = LabelledSwitch(theme, self.tr("Keep this one to myself"), self._keep_note())
        self._previous = Button(theme, self.tr("Previous"), "quiet", icon="back", size="large")
        self._next = Button(theme, "", "primary", icon_end="arrow", size="large")
        self.set_body(
            column(
                theme, self._progress, 8, self._note, 12, self._sheet(), 24, self._keep, margins=(0, 8, 0, 8)
            )
        )
        self.set_actions(start=(self._previous,), end=(self._next,))

    def _sheet(self) -> Card:
        theme = self.theme
        hint = Text(
            theme, self.tr("Whatever came first is right. It does not have to be tidy."), "small", "ink3"
        )
        below = flow(theme, hint, PUSH, self._state, gap=20, line_gap=4)
        self._content = column(theme, self._editor, 8, self._refusal, 6, below, self._trouble)
        return Card(theme, self._content, padding=(0, 0, 0, 0), elevation=2, radius="sheet")

    def _keep_note(self) -> str:
        if not self._partner:
            return self.tr("You can still say it aloud. Your partner sees the same as for a blank.")
        return self.tr("You can still say it aloud. {name} sees the same as for a blank.").format(
            name=self._partner
        )

    def _connect(self) -> None:
        self._editor.edited.connect(self._take_text)
        self._editor.refused.connect(self._refusal.refuse)
        self._editor.go_on.connect(self._go_on)
        self._keep.toggled.connect(self._take_kept)
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        tell_of_saving(self._autosave, self._state, self._trouble)
        self._autosave.signals.saved.connect(self.saved)
        self._trouble.appeared.connect(lambda: bring_into_sight(self.scroll_area, self._trouble))
        for keys, action in (
            ("Ctrl+Return", self._go_on),
            ("Ctrl+Enter", self._go_on),
            ("Alt+Left", self._go_back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    # what the window asks

    @property
    def draft(self) -> Draft:
        """The newest words, saved or not."""
        return self._draft

    def unsaved(self) -> Draft | None:
        """The newest words while they are not saved."""
        return self._autosave.left()

    def flush(self) -> None:
        """Queue the save of what waits."""
        self._autosave.flush()

    def first_focus(self) -> QWidget | None:
        """The sentence."""
        return self._editor

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words more of a narrow sheet."""
        super().resizeEvent(event)
        side = 26 if self.width() < _NARROW or self.theme.big else 52
        self._content.set_margins((side, side * 0.8, side, 26))

    # one sentence

    @property
    def _item(self) -> Item:
        return self._exercise.items[self._wizard.place]

    @property
    def _answer(self) -> Answer:
        return self._draft.answers[self._wizard.place]

    def _show_item(self) -> None:
        self._editor.set_stem(self._item.stem)
        self._editor.set_answer(self._answer.text)
        self._keep.setChecked(self._answer.kept)
        self._note.set_text(self._item.note)
        self._note.setVisible(bool(self._item.note))
        self._refusal.hide()
        self._previous.setEnabled(self._wizard.can_go_back)
        self._show_progress()

    def _show_progress(self) -> None:
        filled = [
            item.number
            for item, answer in zip(self._exercise.items, self._draft.answers, strict=True)
            if not answer.blank
        ]
        self._progress.set_at(self._item.number, filled)
        if self._wizard.next_is_review:
            label = self.tr("Read them once more")
        elif is_skip(self._answer.text):
            label = self.tr("Skip")
        else:
            label = self.tr("Next sentence")
        if self._next.text() != label:
            self._next.setText(label)

    # what the writer does

    def _take_text(self, text: str) -> None:
        self._refusal.hide()
        since = self._found.answers[self._wizard.place]
        self._change(self._answer.rewritten(text, since))

    def _take_kept(self, kept: bool) -> None:
        if kept != self._answer.kept:
            self._change(replace(self._answer, kept=kept))

    def _change(self, answer: Answer) -> None:
        self._draft = self._draft.with_answer(self._wizard.place, answer)
        self._autosave.put(self._draft)
        self._show_progress()

    def _go_on(self) -> None:
        self._step(self._wizard.next())

    def _go_back(self) -> None:
        if self._wizard.can_go_back:
            self._step(self._wizard.back())

    def _step(self, wizard: Wizard) -> None:
        if wizard.in_review:
            self._autosave.flush()
            self.review_asked.emit(self._draft)
            return
        self._wizard = wizard
        self._draft = self._draft.at(wizard.place)
        self._autosave.put(self._draft)
        self._autosave.flush()
        self._show_item()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.verticalScrollBar().setValue(0)
        words = self.tr("Sentence {number}: {sentence}").format(
            number=QLocale().toString(self._item.number), sentence=f"{self._item.stem} {self._item.note}"
        )
        announce(self._editor, words)

    def _ask_settings(self) -> None:
        self._autosave.flush()
        self.settings_asked.emit()

    def _lock(self) -> None:
        self._autosave.flush()
        self.lock_asked.emit()
