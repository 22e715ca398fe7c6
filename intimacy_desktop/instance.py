"""One running program a home folder: a lock the system frees at death, and the request to come forward."""

# ruff: noqa: PTH103, PTH108, PTH116, PTH118  pathlib takes 9 ms to import
import os
import stat
import sys

_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600
_POLL_SECONDS = 0.5


class Instance:
    """Holds the lock of a home folder until the process ends.

    Args:
        home: the home folder; made if it is not there.

    Raises:
        BlockingIOError: another process holds the lock.
    """

    def __init__(self, home: str) -> None:
        self._home = home
        self._request = os.path.join(home, "raise")
        self._lock = self._take_lock()
        self._pipe = self._make_pipe() if self.held else None

    @property
    def held(self) -> bool:
        """Whether the lock could be had; where nothing can be written there is nothing to guard either."""
        return self._lock is not None

    def wait_for_request(self) -> None:
        """Return when a later start asks this one to come forward."""
        if self._pipe is not None:
            os.read(self._pipe, 64)
            return
        import time

        while True:
            try:
                os.unlink(self._request)
            except OSError:
                time.sleep(_POLL_SECONDS)
            else:
                return

    def _take_lock(self) -> int | None:
        try:
            os.makedirs(self._home, mode=_PRIVATE_FOLDER, exist_ok=True)
            if not _is_ours(os.stat(self._home)):
                return None
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            lock = os.open(os.path.join(self._home, "lock"), flags, _PRIVATE_FILE)
        except OSError:
            return None
        try:
            _lock_file(lock)
        except BlockingIOError:
            os.close(lock)
            raise
        except OSError:  # a file system without locks
            os.close(lock)
            return None
        return lock

    def _make_pipe(self) -> int | None:
        """Make the named pipe for requests; None where the system or the file system has none."""
        if sys.platform == "win32":
            return None
        try:
            if os.path.lexists(self._request) and not stat.S_ISFIFO(os.lstat(self._request).st_mode):
                os.unlink(self._request)
            if not os.path.lexists(self._request):
                os.mkfifo(self._request, _PRIVATE_FILE)
            # Open for writing too: it never ends when an asker goes away.
            return os.open(self._request, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            return None


def ask_to_come_forward(home: str) -> bool:
    """Leave a request with the program that holds the lock of `home`; False if nobody takes it now."""
    request = os.path.join(home, "raise")
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(request, flags, _PRIVATE_FILE)
    except OSError:  # a pipe without a reader: the holder is just starting or just ending
        return False
    try:
        os.write(descriptor, b"r")
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _is_ours(status: os.stat_result) -> bool:
    return sys.platform == "win32" or status.st_uid == os.getuid()


if sys.platform == "win32":
    import msvcrt

    def _lock_file(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock_file(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
