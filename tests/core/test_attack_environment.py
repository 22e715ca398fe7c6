"""What the environment of a start can do: closed streams, and libraries told to print what they see."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_CHILD = """
import os, sys
sys.path.insert(0, sys.argv[1])
for stream in map(int, sys.argv[3:]):
    os.close(stream)
from intimacy_desktop.channel import Channel
Channel.of_this_process()
opened = os.open(sys.argv[2], os.O_RDWR)
try:
    os.write(1, b"stray")
    os.write(2, b"stray")
except OSError:
    pass
os._exit(opened)
"""


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_no_file_opened_later_takes_the_place_of_a_closed_stream(
    tmp_path: Path, closed: tuple[int, ...]
) -> None:
    # Given a start with closed streams, as some launchers do it
    vault = tmp_path / "vault"
    vault.write_bytes(b"")

    # When the process takes its channel, opens a file, and something is printed by accident
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, str(ROOT), str(vault), *map(str, closed)],
        check=False,
        capture_output=True,
    )

    # Then it is not the file that it is printed into
    assert child.returncode > 2
    assert vault.read_bytes() == b""


def test_the_window_prints_nothing_whatever_it_is_told_to_log(tmp_path: Path) -> None:
    # Given an account whose settings ask Qt, D-Bus and Wayland to print all that they do
    rules = tmp_path / "config" / "QtProject" / "qtlogging.ini"
    rules.parent.mkdir(parents=True)
    rules.write_text("[Rules]\n*=true\n*.debug=true\n")
    asked = {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "QT_LOGGING_RULES": "*=true",
        "QDBUS_DEBUG": "1",
        "WAYLAND_DEBUG": "1",
    }

    # When a window process stands, nothing is printed: some of those lines hold what is typed
    assert printed_by_a_window(tmp_path / "home", asked) == b""


@pytest.mark.parametrize("wished", ["vnc:port=5906;offscreen", " VNC;offscreen", "offscreen;vnc"])
def test_the_window_is_never_served_to_the_network(tmp_path: Path, wished: str) -> None:
    # Qt says on standard error that its server for VNC is there
    assert printed_by_a_window(tmp_path / "home", {"QT_QPA_PLATFORM": wished}) == b""


def printed_by_a_window(home: Path, variables: dict[str, str]) -> bytes:
    """Start a window process, let it paint, end it, and give what it printed as complaints."""
    command = [sys.executable, "-I", "-c", _WINDOW, str(ROOT), "--window", f"--home={home}"]
    with subprocess.Popen(
        command,
        env={**os.environ, **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as window:
        assert window.stdout is not None
        assert window.stdin is not None
        window.stdin.write(b"begin\n")
        window.stdin.flush()
        assert window.stdout.readline() == b"painted\n"
        _out, printed = window.communicate(timeout=30)
    return printed


_WINDOW = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from intimacy_desktop.__main__ import main; sys.exit(main())"
)
