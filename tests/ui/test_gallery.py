"""The component book: every widget, in every look."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.blocks import Figure
from intimacy_desktop.guide import load_guide
from tests.gallery.book import LOOKS, Gallery, shoot
from tests.ui.accessibility import cut, settle, unnamed, unnamed_pictures
from tests.ui.sight import overlapping
from ui.theme import Theme
from ui.widgets.figures.registry import FIGURES


def test_the_book_leaves_a_picture_of_every_look_and_nothing_is_cut_in_it(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme = Theme("light")
    theme.dress(qapp)
    page = Gallery(theme)
    qtbot.addWidget(page)
    page.show()
    try:
        pictures = shoot(qapp, theme, page, tmp_path)
        assert len(pictures) == len(LOOKS) == len({path.read_bytes() for path in pictures})
        assert all(QImage(str(path)).height() > 1000 for path in pictures)
        settle()
        assert cut(page) + unnamed(page) + unnamed_pictures(page) + overlapping(page) == []
    finally:
        Theme("light").dress(qapp)


def guide_figures() -> list[Figure]:
    blocks = [block for chapter in load_guide().chapters for block in chapter.blocks]
    return [block for block in blocks if isinstance(block, Figure)]


def test_the_book_shows_the_widgets_that_there_are(qtbot: QtBot) -> None:
    page = Gallery(Theme("light"))
    qtbot.addWidget(page)
    shown = {type(each).__name__ for each in page.findChildren(QWidget)}
    for name in (
        *("Button", "Link", "Field", "PassphraseField", "NoteField", "DateField", "Switch", "Segmented"),
        *("Slider", "Choice", "Notice", "Mark", "Emblem", "SeatCard", "Progress", "Approach", "TurnCard"),
        *("StemEditor", "SealPanel", "PromptsPanel", "PullQuote", "TryThis", "NextChapter", "TogetherMark"),
    ):
        assert name in shown, name
    assert {figure.id for figure in guide_figures()} >= set(FIGURES)
    pictures = [one.accessibleName() for one in page.findChildren(QWidget)]
    for figure in guide_figures():
        assert figure.alt in pictures
