"""What is heard of the desktop, on real buses of our own with real signals and real file descriptors."""

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from ctypes import addressof, wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from tests.journeys.harness.logind import ANOTHERS, Logind, Speaker, bus
from tests.journeys.harness.waiting import wait_until
from ui.desktop_events import Happening, NoEvents, bus as bus_module, events_of_this_system, macos, windows
from ui.desktop_events.linux import SCREEN_SAVERS, LinuxEvents

Listen = Callable[..., "Ear"]


class Ear:
    """Somebody who listens, and what they have heard."""

    def __init__(self, system: str, session: str) -> None:
        self.heard: list[Happening] = []
        self.events = LinuxEvents(system, session)
        self.events.start(self.heard.append)

    def await_heard(self, *expected: Happening) -> None:
        wait_until(lambda: self.heard == list(expected), f"{expected}, heard {self.heard}")


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bus-", dir="/tmp") as place:
        yield Path(place)


@pytest.fixture(autouse=True)
def _few_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "PAUSES_S", (0.05,))


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as things:
        yield things


@pytest.fixture
def listen(stack: ExitStack, folder: Path) -> Listen:
    """Listens on buses that may not be there."""

    def begin(system: str | None = None, session: str | None = None) -> Ear:
        nowhere = f"unix:path={folder}/nowhere"
        ear = Ear(system or nowhere, session or nowhere)
        stack.callback(_await_no_listener)
        stack.callback(ear.events.stop)
        return ear

    return begin


def _await_no_listener() -> None:
    wait_until(
        lambda: not any(thread.name.startswith("bus ") for thread in threading.enumerate()),
        "the end of the listening",
    )


@pytest.fixture
def system(stack: ExitStack, folder: Path) -> str:
    return stack.enter_context(bus(folder, "system"))


@pytest.fixture
def session(stack: ExitStack, folder: Path) -> str:
    return stack.enter_context(bus(folder, "session"))


def _logind(stack: ExitStack, address: str) -> Logind:
    logind = Logind(address)
    stack.callback(logind.close)
    return logind


@pytest.fixture
def logind(stack: ExitStack, system: str) -> Logind:
    return _logind(stack, system)


def _ready(logind: Logind) -> None:
    """Until it is held, and has answered which session is ours."""
    wait_until(lambda: len(logind.held) == 1, "the inhibitor")
    wait_until(lambda: "GetSession" in logind.asked, "the answer")


def test_a_sleep_waits_for_whoever_listens_and_is_told_to_them(
    listen: Listen, system: str, logind: Logind
) -> None:
    # Given somebody who listens: a sleep is held off, by words that never tell what is open
    ear = listen(system)
    _ready(logind)
    assert logind.inhibitors[0].words == ("sleep", "Innermost", "Saves and locks before sleep", "delay")
    # When the computer is about to sleep
    logind.prepare_for_sleep(True)
    # Then they hear of it while it waits, and it waits no longer once they are done
    ear.await_heard(Happening.SLEEP)
    assert logind.held
    ear.events.stop()
    wait_until(lambda: not logind.held, "the sleep")


def test_after_waking_the_next_sleep_waits_again(listen: Listen, system: str, logind: Logind) -> None:
    ear = listen(system)
    _ready(logind)
    logind.prepare_for_sleep(True)
    ear.await_heard(Happening.SLEEP)
    before = len(logind.inhibitors)
    logind.prepare_for_sleep(False)
    ear.await_heard(Happening.SLEEP, Happening.WAKE)
    wait_until(lambda: len(logind.inhibitors) == before + 1 and len(logind.held) == 1, "a new inhibitor")
    assert logind.inhibitors[-1].held


def test_who_begins_to_listen_in_the_middle_of_a_sleep_holds_off_the_next_one(
    listen: Listen, system: str, logind: Logind
) -> None:
    logind.prepare_for_sleep(True)
    ear = listen(system)
    wait_until(lambda: "Inhibit" in logind.asked, "the question that is refused")
    assert not logind.inhibitors
    logind.prepare_for_sleep(False)
    ear.await_heard(Happening.WAKE)
    wait_until(lambda: bool(logind.held), "the inhibitor")


@pytest.mark.parametrize(
    ("change", "happening"),
    [
        (lambda logind: logind.lock(), Happening.LOCK),
        (lambda logind: logind.change("LockedHint", True), Happening.LOCK),
        (lambda logind: logind.change("Active", False), Happening.AWAY),
    ],
    ids=["asked to lock", "locked", "another has the screen"],
)
def test_lock_and_switch_of_this_session_are_heard_and_those_of_another_are_not(
    listen: Listen, system: str, logind: Logind, change: Callable[[Logind], None], happening: Happening
) -> None:
    ear = listen(system)
    _ready(logind)
    logind.lock(ANOTHERS)
    logind.change("Active", False, ANOTHERS)
    logind.change("Active", True)
    logind.change("LockedHint", False)
    logind.change("IdleHint", True)
    change(logind)
    ear.await_heard(happening)


@pytest.mark.parametrize("name", SCREEN_SAVERS)
def test_a_screen_saver_that_comes_is_heard_and_one_that_goes_is_not(
    listen: Listen, stack: ExitStack, session: str, name: str
) -> None:
    ear = listen(session=session)
    saver = Speaker(session, name)
    stack.callback(saver.close)

    def until_heard() -> bool:  # a signal reaches only those who have subscribed by then
        saver.tell("/ScreenSaver", name, "ActiveChanged", "b", False)
        saver.tell("/ScreenSaver", name, "ActiveChanged", "b", True)
        return bool(ear.heard)

    wait_until(until_heard, "the screen saver", every=0.1)
    assert set(ear.heard) == {Happening.LOCK}


def test_a_bus_that_comes_late_dies_and_comes_again_is_listened_to_all_the_same(
    listen: Listen, stack: ExitStack, folder: Path
) -> None:
    # Given a bus that is not there yet
    address = f"unix:path={folder}/system"
    ear = listen(address)
    for _round in range(2):
        # When it comes, then a sleep is heard and waits
        with ExitStack() as alive:
            alive.enter_context(bus(folder, "system"))
            logind = _logind(alive, address)
            _ready(logind)
            logind.prepare_for_sleep(True)
            ear.await_heard(Happening.SLEEP)
        # And when it dies, nothing but that happens
        ear.heard.clear()


def test_a_logind_that_restarts_is_asked_anew(listen: Listen, stack: ExitStack, system: str) -> None:
    ear = listen(system)
    first = _logind(stack, system)
    _ready(first)
    first.close()
    second = _logind(stack, system)
    _ready(second)
    second.lock()
    ear.await_heard(Happening.LOCK)


def test_a_bus_that_says_nothing_or_nonsense_is_waited_for_by_nobody(listen: Listen, folder: Path) -> None:
    # Given two sockets: one that never answers, and one that answers what no bus would
    for name, answer in (("silent", b""), ("mad", b"OK \xff\xff\r\n" * 3)):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(folder / name))
            server.listen(8)
            server.settimeout(20)
            # When somebody listens there, it returns at once: this test has no other thread
            ear = listen(f"unix:path={folder}/{name}", f"unix:path={folder}/{name}")
            guest, _address = server.accept()
            if answer:
                guest.sendall(answer)
                server.accept()[0].close()  # it comes again
            guest.close()
            ear.events.stop()
        # Then nothing is heard and nothing breaks
        assert ear.heard == []


def test_no_bus_is_reached_over_a_network_whatever_the_address_says(
    listen: Listen, system: str, logind: Logind
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        tcp = f"tcp:host=127.0.0.1,port={port}"
        # Given addresses that name the network first, or nothing else
        ear = listen(f"{tcp};{system}", f"{tcp};nonce-{tcp}")
        _ready(logind)
        # Then the local one of them is used, and nobody has knocked at the other
        logind.lock()
        ear.await_heard(Happening.LOCK)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_descriptor_that_holds_off_a_sleep_reaches_no_child(
    listen: Listen, system: str, logind: Logind
) -> None:
    ear = listen(system)
    _ready(logind)
    guest = ear.events._logind
    assert guest is not None
    wait_until(lambda: guest._inhibitor is not None, "the descriptor")
    assert guest._inhibitor is not None
    assert not os.get_inheritable(guest._inhibitor)


# Windows and macOS: what their messages mean. That they arrive cannot be seen here.


@pytest.mark.parametrize(
    ("message", "parameter", "happening"),
    [
        (0x0218, 0x0004, Happening.SLEEP),
        (0x0218, 0x0012, Happening.WAKE),
        (0x02B1, 0x7, Happening.LOCK),
        (0x02B1, 0x2, Happening.AWAY),
        (0x02B1, 0x4, Happening.AWAY),
        (0x02B1, 0x8, None),  # unlocked
        (0x0218, 0x000A, None),  # the battery
        (0x0100, 0x0004, None),  # a key
    ],
)
def test_a_message_of_windows_is_read_from_its_structure_and_left_to_qt(
    qapp: QObject, message: int, parameter: int, happening: Happening | None
) -> None:
    heard: list[Happening] = []
    events = windows.WindowsEvents(0)
    events.start(heard.append)
    told = wintypes.MSG(message=message, wParam=parameter)
    assert events.nativeEventFilter(b"windows_generic_MSG", addressof(told)) == (False, 0)
    events.stop()
    events.nativeEventFilter(b"windows_generic_MSG", addressof(told))
    assert heard == ([happening] if happening else [])


@pytest.mark.parametrize(
    ("name", "happening"),
    [
        ("NSWorkspaceWillSleepNotification", Happening.SLEEP),
        ("NSWorkspaceDidWakeNotification", Happening.WAKE),
        ("NSWorkspaceSessionDidResignActiveNotification", Happening.AWAY),
        ("com.apple.screenIsLocked", Happening.LOCK),
        ("com.apple.screenIsUnlocked", None),
    ],
)
def test_the_notifications_of_a_mac_are_known_by_name(name: str, happening: Happening | None) -> None:
    assert macos.meaning(name) is happening


@pytest.mark.parametrize(
    ("platform", "kind"),
    [
        ("linux", LinuxEvents),
        ("win32", windows.WindowsEvents),
        ("darwin", macos.MacEvents),
        ("freebsd14", NoEvents),
    ],
)
def test_each_system_is_listened_to_in_its_own_way(platform: str, kind: type) -> None:
    assert isinstance(events_of_this_system(0, platform), kind)
