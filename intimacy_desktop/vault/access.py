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
