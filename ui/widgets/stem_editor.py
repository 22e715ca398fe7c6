"""The field in which a sentence is finished: the stem is painted, the answer continues its line."""

import math
from unicodedata import bidirectional

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.caret import Caret
from ui.widgets.private_text import PrivateText
from ui.widgets.stem_layout import StemLayout

_STRONG = frozenset({"L", "R", "AL"})
"""Kinds of letters that have a direction of their own (Unicode, UAX #9)."""


class StemEditor(PrivateText):
    """Plain-text field whose answer continues the stem's own line; it grows with what is written.

    Put it into a scroll area: the editor never scrolls by itself and keeps its caret visible there.
    Signals `edited(str)`, `refused(int)` and `go_on()` as in `PrivateText`.

    Args:
        theme: the live theme.
        limit: longest answer, code points; a longer paste or key press is refused whole.
        lines: ruled lines that are there before anything is written.
        parent: as in Qt.
    """

    def __init__(self, theme: Theme, limit: int, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(limit, parent)
        self._theme = theme
        self._least_lines = lines
        self._stem = ""
        self._format: tuple[float, ...] | None = None
        self._line_height = theme.line("stem")
        self._layout = StemLayout.of("", theme.font("stem"), 1, self._direction())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursorWidth(0)  # it is painted here
        self._caret = Caret(self)
        self._caret.changed.connect(self.viewport().update)
        self.cursorPositionChanged.connect(self._take_move)
        # while it has no height yet, Qt scrolls the answer away from under the painted stem
        self.verticalScrollBar().valueChanged.connect(self._stay)
        theme.changed.connect(self._restyle)
        self._restyle()

    # ------------------------------------------------------------------ the stem

    def set_stem(self, stem: str) -> None:
        """Show another unfinished sentence; the answer is left as it is."""
        self._stem = stem
        self.setAccessibleName(stem)
        self.setAccessibleDescription(
            self.tr("Your answer continues this sentence. Enter makes a new line, Ctrl and Enter go on."),
        )
        self._restyle()

    def stem(self) -> str:
        """The unfinished sentence shown."""
        return self._stem

    # ------------------------------------------------------------------ looks

    def _restyle(self) -> None:
        theme = self._theme
        font = theme.font("stem")
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._line_height = theme.line("stem")
        palette = self.palette()
        for role, color in (
            (QPalette.ColorRole.Text, theme.color("ink")),
            (QPalette.ColorRole.Highlight, theme.color("selection")),
            (QPalette.ColorRole.HighlightedText, theme.color("ink")),
        ):
            palette.setColor(role, color)
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        option = QTextOption()
        option.setTextDirection(self._direction())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._format = None
        self._fit()
        self.viewport().update()

    def _direction(self) -> Qt.LayoutDirection:
        """That of the stem's words: its answer continues the same line, whichever way the page goes."""
        kind = next((kind for kind in map(bidirectional, self._stem) if kind in _STRONG), "")
        rtl = kind in {"R", "AL"} if kind else self._theme.rtl
        return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight

    @property
    def _rtl(self) -> bool:
        return self._direction() == Qt.LayoutDirection.RightToLeft

    def _fit(self) -> None:
        """Indent the answer behind the stem's last line, and be as high as both need."""
        width = max(1, self.viewport().width())
        self._layout = StemLayout.of(self._stem, self._theme.font("stem"), width, self._direction())
        top = float(self._layout.answer_line * self._line_height)
        wanted = (self._layout.indent, top, float(self._line_height), float(self._rtl))
        if wanted != self._format:
            self._apply_format(top)
            self._format = wanted
        self.document().setTextWidth(width)
        height = self._line_count() * self._line_height + math.ceil(self._line_height * 0.3)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _apply_format(self, top: float) -> None:
        history = self.document().isUndoRedoEnabled()
        # the indent belongs to the stem, not to the writer: undo may never take it back
        self.document().setUndoRedoEnabled(False)
        frame = self.document().rootFrame().frameFormat()
        if frame.topMargin() != top:
            # Qt ignores the first block's own top margin
            frame.setTopMargin(top)
            self.document().rootFrame().setFrameFormat(frame)
        block = QTextBlockFormat()
        block.setLineHeight(self._line_height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setTextIndent(self._layout.indent)
        block.setLayoutDirection(self._direction())
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(block)
        self.document().setUndoRedoEnabled(history)

    def _answer_layout(self) -> QTextLayout:
        return self.document().firstBlock().layout()

    def _line_count(self) -> int:
        written = self._layout.answer_line + max(1, self._answer_layout().lineCount())
        return max(self._least_lines, written)

    def _first_baseline(self) -> float:
        """Baseline of the stem's first line, pixels from the top."""
        block = self.document().firstBlock()
        top = self.document().documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineAt(0)
        above = self._layout.answer_line * self._line_height
        return float(top + line.y() + line.ascent() - above)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        self.document().setTextWidth(max(1, self.viewport().width()))
        painter = QPainter(self.viewport())
        baseline = self._first_baseline()
        self._paint_rules(painter, baseline)
        painter.setPen(self._theme.color("ink3"))
        self._layout.draw(painter, baseline, self._line_height)
        painter.end()
        super().paintEvent(event)
        if self._caret.is_on:
            painter = QPainter(self.viewport())
            painter.fillRect(self._caret_place(), self._theme.color("accentText"))
            painter.end()

    def _caret_place(self) -> QRect:
        """Where the caret is painted: as high as the letters, whole within the field."""
        size = self.font().pixelSize()
        width = max(2, round(size * 0.075))
        place = self.cursorRect()
        index = place.center().y() // self._line_height
        baseline = self._first_baseline() + index * self._line_height
        x = place.x() - (width if self._rtl else 0)
        x = max(0, min(x, self.viewport().width() - width))
        return QRect(x, round(baseline - size * 0.86), width, round(size * 1.14))

    def _paint_rules(self, painter: QPainter, baseline: float) -> None:
        width = self.viewport().width()
        first = self._layout.answer_line
        last_used = first + self._answer_layout().lineCount() - 1
        below = self.font().pixelSize() * 0.34
        for index in range(first, self._line_count()):
            painter.setPen(QPen(self._theme.color("lineStrong" if index <= last_used else "line"), 1))
            y = round(baseline + index * self._line_height + below)
            indent = round(self._layout.indent) if index == first else 0
            start, end = (0, width - indent) if self._rtl else (indent, width)
            painter.drawLine(QPoint(start, y), QPoint(end, y))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """The least it can be read in."""
        return QSize(self._theme.text(160), self.minimumHeight())

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(self._theme.text(560), self.minimumHeight())

    # ------------------------------------------------------------------ the caret in a scroll area

    def focus_frame(self) -> QWidget | None:
        """No focus ring: the caret tells where one writes."""
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        self._caret.begin()
        self._show_caret_later()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the focus away."""
        super().focusOutEvent(event)
        self._caret.end()

    def _take_move(self) -> None:
        if self.hasFocus():
            self._caret.begin()
        self._show_caret_later()

    def _stay(self, value: int) -> None:
        if value:
            self.verticalScrollBar().setValue(0)

    def _show_caret_later(self) -> None:
        # the scroll area learns the new height only when its layout runs
        QTimer.singleShot(0, self, self._show_caret)

    def _show_caret(self) -> None:
        if not self.hasFocus():
            return
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        page = None if parent is None else parent.widget()
        if parent is None or page is None:
            return
        place = self.viewport().mapTo(page, self.cursorRect().center())
        parent.ensureVisible(place.x(), place.y(), 0, self._line_height)
