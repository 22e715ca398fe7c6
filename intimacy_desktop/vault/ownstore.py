"""What somebody keeps for themself, as the one row of a table."""

from pathlib import Path

from intimacy_desktop.errors import OwnTooLong, VaultDamaged
from intimacy_desktop.own import Own
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.records import RecordKind, Records

PLACE = (RecordKind.OWN, 0, 0)
"""Of the record among those of a vault: of no round, and no item."""


def add(connection: Connection, records: Records, own: Own) -> None:
    """Give an empty table its row, inside the caller's transaction."""
    connection.change("INSERT INTO own VALUES (1, ?)", (records.seal(*PLACE, own.pack()),))


def read(connection: Connection, records: Records, folder: Path) -> Own:
    """Give what is kept.

    Raises:
        VaultDamaged: it is not what was written.
    """
    row = connection.row("SELECT sealed FROM own")
    try:
        return Own.unpack(records.open(*PLACE, bytes(row[0]) if row else b""))
    except (ValueError, OwnTooLong):
        raise VaultDamaged(folder, "the record of the owner is malformed") from None


def write(connection: Connection, records: Records, own: Own) -> None:
    """Put `own` in the place of what was kept, inside the caller's transaction."""
    connection.change("UPDATE own SET sealed = ?", (records.seal(*PLACE, own.pack()),))
