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

    # When a window process stands
    command = [sys.executable, "-I", "-c", _WINDOW, str(ROOT), "--window", f"--home={tmp_path / 'home'}"]
    with subprocess.Popen(
        command,
        env={**os.environ, **asked},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"painted\n"
        _out, printed = window.communicate(timeout=30)

    # Then nothing was printed: some of those lines hold what is typed
    assert printed == b""


_WINDOW = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from intimacy_desktop.__main__ import main; sys.exit(main())"
)
