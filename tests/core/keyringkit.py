"""A real Secret Service of its own for one test: a session bus and gnome-keyring, both ended with it."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import secretstorage
from keyring.backends.null import Keyring as NullKeyring

_BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
_PROMPTER = "[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=/bin/sleep 60\n"
_PATIENCE_S = 20


@dataclass(frozen=True)
class Service:
    """A running Secret Service, as any other program of the account meets it."""

    daemon: subprocess.Popen[bytes]

    @contextmanager
    def collection(self) -> Iterator[secretstorage.Collection]:
        with closing(secretstorage.dbus_init()) as bus:
            yield secretstorage.get_default_collection(bus)

    @contextmanager
    def item(self) -> Iterator[secretstorage.Item]:
        """The one item that is kept."""
        with self.collection() as collection:
            (item,) = collection.get_all_items()
            yield item

    def count(self) -> int:
        with self.collection() as collection:
            return len(list(collection.get_all_items()))

    def lock(self) -> None:
        with self.collection() as collection:
            collection.lock()


@contextmanager
def session_bus(folder: Path, *, prompter: bool = False) -> Iterator[str]:
    """A session bus with nothing on it.

    Args:
        folder: an empty one of the test's own, with a short path.
        prompter: whether a program that asks for passwords can be started; nobody will answer it.
    """
    (folder / "services").mkdir()
    if prompter:
        (folder / "services" / "prompter.service").write_text(_PROMPTER)
    config = folder / "bus.conf"
    config.write_text(_BUS.format(folder=folder))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as daemon:
        try:
            _wait_for(lambda: _answers(folder / "bus"))
            yield f"unix:path={folder}/bus"
        finally:
            daemon.kill()


def _answers(path: Path) -> bool:
    """Whether somebody listens there: the file is there a moment before."""
    with socket.socket(socket.AF_UNIX) as knock:
        return knock.connect_ex(str(path)) == 0


@contextmanager
def secret_service(folder: Path) -> Iterator[Service]:
    """gnome-keyring on the bus of DBUS_SESSION_BUS_ADDRESS, unlocked, with an empty keyring.

    Args:
        folder: for its control socket.
    """
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    command.append(f"--control-directory={folder}")
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=quiet, stderr=quiet) as daemon:
        try:
            assert daemon.stdin is not None
            daemon.stdin.write(b"password of the keyring")
            daemon.stdin.close()
            _wait_for(_is_there)
            yield Service(daemon)
        finally:
            daemon.kill()


class Discarding:
    """keyring's own null backend, which takes every secret and keeps none."""

    def __init__(self) -> None:
        self._backend = NullKeyring()

    def check(self) -> None:
        return

    def read(self, vault_id: str, secret_id: str) -> bytes | None:
        found = self._backend.get_password(vault_id, secret_id)
        return None if found is None else found.encode()

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        self._backend.set_password(vault_id, secret_id, secret.hex())

    def delete(self, vault_id: str, secret_id: str) -> None:
        self._backend.delete_password(vault_id, secret_id)


class InMemory:
    """Keeps what it is given, where a test is not about the keyring."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def check(self) -> None:
        return

    def read(self, vault_id: str, secret_id: str) -> bytes | None:
        return self.kept.get((vault_id, secret_id))

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        self.kept[vault_id, secret_id] = secret

    def delete(self, vault_id: str, secret_id: str) -> None:
        self.kept.pop((vault_id, secret_id), None)


class Troubled(InMemory):
    """A keyring of which the calls named fail."""

    def __init__(self, trouble: type[Exception], *calls: str) -> None:
        super().__init__()
        self._trouble, self._calls = trouble, calls

    def read(self, vault_id: str, secret_id: str) -> bytes | None:
        self._fail("read")
        return super().read(vault_id, secret_id)

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        self._fail("write")
        super().write(vault_id, secret_id, secret)

    def delete(self, vault_id: str, secret_id: str) -> None:
        self._fail("delete")
        super().delete(vault_id, secret_id)

    def _fail(self, call: str) -> None:
        if call in self._calls:
            raise self._trouble


def children(pid: int | None = None) -> list[int]:
    """The ids of the processes that this one, or the one of `pid`, started and that still run."""
    found: list[int] = []
    for task in Path(f"/proc/{pid or os.getpid()}/task").iterdir():
        with suppress(OSError):  # a thread that has ended since takes its list along
            found += [int(word) for word in (task / "children").read_text().split()]
    return found


def is_running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"  # what has ended, and nobody asked how


def _is_there() -> bool:
    with closing(secretstorage.dbus_init()) as bus:
        return secretstorage.check_service_availability(bus)


def _wait_for(condition: object) -> None:
    assert callable(condition)
    end = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
