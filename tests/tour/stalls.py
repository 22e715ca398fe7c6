"""How long the UI thread could not answer."""

import time
from dataclasses import dataclass, field

TICK_MS = 5
"""The interval of the timer whose gaps tell."""


@dataclass(frozen=True, slots=True, order=True)
class Stall:
    """One gap.

    Args:
        wall: milliseconds that passed.
        work: milliseconds in which the UI thread itself was computing; the rest it waited for a processor.
        during: what was going on.
    """

    wall: float
    work: float
    during: str

    def __str__(self) -> str:
        return f"{self.wall:4.0f} ms, {self.work:4.0f} ms of it its own work: {self.during}"


@dataclass
class Stalls:
    """Keeps the longest gaps; the caller says when it is itself that keeps the thread busy.

    A gap is the time from when the event loop got the thread (`resume`) to when it gave it back (`pause`),
    and that of each key or click that the caller delivers (`begin`, `deliver`): its handlers run within the
    call.
    """

    longest: list[Stall] = field(default_factory=list)
    _since: tuple[float, float] | None = None

    def resume(self) -> None:
        """The event loop has the thread from now on."""
        self._since = self.begin()

    def pause(self, during: str) -> None:
        """The event loop has given the thread back; `during` says what was going on."""
        if self._since is not None:
            self.deliver(self._since, during)
        self._since = None

    @staticmethod
    def begin() -> tuple[float, float]:
        """The present moment, for `deliver`."""
        return time.perf_counter(), time.thread_time()

    def deliver(self, began: tuple[float, float], during: str) -> None:
        """What began at a moment has just ended."""
        wall, work = (now - then for now, then in zip(self.begin(), began, strict=True))
        self.longest.append(Stall(wall * 1000, work * 1000, during))
        self.longest.sort(reverse=True)
        del self.longest[5:]
