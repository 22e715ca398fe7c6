"""A backup as one file: a ZIP archive, nothing compressed, of a header and its database.

Any program can take it apart, and what comes out is the folder of a vault. Times and rights in it are the
same in every one. The CRC-32 of each entry tells a damaged backup without a key; whoever changes one on
purpose meets the seals of header and database.
"""

import errno
import os
import shutil
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from intimacy_desktop import durable
from intimacy_desktop.errors import SaveFailed, VaultDamaged, VaultMissing, VaultUnreadable
from intimacy_desktop.header import HEADER_NAMES, Header, decode

_HEADER_ENTRY = HEADER_NAMES[0]
_HEADER_CEILING = 64 * 1024
_CHUNK = 1024 * 1024
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that the form can hold
_UNIX = 3
_ENCRYPTED = 0x1

_READ_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
# What `zipfile` raises for archives that are none, each of them seen with flipped bits.
_BROKEN = (
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


def pack(path: Path, header: Header, database: Path) -> None:
    """Write `header` and the file that it names to `path`, and wait until the disk has them.

    Args:
        path: what stands there is replaced.
        header: as it shall be in the backup.
        database: that no connection holds open.

    Raises:
        OSError: what is at `path` may be incomplete.
    """
    durable.write_file(path, b"")
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.writestr(_entry(_HEADER_ENTRY), header.encode())
        with database.open("rb") as source:
            entry = _entry(header.database)
            entry.file_size = os.fstat(source.fileno()).st_size
            with archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _CHUNK)
    durable.sync_file(path)


def examine(path: Path) -> Header:
    """Give the header of the backup at `path`, every byte of which was read and is as it was written.

    Raises:
        VaultMissing: there is no such file.
        VaultDamaged: it is no backup, or not as it was written.
        VaultTooNew: a newer version of the program made it.
        VaultUnreadable: the system does not let it be read.
    """
    with _contents(path) as (header, database):
        while database.read(_CHUNK):
            pass
    return header


def unpack(path: Path, folder: Path) -> Header:
    """Lay out the backup at `path` as a vault in the empty `folder`, and give its header.

    Raises:
        SaveFailed: there is no room for it.
        VaultError: as `examine`.
    """
    with _contents(path) as (header, database):
        try:
            durable.write_file(folder / _HEADER_ENTRY, header.encode())
            durable.write_file(folder / header.database, b"")
            target = (folder / header.database).open("r+b")
        except OSError as error:
            raise SaveFailed(folder, error.strerror or str(error)) from None
        with target:
            while chunk := database.read(_CHUNK):
                _write(target.fileno(), chunk, folder)
    return header


def _write(descriptor: int, chunk: bytes, folder: Path) -> None:
    rest = memoryview(chunk)
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except OSError as error:
        raise SaveFailed(folder, error.strerror or str(error)) from None


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NO_TIME)
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | durable.PRIVATE_FILE) << 16
    return entry


@contextmanager
def _contents(path: Path) -> Iterator[tuple[Header, IO[bytes]]]:
    """Give header and database of a backup; errors in what is read inside are told apart here as well."""
    folder = path.parent
    try:
        with _regular(path) as file, ZipFile(file) as archive:
            header = _header(archive, folder)
            with archive.open(header.database) as database:
                yield header, database
    except (FileNotFoundError, NotADirectoryError):
        raise VaultMissing(folder, f"{path.name} is not there") from None
    except _BROKEN as problem:
        raise VaultDamaged(folder, f"{path.name}: {problem}") from None
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the beginning of the file, or no file at all
            raise VaultDamaged(folder, f"{path.name} is no whole backup") from None
        raise VaultUnreadable(folder, f"{path.name}: {error.strerror}") from None


@contextmanager
def _regular(path: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(path, _READ_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        yield file


def _header(archive: ZipFile, folder: Path) -> Header:
    entries = archive.infolist()
    if any(entry.compress_type != ZIP_STORED or entry.flag_bits & _ENCRYPTED for entry in entries):
        raise ValueError("compressed or encrypted")
    with archive.open(_HEADER_ENTRY) as file:
        header = decode(file.read(_HEADER_CEILING), folder)
    if [entry.filename for entry in entries] != [_HEADER_ENTRY, header.database]:
        raise ValueError("other entries than a backup has")
    return header
