import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.window import input_watch
from ui.window.input_watch import InputWatch


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    frame = QWidget()
    field = QLineEdit()
    QVBoxLayout(frame).addWidget(field)
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitExposed(frame)
    field.setFocus()
    return frame


def _watch(frame: QWidget) -> tuple[InputWatch, list[str]]:
    watch = InputWatch(frame, "F9")
    heard: list[str] = []
    watch.hide_asked.connect(lambda: heard.append("hide"))
    frame.windowHandle().installEventFilter(watch)
    return watch, heard


def _press(
    frame: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(frame.windowHandle(), key, modifiers)


def test_the_key_of_hide_is_heard_before_the_field_that_has_the_focus(window: QWidget) -> None:
    heard = _watch(window)[1]
    _press(window, Qt.Key.Key_F9)
    assert heard == ["hide"]


def test_escape_twice_in_quick_succession_hides(window: QWidget) -> None:
    heard = _watch(window)[1]
    _press(window, Qt.Key.Key_Escape)
    assert heard == []
    _press(window, Qt.Key.Key_Escape)
    assert heard == ["hide"]


def test_escape_twice_with_another_key_between_does_not(window: QWidget) -> None:
    heard = _watch(window)[1]
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_A, Qt.Key.Key_Escape):
        _press(window, key)
    assert heard == []


def test_escape_twice_slowly_does_not(window: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(input_watch, "TWICE_MS", 30)
    heard = _watch(window)[1]
    _press(window, Qt.Key.Key_Escape)
    qtbot.wait(60)
    _press(window, Qt.Key.Key_Escape)
    assert heard == []


def test_ordinary_typing_reaches_the_field_and_never_hides(window: QWidget) -> None:
    heard = _watch(window)[1]
    field = window.findChild(QLineEdit)
    for letter in "F 9 esc ESC":
        QTest.keyClick(window.windowHandle(), letter)
    assert heard == []
    assert field is not None
    assert field.text() == "F 9 esc ESC"


def test_another_key_can_be_chosen_and_the_old_one_is_ordinary_again(window: QWidget) -> None:
    watch, heard = _watch(window)
    watch.set_hide_key("F7")
    _press(window, Qt.Key.Key_F9)
    assert heard == []
    _press(window, Qt.Key.Key_F7)
    assert heard == ["hide"]


def test_keys_count_as_a_touch(window: QWidget) -> None:
    watch, _heard = _watch(window)
    touches: list[bool] = []
    watch.touched.connect(lambda: touches.append(True))
    _press(window, Qt.Key.Key_A)
    assert touches
