"""A chapter, or the sources, as one column: its title, its blocks, and the ways on from its end."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.guide import Chapter, Guide
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, flow
from ui.widgets.button import Button, Link
from ui.widgets.chapter_blocks import block_widget
from ui.widgets.pull_quote import NextChapter
from ui.widgets.text import Text

SOURCES = "sources"
"""Stands for the page of sources where a chapter's id would."""


class ChapterView(QWidget):
    """What is read.

    Args:
        theme: the live theme.
        guide: the whole guide.
        place: a chapter's id, or `SOURCES`.

    Signals:
        place_asked: the id of the chapter before or after it, or `SOURCES`.
        exercise_asked: on to the exercise, from the last chapter.

    Raises:
        KeyError: no chapter has this id.
    """

    place_asked = Signal(str)
    exercise_asked = Signal()

    def __init__(self, theme: Theme, guide: Guide, place: str) -> None:
        super().__init__()
        self._theme, self._guide = theme, guide
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        if place == SOURCES:
            self.title = guide.sources.title
            self.blocks = [block_widget(theme, block, guide.sources) for block in guide.sources.blocks]
            box.addWidget(self._column(""))
            return
        chapter = guide.chapter(place)
        if chapter is None:
            raise KeyError(place)
        self.title = chapter.title
        self.blocks = [block_widget(theme, block, guide.sources) for block in chapter.blocks]
        """One widget a block, in their order."""
        locale = QLocale()
        eyebrow = self._place_and_time(chapter.minutes).format(
            number=locale.toString(chapter.number), count=locale.toString(len(guide.chapters))
        )
        box.addWidget(self._column(eyebrow, *self._ways_on(chapter)))

    def _place_and_time(self, minutes: int) -> str:
        if minutes == 1:
            return self.tr("Chapter {number} of {count}, about a minute")
        return self.tr("Chapter {number} of {count}, about %Ln minutes", "reading time, two or more", minutes)

    def _time_of_next(self, minutes: int) -> str:
        if minutes == 1:
            return self.tr("Next, about a minute")
        return self.tr("Next, about %Ln minutes", "reading time, two or more", minutes)

    def _column(self, eyebrow: str, *end: Item) -> Box:
        theme = self._theme
        head = column(
            theme,
            Text(theme, eyebrow, "eyebrow", "ink3") if eyebrow else None,
            6 if eyebrow else None,
            Text(theme, self.title, "display", balance=True),
        )
        return column(theme, head, 8, *self.blocks, *end, gap=16, margins=(0, 8, 0, 32))

    def _ways_on(self, chapter: Chapter) -> list[Item]:
        at = self._guide.chapters.index(chapter)
        items: list[Item] = [24]
        if at + 1 < len(self._guide.chapters):
            following = self._guide.chapters[at + 1]
            eyebrow = self._time_of_next(following.minutes)
            card = NextChapter(self._theme, eyebrow, following.title)
            card.clicked.connect(self._asking(following.id))
            items.append(card)
        else:
            exercise = Button(self._theme, self.tr("Go on to the exercise"), "primary", size="large")
            exercise.clicked.connect(self.exercise_asked)
            sources = Link(self._theme, self._guide.sources.title)
            sources.clicked.connect(self._asking(SOURCES))
            items.append(flow(self._theme, exercise, sources, gap=24))
        if at > 0:
            before = self._guide.chapters[at - 1]
            back = Button(self._theme, before.title, "quiet", icon="back", size="compact")
            back.clicked.connect(self._asking(before.id))
            items += [14, back]
        return items

    def _asking(self, place: str) -> Callable[[], None]:
        return lambda: self.place_asked.emit(place)
