"""The real program, started and used from outside."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .accessibility import Name, Reader
from .desktop import Desktop
from .display import TopWindow
from .processes import alive, end_family, family
from .waiting import PATIENCE, NeverCame, wait_until

CHECKOUT = Path(__file__).resolve().parents[3]
INNERMOST = (sys.executable, "-m", "intimacy_desktop")
RESOURCE = "innermost"
NOT_OURS = (
    "qt.accessibility.atspi: Could not find accessible on path",
    "QSpiApplication::keyEventError ",
)
"""Qt says so when a screen reader asks for an object that went with its page (that was us, looking), and when
the registry of the accessibility bus takes more than a tenth of a second for a key (a busy machine)."""


class Program:
    """One run of the program on a desktop.

    Args:
        desktop: where it runs.
        home: its home folder, handed on as `--home`; None leaves it to the program.
        prefix: a command that runs it (the network gate).
        command: the program itself; another one only where the harness tests itself.
        resource: what its windows call themselves to the window manager.
    """

    def __init__(
        self,
        desktop: Desktop,
        home: Path | None,
        prefix: Sequence[str] = (),
        command: Sequence[str] = INNERMOST,
        resource: str = RESOURCE,
    ) -> None:
        self.desktop = desktop
        self.reads_fields = True
        """Whether its readers ask what stands in fields; what is asked for goes over the bus."""
        self._resource = resource
        place = ["--home", str(home)] if home else []
        number = len(list(desktop.folder.glob("stderr-*")))
        self._stderr = desktop.folder / f"stderr-{number}"
        account = desktop.account.prefix if desktop.account else ()
        with self._stderr.open("wb") as err:
            self.process = subprocess.Popen(
                [*prefix, *account, *command, *place],
                cwd=desktop.env["HOME"],  # where a core file would be written
                env={**desktop.env, "PYTHONPATH": str(CHECKOUT)},
                stdin=subprocess.DEVNULL,
                stdout=err,
                stderr=err,
            )

    def complaints(self) -> str:
        """All that it wrote to standard output and standard error; nothing is expected there."""
        lines = self._stderr.read_text(errors="replace").splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(NOT_OURS))

    def family(self) -> list[int]:
        """The ids of its processes."""
        return [pid for pid in family(self.process.pid) if alive(pid)]

    def windows(self) -> list[TopWindow]:
        """Its top-level windows."""
        pids = set(self.family())
        listed = self.desktop.screen.windows()
        return [window for window in listed if window.resource == self._resource and window.pid in pids]

    def window(self, besides: int = 0, seconds: float = PATIENCE) -> TopWindow:
        """Its one window, waited for.

        Args:
            besides: a process id whose window does not count: the process that was there before a lock.
            seconds: how long to wait.
        """

        def only_one() -> TopWindow | None:
            found = [window for window in self.windows() if window.pid != besides]
            return found[0] if len(found) == 1 else None

        try:
            return wait_until(only_one, "one window of the program", seconds)
        except NeverCame as never:
            raise NeverCame(f"{never}; it wrote: {self.complaints()!r}") from None

    def reader(self, window: TopWindow | None = None) -> Reader:
        """What a screen reader sees of its window, once the program is on the accessibility bus."""
        window = window or self.window()
        wait_until(lambda: self.desktop.bus.application(window.pid), "the program on the accessibility bus")
        return Reader(self.desktop.bus, window.pid, texts=self.reads_fields)

    def type_into(self, field: Name, text: str) -> None:
        """Put the focus into a field and type."""
        self.take_keyboard()
        self.reader().focus(field)
        self.desktop.keyboard.type(text)

    def press_keys(self, *keys: str) -> None:
        """Press keys in its window."""
        self.take_keyboard()
        self.desktop.keyboard.press(*keys)

    def take_keyboard(self) -> TopWindow:
        """Its window, once the keyboard belongs to it."""
        window = self.window()
        if self.desktop.screen.active() != window.xid:
            self.desktop.screen.activate(window)
            wait_until(lambda: self.desktop.screen.active() == window.xid, "the keyboard in the window")
        return window

    def kill_window(self) -> int:
        """End the window process as a crash does, at once; its process id is returned."""
        pid = self.window().pid
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not alive(pid), "the end of the killed process")
        return pid

    def close(self) -> int:
        """Close the window as a person does, and give the exit code of the program."""
        self.desktop.screen.ask_to_close(self.window())
        return wait_until(lambda: self.process.poll() is not None, "the end") and self.process.returncode

    def end(self) -> None:
        """Whatever its state, none of its processes is left."""
        end_family(self.process)
