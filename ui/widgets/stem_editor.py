"""The field in which a sentence is finished: the stem is painted, the answer continues its line."""

import math

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
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
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QTextEdit, QWidget

from ui.theme import Theme
from ui.widgets.stem_layout import StemLayout

LINE_SEPARATOR = "\u2028"
"""What Enter inserts: the answer stays one block, so its first line keeps its indent."""

_BREAKS = str.maketrans(dict.fromkeys("\r\n\x0b\x0c\x85\u2029", LINE_SEPARATOR))
# Two non-characters that Qt uses inside documents; in pasted text they would split the answer into blocks.
_FRAME_MARKS = str.maketrans(dict.fromkeys("\ufdd0\ufdd1", "\ufffd"))


def _one_block(text: str) -> str:
    """The text with every kind of line break as a line separator."""
    return text.replace("\r\n", LINE_SEPARATOR).translate(_BREAKS).translate(_FRAME_MARKS)


class StemEditor(QTextEdit):
    """Plain-text field whose answer continues the stem's own line; it grows with what is written.

    Put it into a scroll area: the editor never scrolls by itself and keeps its caret visible there.

    Args:
        theme: the live theme.
        limit: longest answer, code points; a longer paste or key press is refused whole.
        lines: ruled lines that are there before anything is written.
    """

    edited = Signal(str)
    """The answer after each change made by the writer, with plain line feeds."""
    refused = Signal(int)
    """Code points the answer would have had; nothing of it was taken."""
    go_on = Signal()
    """Ctrl+Enter was pressed."""

    def __init__(self, theme: Theme, limit: int, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._limit = limit
        self._least_lines = lines
        self._stem = ""
        self._known = ""
        self._format: tuple[float, ...] | None = None
        self._copying = False
        self._line_height = theme.line("stem")
        self._layout = StemLayout.of("", theme.font("stem"), 1, self.layoutDirection())
        self._be_plain()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._take_change)
        self.cursorPositionChanged.connect(self._show_caret_later)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _be_plain(self) -> None:
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        # input methods may neither learn from an answer nor offer it again elsewhere
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhMultiLine,
        )

    # ------------------------------------------------------------------ stem and answer

    def set_stem(self, stem: str) -> None:
        """Show another unfinished sentence; the answer is left as it is."""
        self._stem = stem
        self.setAccessibleName(stem)
        self.setAccessibleDescription(
            self.tr("Your answer continues this sentence. Enter makes a new line, Ctrl and Enter go on."),
        )
        self._format = None
        self._fit()

    def stem(self) -> str:
        """The unfinished sentence shown."""
        return self._stem

    def set_answer(self, text: str) -> None:
        """Replace the answer without `edited`, with the caret at its end and nothing to undo."""
        self.document().setUndoRedoEnabled(False)
        self._known = text
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(_one_block(text))
        self._known = self.answer()
        self._format = None
        self._fit()
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def answer(self) -> str:
        """What is written, line breaks as line feeds, everything else as it was entered."""
        # not toPlainText(): that turns no-break spaces into plain ones
        raw = self.document().toRawText()
        return raw.replace(LINE_SEPARATOR, "\n").replace("\u2029", "\n")

    def forget(self) -> None:
        """Drop the history of undo and redo; earlier wordings are then nowhere in the field."""
        self.document().clearUndoRedoStacks()

    def _take_change(self) -> None:
        text = self.answer()
        if text == self._known:
            return
        if len(text) > self._limit:
            # a way in that no event handler guards, such as an accessibility client
            kept = self._known
            self.set_answer(kept)
            self.refused.emit(len(text))
            return
        if self.document().blockCount() > 1:
            self.set_answer(text)
        self._known = text
        self._fit()
        self.edited.emit(text)

    # ------------------------------------------------------------------ what may come in

    def _length_with(self, incoming: str) -> int:
        return len(self.answer()) - len(self.textCursor().selectedText()) + len(incoming)

    def _insert(self, text: str) -> bool:
        length = self._length_with(text)
        if length > self._limit:
            self.refused.emit(length)
            return False
        self.textCursor().insertText(text)
        self.ensureCursorVisible()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key press."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go_on.emit()
            else:
                self._insert(LINE_SEPARATOR)
            return
        for key, action in (
            (QKeySequence.StandardKey.Copy, self.copy_selected),
            (QKeySequence.StandardKey.Cut, self.cut_selected),
        ):
            if event.matches(key):
                action()
                event.accept()
                return
        text = event.text()
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        typed = bool(text) and text.isprintable() and not (event.modifiers() & command)
        if typed and self._length_with(text) > self._limit:
            self.refused.emit(self._length_with(text))
            event.accept()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composed."""
        commit = _one_block(event.commitString())
        replaced = event.replacementLength()
        if commit and self._length_with(commit) - replaced > self._limit:
            self.refused.emit(self._length_with(commit) - replaced)
            event = QInputMethodEvent()
        elif commit != event.commitString():
            clean = QInputMethodEvent(event.preeditString(), event.attributes())
            clean.setCommitString(commit, event.replacementStart(), replaced)
            event = clean
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text comes in."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste, whole or not at all."""
        if source.hasText():
            self._insert(_one_block(source.text()))

    # ------------------------------------------------------------------ what may go out

    def createMimeDataFromSelection(self) -> QMimeData:
        """What leaves the field: words that were asked for, as plain text."""
        data = QMimeData()
        # Only an asked-for copy leaves the field: merely selecting must not fill the primary selection.
        if self._copying:
            data.setText(self.textCursor().selectedText().replace(LINE_SEPARATOR, "\n"))
        return data

    def copy_selected(self) -> None:
        """Put the selected words on the clipboard, as plain text."""
        if self.textCursor().hasSelection():
            self._copying = True
            try:
                self.copy()
            finally:
                self._copying = False

    def cut_selected(self) -> None:
        """Move the selected words to the clipboard, as plain text."""
        if self.textCursor().hasSelection():
            self.copy_selected()
            self.textCursor().removeSelectedText()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press of the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            # a press on selected words would begin dragging them out
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the words."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = self.textCursor().hasSelection()
        for text, key, enabled, call in (
            (self.tr("Undo"), QKeySequence.StandardKey.Undo, self.document().isUndoAvailable(), self.undo),
            (self.tr("Redo"), QKeySequence.StandardKey.Redo, self.document().isRedoAvailable(), self.redo),
            (self.tr("Cut"), QKeySequence.StandardKey.Cut, selected, self.cut_selected),
            (self.tr("Copy"), QKeySequence.StandardKey.Copy, selected, self.copy_selected),
            (self.tr("Paste"), QKeySequence.StandardKey.Paste, self.canPaste(), self.paste),
            (self.tr("Select all"), QKeySequence.StandardKey.SelectAll, bool(self._known), self.selectAll),
        ):
            action = menu.addAction(text, key, call)
            action.setEnabled(enabled)
        menu.popup(event.globalPos())

    # ------------------------------------------------------------------ looks

    def _restyle(self) -> None:
        theme = self._theme
        font = theme.font("stem")
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._line_height = theme.line("stem")
        self.setCursorWidth(max(2, round(font.pixelSize() * 0.075)))
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
        return Qt.LayoutDirection.RightToLeft if self._theme.rtl else Qt.LayoutDirection.LeftToRight

    def _fit(self) -> None:
        """Indent the answer behind the stem's last line, and be as high as both need."""
        width = max(1, self.viewport().width())
        self._layout = StemLayout.of(self._stem, self._theme.font("stem"), width, self._direction())
        top = float(self._layout.answer_line * self._line_height)
        wanted = (self._layout.indent, top, float(self._line_height), float(self._theme.rtl))
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

    def _paint_rules(self, painter: QPainter, baseline: float) -> None:
        width = self.viewport().width()
        first = self._layout.answer_line
        last_used = first + self._answer_layout().lineCount() - 1
        below = self.font().pixelSize() * 0.34
        for index in range(first, self._line_count()):
            painter.setPen(QPen(self._theme.color("lineStrong" if index <= last_used else "line"), 1))
            y = round(baseline + index * self._line_height + below)
            indent = round(self._layout.indent) if index == first else 0
            start, end = (0, width - indent) if self._theme.rtl else (indent, width)
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus."""
        super().focusInEvent(event)
        self._show_caret_later()

    def _show_caret_later(self) -> None:
        # the scroll area learns the new height only when its layout runs
        QTimer.singleShot(0, self, self._show_caret)

    def _show_caret(self) -> None:
        if not self.hasFocus():
            return
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is None or parent.widget() is None:
            return
        caret = self.cursorRect()
        place = self.viewport().mapTo(parent.widget(), caret.center())
        parent.ensureVisible(place.x(), place.y(), 0, self._line_height)
