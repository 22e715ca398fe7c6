"""Records sealed once more inside the database, the seal over the ten that are shown, and that over all rows.

SQLite skips pages of a row that it finds unchanged, so an old copy of the file would tell which item was
edited, or that one was kept back. Under a fresh nonce no byte of a record stays the same. And the seal is
taken over the sealed bytes, so that checking it does not bring one answer into memory.
"""

import os
from collections.abc import Sequence
from enum import StrEnum
from hmac import compare_digest, digest
from pathlib import Path

from intimacy_desktop.errors import VaultDamaged
from intimacy_desktop.kdf import subkey
from intimacy_desktop.slots import NONCE_SIZE, TAG_SIZE

RECORD_OVERHEAD = NONCE_SIZE + TAG_SIZE
"""Bytes by which a sealed record is longer."""

_RECORD_INFO = b"innermost/1/record"
_SEAL_INFO = b"innermost/1/seal"
_ROWS_INFO = b"innermost/1/rows"


class RecordKind(StrEnum):
    """What a record is; one kind never passes for another."""

    DRAFT = "draft"
    SHOWN = "shown"
    EVENING = "evening"
    OWN = "own"


class Records:
    """Seals and opens the records of one vault.

    Args:
        vault_id: its id; a record of another vault does not open.
        dek: its data encryption key.
        folder: named in errors.
    """

    def __init__(self, vault_id: str, dek: bytes, folder: Path) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._vault_id = vault_id
        self._folder = folder
        # Random nonces are safe for 2³² records of one key (NIST SP 800-38D, 8.3): at one every 0.3 s that
        # is 40 years.
        self._cipher = AESGCM(subkey(dek, _RECORD_INFO))
        self._seal_key = subkey(dek, _SEAL_INFO)
        self._rows_key = subkey(dek, _ROWS_INFO)

    def seal(self, kind: RecordKind, round_id: int, item: int, record: bytes) -> bytes:
        """Give `record` sealed for its one place."""
        nonce = os.urandom(NONCE_SIZE)
        return nonce + self._cipher.encrypt(nonce, record, self._place(kind, round_id, item))

    def open(self, kind: RecordKind, round_id: int, item: int, sealed: bytes) -> bytes:
        """Give the record that was sealed for this place.

        Raises:
            VaultDamaged: it was not.
        """
        from cryptography.exceptions import InvalidTag

        nonce, rest = sealed[:NONCE_SIZE], sealed[NONCE_SIZE:]
        try:
            return self._cipher.decrypt(nonce, rest, self._place(kind, round_id, item))
        except (InvalidTag, ValueError):
            raise VaultDamaged(self._folder, f"a record of round {round_id} does not open") from None

    def seal_of(self, round_id: int, sealed: Sequence[bytes]) -> bytes:
        """Give the HMAC-SHA256 over the sealed *shown* records of a round, in order."""
        message = b"\0".join((self._place("seal", round_id, len(sealed)), b"".join(sealed)))
        return digest(self._seal_key, message, "sha256")

    def check_seal(self, round_id: int, sealed: Sequence[bytes], seal: bytes) -> None:
        """Make sure that the ten records are those that were sealed together.

        Raises:
            VaultDamaged: at least one of them comes from another time or place.
        """
        if not compare_digest(self.seal_of(round_id, sealed), seal):
            raise VaultDamaged(self._folder, f"round {round_id} is not as it was sealed")

    def seal_of_rows(self, rows: bytes) -> bytes:
        """Give the HMAC-SHA256 over what `rowseal` makes of all rows."""
        return digest(self._rows_key, rows, "sha256")

    def _place(self, kind: str, round_id: int, item: int) -> bytes:
        return f"innermost/1/{self._vault_id}/{kind}/{round_id}/{item}".encode()
