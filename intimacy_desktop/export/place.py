"""Writing an export to where somebody chose: whole or not at all, and never over anything."""

import errno
import os
import secrets
from contextlib import suppress
from datetime import date
from pathlib import Path

from intimacy_desktop import durable
from intimacy_desktop.errors import SaveFailed

_MOST_NAMES = 1000
_NO_UNNAMED = frozenset(
    {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT, errno.ENOSYS, errno.EPERM, errno.EXDEV}
)
"""What file systems answer that have no files without a name, or cannot give such a file one."""
_TMPFILE = getattr(os, "O_TMPFILE", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def file_name(made: date, suffix: str) -> str:
    """Give the usual name of an export: the program’s and the day, and nobody’s."""
    return f"innermost-{made.isoformat()}{suffix}"


def write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write `data` to a file in `folder` and give its place; the disk has it, and it reads back. Slow.

    The file gets its name only once it is whole, where the system can do that; else it stands beside an
    empty one of that name meanwhile, under a name that ends in `.part`. A file that is there already stays:
    the new one gets a number.

    Args:
        folder: an existing one.
        name: of the file.
        data: all of it.

    Raises:
        SaveFailed: it is not there, and nothing of it.
    """
    try:
        written = _unnamed(folder, name, data)
        if written is None:
            written = _reserved(folder, name, data)
        with suppress(PermissionError):  # one that may be written to but not read
            durable.sync_folder(folder)
        if durable.read_file(written, len(data) + 1) != data:
            written.unlink(missing_ok=True)
            raise SaveFailed(folder, "it does not read back as it was written")
    except OSError as error:
        raise SaveFailed(folder, error.strerror or str(error)) from None
    return written


def _names(name: str) -> list[str]:
    stem, dot, suffix = name.partition(".")
    return [name, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, _MOST_NAMES))]


def _unnamed(folder: Path, name: str, data: bytes) -> Path | None:
    """Write a file without a name, and give it one; None where the file system cannot."""
    if not _TMPFILE:
        return None
    try:
        descriptor = os.open(folder, _TMPFILE | os.O_RDWR, durable.PRIVATE_FILE)
    except OSError as error:
        if error.errno in _NO_UNNAMED and folder.is_dir():
            return None
        raise
    try:
        _fill(descriptor, data)
        return _named(descriptor, folder, name)
    finally:
        os.close(descriptor)


def _named(descriptor: int, folder: Path, name: str) -> Path | None:
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for each in _names(name):
            try:
                # with a folder's descriptor Python calls linkat, which follows the link in /proc to the file
                os.link(f"/proc/self/fd/{descriptor}", each, dst_dir_fd=place, follow_symlinks=True)
            except FileExistsError:
                continue
            except OSError as error:
                if error.errno in _NO_UNNAMED:
                    return None
                raise
            return folder / each
    finally:
        os.close(place)
    raise OSError(errno.EEXIST, "every name is taken")


def _reserved(folder: Path, name: str, data: bytes) -> Path:
    """Take a name with an empty file, write beside it, and put the one in the place of the other."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    for each in _names(name):
        target, part = folder / each, folder / f".{each}.{secrets.token_hex(4)}.part"
        try:
            os.close(os.open(target, flags, durable.PRIVATE_FILE))
        except FileExistsError:
            continue
        try:
            descriptor = os.open(part, flags, durable.PRIVATE_FILE)
            try:
                _fill(descriptor, data)
            finally:
                os.close(descriptor)
            part.replace(target)
        except BaseException:
            for left in (part, target):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
            raise
        return target
    raise OSError(errno.EEXIST, "every name is taken")


def _fill(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)
