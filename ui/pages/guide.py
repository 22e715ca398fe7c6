"""The guide: one chapter at a time, beside the list of all."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from intimacy_desktop.guide import Guide
from intimacy_desktop.guide_search import search
from intimacy_desktop.settings import Settings
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.chapter_blocks import Ticks
from ui.widgets.chapter_row import ChapterEntry, ChapterList
from ui.widgets.chapter_view import SOURCES, ChapterView
from ui.widgets.guide_search import Found, GuideSearch
from ui.widgets.look_controls import TextSizeSlider
from ui.widgets.sidebar import WIDTH, Sidebar
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage

NARROW = 1000
"""Below this window width in pixels, and with large text, the list of chapters is a page of its own."""
CONTENTS = "contents"
ABOVE = 24
"""Pixels at 100 % above a block that was brought to the top."""
REST_MS = 700
"""Milliseconds without scrolling after which a reader is taken to be reading here."""


class GuidePage(TextPage):
    """Shows a chapter, the sources, the list of chapters, or what a search found.

    Args:
        theme: the live theme.
        guide: the guide in the language of the program.
        place: where to begin: a chapter's id, or nothing for the first.
        home_label: of the way out.
        settings: the present ones; without them the text size cannot be changed here.
        known: ids of what the owner of the open vault ticked; None while no vault is open.
        block: of that chapter, to begin with.

    Signals:
        home_asked: the way out.
        exercise_asked: on to the exercise, from the last chapter.
        place_changed: another chapter's id.
        settings_changed: with the new Settings.
        print_asked: the id of the chapter that shall go on paper, or of the sources.
        stopped_at: a chapter's id and a block's index, where reading rests or ends.
        ticked: the id of something the reader knows, and whether it is ticked.
    """

    home_asked = Signal()
    exercise_asked = Signal()
    place_changed = Signal(str)
    settings_changed = Signal(object)
    print_asked = Signal(str)
    stopped_at = Signal(str, int)
    ticked = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        guide: Guide,
        place: str = "",
        home_label: str = "",
        settings: Settings | None = None,
        known: frozenset[str] | None = None,
        block: int | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Guide"), measure=640)
        self._guide, self._settings, self._known = guide, settings, known
        self._view: ChapterView | None = None
        self._home_label = home_label or self.tr("Home")
        places = [entry.id for entry in self._entries()]
        self._place = place if place in places else places[0]
        self._words = ""
        self._size = self._size_slider()
        self._sidebar = Sidebar(
            theme,
            self._entries(),
            heading=self.tr("Guide"),
            note=self._note(),
            home_label=self._home_label,
            extra=self._size,
        )
        self._sidebar.chosen.connect(self.open)
        self._sidebar.home_asked.connect(self.home_asked)
        self.set_side(self._sidebar, WIDTH)
        self._contents = self.quiet_button(self.tr("Chapters"), "menu", partial(self.open, CONTENTS))
        self._way_out = self.back_button(self._home_label, self.home_asked.emit)
        self.set_leading(*((self._contents,) if known is None else (self._way_out, self._contents)))
        self.set_trailing(self.quiet_button(self.tr("Search"), "search", self.search))
        self._add_keys()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell_place)
        self.scroll_area.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        theme.changed.connect(self._fit_sidebar)
        self.open(self._place, block)

    def open(self, place: str, block: int | None = None, sought: str = "") -> None:
        """Show a chapter by its id, the sources, or the list of chapters.

        Args:
            place: where to.
            block: brought into sight.
            sought: words to mark.

        Raises:
            KeyError: no chapter has this id.
        """
        if place == CONTENTS:
            self._show_contents()
            return
        view = ChapterView(self.theme, self._guide, place, tuple(sought.split()), self._ticks())
        view.place_asked.connect(self.open)
        view.exercise_asked.connect(self.exercise_asked)
        view.print_asked.connect(self._print)
        self._show(column(self.theme, view), view.title)
        self._place = place
        self._sidebar.set_current(place)
        self._take_keys()
        self._view = view
        widget = view.blocks[block] if block is not None and block < len(view.blocks) else None
        if widget is not None:
            QTimer.singleShot(0, widget, lambda: self._bring_to_top(widget))  # once it has its place
        self.place_changed.emit(place)

    def step(self, by: int) -> None:
        """Go `by` chapters on, or back where it is negative; at either end nothing happens."""
        places = [entry.id for entry in self._entries()]
        index = places.index(self._place) + by
        if 0 <= index < len(places):
            self.open(places[index])

    def search(self) -> None:
        """Show the search, with the words of the last one."""
        theme = self.theme
        found = GuideSearch(theme, self._find, self._words)
        found.edited.connect(self._remember)
        found.chosen.connect(lambda one: self.open(one.place, one.block, self._words))
        title = self.tr("Search the guide")
        back = Button(theme, self._title(self._place), "quiet", icon="back", size="compact")
        back.clicked.connect(lambda: self.open(self._place))
        self._show(column(theme, Text(theme, title, "title"), 14, found, 16, back), title)
        found.field.edit.selectAll()
        found.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Say where reading ends."""
        self._tell_place()

    def first_focus(self) -> QWidget:
        """The words themselves, so that the keys scroll at once."""
        return self.scroll_area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sidebar give way in a narrow window."""
        super().resizeEvent(event)
        self._fit_sidebar()

    def _title(self, place: str) -> str:
        return next(entry.title for entry in self._entries() if entry.id == place)

    def _entries(self, *, minutes: bool = False) -> list[ChapterEntry]:
        entries = [
            ChapterEntry(one.id, one.number, one.title, one.minutes if minutes else None)
            for one in self._guide.pages
        ]
        return [*entries, ChapterEntry(SOURCES, None, self._guide.sources.title)]

    def _find(self, words: str) -> list[Found]:
        return [
            Found(hit.chapter, hit.block, self._title(hit.chapter), hit.excerpt)
            for hit in search(self._guide, words)
        ]

    def _remember(self, words: str) -> None:
        self._words = words

    # what its owner keeps

    def _note(self) -> str:
        if self._known is None:
            return self.tr("Anyone may read the guide. It needs no passphrase.")
        return self.tr("Where you stop reading, and what you tick, is kept in your own part.")

    def _ticks(self) -> Ticks | None:
        return None if self._known is None else Ticks(self._known, self._tick)

    def _tick(self, one: str, on: bool) -> None:
        if self._known is not None:
            self._known = self._known | {one} if on else self._known - {one}
            self.ticked.emit(one, on)

    def _tell_place(self) -> None:
        """Name the block at the upper edge, as far as a chapter is being read."""
        self._rest.stop()
        if self._view is None or self._place == SOURCES:
            return
        edge = self.scroll_area.verticalScrollBar().value() + self.theme.gap(ABOVE) + 1
        at = 0
        for index, widget in enumerate(self._view.blocks):
            if widget is not None and widget.mapTo(self.column, QPoint(0, 0)).y() <= edge + self.theme.gap(
                48
            ):
                at = index
        self.stopped_at.emit(self._place, at)

    # keys, text size, room

    def _add_keys(self) -> None:
        keys = QKeySequence.StandardKey
        self._add_key("Ctrl+PgDown", partial(self.step, 1))
        self._add_key("Ctrl+PgUp", partial(self.step, -1))
        self._add_key("Alt+Right", lambda: self.step(-1 if self.theme.rtl else 1))
        self._add_key("Alt+Left", lambda: self.step(1 if self.theme.rtl else -1))
        self._add_key(keys.Find, self.search)
        self._add_key(keys.Print, self._print)
        self._add_key(keys.ZoomIn, partial(self._resize_text, 1))
        self._add_key(keys.ZoomOut, partial(self._resize_text, -1))

    def _add_key(self, keys: str | QKeySequence.StandardKey, do: Callable[[], object]) -> None:
        sequences = [QKeySequence(keys)] if isinstance(keys, str) else QKeySequence.keyBindings(keys)
        shortcut = QShortcut(self)
        shortcut.setKeys(sequences)
        shortcut.activated.connect(do)

    def _print(self) -> None:
        self.print_asked.emit(self._place)

    def _size_slider(self) -> TextSizeSlider | None:
        if self._settings is None:
            return None
        slider = TextSizeSlider(self.theme, self._settings.text_size)
        slider.changed.connect(self._take_size)
        return slider

    def _take_size(self, size: float) -> None:
        if self._settings is not None and size != self._settings.text_size:
            self._settings = replace(self._settings, text_size=size)
            self.settings_changed.emit(self._settings)

    def _resize_text(self, by: int) -> None:
        if self._size is not None:
            self._size.slider.setValue(self._size.slider.value() + by)

    def _fit_sidebar(self) -> None:
        wide = self.width() >= NARROW and not self.theme.big
        had_focus = self._sidebar.isAncestorOf(self.focusWidget() or self)
        self.set_side_width(WIDTH if wide else 0)
        self._contents.setVisible(not wide)
        # in large letters it would take a line of its own; the list of chapters has it too
        self._way_out.setVisible(not wide and self._known is not None and not self.theme.big)
        if had_focus and not wide:
            self._take_keys()

    def _take_keys(self) -> None:
        if self.isVisible():
            self.scroll_area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_to_top(self, widget: QWidget) -> None:
        place = widget.mapTo(self.column, widget.rect().topLeft())
        self.scroll_area.verticalScrollBar().setValue(place.y() - self.theme.gap(ABOVE))

    # what the body shows

    def _show_contents(self) -> None:
        theme = self.theme
        chapters = ChapterList(theme, self._entries(minutes=True))
        chapters.set_current(self._place)
        chapters.chosen.connect(self.open)
        home = Button(theme, self._home_label, "quiet", icon="back", size="compact")
        home.clicked.connect(self.home_asked)
        size = self._size_slider()
        if size is not None and self._size is not None:
            size.changed.connect(lambda _size: self._size.slider.setValue(size.slider.value()))
        title = self.tr("Chapters")
        self._show(column(theme, Text(theme, title, "title"), 16, chapters, 20, size, 12, home), title)
        chapters.focus_current()

    def _show(self, body: Box, title: str) -> None:
        self._view = None
        self.set_body(body)
        self.scroll_area.setAccessibleName(title)
        self.scroll_area.verticalScrollBar().setValue(0)
