"""Slow work off the UI thread, and one way back to it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

T = TypeVar("T")

Job = Callable[[], None]


class _Lane:
    """One daemon thread that takes jobs first in, first out.

    A daemon, because ending the process must never wait for a key derivation or a hung disk.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._started = False

    def put(self, job: Job) -> None:
        """Queue `job`; the thread is started with the first one, since the first window needs none."""
        if not self._started:
            self._started = True
            threading.Thread(target=self._work, name=self._name, daemon=True).start()
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            self._jobs.get()()


class Background(QObject):
    """Runs work on two threads and brings the results back to the UI thread.

    The *storage* lane owns every open database connection; the *worker* lane derives keys. Both are
    first in, first out. Results travel through one signal of one object that lives as long as the
    application: a thread that told its result to an object on its way out would take the process with it.

    Args:
        application: owns it.
    """

    _arrived = Signal(object)

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._storage = _Lane("storage")
        self._worker = _Lane("worker")
        self._last: QObject | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def storage(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Run `work` on the thread that owns the databases.

        Args:
            owner: whoever asks; once it is deleted, neither callback is called.
            work: plain core code, no Qt.
            done: called on the UI thread with the result.
            failed: called on the UI thread with the exception.
        """
        self._storage.put(self._job(owner, work, done, failed))

    def worker(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Run `work` on the thread for key derivation; arguments as for `storage`."""
        self._worker.put(self._job(owner, work, done, failed))

    def tell_only(self, owner: QObject) -> None:
        """Bring results back to `owner` alone from now on: the end has begun, and nobody else acts any more.

        What is queued is still done. A key that is found too late opens nothing.
        """
        self._last = owner

    def _is_told(self, owner: QObject) -> bool:
        return isValid(owner) and (self._last is None or self._last is owner)

    def _job(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> Job:
        def tell(callback: Callable[[], object]) -> None:
            with suppress(RuntimeError):  # the application is gone, and with it whoever could be told
                self._arrived.emit(lambda: callback() if self._is_told(owner) else None)

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - every failure belongs to whoever asked
                problem = error
                tell(lambda: failed(problem))
            else:
                tell(lambda: done(result))

        return run

    @staticmethod
    def _deliver(callback: Callable[[], object]) -> None:
        callback()
