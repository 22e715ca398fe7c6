"""The database of a vault once more, under another key: the same texts, in other bytes."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from intimacy_desktop import durable
from intimacy_desktop.errors import NotItsTurn, SaveFailed, VaultDamaged, VaultUnreadable
from intimacy_desktop.header import Header, check_database
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault import ownstore, rowseal, schema
from intimacy_desktop.vault.access import attach, connect
from intimacy_desktop.vault.connection import Connection, Row
from intimacy_desktop.vault.records import RecordKind, Records

_DIFFERS = {
    "vault": {"generation"},
    "rounds": {"seal", rowseal.DIGEST},
    "records": {"sealed"},
    "own": {"sealed"},
    rowseal.TABLE: {"seal"},
}
"""The columns of each table that are not the same in two databases of one content."""


_TOKENS_SINCE = 2
"""The first form of the tables in which halves know each other, and what is deleted leaves its name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database, and what it takes to open it.

    Args:
        folder: of the vault.
        header: names the database.
        keys: open it.
    """

    folder: Path
    header: Header
    keys: VaultKeys = field(repr=False)

    @property
    def database(self) -> Path:
        """The file."""
        return self.folder / self.header.database

    @property
    def records(self) -> Records:
        """What seals and opens its records."""
        return Records(self.keys.vault_id, self.keys.dek, self.folder)


def rebuild(old: Place, new: Place, without_rounds: frozenset[int]) -> None:
    """Write the content of `old` to `new`, compare it, and wait until the disk has it.

    Nothing is in a file unsealed. What is left out is never in the new file, since no page reaches it
    before all are as they shall be.

    Raises:
        NotItsTurn: a round to be left out does not exist.
        VaultDamaged: `old` is not what was written.
        SaveFailed: the new file could not be written, or does not read back.
        OSError: the same.
    """
    durable.write_file(new.database, b"")  # SQLite would give it wider rights than ours
    try:
        wanted = _export(old, new, without_rounds)
    except VaultUnreadable as error:
        raise SaveFailed(old.folder, error.detail) from None
    _compare(new, wanted)
    durable.sync_file(new.database)
    durable.sync_folder(new.folder)


def _export(old: Place, new: Place, without_rounds: frozenset[int]) -> list[Row]:
    with closing(connect(check_database(old.folder, old.header), old.keys)) as connection:
        version = schema.check(connection, old.header, old.records, old.folder)
        connection.prepare_writing()
        attach(connection, new.database, new.keys, "fresh")
        for setting in (
            "PRAGMA cache_spill=OFF",
            "PRAGMA fresh.secure_delete=ON",
            # A file that is only half there is thrown away: nothing has to be undone in it.
            "PRAGMA fresh.journal_mode=MEMORY",
        ):
            connection.rows(setting)
        with connection.transaction():
            _require(connection, without_rounds)
            wanted = list(_content(connection, old.records, without_rounds))
            _fill(connection, old, new, version, without_rounds)
        if without_rounds:
            connection.rows("VACUUM fresh")
        connection.rows("DETACH fresh")
    return wanted


def _require(connection: Connection, rounds: frozenset[int]) -> None:
    missing = rounds - {row[0] for row in connection.rows("SELECT id FROM rounds")}
    if missing:
        raise NotItsTurn(f"there is no round {min(missing)}")


def _fill(
    connection: Connection, old: Place, new: Place, version: int, without_rounds: Iterable[int]
) -> None:
    connection.change("SELECT sqlcipher_export('fresh')")
    connection.change(f"PRAGMA fresh.application_id={schema.APPLICATION_ID}")  # these two it leaves out
    connection.change(f"PRAGMA fresh.user_version={version}")
    connection.change("UPDATE fresh.vault SET generation = ?", (new.header.generation,))
    for ended in _ended(connection, without_rounds) if version >= _TOKENS_SINCE else ():
        connection.change("INSERT INTO fresh.ended VALUES (?, ?)", ended)
    for round_id in without_rounds:
        connection.change("DELETE FROM fresh.records WHERE round_id = ?", (round_id,))
        connection.change("DELETE FROM fresh.rounds WHERE id = ?", (round_id,))
    _seal_anew(connection, old.records, new.records, without_rounds)
    if version >= rowseal.SINCE:
        rowseal.renew(connection, new.records, database="fresh")


def _ended(connection: Connection, without_rounds: Iterable[int]) -> list[Row]:
    """Give what stays of joint rounds that are left out: by their names the other halves end too."""
    found = (
        connection.row(
            "SELECT joint_id, CASE WHEN begun_at IS NULL THEN NULL ELSE joined_with END "
            "FROM rounds WHERE id = ? AND joint_id IS NOT NULL",
            (round_id,),
        )
        for round_id in without_rounds
    )
    return [row for row in found if row is not None]


def _seal_anew(connection: Connection, old: Records, new: Records, without_rounds: Iterable[int]) -> None:
    shown: dict[int, list[bytes]] = {}
    for kind, round_id, item, sealed in _records(connection):
        if round_id in without_rounds:
            continue
        fresh = new.seal(kind, round_id, item, old.open(kind, round_id, item, sealed))
        connection.change(
            "UPDATE fresh.records SET sealed = ? WHERE kind = ? AND round_id = ? AND item = ?",
            (fresh, kind.value, round_id, item),
        )
        if kind is RecordKind.SHOWN:
            shown.setdefault(round_id, []).append(fresh)
    for round_id, holds in _seals(connection, old):
        if holds and round_id in shown:  # of no other: what was spliced must not become whole
            seal = new.seal_of(round_id, shown[round_id])
            connection.change("UPDATE fresh.rounds SET seal = ? WHERE id = ?", (seal, round_id))
    for sealed in _own(connection):
        fresh = new.seal(*ownstore.PLACE, old.open(*ownstore.PLACE, sealed))
        connection.change("UPDATE fresh.own SET sealed = ?", (fresh,))


def _compare(new: Place, wanted: list[Row]) -> None:
    try:
        with closing(connect(check_database(new.folder, new.header), new.keys)) as connection:
            schema.check(connection, new.header, new.records, new.folder)
            whole = connection.rows("PRAGMA integrity_check") == [("ok",)]
            same = whole and list(_content(connection, new.records)) == wanted
    except (VaultDamaged, VaultUnreadable) as error:
        raise SaveFailed(new.folder, f"the new database does not read back: {error.detail}") from None
    if not same:
        raise SaveFailed(new.folder, "the new database does not read back as it was written")


def _content(
    connection: Connection, records: Records, without_rounds: frozenset[int] = frozenset()
) -> Iterator[Row]:
    """Give all that a database holds but what belongs to its key; of each text, its SHA-256."""
    yield from connection.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")
    for (table,) in connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        names = [row[1] for row in connection.rows(f"PRAGMA table_info({table})")]
        columns = ", ".join(f'"{name}"' for name in names if name not in _DIFFERS.get(table, ()))
        # The names are those of the schema that was compared before.
        rows = connection.rows(f"SELECT {columns} FROM {table} ORDER BY {columns}")  # noqa: S608
        if table == "ended":
            rows = sorted([*rows, *_ended(connection, without_rounds)], key=repr)
        for row in rows:
            if _round_of(table, row) not in without_rounds:
                yield (table, *row)
    for round_id, holds in _seals(connection, records):
        if round_id not in without_rounds:
            yield ("seal", round_id, holds)
    for kind, round_id, item, sealed in _records(connection):
        if round_id not in without_rounds:
            record = records.open(kind, round_id, item, sealed)
            yield ("text", kind, round_id, item, len(sealed), sha256(record).digest())
    for sealed in _own(connection):
        yield ("own", len(sealed), sha256(records.open(*ownstore.PLACE, sealed)).digest())


def _round_of(table: str, row: Row) -> int | None:
    at = {"rounds": 0, "records": 1}.get(table)
    return None if at is None else int(row[at])


def _records(connection: Connection) -> Iterator[tuple[RecordKind, int, int, bytes]]:
    for row in connection.rows(
        "SELECT kind, round_id, item, sealed FROM records ORDER BY kind, round_id, item"
    ):
        yield RecordKind(row[0]), row[1], row[2], bytes(row[3])


def _own(connection: Connection) -> list[bytes]:
    """Give what the owner keeps besides answers, which the first form of the tables has not."""
    if not connection.rows("SELECT 1 FROM sqlite_schema WHERE name = 'own'"):
        return []
    return [bytes(row[0]) for row in connection.rows("SELECT sealed FROM own")]


def _seals(connection: Connection, records: Records) -> Iterator[tuple[int, bool | None]]:
    """Give of each round whether its *shown* records are those that were sealed; None where none were."""
    for round_id, seal in connection.rows("SELECT id, seal FROM rounds ORDER BY id"):
        yield round_id, None if seal is None else _holds(connection, records, round_id, bytes(seal))


def _holds(connection: Connection, records: Records, round_id: int, seal: bytes) -> bool:
    rows = connection.rows(
        "SELECT sealed FROM records WHERE kind = ? AND round_id = ? ORDER BY item",
        (RecordKind.SHOWN.value, round_id),
    )
    try:
        records.check_seal(round_id, [bytes(row[0]) for row in rows], seal)
    except VaultDamaged:
        return False
    return True
