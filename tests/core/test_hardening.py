"""What keeps the memory of the window process from others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intimacy_desktop.hardening import forbid_network_buses

ROOT = Path(__file__).parents[2]

START = """
import ctypes, resource, sys, types
sys.path.insert(0, sys.argv.pop(1))
from intimacy_desktop.__main__ import main
def say(*anything):
    print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
    print("core size", resource.getrlimit(resource.RLIMIT_CORE))
    return 0
sys.modules[sys.argv.pop(1)] = types.SimpleNamespace(run=say, main=say)
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


@pytest.mark.parametrize(
    ("asked", "module"),
    [(["--window", "--home=/nowhere"], "ui.app"), (["--keyring"], "intimacy_desktop.device_secret_child")],
)
def test_a_process_for_secrets_is_hardened_before_it_loads_what_holds_them(
    asked: list[str], module: str
) -> None:
    # Given a window, or a child that asks the keyring, which only says what state its process is in
    done = subprocess.run(
        [sys.executable, "-I", "-c", START, str(ROOT), module, *asked],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (done.stderr + done.stdout).splitlines() == ["dumpable 0", "core size (0, 0)"]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("unix:path=/run/user/1000/bus", "unix:path=/run/user/1000/bus"),
        ("tcp:host=127.0.0.1,port=4711", "unix:path=/nonexistent"),
        ("tcp:host=a,port=1;unix:abstract=/tmp/x,guid=1", "unix:abstract=/tmp/x,guid=1"),
        ("nonce-tcp:host=a,port=1,noncefile=/x;autolaunch:", "unix:path=/nonexistent"),
        ("unixexec:path=/bin/sh", "unix:path=/nonexistent"),
        ("", ""),
    ],
)
@pytest.mark.parametrize(
    "name", ["DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"]
)
def test_no_bus_of_a_network_is_left_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str, left: str
) -> None:
    monkeypatch.setenv(name, given)
    forbid_network_buses()
    assert os.environ[name] == left
