"""Paper to write on: blanks of the ten sentences, cards that are turned, and questions to take along."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from intimacy_desktop.exercise import Item
from ui.printing.kinds import SMALL, Kind, Run
from ui.printing.lines import Lines
from ui.printing.paper import Paper
from ui.printing.sheets import Make, Sheets
from ui.printing.typeface import TENTHS, Typeface, ink
from ui.printing.writer import Writer

Emblem = Callable[[QPainter, QPointF, float], None]
"""Paints the two sets of rings around a point, so many points from their middle to their rim."""

_TITLE = Kind(24, 30, above=16, below=4, centred=True, with_next=True)
_LEAD = Kind(11, 16.5, below=10, color="ink2", centred=True)
_STEM = Kind(13.5, 19, above=17, indent=24, with_next=True)
_CARD_STEM = Kind(13.5, 18.5, centred=True)
_CARD_NUMBER = Kind(9.5, 13, color="ink3", quiet=True, centred=True)
_PROMPT = Kind(11, 16.5, below=2, color="ink2", indent=24, with_next=True)
_CREDIT = replace(SMALL, centred=True, above=22)

_LINE_GAP = 25.0
"""Points from one line to write on to the next: room for a hand."""
_LINES = 3
_HALF = 5
_HEAD, _FOOT = 128.0, 54.0
"""Points of the first page above its sentences, and of the second below them."""
_CARDS = 3
_CARD_EDGE = 34.0
"""Points of a page of cards that are left free around them: printers do not reach the rim."""
_CARD_AIR = 22.0


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words around the sentences.

    Args:
        title: above the blanks.
        lead: below it.
        cards: above the cards; how they are cut and folded.
        questions: above the questions.
        questions_lead: below it.
        credit: whose sentences these are.
    """

    title: str
    lead: str
    cards: str
    questions: str
    questions_lead: str
    credit: str


def blanks(items: Sequence[Item], words: SheetWords, typeface: Typeface, emblem: Emblem) -> Make:
    """Give two pages with the ten beginnings and lines to write on."""

    def make(paper: Paper) -> Sheets:
        writer = Writer(typeface, paper, numbered=False)
        writer.figure(46, lambda painter, place: emblem(painter, place.center(), 20), with_next=True)
        writer.paragraph(_TITLE, words.title)
        writer.paragraph(_LEAD, words.lead)
        heights = (paper.inner.height() - _HEAD, paper.inner.height() - _FOOT)
        for index, item in enumerate(items):
            if index == _HALF:
                writer.new_page()
            gap = (heights[index // _HALF] / _HALF - _STEM.line - _STEM.above) / _LINES
            writer.paragraph(_STEM, f"{item.stem} …", f"{item.number}")
            writer.figure(_LINES * gap, _ruled(24, gap))
        writer.paragraph(_CREDIT, words.credit)
        return writer.sheets()

    return make


def questions(items: Sequence[Item], words: SheetWords, typeface: Typeface) -> Make:
    """Give a sheet of what was left for later: the beginnings, questions about them, and room for notes.

    No answer of anybody stands on it, and no name.
    """

    def make(paper: Paper) -> Sheets:
        writer = Writer(typeface, paper)
        writer.title(words.questions)
        writer.subtitle(words.questions_lead)
        for item in items:
            writer.paragraph(replace(_STEM, above=22), f"{item.stem} …", f"{item.number}")
            for prompt in item.prompts:
                writer.paragraph(_PROMPT, prompt)
            writer.figure(_LINES * _LINE_GAP, _ruled(24, _LINE_GAP))
        writer.paragraph(_CREDIT, words.credit)
        return writer.sheets()

    return make


def cards(items: Sequence[Item], words: SheetWords, typeface: Typeface, emblem: Emblem) -> Make:
    """Give cards to cut out and fold: rings on the back, a beginning and lines on the front."""

    def make(paper: Paper) -> Sheets:
        bare = replace(paper, margin=_CARD_EDGE, above=_CARD_EDGE, below=_CARD_EDGE)
        writer = Writer(typeface, bare, numbered=False)
        note = replace(SMALL, centred=True, below=6)
        height = (bare.inner.height() - 2 * note.line - 8) / _CARDS
        for index, item in enumerate(items):
            if index % _CARDS == 0:
                writer.new_page()
                writer.paragraph(note, words.cards)
            writer.figure(height, _Card(item, typeface, emblem))
        return writer.sheets()

    return make


class _Card:
    """One card: its back at the start, its front at the end, folded where the dots are."""

    def __init__(self, item: Item, typeface: Typeface, emblem: Emblem) -> None:
        self._item, self._typeface, self._emblem = item, typeface, emblem

    def __call__(self, painter: QPainter, place: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink("line"), 0.6))
        painter.drawRect(place)
        dots = QPen(ink("lineStrong"), 0.8)
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        dots.setDashPattern([0.01, 5])
        painter.setPen(dots)
        middle = place.center().x()
        painter.drawLine(QPointF(middle, place.top()), QPointF(middle, place.bottom()))
        half = QRectF(place.left(), place.top(), place.width() / 2, place.height())
        self._emblem(painter, half.center(), min(half.width(), half.height()) * 0.27)
        self._front(painter, half.translated(half.width(), 0))

    def _front(self, painter: QPainter, place: QRectF) -> None:
        inner = place.adjusted(_CARD_AIR, _CARD_AIR - 6, -_CARD_AIR, -_CARD_AIR)
        top = inner.top()
        for kind, words in ((_CARD_NUMBER, f"{self._item.number}"), (_CARD_STEM, f"{self._item.stem} …")):
            lines = Lines(self._typeface, kind, [Run(words)], inner.width())
            for line in range(lines.count):
                painter.save()
                painter.scale(1 / TENTHS, 1 / TENTHS)
                lines.paint(painter, line, inner.left() * TENTHS, top * TENTHS)
                painter.restore()
                top += kind.line
            top += 3
        count = math.floor((inner.bottom() - top) / _LINE_GAP)
        room = QRectF(inner.left(), top, inner.width(), count * _LINE_GAP)
        _ruled(0, _LINE_GAP)(painter, room)


def _ruled(indent: float, gap: float) -> Callable[[QPainter, QRectF], None]:
    def draw(painter: QPainter, place: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("lineStrong"), 0.45))
        for number in range(1, round(place.height() / gap) + 1):
            y = place.top() + number * gap
            painter.drawLine(QPointF(place.left() + indent, y), QPointF(place.right(), y))

    return draw
