"""What a page of the guide is made of."""

from dataclasses import dataclass
from enum import StrEnum

from intimacy_desktop.runs import Run, plain


class Evidence(StrEnum):
    """How well a claim is founded; what each means is said on the guide's sources page."""

    TRIAL = "trial"
    CORRELATIONAL = "correlational"
    CUSTOM = "custom"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """Where a claim comes from: a source's key, and its kind of evidence."""

    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text and the notes to its claims."""

    runs: tuple[Run, ...]
    notes: tuple[EvidenceNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the guide's own, set large."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order; each entry may carry notes of its own."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class TryThis:
    """A small thing to try."""

    blocks: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True, slots=True)
class TurnAround:
    """The passage before it, read about oneself."""

    blocks: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure the program draws: its id, what it shows in words, its caption and its labels by name."""

    id: str
    alt: str
    caption: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """*Which of these do I know?*: what a reader may tick for themself, in their own vault and nowhere else.

    Args:
        topic: `kind` or `sign`; with an item's own id it names a tick, as in `kind:emotional`.
        question: above the items.
        note: below the question.
        items: ids and words.
    """

    topic: str
    question: str
    note: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """What one kind of evidence is called, and what that means."""

    evidence: Evidence
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source: its key, a short form for notes, and the full one."""

    key: str
    short: str
    full: str


Block = (
    Paragraph | Heading | Quote | Bullets | TryThis | TurnAround | Figure | Known | LabelEntry | SourceEntry
)


def notes_of(block: Block) -> tuple[EvidenceNote, ...]:
    """The notes behind the claims of a block, in reading order."""
    match block:
        case Paragraph():
            return block.notes
        case Bullets(inner) | TryThis(inner) | TurnAround(inner):
            return tuple(note for one in inner for note in notes_of(one))
        case _:
            return ()


def block_text(block: Block) -> str:
    """All words of a block, for searching and for counting."""
    match block:
        case Paragraph(runs):
            return plain(runs)
        case Heading(text) | Quote(text):
            return text
        case Bullets(items):
            return "\n".join(plain(item.runs) for item in items)
        case TryThis(blocks) | TurnAround(blocks):
            return "\n".join(block_text(inner) for inner in blocks)
        case Figure():
            return "\n".join(
                [block.alt, block.caption, *(f"{name}: {words}" for name, words in block.labels)]
            )
        case Known():
            return "\n".join([block.question, block.note, *(words for _, words in block.items)])
        case LabelEntry():
            return f"{block.name}\n{block.meaning}"
        case SourceEntry():
            return block.full
