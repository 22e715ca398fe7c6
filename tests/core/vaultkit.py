"""What the tests of the vault share: a cheap vault, and a look at its files from outside."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault import Vault, create_vault, rowseal
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.records import Records

PASSPHRASE = "seven quiet lamps on a shelf"
MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
PAGE = 4096


def make_vault(parent: Path) -> tuple[Path, VaultKeys]:
    folder = parent / "vaults" / str(uuid4())
    return folder, create_vault(folder, MARA, PASSPHRASE, CHEAPEST)


@contextmanager
def opened(folder: Path, keys: VaultKeys) -> Iterator[Vault]:
    vault = Vault.open(folder, keys)
    try:
        yield vault
    finally:
        vault.close()


def copy_of(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(folder, folder.with_name(name)))


def database(folder: Path) -> Path:
    (path,) = folder.glob("answers-*.db")
    return path


def pages(folder: Path) -> list[bytes]:
    data = database(folder).read_bytes()
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def changed_pages(before: list[bytes], after: list[bytes]) -> set[int]:
    assert len(before) == len(after)
    return {number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}


def edit(
    folder: Path, keys: VaultKeys, *statements: str, values: tuple[bytes | str, ...] = (), seal: bool = True
) -> None:
    """Change the database as someone who has its key could, with the seal over its rows or without."""
    with closing(connect(database(folder), keys)) as connection, connection.transaction():
        for statement in statements:
            connection.change(statement, values)
        if seal:
            rowseal.renew(connection, Records(keys.vault_id, keys.dek, folder))


def full_draft() -> Draft:
    answers = (Answer(f"ending {item}", f"you {item}", kept=item == 4) for item in range(10))
    return Draft(tuple(answers), place=3)


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let the system refuse to write any file of this process beyond `size` bytes."""
    import resource  # not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
