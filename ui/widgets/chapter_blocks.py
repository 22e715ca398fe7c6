"""The blocks of a chapter as widgets: what a reader sees, and what a screen reader meets as structure."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from intimacy_desktop.blocks import (
    Block,
    Bullets,
    EvidenceNote as Note,
    Figure,
    Heading,
    LabelEntry,
    Paragraph,
    Quote,
    SourceEntry,
    TryThis as Try,
    TurnAround,
    block_text,
)
from intimacy_desktop.runs import Run, plain
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, row, top
from ui.widgets.card import Card
from ui.widgets.figures.four_kinds import FourKinds
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.pull_quote import PullQuote, TryThis
from ui.widgets.text import Runs, Text

NoteText = Callable[[Note], str]
"""Gives the words of a note: the kind of evidence, and who says so."""


def block_widget(theme: Theme, block: Block, note_text: NoteText) -> QWidget:
    """The widget that shows `block`.

    Args:
        theme: the live theme.
        block: as the guide's loader made it.
        note_text: the words of an evidence note.
    """
    match block:
        case Heading(text):
            return column(theme, 12, Text(theme, text, "heading"))
        case Quote(text):
            return PullQuote(theme, text)
        case Paragraph():
            return _paragraph(theme, block, note_text, "reading")
        case Bullets():
            return _bullets(theme, block, note_text, "reading")
        case Try(blocks):
            panel = TryThis(theme, QCoreApplication.translate("ChapterBlocks", "A small thing to try"))
            panel.add(_inner(theme, blocks, note_text))
            return panel
        case TurnAround(blocks):
            inside = column(
                theme,
                Text(theme, QCoreApplication.translate("ChapterBlocks", "Turn it around"), "strong"),
                4,
                _inner(theme, blocks, note_text),
            )
            return Card(theme, inside, (26, 20, 26, 22), ground="sunken", line=None, elevation=0)
        case Figure():
            return _figure(theme, block)
        case LabelEntry():
            return column(
                theme, Text(theme, block.name, "strong"), 2, Text(theme, block.meaning, "aside", "ink2")
            )
        case SourceEntry():
            return Text(theme, block_text(block), "aside", "ink2")


def _inner(theme: Theme, blocks: tuple[Paragraph | Bullets, ...], note_text: NoteText) -> Box:
    return column(
        theme,
        *(
            _bullets(theme, block, note_text, "aside")
            if isinstance(block, Bullets)
            else _paragraph(theme, block, note_text, "aside")
            for block in blocks
        ),
        gap=8,
    )


def _paragraph(theme: Theme, paragraph: Paragraph, note_text: NoteText, role: str) -> QWidget:
    notes: list[Item] = [Text(theme, note_text(note), "small", "ink3") for note in paragraph.notes]
    return column(theme, Text(theme, _styled(paragraph.runs), role), 4 if notes else None, *notes)


def _bullets(theme: Theme, bullets: Bullets, note_text: NoteText, role: str) -> QWidget:
    listing = Listing("")
    for item in bullets.items:
        line = row(
            theme,
            top(Text(theme, "•", role, "ink3")),
            (_paragraph(theme, item, note_text, role), 1),
            gap=12,
            align="top",
        )
        listing.add(ListingItem(theme, line, plain(item.runs)))
    return listing


def _figure(theme: Theme, figure: Figure) -> QWidget:
    drawing = FourKinds(theme, figure.labels, figure.alt)
    return column(theme, 8, drawing, 14, Text(theme, figure.caption, "small", "ink2", align="center"), 8)


def _styled(runs: tuple[Run, ...]) -> Runs:
    return [(run.text, {"italic": True} if run.marked else {}) for run in runs]
