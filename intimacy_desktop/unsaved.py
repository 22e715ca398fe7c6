"""What could not be saved before the program locked: sealed, handed on, and given back at unlock.

A full disk must not cost anybody their words, and a lock ends the process that holds them. So that process
seals its newest draft, or what was noted at the end of an evening (AES-256-GCM under a subkey of the vault's
data encryption key), and the supervisor keeps those bytes, which it cannot read, until their owner has opened
the vault again: in its memory, and on the disk where that takes them after all (`unsaved_file`).
"""

import os
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from intimacy_desktop.answers import EVENING_SIZE, WRITING_SIZE, Draft, Evening
from intimacy_desktop.errors import SaveFailed, UnsavedUnopened
from intimacy_desktop.kdf import subkey
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.slots import NONCE_SIZE, TAG_SIZE

if TYPE_CHECKING:
    from intimacy_desktop.vault import Vault

_INFO = b"innermost/1/unsaved"
_ROUND = struct.Struct(">I")
_TIME_AND_KIND = struct.Struct(">qB")
_DRAFT, _EVENING = 0, 1
_SIZE = _ROUND.size + NONCE_SIZE + _TIME_AND_KIND.size + WRITING_SIZE + TAG_SIZE
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_LAST_COMMIT = timedelta(seconds=1)
"""A save that hung while its draft was sealed may still come through before the process is gone."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Words that were not saved.

    Attributes:
        round_id: of the round they belong to.
        words: the newest ones: a draft, or what was noted at the end of an evening.
        sealed_at: when they were handed on, in UTC.
    """

    round_id: int
    words: Draft | Evening
    sealed_at: datetime


class Fate(Enum):
    """What became of words that were handed on."""

    SAVED = "saved"
    """It stands in the vault now."""
    WAITING = "waiting"
    """It still cannot be saved; it must be shown, and tried again."""
    OLDER = "older"
    """Something newer was saved meanwhile, or the round is past it: that stays."""


def seal_unsaved(
    keys: VaultKeys, round_id: int, words: Draft | Evening, *, last_saved: datetime | None = None
) -> bytes:
    """Give `words` sealed for their owner's next unlock; of one size whatever was written.

    Args:
        keys: of its vault.
        round_id: of its round.
        words: the newest ones.
        last_saved: what the vault said of its last save; a draft counts as newer than that, also where
            the clock was set back since.
    """
    sealed_at = datetime.now(UTC)
    if last_saved is not None:
        sealed_at = max(sealed_at, last_saved + _MICROSECOND)
    return _seal(keys, Unsaved(round_id, words, sealed_at))


def seal_again(old: VaultKeys, new: VaultKeys, sealed: bytes) -> bytes:
    """Give what `old` opens sealed for the keys that the same vault has got since.

    Raises:
        UnsavedUnopened: as `open_unsaved`.
    """
    return _seal(new, open_unsaved(old, sealed))


def _seal(keys: VaultKeys, unsaved: Unsaved) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = _ROUND.pack(unsaved.round_id)
    nonce = os.urandom(NONCE_SIZE)
    kind = _DRAFT if isinstance(unsaved.words, Draft) else _EVENING
    text = _TIME_AND_KIND.pack((unsaved.sealed_at - _EPOCH) // _MICROSECOND, kind)
    text += unsaved.words.pack().ljust(WRITING_SIZE, b"\0")
    return head + nonce + AESGCM(subkey(keys.dek, _INFO)).encrypt(nonce, text, _bound_to(keys, head))


def open_unsaved(keys: VaultKeys, sealed: bytes) -> Unsaved:
    """Give back what `seal_unsaved` was given.

    Raises:
        UnsavedUnopened: it is not whole, or was sealed with other keys or for another vault or round.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(sealed) != _SIZE:
        raise UnsavedUnopened(f"{len(sealed)} bytes")
    head, rest = sealed[: _ROUND.size], sealed[_ROUND.size :]
    try:
        text = AESGCM(subkey(keys.dek, _INFO)).decrypt(
            rest[:NONCE_SIZE], rest[NONCE_SIZE:], _bound_to(keys, head)
        )
        time, kind = _TIME_AND_KIND.unpack(text[: _TIME_AND_KIND.size])
        words = _words(kind, text[_TIME_AND_KIND.size :])
    except (InvalidTag, ValueError) as error:
        raise UnsavedUnopened(type(error).__name__) from None
    return Unsaved(int(_ROUND.unpack(head)[0]), words, _EPOCH + int(time) * _MICROSECOND)


def _words(kind: int, record: bytes) -> Draft | Evening:
    if kind == _DRAFT:
        return Draft.unpack(record)
    if kind == _EVENING and not record[EVENING_SIZE:].strip(b"\0"):
        return Evening.unpack(record[:EVENING_SIZE])
    raise ValueError("neither a draft nor an evening")


def take_back(vault: "Vault", sealed: bytes) -> tuple[Fate, Draft | Evening | None]:
    """Put words that were handed on into their vault, and give them, unless something newer is there.

    Args:
        vault: open; on its own thread.
        sealed: from `seal_unsaved`.

    Returns:
        What became of them; and the words to be shown, None for `Fate.OLDER`.

    Raises:
        UnsavedUnopened: as `open_unsaved`.
        VaultError: the vault cannot be read.
    """
    found = open_unsaved(vault.keys, sealed)
    if _is_older(vault, found):
        return Fate.OLDER, None
    try:
        if isinstance(found.words, Draft):
            vault.save_draft(found.round_id, found.words)
        else:
            vault.save_evening(found.round_id, found.words)
    except SaveFailed:
        return Fate.WAITING, found.words
    return Fate.SAVED, found.words


def _is_older(vault: "Vault", unsaved: Unsaved) -> bool:
    present = next((found for found in vault.rounds() if found.id == unsaved.round_id), None)
    if present is None:
        return True
    if isinstance(unsaved.words, Draft):
        last_saved, states = vault.last_saved(), {RoundState.WRITING}
    else:  # an evening is closed only once all of it is saved
        last_saved, states = present.closed_at, {RoundState.BEGUN, RoundState.CLOSED}
    newer = last_saved is not None and last_saved > unsaved.sealed_at + _LAST_COMMIT
    return newer or present.state not in states


def _bound_to(keys: VaultKeys, head: bytes) -> bytes:
    return _INFO + keys.vault_id.encode() + head
