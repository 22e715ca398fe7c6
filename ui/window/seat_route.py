"""One person, alone: from the empty seat to the sealed set."""

from collections.abc import Callable
from dataclasses import replace

from intimacy_desktop.aftercare import Due
from intimacy_desktop.answers import Draft
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.unsaved import Fate
from intimacy_desktop.vault import OwnerSettings, Vault
from ui.window.backups import Backups
from ui.window.code_print import print_code
from ui.window.entrance import Opened, Returned, enter_seat, read_seat, words_at_entrance
from ui.window.files_route import FilesRoute
from ui.window.keys_route import KeysRoute
from ui.window.leave_route import LeaveRoute
from ui.window.own_keeping import OwnGuide, OwnKeeping
from ui.window.part_route import PartRoute, Writing
from ui.window.shell import Shell


class SeatRoute:
    """Leads through one seat. Leaving it always locks.

    Args:
        shell: the window and its services.
        go_home: where someone goes who has not opened anything yet.
        read_guide: where someone goes who only wants to read.
        see_copies: where someone goes whose vault turns out to be damaged.
        bring_copy: where someone goes who has a part elsewhere.
        profile: the price of a guess at the passphrase of a new seat; None for about a second.
    """

    def __init__(
        self,
        shell: Shell,
        go_home: Callable[[], None],
        read_guide: Callable[[], None],
        see_copies: Callable[[SeatRecord], None],
        bring_copy: Callable[[], None],
        profile: KdfProfile | None = None,
    ) -> None:
        self._shell = shell
        self._go_home = go_home
        self._read_guide = read_guide
        self._see_copies = see_copies
        self._bring_copy = bring_copy
        self._profile = profile
        self._tries = 0
        self._backups = Backups(shell)
        self._keeping = OwnKeeping(shell)
        self._guide = OwnGuide(shell, self._keeping)
        store = SystemKeyring()
        self._keys = KeysRoute(shell, self._opened, self.unlock, self._take, profile, store)
        self._files = FilesRoute(shell, store)
        leave = LeaveRoute(shell, store, self._files.export.own)
        self._part = PartRoute(shell, self._go_on, self._guide.show, self._settings_of_rounds, leave.show)

    def before(self) -> None:
        """Show what to think of before a seat is taken; nothing is stored yet."""
        from intimacy_desktop.care import load_care
        from ui.pages.before_seat import BeforeSeatPage

        page = BeforeSeatPage(self._shell.theme, load_care().before_seat)
        page.go_on_asked.connect(self._take)
        page.guide_asked.connect(self._read_guide)
        page.bring_asked.connect(self._bring_copy)
        page.back_asked.connect(self._go_home)
        self._shell.show(page)

    def _take(self) -> None:
        from ui.pages.take_seat import TakeSeatPage

        shell = self._shell
        page = TakeSeatPage(shell.theme, shell.background, shell.home, self._profile)
        page.taken.connect(self._opened)
        page.print_asked.connect(lambda code: print_code(shell, code))
        page.bring_back_asked.connect(lambda record: self._keys.bring_back(record, None, self._take))
        page.destroy_asked.connect(lambda record: self._keys.destroy(record, self._take))
        page.back_asked.connect(self._go_home)
        shell.guard_typing()
        shell.show(page)

    def unlock(self, seat: SeatRecord) -> None:
        """Ask for the passphrase of a seat."""
        from ui.pages.unlock import UnlockPage

        shell = self._shell
        page = UnlockPage(shell.theme, shell.background, seat)
        page.tries_found.connect(self._note_tries)
        page.copies_asked.connect(lambda: self._see_copies(seat))
        page.opened.connect(self._opened)
        page.forgotten_asked.connect(lambda: self._keys.forgotten(seat))
        page.back_asked.connect(self._go_home)
        shell.guard_typing()
        shell.show(page)

    def _note_tries(self, tries: int) -> None:
        self._tries = tries

    def enter(self, vault: Vault) -> None:
        """Go on in a seat that was opened elsewhere."""
        self._opened(vault)

    def _opened(self, vault: Vault) -> None:
        self._shell.open.hold_vault(vault)
        sealed = self._shell.kept.of(vault.vault_id)
        self._shell.background.storage(
            self._shell.frame,
            lambda: enter_seat(vault, sealed),
            lambda found: self._enter(vault, *found),
            self._shell.trouble_at_door,
        )
        self._backups.look()  # behind the reading of the seat: nobody waits for it

    def _go_on(self, vault: Vault) -> None:
        """Enter a seat that is open already, at what stands in it now."""
        self._read(lambda opened: self._enter(vault, opened, None, is_arriving=False))

    def _read(self, then: Callable[[Opened], None]) -> None:
        vault = self._vault()
        self._shell.background.storage(self._shell.frame, lambda: read_seat(vault), then, self._shell.trouble)

    def _vault(self) -> Vault:
        vault = self._shell.open.vault
        if vault is None:
            raise RuntimeError("no seat is open")
        return vault

    def _enter(
        self, vault: Vault, opened: Opened, returned: Returned | None, *, is_arriving: bool = True
    ) -> None:
        shell = self._shell
        self._use_owner_settings(opened.owner)
        shell.kept.write_for(vault.keys, opened.round.id, opened.last_saved)
        draft = returned.draft if returned is not None else None
        still = returned is not None and returned.fate is Fate.WAITING
        waiting = still and draft is not None
        if draft is not None:
            opened = replace(opened, draft=draft)
        if waiting:
            shell.kept.is_shown(vault.vault_id)
        elif returned is not None and not still:
            shell.kept.let_go(vault.vault_id)
        if is_arriving and opened.aftercare is not None and not waiting:
            self._ask_how_they_are(opened.aftercare, lambda: self._come_in(vault, opened))
        else:
            self._come_in(vault, opened, unsaved=waiting)
        words = words_at_entrance(opened, returned, self._tries) if is_arriving else None
        if words:
            shell.tell(*words)

    def _ask_how_they_are(self, due: Due, go_on: Callable[[], None]) -> None:
        """Ask once, in private; what is said stays with whoever says it."""
        from intimacy_desktop.care import load_care
        from ui.pages.aftercare import AftercarePage

        shell = self._shell
        page = AftercarePage(shell.theme, load_care().aftercare, due.after)
        page.go_on_asked.connect(go_on)
        page.lock_asked.connect(shell.lock)
        shell.show(page)
        # If that they were asked cannot be kept, they are asked again: nothing to trouble them with.
        self._keeping.change(lambda own: replace(own, asked_after=due.moment), lambda _error: None)

    def _come_in(self, vault: Vault, opened: Opened, *, unsaved: bool = False) -> None:
        match opened.round.state:
            case RoundState.WRITING:
                self._write(vault, opened.round, opened.draft, unsaved=unsaved)
            case RoundState.SEALED:
                self._review(vault, opened.round, opened.draft)
            case RoundState.BEGUN | RoundState.CLOSED:
                self._part.show()

    def _write(
        self, vault: Vault, present: Round, draft: Draft, *, editing: bool = False, unsaved: bool = False
    ) -> None:
        from ui.pages.wizard import WizardPage

        shell = self._shell
        page = WizardPage(
            shell.theme,
            shell.background,
            vault,
            present,
            draft,
            load_exercise(),
            self._partner(vault),
            editing=editing,
            unsaved=unsaved,
        )
        page.saved.connect(shell.kept.after_saving)
        page.guide_asked.connect(self._guide.show)
        page.settings_asked.connect(lambda: self._settings(lambda: self._change_keys(page.draft, present)))
        page.review_asked.connect(lambda newest: self._review(vault, present, newest))
        page.lock_asked.connect(shell.lock)
        shell.show(page)

    def _review(self, vault: Vault, present: Round, draft: Draft) -> None:
        from ui.pages.review import ReviewPage

        shell = self._shell
        page = ReviewPage(
            shell.theme,
            shell.background,
            vault,
            present,
            draft,
            load_exercise(),
            shell.home,
            self._partner(vault),
        )
        page.saved.connect(shell.kept.after_saving)
        page.edit_asked.connect(lambda item: self._edit(page.draft.at(item)))
        page.read_asked.connect(lambda: self._read(lambda opened: self._reading(vault, opened)))
        page.settings_asked.connect(lambda: self._settings(lambda: self._change_keys(page.draft, present)))
        page.rounds_asked.connect(lambda: self._part.show_above(Writing(present.id, lambda: page.draft)))
        page.sealed.connect(self._backups.make)
        page.guide_asked.connect(self._guide.show)
        page.lock_asked.connect(shell.lock)
        shell.show(page)

    def _edit(self, newest: Draft) -> None:
        """Write on at one sentence, with the words of the review: what it could not save yet is not lost."""
        vault = self._vault()
        self._read(lambda opened: self._write(vault, opened.round, newest, editing=True))

    def _reading(self, vault: Vault, opened: Opened) -> None:
        from ui.pages.reading import ReadingPage

        shell = self._shell
        page = ReadingPage(shell.theme, vault.identity, opened.round, opened.draft, load_exercise())
        page.guide_asked.connect(self._guide.show)
        page.lock_asked.connect(shell.lock)
        page.back_asked.connect(shell.pop)
        shell.push(page)

    def _settings_of_rounds(self) -> None:
        """Open the settings from a page on which nothing is written."""
        self._settings(lambda: self._keys.show(self._vault().vault_id))

    def _settings(self, change_keys: Callable[[], None]) -> None:
        from ui.pages.settings import SettingsPage

        shell = self._shell
        copies = self._backups.panel()
        files = self._files.panel()
        page = SettingsPage(
            shell.theme,
            shell.settings,
            shell.background,
            self._vault(),
            copies,
            files,
            can_exclude_capture=shell.capture is not None,
        )
        page.settings_changed.connect(shell.apply)
        page.owner_settings_changed.connect(self._use_owner_settings)
        page.keys_asked.connect(change_keys)
        page.traces_asked.connect(shell.show_traces)
        page.back_asked.connect(shell.pop)
        shell.push(page)

    def _change_keys(self, newest: Draft, present: Round) -> None:
        """Lead to the keys once every word is saved: the pages that hold them go, and so does the old key."""
        shell, vault = self._shell, self._vault()

        def make_sure() -> None:
            if vault.read_draft_for_copy(present.id) != newest:
                vault.save_draft(present.id, newest)

        shell.background.storage(
            shell.frame, make_sure, lambda _none: self._keys.show(vault.vault_id), shell.trouble
        )

    def _use_owner_settings(self, settings: OwnerSettings) -> None:
        self._shell.locks_minimised = settings.lock_when_minimised
        self._shell.idle.watch(settings.lock_minutes * 60.0)

    def _partner(self, vault: Vault) -> str:
        """The nickname of the other seat, or nothing while it is empty."""
        others = (seat for seat in self._shell.home.seats() if seat.vault_id != vault.vault_id)
        return next((seat.identity.nickname for seat in others), "")
