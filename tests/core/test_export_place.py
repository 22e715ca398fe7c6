"""Writing an export: whole or not at all, never over anything, and nothing beside it."""

import errno
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from intimacy_desktop.errors import SaveFailed
from intimacy_desktop.export import place
from intimacy_desktop.export.place import file_name, write_new

NAME = "innermost-2026-11-24.json"
DATA = b"canary " * 40_000


@pytest.fixture(params=["without a name first", "beside an empty one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "beside an empty one":
        monkeypatch.setattr(place, "_TMPFILE", 0)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_it_is_there_whole_for_its_owner_only_and_alone(tmp_path: Path) -> None:
    written = write_new(tmp_path, NAME, DATA)

    assert written == tmp_path / NAME
    assert written.read_bytes() == DATA
    assert written.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [written]


@pytest.mark.usefixtures("way")
def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"mine")
    (tmp_path / "innermost-2026-11-24-2.json").symlink_to(tmp_path / "elsewhere")

    written = write_new(tmp_path, NAME, DATA)

    assert written.name == "innermost-2026-11-24-3.json"
    assert (tmp_path / NAME).read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere").exists()


def test_the_name_tells_a_day_and_nobody() -> None:
    assert file_name(date(2026, 11, 24), ".zip.age") == "innermost-2026-11-24.zip.age"


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_where_the_disk_refuses_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, call: str
) -> None:
    """Given a disk that fills up half-way, when it is written, then no part of it is there."""
    real = os.write
    calls: list[int] = []

    def refuse(descriptor: int, data: memoryview | None = None) -> int:
        calls.append(descriptor)
        if data is not None and len(calls) == 1:
            return real(descriptor, data[:4096])
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(SaveFailed):
        write_new(tmp_path, NAME, DATA)

    assert calls
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_or_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(SaveFailed):
            write_new(folder, NAME, DATA)


def test_what_does_not_read_back_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place.durable, "read_file", lambda _path, _ceiling: b"something else")

    with pytest.raises(SaveFailed):
        write_new(tmp_path, NAME, DATA)

    assert list(tmp_path.iterdir()) == []


def test_a_process_that_is_killed_while_writing_leaves_nothing(tmp_path: Path) -> None:
    """Given Linux, when the process ends before the file has its name, then there is no file at all."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom intimacy_desktop.export import place\n"
        "os.fsync = lambda _descriptor: os._exit(7)\n"
        "place.write_new(Path(sys.argv[1]), 'a.json', b'canary')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)

    assert done.returncode == 7
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", ["", "place._TMPFILE = 0;"])
@pytest.mark.parametrize("mount", ["size=48k", "ro,size=1m"])
def test_a_real_disk_that_is_full_or_takes_nothing_is_said_and_nothing_is_left(
    tmp_path: Path, way: str, mount: str
) -> None:
    """Given a real file system of 48 KiB, or a read-only one, when more is written, then it is not there."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom intimacy_desktop.errors import SaveFailed\n"
        "from intimacy_desktop.export import place\n"
        f"{way}\n"
        "folder = Path(sys.argv[1])\n"
        "try:\n    place.write_new(folder, 'a.json', b'canary ' * 40_000)\n"
        "except SaveFailed as error:\n    print('said', sorted(os.listdir(folder)))\n"
    )
    disk = tmp_path / "disk"
    disk.mkdir()
    command = f'mount -t tmpfs -o {mount} none "{disk}" && exec "$0" -c "$1" "$2"'
    call = ["unshare", "--mount", "--map-root-user", "sh", "-c", command, sys.executable, code, str(disk)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)

    assert done.stdout.startswith("said []"), done.stderr
