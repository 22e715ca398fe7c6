"""What the desktop and its lists are told of a program, from its first moment to its last."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from Xlib import X, display as xdisplay, error as xerror

from .desktop import Desktop
from .processes import family
from .program import Program

NAMING = (
    "WM_NAME",
    "_NET_WM_NAME",
    "WM_ICON_NAME",
    "_NET_WM_ICON_NAME",
    "_NET_WM_VISIBLE_NAME",
    "WM_CLASS",
    "WM_WINDOW_ROLE",
    "_KDE_NET_WM_DESKTOP_FILE",
    "_GTK_APPLICATION_ID",
    "_NET_WM_ICON",
)
"""The properties of a window that a task bar, a list of windows or a screen shot's file name may show."""
_BEFORE_ITS_NAME = {Path(sys.executable).resolve().name, Path(sys.executable).name, "unshare", "strace"}
"""What a process is called in the milliseconds before its first own line runs, and the network gate."""
_PAUSE_S = 0.02


@dataclass
class Witness:
    """Looks at every window and every process of a program all the time, with eyes of its own.

    Args:
        place: where the program runs.
        pid: of the program, whose descendants count too.
    """

    place: Desktop
    pid: int
    windows: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in NAMING})
    """By property, each value that a window of the program ever had."""
    processes: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """Name and command line of each process, as a list of processes shows them."""
    faults: list[BaseException] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._screen = xdisplay.Display(self.place.env["DISPLAY"])
        self._screen.set_error_handler(lambda *_: None)  # windows vanish while we look
        self._names = {self._screen.intern_atom(name): name for name in NAMING}
        self._pid_of: dict[int, int] = {}
        self._seen: set[int] = set()
        self._screen.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._thread = threading.Thread(target=self._look_on, name="witness")
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()
        self._screen.close()
        if self.faults:
            raise self.faults[0]

    def _look_on(self) -> None:
        try:
            while not self._over.is_set():
                self._look_at_processes()
                while self._screen.pending_events():
                    self._take(self._screen.next_event())
                for xid in self._screen.screen().root.query_tree().children:
                    self._look_at_tree(xid.id)
                self._over.wait(_PAUSE_S)
        except BaseException as fault:  # noqa: BLE001  a thread has nobody else to tell
            self.faults.append(fault)

    def _look_at_processes(self) -> None:
        for pid in family(self.pid):
            with suppress(OSError):
                name = Path(f"/proc/{pid}/comm").read_text().strip()
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                self.processes.add((name, tuple(word.decode() for word in words if word)))

    def _take(self, event: object) -> None:
        if getattr(event, "type", None) == X.PropertyNotify:
            self._look_at(event.window.id, self._names.get(event.atom))  # type: ignore[attr-defined]  # Xlib has no types

    def _look_at_tree(self, xid: int) -> None:
        """A window of a window manager holds that of the program."""
        with suppress(xerror.XError):
            window = self._screen.create_resource_object("window", xid)
            for inner in [window, *window.query_tree().children]:
                if inner.id not in self._seen:
                    self._seen.add(inner.id)
                    inner.change_attributes(event_mask=X.PropertyChangeMask)
                for name in NAMING:
                    self._look_at(inner.id, name)

    def _look_at(self, xid: int, name: str | None) -> None:
        if name is None or not self._is_ours(xid):
            return
        with suppress(xerror.XError):
            window = self._screen.create_resource_object("window", xid)
            held = window.get_full_property(self._screen.intern_atom(name), X.AnyPropertyType)
            if held is not None:
                value = held.value
                self.windows[name].add(
                    value.decode() if isinstance(value, bytes) else str(hash(bytes(value)))
                )

    def _is_ours(self, xid: int) -> bool:
        if xid not in self._pid_of:
            with suppress(xerror.XError):
                window = self._screen.create_resource_object("window", xid)
                held = window.get_full_property(self._screen.intern_atom("_NET_WM_PID"), X.AnyPropertyType)
                if held is not None:
                    self._pid_of[xid] = int(held.value[0])
        pid = self._pid_of.get(xid)
        return pid is not None and pid in family(self.pid)


@contextmanager
def neutral(program: Program) -> Iterator[None]:
    """Whatever happens in between, no list of windows or processes tells more than that the program runs."""
    with Witness(program.desktop, program.process.pid) as witness:
        yield
    kinds = {name: values for name, values in witness.windows.items() if values}
    assert kinds["WM_CLASS"] == {"innermost\0innermost\0"}
    assert kinds["WM_NAME"] == kinds["_NET_WM_NAME"] == {"Innermost"}
    assert {name: len(values) for name, values in kinds.items()} == dict.fromkeys(kinds, 1)
    assert {name for name, _words in witness.processes} <= {"innermost", *_BEFORE_ITS_NAME}
    window_processes = {words for _name, words in witness.processes if "--window" in words}
    assert len(window_processes) == 1, "a command line tells what has happened"
    (words,) = window_processes
    assert words[-2] == "--window"
    assert words[-1].startswith("--home=")
