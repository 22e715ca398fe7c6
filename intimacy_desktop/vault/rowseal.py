"""One seal over all rows of a database, renewed with every change, so that no part of it can be an older one.

Each page has an HMAC of its own, and an older page of the same file has a right one: after a write that the
disk lost, or by somebody's hand, it would bring an older state back. Of long values only the beginning is
taken: in a sealed record that is its nonce, which is never used twice, and its cipher vouches for the rest.
"""

from hmac import compare_digest
from pathlib import Path

from intimacy_desktop.canonical import canonical
from intimacy_desktop.errors import VaultDamaged
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.records import Records

SINCE = 2
"""The first form of the tables that has this seal."""

TABLE = "row_seal"
"""Holds it, in one row."""

_BEGINNING = 64
"""Bytes of a value that are taken; all of those that are no sealed record."""


def add(connection: Connection, records: Records) -> None:
    """Give an empty table its row, and take the seal, inside the caller's transaction."""
    connection.change(f"INSERT INTO {TABLE} VALUES (1, zeroblob(32))")  # noqa: S608 (a constant)
    renew(connection, records)


def renew(connection: Connection, records: Records, database: str = "main") -> None:
    """Take the seal over all rows as they stand, inside the caller's transaction."""
    seal = records.seal_of_rows(_rows(connection, database))
    # The name of the database is one of ours.
    connection.change(f"UPDATE {database}.{TABLE} SET seal = ?", (seal,))  # noqa: S608


def check(connection: Connection, records: Records, folder: Path) -> None:
    """Make sure that all rows are those that were sealed together.

    Raises:
        VaultDamaged: some are from another time.
        VaultUnreadable: the disk failed.
    """
    row = connection.row(f"SELECT seal FROM {TABLE}")  # noqa: S608 (a constant)
    if row is None or not compare_digest(bytes(row[0]), records.seal_of_rows(_rows(connection, "main"))):
        raise VaultDamaged(folder, "the rows are not all of one time")


def _rows(connection: Connection, database: str) -> bytes:
    tables = connection.rows(
        f"SELECT name FROM {database}.sqlite_schema WHERE type = 'table' AND name <> ?",  # noqa: S608 (ours)
        (TABLE,),
    )
    return canonical({name: _rows_of(connection, database, name) for (name,) in tables})


def _rows_of(connection: Connection, database: str, table: str) -> list[list[object]]:
    """Give the rows of a table in an order that is not the disk's, so that a copy gives the same."""
    names = [row[1] for row in connection.rows(f"PRAGMA {database}.table_info({table})")]
    # Neither of these brings a long value into memory. The names are those of the schema.
    sizes = ", ".join(f'CASE typeof("{name}") WHEN \'blob\' THEN length("{name}") END' for name in names)
    others = ", ".join(f'CASE typeof("{name}") WHEN \'blob\' THEN NULL ELSE "{name}" END' for name in names)
    found: list[list[object]] = []
    for row_id, *row in connection.rows(f"SELECT rowid, {sizes}, {others} FROM {database}.{table}"):  # noqa: S608
        values = row[len(names) :]
        for at, (name, size) in enumerate(zip(names, row, strict=False)):
            if size is not None:
                beginning = connection.beginning(table, name, row_id, _BEGINNING, database)
                values[at] = [size, beginning.hex()]
        found.append(values)
    return sorted(found, key=canonical)
