"""*What this program leaves on this computer*: every file and why, what others see, how to remove it all."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.traces import FileTrace, OutsideTrace, Traces
from ui.theme import Theme
from ui.widgets.boxes import Box, Rule, column, row, top
from ui.widgets.bullet import Bullet
from ui.widgets.card import Card
from ui.widgets.icon_line import IconLine
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage

_ISOLATE, _POP = "\u2066", "\u2069"
"""Around names of files, which run from left to right in every language (UAX #9)."""


class TracesPage(TextPage):
    """Tells everybody what is here; it needs no passphrase, and nothing notes that it was read.

    Args:
        theme: the live theme.
        traces: what is told.
        folder: where this program keeps everything.

    Signals:
        back_asked: back to where the user was.
    """

    back_asked = Signal()

    def __init__(self, theme: Theme, traces: Traces, folder: Path) -> None:
        super().__init__(theme, traces.words.title, measure=660)
        self._back = self.back_button(self.tr("Back"), self.back_asked.emit)
        self.set_leading(self._back)
        words = traces.words
        self.set_body(
            column(
                theme,
                Text(theme, words.title, "title", balance=True),
                14,
                Text(theme, words.opening, "reading", "ink2"),
                30,
                Text(theme, words.seen_title, "heading"),
                6,
                Text(theme, words.seen_note, "body", "ink2"),
                10,
                self._points(words.seen_title, traces.seen, "accentText"),
                10,
                Text(theme, words.unseen, "strong"),
                32,
                Text(theme, words.limits_title, "heading"),
                10,
                self._points(words.limits_title, traces.limits, "caution"),
                32,
                Text(theme, words.folder_title, "heading"),
                8,
                Text(theme, words.folder, "body"),
                10,
                IconLine(theme, "folder", _as_written(str(folder)), "strong", icon_color="ink2"),
                16,
                self._files(words.folder_title, traces.files),
                32,
                Text(theme, words.outside_title, "heading"),
                12,
                self._entries(words.outside_title, traces.outside),
                32,
                Text(theme, words.removal_title, "heading"),
                10,
                self._steps(words.removal_title, traces.removal),
                12,
                Text(theme, words.removal_note, "body", "ink2"),
                margins=(0, 0, 0, 32),
            )
        )

    def first_focus(self) -> QWidget:
        """The way back: a look is enough."""
        return self._back

    def _files(self, name: str, files: Iterable[FileTrace]) -> Card:
        theme, listing = self.theme, Listing(name)
        for index, file in enumerate(files):
            names = "   ".join(_as_written(each) for each in file.names)
            words = column(
                theme,
                Rule(theme) if index else None,
                14 if index else 0,
                Text(theme, file.title, "strong"),
                Text(theme, names, "small", "ink3"),
                4,
                Text(theme, file.text, "body", "ink2"),
                14,
            )
            heard = self.tr("{title}. {text} Named {names}").format(
                title=file.title, text=file.text, names=names
            )
            listing.add(ListingItem(theme, words, heard, reachable=True))
        return Card(theme, listing, (26, 18, 26, 6))

    def _entries(self, name: str, entries: Iterable[OutsideTrace]) -> Listing:
        theme, listing = self.theme, Listing(name)
        for entry in entries:
            words = column(
                theme, Text(theme, entry.title, "strong"), Text(theme, entry.text, "body", "ink2"), 12
            )
            listing.add(ListingItem(theme, words, self._heard(entry)))
        return listing

    def _heard(self, entry: OutsideTrace) -> str:
        return self.tr("{title}. {text}").format(title=entry.title, text=entry.text)

    def _points(self, name: str, sentences: Iterable[str], color: str) -> Listing:
        theme, listing = self.theme, Listing(name)
        for sentence in sentences:
            listing.add(ListingItem(theme, self._line(Bullet(theme, color), sentence), sentence))
        return listing

    def _steps(self, name: str, steps: Iterable[str]) -> Listing:
        theme, listing = self.theme, Listing(name)
        for number, step in enumerate(steps, start=1):
            counted = self.tr("{number}.").format(number=QLocale().toString(number))
            line = self._line(Text(theme, counted, "body", "ink3"), step)
            listing.add(ListingItem(theme, line, f"{counted} {step}"))
        return listing

    def _line(self, sign: QWidget, sentence: str) -> Box:
        theme = self.theme
        words = (Text(theme, sentence, "body"), 1)
        return row(theme, top(sign), words, gap=8, margins=(0, 4, 0, 4))


def _as_written(name: str) -> str:
    return f"{_ISOLATE}{name}{_POP}"
