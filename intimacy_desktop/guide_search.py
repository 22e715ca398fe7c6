"""Where in the guide some words stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from intimacy_desktop.blocks import Known, block_text
from intimacy_desktop.guide import Guide

_QUOTES = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a search found its words.

    Args:
        chapter: the chapter's id.
        block: the block's index; None for the title.
        excerpt: the words around the first one found.
    """

    chapter: str
    block: int | None
    excerpt: str


def search(guide: Guide, text: str) -> tuple[Hit, ...]:
    """The blocks that hold every word of the text, in reading order, whatever its capitals and quotes."""
    words = [_fold(word) for word in text.split()]
    if not words:
        return ()
    hits = []
    for chapter in guide.pages:
        places: list[tuple[int | None, str]] = [(None, chapter.title)]
        places += [
            (index, block_text(block))
            for index, block in enumerate(chapter.blocks)
            if not isinstance(block, Known)  # which only its owner sees
        ]
        hits += [
            Hit(chapter.id, index, _excerpt(found, words[0]))
            for index, found in places
            if all(word in _fold(found) for word in words)
        ]
    return tuple(hits)


def spans(text: str, sought: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where the words of a search stand in a text, whatever their capitals: beginnings and ends."""
    words = sorted((word.translate(_QUOTES) for word in sought if word), key=len, reverse=True)
    if not words:
        return ()
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    return tuple(found.span() for found in pattern.finditer(text.translate(_QUOTES)))


def _fold(text: str) -> str:
    return text.casefold().translate(_QUOTES)


def _excerpt(text: str, word: str, around: int = 50) -> str:
    """The words near the first place of a folded word, in one line."""
    line = " ".join(text.split())
    # Folding may lengthen a text (ß becomes ss); then the place is a little late, and the excerpt still near.
    place = max(_fold(line).find(word), 0)
    start = line.rfind(" ", 0, max(place - around, 0)) + 1 if place > around else 0
    end = line.find(" ", place + len(word) + around)
    end = len(line) if end < 0 else end
    return ("… " if start else "") + line[start:end] + (" …" if end < len(line) else "")
