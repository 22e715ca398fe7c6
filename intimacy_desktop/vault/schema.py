"""The tables of a vault, and whether a file holds them."""

from pathlib import Path

from intimacy_desktop.errors import VaultDamaged, VaultTooNew, VaultUnreadable
from intimacy_desktop.header import Header
from intimacy_desktop.own import Own
from intimacy_desktop.vault import ownstore, rowseal
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.records import Records

APPLICATION_ID = 0x496E6D73
""""Inms": marks the file as ours, for us alone, since it stands inside the encryption."""

SCHEMA = 2
"""The form of the tables below; one more than there are steps in `migrations`.

`application_id`, `user_version` and the columns `vault_id` and `generation` of `vault` stay what they are in
every form to come: they are read before the form is known to be one of ours.
"""

_TABLES = (
    """
    CREATE TABLE vault (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        vault_id TEXT NOT NULL,
        generation INTEGER NOT NULL,
        last_saved TEXT,
        lock_minutes INTEGER NOT NULL,
        turns_lock_minutes INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE rounds (
        id INTEGER PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('writing', 'sealed', 'begun', 'closed')),
        joint_id TEXT,
        sealed_at TEXT,
        begun_at TEXT,
        closed_at TEXT,
        uncovered BLOB NOT NULL,
        seal BLOB,
        token TEXT,
        joined_with TEXT,
        records_digest BLOB
    ) STRICT
    """,
    """
    CREATE TABLE records (
        kind TEXT NOT NULL,
        round_id INTEGER NOT NULL REFERENCES rounds (id),
        item INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (kind, round_id, item)
    ) STRICT
    """,
    "CREATE TABLE own (only INTEGER PRIMARY KEY CHECK (only = 1), sealed BLOB NOT NULL) STRICT",
    "CREATE TABLE row_seal (only INTEGER PRIMARY KEY CHECK (only = 1), seal BLOB NOT NULL) STRICT",
    "CREATE TABLE ended (joint_id TEXT NOT NULL, joined_with TEXT) STRICT",
)


def install(connection: Connection, records: Records, header: Header, owner: tuple[int, int]) -> None:
    """Make the tables of the vault of `header` in an empty file.

    Raises:
        SaveFailed: it could not be written.
    """
    connection.prepare_writing()
    with connection.transaction():
        connection.change(f"PRAGMA application_id={APPLICATION_ID}")
        connection.change(f"PRAGMA user_version={SCHEMA}")
        for table in _TABLES:
            connection.change(table)
        values = (header.vault_id, header.generation, *owner)
        connection.change("INSERT INTO vault VALUES (1, ?, ?, NULL, ?, ?)", values)
        ownstore.add(connection, records, Own())
        rowseal.add(connection, records)


def check(
    connection: Connection,
    header: Header,
    records: Records,
    folder: Path,
    newest: int = SCHEMA,
    *,
    at_once: int | None = None,
) -> int:
    """Make sure that the open file is the database `header` names, and whole; give the form of its tables.

    Args:
        connection: to the file; nothing is written.
        header: of its vault.
        records: of its key, for the seal over all rows.
        folder: named in errors.
        newest: the latest form that this program knows.
        at_once: pages; of a larger file only the rows and the round that is not closed are looked at, and
            what else there is when it is read. None for all of any file.

    Raises:
        VaultDamaged: it is another, or not as it was written.
        VaultTooNew: a newer version of the program wrote it; nothing was changed.
        VaultUnreadable: the disk failed.
    """
    application, version = (_number(connection, name) for name in ("application_id", "user_version"))
    if application != APPLICATION_ID or version < 1:
        raise VaultDamaged(folder, "not a database of this program")
    if version > newest:
        raise VaultTooNew(folder, f"schema {version}")
    if connection.row("SELECT vault_id, generation FROM vault") != (header.vault_id, header.generation):
        raise VaultDamaged(folder, "the database does not belong to its header")
    # An older form is looked at as a whole: bringing it to today's takes a new seal over all of it.
    is_large = at_once is not None and version == newest and _number(connection, "page_count") > at_once
    if not is_large:
        _check_whole(connection, folder)
    # Within one reading, which keeps another connection from changing the file meanwhile.
    connection.rows("BEGIN")
    try:
        _check_length(connection, folder / header.database, folder)
        if version >= rowseal.SINCE:
            rowseal.check(connection, records, folder, _open_rounds(connection) if is_large else None)
    finally:
        connection.rows("COMMIT")
    return version


def _open_rounds(connection: Connection) -> list[int]:
    return [row[0] for row in connection.rows("SELECT id FROM rounds WHERE state <> 'closed'")]


def _check_whole(connection: Connection, folder: Path) -> None:
    """Find damage now, not in the middle of an evening."""
    # Each page has an HMAC of its own: this looks at all of them, also at those that hold nothing now.
    if connection.rows("PRAGMA cipher_integrity_check"):
        raise VaultDamaged(folder, "pages of the database have changed")
    # An older page of the same file has a right HMAC: it shows by what does not fit together any more, and
    # then by the seal over all rows.
    if connection.rows("PRAGMA quick_check(1)") != [("ok",)]:
        raise VaultDamaged(folder, "pages of the database do not belong together")
    if connection.rows("PRAGMA foreign_key_check"):
        raise VaultDamaged(folder, "rows refer to others that are not there")


def _check_length(connection: Connection, path: Path, folder: Path) -> None:
    pages = _number(connection, "page_count")
    try:
        size = path.stat().st_size
    except OSError as problem:
        raise VaultUnreadable(folder, str(problem.strerror)) from None
    if pages * _number(connection, "page_size") != size:
        raise VaultDamaged(folder, "the file does not end with the database")


def _number(connection: Connection, pragma: str) -> int:
    row = connection.row(f"PRAGMA {pragma}")
    return int(row[0]) if row else 0
