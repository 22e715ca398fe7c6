"""What every route through the program needs, in one place."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from intimacy_desktop.home import Home
from intimacy_desktop.launch import Leaves
from intimacy_desktop.settings import Settings, SettingsFile
from ui.background import Background
from ui.theme import Theme
from ui.widgets.scaffold import Page
from ui.window.capture import Capture
from ui.window.frame import Frame
from ui.window.idle import Idle
from ui.window.input_watch import InputWatch
from ui.window.kept import Kept
from ui.window.leaving import Leaving
from ui.window.telling import Telling

if TYPE_CHECKING:
    from intimacy_desktop.sitting import Sitting
    from intimacy_desktop.vault import Vault

TYPED_LOCK_S = 180.0
"""A process into which a passphrase may have been typed ends after this much quiet."""


@dataclass
class OpenVaults:
    """Whatever this process has opened, so that it can be closed wherever the user is."""

    vault: "Vault | None" = None
    sitting: "Sitting | None" = None
    _closers: list[Callable[[], None]] = field(default_factory=list)

    def hold_vault(self, vault: "Vault") -> None:
        """Remember one open seat."""
        self.vault = vault
        self._closers.append(vault.close)

    def hold_sitting(self, sitting: "Sitting") -> None:
        """Remember both seats of a sitting."""
        self.sitting = sitting
        self._closers.append(sitting.close)

    def hold_copy(self, close: Callable[[], None]) -> None:
        """Remember an opened backup; call it on the storage lane, so that no end comes in between."""
        self._closers.append(close)

    @property
    def any(self) -> bool:
        """Whether something is open."""
        return bool(self._closers)

    def close(self) -> None:
        """Close all; call it on the storage lane."""
        while self._closers:
            self._closers.pop()()


class Shell:
    """The window and its services, handed to each route.

    Args:
        theme, background, home, settings_file, settings, frame: the services.
    """

    leaving: Leaving
    kept: Kept
    capture: Capture | None = None

    def __init__(
        self,
        theme: Theme,
        background: Background,
        home: Home,
        settings_file: SettingsFile,
        settings: Settings,
        frame: Frame,
    ) -> None:
        self.theme = theme
        self.background = background
        self.home = home
        self.frame = frame
        self.open = OpenVaults()
        self._settings_file = settings_file
        self.settings = settings
        self.idle = Idle(frame)
        self.locks_minimised = False
        """Whether an owner wants the window to lock as soon as it is minimised."""
        frame.minimised.connect(self._lock_minimised)
        self._telling = Telling(frame, theme)
        self.watch = InputWatch(frame, self.settings.hide_key)

    def show(self, page: Page) -> None:
        """Put `page` in the window, with Help and Hide connected."""
        self._wire(page)
        self.frame.show_page(page)

    def push(self, page: Page) -> None:
        """Lay `page` over the present one."""
        self._wire(page)
        self.frame.push(page)

    def pop(self) -> None:
        """Go back to the page below."""
        self.frame.pop()

    def hide(self) -> None:
        """Hide at once, as the user chose in the settings; on the sheet that Hide leaves that is done."""
        from ui.pages.sheet import SheetPage

        if isinstance(self.frame.page, SheetPage):  # a key that is held down comes again in each process
            return
        self.leaving.lock(Leaves.MINIMISED if self.settings.hide_leaves == "minimised" else Leaves.SHEET)

    def lock(self) -> None:
        """Lock and show who could sit down."""
        self.leaving.lock(Leaves.HOME)

    def _lock_minimised(self) -> None:
        if self.locks_minimised:
            self.lock()

    def apply(self, settings: Settings) -> None:
        """Use and keep other settings; what cannot be written is used until the end all the same."""
        size = {name: getattr(self.settings, name) for name in ("window_width", "window_height")}
        settings = replace(settings, **size)  # a page knows only the size of when it was made
        self.settings = settings
        self.watch.set_hide_key(settings.hide_key)
        self.theme.configure(
            mode=settings.appearance,
            scale=settings.text_size,
            less_movement=settings.less_movement,
            more_contrast=settings.more_contrast,
        )
        self.keep_out_of_pictures()
        self._keep_settings(self.trouble)

    def keep_out_of_pictures(self) -> None:
        """Keep the window out of pictures of the screen, or not, as it is set and where the system can."""
        if self.capture is not None:
            self.capture.exclude(int(self.frame.winId()), excluded=self.settings.exclude_capture)

    def remember_size(self, width: int, height: int) -> None:
        """Keep the size that somebody gave the window, pixels; where it cannot be written, it is not told."""
        self.settings = replace(self.settings, window_width=width, window_height=height)
        self._keep_settings(lambda _error: None)

    def _keep_settings(self, failed: Callable[[Exception], None]) -> None:
        settings = self.settings
        self.background.worker(
            self.frame, lambda: self._settings_file.save(settings), lambda _none: None, failed
        )

    def guard_typing(self) -> None:
        """Count the quiet from now on: a passphrase may be typed into this process."""
        if self.idle.lock_s is None:
            self.idle.watch(TYPED_LOCK_S)

    def trouble(self, error: Exception) -> None:
        """Say what went wrong on a page of its own, above the present one."""
        from ui.messages import say
        from ui.pages.trouble import TroublePage

        page = TroublePage(self.theme, say(error), "")
        page.back_asked.connect(self.pop)
        self.push(page)

    def trouble_at_door(self, error: Exception) -> None:
        """Say what kept an opened vault from being entered; the way back locks, since it is open."""
        from ui.messages import say
        from ui.pages.trouble import TroublePage

        page = TroublePage(self.theme, say(error), "")
        page.back_asked.connect(self.lock)
        self.show(page)

    def tell(self, title: str, text: str = "") -> None:
        """Say something above the page, until the next key."""
        self._telling.tell(title, text)

    def show_help(self) -> None:
        """Open Help and support above the present page."""
        from intimacy_desktop.helplines import load_helplines
        from ui.pages.help import HelpPage

        if isinstance(self.frame.page, HelpPage):
            return
        page = HelpPage(self.theme, load_helplines())
        page.traces_asked.connect(self.show_traces)
        page.back_asked.connect(self.pop)
        self.push(page)
        if self.open.vault is not None:
            from ui.window.own_keeping import keep_lines

            keep_lines(self, page)

    def show_traces(self) -> None:
        """Tell above the present page what the program leaves on this computer."""
        from intimacy_desktop.traces import load_traces
        from ui.pages.traces import TracesPage

        page = TracesPage(self.theme, load_traces(), self.home.path)
        page.back_asked.connect(self.pop)
        self.push(page)

    def _wire(self, page: Page) -> None:
        page.hide_asked.connect(self.hide)
        page.help_asked.connect(self.show_help)
