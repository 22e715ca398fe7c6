"""A multi-line field for private words: plain text, of limited length, that leaves only when asked."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

LINE_SEPARATOR = "\u2028"
"""What Enter inserts: the text stays one block, so that a first line can keep its indent."""

_BREAKS = str.maketrans(dict.fromkeys("\r\n\x0b\x0c\x85\u2029", LINE_SEPARATOR))
# Two non-characters that Qt uses inside documents; in pasted text they would split it into blocks.
_FRAME_MARKS = str.maketrans(dict.fromkeys("\ufdd0\ufdd1", "\ufffd"))


def _one_block(text: str) -> str:
    """The text with every kind of line break as a line separator."""
    return text.replace("\r\n", LINE_SEPARATOR).translate(_BREAKS).translate(_FRAME_MARKS)


class PrivateText(QTextEdit):
    """Plain text of limited length, for an answer or a note that only its writer may read.

    It takes no rich text and no drops, refuses whole what would be too long, hides from input methods that
    learn, and lets words out only by an asked-for copy: not by dragging, and not by merely selecting them.

    Args:
        limit: longest text, code points.
        parent: as in Qt.
    """

    edited = Signal(str)
    """The text after each change made by the writer, with plain line feeds."""
    refused = Signal(int)
    """Code points the text would have had; nothing of it was taken."""
    go_on = Signal()
    """Ctrl+Enter was pressed."""

    def __init__(self, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._known = ""
        self._copying = False
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhMultiLine,
        )
        self.textChanged.connect(self._take_change)

    def answer(self) -> str:
        """What is written, line breaks as line feeds, everything else as it was entered."""
        # not toPlainText(): that turns no-break spaces into plain ones
        raw = self.document().toRawText()
        return raw.replace(LINE_SEPARATOR, "\n").replace("\u2029", "\n")

    def set_answer(self, text: str) -> None:
        """Replace the text without `edited`, with the caret at its end and nothing to undo."""
        self.document().setUndoRedoEnabled(False)
        self._known = _one_block(text).replace(LINE_SEPARATOR, "\n")
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(_one_block(text))
        self._fit()
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def forget(self) -> None:
        """Drop the history of undo and redo; earlier wordings are then nowhere in the field."""
        self.document().clearUndoRedoStacks()

    def _fit(self) -> None:
        """Follow the text with size and format; called after each change of it."""

    def _take_change(self) -> None:
        text = self.answer()
        if text == self._known:
            return
        if len(text) > self._limit:
            # a way in that no event handler guards, such as an accessibility client
            self.set_answer(self._known)
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

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is still being composed: the window may be hidden in the middle of a syllable."""
        composed = self.textCursor().block().layout().preeditAreaText()
        if composed:
            finished = QInputMethodEvent()
            finished.setCommitString(composed)
            self.inputMethodEvent(finished)
        super().hideEvent(event)

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
