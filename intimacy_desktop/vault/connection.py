"""The one place that speaks to SQLCipher: typed, with every setting made, and its errors told apart."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from intimacy_desktop.errors import SaveFailed, VaultDamaged, VaultUnreadable

Value = int | str | bytes | None
Row = tuple[Any, ...]

_BUSY_SECONDS = 2.0
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})

_BEFORE_READING = (
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=0",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA foreign_keys=ON",
)
_BEFORE_WRITING = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
)


class Connection:
    """An open database, for the thread that opened it.

    Args:
        path: an existing file, empty only where a new database is made.
        key: 32 bytes, used as they are.

    Raises:
        VaultUnreadable: the system does not let it be opened.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._folder = path.parent
        # mode=rw, since SQLite makes what is not there, and a vault is never made by accident
        address = path.absolute().as_uri() + "?mode=rw"
        try:
            self._raw = sqlcipher.connect(address, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
        except sqlcipher.OperationalError as error:
            raise VaultUnreadable(self._folder, str(error)) from None
        self._raw.enable_load_extension(False)
        self._raw.execute("PRAGMA cipher_log_level=NONE")  # it prints to stderr otherwise
        self._raw.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for setting in _BEFORE_READING:
            self._raw.execute(setting)

    def prepare_writing(self) -> None:
        """Make the settings that may touch the file; not before it is known to be of this version."""
        for setting in _BEFORE_WRITING:
            self.rows(setting)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Give all rows of a query.

        Raises:
            VaultDamaged: the file is not what was written.
            VaultUnreadable: the disk failed, or another program holds the file.
        """
        try:
            return list(self._raw.execute(sql, values))
        except (sqlcipher.ProgrammingError, sqlcipher.InterfaceError):
            raise  # a fault of ours
        except sqlcipher.Error as error:
            kind = VaultDamaged if error.sqlite_errorname in _DAMAGED else VaultUnreadable
            raise kind(self._folder, str(error)) from None

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Give the first row of a query, if there is one; raises as `rows`."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def beginning(self, table: str, column: str, row_id: int, size: int, database: str = "main") -> bytes:
        """Give the first bytes of a value, `size` at most, without reading the rest; raises as `rows`."""
        try:
            with closing(self._raw.open_blob(table, column, row_id, readonly=True, dbname=database)) as value:
                return bytes(value.read(size))
        except sqlcipher.Error as error:
            kind = VaultDamaged if error.sqlite_errorname in _DAMAGED else VaultUnreadable
            raise kind(self._folder, str(error)) from None

    def change(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Carry out one statement of a transaction; give the number of rows it changed."""
        return int(self._raw.execute(sql, values).rowcount)

    def copy_to(self, other: "Connection") -> None:
        """Copy the whole database, page by page and as one state, into that of `other`, whatever it held.

        SQLite's online backup (https://www.sqlite.org/backup.html).

        Raises:
            SaveFailed: `other` is incomplete.
        """
        try:
            self._raw.backup(other._raw)  # noqa: SLF001 (one of this class)
        except sqlcipher.Error as error:
            raise SaveFailed(self._folder, str(error)) from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is changed inside durable as a whole, or leave all as it was.

        Raises:
            SaveFailed: it could not be written; the connection can be used for another try. Where the disk
                refused nothing but its last confirmation, the change may be there all the same.
        """
        try:
            self._raw.execute("BEGIN IMMEDIATE")
            yield
            self._raw.execute("COMMIT")
        except (sqlcipher.ProgrammingError, sqlcipher.InterfaceError):
            raise  # a fault of ours, such as a use after closing
        except sqlcipher.Error as error:
            self._roll_back()
            raise SaveFailed(self._folder, str(error)) from None
        except VaultUnreadable as error:
            self._roll_back()
            raise SaveFailed(self._folder, error.detail) from None
        except BaseException:
            self._roll_back()
            raise

    def close(self) -> None:
        """Let go of the file; may be called again."""
        self._raw.close()

    def _roll_back(self) -> None:
        try:
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")
        except sqlcipher.Error:
            # The journal is still there: the next use of the file rolls back with it.
            return
