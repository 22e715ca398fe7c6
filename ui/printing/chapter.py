"""A chapter of the guide on paper."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from intimacy_desktop.blocks import (
    Block,
    Bullets,
    EvidenceNote,
    Figure,
    Heading,
    LabelEntry,
    Paragraph,
    Quote,
    SourceEntry,
    TryThis,
    TurnAround,
)
from intimacy_desktop.guide import Guide
from intimacy_desktop.runs import Run as TextRun
from ui.printing import kinds
from ui.printing.kinds import Kind, Run
from ui.printing.paper import Paper
from ui.printing.sheets import Make, Sheets
from ui.printing.typeface import Typeface
from ui.printing.writer import Writer

_NOTE = replace(kinds.SMALL, below=10)
_FIGURE = replace(kinds.SMALL, above=8, with_next=True)


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands around the blocks, translated on the UI thread."""

    small_try: str
    turn: str
    note: str
    also: str


def chapter(guide: Guide, place: str, typeface: Typeface) -> Make:
    """The pages of a chapter, with the sources it names at its end.

    What an owner ticks for themself is never printed.

    Args:
        guide: the whole guide.
        place: a chapter's id; any other stands for the page of sources.
        typeface: its letters.
    """
    words = _Words(
        QCoreApplication.translate("ChapterBlocks", "A small thing to try"),
        QCoreApplication.translate("ChapterBlocks", "Turn it around"),
        QCoreApplication.translate("EvidenceNote", "{label} · {source}"),
        QCoreApplication.translate("EvidenceNote", "{sources}; {another}"),
    )

    def make(paper: Paper) -> Sheets:
        found = guide.chapter(place)
        setting = _Setting(Writer(typeface, paper), guide, words)
        setting.writer.title(found.title if found else guide.sources.title)
        for block in found.blocks if found else guide.sources.blocks:
            setting.block(block)
        if found is not None:
            setting.sources(found.notes())
        return setting.writer.sheets()

    return make


@dataclass(frozen=True, slots=True)
class _Setting:
    writer: Writer
    guide: Guide
    words: _Words

    def block(self, block: Block) -> None:
        writer = self.writer
        match block:
            case Heading(text):
                writer.heading(text)
            case Quote(text):
                writer.quote([Run(text, italic=True)])
            case Paragraph() | Bullets():
                self.prose(block)
            case TryThis(blocks) | TurnAround(blocks):
                writer.subheading(self.words.small_try if isinstance(block, TryThis) else self.words.turn)
                for inner in blocks:
                    self.prose(inner)
            case Figure():
                self.figure(block)
            case LabelEntry():
                writer.subheading(block.name)
                writer.body(block.meaning)
            case SourceEntry():
                writer.body(block.full)
            case _:
                pass  # what somebody ticks for themself stays where they tick it

    def prose(self, block: Paragraph | Bullets) -> None:
        if isinstance(block, Bullets):
            for item in block.items:
                self.writer.paragraph(_above_notes(kinds.ITEM, item), _runs(item.runs), "•")
                self.notes(item.notes)
            return
        self.writer.paragraph(_above_notes(kinds.BODY, block), _runs(block.runs))
        self.notes(block.notes)

    def notes(self, notes: Iterable[EvidenceNote]) -> None:
        for label, sources in self.guide.sources.credits(notes):
            named = sources[0]
            for another in sources[1:]:
                named = self.words.also.format(sources=named, another=another)
            self.writer.paragraph(_NOTE, self.words.note.format(label=label, source=named))

    def figure(self, figure: Figure) -> None:
        self.writer.paragraph(_FIGURE, [Run(figure.alt, italic=True)])
        for name, words in figure.labels:
            self.writer.item([Run(f"{name}  ", strong=True), Run(words)])
        self.writer.paragraph(_NOTE, figure.caption)

    def sources(self, notes: Iterable[EvidenceNote]) -> None:
        keys = {note.source for note in notes}
        named = [one for one in self.guide.sources.blocks if isinstance(one, SourceEntry) and one.key in keys]
        if named:
            self.writer.heading(self.guide.sources.title)
        for one in named:
            self.writer.small(one.full)


def _above_notes(kind: Kind, paragraph: Paragraph) -> Kind:
    """The same kind, drawn near to the notes below it where there are some."""
    return replace(kind, below=1, with_next=True) if paragraph.notes else kind


def _runs(runs: Iterable[TextRun]) -> list[Run]:
    return [Run(run.text, italic=run.marked) for run in runs]
