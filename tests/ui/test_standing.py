"""Where the window stands, how large it is, and its icon."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QGuiApplication, QImageReader
from pytestqt.qtbot import QtBot

import resources
from intimacy_desktop.home import Home
from intimacy_desktop.launch import Placement
from intimacy_desktop.settings import Settings, SettingsFile
from tests.ui.evening import the_application
from ui.background import Background
from ui.theme import Theme
from ui.window.frame import Frame
from ui.window.shell import Shell
from ui.window.standing import Standing, in_sight, window_icon, within

ROOT = Path(__file__).resolve().parents[2]
ICONS = Path(resources.__file__).parent / "icons"
SHARP = """
from PySide6.QtWidgets import QApplication
app = QApplication(["scale"])
from intimacy_desktop.identity import Hue, Identity, Shape
from ui.theme import Theme
from ui.widgets.turn_card import TurnCard
theme = Theme("light")
theme.dress(app)
card = TurnCard(theme, Identity("Mara", Shape.CIRCLE, Hue.BLUE), "Jonas")
card.resize(481, 301)
card.show()
for _ in range(5):
    app.processEvents()
picture = card.grab()
print(picture.devicePixelRatio(), picture.width(), card._face._ground.width())
"""


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    theme = Theme("light")
    owner, frame = QObject(), Frame(theme)
    background = Background(the_application())
    file = SettingsFile(tmp_path)
    yield Shell(theme, background, Home.open(tmp_path), file, file.load(), frame)
    over: list[object] = []
    background.worker(owner, lambda: None, over.append, over.append)
    background.storage(owner, lambda: None, over.append, over.append)
    qtbot.waitUntil(lambda: len(over) == 2, timeout=20_000)
    frame.hide()
    frame.deleteLater()


def begin(shell: Shell, placement: Placement | None = None) -> Standing:
    standing = Standing(shell.frame, shell)
    standing.begin(placement)
    shell.frame.show()
    return standing


def test_the_size_somebody_gave_the_window_is_kept_and_nothing_else(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    standing = begin(shell)
    wanted = within(room, QSize(720, 560))
    shell.frame.setMinimumSize(1, 1)
    shell.frame.resize(wanted)
    standing._settling.setInterval(0)
    qtbot.waitUntil(lambda: SettingsFile(tmp_path).load() != Settings(), timeout=20_000)
    assert SettingsFile(tmp_path).load() == Settings(
        window_width=wanted.width(), window_height=wanted.height()
    )


def test_a_window_nobody_resized_leaves_no_file(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    standing = begin(shell)
    standing._remember()
    over: list[object] = []
    owner = QObject()
    shell.background.worker(owner, lambda: None, over.append, over.append)  # behind whatever was to be kept
    qtbot.waitUntil(lambda: bool(over), timeout=20_000)
    assert not (tmp_path / "settings.json").exists()


def test_a_page_that_knows_an_older_size_does_not_bring_it_back(qtbot: QtBot, shell: Shell) -> None:
    shell.remember_size(1000, 700)
    shell.apply(Settings(text_size=1.5))
    assert shell.settings == Settings(text_size=1.5, window_width=1000, window_height=700)


def test_a_window_is_never_larger_than_its_screen(qtbot: QtBot, shell: Shell) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    shell.remember_size(9000, 9000)
    begin(shell)
    assert shell.frame.width() <= room.width()
    assert shell.frame.height() <= room.height()
    assert shell.frame.minimumWidth() <= room.width()
    assert shell.frame.minimumHeight() <= room.height()


def test_a_window_whose_screen_is_gone_comes_back_into_sight(qtbot: QtBot) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    there = in_sight(Placement(room.right() + 4000, 50, 900, 640))
    assert room.contains(there)
    left = Placement(room.left() + 10, room.top() + 10, 300, 200)
    assert in_sight(left) == QRect(left.x, left.y, 300, 200)


def test_the_window_has_the_neutral_icon(qtbot: QtBot, shell: Shell) -> None:
    begin(shell)
    assert not shell.frame.windowIcon().isNull()
    assert {16, 32, 48, 256} <= {size.width() for size in window_icon().availableSizes()}


@pytest.mark.parametrize(("name", "count"), [("innermost.ico", 9), ("innermost.icns", 9)])
def test_the_icons_of_other_systems_hold_every_size(name: str, count: int) -> None:
    reader = QImageReader(str(ICONS / name))
    assert reader.imageCount() == count
    for index in range(count):
        assert reader.jumpToImage(index)
        image = reader.read()
        assert not image.isNull()
        assert image.pixelColor(image.width() // 2, image.height() // 2).lightness() > 200


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_pictures_are_as_sharp_as_the_screen_at_a_fractional_scale(tmp_path: Path, factor: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHARP],
        cwd=ROOT,
        env={
            "QT_SCALE_FACTOR": factor,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(tmp_path),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    ratio, width, ground = done.stdout.split()
    assert ratio == str(float(factor))
    assert abs(int(width) - 481 * float(factor)) <= 1
    assert abs(int(ground) - 481 * float(factor)) <= 1


def test_a_narrow_window_tells_the_theme(qtbot: QtBot, shell: Shell) -> None:
    shell.frame.setMinimumSize(1, 1)
    begin(shell)
    shell.frame.resize(940, 600)
    qtbot.waitUntil(lambda: shell.theme.narrow)
    shell.frame.resize(1100, 600)
    qtbot.waitUntil(lambda: not shell.theme.narrow)
