"""The harness, on a small real window of its own: what it reports is what is there."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .harness.account import account
from .harness.desktop import Desktop, desktop as another_desktop
from .harness.gate import Gate
from .harness.left_behind import Belongings, ears
from .harness.processes import alive, family
from .harness.program import Program
from .harness.waiting import NeverCame, wait_until

SPECIMEN = (sys.executable, "-m", "tests.journeys.harness.specimen")
KEEP_AND_READ = """
from keyring.backends.SecretService import Keyring
Keyring().set_password("a service", "an account", "kept")
print(Keyring().get_password("a service", "an account"))
"""
Start = Callable[..., Program]


@pytest.fixture
def specimen(start: Start) -> Program:
    return start(command=SPECIMEN, resource="specimen")


def test_what_is_typed_and_pressed_arrives_in_the_window(specimen: Program) -> None:
    # Given a window with two fields
    reader = specimen.reader()
    # When a person types into both and presses the button
    specimen.type_into("Writing", "Mara’s “note”")
    specimen.press_keys("Return")
    specimen.desktop.keyboard.type("second line")
    specimen.type_into("Secret", "open sesame")
    reader.press("Read back")
    # Then the program has it all
    assert reader.read(" / open") == "Mara’s “note”\nsecond line / open sesame"


def test_a_hidden_widget_is_in_the_tree_and_not_found(specimen: Program) -> None:
    reader = specimen.reader()
    assert "Never shown" in reader.said()
    assert reader.look_for("Never shown", "button") is None
    with pytest.raises(NeverCame, match="Never shown"):
        reader.find("Never shown", "button", seconds=0.1)


def test_text_is_set_and_read_through_the_accessibility_tree(specimen: Program) -> None:
    reader = specimen.reader()
    reader.set_text("Writing", "dictated")
    wait_until(lambda: reader.text_of("Writing") == "dictated", "the text")


def test_the_window_is_described_and_photographed_as_it_is(specimen: Program) -> None:
    # Given the window
    window = specimen.window()
    assert (window.title, window.resource, window.minimised) == ("Specimen", "specimen", False)
    assert (window.width, window.height) == (500, 400)
    # When something is written
    before = specimen.desktop.screen.picture(window)
    specimen.type_into("Writing", "ink")
    # Then its pixels change
    wait_until(lambda: specimen.desktop.screen.picture(window) != before, "other pixels")


def test_minimising_is_seen_and_undone(specimen: Program) -> None:
    specimen.desktop.screen.minimise(specimen.window())
    wait_until(lambda: specimen.window().minimised, "a minimised window")
    specimen.take_keyboard()
    assert not specimen.window().minimised


def test_closing_the_window_ends_the_program(specimen: Program) -> None:
    specimen.window()
    assert specimen.close() == 0
    assert specimen.family() == []


def test_a_killed_window_is_gone(specimen: Program) -> None:
    pid = specimen.kill_window()
    assert not alive(pid)


def test_a_window_works_inside_the_network_gate(start: Start, tmp_path: Path) -> None:
    # Given a window process that has no network and is traced
    gate = Gate(tmp_path / "trace")
    program = start(command=SPECIMEN, resource="specimen", prefix=gate.prefix)
    # When it is used
    program.reader().press("Read back")
    program.reader().find(" / ", "label")
    assert program.close() == 0
    # Then its trace tells of the display and the buses, and of nothing else
    assert len(gate.sockets()) >= 3
    assert gate.breaches() == []


@pytest.mark.complains
def test_a_complaint_on_standard_error_is_kept(start: Start) -> None:
    program = start(command=(*SPECIMEN, "noisy"), resource="specimen")
    wait_until(lambda: program.complaints() == "a complaint\n", "the complaint")


def test_two_desktops_share_nothing_and_leave_nothing(desktop: Desktop) -> None:
    ours = set(family(os.getpid()))
    with another_desktop() as other:
        theirs = set(family(os.getpid())) - ours | set(family(other.bus.service_pid))
        assert other.env["DISPLAY"] != desktop.env["DISPLAY"]
        assert other.env["HOME"] != desktop.env["HOME"]
        assert other.env["DBUS_SESSION_BUS_ADDRESS"] != desktop.env["DBUS_SESSION_BUS_ADDRESS"]
        assert len(theirs) > 4  # the display, the window manager, two buses, the launcher of one
        folder = other.folder
    assert not [pid for pid in theirs if alive(pid)]
    assert not folder.exists()


def test_a_keyring_is_there_when_asked_for() -> None:
    with another_desktop(keyring=True) as place:
        done = subprocess.run(
            [sys.executable, "-c", KEEP_AND_READ], env=place.env, capture_output=True, text=True, check=True
        )
    assert done.stdout == "kept\n"


def test_a_desktop_of_another_account_is_that_account_s_whole() -> None:
    with account() as nobodys, another_desktop(account=nobodys) as place:
        belongings = Belongings(place)
        # Given another program of that account, outside ours
        command = [*nobodys.prefix, "sleep", "60"]
        with subprocess.Popen(command, env=place.env) as other:
            wait_until(lambda: other.pid in belongings.processes(), "the other program")
            theirs = {"Xvfb", "openbox", "dbus-daemon", "at-spi-bus-laun", "sleep"}
            wait_until(lambda: theirs <= set(belongings.processes().values()), "the whole desktop")
            # Then the account sees into what is its own, and not into what is root's
            assert belongings.what_can_be_read_of(other.pid) == {"environ", "mem", "ptrace"}
            assert belongings.what_can_be_read_of(os.getpid()) == set()
            other.kill()  # or the test would wait for it
        (place.folder / "tmp" / "ours").touch()
        subprocess.run([*nobodys.prefix, "touch", place.folder / "tmp" / "theirs"], check=True)
        assert [path.name for path in belongings.files(place.folder / "tmp")] == ["theirs"]


def test_two_runs_never_have_the_same_account() -> None:
    with account() as one, account() as another:
        assert one != another


def test_what_is_typed_into_a_plain_field_is_heard_on_the_accessibility_bus() -> None:
    # Given a field of Qt's own that masks what is typed, and a screen reader that listens
    with account() as nobodys, another_desktop(account=nobodys) as place, ears(place) as heard:
        program = Program(place, None, command=SPECIMEN, resource="specimen")
        place.bus.listen("object:text-changed")
        program.type_into("Secret", "open")
        # Then the recording has its letters: the field is no place for a passphrase
        wait_until(lambda: "open" in heard.accessibility.text_events(), "the letters")
        assert "ooppeenn" in heard.accessibility.pressed()
        program.end()
