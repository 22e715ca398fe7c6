"""How paragraphs look on paper, by what they are; lengths in points."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look within a paragraph.

    Args:
        text: plain; a new line in it is one on paper.
        color: a colour token; None for that of the paragraph.
        italic, strong: slanted or heavier letters.
        apart: somebody's own words, whose direction does not touch what stands around them.
    """

    text: str
    color: str | None = None
    italic: bool = False
    strong: bool = False
    apart: bool = False


Words = str | Sequence[Run]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a paragraph is set.

    Args:
        size: of its letters.
        line: from one baseline to the next.
        above, below: free room; of two that meet, the larger counts.
        color: token.
        quiet: set in the interface font.
        weight: of its letters.
        indent: from the margin to where its lines begin.
        with_next: it stays on the page of what follows.
        centred: its lines stand in the middle.
    """

    size: float
    line: float
    above: float = 0
    below: float = 0
    color: str = "ink"
    quiet: bool = False
    weight: int = 400
    indent: float = 0
    with_next: bool = False
    centred: bool = False


TITLE = Kind(26, 32, below=6, with_next=True)
SUBTITLE = Kind(11, 16.5, below=18, color="ink2", with_next=True)
HEADING = Kind(16, 21, above=22, below=6, with_next=True)
SUBHEADING = Kind(11.5, 17, above=14, below=3, weight=600, with_next=True)
BODY = Kind(11, 16.8, below=7)
QUOTE = Kind(13, 20, above=10, below=12, indent=22)
SMALL = Kind(8.8, 12.8, below=4, color="ink2", quiet=True)
ITEM = Kind(11, 16.8, below=5, indent=18)
