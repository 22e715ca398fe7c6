"""From a passphrase to a key (Argon2id), and from one key to another (HKDF)."""

from dataclasses import dataclass

KEY_SIZE = 32
"""Bytes of every key of the program."""

SALT_SIZE = 16
"""Bytes of salt, as RFC 9106 section 3.1 recommends."""

MEMORY_CEILING_KIB = 1024 * 1024
ITERATIONS_CEILING = 16
LANES_CEILING = 16
"""What a header may ask for at most: one that asks for more is refused before anything is allocated."""

_KIB_PER_LANE = 8  # the least that RFC 9106 allows


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
"""About 0.4 s on two cores of 2024."""

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
