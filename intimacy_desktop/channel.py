"""The window process's end of the pipes to the supervisor.

Words on lines of their own: `painted`, `lock PLACEMENT LEAVES`, `closed`, `keep VAULT SEALED` and
`taken VAULT` go up; `begin OPTIONS` (first, and once), `raise`, `end` and `kept VAULT SEALED` come down, the
last without SEALED where nothing is kept any more. The grammar has no place for anything that a person wrote,
but for what could not be saved, and that only as ciphertext (`unsaved`), in base64.
"""

import binascii
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from enum import Enum
from typing import Self

from intimacy_desktop.launch import Leaves, Placement

_CHUNK = 4096


class Order(Enum):
    """What the window process is asked to do."""

    RAISE = "raise"
    """Come to the front."""
    END = "end"
    """Cover if that is not done, save, and end: the successor stands, or nobody watches any more."""


class Channel:
    """Speaks with the supervisor; also tells of the system's wish that this process ends.

    Args:
        incoming: file descriptor the orders come from.
        outgoing: file descriptor the reports go to.
    """

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._sending = threading.Lock()
        self._heard = b""

    @classmethod
    def of_this_process(cls) -> Self:
        """Take standard input and output for the channel, before anything else can use or inherit them.

        What is printed by accident goes to standard error from here on. Signals that ask the process to end
        are kept back for `listen`, so this comes before any other thread.
        """
        nothing = os.open(os.devnull, os.O_RDWR)
        while nothing < 3:  # where a standard stream is closed, no file opened later may pass for it
            nothing = os.dup(nothing)
        ends = []
        for standard, instead in ((0, nothing), (1, 2)):
            try:
                ends.append(os.dup(standard))
            except OSError:  # started by hand with closed streams
                ends.append(os.dup(nothing))
            with contextlib.suppress(OSError):
                os.dup2(instead, standard)
        os.close(nothing)
        if sys.platform != "win32":
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the supervisor too, which closes us
            signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        return cls(*ends)

    def options(self) -> list[str]:
        """Wait for how to begin, before `listen`; nothing where nobody says it."""
        while b"\n" not in self._heard and (chunk := self._read()):
            self._heard += chunk
        line, _, self._heard = self._heard.partition(b"\n")
        match line.decode(errors="replace").split():
            case ["begin", *options]:
                return options
        return []

    def send_painted(self) -> None:
        """Report that the first picture of the window is on the screen."""
        self._send("painted")

    def send_lock(self, placement: Placement, leaves: Leaves) -> None:
        """Ask for a fresh process in this one's place; `Order.END` comes when it is painted."""
        self._send(f"lock {placement} {leaves}")

    def send_closed(self) -> None:
        """Report that this process ends and no other shall follow."""
        self._send("closed")

    def send_keep(self, vault_id: str, sealed: bytes) -> None:
        """Hand on what could not be saved, until `send_taken`; what was handed on before for it is let go.

        Args:
            vault_id: whose it is.
            sealed: from `unsaved.seal_unsaved`: ciphertext, never anything else.
        """
        self._send(f"keep {vault_id} {binascii.b2a_base64(sealed, newline=False).decode()}")

    def send_taken(self, vault_id: str) -> None:
        """Report that what was handed on for a vault stands in it, and need not be kept any more."""
        self._send(f"taken {vault_id}")

    def listen(
        self,
        callback: Callable[[Order], None],
        kept: Callable[[str, bytes], None] = lambda _vault_id, _sealed: None,
    ) -> None:
        """Call `callback` with each order from now on, on a thread of its own.

        The end of the pipe is an `Order.END`: the supervisor is gone. So is a signal that asks to end.

        Args:
            callback: takes the orders.
            kept: takes what another window process could not save: the vault's id, and the ciphertext, or
                nothing where it need not be kept any more.
        """
        threading.Thread(target=self._hear, args=(callback, kept), name="orders", daemon=True).start()
        if sys.platform != "win32":
            threading.Thread(target=self._await_signal, args=(callback,), name="signals", daemon=True).start()

    def _send(self, line: str) -> None:
        # Nobody is left to tell where this fails; `listen` finds that out by itself.
        left = f"{line}\n".encode()
        with self._sending, contextlib.suppress(OSError):
            while left:  # a signal may cut a long line
                left = left[os.write(self._outgoing, left) :]

    def _hear(self, callback: Callable[[Order], None], kept: Callable[[str, bytes], None]) -> None:
        rest, chunk = b"", self._heard or self._read()
        while chunk:
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._obey(line.decode(errors="replace").split(), callback, kept)
            chunk = self._read()
        callback(Order.END)

    @staticmethod
    def _obey(
        words: list[str], callback: Callable[[Order], None], kept: Callable[[str, bytes], None]
    ) -> None:
        match words:
            case ["kept", vault_id, *sealed]:
                with contextlib.suppress(ValueError):
                    kept(vault_id, binascii.a2b_base64("".join(sealed), strict_mode=True))
            case [word]:
                for order in Order:
                    if word == order.value:
                        callback(order)

    def _read(self) -> bytes:
        try:
            return os.read(self._incoming, _CHUNK)
        except OSError:
            return b""

    def _await_signal(self, callback: Callable[[Order], None]) -> None:
        if sys.platform != "win32":
            signal.sigwait(_ENDING)
            self.send_closed()  # asked from outside: no successor
            callback(Order.END)


if sys.platform != "win32":
    _ENDING = frozenset({signal.SIGTERM, signal.SIGHUP})
