"""What keeps the memory of the window process from others."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

START = """
import ctypes, resource, sys, types
sys.path.insert(0, sys.argv.pop(1))
from intimacy_desktop.__main__ import main
def run(options, channel):
    print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
    print("core size", resource.getrlimit(resource.RLIMIT_CORE))
    return 0
sys.modules["ui.app"] = types.SimpleNamespace(run=run)
sys.exit(main())
"""

PROBE = """
import ctypes, resource, sys
sys.path.insert(0, sys.argv[1])
from intimacy_desktop.hardening import harden, take_neutral_name
get_dumpable = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
print(get_dumpable())
take_neutral_name()
harden()
print(get_dumpable(), *resource.getrlimit(resource.RLIMIT_CORE))
print(open("/proc/self/comm").read().strip())
"""


def test_a_hardened_process_cannot_be_dumped_or_traced_by_its_equals() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", PROBE, str(ROOT)], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == ["1", "0 0 0", "innermost"]
    assert done.stderr == ""


def test_the_window_process_is_hardened_before_its_window_is_loaded() -> None:
    # Given a window that only says what state its process is in
    done = subprocess.run(
        [sys.executable, "-I", "-c", START, str(ROOT), "--window", "--home=/nowhere"],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines() == ["dumpable 0", "core size (0, 0)"]
    assert done.stdout == ""
