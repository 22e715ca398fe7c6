"""The process that holds no secret: it starts the window process, and a fresh one at each lock and crash.

Python and Qt cannot wipe what they copied, so locking means that the process ends (docs/threat-model.md).
This one stays: it holds the lock of the home folder and gives the desktop one steady process to watch.
Nothing that takes time is imported before the first window process is on its way.
"""

import sys
import time

from intimacy_desktop.hardening import forbid_core_files, take_neutral_name
from intimacy_desktop.instance import Instance, ask_to_come_forward
from intimacy_desktop.window_process import WindowProcess, window_command

TYPE_CHECKING = False  # typing takes 3 ms
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intimacy_desktop.keeper import Keeper

PATIENCE = 4.5
"""Seconds after which a window process that should end is ended by force; it gives itself three."""
QUICK_CRASH = 10.0
"""Seconds; a window process that lived no longer did not get far."""
CRASHES = 3
"""After so many quick crashes on end another start would not help."""

_TRIES = 30
_TRY_SECONDS = 0.1
_LAST_WORDS = 0.5  # seconds between the end of a process and the end of its pipe


def supervise(home: str, command: "Callable[[Sequence[str]], list[str]]" = window_command) -> int:
    """Run the program for one home folder until its window is closed.

    Where it runs already, that one is asked to come forward instead.

    Args:
        home: the home folder, absolute; made if it is not there.
        command: gives the command line of a window process for its options.

    Returns:
        The exit code: 0, or 1 if no window could be kept open.
    """
    take_neutral_name()
    forbid_core_files()
    for _ in range(_TRIES):
        try:
            instance = Instance(home)
        except BlockingIOError:
            if ask_to_come_forward(home):
                return 0
            time.sleep(_TRY_SECONDS)
        else:
            return _watch(home, instance, command)
    return _give_up(
        "Innermost is open already, and its window does not answer. Wait a moment, then try again."
    )


def _watch(home: str, instance: Instance, command: "Callable[[Sequence[str]], list[str]]") -> int:
    try:
        return _Supervisor(home, instance, command).run()
    except OSError as error:
        return _give_up(f"Innermost’s window could not be started: {error.strerror}.")


def _give_up(sentence: str) -> int:
    _say(sentence)
    return 1


def _say(sentence: str) -> None:
    if sys.stderr is not None:  # a bundle on Windows has none
        sys.stderr.write(f"{sentence}\n")


class _Supervisor:
    """Reacts to one event at a time: a word from a window process, its end, a request, a signal."""

    def __init__(
        self, home: str, instance: Instance, command: "Callable[[Sequence[str]], list[str]]"
    ) -> None:
        self._home = home
        self._instance = instance
        self._command = command
        self._quick_crashes = 0
        self._ending = self._stopped = self._wanted_again = False
        self._keeper: Keeper | None = None  # of ciphertext; made once the first window is on its way
        self._windows: list[WindowProcess] = []
        self._current = self._start()

    def run(self) -> int:
        """Go on until no window process is left."""
        from queue import SimpleQueue

        self._events: SimpleQueue[tuple[Callable[..., None], tuple[object, ...]]] = SimpleQueue()
        self._catch_signals()
        self._listen_to(self._current)
        self._keeper = self._make_keeper()
        if self._instance.held:
            self._in_background(self._pass_on_requests)
        while self._windows:
            self._wait_for_event()
            for window in self._windows.copy():
                if self._is_over(window):
                    self._windows.remove(window)
                    window.forget()
                    if window is self._current:
                        self._replace_or_leave()
        if not self._keeper.end():
            _say("What could not be saved is gone: the disk did not take it, and the program has ended.")
        return 1 if self._quick_crashes >= CRASHES else 0

    # Window processes come …

    def _start(self, *options: str) -> WindowProcess:
        window = WindowProcess(self._command([f"--home={self._home}"]))
        # Not on the command line: a list of processes would tell how the last one ended.
        window.say(" ".join(["begin", *options]))
        self._windows.append(window)
        return window

    def _start_another(self, *options: str) -> None:
        self._current = self._start(*options)
        self._listen_to(self._current)
        for vault_id, sealed in self._keeper.items() if self._keeper else ():
            self._current.say(f"kept {vault_id} {sealed}")

    def _replace_or_leave(self) -> None:
        """Decide what follows the end of the newest window process."""
        if self._ending:
            if self._wanted_again and not self._stopped:
                self._ending = self._wanted_again = False
                self._start_another()
            return
        quick = time.monotonic() - self._current.started < QUICK_CRASH
        self._quick_crashes = self._quick_crashes + 1 if quick else 0
        if self._quick_crashes < CRASHES:
            self._start_another("--after-crash")
        else:
            _give_up("Innermost closes itself again and again. What was shown as saved is still saved.")
            self._end_all()

    # … speak …

    def _on_line(self, window: WindowProcess, line: str) -> None:
        word, *details = line.split() or [""]
        if word in {"keep", "taken"}:  # they may come late, from one that was told to go
            self._keep(window, details)
        if window is not self._current:
            return  # it was told to go
        if word == "painted":
            self._end_all(but=window)
        elif word == "closed":
            self._ending = True
            self._limit(window)
        elif word == "lock" and len(details) == 2 and not self._ending:
            self._limit(window)
            self._quick_crashes = 0
            placement, leaves = details
            self._start_another(f"--placement={placement}", f"--leaves={leaves}")

    def _keep(self, window: WindowProcess, details: list[str]) -> None:
        """Keep ciphertext for the owner of a vault, or let it go where only the vault is named."""
        if self._keeper is None or len(details) not in (1, 2):
            return
        if len(details) == 2:
            self._keeper.keep(details[0], details[1])
        else:
            self._keeper.let_go(details[0])
        if window is not self._current:
            self._current.say(f"kept {' '.join(details)}")

    def _make_keeper(self) -> "Keeper":
        from intimacy_desktop.keeper import Keeper

        return Keeper(self._home, lambda found: self._events.put((self._on_found, (found,))))

    def _on_found(self, found: dict[str, str]) -> None:
        if self._keeper is not None:
            for vault_id, sealed in self._keeper.add_found(found):
                self._current.say(f"kept {vault_id} {sealed}")

    def _on_silence(self, window: WindowProcess) -> None:
        window.silent = True
        self._limit(window)

    def _on_child_signal(self) -> None:
        """Do nothing: the loop has woken, and looks for itself who is gone."""

    def _on_request(self) -> None:
        self._wanted_again = self._ending
        self._current.say("raise")

    def _on_signal(self) -> None:
        self._ending = self._stopped = True
        self._end_all()

    # … and go.

    def _end_all(self, but: WindowProcess | None = None) -> None:
        for window in self._windows:
            if window is not but:
                window.say("end")
                self._limit(window)

    def _limit(self, window: WindowProcess) -> None:
        if window.kill_at is None:
            window.kill_at = time.monotonic() + PATIENCE

    def _is_over(self, window: WindowProcess) -> bool:
        """Whether it is gone and its last words are heard; past its time, make it go."""
        now = time.monotonic()
        if not window.has_ended():
            if window.kill_at is not None and now >= window.kill_at:
                window.kill()
                window.kill_at = now + PATIENCE
            return False
        if not window.ended:
            window.ended = now
            window.kill_at = now + _LAST_WORDS
        return window.silent or now >= window.ended + _LAST_WORDS

    # Events

    def _wait_for_event(self) -> None:
        from queue import Empty

        limits = [window.kill_at for window in self._windows if window.kill_at is not None]
        timeout = max(0.0, min(limits) - time.monotonic()) if limits else None
        try:
            reaction, details = self._events.get(timeout=timeout)
        except Empty:
            return
        reaction(*details)

    def _listen_to(self, window: WindowProcess) -> None:
        def hear() -> None:
            for line in window.lines():
                self._events.put((self._on_line, (window, line)))
            self._events.put((self._on_silence, (window,)))

        self._in_background(hear)

    def _pass_on_requests(self) -> None:
        while True:
            self._instance.wait_for_request()
            self._events.put((self._on_request, ()))

    def _catch_signals(self) -> None:
        import signal

        reactions = {"SIGINT": self._on_signal, "SIGTERM": self._on_signal}
        if sys.platform != "win32":
            reactions |= {"SIGHUP": self._on_signal, "SIGCHLD": self._on_child_signal}
        for name, reaction in reactions.items():
            signal.signal(signal.Signals[name], self._handler(reaction))

    def _handler(self, reaction: "Callable[[], None]") -> "Callable[[int, object], None]":
        # SimpleQueue.put may be called in the middle of SimpleQueue.get, which a signal handler needs.
        return lambda _number, _frame: self._events.put((reaction, ()))

    @staticmethod
    def _in_background(work: "Callable[[], None]") -> None:
        from threading import Thread

        Thread(target=work, daemon=True).start()
