"""Both, side by side: from the preparation to the close of the evening."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime, QTimer

from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.sitting import Readiness, Sitting
from ui.window.past_route import PastRoute
from ui.window.shell import Shell

if TYPE_CHECKING:
    from intimacy_desktop.unsaved import Fate

COVER_S = 600.0
"""In Turns, an untouched program covers the cards after this."""


class SittingRoute:
    """Leads through an evening together. Leaving it always locks both seats.

    Args:
        shell: the window and its services.
        go_home: where they go who have not opened anything yet.
    """

    def __init__(self, shell: Shell, go_home: Callable[[], None]) -> None:
        self._shell = shell
        self._go_home = go_home
        self._lock_s = 1800.0
        self._came_back: frozenset[str] = frozenset()
        self._past = PastRoute(shell, self._take_turns)
        shell.idle.cover_due.connect(self._cover_cards)

    def prepare(self) -> None:
        """Show what to think of first, and ask for both passphrases."""
        from intimacy_desktop.care import load_care
        from ui.pages.together import TogetherPage

        shell = self._shell
        page = TogetherPage(shell.theme, shell.background, shell.home, shell.settings, load_care())
        page.opened.connect(self._opened)
        page.past_found.connect(self._past_found)
        page.back_asked.connect(self._go_home)
        page.lock_asked.connect(shell.lock)
        shell.guard_typing()
        shell.show(page)

    def _opened(self, sitting: Sitting) -> None:
        self._hold(sitting, lambda: self._take_turns(sitting))

    def _past_found(self, sitting: Sitting, readiness: Readiness) -> None:
        self._hold(sitting, lambda: self._past.at_threshold(sitting, readiness))

    def _hold(self, sitting: Sitting, then: Callable[[], None]) -> None:
        """Keep both seats open from here on, and take back what could not be saved before."""
        shell = self._shell
        shell.open.hold_sitting(sitting)
        sealed = shell.kept.all()
        shell.background.storage(
            shell.frame,
            lambda: (sitting.lock_minutes(), sitting.locks_minimised(), sitting.take_back(sealed)),
            lambda found: self._enter(sitting, then, *found),
            shell.trouble_at_door,
        )

    def _enter(
        self,
        sitting: Sitting,
        then: Callable[[], None],
        minutes: int,
        locks_minimised: bool,
        fates: "dict[str, Fate]",
    ) -> None:
        from ui.window.entrance import words_together

        self._lock_s = minutes * 60.0
        self._shell.locks_minimised = locks_minimised
        self._shell.idle.watch(self._lock_s, COVER_S)
        self._came_back = frozenset(fates)
        self._let_go(sitting)
        then()
        words = words_together(fates.values())
        if words:
            self._shell.tell(*words)

    def _let_go(self, sitting: Sitting) -> None:
        """Have what came back and is saved kept no longer; it would be older than what follows."""
        for vault_id in self._came_back - sitting.waiting_for():
            self._shell.kept.let_go(vault_id)

    def _take_turns(self, sitting: Sitting) -> None:
        from intimacy_desktop.care import load_care
        from ui.pages.turns import TurnsPage

        shell = self._shell
        # A mark on the home page, and nothing rests on it: where it cannot be taken away, it stays.
        shell.background.worker(shell.frame, shell.home.forget_ready, lambda _none: None, lambda _error: None)
        page = TurnsPage(shell.theme, shell.background, sitting, load_exercise(), load_care())
        page.stop_asked.connect(shell.lock)
        page.pause_asked.connect(lambda: self._pause(self._lock_s))
        page.finished.connect(lambda: self._close(sitting))
        shell.show(page)

    def _pause(self, seconds: float) -> None:
        """Cover everything; the pages below stay, unseen, until it locks at the time that the cover names."""
        from ui.pages.pause import PausePage

        locks_at = datetime.now().astimezone() + timedelta(seconds=seconds)
        clock = QLocale().toString(QTime(locks_at.hour, locks_at.minute), QLocale.FormatType.ShortFormat)
        page = PausePage(self._shell.theme, clock)
        page.resume_asked.connect(self._shell.pop)
        page.stop_asked.connect(self._shell.lock)
        # A clock of its own: the named time holds even if somebody moves the mouse meanwhile.
        QTimer.singleShot(round(seconds * 1000), page, self._shell.lock)
        self._shell.push(page)

    def _cover_cards(self) -> None:
        from ui.pages.pause import PausePage

        if not isinstance(self._shell.frame.page, PausePage):
            self._pause(self._lock_s - COVER_S)

    def _close(self, sitting: Sitting) -> None:
        from intimacy_desktop.care import load_care
        from ui.pages.close import ClosePage

        shell = self._shell
        page = ClosePage(shell.theme, shell.background, sitting, load_care())
        page.saved.connect(lambda: self._let_go(sitting))
        page.done.connect(shell.lock)
        shell.show(page)
