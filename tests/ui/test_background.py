import threading

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from ui.background import Background


def test_results_come_back_on_the_ui_thread_in_the_order_of_the_asking(qtbot: QtBot, qapp: QObject) -> None:
    background = Background(qapp)
    owner = QObject()
    seen: list[tuple[int, bool]] = []

    for number in range(20):
        background.storage(
            owner,
            lambda number=number: number,
            lambda result: seen.append((result, QThread.currentThread() is qapp.thread())),
            lambda _error: None,
        )
    qtbot.waitUntil(lambda: len(seen) == 20)

    assert seen == [(number, True) for number in range(20)]


def test_a_failure_reaches_whoever_asked_as_the_exception_it_was(qtbot: QtBot, qapp: QObject) -> None:
    background = Background(qapp)
    owner = QObject()
    failures: list[Exception] = []
    problem = OSError("no space")

    def fail() -> None:
        raise problem

    background.worker(owner, fail, lambda _none: failures.clear(), failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert failures == [problem]


def test_nothing_is_delivered_once_the_owner_is_gone(qtbot: QtBot, qapp: QObject) -> None:
    background = Background(qapp)
    gone, here = QObject(), QObject()
    gate = threading.Event()
    delivered: list[str] = []

    background.storage(gone, gate.wait, lambda _r: delivered.append("gone"), lambda _e: None)
    background.storage(here, lambda: None, lambda _r: delivered.append("here"), lambda _e: None)
    gone.deleteLater()
    qtbot.wait(20)
    gate.set()
    qtbot.waitUntil(lambda: bool(delivered))

    assert delivered == ["here"]


def test_a_hanging_worker_does_not_keep_the_storage_waiting(qtbot: QtBot, qapp: QObject) -> None:
    background = Background(qapp)
    owner = QObject()
    gate = threading.Event()
    saved: list[bool] = []

    background.worker(owner, gate.wait, lambda _r: None, lambda _e: None)
    background.storage(owner, lambda: True, saved.append, lambda _e: None)
    qtbot.waitUntil(lambda: bool(saved))
    gate.set()

    assert saved == [True]
