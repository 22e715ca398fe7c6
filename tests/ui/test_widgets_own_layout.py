"""The other widgets of the program: nothing is cut at any size, and everything has a name and a key."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.guide import FIGURES as FIGURE_LABELS
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.runs import Run
from tests.ui.widget_probe import accessible_tree, accessible_words, picture
from ui.theme import Theme
from ui.widgets.brand import Brand
from ui.widgets.chapter_row import ChapterEntry, ChapterList
from ui.widgets.emblem import Emblem, SealMark
from ui.widgets.figures.drawing import Drawing
from ui.widgets.figures.four_kinds import FourKinds
from ui.widgets.figures.registry import FIGURES, WORDED, figure
from ui.widgets.figures.strip import Strip
from ui.widgets.figures.surrounded import Surrounded
from ui.widgets.hero import Hero
from ui.widgets.progress import Approach, Progress
from ui.widgets.prompts_panel import PromptsPanel
from ui.widgets.pull_quote import EvidenceNote, NextChapter, PullQuote, TryThis
from ui.widgets.rings import EmblemState, Sign
from ui.widgets.seat_card import SeatCard
from ui.widgets.sidebar import Sidebar
from ui.widgets.text import Text
from ui.widgets.together_mark import TogetherMark
from ui.widgets.torn_mark import TornMark
from ui.widgets.turn_card import TurnCard

CIRCLE = Sign(Shape.CIRCLE, Hue.BLUE)
DIAMOND = Sign(Shape.DIAMOND, Hue.RUST)
STEM = (Run("When "), Run("you touch", marked=True), Run(" me, I"))
SENTENCE = "want to lean in, and then I start wondering what is expected of me next."
CHAPTERS = (
    ChapterEntry("word", 1, "What the word means", 2),
    ChapterEntry("kinds", 2, "Four kinds of closeness, and one more line of title", 4),
    ChapterEntry("one", 3, "A short one", 1),
    ChapterEntry("sources", None, "Sources"),
)
KINDS = (
    ("Intellectual", "thinking aloud, arguing kindly"),
    ("Experiential", "doing things together, even dull ones"),
    ("Emotional", "letting a feeling be seen before it is tidy"),
    ("Sexual", "the body’s own way of being close"),
)
PROMPTS = (
    "What did you hear that you would have guessed wrong?",
    "Is there a kind of touch?",
    "And “not now”?",
)


def seat(theme: Theme, state: EmblemState = EmblemState.TAKEN, *, trouble: bool = False) -> SeatCard:
    line = "The file of this seat is damaged. Nothing in it has been touched."
    label = "Needs care" if trouble else ""
    return SeatCard(theme, CIRCLE, state, "Mara", line, action="Open as Mara", label=label, trouble=trouble)


def open_card(theme: Theme) -> TurnCard:
    card = TurnCard(theme, Identity("Maximiliane-Charlotte-XY", *_parts(CIRCLE)), "Jonas")
    card.show_text(STEM, SENTENCE, animate=False)
    return card


def closed_card(theme: Theme) -> TurnCard:
    return TurnCard(theme, Identity("Maximiliane-Charlotte-XY", *_parts(DIAMOND)), "Jonas")


def _parts(sign: Sign) -> tuple[Shape, Hue]:
    return sign.shape, sign.hue


def progress(theme: Theme) -> Progress:
    made = Progress(theme, DIAMOND, 10)
    made.set_at(4, (1, 2, 3))
    return made


def far(a: QImage, b: QImage) -> float:
    """The share of pixels that clearly differ."""
    points = [(x, y) for x in range(a.width()) for y in range(a.height())]
    clear = (abs(a.pixelColor(*at).lightness() - b.pixelColor(*at).lightness()) > 40 for at in points)
    return sum(clear) / len(points)


def sidebar(theme: Theme) -> Sidebar:
    return Sidebar(theme, CHAPTERS, heading="Guide", note="Anyone may read the guide.", home_label="Home")


MAKERS: dict[str, Callable[[Theme], QWidget]] = {
    "seat taken": seat,
    "seat empty": lambda theme: seat(theme, EmblemState.EMPTY),
    "seat in trouble": lambda theme: seat(theme, trouble=True),
    "open card": open_card,
    "closed card": closed_card,
    "progress": progress,
    "approach": lambda theme: Approach(theme, CIRCLE, DIAMOND, 10),
    "prompts": lambda theme: PromptsPanel(theme, PROMPTS),
    "quote": lambda theme: PullQuote(theme, "You do not have to start at the locked door."),
    "try this": lambda theme: TryThis(theme, "A small thing to try", "Do one ordinary thing this week."),
    "evidence": lambda theme: EvidenceNote(theme, "Survey", "Schaefer and Olson 1981"),
    "next chapter": lambda theme: NextChapter(theme, "Next, about 5 minutes", "How a guard gets built"),
    "chapters": lambda theme: ChapterList(theme, CHAPTERS),
    "four kinds": lambda theme: FourKinds(theme, KINDS, "Four circles that overlap."),
    "pursue and withdraw": lambda theme: figure(theme, "pursue-withdraw", KINDS, "One reaches."),
    "two fears": lambda theme: figure(theme, "two-fears", KINDS[:2], "Two marks."),
    "the turns": lambda theme: figure(theme, "the-turns", KINDS, "Two cards."),
    "brand": Brand,
    "emblem": lambda theme: Emblem(theme, DIAMOND, EmblemState.READY),
    "together": lambda theme: TogetherMark(theme, CIRCLE, DIAMOND),
    "torn": TornMark,
    "sidebar": sidebar,
}


_held: list[QWidget] = []
"""Windows of the present test: qtbot knows them only weakly."""


@pytest.fixture(autouse=True)
def _direction(qapp: QApplication) -> Iterator[None]:
    yield
    _held.clear()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def shown(qtbot: QtBot, widget: QWidget, theme: Theme, width: int) -> QWidget:
    QApplication.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if theme.rtl else Qt.LayoutDirection.LeftToRight
    )
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    scroll = QScrollArea()
    qtbot.addWidget(scroll)
    scroll.setWidgetResizable(True)
    scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidget(page)
    _held.append(scroll)
    scroll.resize(width, 640)
    scroll.show()
    qtbot.waitExposed(scroll)
    for _ in range(4):
        QApplication.processEvents()
    return page


# the narrowest place each has in a window of 900 pixels: half of it, and from 150 % text the whole
PLACES = [(1.0, 410), (1.0, 980), (2.0, 540), (2.0, 1100)]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(("scale", "width"), PLACES)
@pytest.mark.parametrize("name", sorted(MAKERS.keys() - {"sidebar"}))
def test_no_words_are_cut(qtbot: QtBot, name: str, scale: float, rtl: bool, width: int) -> None:
    theme = Theme("light", scale, rtl=rtl)
    widget = MAKERS[name](theme)
    page = shown(qtbot, widget, theme, width)
    assert page.width() <= width
    words_are_whole(widget)


@pytest.mark.parametrize("rtl", [False, True])
def test_the_sidebar_cuts_no_words_at_the_text_sizes_at_which_it_shows(qtbot: QtBot, rtl: bool) -> None:
    theme = Theme("light", 1.4, rtl=rtl)
    bar = sidebar(theme)
    bar.setFixedHeight(700)
    shown(qtbot, bar, theme, 296)
    words_are_whole(bar)


def words_are_whole(widget: QWidget) -> None:
    for text in widget.findChildren(Text):
        if not text.isVisible() or not text.text():
            continue
        assert text.height() >= text.heightForWidth(text.width()), text.text()
        assert text.width() >= text.minimumSizeHint().width(), text.text()
        inside = QRect(text.mapTo(widget, QPoint(0, 0)), text.size())
        assert widget.rect().contains(inside), text.text()


@pytest.mark.parametrize("name", [*MAKERS, "hero"])
def test_each_follows_the_theme_live(qtbot: QtBot, name: str) -> None:
    theme = Theme("light")
    widget = Hero(theme) if name == "hero" else MAKERS[name](theme)
    shown(qtbot, widget, theme, 800)
    light = picture(widget)
    theme.configure(mode="dark")
    QApplication.processEvents()
    assert picture(widget) != light
    theme.configure(mode="light")
    QApplication.processEvents()
    assert picture(widget) == light


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - {"sidebar", "approach"}))
def test_each_grows_with_the_text_live(qtbot: QtBot, name: str) -> None:
    theme = Theme("light")
    widget = MAKERS[name](theme)
    shown(qtbot, widget, theme, 1000)
    before = widget.height()
    theme.configure(scale=1.4)
    for _ in range(4):
        QApplication.processEvents()
    assert widget.height() > before


# ---------------------------------------------------------------- seats


def test_a_seat_is_a_group_with_its_name_its_line_and_one_button(qtbot: QtBot) -> None:
    theme = Theme("light")
    card = seat(theme, trouble=True)
    shown(qtbot, card, theme, 500)
    role, name, description, _ = accessible_tree(card)[0]
    assert (role, name) == ("Grouping", "Mara")
    assert "Needs care" in description
    assert "damaged" in description
    buttons = [each for each in accessible_tree(card) if each[0] == "Button"]
    assert [(each[1], each[2]) for each in buttons] == [("Open as Mara", "Mara")]


def test_a_seats_button_works_by_key(qtbot: QtBot) -> None:
    theme = Theme("light")
    card = seat(theme)
    shown(qtbot, card, theme, 500)
    pressed = QSignalSpy(card.pressed)
    QTest.keyClick(card.button, Qt.Key.Key_Space)
    assert pressed.count() == 1


def test_the_three_states_of_an_emblem_and_the_two_shapes_look_different(qtbot: QtBot) -> None:
    theme = Theme("light")
    pictures = set()
    for sign in (CIRCLE, DIAMOND):
        for state in EmblemState:
            emblem = Emblem(theme, sign, state)
            qtbot.addWidget(emblem)
            pictures.add(picture(emblem))
    assert len(pictures) == 6


def test_a_seal_closes_in_time_or_at_once_with_less_movement(qtbot: QtBot) -> None:
    theme = Theme("light")
    mark = SealMark(theme, DIAMOND)
    shown(qtbot, mark, theme, 300)
    opened = picture(mark)
    mark.seal()
    assert mark._movement.duration() == 700
    assert mark.sealed
    qtbot.waitUntil(lambda: mark._closing == 1.0)
    closed = picture(mark)
    assert closed != opened
    mark.unseal()
    assert picture(mark) == opened
    theme.configure(less_movement=True)
    mark.seal()
    assert picture(mark) == closed


# ---------------------------------------------------------------- progress


def test_the_dots_tell_their_place_in_words_and_as_a_value(qtbot: QtBot) -> None:
    theme = Theme("light")
    made = progress(theme)
    shown(qtbot, made, theme, 700)
    bars = [each for each in accessible_tree(made) if each[0] == "ProgressBar"]
    assert len(bars) == 1
    assert bars[0][2] == "4 of 10"
    assert made.dots.value() == 4
    assert made.findChildren(Text)[0].text() == "4 of 10"
    before = picture(made)
    made.set_at(5, (1, 2, 3, 4))
    assert picture(made) != before
    assert made.findChildren(Text)[0].text() == "5 of 10"


def test_the_two_marks_draw_together_and_only_words_stay_at_large_text(qtbot: QtBot) -> None:
    theme = Theme("light")
    made = Approach(theme, CIRCLE, DIAMOND, 10)
    shown(qtbot, made, theme, 700)
    pictures = set()
    for at in range(1, 11):
        made.set_at(at)
        pictures.add(picture(made.line))
    assert len(pictures) == 10
    theme.configure(scale=1.5)
    QApplication.processEvents()
    assert not made.line.isVisible()
    assert "10 of 10" in accessible_words(made)


# ---------------------------------------------------------------- guide


def test_chapters_are_chosen_by_key_and_the_present_one_is_checked(qtbot: QtBot) -> None:
    theme = Theme("light")
    chapters = ChapterList(theme, CHAPTERS)
    shown(qtbot, chapters, theme, 300)
    chosen = QSignalSpy(chapters.chosen)
    chapters.set_current("kinds")
    chapters.focus_current()
    row = chapters._rows["kinds"]
    assert chapters.current() == "kinds"
    assert row.isChecked()
    QTest.keyClick(chapters._rows["word"], Qt.Key.Key_Return)
    QTest.keyClick(chapters._rows["sources"], Qt.Key.Key_Space)
    QTest.mouseClick(chapters._rows["one"], Qt.MouseButton.LeftButton)
    assert [chosen.at(index)[0] for index in range(chosen.count())] == ["word", "sources", "one"]


def test_a_chapter_says_its_number_its_title_and_how_long_it_takes(qtbot: QtBot) -> None:
    theme = Theme("light")
    chapters = ChapterList(theme, CHAPTERS)
    qtbot.addWidget(chapters)
    tree = [each[1:3] for each in accessible_tree(chapters)]
    assert ("1. What the word means", "About 2 minutes") in tree
    assert ("3. A short one", "About a minute") in tree
    assert ("Sources", "") in tree


def test_the_sidebar_leads_home_and_to_chapters(qtbot: QtBot) -> None:
    theme = Theme("light")
    bar = sidebar(theme)
    shown(qtbot, bar, theme, 296)
    assert bar.width() == 296
    home, chosen = QSignalSpy(bar.home_asked), QSignalSpy(bar.chosen)
    bar.chapters._rows["word"].click()
    next(button for button in bar.findChildren(QWidget) if button.property("text") == "Home").click()
    assert home.count() == 1
    assert chosen.at(0) == ["word"]


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_figure_has_a_text_of_its_own_and_stacks_when_there_is_no_room(qtbot: QtBot, name: str) -> None:
    theme = Theme("light")
    labels = KINDS[: FIGURE_LABELS[name]]
    drawn = figure(theme, name, labels, "What is drawn.")
    page = shown(qtbot, drawn, theme, 640)
    assert ("Graphic", "What is drawn.") in [each[:2] for each in accessible_tree(page)]
    assert isinstance(drawn, Surrounded | Strip)
    assert not drawn.stacked()
    page.window().resize(420, 640)
    QApplication.processEvents()
    assert drawn.stacked()
    page.window().resize(640, 640)
    QApplication.processEvents()
    assert not drawn.stacked()
    theme.configure(scale=1.5)
    assert drawn.stacked()
    for called, words in labels:
        assert called in accessible_words(drawn)
        assert words in accessible_words(drawn)
    with pytest.raises(ValueError, match="The figure has"):
        figure(theme, name, KINDS[:1], "")


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_figure_is_mirrored_and_follows_the_appearance(qtbot: QtBot, name: str) -> None:
    def drawing(theme: Theme) -> QImage:
        drawn = figure(theme, name, KINDS[: FIGURE_LABELS[name]], "")
        shown(qtbot, drawn, theme, 640)
        return drawn.findChildren(Drawing)[-1].grab().toImage()

    plain, dark, mirrored = (drawing(t) for t in (Theme("light"), Theme("dark"), Theme("light", rtl=True)))
    assert dark != plain
    assert mirrored != plain
    assert far(mirrored.flipped(Qt.Orientation.Horizontal), plain) < 0.02


def test_the_guide_knows_the_figures_that_can_be_drawn() -> None:
    assert set(FIGURES) | WORDED == set(FIGURE_LABELS)


def test_a_figure_in_words_is_a_group_whose_words_stand_side_by_side_or_stacked(qtbot: QtBot) -> None:
    theme = Theme("light")
    drawn = figure(theme, "who-helps", KINDS, "Four lines.")
    page = shown(qtbot, drawn, theme, 640)
    tree = accessible_tree(page)
    assert ("Grouping", "Four lines.") in [each[:2] for each in tree]
    said = [each[1] for each in tree if each[0] == "StaticText"]
    assert [each for each in said if each in {part for label in KINDS for part in label}] == [
        part for label in KINDS for part in label
    ]
    name, words = (
        next(each for each in drawn.findChildren(Text) if each.text() == part) for part in KINDS[0]
    )
    assert name.y() == words.y()
    theme.configure(scale=1.5)
    QApplication.processEvents()
    assert name.y() < words.y()


def test_the_next_chapter_is_one_button(qtbot: QtBot) -> None:
    theme = Theme("light")
    card = NextChapter(theme, "Next, about 5 minutes", "How a guard gets built")
    shown(qtbot, card, theme, 500)
    clicked = QSignalSpy(card.clicked)
    QTest.mouseClick(card._button, Qt.MouseButton.LeftButton)
    QTest.keyClick(card._button, Qt.Key.Key_Enter)
    assert clicked.count() == 2
    buttons = [each[1:3] for each in accessible_tree(card) if each[0] == "Button"]
    assert buttons == [("How a guard gets built", "Next, about 5 minutes")]


# ---------------------------------------------------------------- review and talk


def test_prompts_stand_side_by_side_and_stack_when_narrow_or_large(qtbot: QtBot) -> None:
    theme = Theme("light")
    panel = PromptsPanel(theme, PROMPTS)
    page = shown(qtbot, panel, theme, 1000)

    def tops() -> set[int]:
        found = [text for text in panel.findChildren(Text) if text.text() in PROMPTS]
        assert len(found) == 3
        return {text.mapTo(panel, QPoint(0, 0)).y() for text in found}

    assert len(tops()) == 1
    page.window().resize(560, 640)
    QApplication.processEvents()
    assert len(tops()) == 3
    page.window().resize(1000, 640)
    theme.configure(scale=2.0)
    for _ in range(3):
        QApplication.processEvents()
    assert len(tops()) == 3
    panel.set_prompts(PROMPTS[:2])
    QApplication.processEvents()
    assert PROMPTS[2] not in accessible_words(panel)
