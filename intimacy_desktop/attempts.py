"""Passphrases that did not fit: counted for the owner, and slowed down for whoever guesses.

What is counted stands in a small file beside the header, so that it survives a restart. It tells whoever
has the files how often a passphrase did not fit and when the last one did not; nothing of what was typed.
Nobody is ever locked out and nothing is ever erased. Whoever has the files can also remove this one: the
waits are for the keyboard, and what holds against the files is the price of each guess (`kdf`).
The recovery code is never counted: its 160 random bits need no waits.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from intimacy_desktop.canonical import canonical, parse
from intimacy_desktop.durable import read_file, replace_file
from intimacy_desktop.errors import WaitFirst, WrongPassphrase

T = TypeVar("T")

FREE = 2
"""Tries on end that cost no wait: anybody slips."""
LONGEST_S = 30.0
"""Seconds; no wait is ever longer."""

_NAME = "tries.json"
_FORMAT = 1
_CEILING = 4096
_MANY = 1_000_000  # more than anybody types


class Attempts:
    """The failed tries at one vault's passphrase.

    Reads and writes a small file; may be used from one thread after the other. A file that is not
    understood, or cannot be written, means no more than that nothing is remembered.

    Args:
        folder: of the vault.
        clock: seconds since 1970.
        monotonic: seconds that nobody can set.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = folder / _NAME
        self._clock = clock
        self._monotonic = monotonic
        self._untold, self._on_end, last = self._read()
        wait = _wait_after(self._on_end)
        passed = clock() - last
        if wait and passed < 0:
            # The clock was set back. Counted from now: or the wait would last as long as the clock is wrong.
            self._write()
        self._until = monotonic() + max(0.0, wait - max(0.0, passed))

    def wait_s(self) -> float:
        """Give the seconds until the next try; 0 when it may be made."""
        return max(0.0, self._until - self._monotonic())

    def count(self, work: Callable[[], T]) -> T:
        """Give what `work` gives, and count it where the passphrase did not fit. As slow as `work`.

        Args:
            work: tries a passphrase.

        Raises:
            WaitFirst: it is too soon; nothing was tried.
            WrongPassphrase: from `work`; it is counted before anybody learns of it.
        """
        wait = self.wait_s()
        if wait > 0:
            raise WaitFirst(wait)
        try:
            return work()
        except WrongPassphrase:
            self.failed()
            raise

    def failed(self) -> None:
        """Count a try that did not fit."""
        self._untold = min(self._untold + 1, _MANY)
        self._on_end = min(self._on_end + 1, _MANY)
        self._until = self._monotonic() + _wait_after(self._on_end)
        self._write()

    def passed(self) -> None:
        """Note that it fitted, with somebody else beside the owner: the count stays until they are alone."""
        if self._on_end:
            self._on_end = 0
            self._until = self._monotonic()
            self._write()

    def succeeded(self) -> int:
        """Give how many tries did not fit since this was last asked; the owner is told now."""
        told = self._untold
        self._untold = self._on_end = 0
        self._until = self._monotonic()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        return told

    def _read(self) -> tuple[int, int, float]:
        try:
            noted = parse(read_file(self._path, _CEILING))
            untold, on_end, last = noted["untold"], noted["on_end"], noted["last"]
        except (OSError, ValueError, KeyError):
            return 0, 0, 0.0
        if noted.get("format") != _FORMAT or not all(_is_count(number) for number in (untold, on_end, last)):
            return 0, 0, 0.0
        return min(untold, _MANY), min(on_end, _MANY), float(last)

    def _write(self) -> None:
        noted = {
            "format": _FORMAT,
            "last": int(self._clock()),
            "on_end": self._on_end,
            "untold": self._untold,
        }
        with suppress(OSError):  # a full disk must not keep the owner out
            replace_file(self._path, canonical(noted))


def _wait_after(tries: int) -> float:
    """Give the seconds to wait after so many failed tries on end: 1, 2, 4 … to `LONGEST_S`."""
    return min(2.0 ** min(tries - FREE - 1, 10), LONGEST_S) if tries > FREE else 0.0


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
