"""The blocks of a chapter as widgets: what a reader sees, and what a screen reader meets as structure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial, reduce

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from intimacy_desktop.blocks import (
    Block,
    Bullets,
    EvidenceNote as Note,
    Figure,
    Heading,
    Known,
    LabelEntry,
    Paragraph,
    Quote,
    SourceEntry,
    TryThis as Try,
    TurnAround,
)
from intimacy_desktop.guide import Sources
from intimacy_desktop.guide_search import spans
from intimacy_desktop.runs import Run, plain
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, row, top
from ui.widgets.card import Card
from ui.widgets.figures.registry import figure as drawn_figure
from ui.widgets.known_list import KnownList
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.pull_quote import EvidenceNote, PullQuote, TryThis
from ui.widgets.roles import give_role
from ui.widgets.text import Text
from ui.widgets.text_layout import Runs, RunStyle


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the owner of the open vault ticked for themself.

    Args:
        known: ids.
        changed: told an id, and whether it is ticked now.
    """

    known: frozenset[str]
    changed: Callable[[str, bool], None]


@dataclass(frozen=True, slots=True)
class BlockMaker:
    """Makes the widgets of a chapter.

    Args:
        theme: the live theme.
        sources: what the notes below a claim refer to.
        sought: words to mark wherever they stand.
        ticks: None while no vault is open; then nothing that could be ticked is shown.
    """

    theme: Theme
    sources: Sources
    sought: tuple[str, ...] = ()
    ticks: Ticks | None = None

    def widget(self, block: Block) -> QWidget | None:
        """The widget that shows `block`, or nothing where it is not for this reader."""
        theme = self.theme
        match block:
            case Heading(text):
                return column(theme, 12, Text(theme, self._marked(text), "heading"))
            case Quote(text):
                return column(theme, 6, PullQuote(theme, text), 6)
            case Paragraph() | Bullets():
                return self._prose(block, "reading")
            case Try() | TurnAround():
                return column(theme, 6, self._box(block))
            case Figure():
                return self._figure(block)
            case Known():
                return self._known(block)
            case LabelEntry():
                name = Text(theme, block.name, "strong", heading=True)
                return column(theme, name, 2, Text(theme, block.meaning, "aside", "ink2"))
            case SourceEntry():
                return Text(theme, self._marked(block.full), "aside", "ink2")

    def _box(self, block: Try | TurnAround) -> Card:
        theme = self.theme
        if isinstance(block, Try):
            panel = TryThis(theme, QCoreApplication.translate("ChapterBlocks", "A small thing to try"))
            panel.add(self._inner(block.blocks))
            return panel
        title = QCoreApplication.translate("ChapterBlocks", "Turn it around")
        inside = column(theme, Text(theme, title, "strong", heading=True), 4, self._inner(block.blocks))
        card = Card(theme, inside, (26, 20, 26, 22), ground="sunken", line=None, elevation=0)
        give_role(card, QAccessible.Role.Grouping)
        card.setAccessibleName(title)
        return card

    def _inner(self, blocks: tuple[Paragraph | Bullets, ...]) -> Box:
        return column(self.theme, *(self._prose(block, "aside") for block in blocks), gap=8)

    def _prose(self, block: Paragraph | Bullets, role: str) -> QWidget:
        return self._bullets(block, role) if isinstance(block, Bullets) else self._paragraph(block, role)

    def _paragraph(self, paragraph: Paragraph, role: str) -> QWidget:
        words = Text(self.theme, self._styled(paragraph.runs), role)
        if not paragraph.notes:
            return words
        return column(self.theme, words, 1, *self._notes(paragraph.notes))

    def _notes(self, notes: Iterable[Note]) -> list[Item]:
        return [
            EvidenceNote(self.theme, label, reduce(_and_also, names))
            for label, names in self.sources.credits(notes)
        ]

    def _bullets(self, bullets: Bullets, role: str) -> QWidget:
        listing = Listing("")
        for item in bullets.items:
            dot = top(Text(self.theme, "•", role, "ink3"))
            line = row(self.theme, dot, (self._paragraph(item, role), 1), gap=12, align="top")
            listing.add(ListingItem(self.theme, line, plain(item.runs)))
        return listing

    def _figure(self, figure: Figure) -> QWidget:
        drawing = drawn_figure(self.theme, figure.id, figure.labels, figure.alt)
        caption = Text(self.theme, figure.caption, "small", "ink2", align="center", balance=True)
        return column(self.theme, 8, drawing, 14, caption, 8)

    def _known(self, block: Known) -> QWidget | None:
        if self.ticks is None:
            return None
        changed = self.ticks.changed
        panel = KnownList(self.theme, block.question, block.note)
        for one, words in block.items:
            panel.add_item(words, one in self.ticks.known, partial(changed, one))
        return column(self.theme, 6, panel)

    def _styled(self, runs: tuple[Run, ...]) -> Runs:
        styled: list[tuple[str, RunStyle]] = []
        for run in runs:
            style: RunStyle = {"italic": True} if run.marked else {}
            styled += self._marked(run.text, style)
        return styled

    def _marked(self, text: str, style: RunStyle | None = None) -> list[tuple[str, RunStyle]]:
        """The text in runs, with the sought words set off."""
        return mark_words(text, self.sought, style or {})


def mark_words(text: str, sought: Iterable[str], style: RunStyle) -> list[tuple[str, RunStyle]]:
    """A text in runs, with the sought words set off by ground and weight."""
    found: RunStyle = {**style, "ground": "accentSoft", "weight": 600}
    runs: list[tuple[str, RunStyle]] = []
    at = 0
    for start, end in spans(text, sought):
        runs += [(text[at:start], style), (text[start:end], found)]
        at = end
    runs.append((text[at:], style))
    return [run for run in runs if run[0]]


def _and_also(sources: str, another: str) -> str:
    words = QCoreApplication.translate("EvidenceNote", "{sources}; {another}")
    return words.format(sources=sources, another=another)
