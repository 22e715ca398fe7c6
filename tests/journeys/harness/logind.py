"""A bus with a logind on it: real D-Bus, real file descriptors, and somebody who decides about sleep.

It answers as org.freedesktop.login1(5) says, as far as a program asks that wants to lock before sleep.
"""

import os
import select
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    DBusNameFlags,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from .processes import end_family, start
from .waiting import wait_until

LOGIND = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
OURS = f"{PATH}/session/_31"
ANOTHERS = f"{PATH}/session/_32"
CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def bus(folder: Path, name: str, env: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a bus of its own, with nothing on it yet.

    Args:
        folder: with a short path: that of a Unix socket has 107 bytes at most.
        name: of the socket in it.
        env: for the daemon.
    """
    socket, config = folder / name, folder / f"{name}.conf"
    address = f"unix:path={socket}"
    config.write_text(CONFIG.format(address=address))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--nosyslog"]
    daemon = start(command, env or os.environ, folder / f"{name}.log")
    try:
        wait_until(lambda: _answers(address), f"the bus {name}")
        yield address
    finally:
        end_family(daemon)
        socket.unlink(missing_ok=True)


def _answers(address: str) -> bool:
    with suppress(OSError), open_dbus_connection(address):
        return True
    return False


@dataclass
class Inhibitor:
    """Somebody who is waited for before a sleep, by the words they gave and the pipe they hold."""

    words: tuple[str, ...]
    pipe: int

    @property
    def held(self) -> bool:
        """Whether anybody still has the other end."""
        return not select.select([self.pipe], [], [], 0)[0]


class Speaker:
    """Somebody on a bus who owns a name, answers, and sends signals.

    Args:
        address: of the bus.
        names: what it is known as there.
    """

    def __init__(self, address: str, *names: str) -> None:
        self.asked: list[str] = []
        """What it was asked, once it has answered."""
        self._connection: DBusConnection = open_dbus_connection(address, enable_fds=True)
        for name in names:
            self._connection.send_and_get_reply(message_bus.RequestName(name, DBusNameFlags.do_not_queue))
        self._sending = threading.Lock()
        threading.Thread(target=self._listen, name=f"speaker {names}", daemon=True).start()

    def tell(self, path: str, interface: str, member: str, signature: str = "", *body: Any) -> None:
        """Send a signal to whoever listens."""
        with self._sending:
            where = DBusAddress(path, interface=interface)
            self._connection.send(new_signal(where, member, signature or None, body))

    def close(self) -> None:
        """Leave the bus."""
        with suppress(OSError):
            self._connection.sock.shutdown(2)

    def answer(self, call: Message) -> Message | None:
        """What it says to a call; nothing is no answer at all."""

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    reply = self.answer(message)
                    if reply is not None:
                        with self._sending:
                            self._connection.send(reply)
                    self.asked.append(str(message.header.fields[HeaderFields.member]))
        self._connection.close()


class Logind(Speaker):
    """A logind for one person in one session, and somebody else in another."""

    def __init__(self, address: str) -> None:
        self.inhibitors: list[Inhibitor] = []
        self._asleep = False
        super().__init__(address, LOGIND)

    @property
    def held(self) -> list[Inhibitor]:
        """Those whom a sleep would wait for."""
        return [one for one in self.inhibitors if one.held]

    def answer(self, call: Message) -> Message | None:
        """Answer as logind does."""
        member = str(call.header.fields[HeaderFields.member])
        if member == "Inhibit" and not self._asleep:
            ours, theirs = os.pipe()
            self.inhibitors.append(Inhibitor(call.body, ours))
            reply = new_method_return(call, "h", (theirs,))
            with self._sending:
                self._connection.send(reply)
            os.close(theirs)
            return None
        if member in {"GetSession", "GetSessionByPID"}:
            return new_method_return(call, "o", (OURS,))
        return new_error(call, "org.freedesktop.DBus.Error.Failed", "s", ("not now",))

    def prepare_for_sleep(self, begins: bool) -> None:
        """Say that the computer goes to sleep, or that it is awake."""
        self._asleep = begins
        self.tell(PATH, f"{LOGIND}.Manager", "PrepareForSleep", "b", begins)

    def lock(self, session: str = OURS) -> None:
        """Ask a session to lock."""
        self.tell(session, f"{LOGIND}.Session", "Lock")

    def change(self, name: str, value: bool, session: str = OURS) -> None:
        """Say that a property of a session has changed."""
        interface, properties = f"{LOGIND}.Session", "org.freedesktop.DBus.Properties"
        self.tell(session, properties, "PropertiesChanged", "sa{sv}as", interface, {name: ("b", value)}, [])

    def close(self) -> None:
        """Leave the bus, and forget whom a sleep would wait for."""
        super().close()
        for one in self.inhibitors:
            os.close(one.pipe)
        self.inhibitors.clear()
