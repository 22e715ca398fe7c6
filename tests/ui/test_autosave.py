import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import autosave as autosave_module
from ui.autosave import Autosave
from ui.background import Background


class Disk:
    """Takes values, can be full, and can be slow."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.full = False
        self.gate: threading.Event | None = None

    def save(self, value: str) -> None:
        if self.gate is not None:
            self.gate.wait()
        if self.full:
            raise OSError("full")
        self.kept.append(value)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def make(qapp: QObject, disk: Disk) -> Callable[[], Autosave[str]]:
    return lambda: Autosave(Background(qapp), disk.save, QObject(qapp))


def test_the_newest_value_is_saved_after_the_typing_rests(
    qtbot: QtBot, disk: Disk, make: Callable[[], Autosave[str]]
) -> None:
    autosave = make()
    with qtbot.waitSignal(autosave.signals.saved):
        for text in ("a", "ab", "abc"):
            autosave.put(text)
    assert disk.kept == ["abc"]
    assert not autosave.unsaved


def test_saved_is_told_only_after_the_newest_value_is_durable(
    qtbot: QtBot, disk: Disk, make: Callable[[], Autosave[str]]
) -> None:
    autosave = make()
    disk.gate = threading.Event()
    told: list[list[str]] = []
    autosave.signals.saved.connect(lambda: told.append(list(disk.kept)))

    autosave.put("old")
    autosave.flush()
    autosave.put("new")
    assert not told
    disk.gate.set()
    qtbot.waitUntil(lambda: disk.kept == ["old", "new"] and not autosave.unsaved)
    qtbot.waitUntil(lambda: bool(told))

    assert told == [["old", "new"]]


def test_typing_without_a_rest_is_saved_all_the_same(
    qtbot: QtBot, disk: Disk, make: Callable[[], Autosave[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "LONGEST_MS", 300)
    autosave = make()
    for number in range(30):
        autosave.put(str(number))
        qtbot.wait(20)
        if disk.kept:
            break
    assert disk.kept


def test_a_full_disk_is_told_the_value_is_kept_and_saving_is_tried_again(
    qtbot: QtBot, disk: Disk, make: Callable[[], Autosave[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "RETRY_MS", (30,))
    autosave = make()
    disk.full = True
    with qtbot.waitSignal(autosave.signals.failed) as failure:
        autosave.put("words")
        autosave.flush()
    assert isinstance(failure.args[0], OSError)
    assert autosave.unsaved

    with qtbot.waitSignal(autosave.signals.saved):
        disk.full = False
    assert disk.kept == ["words"]


def test_a_newer_value_replaces_the_one_that_could_not_be_saved(
    qtbot: QtBot, disk: Disk, make: Callable[[], Autosave[str]]
) -> None:
    autosave = make()
    disk.full = True
    disk.gate = threading.Event()
    autosave.put("old")
    autosave.flush()
    autosave.put("new")
    with qtbot.waitSignal(autosave.signals.failed):
        disk.gate.set()
    disk.full = False
    with qtbot.waitSignal(autosave.signals.saved):
        autosave.flush()
    assert disk.kept == ["new"]


def test_work_queued_after_a_flush_finds_the_value_saved(qtbot: QtBot, disk: Disk, qapp: QObject) -> None:
    background = Background(qapp)
    autosave: Autosave[str] = Autosave(background, disk.save, QObject(qapp))
    found: list[list[str]] = []
    autosave.put("words")
    autosave.flush()
    background.storage(qapp, lambda: list(disk.kept), found.append, lambda _e: None)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [["words"]]
