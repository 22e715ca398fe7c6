"""The blocks of a chapter as widgets: what a reader sees, and what a screen reader meets as structure."""

from collections.abc import Iterable
from functools import reduce

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from intimacy_desktop.blocks import (
    Block,
    Bullets,
    Evidence,
    EvidenceNote as Note,
    Figure,
    Heading,
    LabelEntry,
    Paragraph,
    Quote,
    SourceEntry,
    TryThis as Try,
    TurnAround,
)
from intimacy_desktop.guide import Sources
from intimacy_desktop.runs import Run, plain
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, row, top
from ui.widgets.card import Card
from ui.widgets.figures.registry import figure as drawn_figure
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.pull_quote import EvidenceNote, PullQuote, TryThis
from ui.widgets.roles import give_role
from ui.widgets.text import Runs, Text


def block_widget(theme: Theme, block: Block, sources: Sources) -> QWidget:
    """The widget that shows `block`.

    Args:
        theme: the live theme.
        block: as the guide's loader made it.
        sources: what the notes below a claim refer to.
    """
    match block:
        case Heading(text):
            return column(theme, 12, Text(theme, text, "heading"))
        case Quote(text):
            return column(theme, 6, PullQuote(theme, text), 6)
        case Paragraph():
            return _paragraph(theme, block, sources, "reading")
        case Bullets():
            return _bullets(theme, block, sources, "reading")
        case Try(blocks):
            panel = TryThis(theme, QCoreApplication.translate("ChapterBlocks", "A small thing to try"))
            panel.add(_inner(theme, blocks, sources))
            return column(theme, 6, panel)
        case TurnAround(blocks):
            return column(theme, 6, _turn_around(theme, blocks, sources))
        case Figure():
            return _figure(theme, block)
        case LabelEntry():
            name = Text(theme, block.name, "strong", heading=True)
            return column(theme, name, 2, Text(theme, block.meaning, "aside", "ink2"))
        case SourceEntry():
            return Text(theme, block.full, "aside", "ink2")


def _turn_around(theme: Theme, blocks: tuple[Paragraph | Bullets, ...], sources: Sources) -> Card:
    title = QCoreApplication.translate("ChapterBlocks", "Turn it around")
    inside = column(theme, Text(theme, title, "strong", heading=True), 4, _inner(theme, blocks, sources))
    card = Card(theme, inside, (26, 20, 26, 22), ground="sunken", line=None, elevation=0)
    card.setAccessibleName(title)
    give_role(card, QAccessible.Role.Grouping)
    return card


def _inner(theme: Theme, blocks: tuple[Paragraph | Bullets, ...], sources: Sources) -> Box:
    return column(
        theme,
        *(
            _bullets(theme, block, sources, "aside")
            if isinstance(block, Bullets)
            else _paragraph(theme, block, sources, "aside")
            for block in blocks
        ),
        gap=8,
    )


def _paragraph(theme: Theme, paragraph: Paragraph, sources: Sources, role: str) -> QWidget:
    words = Text(theme, _styled(paragraph.runs), role)
    if not paragraph.notes:
        return words
    return column(theme, words, 1, *_notes(theme, paragraph.notes, sources))


def _notes(theme: Theme, notes: Iterable[Note], sources: Sources) -> list[Item]:
    """One line a kind of evidence, however many sources stand behind it."""
    by_kind: dict[Evidence, list[str]] = {}
    for note in notes:
        names = by_kind.setdefault(note.evidence, [])
        short = sources.source(note.source).short
        if short not in names:
            names.append(short)
    return [
        EvidenceNote(theme, sources.label(kind).name, reduce(_and_also, names))
        for kind, names in by_kind.items()
    ]


def _and_also(sources: str, another: str) -> str:
    words = QCoreApplication.translate("EvidenceNote", "{sources}; {another}")
    return words.format(sources=sources, another=another)


def _bullets(theme: Theme, bullets: Bullets, sources: Sources, role: str) -> QWidget:
    listing = Listing("")
    for item in bullets.items:
        dot = top(Text(theme, "•", role, "ink3"))
        line = row(theme, dot, (_paragraph(theme, item, sources, role), 1), gap=12, align="top")
        listing.add(ListingItem(theme, line, plain(item.runs)))
    return listing


def _figure(theme: Theme, figure: Figure) -> QWidget:
    drawing = drawn_figure(theme, figure.id, figure.labels, figure.alt)
    caption = Text(theme, figure.caption, "small", "ink2", align="center", balance=True)
    return column(theme, 8, drawing, 14, caption, 8)


def _styled(runs: tuple[Run, ...]) -> Runs:
    return [(run.text, {"italic": True} if run.marked else {}) for run in runs]
