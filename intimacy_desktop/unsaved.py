"""What could not be saved before the program locked: sealed, handed on in memory, and given back at unlock.

A full disk must not cost anybody their words, and a lock ends the process that holds them. So that process
seals its newest draft (AES-256-GCM under a subkey of the vault's data encryption key), and the supervisor
keeps those bytes, which it cannot read, until their owner has opened the vault again. They are never
written to a disk, and are gone when the program ends. Only drafts go this way: the notes at the end of an
evening are written with both at the screen, who see there that something is not saved.
"""

import os
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from intimacy_desktop.answers import WRITING_SIZE, Draft
from intimacy_desktop.errors import SaveFailed, UnsavedUnopened
from intimacy_desktop.kdf import subkey
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.slots import NONCE_SIZE, TAG_SIZE

if TYPE_CHECKING:
    from intimacy_desktop.vault import Vault

_INFO = b"innermost/1/unsaved"
_ROUND = struct.Struct(">I")
_TIME = struct.Struct(">q")
_SIZE = _ROUND.size + NONCE_SIZE + _TIME.size + WRITING_SIZE + TAG_SIZE
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_LAST_COMMIT = timedelta(seconds=1)
"""A save that hung while its draft was sealed may still come through before the process is gone."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft that was not saved.

    Attributes:
        round_id: of the round it belongs to.
        draft: the newest words.
        sealed_at: when they were handed on, in UTC.
    """

    round_id: int
    draft: Draft
    sealed_at: datetime


class Fate(Enum):
    """What became of a draft that was handed on."""

    SAVED = "saved"
    """It stands in the vault now."""
    WAITING = "waiting"
    """It still cannot be saved; it must be shown, and tried again."""
    OLDER = "older"
    """Something newer was saved meanwhile, or the round is no longer in writing: that stays."""


def seal_unsaved(
    keys: VaultKeys, round_id: int, draft: Draft, *, last_saved: datetime | None = None
) -> bytes:
    """Give `draft` sealed for its owner's next unlock; of one size whatever was written.

    Args:
        keys: of its vault.
        round_id: of its round.
        draft: the newest words.
        last_saved: what the vault said of its last save; the draft counts as newer than that, also where
            the clock was set back since.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealed_at = datetime.now(UTC)
    if last_saved is not None:
        sealed_at = max(sealed_at, last_saved + _MICROSECOND)
    head = _ROUND.pack(round_id)
    nonce = os.urandom(NONCE_SIZE)
    text = _TIME.pack((sealed_at - _EPOCH) // _MICROSECOND) + draft.pack()
    sealed = AESGCM(subkey(keys.dek, _INFO)).encrypt(nonce, text, _bound_to(keys, head))
    return head + nonce + sealed


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
        draft = Draft.unpack(text[_TIME.size :])
    except (InvalidTag, ValueError) as error:
        raise UnsavedUnopened(type(error).__name__) from None
    sealed_at = _EPOCH + int(_TIME.unpack(text[: _TIME.size])[0]) * _MICROSECOND
    return Unsaved(int(_ROUND.unpack(head)[0]), draft, sealed_at)


def take_back(vault: "Vault", sealed: bytes) -> tuple[Fate, Draft | None]:
    """Put a draft that was handed on into its vault, and give it, unless it is older than what stands there.

    Args:
        vault: open; on its own thread.
        sealed: from `seal_unsaved`.

    Returns:
        What became of it; and the draft to be shown, None for `Fate.OLDER`.

    Raises:
        UnsavedUnopened: as `open_unsaved`.
        VaultError: the vault cannot be read.
    """
    found = open_unsaved(vault.keys, sealed)
    present = vault.current_round()
    if present is None or present.id != found.round_id or present.state is not RoundState.WRITING:
        return Fate.OLDER, None
    last_saved = vault.last_saved()
    if last_saved is not None and last_saved > found.sealed_at + _LAST_COMMIT:
        return Fate.OLDER, None
    try:
        vault.save_draft(found.round_id, found.draft)
    except SaveFailed:
        return Fate.WAITING, found.draft
    return Fate.SAVED, found.draft


def _bound_to(keys: VaultKeys, head: bytes) -> bytes:
    return _INFO + keys.vault_id.encode() + head
