"""The network gate catches what it is there for, and lets pass what is harmless."""

import subprocess
import sys
from pathlib import Path

import pytest

from .harness.gate import CAUGHT, Gate, main

UNIX = "import socket; a, b = socket.socketpair(); socket.socket(socket.AF_UNIX).close()"


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"])
def test_a_socket_of_another_kind_is_caught(family: str, capsys: pytest.CaptureFixture[str]) -> None:
    kind = "SOCK_RAW" if family in {"AF_NETLINK", "AF_PACKET"} else "SOCK_DGRAM"
    code = f"import socket; socket.socket(socket.{family}, socket.{kind})"
    assert main([sys.executable, "-c", code]) == CAUGHT
    assert f"socket({family}," in capsys.readouterr().err


def test_a_grandchild_that_asks_for_a_socket_is_caught(capsys: pytest.CaptureFixture[str]) -> None:
    inner = "import socket; socket.socket(socket.AF_INET)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    assert main([sys.executable, "-c", code]) == CAUGHT
    assert "socket(AF_INET," in capsys.readouterr().err


def test_unix_sockets_pass_and_are_seen(tmp_path: Path) -> None:
    gate = Gate(tmp_path / "trace")
    subprocess.run([*gate.prefix, sys.executable, "-c", UNIX], check=True)
    assert gate.breaches() == []
    assert len(gate.sockets()) == 2


def test_the_command_s_own_code_is_given_back() -> None:
    assert main([sys.executable, "-c", f"{UNIX}; raise SystemExit(7)"]) == 7


def test_inside_the_gate_there_is_no_network(tmp_path: Path) -> None:
    code = "import pathlib; print(pathlib.Path('/proc/net/dev').read_text())"
    gate = Gate(tmp_path / "trace")
    done = subprocess.run(
        [*gate.prefix, sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    devices = [line.split(":")[0].strip() for line in done.stdout.splitlines() if ":" in line]
    assert "lo" in devices
    assert not {name for name in devices if name.startswith(("eth", "en", "wl", "veth"))}
