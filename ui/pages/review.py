"""All ten once more, as they will be read; and the seal that approves and closes them."""

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from intimacy_desktop.aloud import approved
from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.exercise import Exercise
from intimacy_desktop.home import Home
from intimacy_desktop.own import PartnerWords
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.second_person import Suggestion
from intimacy_desktop.vault import Vault
from ui.autosave import Autosave
from ui.background import Background
from ui.sealing import Sealing
from ui.suggesting import Suggesting
from ui.theme import Theme
from ui.widgets.answer_list import AnswerList
from ui.widgets.beside import Beside
from ui.widgets.boxes import PUSH, column, flow
from ui.widgets.marks import Name
from ui.widgets.partner_words import PartnerWordsForm
from ui.widgets.refusal import Refusal
from ui.widgets.rings import Sign
from ui.widgets.save_state import SaveState, SaveTrouble, tell_of_saving
from ui.widgets.scaffold import Page
from ui.widgets.seal_desk import SealDesk
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
        self._vault, self._exercise, self._draft = vault, exercise, draft
        self._found: tuple[Suggestion | None, ...] = (None,) * len(exercise.items)
        self._suggesting = Suggesting(background, vault, exercise, draft, self)
        self._sealing = Sealing(background, vault, present.id, home, self)
        self._autosave = Autosave[Draft](background, self._sealing.save, self)
        self._build(partner or self.tr("your partner"))
        self._connect()
        self._desk.begin(present.state)
        if present.state is RoundState.WRITING:
            self._autosave.put(draft)  # what the page before could not save is tried again
            self._autosave.flush()

    def _build(self, partner: str) -> None:
        theme, identity = self.theme, self._vault.identity
        name = self.tr("{name}, on your own").format(name=identity.nickname)
        self.set_leading(Name(theme, identity.shape, identity.hue, name, "label", short=identity.nickname))
        self.set_trailing(
            self.quiet_button(self.tr("Guide"), "book", self.guide_asked.emit),
            self.quiet_button(self.tr("Lock"), "lock", partial(self._leave, self.lock_asked)),
        )
        ask_settings = partial(self._leave, self.settings_asked)
        settings = self.quiet_button(self.tr("Settings"), "settings", ask_settings)
        rounds = self.quiet_button(self.tr("My rounds"), "rounds", partial(self._leave, self.rounds_asked))
        self._title, self._partner_words = Text(theme, "", "title"), PartnerWordsForm(theme)
        self._state, self._trouble = SaveState(theme), SaveTrouble(theme)
        self._refusal = Refusal(theme, self.scroll_area)
        self._list = AnswerList(theme, self._exercise, self._draft, partner)
        below = flow(theme, rounds, settings, PUSH, self._state)
        parts = (self._title, 6, self._partner_words, 8, self._trouble, self._refusal, self._list, 8, below)
        self._desk = SealDesk(theme, Sign.of(identity), self._sealing, self._approve)
        side = column(theme, self._desk, margins=(0, 8, 0, 24))
        main = column(theme, *parts, margins=(0, 0, 0, 16))
        self.set_body(column(theme, Beside(theme, main, side, self.scroll_area)))

    def _connect(self) -> None:
        self._list.edit_asked.connect(self._edit)
        self._list.chosen.connect(self._take)
        self._list.refused.connect(self._refusal.refuse)
        self._partner_words.changed.connect(self._look)
        self._suggesting.found.connect(self._after_looking)
        self._suggesting.failed.connect(self._partner_words.go_back)
        self._suggesting.failed.connect(self._desk.stop_waiting)
        tell_of_saving(self._autosave, self._state, self._trouble)
        self._autosave.signals.saved.connect(self.saved)
        desk = self._desk
        self._autosave.signals.saved.connect(desk.after_saving)
        for leave in (desk.not_yet_asked, desk.lock_asked):
            leave.connect(partial(self._leave, self.lock_asked))
        desk.read_asked.connect(self.read_asked)
        desk.opened.connect(self._show_open)
        desk.closed.connect(self._show_closed)
        desk.newly_sealed.connect(self._after_sealing)
        desk.not_sealed.connect(lambda: self._autosave.put(self._draft))

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
        return self._desk.primary() if self._desk.is_sealed else None

    def _leave(self, leave: SignalInstance) -> None:
        self._autosave.flush()
        leave.emit()

    # what is suggested

    def _look(self, words: PartnerWords | None = None) -> None:
        self._desk.set_waiting(True)
        self._suggesting.look(words)

    def _after_looking(self, words: PartnerWords, found: tuple[Suggestion | None, ...]) -> None:
        self._found = found
        self._partner_words.show_kept(words)
        self._list.set_suggestions(found)
        self._desk.set_waiting(False)

    def _take(self, index: int, answer: Answer) -> None:
        self._refusal.hide()
        self._draft = self._draft.with_answer(index, answer)
        self._autosave.put(self._draft)

    def _edit(self, index: int) -> None:
        self._autosave.flush()
        self.edit_asked.emit(index)

    # open and sealed

    def _show_open(self) -> None:
        self._title.set_text(self.tr("Read them once more"))
        self._partner_words.show()
        self._list.set_changeable(True)
        self._look()

    def _show_closed(self) -> None:
        self._title.set_text(self.tr("Your ten answers"))
        self._state.show_waiting()
        self._trouble.clear()
        self._partner_words.hide()
        self._list.set_changeable(False)

    def _approve(self) -> Draft:
        """What is sealed: for each answer the words that its author sees."""
        self._list.set_changeable(False)
        self._draft = approved(self._exercise, self._draft, self._found)
        self._list.show_answers(self._draft)
        self._autosave.flush()
        return self._draft

    def _after_sealing(self) -> None:
        self.scroll_area.ensureWidgetVisible(self._desk.mark)
        self.sealed.emit()
