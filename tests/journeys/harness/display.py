"""A private X display: its server, its windows, its pixels."""

import os
import struct
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from Xlib import X, Xutil, display as xdisplay, error as xerror
from Xlib.xobject.drawable import Window as XWindow

from .processes import DIES_WITH_US, end_family


@dataclass(frozen=True, slots=True)
class TopWindow:
    """A top-level window as the window manager lists it."""

    xid: int
    pid: int
    title: str
    resource: str
    minimised: bool
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of the screen, four bytes each (blue, green, red, unused)."""

    width: int
    height: int
    pixels: bytes

    def save(self, path: Path) -> None:
        """Write it as PNG (ISO/IEC 15948, one RGB image without filters)."""
        rows = bytearray()
        for top in range(0, len(self.pixels), self.width * 4):
            row = self.pixels[top : top + self.width * 4]
            rgb = bytearray(self.width * 3)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + rgb
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 3)), (b"IEND", b""))
        with path.open("wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n")
            for kind, data in parts:
                file.write(struct.pack(">I", len(data)) + kind + data)
                file.write(struct.pack(">I", zlib.crc32(kind + data)))


@contextmanager
def x_server(size: str = "1280x900x24", prefix: Sequence[str] = DIES_WITH_US) -> Iterator[str]:
    """The name (":7") of an X server of our own, on a number that it found free itself."""
    answer, told = os.pipe()
    command = [*prefix, "Xvfb", "-displayfd", str(told), "-screen", "0", size]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset", "-dpi", "96"],
        pass_fds=(told,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(answer) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb ended before it had a display")
        yield f":{number}"
    finally:
        end_family(server)


def _symbol(character: str) -> int:
    """The X keysym of a character (X protocol, appendix A: Latin-1 as it is, others by their code point)."""
    return ord(character) if ord(character) < 0x100 else 0x1000000 + ord(character)


class Screen:
    """What is on a display, as its window manager and its pixels tell."""

    def __init__(self, name: str) -> None:
        self._display = xdisplay.Display(name)
        self._display.set_error_handler(lambda *_: None)  # windows vanish while we look
        self._root: XWindow = self._display.screen().root

    def close(self) -> None:
        """Leave the display."""
        self._display.close()

    def managed(self) -> bool:
        """Whether a window manager runs."""
        return bool(self._property(self._root, "_NET_SUPPORTING_WM_CHECK"))

    def windows(self) -> list[TopWindow]:
        """The top-level windows, oldest first."""
        found = (self._describe(xid) for xid in self._property(self._root, "_NET_CLIENT_LIST"))
        return [window for window in found if window]

    def active(self) -> int:
        """The id of the window that has the keyboard, 0 if none."""
        return int((self._property(self._root, "_NET_ACTIVE_WINDOW") or [0])[0])

    def picture(self, window: TopWindow | None = None) -> Picture:
        """The pixels of the whole screen, or of the part where `window` lies."""
        whole = self._root.get_geometry()
        left, top, right, bottom = 0, 0, whole.width, whole.height
        if window:
            left, top = max(0, window.x), max(0, window.y)
            right, bottom = min(right, window.x + window.width), min(bottom, window.y + window.height)
        image = self._root.get_image(left, top, right - left, bottom - top, X.ZPixmap, 0xFFFFFFFF)
        return Picture(right - left, bottom - top, image.data)

    def ask_to_close(self, window: TopWindow) -> None:
        """What a click on the window's close button sends."""
        self._tell(window, "_NET_CLOSE_WINDOW", [X.CurrentTime, 2, 0, 0, 0])

    def activate(self, window: TopWindow) -> None:
        """What a click in the task bar sends."""
        self._tell(window, "_NET_ACTIVE_WINDOW", [2, X.CurrentTime, 0, 0, 0])

    def minimise(self, window: TopWindow) -> None:
        """What a click on the window's minimise button sends."""
        self._tell(window, "WM_CHANGE_STATE", [Xutil.IconicState, 0, 0, 0, 0])

    def give_keys_to(self, text: str, *symbols: int) -> None:
        """See to it that each character, and each keysym, has a key of its own from now on."""
        first, last = self._display.display.info.min_keycode, self._display.display.info.max_keycode
        keys = self._display.get_keyboard_mapping(first, last - first + 1)
        known = {symbol for key in keys for symbol in key}
        spare = (first + index for index, key in enumerate(keys) if not any(key))
        wanted = {_symbol(character) for character in text if character > " "} | {*symbols}
        for symbol in sorted(wanted - known):
            self._display.change_keyboard_mapping(next(spare), [(symbol, symbol)])
        self._display.sync()

    def selection_owner(self, name: str) -> int:
        """The id of the window that holds a selection (“PRIMARY”, “CLIPBOARD”), 0 if none does."""
        owner = self._display.get_selection_owner(self._display.intern_atom(name))
        return int(getattr(owner, "id", owner))

    def _tell(self, window: TopWindow, message: str, data: list[int]) -> None:
        from Xlib.protocol import event

        told = event.ClientMessage(
            window=self._display.create_resource_object("window", window.xid),
            client_type=self._display.intern_atom(message),
            data=(32, data),
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._root.send_event(told, event_mask=mask)
        self._display.flush()

    def _property(self, window: XWindow, name: str) -> list[int]:
        held = window.get_full_property(self._display.intern_atom(name), X.AnyPropertyType)
        return list(held.value) if held and held.format == 32 else []

    def _describe(self, xid: int) -> TopWindow | None:
        window = self._display.create_resource_object("window", xid)
        try:
            place, size = window.translate_coords(self._root, 0, 0), window.get_geometry()
            title = window.get_full_text_property(self._display.intern_atom("_NET_WM_NAME")) or ""
            names = window.get_wm_class() or ("", "")
            pid = (self._property(window, "_NET_WM_PID") or [0])[0]
            state = (self._property(window, "WM_STATE") or [0])[0]
        except xerror.XError:
            return None
        minimised = state == Xutil.IconicState
        x, y = -place.x, -place.y
        return TopWindow(xid, pid, title, names[0], minimised, x, y, size.width, size.height)
