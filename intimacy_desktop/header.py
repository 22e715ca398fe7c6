"""`keys.json`: what a vault says of itself before it is unlocked, and its copy."""

from pathlib import Path

from intimacy_desktop import durable
from intimacy_desktop.errors import VaultDamaged, VaultError, VaultMissing, VaultUnreadable
from intimacy_desktop.headerform import DATABASE_PATTERN, DeviceBinding, Header, decode

__all__ = [
    "DATABASE_PATTERN",
    "HEADER_NAMES",
    "DeviceBinding",
    "Header",
    "check_database",
    "decode",
    "mend_copies",
    "read_header",
    "write_header",
]

HEADER_NAMES = ("keys.json", "keys.bak.json")
"""The header and its copy, in the order in which they are written."""

_SIZE_CEILING = 64 * 1024


def read_header(folder: Path) -> Header:
    """Give the header of the vault in `folder`: of the two copies that are whole, the later.

    Raises:
        VaultMissing: there is no vault.
        VaultDamaged: neither copy is what was written.
        VaultTooNew: one of them is of a newer version of the program.
        VaultUnreadable: the system does not let them be read.
    """
    copies: list[Header] = []
    problems: list[VaultError] = []
    for name in HEADER_NAMES:
        try:
            copies.append(decode(_bytes_of(folder / name), folder))
        except (VaultMissing, VaultDamaged, VaultUnreadable) as problem:
            problems.append(problem)
    if copies:
        # Of equals, the first. Another vault's header is no copy, whatever its generation.
        return max(copies, key=lambda header: (header.vault_id == folder.name, header.generation))
    raise _worst(problems, folder)


def write_header(folder: Path, header: Header) -> None:
    """Make `header` the vault's: the file first, then its copy.

    Raises:
        OSError: at least one of them is as it was.
    """
    data = header.encode()
    for name in HEADER_NAMES:
        durable.replace_file(folder / name, data)


def mend_copies(folder: Path, header: Header) -> None:
    """Make both copies hold `header` where one does not.

    Only for a header that has been proved with the vault's key.

    Raises:
        OSError: at least one of them is as it was.
    """
    data = header.encode()
    for name in HEADER_NAMES:
        path = folder / name
        if not path.is_file() or durable.read_file(path, len(data) + 1) != data:
            durable.replace_file(path, data)


def check_database(folder: Path, header: Header) -> Path:
    """Give the path of the database that `header` names.

    Raises:
        VaultMissing: it is not there.
        VaultDamaged: it is empty, or no file.
        VaultUnreadable: the system does not let us look.
    """
    path = folder / header.database
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise VaultMissing(folder, "the database is not there") from None
    except OSError as problem:
        raise VaultUnreadable(folder, str(problem.strerror)) from None
    if not path.is_file() or size == 0:
        raise VaultDamaged(folder, "the database is empty")
    return path


def _bytes_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise VaultDamaged(path.parent, f"{path.name} is no file")
        return durable.read_file(path, _SIZE_CEILING)  # a longer one loses its checksum, and so is damaged
    except (FileNotFoundError, NotADirectoryError):
        raise VaultMissing(path.parent, f"{path.name} is not there") from None
    except OSError as problem:
        raise VaultUnreadable(path.parent, f"{path.name}: {problem.strerror}") from None


def _worst(problems: list[VaultError], folder: Path) -> VaultError:
    for kind in (VaultUnreadable, VaultDamaged):
        for problem in problems:
            if isinstance(problem, kind):
                return problem
    if any(folder.glob("answers-*.db")):
        return VaultDamaged(folder, "both headers are gone")
    return VaultMissing(folder, "no header and no database")
