"""What every page behind a passphrase bears: any size, either direction, a keyboard, a screen reader."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import key_pages, later_pages
from tests.ui.accessibility import (
    APPEARANCES,
    HORIZONTAL,
    VIEWS as ALL_VIEWS,
    WHOLE_MATRIX,
    StrayWindows,
    judge,
)
from tests.ui.inner_pages import STATES as INNER, Stage
from ui.theme import Theme

STATES = INNER | key_pages.STATES | later_pages.STATES
View: TypeAlias = tuple[float, tuple[int, int], bool, Literal["light", "dark"], bool]
VIEWS: dict[str, View] = {
    "usual": (1.0, (1200, 800), False, "light", False),
    "small, dark, right to left": (1.0, (900, 640), True, "dark", False),
    "large letters and high contrast in a small window": (2.0, (900, 640), False, "light", True),
}
"""Text size, window size, whether the layout is mirrored, and the appearance: a set that covers each once."""
if os.environ.get(WHOLE_MATRIX):
    VIEWS = {
        f"{scale} {size} {rtl} {mode} {contrast}": (scale, size, rtl, mode, contrast)
        for scale, size, rtl in ALL_VIEWS
        for mode, contrast in APPEARANCES
    }


@pytest.fixture
def set_up(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[str], Stage]]:
    stages: list[Stage] = []

    def make(view: str) -> Stage:
        scale, size, rtl, mode, contrast = VIEWS[view]
        qapp.setLayoutDirection(HORIZONTAL[rtl])
        theme = Theme(mode, scale, rtl=rtl, less_movement=True, more_contrast=contrast)
        stages.append(Stage(qtbot, theme, size, tmp_path))
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
