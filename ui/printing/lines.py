"""One paragraph, broken into lines, for any thread: no part of it is a QObject."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.printing.kinds import Kind, Run
from ui.printing.typeface import TENTHS, Typeface, ink

_BASELINE = 0.345
"""Where a baseline lies below the middle of its line, in em, as in `ui.theme`."""
_ISOLATE, _END = "\u2068", "\u2069"
_NO_GLYPH = 0


class Lines:
    """The lines of a paragraph at one width.

    Args:
        typeface: its letters.
        kind: how it is set.
        runs: its words.
        width: points from margin to margin.
        mark: hangs before the first line.
    """

    def __init__(
        self, typeface: Typeface, kind: Kind, runs: Sequence[Run], width: float, mark: str = ""
    ) -> None:
        self.kind = kind
        self._width = width
        room = width - kind.indent * (1 if mark or not kind.centred else 0)
        self._layout = _broken(typeface, kind, runs, room)
        self._mark = _broken(typeface, kind, [Run(mark, "ink3")], width) if mark else None
        self.count = max(1, self._layout.lineCount())

    @property
    def is_rtl(self) -> bool:
        """Whether it is read from right to left."""
        return self._layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft

    def missing(self) -> int:
        """How many letters no font of this computer has."""
        runs = self._layout.glyphRuns()
        return sum(run.glyphIndexes().count(_NO_GLYPH) for run in runs)

    def paint(self, painter: QPainter, index: int, x: float, y: float) -> None:
        """Paint the line at `index` with its upper edge at `y`, from the margin at `x`; all in tenths."""
        kind, indent = self.kind, self.kind.indent * TENTHS
        base = y + (kind.line / 2 + kind.size * _BASELINE) * TENTHS
        _draw(painter, self._layout, index, x + (0 if self.is_rtl else indent), base)
        if self._mark is not None and index == 0:
            used = self._mark.lineAt(0).naturalTextWidth()
            place = x + self._width * TENTHS - used if self.is_rtl else x
            _draw(painter, self._mark, 0, place, base)


def _draw(painter: QPainter, layout: QTextLayout, index: int, x: float, base: float) -> None:
    line = layout.lineAt(index)
    if line.isValid():
        line.draw(painter, QPointF(x, base - line.ascent() - line.y()))


def _broken(typeface: Typeface, kind: Kind, runs: Sequence[Run], width: float) -> QTextLayout:
    parts = [_shown(run) for run in runs]
    text = "".join(parts)
    layout = QTextLayout(text, typeface.font(kind.size, quiet=kind.quiet, weight=kind.weight))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    option.setTextDirection(_direction(text))
    rtl = option.textDirection() == Qt.LayoutDirection.RightToLeft
    start = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(Qt.AlignmentFlag.AlignHCenter if kind.centred else start)
    layout.setTextOption(option)
    layout.setFormats(_formats(typeface, kind, runs, parts))
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width * TENTHS))
    layout.endLayout()
    return layout


def _shown(run: Run) -> str:
    text = run.text.replace("\r\n", "\n").replace("\n", "\u2028")
    return f"{_ISOLATE}{text}{_END}" if run.apart else text


def _direction(text: str) -> Qt.LayoutDirection:
    """Give the direction of a paragraph: that of its first letter which has one, those set apart last."""
    depth, inner = 0, ""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"} and not depth:
            inner = kind
            break
        if kind in {"L", "R", "AL"} and not inner:
            inner = kind
        depth += (letter == _ISOLATE) - (letter == _END and depth > 0)
    return Qt.LayoutDirection.RightToLeft if inner in {"R", "AL"} else Qt.LayoutDirection.LeftToRight


def _formats(
    typeface: Typeface, kind: Kind, runs: Sequence[Run], parts: Sequence[str]
) -> list[QTextLayout.FormatRange]:
    formats, position = [], 0
    for run, part in zip(runs, parts, strict=True):
        look = QTextCharFormat()
        weight = 600 if run.strong else kind.weight
        look.setFont(typeface.font(kind.size, quiet=kind.quiet, italic=run.italic, weight=weight))
        look.setForeground(QBrush(ink(run.color or kind.color)))
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = position, _utf16(part), look
        formats.append(found)
        position += found.length
    return formats


def _utf16(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)
