"""Saving while somebody writes: soon after the last key, and never later than two seconds."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.background import Background

T = TypeVar("T")

QUIET_MS = 250
"""After the last key; a commit has to start within 300 ms of it."""
LONGEST_MS = 1_900
"""After the first unsaved key, while the typing goes on; a commit has to start within 2 s."""
RETRY_MS = (1_000, 2_000, 5_000, 10_000)
"""Between attempts while saving fails; the last one repeats."""


class _Signals(QObject):
    saving = Signal()
    saved = Signal()
    failed = Signal(object)


class Autosave(Generic[T]):
    """Saves the newest value given to it, on the storage thread, and tells when that is done.

    Args:
        background: whose storage lane the saving runs on.
        save: makes one value durable before it returns; raises if it could not.
        parent: the page that owns it; with it the timers end.

    Signals (on `signals`): `saving` when a value is waiting, `saved` when the newest value is durable,
    `failed(Exception)` when an attempt failed. The value is kept and tried again until it is saved.
    """

    def __init__(self, background: Background, save: Callable[[T], None], parent: QObject) -> None:
        self.signals = _Signals(parent)
        self._background = background
        self._save = save
        self._waiting: list[T] = []
        self._newest: list[T] = []
        self._put = 0
        self._durable = 0  # written by the storage thread
        self._queued = 0
        self._done = 0
        self._failures = 0
        self._quiet = QTimer(self.signals, singleShot=True, interval=QUIET_MS)
        self._longest = QTimer(self.signals, singleShot=True, interval=LONGEST_MS)
        self._retry = QTimer(self.signals, singleShot=True)
        for timer in (self._quiet, self._longest, self._retry):
            timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Whether a value is waiting or being written."""
        return bool(self._waiting) or self._done < self._queued

    def left(self) -> T | None:
        """Give the newest value while it is not durable.

        Unlike `unsaved` it knows so also when the end has begun and nobody is told of results any more.
        """
        return self._newest[0] if self._newest and self._durable < self._put else None

    def put(self, value: T) -> None:
        """Take a newer value; it replaces the one that waits."""
        self._waiting[:] = self._newest[:] = [value]
        self._put += 1
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()
        self.signals.saving.emit()

    def flush(self) -> None:
        """Queue what waits now, behind whatever the storage thread is doing.

        Whoever queues work on the storage lane after this finds the value saved, or the attempt failed.
        """
        for timer in (self._quiet, self._longest, self._retry):
            timer.stop()
        if not self._waiting:
            return
        value = self._waiting.pop()
        self._queued += 1
        number, put = self._queued, self._put

        def save() -> None:
            self._save(value)
            self._durable = put

        self._background.storage(
            self.signals,
            save,
            lambda _none: self._after_saving(),
            lambda error: self._after_failing(number, value, error),
        )

    def _after_saving(self) -> None:
        self._done += 1
        self._failures = 0
        if not self.unsaved:
            self.signals.saved.emit()

    def _after_failing(self, number: int, value: T, error: Exception) -> None:
        self._done += 1
        if number < self._queued:
            return  # a newer value is on its way already; this one must never come after it
        if not self._waiting:
            self._waiting.append(value)
        self._retry.start(RETRY_MS[min(self._failures, len(RETRY_MS) - 1)])
        self._failures += 1
        self.signals.failed.emit(error)
