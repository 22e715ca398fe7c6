"""Files that are there whole after a power cut, or not at all."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_PART = 1024 * 1024
_FOLDER_SYNC_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP})


def replace_file(path: Path, data: bytes) -> None:
    """Leave `path` holding exactly `data`, on the disk, or as it was.

    Raises:
        OSError: nothing was replaced, unless only the folder's own sync failed.
    """
    prepare_file(path, data)
    put_in_place(path)


def prepare_file(path: Path, data: bytes) -> None:
    """Write what shall stand at `path`, on the disk but not in its place yet.

    The name beside it is fixed, so that what an interrupted call leaves is overwritten by the next and
    never adds up.

    Raises:
        OSError: `path` is as it was.
    """
    fresh = path.with_name(unfinished(path.name))
    try:
        write_file(fresh, data)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def put_in_place(path: Path) -> None:
    """Put what `prepare_file` wrote for `path` into its place; on the disk when it returns.

    Raises:
        OSError: nothing was replaced, unless only the folder's own sync failed.
    """
    fresh = path.with_name(unfinished(path.name))
    try:
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def unfinished(name: str) -> str:
    """Give the name under which a file is written before it is put into the place of `name`."""
    return name + ".new"


def read_file(path: Path, ceiling: int) -> bytes:
    """Give what stands in the file at `path`, or its first `ceiling` bytes.

    Raises:
        OSError: it cannot be read, or is no file: a pipe laid in its place would be waited for for ever.
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        return file.read(ceiling)


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, readable by its owner only, and wait until the disk has it.

    Raises:
        OSError: what is at `path` may be incomplete.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def make_folder(path: Path) -> None:
    """Make a folder for its owner only, and those above it that are not there; the disk has their names.

    Raises:
        OSError: it is not there, or something that is no folder.
    """
    try:
        path.mkdir(mode=PRIVATE_FOLDER)
    except FileNotFoundError:
        if path.parent == path:
            raise
        make_folder(path.parent)
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except FileExistsError:
        if not path.is_dir():
            raise
        return
    with suppress(PermissionError):  # one that may be written to but not read
        sync_folder(path.parent)


def copy_file(source: Path, target: Path) -> None:
    """Write what stands in `source` to `target`, readable by its owner only, and wait until the disk has it.

    Raises:
        OSError: what is at `target` may be incomplete.
    """
    write_file(target, b"")
    with source.open("rb") as reading, target.open("r+b") as writing:
        while part := reading.read(_PART):
            writing.write(part)
        writing.flush()
        os.fsync(writing.fileno())


def sync_file(path: Path) -> None:
    """Wait until the disk has the bytes of `path`."""
    descriptor = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in `folder`, where the system lets a folder be synced."""
    if sys.platform == "win32":
        return  # NTFS journals its names; a folder cannot be opened for a sync
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_SYNC_UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)
