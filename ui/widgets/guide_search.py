"""Search in the guide: a field, and below it what was found as it is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import column
from ui.widgets.button import Link
from ui.widgets.chapter_blocks import mark_words
from ui.widgets.field import Field
from ui.widgets.text import Text

LIMIT = 12
"""So many places are shown; more of them are no help to somebody who looks for one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place that holds the words.

    Attributes:
        place: a chapter's id.
        block: index of the block in it, None for its title.
        title: of the chapter.
        excerpt: the words around.
    """

    place: str
    block: int | None
    title: str
    excerpt: str


class GuideSearch(QWidget):
    """A field and the places found.

    Args:
        theme: the live theme.
        find: gives the places that hold a text, in reading order.
        words: what to begin with.

    Signals:
        chosen(Found): a place was chosen.
        edited(str): the words, after each change by hand.
    """

    chosen = Signal(object)
    edited = Signal(str)

    def __init__(self, theme: Theme, find: Callable[[str], Sequence[Found]], words: str = "") -> None:
        super().__init__()
        self._theme, self._find = theme, find
        self._links: list[Link] = []
        self.field = Field(theme, self.tr("Search the guide"), show_label=False)
        self.field.set_text(words)
        self.field.edited.connect(self._take)
        self.field.entered.connect(self._go_to_first)
        self.setFocusProxy(self.field)
        self._found = column(theme)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(theme, self.field, 20, self._found))
        self._show(words)

    def _take(self, words: str) -> None:
        self._show(words)
        self.edited.emit(words)

    def _show(self, words: str) -> None:
        self._found.clear()
        self._links = []
        if not words.strip():
            return
        found = self._find(words)
        said = self._said(len(found))
        self._found.add(Text(self._theme, said, "small", "ink2"), 14)
        for one in found[:LIMIT]:
            link = Link(self._theme, one.title)
            link.setAccessibleDescription(one.excerpt)
            link.clicked.connect(lambda _checked=False, one=one: self.chosen.emit(one))
            self._links.append(link)
            excerpt = mark_words(one.excerpt, words.split(), {})
            self._found.add(link, 2, Text(self._theme, excerpt, "aside", "ink2"), 16)
        announce(self, said)

    def _said(self, count: int) -> str:
        if count == 0:
            return self.tr("Nothing was found. Try a single word.")
        if count > LIMIT:
            shown = QLocale().toString(LIMIT)
            return self.tr("The first {shown} of %Ln places", "two or more", count).format(shown=shown)
        if count == 1:
            return self.tr("One place")
        return self.tr("%Ln places", "that hold the words, two or more", count)

    def _go_to_first(self) -> None:
        if self._links:
            self._links[0].setFocus(Qt.FocusReason.TabFocusReason)
