"""A chapter, or the sources, as one column: its title, its blocks, and the ways on from its end."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.guide import Chapter, Guide
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, flow
from ui.widgets.button import Button, Link
from ui.widgets.chapter_blocks import BlockMaker, Ticks
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
        sought: words to mark wherever they stand.
        ticks: what the owner of the open vault ticked; None while none is open.

    Signals:
        place_asked: the id of the chapter before or after it, or `SOURCES`.
        exercise_asked: on to the exercise, from the last chapter.
        print_asked: this chapter on paper.

    Raises:
        KeyError: no chapter has this id.
    """

    place_asked = Signal(str)
    exercise_asked = Signal()
    print_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        guide: Guide,
        place: str,
        sought: tuple[str, ...] = (),
        ticks: Ticks | None = None,
    ) -> None:
        super().__init__()
        self._theme, self._guide = theme, guide
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        chapter = guide.chapter(place)
        if chapter is None and place != SOURCES:
            raise KeyError(place)
        shown = chapter or guide.sources
        maker = BlockMaker(theme, guide.sources, sought, ticks)
        self.title = shown.title
        self.blocks = [maker.widget(block) for block in shown.blocks]
        """One widget a block, in their order; None for one that this reader does not meet."""
        if chapter is None:
            box.addWidget(self._column(""))
        else:
            box.addWidget(self._column(self._place_and_time(chapter), *self._ways_on(chapter)))

    def _place_and_time(self, chapter: Chapter) -> str:
        minutes, locale = chapter.minutes, QLocale()
        if chapter.number is None and minutes == 1:
            return self.tr("About a minute")
        if chapter.number is None:
            return self.tr("About %Ln minutes", "reading time, two or more", minutes)
        if minutes == 1:
            words = self.tr("Chapter {number} of {count}, about a minute")
        else:
            words = self.tr(
                "Chapter {number} of {count}, about %Ln minutes", "reading time, two or more", minutes
            )
        return words.format(
            number=locale.toString(chapter.number), count=locale.toString(len(self._guide.chapters))
        )

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
        paper = Link(self._theme, self.tr("Print this chapter"))
        paper.clicked.connect(self.print_asked)
        items: list[Item] = [24]
        if chapter.number is None:
            items.append(self._way_to(self._guide.chapters[0]))
            return [*items, 14, paper]
        at = self._guide.chapters.index(chapter)
        if at + 1 < len(self._guide.chapters):
            items.append(self._way_to(self._guide.chapters[at + 1]))
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
        return [*items, 14, paper]

    def _way_to(self, following: Chapter) -> NextChapter:
        card = NextChapter(self._theme, self._time_of_next(following.minutes), following.title)
        card.clicked.connect(self._asking(following.id))
        return card

    def _asking(self, place: str) -> Callable[[], None]:
        return lambda: self.place_asked.emit(place)
