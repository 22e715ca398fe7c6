"""Where a painted stem ends and where the answer that continues its line begins."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

LEAST_ROOM = 0.22
"""An answer that would have less than this part of the line starts on a line of its own."""


@dataclass(frozen=True, slots=True)
class StemLayout:
    """A stem broken into lines of one width, and the place its answer starts from.

    Attributes:
        lines: the broken stem.
        answer_line: the line on which the answer starts, from 0.
        indent: room the stem takes on that line, pixels.
    """

    lines: QTextLayout
    answer_line: int
    indent: float

    @classmethod
    def of(cls, stem: str, font: QFont, width: float, direction: Qt.LayoutDirection) -> "StemLayout":
        """Break a stem into lines.

        Args:
            stem: the unfinished sentence, without an ellipsis.
            font: of stem and answer.
            width: of the writing area, pixels.
            direction: in which the page is written.
        """
        lines = QTextLayout(stem, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(direction)
        rtl = direction == Qt.LayoutDirection.RightToLeft
        option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        lines.setTextOption(option)
        lines.beginLayout()
        while (line := lines.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
        lines.endLayout()
        count = lines.lineCount()
        if not stem or count == 0:
            return cls(lines, 0, 0.0)
        space = QFontMetricsF(font).horizontalAdvance(" ") * 1.15
        indent = float(math.ceil(lines.lineAt(count - 1).naturalTextWidth() + space))
        if width - indent < width * LEAST_ROOM:
            return cls(lines, count, 0.0)
        return cls(lines, count - 1, indent)

    def draw(self, painter: QPainter, first_baseline: float, line_height: float) -> None:
        """Paint the stem with its lines on the grid of the answer.

        Args:
            painter: target, with the pen already set.
            first_baseline: of the first line, pixels.
            line_height: from one baseline to the next, pixels.
        """
        for index in range(self.lines.lineCount()):
            line = self.lines.lineAt(index)
            line.draw(painter, QPointF(0, first_baseline + index * line_height - line.ascent() - line.y()))
