"""Both, side by side, before the cards or instead of them: what lies behind the two."""

from collections.abc import Callable

from intimacy_desktop.answers import Evening
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.history import JointHistory, SharedRound
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Readiness, Sitting
from ui.window.files_route import FilesRoute
from ui.window.shell import Shell


class PastRoute:
    """Leads through looking back together.

    Args:
        shell: the window and its services; both seats are open in it.
        take_turns: leads to the cards.
    """

    def __init__(self, shell: Shell, take_turns: Callable[[Sitting], None]) -> None:
        self._shell = shell
        self._take_turns = take_turns
        self._files = FilesRoute(shell, SystemKeyring())

    def at_threshold(self, sitting: Sitting, readiness: Readiness) -> None:
        """Show what the two may do."""
        from ui.pages.threshold import ThresholdPage

        shell = self._shell
        people = sitting.identity(Seat.FIRST), sitting.identity(Seat.SECOND)
        page = ThresholdPage(shell.theme, people, readiness)
        page.turn_asked.connect(lambda: self._take_turns(sitting))
        page.look_back_asked.connect(lambda: self._look_back(sitting))
        page.lock_asked.connect(shell.lock)
        shell.show(page)

    def _look_back(self, sitting: Sitting) -> None:
        from ui.pages.looking_back import LookingBackPage

        shell, history = self._shell, sitting.history()
        people = sitting.identity(Seat.FIRST), sitting.identity(Seat.SECOND)
        page = LookingBackPage(shell.theme, shell.background, history, people, load_exercise())
        page.notes_asked.connect(lambda shared: self._notes(history, shared))
        ids = sitting.vault_id(Seat.FIRST), sitting.vault_id(Seat.SECOND)
        page.take_asked.connect(lambda: self._files.export.both(history, people, ids))
        page.questions_asked.connect(lambda: self._files.questions(history, people, ids))
        page.back_asked.connect(shell.pop)
        page.lock_asked.connect(shell.lock)
        shell.push(page)

    def _notes(self, history: JointHistory, shared: SharedRound) -> None:
        from intimacy_desktop.care import load_care
        from ui.pages.evening_notes import EveningNotesPage, NotesAccess
        from ui.widgets.days import day_of

        shell = self._shell

        def read() -> Evening:
            notes = history.notes(shared)
            return Evening("", notes.small_try, notes.next_date, notes.later)

        def save(kept: Evening) -> None:
            history.save_notes(shared, kept.small_try, kept.next_date)

        page = EveningNotesPage(
            shell.theme,
            shell.background,
            day_of(shared.begun_at),
            NotesAccess(read, save),
            load_care().closing,
            alone=False,
            stems=tuple(item.stem for item in load_exercise().items),
        )
        page.back_asked.connect(shell.pop)
        page.lock_asked.connect(shell.lock)
        shell.push(page)
