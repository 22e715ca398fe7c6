import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Known,
    LabelEntry,
    Paragraph,
    Quote,
    SourceEntry,
    TryThis,
    TurnAround,
)
from intimacy_desktop.guide import load_guide
from intimacy_desktop.runs import plain
from intimacy_desktop.settings import Settings
from tests.ui.accessibility import button, press, roles, settle, show_page, words
from tests.ui.front_pages import guide
from ui.pages.guide import GuidePage
from ui.theme import Theme
from ui.widgets.chapter_row import ChapterRow
from ui.widgets.known_list import KnownList, Tick
from ui.widgets.look_controls import TextSizeSlider
from ui.widgets.sidebar import Sidebar
from ui.widgets.text import Text
from ui.widgets.text_layout import layout_text

GUIDE = load_guide()
IDS = [chapter.id for chapter in GUIDE.chapters]
PAGES = [page.id for page in GUIDE.pages]
CONTROL = Qt.KeyboardModifier.ControlModifier
ROLE = QAccessible.Role


def open_guide(qtbot: QtBot, place: str = "", size: tuple[int, int] = (1200, 800)) -> GuidePage:
    page = guide(Theme("light"), place)
    show_page(qtbot, page, size)
    return page


def hit(page: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.focusWidget() or page, key, held)
    settle()


def title(page: GuidePage) -> str:
    return page.scroll_area.accessibleName()


# ---------------------------------------------------------------- what is shown


def wanted(block: Block) -> list[str]:
    """Every text of a block that a reader has to find on the page."""
    match block:
        case Paragraph(runs, notes):
            return [plain(runs), *(GUIDE.sources.source(note.source).short for note in notes)]
        case Heading(text) | Quote(text):
            return [text]
        case Bullets(items):
            return [text for item in items for text in wanted(item)]
        case TryThis(blocks):
            return ["A small thing to try", *(text for inner in blocks for text in wanted(inner))]
        case TurnAround(blocks):
            return ["Turn it around", *(text for inner in blocks for text in wanted(inner))]
        case Figure():
            return [block.caption, *(part for label in block.labels for part in label)]
        case Known():
            return [block.question, block.note, *(text for _, text in block.items)]
        case LabelEntry():
            return [block.name, block.meaning]
        case SourceEntry():
            return [block.full]


@pytest.mark.parametrize("place", [*PAGES, "sources"])
def test_every_block_of_every_chapter_is_shown_in_order(qtbot: QtBot, place: str) -> None:
    page = open_guide(qtbot, place)
    chapter = GUIDE.chapter(place) or GUIDE.sources
    said = "\n".join(words(page.column))
    assert chapter.title in said
    at = 0
    for block in chapter.blocks:
        if isinstance(block, Known):
            assert not any(text in said for text in wanted(block))  # no vault is open
            continue
        first, *rest = wanted(block)
        found = said.find(first, at)
        assert found >= at, first
        at = found if not isinstance(block, Figure) else at
        for text in rest:
            assert text in said, text


@pytest.mark.parametrize("place", PAGES)
def test_a_screen_reader_meets_headings_lists_and_static_texts(qtbot: QtBot, place: str) -> None:
    page = open_guide(qtbot, place)
    chapter = GUIDE.chapter(place)
    assert chapter is not None

    headings = roles(page.column, ROLE.Heading)
    assert headings[0] == chapter.title
    assert [each for each in headings if each in _headings(chapter.blocks)] == _headings(chapter.blocks)
    texts = roles(page.column, ROLE.StaticText)
    entries = roles(page.column, ROLE.ListItem)
    for block in chapter.blocks:
        if isinstance(block, Paragraph):
            assert plain(block.runs) in texts
        if isinstance(block, Bullets):
            assert [entry for entry in entries if entry in {plain(item.runs) for item in block.items}] == [
                plain(item.runs) for item in block.items
            ]
        if isinstance(block, Figure):
            assert block.alt in roles(page.column, ROLE.Graphic) + roles(page.column, ROLE.Grouping)
    assert len(roles(page.column, ROLE.List)) == _lists(chapter.blocks)
    assert len(roles(page.column, ROLE.BlockQuote)) == sum(
        isinstance(block, Quote) for block in chapter.blocks
    )


def _headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def _lists(blocks: tuple[Block, ...]) -> int:
    inner = [one for block in blocks if isinstance(block, TryThis | TurnAround) for one in block.blocks]
    return sum(isinstance(block, Bullets) for block in [*blocks, *inner])


def test_sources_of_one_kind_share_a_line_below_their_claim(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    assert "Correlational · Schaefer and Olson, 1981; Moore and others, 1998" in words(page)


# ---------------------------------------------------------------- ways through


def test_the_keys_scroll_at_once(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    bar = page.scroll_area.verticalScrollBar()
    places = [bar.value()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_End):
        hit(page, key)
        places.append(bar.value())
    assert places == sorted(places)
    assert places[1] == 40
    assert places[2] > places[1] + 300
    assert places[-1] == bar.maximum()
    hit(page, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    hit(page, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_keys_scroll_from_a_button_too_and_space_still_presses_it(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    search = button(page, "Search")
    search.setFocus()
    hit(page, Qt.Key.Key_PageDown)
    assert page.scroll_area.verticalScrollBar().value() > 300
    hit(page, Qt.Key.Key_Space)
    assert title(page) == "Search the guide"


def test_ctrl_page_down_goes_through_all_chapters_and_stops_at_the_sources(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    places: list[str] = []
    page.place_changed.connect(places.append)
    for _ in range(9):
        hit(page, Qt.Key.Key_PageDown, CONTROL)
    assert places == [*PAGES[1:], "sources"]
    for _ in range(9):
        hit(page, Qt.Key.Key_PageUp, CONTROL)
    assert places[-1] == IDS[0]
    assert len(places) == 2 * len(PAGES)


@pytest.mark.parametrize(("rtl", "onward"), [(False, Qt.Key.Key_Right), (True, Qt.Key.Key_Left)])
def test_alt_and_the_arrow_that_points_onward_open_the_next_chapter(
    qtbot: QtBot, rtl: bool, onward: Qt.Key
) -> None:
    page = guide(Theme("light", rtl=rtl))
    show_page(qtbot, page)
    hit(page, onward, Qt.KeyboardModifier.AltModifier)
    assert title(page) == GUIDE.chapters[1].title


def test_a_new_chapter_begins_at_its_top_with_the_keyboard_in_its_words(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    hit(page, Qt.Key.Key_End)
    press(page, GUIDE.chapters[1].title)
    assert page.scroll_area.verticalScrollBar().value() == 0
    assert page.focusWidget() is page.scroll_area
    assert title(page) == GUIDE.chapters[1].title


def test_tab_goes_from_the_words_to_the_way_on_at_their_end(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    hit(page, Qt.Key.Key_PageDown, CONTROL)
    hit(page, Qt.Key.Key_Tab)
    assert page.focusWidget().accessibleName() == GUIDE.chapters[2].title
    hit(page, Qt.Key.Key_Tab)
    assert page.focusWidget() is button(page.column, GUIDE.chapters[0].title)


def test_the_sidebar_leads_to_any_chapter_and_home(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    home = QSignalSpy(page.home_asked)
    rows = page.findChild(Sidebar).findChildren(ChapterRow)
    assert len(rows) == len(PAGES) + 1
    rows[2].setFocus()
    hit(page, Qt.Key.Key_Return)
    assert title(page) == GUIDE.chapters[2].title
    assert [row.isChecked() for row in rows].index(True) == 2
    press(page, "Home")
    assert home.count() == 1


def test_the_last_chapter_leads_on_to_the_exercise_and_to_the_sources(qtbot: QtBot) -> None:
    page = open_guide(qtbot, IDS[-1])
    exercise = QSignalSpy(page.exercise_asked)
    press(page, "Go on to the exercise")
    assert exercise.count() == 1
    press(page.column, "Sources")
    assert title(page) == "Sources"


def test_an_unknown_place_opens_the_first_chapter(qtbot: QtBot) -> None:
    assert title(open_guide(qtbot, "gone")) == GUIDE.chapters[0].title


def test_in_a_narrow_window_and_with_large_text_the_chapters_are_a_page_of_their_own(qtbot: QtBot) -> None:
    # Given a wide window that was made narrow, wide and narrow again
    page = open_guide(qtbot)
    sidebar = page.findChild(Sidebar)
    for size in ((900, 640), (1200, 800), (900, 640)):
        page.resize(*size)
        settle()
        assert sidebar.isVisible() is (size[0] > 1000)

    # When its chapters are asked for
    press(page, "Chapters")

    # Then they stand there with their times, the present one with the keyboard
    assert "About 5 minutes" in words(page.column)
    present = page.focusWidget()
    assert isinstance(present, ChapterRow)
    assert present.isChecked()
    hit(page, Qt.Key.Key_Down)
    assert title(page) == "Chapters"  # an arrow looks, and opens nothing
    hit(page, Qt.Key.Key_Return)
    assert title(page) == GUIDE.chapters[1].title

    page.resize(1200, 800)
    page.theme.configure(scale=1.5)
    settle()
    assert not sidebar.isVisible()
    assert button(page, "Chapters").isVisible()


# ---------------------------------------------------------------- search


def search_for(page: GuidePage, text: str) -> None:
    hit(page, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(page.focusWidget(), text)
    settle()


def test_a_search_finds_as_it_is_typed_and_leads_to_the_very_place(qtbot: QtBot) -> None:
    page = open_guide(qtbot, size=(900, 640))
    search_for(page, "met with understanding")
    assert "One place" in words(page.column)

    hit(page, Qt.Key.Key_Return)  # to the first place
    hit(page, Qt.Key.Key_Return)

    assert title(page) == GUIDE.chapters[0].title
    assert page.scroll_area.verticalScrollBar().value() > 0
    view = page.scroll_area.viewport()
    found = next(label for label in _labels(page) if "met with understanding" in label.text())
    place = found.mapTo(view, found.rect().topLeft()).y()
    assert 0 <= place <= view.height() - found.height()


def _labels(page: GuidePage) -> list[Text]:
    return page.column.findChildren(Text)


def test_the_last_search_is_remembered_and_can_be_typed_over(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    search_for(page, "closer")
    found = words(page.column)
    hit(page, Qt.Key.Key_PageDown, CONTROL)
    hit(page, Qt.Key.Key_F, CONTROL)
    assert words(page.column) == found
    assert len(found) > 3

    QTest.keyClicks(page.focusWidget(), "zebra")
    settle()
    assert "Nothing was found. Try a single word." in words(page.column)


def test_enter_goes_to_the_first_place_and_tab_to_the_next(qtbot: QtBot) -> None:
    page = open_guide(qtbot, IDS[2])
    search_for(page, "closer")
    hit(page, Qt.Key.Key_Return)
    hit(page, Qt.Key.Key_Return)
    assert title(page) == GUIDE.chapters[0].title

    hit(page, Qt.Key.Key_F, CONTROL)
    hit(page, Qt.Key.Key_Tab)
    hit(page, Qt.Key.Key_Tab)
    hit(page, Qt.Key.Key_Return)
    assert title(page) == "The ten sentences"


def test_a_search_says_how_much_it_leaves_out(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    search_for(page, "e")
    said = next(each for each in words(page.column) if each.startswith("The first 12 of "))
    assert int(re.findall(r"\d+", said)[1]) > 12
    assert len(roles(page.column, ROLE.Button)) == 12 + 1


def test_from_the_search_there_is_a_way_back_to_the_chapter(qtbot: QtBot) -> None:
    page = open_guide(qtbot, IDS[3])
    hit(page, Qt.Key.Key_F, CONTROL)
    press(page.column, GUIDE.chapters[3].title)
    assert title(page) == GUIDE.chapters[3].title


def test_a_place_that_was_found_has_the_sought_words_marked(qtbot: QtBot) -> None:
    page = open_guide(qtbot, IDS[2])
    search_for(page, "understanding with")
    excerpt = next(one for one in _labels(page) if "met with understanding" in one.text())
    assert _marked(excerpt) == ["with", "understanding"]

    hit(page, Qt.Key.Key_Return)
    hit(page, Qt.Key.Key_Return)
    found = next(one for one in _labels(page) if "met with understanding" in one.text())
    assert _marked(found) == ["with", "understanding"]

    # and no longer once the reader has gone on
    hit(page, Qt.Key.Key_PageDown, CONTROL)
    hit(page, Qt.Key.Key_PageUp, CONTROL)
    assert _marked(next(one for one in _labels(page) if "met with understanding" in one.text())) == []


def _marked(label: Text) -> list[str]:
    """The words of a text that are painted on a ground of their own, and bolder than the rest."""
    layout = layout_text(label.theme, label.runs, "reading", 500)
    return [
        label.text()[one.start : one.start + one.length]
        for one in layout.formats()
        if one.format.background().style() != Qt.BrushStyle.NoBrush and one.format.fontWeight() > 400
    ]


def test_what_only_an_owner_may_tick_is_not_found_by_a_search(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    search_for(page, "My relationships have been shaky")
    assert "Nothing was found. Try a single word." in words(page.column)


# ---------------------------------------------------------------- in one's own part


def open_own(qtbot: QtBot, place: str, known: frozenset[str] = frozenset(), block: int = 0) -> GuidePage:
    page = GuidePage(Theme("light"), GUIDE, place, known=known, block=block)
    show_page(qtbot, page)
    return page


def ticks(page: GuidePage) -> dict[str, bool]:
    return {one.accessibleName(): one.isChecked() for one in page.column.findChildren(Tick)}


def test_the_owner_of_an_open_vault_may_tick_what_they_know(qtbot: QtBot) -> None:
    page = open_own(qtbot, "innermost", frozenset({"kind:emotional", "sign:3"}))
    told: list[tuple[str, bool]] = []
    page.ticked.connect(lambda one, on: told.append((one, on)))
    known = next(block for block in GUIDE.chapters[0].blocks if isinstance(block, Known))
    assert list(ticks(page)) == [said for _, said in known.items]
    assert list(ticks(page).values()) == [False, False, True, False]
    assert known.question in roles(page.column, ROLE.Heading)
    assert known.items[0][1] in roles(page.column, ROLE.CheckBox)

    # When one is ticked and another taken back, by keys and by its words
    first, _, third, _ = page.column.findChildren(Tick)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.mouseClick(third.parentWidget(), Qt.MouseButton.LeftButton)
    assert told == [("kind:intellectual", True), ("kind:emotional", False)]

    # Then that still stands when the chapter is opened again, and no number is said anywhere
    hit(page, Qt.Key.Key_PageDown, CONTROL)
    hit(page, Qt.Key.Key_PageUp, CONTROL)
    assert list(ticks(page).values()) == [True, False, False, False]
    panel = page.column.findChild(KnownList)
    assert not any(re.search(r"\d", said) for said in words(panel))


@pytest.mark.parametrize("place", ["innermost", "signs"])
def test_with_no_vault_open_there_is_nothing_to_tick(qtbot: QtBot, place: str) -> None:
    assert ticks(open_own(qtbot, place))
    assert not ticks(open_guide(qtbot, place))


def test_the_place_where_reading_rests_is_told_and_found_again(qtbot: QtBot) -> None:
    # Given a reader who stops in the middle of a chapter
    page = open_own(qtbot, "signs")
    places: list[tuple[str, int]] = []
    page.stopped_at.connect(lambda chapter, block: places.append((chapter, block)))
    page.scroll_area.verticalScrollBar().setValue(900)
    qtbot.waitUntil(lambda: bool(places), timeout=20_000)
    chapter, block = places[-1]
    assert chapter == "signs"
    assert block > 3

    # When they come back to it
    again = open_own(qtbot, chapter, block=block)
    qtbot.waitUntil(lambda: again.scroll_area.verticalScrollBar().value() > 0, timeout=20_000)

    # Then it begins with the same block, and says so when it is left
    places.clear()
    again.stopped_at.connect(lambda chapter, block: places.append((chapter, block)))
    again.flush()
    assert places == [(chapter, block)]


def test_a_place_that_is_there_no_more_opens_the_beginning(qtbot: QtBot) -> None:
    page = open_own(qtbot, "signs", block=5_000)
    assert title(page) == GUIDE.chapters[2].title
    assert page.scroll_area.verticalScrollBar().value() == 0


# ---------------------------------------------------------------- text size


def test_the_text_size_is_changed_by_keys_and_by_the_slider_and_handed_on(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    changed: list[Settings] = []
    page.settings_changed.connect(changed.append)

    hit(page, Qt.Key.Key_Minus, CONTROL)
    assert changed[-1].text_size < 1.0
    slider = page.findChild(TextSizeSlider).slider
    slider.setFocus()
    hit(page, Qt.Key.Key_End)
    assert changed[-1].text_size == 2.0


def test_the_text_size_can_be_changed_where_the_sidebar_is_away(qtbot: QtBot) -> None:
    page = open_guide(qtbot, size=(900, 640))
    changed: list[Settings] = []
    page.settings_changed.connect(changed.append)
    press(page, "Chapters")
    slider = page.column.findChild(TextSizeSlider).slider
    slider.setFocus()
    hit(page, Qt.Key.Key_Right)
    assert changed[-1].text_size == 1.15


def test_the_keyboard_goes_to_the_words_when_the_sidebar_with_it_gives_way(qtbot: QtBot) -> None:
    page = open_guide(qtbot)
    page.findChild(TextSizeSlider).slider.setFocus()
    page.resize(900, 640)
    settle()
    assert page.focusWidget() is page.scroll_area
