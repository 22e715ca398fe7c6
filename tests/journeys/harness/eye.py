"""What an eye sees of one part of the screen, picture after picture, while something happens there."""

import threading
import time
from dataclasses import dataclass, field
from typing import Self

from Xlib import X, display as xdisplay

from .desktop import Desktop
from .display import TopWindow

DESKTOP = 0xFF00FF
"""A colour that nothing of ours has: where it is seen, a window has left a hole."""
FRAME_MS = 1000 / 60
"""What a usual screen shows of one picture."""


@dataclass(frozen=True, slots=True)
class Look:
    """One picture, and when it was taken in milliseconds of the monotonic clock.

    It was on the screen at some moment between the two.
    """

    began: float
    ended: float
    pixels: bytes

    @property
    def has_hole(self) -> bool:
        """Whether the desktop is seen through it."""
        pixel = DESKTOP.to_bytes(4, "little")[:3]
        at = self.pixels.find(pixel)
        while at >= 0 and at % 4:
            at = self.pixels.find(pixel, at + 1)
        return at >= 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture for as long as it stood.

    Attributes:
        first: when it was first seen, in milliseconds of the monotonic clock.
        last: when it was last seen.
        look: the picture.
    """

    first: float
    last: float
    look: Look

    @property
    def frames(self) -> int:
        """How many pictures of a usual screen it took, at most."""
        return 1 + int((self.last - self.first) / FRAME_MS)


def now_ms() -> float:
    """The clock of the pictures."""
    return time.monotonic() * 1000


@dataclass
class Eye:
    """Looks at a window's place again and again, as fast as the X server answers."""

    place: Desktop
    window: TopWindow
    looks: list[Look] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        """Paint the desktop in a colour of its own and begin."""
        self._eyes = xdisplay.Display(self.place.env["DISPLAY"])
        root = self._eyes.screen().root
        root.change_attributes(background_pixel=DESKTOP)
        root.clear_area()
        self._eyes.sync()
        self._thread = threading.Thread(target=self._look_on, name="recording")
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop looking."""
        self._over.set()
        self._thread.join()
        self._eyes.close()

    def _look_on(self) -> None:
        root, window = self._eyes.screen().root, self.window
        last = b""
        while not self._over.is_set():
            began = now_ms()
            image = root.get_image(window.x, window.y, window.width, window.height, X.ZPixmap, 0xFFFFFFFF)
            pixels = last if image.data == last else image.data  # most pictures are the one before
            last = pixels
            self.looks.append(Look(began, now_ms(), pixels))

    @property
    def per_second(self) -> float:
        """How many pictures it took in a second."""
        return 1000 * len(self.looks) / (self.looks[-1].ended - self.looks[0].began)

    def shown(self) -> list[Shown]:
        """The different pictures in their order."""
        found: list[Shown] = []
        for look in self.looks:
            if found and found[-1].look.pixels is look.pixels:
                found[-1] = Shown(found[-1].first, look.began, look)
            else:
                found.append(Shown(look.ended, look.began, look))
        return found
