"""Removing what an interrupted rotation or an old one left in the folder of a vault; after an unlock only."""

from pathlib import Path

from intimacy_desktop import durable
from intimacy_desktop.header import DATABASE_PATTERN, HEADER_NAMES, Header, mend_copies

_JOURNAL = "-journal"


def tidy(folder: Path, header: Header) -> None:
    """Leave `header`, its copy and its database as the only ones of their kind in `folder`.

    Only for a header that has been proved with the vault's key and whose database has been opened. Nothing
    is removed before the disk has both copies of the header: until then, an older state may come back with a
    power cut, and must find its database.

    Raises:
        OSError: something is left; the next call tries again.
    """
    mend_copies(folder, header)
    remove_leftovers(folder, header)


def remove_leftovers(folder: Path, header: Header) -> None:
    """Remove other databases, their journals and half-written headers, and wait until the disk knows.

    Both copies of `header` stand already. What the disk itself remembers is beyond a program.

    Raises:
        OSError: something is left.
    """
    left = leftovers(folder, header)
    if left:
        durable.sync_folder(folder)
        for path in left:
            path.unlink(missing_ok=True)
        durable.sync_folder(folder)


def leftovers(folder: Path, header: Header) -> list[Path]:
    """Give the files of the vault in `folder` that `header` does not need, and no other version of it."""
    return sorted(path for path in folder.iterdir() if _left_over(path.name, header.database))


def _left_over(name: str, database: str) -> bool:
    if name in {durable.unfinished(header_name) for header_name in HEADER_NAMES}:
        return True
    # A journal has its database's name: one of a name never used again can never meet another file.
    base = name.removesuffix(_JOURNAL)
    return DATABASE_PATTERN.fullmatch(base) is not None and base != database
