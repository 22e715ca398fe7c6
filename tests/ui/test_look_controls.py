"""Text size and appearance in one row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from tests.ui.evening import settle
from tests.ui.widget_probe import accessible_words
from ui.theme import Theme
from ui.widgets.look_controls import TEXT_SIZES, LookControls


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


def controls(qtbot: QtBot, theme: Theme, settings: Settings) -> tuple[LookControls, list[Settings]]:
    look = LookControls(theme, settings)
    told: list[Settings] = []
    look.changed.connect(told.append)
    qtbot.addWidget(look)
    look.show()
    qtbot.waitExposed(look)
    return look, told


def test_each_change_is_told_with_all_that_was_chosen_before(qtbot: QtBot, theme: Theme) -> None:
    look, told = controls(qtbot, theme, Settings(hide_key="F7"))
    QTest.keyClick(look.text_size.slider, Qt.Key.Key_Right)
    segment = look.appearance.focusProxy()
    assert segment is not None
    QTest.keyClick(segment, Qt.Key.Key_End)
    assert told == [
        Settings(text_size=1.15, hide_key="F7"),
        Settings(text_size=1.15, appearance="dark", hide_key="F7"),
    ]


def test_every_text_size_is_one_that_the_settings_keep(theme: Theme) -> None:
    assert TEXT_SIZES[0] == SMALLEST_TEXT
    assert TEXT_SIZES[-1] == LARGEST_TEXT
    assert 1.0 in TEXT_SIZES
    for size in TEXT_SIZES:
        assert Settings.of({"text_size": size}).text_size == size


def test_a_size_between_two_steps_is_shown_at_the_nearer_and_not_changed(qtbot: QtBot, theme: Theme) -> None:
    look, told = controls(qtbot, theme, Settings(text_size=1.17))
    assert TEXT_SIZES[look.text_size.slider.value()] == 1.15
    assert not told


def test_screen_readers_hear_what_is_set_and_to_what(qtbot: QtBot, theme: Theme) -> None:
    look, _ = controls(qtbot, theme, Settings(text_size=1.5))
    settle()
    words = accessible_words(look)
    assert "Text size" in words
    assert "150 %" in words
    assert "As the system" in words
