"""Windows: messages to the program's own window tell of sleep and of the session.

WM_POWERBROADCAST and WM_WTSSESSION_CHANGE, as Microsoft's documentation of the Win32 API numbers them. What
the messages mean is tested anywhere; that they arrive can only be seen on Windows.
"""

import sys
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from ui.desktop_events.happening import Happening

WM_POWERBROADCAST = 0x0218
PBT_APMSUSPEND = 0x0004
PBT_APMRESUMEAUTOMATIC = 0x0012
WM_WTSSESSION_CHANGE = 0x02B1
WTS_CONSOLE_DISCONNECT = 0x2
WTS_REMOTE_DISCONNECT = 0x4
WTS_SESSION_LOCK = 0x7

_MEANINGS = {
    (WM_POWERBROADCAST, PBT_APMSUSPEND): Happening.SLEEP,
    (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC): Happening.WAKE,
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT): Happening.AWAY,
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT): Happening.AWAY,
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK): Happening.LOCK,
}


def meaning(message: int, parameter: int) -> Happening | None:
    """What a window message tells, if it is one of these.

    Args:
        message: its number.
        parameter: its WPARAM.
    """
    return _MEANINGS.get((message, parameter))


class WindowsEvents(QAbstractNativeEventFilter):
    """Looks at the messages that Qt takes from the system; create it on the UI thread.

    Args:
        window: the handle (HWND) of the program's window.
    """

    def __init__(self, window: int) -> None:
        super().__init__()
        self._window = window
        self._heard: Callable[[Happening], None] | None = None

    def start(self, heard: Callable[[Happening], None]) -> None:
        """Listen from now on; `heard` is called on the UI thread."""
        self._heard = heard
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)
        _register(self._window)

    def stop(self) -> None:
        """Listen no more."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)
        self._heard = None

    def nativeEventFilter(
        self, _kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Take a look, and leave the message to Qt."""
        number, parameter = _read(int(message))
        happening = meaning(number, parameter)
        if happening is not None and self._heard is not None:
            self._heard(happening)
        return False, 0


def _register(window: int) -> None:
    """Ask for messages about this session; those about sleep come by themselves."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        notify_for_this_session = 0
        with suppress(OSError):
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                wintypes.HWND(window), wintypes.DWORD(notify_for_this_session)
            )


def _read(address: int) -> tuple[int, int]:
    """Number and WPARAM of the MSG structure at `address`."""
    from ctypes import wintypes

    message = wintypes.MSG.from_address(address)
    return int(message.message), int(message.wParam or 0)
