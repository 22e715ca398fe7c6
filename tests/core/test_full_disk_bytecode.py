"""Where there is little room, Python leaves no compiled module behind that may be cut short."""

import os
import sys
from types import SimpleNamespace

import pytest

from intimacy_desktop import __main__ as entry


@pytest.mark.parametrize(("free_mib", "writes"), [(0, False), (63, False), (65, True)])
def test_compiled_modules_are_written_only_where_there_is_room(
    monkeypatch: pytest.MonkeyPatch, free_mib: int, writes: bool
) -> None:
    room = SimpleNamespace(f_bavail=free_mib * 256, f_frsize=4096)
    monkeypatch.setattr(os, "statvfs", lambda _path: room)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    entry._keep_bytecode_off_a_full_disk()
    assert sys.dont_write_bytecode is not writes


def test_a_disk_that_does_not_answer_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: str) -> None:
        raise OSError(5, "no answer")

    monkeypatch.setattr(os, "statvfs", refuse)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    entry._keep_bytecode_off_a_full_disk()
    assert not sys.dont_write_bytecode
