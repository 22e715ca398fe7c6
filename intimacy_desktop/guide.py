"""The guide: six chapters, a page for the one who was asked, and their sources; no passphrase is needed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from intimacy_desktop.blocks import (
    Block,
    Evidence,
    EvidenceNote,
    Figure,
    LabelEntry,
    SourceEntry,
    notes_of,
)
from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ContentError
from intimacy_desktop.markup import parse_markup

CHAPTERS = ("innermost", "trust", "signs", "safe-space", "ten-sentences", "someone-else")
"""The chapters' files, in order; a chapter's id is its file's name."""

ASIDES = ("asked",)
"""The files of pages beside the chapters: without a number, and after them."""

FIGURES = {
    "four-kinds": 4,
    "two-ways": 3,
    "outside-inside": 4,
    "two-fears": 2,
    "pursue-withdraw": 4,
    "the-turns": 4,
    "who-helps": 4,
}
"""The figures the program can show, and how many labels each has."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its id for remembering a place, its title, minutes of reading, and its blocks.

    The number is None for a page beside the chapters.
    """

    id: str
    number: int | None
    title: str
    minutes: int
    blocks: tuple[Block, ...]

    def notes(self) -> tuple[EvidenceNote, ...]:
        """Every note behind a claim, in reading order."""
        return tuple(note for block in self.blocks for note in notes_of(block))


@dataclass(frozen=True, slots=True)
class Sources:
    """The page of sources; its blocks hold a LabelEntry per kind of evidence and a SourceEntry per source."""

    title: str
    blocks: tuple[Block, ...]

    def source(self, key: str) -> SourceEntry:
        """The source a note names."""
        return next(one for one in self.blocks if isinstance(one, SourceEntry) and one.key == key)

    def label(self, evidence: Evidence) -> LabelEntry:
        """What a kind of evidence is called and means."""
        return next(one for one in self.blocks if isinstance(one, LabelEntry) and one.evidence == evidence)

    def credits(self, notes: Iterable[EvidenceNote]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """One entry a kind of evidence, however many sources it has: its name, and theirs in short."""
        by_kind: dict[Evidence, list[str]] = {}
        for note in notes:
            names = by_kind.setdefault(note.evidence, [])
            short = self.source(note.source).short
            if short not in names:
                names.append(short)
        return tuple((self.label(kind).name, tuple(names)) for kind, names in by_kind.items())


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide in one language."""

    chapters: tuple[Chapter, ...]
    asides: tuple[Chapter, ...]
    sources: Sources

    @property
    def pages(self) -> tuple[Chapter, ...]:
        """All that is read one after the other, before the sources."""
        return (*self.chapters, *self.asides)

    def chapter(self, chapter_id: str) -> Chapter | None:
        """The chapter, or the page beside them, of this id, if there is one."""
        return next((one for one in self.pages if one.id == chapter_id), None)


def load_guide(language: str = "en") -> Guide:
    """The guide in a language, checked.

    Raises:
        ContentError: a file is missing or breaks its form.
    """
    file = f"guide/{language}/sources.md"
    sources = parse_sources(file, read_resource(file))

    def read(chapter_id: str, number: int | None) -> Chapter:
        file = f"guide/{language}/{chapter_id}.md"
        return parse_chapter(file, read_resource(file), number, sources)

    chapters = tuple(read(one, number) for number, one in enumerate(CHAPTERS, start=1))
    return Guide(chapters, tuple(read(one, None) for one in ASIDES), sources)


def parse_sources(file: str, text: str) -> Sources:
    """The page of sources a file holds.

    Raises:
        ContentError: it breaks its form, names a source twice, or leaves a kind of evidence unexplained.
    """
    document = parse_markup(file, text, sources=None)
    keys = [one.key for one in document.blocks if isinstance(one, SourceEntry)]
    for key in keys:
        if keys.count(key) > 1:
            raise ContentError(
                file, _line_of(text, f"::: source {key}"), f"the source “{key}” stands here twice"
            )
    explained = {one.evidence for one in document.blocks if isinstance(one, LabelEntry)}
    for evidence in Evidence:
        if evidence not in explained:
            raise ContentError(file, 1, f"the evidence label “{evidence}” is not explained")
    title = document.front.get("title")
    if title is None or len(document.front) > 1:
        raise ContentError(file, 1, "the front matter holds “title:” and nothing else")
    return Sources(title, document.blocks)


def parse_chapter(file: str, text: str, number: int | None, sources: Sources) -> Chapter:
    """The chapter a file holds.

    Raises:
        ContentError: it breaks its form, or names a source or a figure that does not exist.
    """
    known = frozenset(one.key for one in sources.blocks if isinstance(one, SourceEntry))
    document = parse_markup(file, text, known)
    for key in ("title", "minutes"):
        if key not in document.front:
            raise ContentError(file, 1, f"“{key}:” is missing in the front matter")
    for key in document.front:
        if key not in {"title", "minutes"}:
            raise ContentError(file, _line_of(text, f"{key}:"), f"an unknown key “{key}” in the front matter")
    minutes = document.front["minutes"]
    if not re.fullmatch(r"[1-9][0-9]?", minutes):
        raise ContentError(file, _line_of(text, "minutes:"), "“minutes:” is a whole number from 1 to 99")
    for block in document.blocks:
        if isinstance(block, Figure):
            line = _line_of(text, f"::: figure {block.id}")
            if block.id not in FIGURES:
                raise ContentError(file, line, f"an unknown figure “{block.id}”")
            if len(block.labels) != FIGURES[block.id]:
                problem = f"the figure “{block.id}” has {FIGURES[block.id]} labels, not {len(block.labels)}"
                raise ContentError(file, line, problem)
    chapter_id = file.rpartition("/")[2].removesuffix(".md")
    return Chapter(chapter_id, number, document.front["title"], int(minutes), document.blocks)


def _line_of(text: str, beginning: str) -> int:
    """The line of the last place where a line begins so; 1 where none does."""
    found = [n for n, line in enumerate(text.split("\n"), start=1) if line.startswith(beginning)]
    return found[-1] if found else 1
