"""A message bus (D-Bus) that may be absent, slow, gone or back again, and is never waited for."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from jeepney import HeaderFields, MatchRule, Message, MessageType, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PAUSES_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before each further try to reach a bus; the last one stays."""

_HANDSHAKE_S = 10.0
_BOTH_WAYS = 2  # SHUT_RDWR

Reply = Callable[[Message], None]


class Talk:
    """One connection to a bus: calls go out, and their replies come in among the signals.

    Args:
        connection: freshly opened.
    """

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._awaited: dict[int, Reply] = {}

    def call(self, message: Message, on_reply: Reply = lambda _reply: None) -> None:
        """Send a call; `on_reply` gets what comes back, if it is no error."""
        serial = next(self._connection.outgoing_serial)
        self._awaited[serial] = on_reply
        self._connection.send(message, serial=serial)

    def subscribe(self, rule: MatchRule) -> None:
        """Ask the bus for the signals that fit."""
        self.call(message_bus.AddMatch(rule))

    def listen(self, on_signal: Reply) -> None:
        """Take what comes until the connection ends.

        Raises:
            OSError: it has ended.
        """
        while True:
            message = self._connection.receive()
            kind = message.header.message_type
            if kind is MessageType.signal:
                on_signal(message)
                continue
            reaction = self._awaited.pop(message.header.fields.get(HeaderFields.reply_serial, -1), None)
            if kind is MessageType.method_return and reaction is not None:
                reaction(message)


class Guest(Protocol):
    """Who speaks on a bus; all on the bus's own thread."""

    def greet(self, talk: Talk) -> None:
        """Say what shall be heard: the connection is new, and nothing is known of the one before."""

    def hear(self, talk: Talk, signal: Message) -> None:
        """Take a signal."""


class Bus:
    """Stays on a bus as long as there is one, on a thread of its own.

    Only a Unix socket is ever connected to: jeepney knows no other transport, and an address that names
    another is left aside.

    Args:
        address: as the D-Bus specification writes it, or "SYSTEM" or "SESSION" for the usual ones.
        guest: who speaks on it.
        descriptors: whether the guest is sent file descriptors.
    """

    def __init__(self, address: str, guest: Guest, *, descriptors: bool = False) -> None:
        self._address, self._guest, self._descriptors = address, guest, descriptors
        self._stopped = threading.Event()
        self._connection: DBusConnection | None = None
        self._changing = threading.Lock()

    def join(self) -> None:
        """Go there, and again whenever it was lost; returns at once."""
        threading.Thread(target=self._stay, name=f"bus {self._address}", daemon=True).start()

    def leave(self) -> None:
        """Go away for good; what was sent on the way may still be heard."""
        self._stopped.set()
        with self._changing:
            if self._connection is not None:
                with suppress(OSError):
                    self._connection.sock.shutdown(_BOTH_WAYS)

    def _stay(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            # Whatever a bus is or says, the program goes on without it; there is nobody to tell.
            with suppress(Exception):
                connection = open_dbus_connection(self._address, self._descriptors, _HANDSHAKE_S)
                failures = 0
                self._visit(connection)
            self._stopped.wait(PAUSES_S[min(failures, len(PAUSES_S) - 1)])
            failures += 1

    def _visit(self, connection: DBusConnection) -> None:
        with connection:
            with self._changing:
                self._connection = connection
            if self._stopped.is_set():
                return
            try:
                talk = Talk(connection)
                self._guest.greet(talk)
                talk.listen(lambda signal: self._guest.hear(talk, signal))
            finally:
                with self._changing:
                    self._connection = None


def session_address() -> str:
    """Where the session's bus is: as the desktop says, or where systemd puts it."""
    named = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return named or f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '/nonexistent')}/bus"
