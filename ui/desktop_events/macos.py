"""macOS: notifications of the workspace and of the session, heard through the Objective-C runtime.

Names from Apple's NSWorkspace; those of the screen lock are not documented, and have been the same since
OS X 10.7. What the names mean is tested anywhere; that they arrive can only be seen on a Mac.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from ui.desktop_events.happening import Happening

_WORKSPACE = {
    "NSWorkspaceWillSleepNotification": Happening.SLEEP,
    "NSWorkspaceDidWakeNotification": Happening.WAKE,
    "NSWorkspaceSessionDidResignActiveNotification": Happening.AWAY,
    "NSWorkspaceScreensDidSleepNotification": Happening.LOCK,
}
_SESSION = {
    "com.apple.screenIsLocked": Happening.LOCK,
    "com.apple.screensaver.didstart": Happening.LOCK,
}
_APPKIT = "/System/Library/Frameworks/AppKit.framework/AppKit"
_OBSERVER = b"InnermostObserver"
_Implementation = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def meaning(name: str) -> Happening | None:
    """What the notification of this name tells, if it is one of these."""
    return (_WORKSPACE | _SESSION).get(name)


class MacEvents:
    """Observes two notification centres; both call on the UI thread."""

    def __init__(self) -> None:
        self._heard: Callable[[Happening], None] | None = None
        self._taken: Any = None  # what Objective-C calls must stay

    def start(self, heard: Callable[[Happening], None]) -> None:
        """Listen from now on."""
        self._heard = heard
        if sys.platform == "darwin" and self._taken is None:
            runtime = _Runtime()
            self._taken = _Implementation(lambda _self, _command, note: self._take(runtime.name_of(note)))
            runtime.observe(self._taken)

    def stop(self) -> None:
        """Listen no more."""
        self._heard = None

    def _take(self, name: str) -> None:
        happening = meaning(name)
        if happening is not None and self._heard is not None:
            self._heard(happening)


class _Runtime:
    """The few messages that are sent to Objective-C objects."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
        ctypes.CDLL(_APPKIT)
        for name in ("objc_getClass", "sel_registerName", "objc_allocateClassPair"):
            getattr(self._library, name).restype = ctypes.c_void_p

    def observe(self, implementation: Any) -> None:
        """Have `implementation` called with each notification."""
        observer = self._send(self._make_class(implementation), "new")
        workspace = self._send(self._class("NSWorkspace"), "sharedWorkspace")
        distributed = self._send(self._class("NSDistributedNotificationCenter"), "defaultCenter")
        for centre, names in (
            (self._send(workspace, "notificationCenter"), _WORKSPACE),
            (distributed, _SESSION),
        ):
            for name in names:
                text = self._send(self._class("NSString"), "stringWithUTF8String:", name.encode())
                self._send(
                    centre,
                    "addObserver:selector:name:object:",
                    observer,
                    self._selector("take:"),
                    text,
                    None,
                )

    def name_of(self, notification: int | None) -> str:
        """The name of a notification."""
        text = self._send(self._send(notification, "name"), "UTF8String")
        return ctypes.string_at(text).decode() if text else ""

    def _make_class(self, implementation: Any) -> int | None:
        parent = ctypes.c_void_p(self._class("NSObject"))
        made: int | None = self._library.objc_allocateClassPair(parent, _OBSERVER, 0)
        self._library.class_addMethod(
            ctypes.c_void_p(made), ctypes.c_void_p(self._selector("take:")), implementation, b"v@:@"
        )
        self._library.objc_registerClassPair(ctypes.c_void_p(made))
        return made

    def _class(self, name: str) -> int | None:
        found: int | None = self._library.objc_getClass(name.encode())
        return found

    def _selector(self, name: str) -> int | None:
        found: int | None = self._library.sel_registerName(name.encode())
        return found

    def _send(self, receiver: int | None, selector: str, *arguments: int | bytes | None) -> int | None:
        kinds = [ctypes.c_char_p if isinstance(one, bytes) else ctypes.c_void_p for one in arguments]
        shape = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, *kinds)
        send = shape(("objc_msgSend", self._library))
        answer: int | None = send(receiver, self._selector(selector), *arguments)
        return answer
