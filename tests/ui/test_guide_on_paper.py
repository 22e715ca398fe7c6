"""A chapter on paper: all its words, where they come from, and nothing that somebody ticked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.blocks import Figure, Known, SourceEntry, block_text
from intimacy_desktop.guide import load_guide
from tests.ui.accessibility import press
from tests.ui.desk import Starter, make_couple, starting
from tests.ui.papers import read_pdf
from ui.pages.guide import GuidePage
from ui.pages.print_sheet import PrintPage
from ui.printing import Proof, Typeface
from ui.printing.chapter import chapter
from ui.printing.paper import A4

GUIDE = load_guide()


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def joined(text: str) -> str:
    """Letters and digits alone: a line may break anywhere, and page numbers stand between."""
    return re.sub(r"[^\w]+", "", text)


@pytest.mark.parametrize("place", [page.id for page in GUIDE.pages])
def test_a_printed_chapter_has_every_word_and_every_source_and_no_ticks(
    qapp: QApplication, tmp_path: Path, place: str
) -> None:
    proof = Proof(chapter(GUIDE, place, Typeface.of_this_system()), A4)
    assert proof.sheets.missing == 0
    read = read_pdf(proof.pdf(), tmp_path, "-raw")
    said = joined(re.sub(r"\n\s*\d+\s*\f", "\n", read))

    found = GUIDE.chapter(place)
    assert found is not None
    assert said.startswith(joined(found.title))
    for block in found.blocks:
        if isinstance(block, Known):
            assert joined(block.question) not in said
        elif isinstance(block, Figure):
            for part in (block.alt, block.caption, *(part for label in block.labels for part in label)):
                assert joined(part) in said
        else:
            for line in block_text(block).split("\n"):
                assert joined(line) in said, line
    for note in found.notes():
        assert joined(GUIDE.sources.source(note.source).full) in said
        assert joined(GUIDE.sources.label(note.evidence).name) in said


def test_the_page_of_sources_can_be_printed_too(qapp: QApplication, tmp_path: Path) -> None:
    proof = Proof(chapter(GUIDE, "sources", Typeface.of_this_system()), A4)
    said = joined(re.sub(r"\n\s*\d+\s*\f", "\n", read_pdf(proof.pdf(), tmp_path, "-raw")))
    for block in GUIDE.sources.blocks:
        if isinstance(block, SourceEntry):
            assert joined(block.full) in said


def test_a_chapter_is_printed_by_key_or_from_its_end_and_the_way_back_leads_into_it(
    qtbot: QtBot, start: Starter, tmp_path: Path
) -> None:
    desk = start(make_couple(tmp_path / "home"))
    desk.click("Guide")
    page = desk.await_page(qtbot, GuidePage)
    page.open("trust")

    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.await_page(qtbot, PrintPage)
    assert "How a guard gets built" in desk.words()
    desk.click("Back")
    assert desk.await_page(qtbot, GuidePage) is page

    press(page.column, "Print this chapter")
    desk.await_page(qtbot, PrintPage)
    desk.click("Back")
    assert page.scroll_area.accessibleName() == "How a guard gets built"
