"""What the rules of a language give back: the same words in pieces, some of them said to the partner."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What became of a piece."""

    SAME = "same"
    CHANGED = "changed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an ending.

    Args:
        original: as its author wrote it.
        said: as it is said to the partner; the same, unless it is changed.
        kind: changed, left because the rules do not know, or none of their business.
    """

    original: str
    said: str
    kind: Kind

    def __repr__(self) -> str:
        return f"Piece({self.kind.value})"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An ending said to the partner, to be taken, edited or left by its author.

    The pieces follow one another without a gap: their originals are the ending as written, to the letter.
    """

    pieces: tuple[Piece, ...]

    def __repr__(self) -> str:
        return f"Suggestion({len(self.pieces)} pieces)"

    @property
    def original(self) -> str:
        """The ending as written."""
        return "".join(piece.original for piece in self.pieces)

    @property
    def said(self) -> str:
        """The ending as it would be said; what the rules do not know stands in it as written."""
        return "".join(piece.said for piece in self.pieces)

    @property
    def sure(self) -> bool:
        """Whether the rules know what to do with every word."""
        return all(piece.kind is not Kind.UNSURE for piece in self.pieces)

    @property
    def unsure(self) -> tuple[str, ...]:
        """The words to look at, as written."""
        return tuple(piece.original for piece in self.pieces if piece.kind is Kind.UNSURE)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What is to become of the characters from `start` up to `end`; without words they are only marked."""

    start: int
    end: int
    said: str | None


def suggestion(text: str, edits: Iterable[Edit]) -> Suggestion:
    """The pieces of `text` under edits that do not overlap."""
    pieces: list[Piece] = []
    at = 0
    for edit in sorted(edits, key=lambda one: one.start):
        if edit.start > at:
            pieces.append(Piece(text[at : edit.start], text[at : edit.start], Kind.SAME))
        original = text[edit.start : edit.end]
        if edit.said is None:
            pieces.append(Piece(original, original, Kind.UNSURE))
        else:
            pieces.append(Piece(original, edit.said, Kind.CHANGED))
        at = edit.end
    if at < len(text):
        pieces.append(Piece(text[at:], text[at:], Kind.SAME))
    return Suggestion(tuple(pieces))
