"""The pages that need no passphrase: welcome, home, guide, settings."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from intimacy_desktop.errors import HomeError
from intimacy_desktop.launch import Leaves
from intimacy_desktop.seating import SeatRecord
from ui.widgets.scaffold import Page
from ui.window.chapter_print import print_chapter
from ui.window.shell import Shell

CRASHED = "crashed"


class FrontRoute:
    """Leads from the first window to the guide, the settings, a seat, or both seats.

    Args:
        shell: the window and its services.
        open_seat: leads into one seat that was chosen.
        take_seat: leads to a new seat.
        open_together: leads to both.
        see_copies: leads to the copies of a seat that cannot be opened.
        problem: why the home folder cannot be used; then only the guide can.
    """

    def __init__(
        self,
        shell: Shell,
        open_seat: Callable[[SeatRecord], None],
        take_seat: Callable[[], None],
        open_together: Callable[[], None],
        see_copies: Callable[[SeatRecord], None],
        problem: HomeError | None = None,
    ) -> None:
        self._shell = shell
        self._open_seat = open_seat
        self._take_seat = take_seat
        self._open_together = open_together
        self._see_copies = see_copies
        self._problem = problem
        shell.kept.changed.connect(self._show_kept)

    def start(self, leaves: Leaves, *, after_crash: bool) -> None:
        """Show the first page of this process."""
        if leaves is Leaves.SHEET:
            self._shell.show(self.sheet())
        else:
            self._shell.show(self.front(after_crash=after_crash))

    def go_home(self) -> None:
        """Show who could sit down, or the welcome while both seats are empty; never with a vault open."""
        if self._shell.open.any:
            self._shell.lock()
            return
        self._shell.show(self.front())

    def _show_kept(self) -> None:
        from ui.pages.home import HomePage

        if isinstance(self._shell.frame.page, HomePage) and not self._shell.open.any:
            self.go_home()

    def get_ready(self) -> None:
        """Load what a cover is made of: when it is wanted, there is no time."""
        for name in ("intimacy_desktop.header", "ui.pages.home", "ui.pages.sheet"):
            import_module(name)

    def cover(self, leaves: Leaves) -> Page:
        """What hides everything at once: what the fresh process will show, or nothing of a disk for Hide."""
        return self.front() if leaves is Leaves.HOME else self.sheet()

    def sheet(self) -> Page:
        """The blank sheet that Hide leaves."""
        from ui.pages.sheet import SheetPage

        page = SheetPage(self._shell.theme)
        page.open_asked.connect(self.go_home)
        return page

    def front(self, *, after_crash: bool = False) -> Page:
        """The home page, or the welcome while both seats are empty."""
        if self._problem is not None:
            return self._homeless(self._problem)
        seats = self._shell.home.seats()
        return self._home(seats, after_crash=after_crash) if seats else self._welcome()

    def _homeless(self, problem: HomeError) -> Page:
        from ui.messages import say
        from ui.pages.trouble import TroublePage

        page = TroublePage(
            self._shell.theme,
            say(problem),
            problem.detail,
            QCoreApplication.translate("Window", "Read the guide"),
        )
        page.back_asked.connect(self.show_guide)
        return page

    def _welcome(self) -> Page:
        from ui.pages.welcome import WelcomePage

        page = WelcomePage(self._shell.theme, self._shell.settings)
        page.guide_asked.connect(self.show_guide)
        page.setup_asked.connect(self._take_seat)
        page.traces_asked.connect(self._shell.show_traces)
        page.settings_changed.connect(self._shell.apply)
        return page

    def _home(self, seats: tuple[SeatRecord, ...], *, after_crash: bool) -> Page:
        from ui.pages.home import HomePage

        page = HomePage(
            self._shell.theme,
            seats,
            self._shell.home.synced,
            CRASHED if after_crash else "",
            kept=self._shell.kept.any,
            file_system=self._shell.home.file_system,
        )
        page.seat_asked.connect(self._choose)
        page.take_seat_asked.connect(self._take_seat)
        page.together_asked.connect(self._open_together)
        page.guide_asked.connect(self.show_guide)
        page.settings_asked.connect(self.show_settings)
        return page

    def _choose(self, vault_id: str) -> None:
        seats = (seat for seat in self._shell.home.seats() if seat.vault_id == vault_id)
        record = next(seats, None)
        if record is None:  # taken away, files and all, since the page was made
            self.go_home()
            return
        if record.trouble is None:
            self._open_seat(record)
            return
        from ui.messages import copies_may_help, say
        from ui.pages.trouble import TroublePage

        page = TroublePage(
            self._shell.theme,
            say(record.trouble, record.identity.nickname),
            record.trouble.detail,
            copies=copies_may_help(record.trouble),
        )
        page.back_asked.connect(self.go_home)
        page.copies_asked.connect(lambda: self._see_copies(record))
        self._shell.show(page)

    def show_guide(self) -> None:
        """Open the guide at its beginning: a place remembered here would tell the next reader of this one."""
        from intimacy_desktop.guide import load_guide
        from ui.pages.guide import GuidePage

        guide = load_guide()
        page = GuidePage(self._shell.theme, guide, settings=self._shell.settings)
        page.print_asked.connect(lambda place: print_chapter(self._shell, guide, place))
        page.settings_changed.connect(self._shell.apply)
        page.home_asked.connect(self.go_home)
        page.exercise_asked.connect(self.go_home)
        self._shell.show(page)

    def show_settings(self) -> None:
        """Open the settings that belong to no seat."""
        from ui.pages.settings import SettingsPage

        page = SettingsPage(
            self._shell.theme,
            self._shell.settings,
            self._shell.background,
            None,
            can_exclude_capture=self._shell.capture is not None,
        )
        page.settings_changed.connect(self._shell.apply)
        page.traces_asked.connect(self._shell.show_traces)
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)
