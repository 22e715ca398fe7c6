"""Where the parts are put together: one application, one window, one way in and out."""

import gc
import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from intimacy_desktop.channel import Channel, Order
from intimacy_desktop.errors import HomeError
from intimacy_desktop.home import Home
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.launch import Leaves, Placement, WindowOptions
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.settings import Settings, SettingsFile
from ui.background import Background
from ui.language import use_language
from ui.theme import STYLE, STYLED, Theme
from ui.window.capture import system_capture
from ui.window.desktop_watch import DesktopWatch
from ui.window.frame import TITLE, Frame
from ui.window.front_route import FrontRoute
from ui.window.kept import Kept
from ui.window.leaving import Leaving
from ui.window.shell import Shell
from ui.window.standing import Standing

if TYPE_CHECKING:
    from ui.desktop_events import DesktopEvents
    from ui.window.restore_route import RestoreRoute
    from ui.window.seat_route import SeatRoute
    from ui.window.sitting_route import SittingRoute

NAME = "innermost"
"""Application id, window class and process name: constant and neutral."""


class _Orders(QObject):
    """Brings what the supervisor says from the reader thread to the UI thread."""

    arrived = Signal(object)
    kept = Signal(str, object)


class Application:
    """The window process: everything a person meets.

    Args:
        qt: the one QApplication.
        options: where the home is, where the window stands, and what it shows first.
        channel: the way to the supervisor.
        profile: what a new seat's passphrase costs to guess; None for about a second on this computer.
        end: ends the process at once; nothing may run after it.
        desktop_events: gives what tells of sleep and of the session, for the native handle of the window; by
            default that of this system.
        rtl: mirrored layout, whatever the language.
    """

    def __init__(
        self,
        qt: QApplication,
        options: WindowOptions,
        channel: Channel,
        profile: KdfProfile | None = None,
        end: Callable[[], None] = lambda: os._exit(0),
        desktop_events: "Callable[[int], DesktopEvents] | None" = None,
        *,
        rtl: bool = False,
    ) -> None:
        self._channel = channel
        self._options = options
        home, problem = _open_home(options.home)
        settings_file = SettingsFile(home.path)
        settings = settings_file.load() if problem is None else Settings()
        self.theme = Theme(
            settings.appearance,
            settings.text_size,
            rtl=rtl,
            less_movement=settings.less_movement,
            more_contrast=settings.more_contrast,
        )
        self.theme.dress(qt)
        self.frame = Frame(self.theme)
        self.background = Background(qt)
        self.shell = Shell(self.theme, self.background, home, settings_file, settings, self.frame)
        self.shell.kept = Kept(channel, self.frame)
        self.shell.capture = system_capture()
        self._standing = Standing(self.frame, self.shell)
        self._profile = profile
        self.desktop = DesktopWatch(self.frame, desktop_events)
        self._front = FrontRoute(
            self.shell, self._open_seat, self._take_seat, self._open_together, self._see_copies, problem
        )
        self.shell.leaving = Leaving(
            self.frame,
            self.background,
            channel,
            self._front.cover,
            self.shell.open.close,
            self.shell.kept.hand_on,
            end,
        )
        self._connect()

    def start(self) -> None:
        """Show the window where the last one stood."""
        self._front.start(self._options.leaves, after_crash=self._options.after_crash)
        self.shell.keep_out_of_pictures()
        self._place(self._options.placement)
        handle = self.frame.windowHandle()
        handle.installEventFilter(self.shell.watch)
        self._channel.listen(self._orders.arrived.emit, self._orders.kept.emit)

    def trouble(self, error: BaseException) -> None:
        """Tell of something unforeseen on a page that holds nothing personal."""
        if isinstance(error, Exception) and not self.shell.leaving.begun:
            self.shell.trouble(error)

    def _connect(self) -> None:
        shell = self.shell
        self.frame.close_asked.connect(shell.leaving.close)
        self.frame.first_painted.connect(self._channel.send_painted)
        shell.watch.touched.connect(shell.idle.touch)
        shell.watch.hide_asked.connect(shell.hide)
        shell.idle.warned.connect(self._warn)
        shell.idle.resumed.connect(lambda: self.frame.show_banner(None))
        shell.idle.lock_due.connect(shell.lock)
        shell.idle.begun.connect(self.desktop.start)
        shell.idle.begun.connect(self._front.get_ready)
        self.desktop.woke.connect(shell.idle.look)
        self.desktop.lock_due.connect(shell.lock)
        self._orders = _Orders(self.frame)
        self._orders.arrived.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        self._orders.kept.connect(shell.kept.take, Qt.ConnectionType.QueuedConnection)

    # What leads to a vault, and all that a vault needs, is imported when somebody goes there.

    @cached_property
    def _seat(self) -> "SeatRoute":
        from ui.window.seat_route import SeatRoute

        return SeatRoute(
            self.shell,
            self._go_home,
            self._read_guide,
            self._see_copies,
            self._bring_copy,
            self._profile,
        )

    @cached_property
    def _sitting(self) -> "SittingRoute":
        from ui.window.sitting_route import SittingRoute

        return SittingRoute(self.shell, self._go_home)

    @cached_property
    def _copies(self) -> "RestoreRoute":
        from ui.window.restore_route import RestoreRoute

        return RestoreRoute(self.shell, self._go_home, self._seat.enter, self._profile)

    def _open_seat(self, seat: SeatRecord) -> None:
        self._seat.unlock(seat)

    def _take_seat(self) -> None:
        self._seat.before()

    def _open_together(self) -> None:
        self._sitting.prepare()

    def _see_copies(self, seat: SeatRecord) -> None:
        self._copies.copies(seat)

    def _bring_copy(self) -> None:
        self._copies.bring()

    def _go_home(self) -> None:
        self._front.go_home()

    def _read_guide(self) -> None:
        self._front.show_guide()

    def _warn(self) -> None:
        from ui.widgets.notice import Notice

        title = QCoreApplication.translate("Window", "This locks in half a minute.")
        words = QCoreApplication.translate("Window", "What you wrote is kept. Press any key to stay.")
        self.frame.show_banner(Notice(self.theme, "caution", title, words))

    def _obey(self, order: Order) -> None:
        match order:
            case Order.RAISE if self.shell.leaving.begun:
                return  # the fresh process is asked as well
            case Order.RAISE:
                self.frame.setWindowState(self.frame.windowState() & ~Qt.WindowState.WindowMinimized)
                self.frame.show()
                self.frame.raise_()
                self.frame.activateWindow()
            case Order.END:
                self.shell.leaving.successor_stands()

    def _place(self, placement: Placement | None) -> None:
        frame = self.frame
        self._standing.begin(placement)
        if placement is None:
            frame.show()
            return
        if not placement.active:  # never steal the focus from another program
            frame.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        if placement.state == "minimised" or self._options.leaves is Leaves.MINIMISED:
            frame.showMinimized()
            self._channel.send_painted()  # a minimised window is never painted
        elif placement.state == "maximised":
            frame.showMaximized()
        else:
            frame.show()


def _open_home(folder: Path) -> tuple[Home, HomeError | None]:
    """The home folder, and what keeps it from being used; the guide can be read all the same."""
    try:
        return Home.open(folder), None
    except HomeError as problem:
        return Home(folder), problem


def run(options: WindowOptions, channel: Channel) -> int:
    """Show the window until it ends; the process ends with it.

    Args:
        options: from the command line of the window process.
        channel: the way to the supervisor.

    Returns:
        The exit code, if the event loop ends before the process does.
    """
    # Stronger than a qtlogging.ini in somebody’s settings: some of Qt’s debugging lines hold what is typed.
    QLoggingCategory.setFilterRules("*.debug=false\n*.info=false\nqt.pyside.libpyside=false")
    qt = QApplication([NAME, "-style", STYLE])
    qt.setProperty(STYLED, True)
    qt.setApplicationName(NAME)
    qt.setApplicationDisplayName(TITLE)
    qt.setDesktopFileName(NAME)
    qt.setQuitOnLastWindowClosed(False)
    use_language()
    application = Application(qt, options, channel)

    def unforeseen(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        application.trouble(error)

    application.start()
    # All that was made so far stays. `main` had put off the collecting of garbage: 15 ms of the first window.
    gc.freeze()
    gc.enable()
    # Only from here on: before it nothing personal is open, and a start that fails should say why.
    sys.excepthook = unforeseen
    return qt.exec()
