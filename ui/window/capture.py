"""Keeping the window out of pictures and recordings of the screen, where the system can.

Windows and macOS can; on X11 and Wayland no program can ask for it, so nothing is offered there. It holds
against screenshots and shared screens, not against a camera or a program that does not ask the system.
"""

import ctypes
import sys
from typing import Any, Protocol

WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11
"""winuser.h; the last one since Windows 10 of May 2020, before it the window is black in pictures."""
SHARING_NONE, SHARING_READ_ONLY = 0, 1
"""NSWindowSharingType of AppKit."""


class Capture(Protocol):
    """The system's own way to exclude a window from pictures of the screen."""

    def exclude(self, window: int, *, excluded: bool) -> bool:
        """Exclude the window of this native handle (QWidget.winId), or admit it; tell whether it was done."""


class WindowsCapture:
    """SetWindowDisplayAffinity of Windows.

    Args:
        user32: the library that has it.
    """

    def __init__(self, user32: Any) -> None:
        self._set = user32.SetWindowDisplayAffinity
        self._set.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        self._set.restype = ctypes.c_int

    def exclude(self, window: int, *, excluded: bool) -> bool:
        """Exclude the window of this HWND, or admit it; tell whether it was done."""
        wishes = (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR) if excluded else (WDA_NONE,)
        return any(self._set(window, wish) for wish in wishes)


class MacCapture:
    """`sharingType` of the NSWindow that shows a view.

    Args:
        objc: the library of the Objective-C runtime.
    """

    def __init__(self, objc: Any) -> None:
        self._name = objc.sel_registerName
        self._name.argtypes, self._name.restype = (ctypes.c_char_p,), ctypes.c_void_p
        address = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value or 0
        # one function of many types (Objective-C Runtime Reference, objc_msgSend)
        self._ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(address)
        self._tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(address)

    def exclude(self, window: int, *, excluded: bool) -> bool:
        """Exclude the window of this NSView, or admit it; tell whether it was done."""
        shown = self._ask(window, self._name(b"window"))
        if not shown:
            return False
        self._tell(shown, self._name(b"setSharingType:"), SHARING_NONE if excluded else SHARING_READ_ONLY)
        return True


def system_capture() -> Capture | None:
    """The way of this system, or None where it has none."""
    if sys.platform == "win32":
        return WindowsCapture(ctypes.WinDLL("user32"))
    if sys.platform == "darwin":
        return MacCapture(ctypes.CDLL("/usr/lib/libobjc.A.dylib"))
    return None
