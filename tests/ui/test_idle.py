import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.window import idle as idle_module
from ui.window.idle import Idle


@pytest.fixture
def idle(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Idle:
    monkeypatch.setattr(idle_module, "WARNING_S", 0.1)
    return Idle(qapp)


def test_it_warns_and_then_locks_when_nobody_touches_it(qtbot: QtBot, idle: Idle) -> None:
    order: list[str] = []
    idle.warned.connect(lambda: order.append("warned"))
    idle.lock_due.connect(lambda: order.append("lock"))
    idle.watch(0.3)
    qtbot.waitUntil(lambda: "lock" in order)
    assert order == ["warned", "lock"]


def test_a_touch_after_the_warning_takes_it_back(qtbot: QtBot, idle: Idle) -> None:
    locks: list[bool] = []
    idle.lock_due.connect(lambda: locks.append(True))
    with qtbot.waitSignal(idle.warned):
        idle.watch(0.4)
    with qtbot.waitSignal(idle.resumed):
        idle.touch()
    assert not locks
    with qtbot.waitSignal(idle.lock_due):
        pass


def test_the_cards_are_covered_before_it_locks_and_again_after_a_touch(qtbot: QtBot, idle: Idle) -> None:
    covers: list[bool] = []
    idle.cover_due.connect(lambda: covers.append(True))
    idle.watch(30.0, 0.15)
    qtbot.waitUntil(lambda: len(covers) == 1)
    idle.touch()
    qtbot.waitUntil(lambda: len(covers) == 2)


def test_it_rests_while_nothing_is_open(qtbot: QtBot, idle: Idle) -> None:
    locks: list[bool] = []
    idle.lock_due.connect(lambda: locks.append(True))
    idle.watch(0.15)
    idle.rest()
    qtbot.wait(300)
    assert not locks
