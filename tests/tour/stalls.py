"""How long the UI thread could not answer."""

import time
from dataclasses import dataclass, field

TICK_MS = 5
"""The interval of the timer whose gaps tell."""


@dataclass
class Stalls:
    """Keeps the longest gaps; the caller says when it is itself that keeps the thread busy.

    A gap is the time from when the event loop got the thread (`resume`) to when it gave it back (`pause`),
    and that of each key or click that the caller delivers (`deliver`): its handlers run within the call.
    """

    longest: list[tuple[float, str]] = field(default_factory=list)
    _since: float | None = None

    def resume(self) -> None:
        """The event loop has the thread from now on."""
        self._since = time.perf_counter()

    def pause(self, during: str) -> None:
        """The event loop has given the thread back; `during` says what was going on."""
        if self._since is not None:
            self._note(time.perf_counter() - self._since, during)
        self._since = None

    def deliver(self, started: float, during: str) -> None:
        """An event that was delivered at `started` (perf_counter) has just been handled."""
        self._note(time.perf_counter() - started, during)

    def _note(self, seconds: float, during: str) -> None:
        self.longest.append((seconds * 1000, during))
        self.longest.sort(reverse=True)
        del self.longest[5:]
