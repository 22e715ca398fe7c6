"""A lock on an open file that ends with its process, however that ends."""

import sys
from typing import IO

from setup.errors import say

if sys.platform == "win32":
    import msvcrt
    import time

    def _take(file: IO[str], waiting: str) -> None:
        told = False
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not told:
                    say(waiting)
                told = True
                time.sleep(0.5)
            else:
                return

else:
    import fcntl

    def _take(file: IO[str], waiting: str) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(waiting)
            fcntl.flock(file, fcntl.LOCK_EX)


def wait_for(file: IO[str], waiting: str) -> None:
    """Hold the lock of this file until it is closed, waiting for any other process that has it.

    Args:
        file: an open, writable file.
        waiting: what to say if there is somebody to wait for.
    """
    _take(file, waiting)
