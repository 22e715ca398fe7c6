import errno
import os
import stat
from pathlib import Path

import pytest

from intimacy_desktop import durable
from tests.core.vaultkit import no_file_beyond


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_replaced_whole_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    for data in (b"first", b"second, longer", b""):
        durable.replace_file(path, data)
        assert path.read_bytes() == data
        assert path.stat().st_mode & 0o777 == 0o600
        assert names(tmp_path) == ["keys.json"]


def test_what_could_not_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    durable.replace_file(path, b"before")
    with no_file_beyond(4), pytest.raises(OSError, match=r"."):
        durable.replace_file(path, b"after the disk is full")
    assert path.read_bytes() == b"before"
    assert names(tmp_path) == ["keys.json"]


def test_what_an_interrupted_call_left_does_not_stay(tmp_path: Path) -> None:
    (tmp_path / "keys.json.new").write_bytes(b"half of something much longer than the next")
    durable.replace_file(tmp_path / "keys.json", b"whole")
    assert names(tmp_path) == ["keys.json"]
    assert (tmp_path / "keys.json").read_bytes() == b"whole"


def test_file_then_name_reach_the_disk_in_this_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a watch on what reaches the disk
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def watched_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def watched_replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    # When a file is replaced
    durable.replace_file(tmp_path / "keys.json", b"x")
    # Then
    assert steps == ["file", "rename", "folder"]


@pytest.mark.parametrize(("code", "passes"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_only_a_system_that_cannot_sync_a_folder_is_forgiven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, passes: bool
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", failing)
    if passes:
        durable.sync_folder(tmp_path)
    else:
        with pytest.raises(OSError, match=r"."):
            durable.sync_folder(tmp_path)
