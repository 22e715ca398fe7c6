"""What kind of file system a folder lies on, where that matters: one of another computer, or FAT.

Of the three ways below only that of Linux is tested with real mounts; those of Windows and macOS are written
from their documentation.
"""

import os
import sys
from enum import StrEnum
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")

_NETWORK = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "coda", "davfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"),
        *("fuse.davfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone"),
        *("fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "lustre", "vboxsf", "virtiofs", "vmhgfs", "webdav"),
    }
)
_FAT = frozenset({"exfat", "fat", "fat32", "fuse.exfat", "msdos", "umsdos", "vfat"})

_DRIVE_REMOTE = 4  # GetDriveTypeW
_MNT_LOCAL = 0x1000  # statfs(2) of macOS
_STATFS_FLAGS, _STATFS_TYPE = slice(64, 68), slice(72, 88)  # in its 64-bit structure


class FileSystem(StrEnum):
    """A kind that a home folder is warned of."""

    NETWORK = "network"
    """Another computer, or the one around a virtual one, holds the files and may keep older ones."""
    FAT = "fat"
    """It knows no owners, and loses more in a power cut."""


def file_system_of(path: Path) -> FileSystem | None:
    """Give the kind of file system that a folder lies on; None for the usual ones, and where it is not known.

    Args:
        path: of a folder, or of one that is to be made.
    """
    try:
        if sys.platform == "win32":
            return _on_windows(os.path.realpath(path))
        if sys.platform == "darwin":
            return _on_macos(os.path.realpath(path))
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except (OSError, AttributeError, ValueError):
        return None
    return kind_of(type_at(os.path.realpath(path), mounts))


def kind_of(name: str) -> FileSystem | None:
    """Give the kind of a file system by the name that systems have for it."""
    name = name.casefold()
    if name in _NETWORK:
        return FileSystem.NETWORK
    return FileSystem.FAT if name in _FAT else None


def type_at(folder: str, mounts: str) -> str:
    """Give the type of the file system that is mounted where `folder` lies, or nothing.

    Args:
        folder: absolute, without links.
        mounts: as `/proc/self/mountinfo` has them (proc_pid_mountinfo(5)); of two at one place the later
            counts.
    """
    longest, found = -1, ""
    for line in mounts.splitlines():
        fields, separator, rest = line.partition(" - ")
        parts, kinds = fields.split(" "), rest.split(" ")
        if not separator or len(parts) < 5:
            continue
        place = _unescaped(parts[4]).rstrip("/")
        if len(place) >= longest and (folder == place or folder.startswith(place + "/")):
            longest, found = len(place), kinds[0]
    return found


def _unescaped(text: str) -> str:
    """Give a path of which blanks, tabs, line ends and backslashes stand as three octal digits."""
    for character in (" ", "\t", "\n", "\\"):
        text = text.replace(f"\\{ord(character):03o}", character)
    return text


def _on_windows(path: str) -> FileSystem | None:
    """Ask GetVolumePathNameW, GetDriveTypeW and GetVolumeInformationW."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]  # there only on Windows
    root, name = ctypes.create_unicode_buffer(512), ctypes.create_unicode_buffer(64)
    if not kernel.GetVolumePathNameW(path, root, len(root)):
        return None
    if kernel.GetDriveTypeW(root) == _DRIVE_REMOTE:
        return FileSystem.NETWORK
    if not kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name)):
        return None
    return kind_of(name.value)


def _on_macos(path: str) -> FileSystem | None:
    """Ask statfs(2)."""
    import ctypes

    libc = ctypes.CDLL(None)
    statfs = getattr(libc, "statfs$INODE64", None) or libc.statfs
    answer = ctypes.create_string_buffer(4096)
    if statfs(os.fsencode(path), answer) != 0:
        return None
    return read_statfs(answer.raw)


def read_statfs(answer: bytes) -> FileSystem | None:
    """Give the kind that macOS tells in its `struct statfs` of 64 bits."""
    if not int.from_bytes(answer[_STATFS_FLAGS], "little") & _MNT_LOCAL:
        return FileSystem.NETWORK
    return kind_of(answer[_STATFS_TYPE].split(b"\0")[0].decode("ascii", "replace"))
