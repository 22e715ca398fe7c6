"""A home folder of another account of this computer: refused with the way out, and left as it was."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.errors import HomeNotOurs
from intimacy_desktop.home import Home
from intimacy_desktop.instance import Instance
from tests.ui.desk import Starter, files_of, make_couple, starting
from ui.messages import say
from ui.pages.guide import GuidePage
from ui.pages.trouble import TroublePage

SOMEBODY = 54_321
"""The number of an account that no test runs as."""


@pytest.fixture(name="start")
def _start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture(name="theirs")
def _theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a couple's home that belongs to somebody else."""
    home = make_couple(tmp_path / "home")
    if os.getuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, SOMEBODY, -1)
    else:  # only root gives a folder away; seen from outside, being somebody else is the same
        monkeypatch.setattr(os, "getuid", lambda: SOMEBODY)
    return home


def state_of(home: Path) -> list[tuple[str, int, int, int]]:
    """Give names, rights, owners and times of change of all there is."""
    found = [(path, path.lstat()) for path in (home, *home.rglob("*"))]
    return sorted((str(path), stat.st_mode, stat.st_uid, stat.st_mtime_ns) for path, stat in found)


def test_it_is_refused_and_nothing_in_it_is_touched(theirs: Path) -> None:
    before = state_of(theirs)
    with pytest.raises(HomeNotOurs) as caught:
        Home.open(theirs)
    assert caught.value.path == theirs
    assert state_of(theirs) == before


def test_the_window_says_whose_it_is_not_and_the_way_out_and_the_guide_can_be_read(
    qtbot: QtBot, start: Starter, theirs: Path
) -> None:
    before = files_of(theirs)
    desk = start(theirs)
    assert isinstance(desk.page, TroublePage)
    words = desk.words()
    assert "This folder belongs to another account of this computer" in words
    assert "It was not touched. Open the program from the account that made it." in words
    assert "export a backup there and restore it here" in words
    assert str(theirs) in say(HomeNotOurs(theirs)).text
    desk.click("Read the guide")
    desk.await_page(qtbot, GuidePage)
    assert files_of(theirs) == before


def test_the_program_makes_no_lock_or_request_file_in_it(theirs: Path) -> None:
    before = state_of(theirs)
    assert not Instance(str(theirs)).held
    assert state_of(theirs) == before
