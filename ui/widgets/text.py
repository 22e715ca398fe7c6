"""Wrapped text on a line grid of our own.

Text(theme, self.tr("Who is here?"), "display", align="center", balance=True)
Text(theme, [("That is not it. ", {"weight": 600, "color": "danger"}), ("Nothing is lost.", {})], "small")
"""

import math
from typing import cast

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Theme
from ui.widgets.access import heading_roles
from ui.widgets.text_layout import Runs, RunStyle, layout_text, utf16

HEADINGS = frozenset({"display", "title", "heading"})
_ENDLESS = 100_000
_WORD_LIMIT = 200
"""Pixels at 100 %: a longer word may break, so that no single word pushes a page wider than its window."""


class Text(QLabel):
    """Text that is read, not typed: static text to a screen reader, a heading in the heading roles.

    Args:
        theme: the live theme.
        text: plain text, or runs of it with their own styles; line breaks are kept.
        role: a text role of the tokens.
        color: a colour token.
        align: "start", "center" or "end".
        balance: make its lines about equally long, in up to six; by default headings and centred texts are.
        size: pixels at 100 % instead of the role's own size.
        line: pixels at 100 % from baseline to baseline instead of the role's own.
        heading: whether screen readers hear a heading; by default the heading roles are.
    """

    def __init__(
        self,
        theme: Theme,
        text: str | Runs,
        role: str = "body",
        color: str = "ink",
        align: str = "start",
        *,
        balance: bool | None = None,
        size: float | None = None,
        line: float | None = None,
        heading: bool | None = None,
    ) -> None:
        super().__init__()
        self._theme, self._role, self._color, self._align = theme, role, color, align
        self._balance = (role in HEADINGS or align == "center") if balance is None else balance
        self._size, self._line = size, line
        self._layouts: dict[int, QTextLayout] = {}
        self._runs: list[tuple[str, RunStyle]] = []
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role in HEADINGS if heading is None else heading:
            heading_roles(self)
        self.set_text(text)
        theme.changed.connect(self._retheme)

    @property
    def theme(self) -> Theme:
        """The live theme."""
        return self._theme

    @property
    def runs(self) -> Runs:
        """What is shown, in runs."""
        return self._runs

    def set_text(self, text: str | Runs) -> None:
        """Show another text."""
        self._runs = [(text, {})] if isinstance(text, str) else list(text)
        self._layouts.clear()
        # QLabel keeps the words for screen readers; a new paragraph's separator is Qt's own line break.
        super().setText("".join(run for run, _ in self._runs))
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """Show another label."""
        self.set_text(text)

    def set_color(self, color: str) -> None:
        """Show it in another colour token."""
        self._color = color
        self.update()

    def set_role(self, role: str, size: float | None = None, line: float | None = None) -> None:
        """Set it in another text role."""
        if (role, size, line) != (self._role, self._size, self._line):
            self._role, self._size, self._line = role, size, line
            self._retheme()

    def _retheme(self) -> None:
        self._layouts.clear()
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> QTextLayout:
        layout = self._layouts.get(width)
        if layout is None:
            runs = [(run.replace("\n", "\u2028"), style) for run, style in self._runs]
            layout = layout_text(self._theme, runs, self._role, width, self._align, size=self._size)
            if len(self._layouts) > 16:
                self._layouts.clear()
            self._layouts[width] = layout
        return layout

    def line_height(self) -> int:
        """Pixels from one baseline to the next."""
        return self._theme.line(self._role, self._line, self._size)

    def letter_size(self) -> int:
        """Pixels of its letters."""
        return self._theme.font(self._role, size=self._size).pixelSize()

    def natural_width(self) -> int:
        """Pixels of the longest line when nothing wraps."""
        layout = self._lines(_ENDLESS)
        widths = [layout.lineAt(index).naturalTextWidth() for index in range(layout.lineCount())]
        return math.ceil(max(widths, default=0.0)) + 2

    def hasHeightForWidth(self) -> bool:
        """Whether it grows higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of height at this width."""
        return max(1, self._lines(width).lineCount()) * self.line_height()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        width = min(self.natural_width(), self.maximumWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The least in which nothing is cut."""
        metrics = QFontMetricsF(self._theme.font(self._role, weight=self._boldest(), size=self._size))
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=1.0)
        limit = self._theme.text(_WORD_LIMIT)
        return QSize(min(math.ceil(longest) + 2, limit, self.natural_width()), self.line_height())

    def _boldest(self) -> int | None:
        return max((style["weight"] for _, style in self._runs if "weight" in style), default=None)

    def _balanced(self, width: int) -> tuple[QTextLayout, int]:
        layout = self._lines(width)
        count = layout.lineCount()
        if not self._balance or count < 2 or count > 6:
            return layout, width
        low, high = width * 0.4, float(width)
        for _ in range(9):
            middle = (low + high) / 2
            if self._lines(math.ceil(middle)).lineCount() <= count:
                high = middle
            else:
                low = middle
        narrow = math.ceil(high)
        return self._lines(narrow), narrow

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it from the theme."""
        painter = QPainter(self)
        layout, used = self._balanced(self.width())
        spare = self.width() - used
        left = {"start": spare if self._theme.rtl else 0, "end": 0 if self._theme.rtl else spare}
        offset = left.get(self._align, spare // 2)
        painter.setPen(self._theme.color(self._color))
        height = self.line_height()
        pixels = self._theme.font(self._role, size=self._size).pixelSize()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            base = round(index * height + height / 2 + pixels * self._theme.baseline(self._role))
            line.draw(painter, QPointF(offset, base - line.ascent() - line.y()))
            self._dots(painter, line, offset, base)
        painter.end()

    def _dots(self, painter: QPainter, line: QTextLine, offset: int, base: int) -> None:
        """Underline changed words with dots."""
        position, pixels = 0, self._theme.font(self._role, size=self._size).pixelSize()
        for text, style in self._runs:
            end = position + utf16(text)
            first, last = max(position, line.textStart()), min(end, line.textStart() + line.textLength())
            if style.get("dotted") and first < last:
                x1, x2 = sorted((_x(line.cursorToX(first)), _x(line.cursorToX(last))))
                y = base + round(pixels * (0.36 if self._theme.rtl else 0.24)) + 0.5
                pen = QPen(self._theme.color("ink3"), max(1.4, pixels * 0.065))
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setDashPattern([0.01, 2.4])
                painter.save()
                painter.setPen(pen)
                painter.drawLine(QPointF(offset + x1 + 1, y), QPointF(offset + x2 - 1, y))
                painter.restore()
            position = end


def _x(value: object) -> float:
    # PySide gives cursorToX as (x, position) or as x, by overload
    return float(cast("float", value[0] if isinstance(value, tuple) else value))
