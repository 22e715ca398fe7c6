"""A home on another computer, or on FAT, is recognised by what the system says of its mounts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intimacy_desktop import filesystems
from intimacy_desktop.filesystems import FileSystem, file_system_of, kind_of, read_statfs, type_at
from intimacy_desktop.home import Home

# Lines as systems have them (proc_pid_mountinfo(5)); the servers are invented.
MOUNTS = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:21 / /proc rw,nosuid shared:5 - proc proc rw
31 22 8:3 / /home rw,relatime shared:20 - btrfs /dev/sda3 rw,subvolid=5
40 31 0:45 / /home/mara/share rw,relatime shared:30 master:4 - cifs //nas.example/files rw,vers=3.0
41 31 0:46 / /home/mara/with\\040blank rw - fuse.sshfs mara@host.example: rw,user_id=1000
42 22 8:17 / /media/stick rw,nosuid - vfat /dev/sdb1 rw,fmask=0022
43 22 8:18 / /media/stick/deep rw - ext4 /dev/sdb2 rw
44 22 0:50 / /srv rw - nfs4 nas.example:/export rw
45 44 8:19 / /srv rw - xfs /dev/sdc1 rw
a line that is none
46 22 0:51
47 22 8:20 / /media/back\\134slash rw - exfat /dev/sdd1 rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", None),
        ("/home/mara", None),
        ("/home/mara/share", FileSystem.NETWORK),
        ("/home/mara/share/innermost/deep", FileSystem.NETWORK),
        ("/home/mara/shared", None),
        ("/home/mara/with blank/x", FileSystem.NETWORK),
        ("/media/stick/innermost", FileSystem.FAT),
        ("/media/stick/deep/innermost", None),
        ("/srv/innermost", None),  # another was mounted over the first
        ("/media/back\\slash/x", FileSystem.FAT),
    ],
)
def test_the_mount_that_a_folder_lies_on_is_found(folder: str, kind: FileSystem | None) -> None:
    assert kind_of(type_at(folder, MOUNTS)) is kind


@pytest.mark.parametrize("name", ["nfs", "nfs4", "CIFS", "smb3", "fuse.sshfs", "9p", "davfs"])
def test_file_systems_of_other_computers_are_known(name: str) -> None:
    assert kind_of(name) is FileSystem.NETWORK


@pytest.mark.parametrize("name", ["vfat", "msdos", "exfat", "FAT32", "exFAT"])
def test_those_without_owners_are_known(name: str) -> None:
    assert kind_of(name) is FileSystem.FAT


@pytest.mark.parametrize(
    "name", ["ext4", "btrfs", "xfs", "zfs", "apfs", "NTFS", "tmpfs", "overlay", "fuseblk", ""]
)
def test_the_usual_ones_are_not_warned_of(name: str) -> None:
    assert kind_of(name) is None


def statfs(flags: int, name: bytes) -> bytes:
    return bytes(64) + flags.to_bytes(4, "little") + bytes(4) + name.ljust(16, b"\0") + bytes(2048)


def test_what_macos_tells_is_understood() -> None:
    assert read_statfs(statfs(0x1000, b"apfs")) is None
    assert read_statfs(statfs(0x1000, b"msdos")) is FileSystem.FAT
    assert read_statfs(statfs(0, b"smbfs")) is FileSystem.NETWORK
    assert read_statfs(statfs(0, b"something new")) is FileSystem.NETWORK


def test_the_home_of_the_tests_lies_on_the_mount_that_the_system_names(tmp_path: Path) -> None:
    named = subprocess.run(
        ["stat", "--file-system", "--format=%T", str(tmp_path)], check=True, capture_output=True, text=True
    ).stdout.strip()
    found = type_at(os.path.realpath(tmp_path), Path("/proc/self/mountinfo").read_text())
    aliases = {"ext2/ext3": "ext4", "overlayfs": "overlay"}
    assert found == aliases.get(named, named)
    assert Home.open(tmp_path / "home").file_system is kind_of(found)


def test_where_nothing_can_be_known_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystems, "_MOUNTS", tmp_path / "not there")
    assert file_system_of(tmp_path) is None


def test_a_real_mount_at_a_place_with_a_blank_in_its_name_is_found(tmp_path: Path) -> None:
    # Given a file system of its own in a namespace of its own; this kernel may know no FAT
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path;"
        "from intimacy_desktop.home import Home; h = Home.open(Path(sys.argv[2]) / 'home');"
        "from intimacy_desktop.filesystems import type_at;"
        "print(type_at(str(h.path), Path('/proc/self/mountinfo').read_text()), h.file_system)"
    )
    place = tmp_path / "a place"
    place.mkdir()
    root = str(Path(__file__).resolve().parents[2])
    command = f'mount -t tmpfs none "{place}" && exec "$0" -c "$1" "$2" "{place}"'
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", command, sys.executable, script, root],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["tmpfs", "None"], done.stderr
