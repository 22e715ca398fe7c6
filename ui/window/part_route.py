"""One person, alone, beside the writing: their rounds, looking back, ending a round, and leaving."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from intimacy_desktop.answers import Draft
from intimacy_desktop.errors import HomeNotWritable
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.vault import Vault
from ui.messages import say
from ui.window.shell import Shell

if TYPE_CHECKING:
    from ui.pages.end_round import EndRoundPage


@dataclass(frozen=True, slots=True)
class Writing:
    """A round in writing whose words stand on a page below.

    Args:
        round_id: of the round.
        newest: gives the newest words, saved or not.
    """

    round_id: int
    newest: Callable[[], Draft]


class PartRoute:
    """Leads through somebody’s own part.

    Args:
        shell: the window and its services.
        enter: where they go on from the beginning: into what the vault holds by then.
        guide: opens the guide above the present page.
        settings: opens the settings above the present page.
        leave: leads to the parting.
    """

    def __init__(
        self,
        shell: Shell,
        enter: Callable[[Vault], None],
        guide: Callable[[], None],
        settings: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        self._shell = shell
        self._enter = enter
        self._guide = guide
        self._settings = settings
        self._leave = leave
        self._writing: Writing | None = None

    def show(self, said: str = "") -> None:
        """Show the rounds in the place of all pages."""
        self._writing = None
        vault = self._vault()
        self._shell.background.storage(
            self._shell.frame,
            vault.rounds,
            lambda rounds: self._page(vault, rounds, said=said),
            self._shell.trouble_at_door,
        )

    def show_above(self, writing: Writing | None) -> None:
        """Show the rounds above the page on which somebody writes, or reads what they sealed."""
        self._writing = writing
        vault = self._vault()
        back = QCoreApplication.translate("Part", "Back")
        self._shell.background.storage(
            self._shell.frame,
            vault.rounds,
            lambda rounds: self._page(vault, rounds, back=back),
            self._shell.trouble,
        )

    def _vault(self) -> Vault:
        vault = self._shell.open.vault
        if vault is None:
            raise RuntimeError("no seat is open")
        return vault

    def _page(self, vault: Vault, rounds: list[Round], back: str = "", said: str = "") -> None:
        from ui.pages.part import PartPage

        shell = self._shell
        page = PartPage(shell.theme, vault.identity, rounds, back, said)
        page.begin_asked.connect(self._begin)
        page.read_asked.connect(self._read)
        page.notes_asked.connect(self._notes)
        page.over_time_asked.connect(self._over_time)
        page.close_asked.connect(self._ask_to_close)
        page.delete_asked.connect(lambda found: self._ask_to_delete(found, page.name_of(found)))
        page.leave_asked.connect(self._leave)
        page.settings_asked.connect(self._settings)
        page.guide_asked.connect(self._guide)
        page.back_asked.connect(shell.pop)
        page.lock_asked.connect(shell.lock)
        if back:
            shell.push(page)
        else:
            shell.show(page)

    # the next round

    def _begin(self) -> None:
        vault = self._vault()
        self._shell.background.storage(
            self._shell.frame, vault.start_round, lambda _round: self._enter(vault), self._shell.trouble
        )

    # looking back

    def _read(self, found: Round) -> None:
        vault = self._vault()
        self._shell.background.storage(
            self._shell.frame,
            lambda: vault.read_draft(found.id),
            lambda draft: self._show_answers(vault, found, draft),
            self._shell.trouble,
        )

    def _show_answers(self, vault: Vault, found: Round, draft: Draft) -> None:
        from ui.pages.reading import ReadingPage

        shell = self._shell
        page = ReadingPage(shell.theme, vault.identity, found, draft, load_exercise())
        page.guide_asked.connect(self._guide)
        page.lock_asked.connect(shell.lock)
        page.back_asked.connect(shell.pop)
        shell.push(page)

    def _over_time(self) -> None:
        from intimacy_desktop.history import OwnHistory
        from ui.pages.over_time import OverTimePage

        shell, vault = self._shell, self._vault()
        page = OverTimePage(shell.theme, shell.background, OwnHistory(vault), vault.identity, load_exercise())
        page.back_asked.connect(shell.pop)
        page.lock_asked.connect(shell.lock)
        shell.push(page)

    def _notes(self, found: Round) -> None:
        from intimacy_desktop.care import load_care
        from ui.pages.evening_notes import EveningNotesPage, NotesAccess
        from ui.widgets.days import day_of

        shell, vault = self._shell, self._vault()
        access = NotesAccess(
            lambda: vault.read_evening(found.id), lambda kept: vault.save_evening(found.id, kept)
        )
        page = EveningNotesPage(
            shell.theme,
            shell.background,
            day_of(found.begun_at),
            access,
            load_care().closing,
            alone=True,
            stems=tuple(item.stem for item in load_exercise().items),
        )
        page.back_asked.connect(shell.pop)
        page.lock_asked.connect(shell.lock)
        shell.push(page)

    # ending a round

    def _ask_to_close(self, found: Round) -> None:
        from ui.pages.end_round import CloseRoundPage

        page = CloseRoundPage(self._shell.theme)
        page.go_asked.connect(lambda: self._end(page, found, self._close))
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)

    def _ask_to_delete(self, found: Round, name: str) -> None:
        from ui.pages.end_round import DeleteRoundPage

        page = DeleteRoundPage(self._shell.theme, name)
        page.go_asked.connect(lambda: self._end(page, found, self._delete))
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)

    def _end(self, page: "EndRoundPage", found: Round, end: Callable[[Vault, Round], str]) -> None:
        """End a round on the storage lane; *ready* goes with one that is not over."""
        shell, vault, writing = self._shell, self._vault(), self._writing
        page.set_busy(QCoreApplication.translate("Part", "One moment …"))

        def work() -> str:
            if writing is not None and writing.round_id != found.id:
                newest = writing.newest()
                if vault.read_draft(writing.round_id) != newest:
                    vault.save_draft(writing.round_id, newest)  # before the pages that hold it go
            said = end(vault, found)
            if found.state is not RoundState.CLOSED:
                with suppress(HomeNotWritable):  # a mark, and nothing rests on it
                    shell.home.set_ready(vault.vault_id, ready=False)
            return said

        def done(said: str) -> None:
            shell.kept.let_go(vault.vault_id)  # it is saved, or was of what is no more
            self.show(said)

        def fail(error: Exception) -> None:
            message = say(error)
            page.show_trouble(message.title, message.text)

        shell.background.storage(page, work, done, fail)

    @staticmethod
    def _close(vault: Vault, found: Round) -> str:
        vault.close_round(found.id)
        return ""  # the page says itself that the round was closed

    def _delete(self, vault: Vault, found: Round) -> str:
        from intimacy_desktop.backup import make_backup
        from intimacy_desktop.backup.keeping import outdated
        from intimacy_desktop.header import read_header
        from intimacy_desktop.vault.reopening import change_keys
        from intimacy_desktop.vault.rotation import delete_round
        from intimacy_desktop.vault.tidy import leftovers

        folder, keys = self._shell.home.folder(vault.vault_id), vault.keys
        result = change_keys(
            vault, folder, keys, lambda: delete_round(folder, keys, found.id, renew_backups=make_backup)
        )
        # here and not on the UI thread: what closes all vaults may be the next job of this lane
        self._shell.open.hold_vault(result.vault)
        if result.problem is not None:
            raise result.problem
        header = read_header(folder)
        if leftovers(folder, header) or outdated(folder, header):
            return QCoreApplication.translate(
                "Part",
                "It is deleted. An older copy of it could not be removed yet; that is tried again when you "
                "next open your seat.",
            )
        return QCoreApplication.translate("Part", "It is deleted.")
