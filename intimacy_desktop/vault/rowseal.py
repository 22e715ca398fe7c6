"""One seal over all rows of a database, renewed with every change, so that no part of it can be an older one.

Each page has an HMAC of its own, and an older page of the same file has a right one: after a write that the
disk lost, or by somebody's hand, it would bring an older state back. Of long values only the beginning is
taken: in a sealed record that is its nonce, which is never used twice, and its cipher vouches for the rest.

The records of each round stand in it as one digest, in the row of their round: so a change, and an opening,
cost the same however many rounds there are.
"""

from collections.abc import Iterable
from hashlib import sha256
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

DIGEST = "records_digest"
"""The column of `rounds` that stands for a round's records."""

_BEGINNING = 64
"""Bytes of a value that are taken; all of those that are no sealed record."""


def add(connection: Connection, records: Records) -> None:
    """Give an empty table its row, and take the seal, inside the caller's transaction."""
    connection.change(f"INSERT INTO {TABLE} VALUES (1, zeroblob(32))")  # noqa: S608 (a constant)
    renew(connection, records)


def renew(
    connection: Connection, records: Records, rounds: Iterable[int] | None = None, database: str = "main"
) -> None:
    """Take the seal over all rows as they stand, inside the caller's transaction.

    Args:
        connection: to the database.
        records: of its key.
        rounds: those whose records may have changed; all, if not said.
        database: its name in this connection.
    """
    # The names are ours.
    for round_id in _all_rounds(connection, database) if rounds is None else rounds:
        connection.change(
            f"UPDATE {database}.rounds SET {DIGEST} = ? WHERE id = ?",  # noqa: S608
            (_digest(connection, round_id, database), round_id),
        )
    seal = records.seal_of_rows(_rows(connection, database))
    connection.change(f"UPDATE {database}.{TABLE} SET seal = ?", (seal,))  # noqa: S608


def check(
    connection: Connection, records: Records, folder: Path, rounds: Iterable[int] | None = None
) -> None:
    """Make sure that all rows are those that were sealed together.

    Args:
        connection: to the database.
        records: of its key.
        folder: named in errors.
        rounds: those whose records are looked at; all, if not said.

    Raises:
        VaultDamaged: some are from another time.
        VaultUnreadable: the disk failed.
    """
    row = connection.row(f"SELECT seal FROM {TABLE}")  # noqa: S608 (a constant)
    if row is None or not compare_digest(bytes(row[0]), records.seal_of_rows(_rows(connection, "main"))):
        raise VaultDamaged(folder, "the rows are not all of one time")
    for round_id in _all_rounds(connection, "main") if rounds is None else rounds:
        check_records(connection, folder, round_id)


def check_records(connection: Connection, folder: Path, round_id: int) -> None:
    """Make sure that the records of one round are those that the seal stands for.

    Raises:
        VaultDamaged: some are from another time.
        VaultUnreadable: the disk failed.
    """
    row = connection.row(f"SELECT {DIGEST} FROM rounds WHERE id = ?", (round_id,))  # noqa: S608 (a constant)
    if row is None or row[0] != _digest(connection, round_id, "main"):
        raise VaultDamaged(folder, f"the records of round {round_id} are not all of one time")


def _all_rounds(connection: Connection, database: str) -> list[int]:
    return [row[0] for row in connection.rows(f"SELECT id FROM {database}.rounds")]  # noqa: S608 (ours)


def _digest(connection: Connection, round_id: int, database: str) -> bytes:
    rows = _rows_of(connection, database, "records", f"WHERE round_id = {int(round_id)}")
    return sha256(canonical(rows)).digest()


def _rows(connection: Connection, database: str) -> bytes:
    tables = connection.rows(
        f"SELECT name FROM {database}.sqlite_schema WHERE type = 'table' AND name NOT IN (?, ?)",  # noqa: S608
        (TABLE, "records"),
    )
    return canonical({name: _rows_of(connection, database, name) for (name,) in tables})


def _rows_of(connection: Connection, database: str, table: str, where: str = "") -> list[list[object]]:
    """Give the rows of a table in an order that is not the disk's, so that a copy gives the same."""
    names = [row[1] for row in connection.rows(f"PRAGMA {database}.table_info({table})")]
    # Neither of these brings a long value into memory. The names are those of the schema.
    sizes = ", ".join(f'CASE typeof("{name}") WHEN \'blob\' THEN length("{name}") END' for name in names)
    short = ", ".join(
        f'CASE WHEN typeof("{name}") <> \'blob\' OR length("{name}") <= {_BEGINNING} THEN "{name}" END'
        for name in names
    )
    found: list[list[object]] = []
    for row_id, *row in connection.rows(f"SELECT rowid, {sizes}, {short} FROM {database}.{table} {where}"):  # noqa: S608
        values = row[len(names) :]
        for at, (name, size) in enumerate(zip(names, row, strict=False)):
            if size is not None:
                is_long = size > _BEGINNING
                beginning = (
                    connection.beginning(table, name, row_id, _BEGINNING, database) if is_long else values[at]
                )
                values[at] = [size, bytes(beginning).hex()]
        found.append(values)
    return sorted(found, key=canonical)
