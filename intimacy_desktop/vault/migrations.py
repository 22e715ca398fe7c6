"""Bringing the tables of an older vault to the form of today: all steps or none, and never without a backup.

A step that has been released is never changed any more: vaults of its form exist.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from intimacy_desktop.errors import SaveFailed, VaultDamaged
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.own import Own
from intimacy_desktop.vault import ownstore, rowseal
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.records import Records

Step = Callable[[Connection, Records], None]
"""Changes the tables from one form to the next; runs inside a transaction, without foreign keys enforced."""

BackUp = Callable[[Path, VaultKeys], object]
"""Leaves a verified backup of the vault in this folder, or raises SaveFailed."""


def own_record_and_row_seal(connection: Connection, records: Records) -> None:
    """Lead to form 2: what the owner keeps besides answers, which halves met, and the seal over all rows.

    Rounds of form 1 have no token: what they met is told by their joint ids alone.
    """
    for column in ("token TEXT", "joined_with TEXT", f"{rowseal.DIGEST} BLOB"):
        connection.change(f"ALTER TABLE rounds ADD COLUMN {column}")
    connection.change("CREATE TABLE ended (joint_id TEXT NOT NULL, joined_with TEXT) STRICT")
    for name, column in (("own", "sealed"), ("row_seal", "seal")):
        connection.change(
            f"CREATE TABLE {name} (only INTEGER PRIMARY KEY CHECK (only = 1), {column} BLOB NOT NULL) STRICT"
        )
    ownstore.add(connection, records, Own())
    rowseal.add(connection, records)


STEPS: tuple[Step, ...] = (own_record_and_row_seal,)
"""The first leads from form 1 to form 2, and so on: today's form is one more than there are steps."""


def newest(steps: Sequence[Step]) -> int:
    """Give the form of the tables to which `steps` lead."""
    return len(steps) + 1


def migrate(
    connection: Connection,
    records: Records,
    version: int,
    folder: Path,
    back_up: Callable[[], object],
    steps: Sequence[Step] = STEPS,
) -> None:
    """Bring tables of form `version` to today's, in one transaction; nothing happens where they have it.

    The number of the form is raised in the same transaction, so that a crash leaves the old one as a whole.

    Args:
        connection: prepared for writing.
        records: opens and seals the records, for steps that change their form.
        version: what the file holds, from 1 to `newest(steps)`.
        folder: named in errors.
        back_up: called before anything is changed; what it raises stops the migration.
        steps: see `STEPS`.

    Raises:
        SaveFailed: it could not be written; the vault is as it was.
        VaultDamaged: what is there does not fit its own form; the vault is as it was.
    """
    if version >= newest(steps):
        return
    back_up()
    # A table that is rebuilt would take the rows that refer to it along, and within a transaction this
    # setting cannot be changed (https://www.sqlite.org/lang_altertable.html, section 7).
    connection.rows("PRAGMA foreign_keys=OFF")
    try:
        with connection.transaction():
            for step in steps[version - 1 :]:
                step(connection, records)
            if connection.rows("PRAGMA foreign_key_check"):
                raise VaultDamaged(folder, "rows refer to others that are not there")
            rowseal.renew(connection, records)
            connection.change(f"PRAGMA user_version={newest(steps)}")
    finally:
        connection.rows("PRAGMA foreign_keys=ON")


def no_back_up(folder: Path, _keys: VaultKeys) -> object:
    """Stand in where nobody can make a backup: an older vault stays as it is.

    Raises:
        SaveFailed: always.
    """
    raise SaveFailed(folder, "an older form, and nobody to make a backup of it first")
