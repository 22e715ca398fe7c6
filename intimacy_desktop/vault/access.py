"""From the keys of a vault to its open database."""

from pathlib import Path

from intimacy_desktop.kdf import subkey
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault.connection import Connection

_DATABASE_INFO = b"innermost/1/db"


def connect(path: Path, keys: VaultKeys) -> Connection:
    """Open a database file with its raw key, HKDF-SHA256 of the data encryption key: nothing slow again.

    Raises:
        VaultUnreadable: the system does not let it be opened.
    """
    return Connection(path, subkey(keys.dek, _DATABASE_INFO))


def attach(connection: Connection, path: Path, keys: VaultKeys, name: str) -> None:
    """Put an existing database file, empty or not, beside the one that is open, as `name`.

    Raises:
        VaultUnreadable: the system does not let it be opened.
    """
    key = subkey(keys.dek, _DATABASE_INFO).hex()
    connection.rows(f"ATTACH ? AS {name} KEY ?", (path.absolute().as_uri() + "?mode=rw", f"x'{key}'"))
