import subprocess
import sys
from pathlib import Path

import pytest

from intimacy_desktop import launcher
from intimacy_desktop.__main__ import main

ENTRY = Path(".local/share/applications/innermost.desktop")


@pytest.fixture(autouse=True)
def _linux() -> None:
    assert launcher.is_supported() == sys.platform.startswith("linux")


def test_an_entry_is_written_only_when_asked_for_and_goes_without_a_trace(
    private_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given an account without one
    entry = private_home / ENTRY
    assert not entry.exists()
    # When it is asked for
    assert main(["--add-launcher"]) == 0
    # Then it is there, and said where
    assert str(entry) in capsys.readouterr().out
    assert "\nName=Innermost\n" in entry.read_text("utf-8")
    # And when it is taken away, nothing of it is left
    assert main(["--remove-launcher"]) == 0
    assert list(entry.parent.iterdir()) == []
    assert main(["--remove-launcher"]) == 0
    assert "There was no entry." in capsys.readouterr().out


def test_an_entry_that_cannot_be_written_is_one_sentence(
    private_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (private_home / ENTRY.parent).write_text("a file where a folder should be")
    assert main(["--add-launcher"]) == 1
    assert capsys.readouterr().err == "The entry could not be changed: File exists.\n"


def test_the_command_of_the_entry_starts_this_program(private_home: Path) -> None:
    # Given the entry, read as a desktop reads it
    entry = launcher.add_launcher()
    line = next(line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    command = _read_as_a_desktop_does(line.removeprefix("Exec="))
    assert command == launcher.own_command()
    # When it runs
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    # Then it is this program
    assert done.stdout.startswith("Innermost ")


@pytest.mark.parametrize("place", ["/opt/plain", "/opt/two words", '/o"d`d/$HOME\\x', "/100 %/u"])
def test_any_path_survives_the_two_quotings_of_the_entry(place: str) -> None:
    assert _read_as_a_desktop_does(launcher.exec_line([place, "--home"])) == [place, "--home"]


def _read_as_a_desktop_does(value: str) -> list[str]:
    """Undo the escapes of a string value, then the quoting of Exec, then the field codes (GLib’s order)."""
    text = value.encode("utf-8").decode("utf-8").replace("\\\\", "\\")
    arguments, current, quoted, signs = [], "", False, iter(text)
    for sign in signs:
        if quoted and sign == "\\":
            current += next(signs)
        elif sign == '"':
            quoted = not quoted
            if not quoted:
                arguments.append(current.replace("%%", "%"))
                current = ""
        elif quoted:
            current += sign
    return arguments
