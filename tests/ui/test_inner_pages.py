"""What every page behind a passphrase bears: any size, either direction, a keyboard, a screen reader."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import HORIZONTAL, StrayWindows, judge
from tests.ui.inner_pages import STATES, Stage
from ui.theme import Theme

VIEWS = {
    "usual": (1.0, (1200, 800), False),
    "small, right to left": (1.0, (900, 640), True),
    "large letters in a small window": (2.0, (900, 640), False),
}
"""Text size, window size, and whether the layout is mirrored."""


@pytest.fixture
def set_up(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[str], Stage]]:
    stages: list[Stage] = []

    def make(view: str) -> Stage:
        scale, size, rtl = VIEWS[view]
        qapp.setLayoutDirection(HORIZONTAL[rtl])
        stages.append(Stage(qtbot, Theme("light", scale, rtl=rtl, less_movement=True), size, tmp_path))
        return stages[-1]

    yield make
    for stage in stages:
        stage.end()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("state", STATES)
def test_everything_has_a_name_a_way_by_tab_and_room_for_its_words(
    set_up: Callable[[str], Stage], state: str, view: str
) -> None:
    stage = set_up(view)
    with StrayWindows() as stray:
        page = STATES[state](stage)
    judge(page, stray)
