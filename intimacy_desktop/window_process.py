"""One window process as the supervisor sees it: words go down, words come up, and it ends."""

# ruff: noqa: PTH100, PTH120  pathlib takes 9 ms to import, before the first window is even asked for
import os
import sys
import time

TYPE_CHECKING = False  # typing takes 3 ms
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from queue import SimpleQueue
    from subprocess import Popen

_CHUNK = 4096
_LONG = 4096  # bytes; the pipe may not take more at once, and whoever writes waits until it is read
# Not `-m`: the folder of the package is named outright, and with -I nothing that lies in the current
# folder or in PYTHONPATH takes the place of a module. It is also 5 ms faster.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from intimacy_desktop.__main__ import main; sys.exit(main())"
)


def window_command(arguments: "Sequence[str]") -> list[str]:
    """Give the command line that starts a window process with this interpreter, from a checkout or frozen.

    Args:
        arguments: the window options.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--window", *arguments]
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return [sys.executable, "-I", "-c", _BOOT, root, "--window", *arguments]


class WindowProcess:
    """A child process with pipes on its standard input and output.

    Args:
        command: program and arguments.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, command: "Sequence[str]") -> None:
        self._popen: Popen[bytes] | None = None
        self._reaped = False
        self._waiting: SimpleQueue[bytes] | None = None
        self.started = time.monotonic()
        """When it was started, in seconds of the monotonic clock."""
        self.ended: float | None = None
        """When it was found to be gone."""
        self.silent = False
        """Whether it has closed its end: nothing more comes up."""
        self.kill_at: float | None = None
        """When it will be ended by force."""
        theirs, self._down = os.pipe()
        self._up, answers = os.pipe()
        try:
            if sys.platform == "win32":
                import subprocess

                self._popen = subprocess.Popen(command, stdin=theirs, stdout=answers)
                self._pid = self._popen.pid
            else:
                # Importing subprocess would take 10 ms. No other descriptor reaches the child (PEP 446).
                actions = [(os.POSIX_SPAWN_DUP2, theirs, 0), (os.POSIX_SPAWN_DUP2, answers, 1)]
                self._pid = os.posix_spawn(command[0], list(command), os.environ, file_actions=actions)
        finally:
            os.close(theirs)
            os.close(answers)

    def say(self, word: str) -> None:
        """Send one line; nothing happens where nobody hears it. It never waits for the other end.

        Lines arrive in their order: behind a long one, which a thread writes, the others queue.
        """
        line = f"{word}\n".encode()
        if self._waiting is None and len(line) <= _LONG:
            self._write(line)
            return
        if self._waiting is None:
            from queue import SimpleQueue
            from threading import Thread

            self._waiting = SimpleQueue()
            Thread(target=self._write_all, args=(self._waiting,), daemon=True).start()
        self._waiting.put(line)

    def lines(self) -> "Iterator[str]":
        """Give each line as it comes up, until the process closes its end."""
        rest = b""
        while chunk := self._read():
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (line.decode(errors="replace") for line in lines)
        os.close(self._up)

    def kill(self) -> None:
        """End it by force."""
        if self._popen is not None:
            self._popen.kill()
        elif not self._reaped:
            os.kill(self._pid, 9)  # SIGKILL

    def has_ended(self) -> bool:
        """Whether the process is gone; call it from one thread only."""
        if self._popen is not None:
            return self._popen.poll() is not None
        if not self._reaped:
            self._reaped = os.waitpid(self._pid, os.WNOHANG)[0] != 0
        return self._reaped

    def forget(self) -> None:
        """Close the pipe down to a process that has ended."""
        if self._waiting is None:
            os.close(self._down)
        else:
            self._waiting.put(b"")  # its thread may be about to write

    def _write(self, line: bytes) -> None:
        try:
            while line:
                line = line[os.write(self._down, line) :]
        except OSError:  # it has ended; that is noticed elsewhere
            return

    def _write_all(self, waiting: "SimpleQueue[bytes]") -> None:
        while line := waiting.get():
            self._write(line)
        os.close(self._down)

    def _read(self) -> bytes:
        try:
            return os.read(self._up, _CHUNK)
        except OSError:
            return b""
