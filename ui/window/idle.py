"""How long nobody has touched the program, and what follows from it."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

WARNING_S = 30
"""Between the warning and the lock."""
LOOK_S = 5.0
"""The clock is looked at this often: no timer runs while a computer sleeps, and none ends when it wakes."""


def _now() -> float:
    """Seconds that go on while the computer sleeps, where the system can tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class Idle(QObject):
    """Tells when the program was left alone for too long.

    Signals:
        begun: from now on there is something to lock.
        warned: it will lock in `WARNING_S` seconds unless somebody touches it.
        resumed: somebody did.
        cover_due: in a sitting, the cards should be covered now.
        lock_due: lock now.
    """

    begun = Signal()
    warned = Signal()
    resumed = Signal()
    cover_due = Signal()
    lock_due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._touched = _now()
        self._cover_s: float | None = None
        self._lock_s: float | None = None
        self._is_warned = False
        self._is_covered = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    @property
    def lock_s(self) -> float | None:
        """Seconds of quiet after which it locks, or None while there is nothing to lock."""
        return self._lock_s

    def watch(self, lock_s: float, cover_s: float | None = None) -> None:
        """Start counting.

        Args:
            lock_s: seconds of quiet until `lock_due`.
            cover_s: seconds of quiet until `cover_due`, or None.
        """
        is_first = self._lock_s is None
        self._lock_s = lock_s
        self._cover_s = cover_s
        self._is_covered = False
        self._touched = _now()
        self.touch()
        self.look()
        if is_first:
            self.begun.emit()

    def rest(self) -> None:
        """Stop counting: nothing is open."""
        self._lock_s = self._cover_s = None
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is here; too late, if the computer slept over the time to cover or to lock."""
        quiet = _now() - self._touched
        if self._lock_s is not None and quiet >= self._lock_s:
            self.lock_due.emit()
            return
        self._touched = _now()
        if self._cover_s is not None and quiet >= self._cover_s and not self._is_covered:
            self.cover_due.emit()
        was_late = self._is_warned or self._is_covered
        self._is_covered = False
        if self._is_warned:
            self._is_warned = False
            self.resumed.emit()
        if was_late:  # the timer waits for a later mark than the next one now is
            self.look()

    def look(self) -> None:
        """See how late it is, as when the computer wakes."""
        if self._lock_s is None:
            return
        quiet = _now() - self._touched
        if quiet >= self._lock_s:
            self.lock_due.emit()
            return
        if self._cover_s is not None and quiet >= self._cover_s and not self._is_covered:
            self._is_covered = True
            self.cover_due.emit()
        if quiet >= self._lock_s - WARNING_S and not self._is_warned:
            self._is_warned = True
            self.warned.emit()
        self._timer.start(max(50, int(self._until_next(quiet) * 1000)))

    def _until_next(self, quiet: float) -> float:
        """Seconds until the next mark."""
        assert self._lock_s is not None  # noqa: S101 - narrows the type; the caller has checked
        marks = [self._lock_s - WARNING_S, self._lock_s]
        if self._cover_s is not None:
            marks.append(self._cover_s)
        return min(LOOK_S, min(mark for mark in marks if mark > quiet) - quiet)
