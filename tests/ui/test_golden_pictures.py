"""The main screens look as they did when somebody last looked at them.

Each is painted with the one font that comes with the program, so that machines agree, made small and grey,
and compared with its kept picture: a moved, missing or recoloured part is far from it, another rasteriser is
not. After a change that is meant, look at the screen, and then run this file with --renew-pictures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import settle, show_page
from tests.ui.front_pages import PAGES
from tests.ui.inner_pages import STATES, Stage
from ui.theme import Theme, fonts, lettering
from ui.widgets.button import Button
from ui.widgets.scaffold import Page

FOLDER = Path(__file__).with_name("golden")
SMALL = QSize(150, 100)
BLOCK = 10
"""Small pixels of a side of the parts that are compared."""
MEAN_LIMIT, BLOCK_LIMIT = 0.8, 4.0
"""Greatest distances in steps of grey: over the whole, and within the part that is farthest off."""
SCREENS = ("welcome", "home", "home in trouble", "guide", "help", "trouble")
STAGES = (
    "unlock",
    "wizard written",
    "together fields",
    "turns",
    "turns one open",
    "turns both open",
    "pause",
)


@dataclass(frozen=True)
class Distance:
    """How far two small grey pictures are apart."""

    mean: float
    farthest: float

    @property
    def small(self) -> bool:
        return self.mean <= MEAN_LIMIT and self.farthest <= BLOCK_LIMIT


def small(image: QImage) -> QImage:
    """The picture as it is kept."""
    smooth = Qt.TransformationMode.SmoothTransformation
    found = image.scaled(SMALL, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return found.convertToFormat(QImage.Format.Format_Grayscale8)


def distance(a: QImage, b: QImage) -> Distance:
    width, height = SMALL.width(), SMALL.height()
    blocks: dict[tuple[int, int], list[int]] = {}
    for y in range(height):
        first, second = (bytes(image.constScanLine(y))[:width] for image in (a, b))
        for x, (one, other) in enumerate(zip(first, second, strict=True)):
            blocks.setdefault((x // BLOCK, y // BLOCK), []).append(abs(one - other))
    means = [sum(block) / len(block) for block in blocks.values()]
    return Distance(sum(means) / len(means), max(means))


@pytest.fixture
def theme(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Theme]:
    """The program's look with the font that comes with it, for everything."""
    bundled = tuple(fonts._load_bundled())
    assert bundled
    monkeypatch.setattr(lettering, "reading_families", lambda: bundled)
    monkeypatch.setattr(lettering, "interface_families", lambda: bundled)
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # a blinking caret never stands still
    yield Theme("light", less_movement=True)
    qapp.setCursorFlashTime(flash)


def at_rest(bot: QtBot, page: Page) -> QImage:
    """The page once a fade has ended and its layout has settled: two pictures in a row are the same."""
    pictures = [page.grab().toImage()]

    def stands_still() -> bool:
        settle()
        bot.wait(30)
        pictures.append(page.grab().toImage())
        return pictures[-1] == pictures[-2]

    bot.waitUntil(stands_still, timeout=20_000)
    return small(pictures[-1])


def compare(bot: QtBot, page: Page, name: str, config: pytest.Config) -> None:
    seen = at_rest(bot, page)
    path = FOLDER / f"{name.replace(' ', '_')}.png"
    if config.getoption("--renew-pictures"):
        seen.save(str(path))
    kept = QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert not kept.isNull(), f"{path.name} is missing"
    apart = distance(seen, kept)
    assert apart.small, f"{name} does not look as it did: {apart}"


@pytest.mark.parametrize("name", SCREENS)
def test_a_page_before_a_passphrase_looks_as_it_did(
    qtbot: QtBot, theme: Theme, name: str, pytestconfig: pytest.Config
) -> None:
    page = PAGES[name](theme)
    show_page(qtbot, page)
    compare(qtbot, page, name, pytestconfig)


@pytest.mark.parametrize("name", STAGES)
def test_a_page_behind_a_passphrase_looks_as_it_did(
    qtbot: QtBot, theme: Theme, name: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    stage = Stage(qtbot, theme, (1200, 800), tmp_path)
    try:
        compare(qtbot, STATES[name](stage), name, pytestconfig)
    finally:
        stage.end()


def _lose_a_button(page: Page) -> None:
    next(each for each in page.findChildren(Button) if each.text() == "Open as Jonas").hide()


def _move_a_little(page: Page) -> None:
    page.scroll_area.setViewportMargins(0, 14, 0, 0)


def _go_dark(page: Page) -> None:
    page.theme.configure(mode="dark")


@pytest.mark.parametrize("change", [_lose_a_button, _move_a_little, _go_dark])
def test_a_page_that_has_changed_is_found(
    qtbot: QtBot, theme: Theme, change: Callable[[Page], None], pytestconfig: pytest.Config
) -> None:
    page = PAGES["home"](theme)
    show_page(qtbot, page)
    kept = QImage(str(FOLDER / "home.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    assert distance(at_rest(qtbot, page), kept).small
    change(page)
    assert not distance(at_rest(qtbot, page), kept).small
