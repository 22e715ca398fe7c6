"""From a passphrase to a key (Argon2id), and from one key to another (HKDF)."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

KEY_SIZE = 32
"""Bytes of every key of the program."""

SALT_SIZE = 16
"""Bytes of salt, as RFC 9106 section 3.1 recommends."""

MEMORY_CEILING_KIB = 1024 * 1024
ITERATIONS_CEILING = 16
LANES_CEILING = 16
"""What a header may ask for at most: one that asks for more is refused before anything is allocated."""

_KIB_PER_LANE = 8  # the least that RFC 9106 allows
_MEMORY_STEP_KIB = 16 * 1024
_INSTANT_S = 0.001  # a clock that stands still must not divide by zero
_SHARE = 8


@dataclass(frozen=True, slots=True)
class KdfProfile:
    """The cost of one derivation with Argon2id.

    Args:
        memory_kib: memory in KiB.
        iterations: passes over it.
        lanes: parts of it that are filled side by side.

    Raises:
        ValueError: below what Argon2id defines, or above the ceilings.
    """

    memory_kib: int
    iterations: int
    lanes: int

    def __post_init__(self) -> None:
        if not 1 <= self.lanes <= LANES_CEILING:
            raise ValueError(f"{self.lanes} lanes")
        if not 1 <= self.iterations <= ITERATIONS_CEILING:
            raise ValueError(f"{self.iterations} iterations")
        if not _KIB_PER_LANE * self.lanes <= self.memory_kib <= MEMORY_CEILING_KIB:
            raise ValueError(f"{self.memory_kib} KiB of memory")

    @property
    def meets_floor(self) -> bool:
        """Whether a vault may be made with it: at least RFC 9106's second option."""
        return self.memory_kib >= FLOOR.memory_kib and self.iterations >= FLOOR.iterations


FLOOR = KdfProfile(memory_kib=64 * 1024, iterations=3, lanes=4)
"""RFC 9106 section 4, second recommended option: the least the program makes a vault with."""

DEFAULT = KdfProfile(memory_kib=256 * 1024, iterations=3, lanes=4)
"""About 0.4 s on two cores of 2024; `calibrate` starts from it."""

CHEAPEST = KdfProfile(memory_kib=8, iterations=1, lanes=1)
"""For tests, which inject it; the program never chooses it."""


def derive(
    profile: KdfProfile,
    passphrase: bytes,
    salt: bytes,
    *,
    secret: bytes | None = None,
    associated: bytes | None = None,
) -> bytes:
    """Give `KEY_SIZE` bytes from a passphrase. Slow, and lets other threads run meanwhile.

    Args:
        profile: what it costs.
        passphrase: in its normal form, see `passphrase.normalise`.
        salt: random, one for each slot.
        secret: RFC 9106's K; the program uses none.
        associated: RFC 9106's X; the program uses none.

    Raises:
        MemoryError: the system does not give as much as the profile asks for.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=profile.iterations,
        lanes=profile.lanes,
        memory_cost=profile.memory_kib,
        secret=secret,
        ad=associated,
    ).derive(passphrase)


def timed(profile: KdfProfile) -> float:
    """Give the seconds that one derivation takes here. As slow.

    Raises:
        MemoryError: as `derive`.
    """
    start = time.perf_counter()
    derive(profile, b"a passphrase", bytes(SALT_SIZE))
    return time.perf_counter() - start


def calibrate(
    target_s: float = 1.0,
    measure: Callable[[KdfProfile], float] = timed,
    memory_ceiling_kib: int | None = None,
) -> KdfProfile:
    """Give the profile with which one derivation takes about `target_s` here. Slow: it tries.

    Memory comes first, since it is what makes guessing on many chips at once dear: passes are added only
    where there may be no more of it. Never below `FLOOR`, however slow the computer is.

    Args:
        target_s: seconds.
        measure: gives the seconds one derivation takes, or raises MemoryError.
        memory_ceiling_kib: by default an eighth of this computer's memory, so that other programs keep
            theirs, and a smaller computer may open the vault too.
    """
    ceiling = _memory_ceiling() if memory_ceiling_kib is None else memory_ceiling_kib
    start = replace(DEFAULT, memory_kib=_within(DEFAULT.memory_kib, ceiling))
    try:
        found = _scaled(start, target_s / max(measure(start), _INSTANT_S), ceiling)
        if found.memory_kib > start.memory_kib:
            # More memory than was tried may take longer than it should, or not be there at all.
            found = _scaled(found, min(1.0, target_s / max(measure(found), _INSTANT_S)), ceiling)
    except MemoryError:
        return FLOOR
    return found


def _scaled(profile: KdfProfile, factor: float, ceiling: int) -> KdfProfile:
    """Give the profile that costs `factor` times as much, as nearly as the limits let it."""
    cost = profile.memory_kib * profile.iterations * factor
    memory = _within(cost / FLOOR.iterations, ceiling)
    passes = min(max(FLOOR.iterations, round(cost / memory)), ITERATIONS_CEILING)
    return replace(profile, memory_kib=memory, iterations=passes)


def _within(memory: float, ceiling: int) -> int:
    """Give a whole number of steps of memory, in KiB, between the floor and the ceiling."""
    allowed = max(min(memory, ceiling, MEMORY_CEILING_KIB), FLOOR.memory_kib)
    return int(allowed) // _MEMORY_STEP_KIB * _MEMORY_STEP_KIB


def _memory_ceiling() -> int:
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows has no such call
        return DEFAULT.memory_kib
    return memory // 1024 // _SHARE


def subkey(key: bytes, info: bytes, *, salt: bytes | None = None, length: int = KEY_SIZE) -> bytes:
    """Give a key for one purpose from a key for many: HKDF-SHA256 (RFC 5869).

    Args:
        key: the input keying material.
        info: names the purpose, with a version.
        salt: as in the RFC; none where `key` is uniformly random already.
        length: bytes wanted.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length, salt, info).derive(key)
