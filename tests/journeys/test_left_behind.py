"""What an evening leaves behind, looked for as root, from outside: nothing of what was written.

The program and the whole desktop around it run in an account that is nobody's, so that root sees all of it.
"""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.allowed_files import AFTER_A_WHOLE_JOURNEY, kinds_in

from . import earlier, steps
from .harness.account import Account, account as an_account
from .harness.canaries import Canaries, Search, in_files, in_memory
from .harness.desktop import Desktop, desktop as a_desktop
from .harness.gate import Gate
from .harness.left_behind import Belongings, Ears, Found, ears
from .harness.processes import alive
from .harness.program import Program
from .harness.waiting import wait_until
from .steps import STEMS, Person

Start = Callable[..., Program]

MARAS_TURN = re.compile("^Turn Mara")
OF_THE_DESKTOP = re.compile(
    r"services\.log|stderr-\d+|home/\.cache/openbox/.*|home/\.local/share/keyrings/.*"
    r"|run/(?:bus|keyring/.*|at-spi/.*)|tmp/dbus-\w+"
)
"""What the desktop of the test itself leaves below its folder."""


@pytest.fixture
def account() -> Iterator[Account]:
    with an_account() as one:
        yield one


@pytest.fixture
def desktop(account: Account) -> Iterator[Desktop]:
    with a_desktop(keyring=True, account=account) as place:
        yield place


@pytest.fixture
def home(desktop: Desktop) -> Path:
    """Where the program keeps everything if nobody tells it otherwise."""
    return Path(desktop.env["XDG_DATA_HOME"]) / "innermost"


@pytest.fixture
def belongings(desktop: Desktop) -> Belongings:
    return Belongings(desktop)


def nothing_is_outside_memory(belongings: Belongings, desktop: Desktop, search: Search, heard: Ears) -> None:
    files = belongings.files(desktop.folder, Path("/dev/shm"))  # noqa: S108  read, never written
    assert in_files(search, (), files) == {}
    assert belongings.in_lists(search) == {}
    assert search.count([heard.session.texts().encode()]) == {}


def nothing_is_left(belongings: Belongings, desktop: Desktop, search: Search, heard: Ears) -> None:
    assert without_the_keyring(belongings.memory(search)) == {}
    assert [desktop.screen.selection_owner(name) for name in ("PRIMARY", "CLIPBOARD")] == [0, 0]
    nothing_is_outside_memory(belongings, desktop, search, heard)


def without_the_keyring(found: dict[str, Found]) -> dict[str, Found]:
    """What was found, but for the device secret in the one place where it is meant to be."""
    return {
        process: mappings
        for process, mappings in found.items()
        if "gnome-keyring" not in process or names_in(mappings) != {"Jonas’s device secret"}
    }


def names_in(found: Found) -> set[str]:
    """Which canaries and keys were found in a process."""
    return {name for counts in found.values() for name, _form in counts}


@pytest.mark.timeout(300)  # one evening with everything that is looked for in it, on a busy machine
def test_an_evening_leaves_nothing_behind_but_its_files(
    start: Start, desktop: Desktop, home: Path, belongings: Belongings, tmp_path: Path
) -> None:
    # Given Jonas, who sealed his part yesterday, one sentence kept back, bound to the keyring of the computer
    canaries = Canaries()
    typed, pasted, kept, unwritten = (canaries.of(letter) for letter in "apbd")
    spoken, his_kept, his_unturned = (canaries.of(letter) for letter in "jku")
    mara, jonas = Person("Mara", canaries.of("m")), Person("Jonas", canaries.of("n"))
    answers = {0: (spoken, False), 1: (his_kept, True), 2: (his_unturned, False)}
    keys = earlier.take_seat(desktop, home, jonas, answers, bound=True)
    gate = Gate(tmp_path / "trace")
    with ears(desktop) as heard:
        program = start(prefix=gate.prefix)
        program.reads_fields = False  # what a screen reader asks for goes over the bus, and we only look on
        reader = program.reader()
        reader.press("Take this seat")
        steps.take_seat(program, mara)
        desktop.keyboard.type("before anybody listens ")
        assert heard.accessibility.text_events() == ""

        # And Mara, who types, composes and pastes, keeps one back, takes words out again, and copies some,
        # while a screen reader listens
        desktop.bus.listen("object:text-changed")
        desktop.keyboard.type(typed)
        desktop.keyboard.compose_accented("e")
        put_on_clipboard(desktop, pasted)
        desktop.keyboard.press("ctrl+v")
        steps.saved(program)
        steps.go_on(program, 0)
        desktop.keyboard.type(kept)
        reader.press("Keep this one to myself")
        reader.focus(STEMS[1])
        desktop.keyboard.type(unwritten)
        steps.saved(program)
        desktop.keyboard.press("shift+Home", "ctrl+c")
        wait_until(lambda: desktop.screen.selection_owner("CLIPBOARD"), "words on the clipboard")
        assert primary(desktop) == ""
        desktop.keyboard.press("Delete", "ctrl+z", "ctrl+shift+z")
        steps.saved(program)
        opened = program.window().pid

        # Then her words are in the memory of that one process (the search finds them), and nowhere else
        search = canaries.search(keys=keys)
        shown = names_in(in_memory(search, opened))
        assert {typed, pasted, kept, unwritten} <= shown
        assert not {spoken, his_kept, his_unturned, jonas.passphrase} & shown
        elsewhere = without_the_keyring(belongings.memory(search))
        del elsewhere[f"{opened} innermost"]
        assert {process.split()[1] for process in elsewhere} <= {"Xvfb"}
        assert {name for mappings in elsewhere.values() for name in names_in(mappings)} <= {pasted}
        nothing_is_outside_memory(belongings, desktop, search, heard)
        assert brought_by_libraries(opened) == {"_socket"}  # by jeepney, for the buses
        # And the screen reader heard what she typed, and no passphrase
        told = heard.accessibility.text_events()
        for letter in "ap":
            assert canaries.search(letter).count([told.encode()])
        assert "é" in told
        assert mara.passphrase not in told

        # When she locks, then nothing is left of it in any process, on any bus, on the clipboard
        reader.press("Lock")
        steps.home(program, opened)
        keys |= earlier.seal(desktop, home, mara)
        search = canaries.search(keys=keys)
        nothing_is_left(belongings, desktop, search, heard)

        # When both open together, and the first card is turned
        reader = program.reader()
        reader.press("Open together")
        reader.press("Go on")
        reader.find("Mara’s passphrase", "password text")
        for person in (mara, jonas):
            program.type_into(f"{person.nickname}’s passphrase", person.passphrase)
        opened = program.window().pid
        shown = names_in(in_memory(search, opened))
        assert shown == {mara.passphrase, jonas.passphrase}
        program.press_keys("Return")
        reader.press(MARAS_TURN)
        await_words(canaries, "a", opened)

        # Then its words are there with the keys, and none of a card that is closed, and none kept back
        shown = names_in(in_memory(search, opened))
        assert {typed, pasted, "Mara’s DEK", "Jonas’s DEK", "Jonas’s device secret"} <= shown
        assert not {kept, unwritten, spoken, his_kept, his_unturned} & shown
        nothing_is_outside_memory(belongings, desktop, search, heard)

        # When they hide, then nothing is left
        told = heard.accessibility.text_events()
        program.press_keys("F9")
        program.window(besides=opened)
        wait_until(lambda: opened not in program.family(), "the end of the process that was open")
        nothing_is_left(belongings, desktop, search, heard)
        assert heard.accessibility.text_events() == told

        # And after the end of the program there are its files, and nothing else that it made
        assert program.close() == 0
        nothing_is_left(belongings, desktop, search, heard)
    assert set(kinds_in(home)) == AFTER_A_WHOLE_JOURNEY
    others = [path for path in belongings.files() if not path.is_relative_to(home)]
    assert [path for path in others if not of_the_desktop(path, desktop)] == []
    assert belongings.shared_memory() == []
    # And no process, that for the keyring among them, asked for a socket that is not a Unix socket
    assert len(gate.sockets()) >= 3
    assert gate.breaches() == []


def put_on_clipboard(desktop: Desktop, text: str) -> None:
    """Copy a text in another program."""
    command = ["xclip", "-i", "-selection", "clipboard"]
    subprocess.run(command, input=text.encode(), env=desktop.env, check=True)


def primary(desktop: Desktop) -> str:
    """What another program gets by a click of the middle button."""
    command = ["xclip", "-o", "-selection", "primary"]
    return subprocess.run(command, env=desktop.env, capture_output=True, text=True, check=False).stdout


def brought_by_libraries(pid: int) -> set[str]:
    """What could reach a network among the modules that a process has loaded."""
    loaded = Path(f"/proc/{pid}/maps").read_text()
    return {name for name in ("QtNetwork", "Qt6Network", "_socket", "_ssl", "libssl") if name in loaded}


def of_the_desktop(path: Path, desktop: Desktop) -> bool:
    if not path.is_relative_to(desktop.folder):
        return path.parent in {Path("/tmp/.X11-unix"), Path("/tmp/.ICE-unix")}  # noqa: S108  read, never written
    return OF_THE_DESKTOP.fullmatch(path.relative_to(desktop.folder).as_posix()) is not None


@pytest.mark.timeout(300)
def test_a_crash_leaves_nothing_behind_either(
    start: Start, desktop: Desktop, home: Path, belongings: Belongings
) -> None:
    canaries = Canaries()
    jonas = Person("Jonas", canaries.of("n"))
    keys = earlier.take_seat(desktop, home, jonas, {})
    program = start()
    program.reads_fields = False
    with ears(desktop) as heard:
        for letter, end in zip("abc", (signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL), strict=True):
            # Given somebody who writes
            steps.unlock(program, jonas)
            program.reader().find(STEMS[0], "text")
            window = program.window().pid
            desktop.keyboard.type(canaries.of(letter))
            await_words(canaries, letter, window)
            # Then no other program of the account can look into that process, as into others, nor may it
            # leave a core file
            everything = {"environ", "mem", "ptrace"}
            assert belongings.what_can_be_read_of(program.process.pid) == everything
            assert belongings.what_can_be_read_of(window) == set()
            assert re.search(r"Max core file size +0 +0 ", Path(f"/proc/{window}/limits").read_text())
            # When it crashes
            crash(window, end)
            steps.home(program, window)
            # Then no process, no file, no list and no bus has a part of what was written
            nothing_is_left(belongings, desktop, canaries.search(keys=keys), heard)
            assert [path for path in belongings.files(desktop.folder) if "core" in path.name] == []
            steps.hide(program)  # or the supervisor would count three quick crashes, and give up
            program.press_keys("space")


def await_words(canaries: Canaries, letter: str, pid: int) -> None:
    """Wait until a process holds the text of a letter in its memory."""
    search = canaries.search(letter)
    wait_until(lambda: in_memory(search, pid), "the words in the memory of the process")


def crash(pid: int, end: signal.Signals) -> None:
    """End a process by a signal."""
    os.kill(pid, end)
    wait_until(lambda: not alive(pid), "the end of the process")
