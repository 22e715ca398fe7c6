"""Setting a text in pages: paragraphs in a few kinds, and what is drawn between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.printing import kinds
from ui.printing.kinds import Kind, Run, Words
from ui.printing.lines import Lines
from ui.printing.paper import Paper
from ui.printing.typeface import TENTHS, Typeface, ink

_NUMBER = 9.0
_NUMBER_RISE = 40.0
"""Points of a page number, and from the foot of the sheet to the middle of it."""
_LEAST = 2
"""Lines of a paragraph that a page break leaves on either side of it."""
_WHOLE = 7
"""A paragraph of so few lines is never torn."""

Draw = Callable[[QPainter, QRectF], None]
"""Paints a figure into its place; the painter's unit is a point."""


@dataclass(frozen=True, slots=True)
class _Figure:
    height: float
    draw: Draw
    above: float
    below: float
    with_next: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a page: a line of a paragraph, or a figure; `top` in points."""

    part: "Lines | _Figure"
    line: int
    top: float


class Writer:
    """Sets a text from its beginning to its end.

    Args:
        typeface: its letters.
        paper: its sheet.
        numbered: whether pages are numbered where there are several.
    """

    def __init__(self, typeface: Typeface, paper: Paper, *, numbered: bool = True) -> None:
        self.typeface, self.paper, self._numbered = typeface, paper, numbered
        self._parts: list[Lines | _Figure | None] = []

    def title(self, words: Words) -> None:
        """The head of a whole text."""
        self.paragraph(kinds.TITLE, words)

    def subtitle(self, words: Words) -> None:
        """What stands below a title."""
        self.paragraph(kinds.SUBTITLE, words)

    def heading(self, words: Words) -> None:
        """The head of a part."""
        self.paragraph(kinds.HEADING, words)

    def subheading(self, words: Words) -> None:
        """The head of a small part."""
        self.paragraph(kinds.SUBHEADING, words)

    def body(self, words: Words) -> None:
        """A usual paragraph."""
        self.paragraph(kinds.BODY, words)

    def quote(self, words: Words) -> None:
        """A passage that is set off."""
        self.paragraph(kinds.QUOTE, words)

    def item(self, words: Words, mark: str = "•") -> None:
        """An entry of a list; `mark` hangs before it."""
        self.paragraph(kinds.ITEM, words, mark)

    def small(self, words: Words) -> None:
        """Small print."""
        self.paragraph(kinds.SMALL, words)

    def paragraph(self, kind: Kind, words: Words, mark: str = "") -> None:
        """A paragraph of any kind; `mark` hangs before it, in its indent."""
        runs = [Run(words)] if isinstance(words, str) else words
        self._parts.append(Lines(self.typeface, kind, runs, self.paper.inner.width(), mark))

    def figure(
        self, height: float, draw: Draw, *, above: float = 0, below: float = 0, with_next: bool = False
    ) -> None:
        """Something drawn, as wide as the text and `height` points high."""
        self._parts.append(_Figure(height, draw, above, below, with_next))

    def rule(self, above: float = 12, below: float = 12) -> None:
        """A hairline."""
        self.figure(
            0.5, lambda painter, place: painter.fillRect(place, ink("line")), above=above, below=below
        )

    def gap(self, points: float) -> None:
        """Free room."""
        self.figure(points, lambda _painter, _place: None)

    def new_page(self) -> None:
        """Let what follows begin a page."""
        self._parts.append(None)

    def sheets(self) -> "WrittenSheets":
        """The pages."""
        missing = sum(part.missing() for part in self._parts if isinstance(part, Lines))
        return WrittenSheets(
            _pages(self._parts, self.paper.inner.height()), self, missing, numbered=self._numbered
        )


class WrittenSheets:
    """What a `Writer` has written, page by page.

    Attributes:
        missing: how many letters stand as boxes, since no font of this computer has them.
    """

    def __init__(
        self, pages: Sequence[Sequence[_Piece]], writer: Writer, missing: int, *, numbered: bool
    ) -> None:
        self._pages, self._paper, self._typeface = pages, writer.paper, writer.typeface
        self._numbered = numbered and len(pages) > 1
        self.missing = missing

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, index: int) -> None:
        """Paint the page at `index`, from 0; the painter's unit is a point."""
        inner = self._paper.inner
        for piece in self._pages[index]:
            top = inner.top() + piece.top
            if isinstance(piece.part, _Figure):
                painter.save()
                piece.part.draw(painter, QRectF(inner.left(), top, inner.width(), piece.part.height))
                painter.restore()
                continue
            painter.save()
            painter.scale(1 / TENTHS, 1 / TENTHS)
            piece.part.paint(painter, piece.line, inner.left() * TENTHS, top * TENTHS)
            painter.restore()
        if self._numbered:
            self._number(painter, index)

    def _number(self, painter: QPainter, index: int) -> None:
        painter.save()
        painter.scale(1 / TENTHS, 1 / TENTHS)
        painter.setFont(self._typeface.font(_NUMBER, quiet=True))
        painter.setPen(ink("ink3"))
        top = (self._paper.height - _NUMBER_RISE - _NUMBER) * TENTHS
        place = QRectF(0, top, self._paper.width * TENTHS, 2 * _NUMBER * TENTHS)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), QLocale().toString(index + 1))
        painter.restore()


class _Paging:
    """Fills pages from the top, and begins another where the next lines have no room."""

    def __init__(self, height: float) -> None:
        self.pages: list[list[_Piece]] = [[]]
        self._height = height
        self._top = self._below = 0.0

    def room(self, above: float) -> float:
        """What is left below a gap of `above`."""
        return self._height - self._top - self._gap(above)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on the page yet."""
        return not self.pages[-1]

    def turn(self) -> None:
        """Begin another page."""
        if not self.is_empty:
            self.pages.append([])
        self._top = self._below = 0.0

    def put(self, part: "Lines | _Figure", lines: range) -> None:
        """Let these lines of `part` stand next on the page."""
        above, height, below = _lengths(part)
        if lines.start == 0:
            self._top += self._gap(above)
        for line in lines:
            self.pages[-1].append(_Piece(part, line, self._top))
            self._top += height
        self._below = below

    def _gap(self, above: float) -> float:
        return 0.0 if self.is_empty else max(above, self._below)


def _lengths(part: "Lines | _Figure") -> tuple[float, float, float]:
    """Points above, of each line, and below."""
    if isinstance(part, _Figure):
        return part.above, part.height, part.below
    return part.kind.above, part.kind.line, part.kind.below


def _count(part: "Lines | _Figure") -> int:
    return part.count if isinstance(part, Lines) else 1


def _stays_with_next(part: "Lines | _Figure") -> bool:
    return part.with_next if isinstance(part, _Figure) else part.kind.with_next


def _pages(parts: Sequence["Lines | _Figure | None"], height: float) -> list[list[_Piece]]:
    paging = _Paging(height)
    for index, part in enumerate(parts):
        if part is None:
            paging.turn()
            continue
        if _needed(parts[index:]) > paging.room(_lengths(part)[0]) + 0.01:
            paging.turn()
        _put(paging, part)
    return paging.pages


def _needed(parts: Sequence["Lines | _Figure | None"]) -> float:
    """Points for as much as must not stand alone: heads with the first lines of what they are heads of."""
    needed = before = 0.0
    for index, part in enumerate(parts):
        if part is None:
            break
        above, line, below = _lengths(part)
        needed += max(above, before) if index else 0.0
        before = below
        count = _count(part)
        if not _stays_with_next(part):
            return needed + line * (count if count <= _WHOLE else _LEAST)
        needed += line * count
    return needed


def _put(paging: _Paging, part: "Lines | _Figure") -> None:
    line, count = 0, _count(part)
    above, height, _below = _lengths(part)
    while line < count:
        fitting = (
            max(1, int((paging.room(above if line == 0 else -1e9) + 0.01) // height)) if height else count
        )
        last = min(count, line + fitting)
        if 0 < count - last < _LEAST and last - line > _LEAST:
            last = count - _LEAST
        paging.put(part, range(line, last))
        line = last
        if line < count:
            paging.turn()
