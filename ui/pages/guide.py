"""The guide: one chapter at a time, beside the list of all."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from intimacy_desktop.blocks import Block
from intimacy_desktop.guide import Chapter, Guide, search
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, flow
from ui.widgets.button import Button, Link
from ui.widgets.chapter_blocks import block_widget
from ui.widgets.chapter_row import ChapterEntry, ChapterList
from ui.widgets.field import Field
from ui.widgets.pull_quote import NextChapter
from ui.widgets.scaffold import Page
from ui.widgets.sidebar import WIDTH, Sidebar
from ui.widgets.text import Text

NARROW = 1000
"""Below this window width in pixels, and with large text, the list of chapters is a page of its own."""
SOURCES = "sources"
CONTENTS = "contents"
FOUND_LIMIT = 12


class GuidePage(Page):
    """Shows a chapter, the sources, the list of chapters, or what a search found.

    Args:
        theme: the live theme.
        guide: the guide in the language of the program.
        place: where to begin: a chapter's id, or nothing for the first.
        home_label: of the way out.

    Signals:
        home_asked: the way out.
        exercise_asked: on to the exercise, from the last chapter.
        place_changed: another chapter's id.
    """

    home_asked = Signal()
    exercise_asked = Signal()
    place_changed = Signal(str)

    def __init__(self, theme: Theme, guide: Guide, place: str = "", home_label: str = "") -> None:
        super().__init__(theme, self.tr("Guide"), measure=640)
        self._guide = guide
        self._home_label = home_label or self.tr("Home")
        self._place = place if self._knows(place) else guide.chapters[0].id
        self._sidebar = Sidebar(
            theme,
            self._entries(),
            heading=self.tr("Guide"),
            note=self.tr("Anyone may read the guide. It needs no passphrase."),
            home_label=self._home_label,
        )
        self._sidebar.chosen.connect(self.open)
        self._sidebar.home_asked.connect(self.home_asked)
        self.set_side(self._sidebar, WIDTH)
        self._contents = self.quiet_button(self.tr("Chapters"), "menu", lambda: self.open(CONTENTS))
        self.set_trailing(self.quiet_button(self.tr("Search"), "search", self._show_found))
        self._add_keys()
        theme.changed.connect(self._fit_sidebar)
        self.open(self._place)

    def open(self, place: str) -> None:
        """Show a chapter by its id, the sources, or the list of chapters."""
        if place == CONTENTS:
            self._show_contents()
            return
        self._place = place
        self._sidebar.set_current(place)
        if place == SOURCES:
            self._show_blocks("", self._guide.sources.title, self._guide.sources.blocks, ())
        else:
            self._show_chapter(self._chapter(place))
        self.place_changed.emit(place)

    def step(self, by: int) -> None:
        """Go `by` chapters on, or back where it is negative; at either end nothing happens."""
        places = [entry.id for entry in self._entries()]
        index = places.index(self._place) + by
        if 0 <= index < len(places):
            self.open(places[index])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sidebar give way in a narrow window."""
        super().resizeEvent(event)
        self._fit_sidebar()

    def _knows(self, place: str) -> bool:
        return place == SOURCES or self._guide.chapter(place) is not None

    def _chapter(self, place: str) -> Chapter:
        chapter = self._guide.chapter(place)
        if chapter is None:
            raise KeyError(place)
        return chapter

    def _entries(self) -> list[ChapterEntry]:
        entries = [ChapterEntry(one.id, one.number, one.title) for one in self._guide.chapters]
        return [*entries, ChapterEntry(SOURCES, None, self._guide.sources.title)]

    def _add_keys(self) -> None:
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1), ("Alt+Right", 1), ("Alt+Left", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.step, by))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._show_found)

    def _fit_sidebar(self) -> None:
        wide = self.width() >= NARROW and not self.theme.big
        self.set_side_width(WIDTH if wide else 0)
        self.set_leading(*(() if wide else (self._contents,)))

    # what the body shows

    def _show_chapter(self, chapter: Chapter) -> None:
        eyebrow = self.tr("Chapter {number} of {count}, about {minutes} minutes").format(
            number=chapter.number, count=len(self._guide.chapters), minutes=chapter.minutes
        )
        self._show_blocks(eyebrow, chapter.title, chapter.blocks, self._onward(chapter))

    def _onward(self, chapter: Chapter) -> Sequence[Item]:
        following = next((one for one in self._guide.chapters if one.number == chapter.number + 1), None)
        before = next((one for one in self._guide.chapters if one.number == chapter.number - 1), None)
        items: list[Item] = [24]
        if following is not None:
            eyebrow = self.tr("Next, about {minutes} minutes").format(minutes=following.minutes)
            card = NextChapter(self.theme, eyebrow, following.title)
            card.clicked.connect(lambda: self.open(following.id))
            items.append(card)
        else:
            exercise = Button(self.theme, self.tr("Go on to the exercise"), "primary", size="large")
            exercise.clicked.connect(self.exercise_asked)
            sources = Link(self.theme, self._guide.sources.title)
            sources.clicked.connect(lambda: self.open(SOURCES))
            items.append(flow(self.theme, exercise, sources, gap=24))
        if before is not None:
            back = Button(self.theme, before.title, "quiet", icon="back", size="compact")
            back.clicked.connect(lambda: self.open(before.id))
            items += [14, back]
        return items

    def _show_blocks(self, eyebrow: str, title: str, blocks: Sequence[Block], onward: Sequence[Item]) -> None:
        theme, note_text = self.theme, self._guide.sources.note_text
        items: list[Item] = [block_widget(theme, block, note_text) for block in blocks]
        head = column(
            theme,
            Text(theme, eyebrow, "eyebrow", "ink3") if eyebrow else None,
            6 if eyebrow else None,
            Text(theme, title, "display", balance=True),
        )
        self._show(column(theme, head, 8, *items, *onward, gap=16, margins=(0, 8, 0, 32)))

    def _show_contents(self) -> None:
        chapters = ChapterList(self.theme, self._entries())
        chapters.set_current(self._place)
        chapters.chosen.connect(self.open)
        home = Button(self.theme, self._home_label, "quiet", icon="back", size="compact")
        home.clicked.connect(self.home_asked)
        title = Text(self.theme, self.tr("Chapters"), "title")
        self._show(column(self.theme, title, 16, chapters, 16, home))
        chapters.focus_current()

    def _show_found(self, words: str = "") -> None:
        field = Field(self.theme, self.tr("Search the guide"))
        field.edit.setText(words)
        field.edit.returnPressed.connect(lambda: self._show_found(field.text()))
        items: list[Item] = [Text(self.theme, self.tr("Search the guide"), "title"), 12, field, 16]
        hits = search(self._guide, words)
        if words.strip() and not hits:
            items.append(Text(self.theme, self.tr("Nothing was found. Try a single word."), "body", "ink2"))
        for hit in hits[:FOUND_LIMIT]:
            link = Link(self.theme, self._chapter(hit.chapter).title)
            link.clicked.connect(partial(self._open_found, hit.chapter))
            items += [link, 2, Text(self.theme, hit.excerpt, "aside", "ink2"), 14]
        self._show(column(self.theme, *items))
        field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_found(self, place: str, _checked: bool = False) -> None:
        self.open(place)

    def _show(self, body: Box) -> None:
        self.set_body(body)
        self.scroll_area.verticalScrollBar().setValue(0)
