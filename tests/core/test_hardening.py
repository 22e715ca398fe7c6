"""What keeps the memory of the window process from others."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from intimacy_desktop.__main__ import main; main()"

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


def test_the_window_process_is_hardened_before_anything_of_ours_that_could_hold_a_secret() -> None:
    # Given every import is noted until the first word of the options is missed
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-X",
            "importtime",
            "-c",
            START,
            str(ROOT),
            "--window",
        ],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    ours = [
        line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "intimacy_desktop" in line
    ]
    assert ours[:3] == ["intimacy_desktop", "intimacy_desktop.__main__", "intimacy_desktop.hardening"]
    assert not [name for name in ours if "vault" in name or "passphrase" in name]
