"""All ten once more, as they will be read; and the seal that approves and closes them."""

from dataclasses import replace
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.answers import ANSWER_LIMIT, Answer, Draft
from intimacy_desktop.errors import AnswerTooLong, HomeNotWritable, NotItsTurn, SaveFailed
from intimacy_desktop.exercise import Exercise, Item, needs_own_words
from intimacy_desktop.home import Home
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.vault import Vault
from ui.autosave import Autosave
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.answer_row import AnswerRow, Sentence
from ui.widgets.beside import Beside
from ui.widgets.boxes import PUSH, column, flow
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.listing import Listing
from ui.widgets.marks import Name
from ui.widgets.rings import Sign
from ui.widgets.save_state import SaveState, SaveTrouble, tell_of_saving
from ui.widgets.scaffold import Page
from ui.widgets.seal_panel import SealPanel
from ui.widgets.text import Text


class ReviewPage(Page):
    """Shows a whole set to its author: open, where it can still be changed and sealed, or sealed.

    Args:
        theme: the live theme.
        background: whose storage lane holds the vault.
        vault: the writer's own.
        present: the round, in writing, sealed or begun.
        draft: the newest answers.
        exercise: the stems.
        home: knows whether the seat shows *ready*.
        partner: nickname of the other seat, or nothing while it is empty.

    Signals:
        edit_asked(int): write on at this item, from 0.
        read_asked: *Read my part*.
        sealed: it is on the disk.
        settings_asked, guide_asked, lock_asked.
        rounds_asked: *My rounds*.
        saved: the newest draft is durable.
    """

    edit_asked = Signal(int)
    read_asked = Signal()
    sealed = Signal()
    settings_asked = Signal()
    rounds_asked = Signal()
    guide_asked = Signal()
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
        home: Home,
        partner: str,
    ) -> None:
        super().__init__(theme, self.tr("Review"), measure=1120)
        self._background, self._vault, self._home = background, vault, home
        self._round_id = present.id
        self._begun = present.state in {RoundState.BEGUN, RoundState.CLOSED}
        self._draft = draft
        self._exercise = exercise
        self._writable = Event()  # read on the storage lane: a save that comes too late must not fail
        self._autosave = Autosave[Draft](background, self._save, self)
        self._build(partner or self.tr("your partner"))
        self._connect()
        if present.state is RoundState.WRITING:
            self._writable.set()
            self._show_open()
            self._autosave.put(draft)  # what the page before could not save is tried again
            self._autosave.flush()
        else:
            self._show_sealed(animate=False)
            self._read_ready()

    def _build(self, partner: str) -> None:
        theme, identity = self.theme, self._vault.identity
        name = self.tr("{name}, on your own").format(name=identity.nickname)
        self.set_leading(Name(theme, identity.shape, identity.hue, name, "label"))
        self.set_trailing(
            self.quiet_button(self.tr("Guide"), "book", self.guide_asked.emit),
            self.quiet_button(self.tr("Lock"), "lock", self._lock),
        )
        settings = self.quiet_button(self.tr("Settings"), "settings", self._ask_settings)
        rounds = self.quiet_button(self.tr("My rounds"), "rounds", self._ask_rounds)
        self._title = Text(theme, "", "title")
        self._state = SaveState(theme)
        self._trouble = SaveTrouble(theme)
        self._refusal = Text(theme, "", "small", "danger")
        self._refusal.hide()
        listing = Listing(self.tr("Your ten answers"))
        self._rows = [
            AnswerRow(theme, self._sentence(index), ANSWER_LIMIT, partner)
            for index in range(len(self._exercise.items))
        ]
        for row in self._rows:
            listing.add(row)
        below = flow(theme, rounds, settings, PUSH, self._state)
        main = column(
            theme, self._title, 8, self._trouble, self._refusal, listing, 8, below, margins=(0, 0, 0, 16)
        )
        self._panel = SealPanel(theme, Sign.of(identity))
        side = column(theme, self._panel, margins=(0, 8, 0, 24))
        self.set_body(column(theme, Beside(theme, main, side, self.scroll_area)))

    def _connect(self) -> None:
        for index, row in enumerate(self._rows):
            row.edit_asked.connect(lambda index=index: self._edit(index))
            row.spoken_edited.connect(lambda text, index=index: self._take_spoken(index, text))
            row.refused.connect(self._refuse)
        tell_of_saving(self._autosave, self._state, self._trouble)
        self._autosave.signals.saved.connect(self.saved)
        self._autosave.signals.saved.connect(self._after_saving)
        panel = self._panel
        panel.seal_asked.connect(self._seal)
        panel.unseal_asked.connect(self._unseal)
        panel.not_yet_asked.connect(self._lock)
        panel.lock_asked.connect(self._lock)
        panel.read_asked.connect(self.read_asked)
        panel.ready_changed.connect(self._take_ready)

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
        """Nobody while there is something to read first; sealed, the way out."""
        return self._panel.primary() if self._panel.is_sealed else None

    # the ten

    def _sentence(self, index: int) -> Sentence:
        item: Item = self._exercise.items[index]
        answer: Answer = self._draft.answers[index]
        return Sentence(
            number=item.number,
            stem=item.stem,
            you=[(run.text, run.marked) for run in item.you],
            ending=answer.text,
            spoken=answer.spoken or "",
            asks=needs_own_words(item, answer.text),
            kept=answer.kept,
        )

    def _take_spoken(self, index: int, text: str) -> None:
        self._refusal.hide()
        answer = replace(self._draft.answers[index], spoken=text if text.strip() else None)
        self._draft = self._draft.with_answer(index, answer)
        self._rows[index].show_sentence(self._sentence(index))
        self._autosave.put(self._draft)

    def _refuse(self, length: int) -> None:
        self._refusal.set_text(say(AnswerTooLong(length, ANSWER_LIMIT)).line)
        self._refusal.show()
        bring_into_sight(self.scroll_area, self._refusal)

    def _edit(self, index: int) -> None:
        self._autosave.flush()
        self.edit_asked.emit(index)

    def _ask_settings(self) -> None:
        self._autosave.flush()
        self.settings_asked.emit()

    def _ask_rounds(self) -> None:
        self._autosave.flush()
        self.rounds_asked.emit()

    def _lock(self) -> None:
        self._autosave.flush()
        self.lock_asked.emit()

    # saving

    def _save(self, newest: Draft) -> None:
        if self._writable.is_set():
            self._vault.save_draft(self._round_id, newest)

    def _after_saving(self) -> None:
        if not self._panel.is_sealed:
            self._panel.show_trouble("")  # what kept it from being sealed is true no more

    # open and sealed

    def _show_open(self) -> None:
        self._title.set_text(self.tr("Read them once more"))
        self._panel.show_open()
        self._panel.set_ready(False)
        for row in self._rows:
            row.set_changeable(True)

    def _show_sealed(self, *, animate: bool) -> None:
        self._title.set_text(self.tr("Your ten answers"))
        self._state.show_waiting()
        self._trouble.clear()
        self._panel.show_sealed(animate=animate, begun=self._begun)
        for row in self._rows:
            row.set_changeable(False)

    def _seal(self) -> None:
        self._panel.set_busy(True)
        self._panel.show_trouble("")
        for row in self._rows:
            row.set_changeable(False)
        self._autosave.flush()
        newest, wants_mark = self._draft, self._panel.ready

        def seal() -> HomeNotWritable | None:
            # in one piece with the saving: what is sealed is what is seen, or nothing is
            self._vault.save_draft(self._round_id, newest)
            self._vault.seal(self._round_id)
            self._writable.clear()
            return self._mark(True) if wants_mark else None

        self._background.storage(self, seal, self._after_sealing, self._after_not_sealing)

    def _after_sealing(self, no_mark: HomeNotWritable | None) -> None:
        self._show_sealed(animate=True)
        self._panel.primary().setFocus()
        self.scroll_area.ensureWidgetVisible(self._panel.mark)
        if no_mark is not None:
            self._after_no_ready(no_mark)
        self.sealed.emit()

    def _after_not_sealing(self, error: Exception) -> None:
        self._panel.set_busy(False)
        for row in self._rows:
            row.set_changeable(True)
        words = say(error)
        self._panel.show_trouble(self.tr("Not sealed yet. {reason}").format(reason=words.line))
        self._autosave.put(self._draft)
        self._panel.primary().setFocus()

    def _unseal(self) -> None:
        self._panel.set_busy(True)
        has_mark = self._panel.ready

        def unseal() -> HomeNotWritable | None:
            # the mark goes first: whatever ends the process in between, it never says more than is true
            still_marked = self._mark(False) if has_mark else None
            try:
                self._vault.unseal(self._round_id)
            except Exception:
                if has_mark:
                    self._mark(True)
                raise
            self._writable.set()
            return still_marked

        self._background.storage(self, unseal, self._after_unsealing, self._after_not_unsealing)

    def _after_unsealing(self, still_marked: HomeNotWritable | None) -> None:
        self._show_open()
        if still_marked is not None:
            self._after_no_ready(still_marked)
        self._panel.primary().setFocus()

    def _after_not_unsealing(self, error: Exception) -> None:
        if isinstance(error, NotItsTurn):
            self._begun = True
            self._show_sealed(animate=False)
            return
        self._panel.set_busy(False)
        if isinstance(error, SaveFailed):
            still = self.tr("Still sealed. The disk may be full. Nothing has changed, so you can try again.")
            self._panel.show_trouble(still)
        else:
            self._say_panel_trouble(error)

    # ready

    def _read_ready(self) -> None:
        own, home = self._vault.vault_id, self._home

        def read() -> bool:
            return any(seat.ready for seat in home.seats() if seat.vault_id == own)

        self._background.storage(self, read, self._panel.set_ready, self._say_panel_trouble)

    def _mark(self, ready: bool) -> HomeNotWritable | None:
        """Set the mark of the seat, on the storage lane; give what kept it from being set."""
        try:
            self._home.set_ready(self._vault.vault_id, ready)
        except HomeNotWritable as problem:
            return problem
        return None

    def _take_ready(self, ready: bool) -> None:
        if self._panel.is_sealed:
            self._store_ready(ready)

    def _store_ready(self, ready: bool) -> None:
        own, home = self._vault.vault_id, self._home
        self._background.storage(
            self, lambda: home.set_ready(own, ready), lambda _none: None, self._after_no_ready
        )

    def _after_no_ready(self, error: Exception) -> None:
        self._say_panel_trouble(error)
        self._read_ready()

    def _say_panel_trouble(self, error: Exception) -> None:
        self._panel.show_trouble(say(error).line)
