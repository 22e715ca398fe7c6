"""The line inside a passphrase field: none of it reaches accessibility bus, clipboard or history."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QLineEdit, QMenu
from shiboken6 import isValid

from ui.theme import Theme
from ui.widgets.field import LineEdit

_kept: list[QAccessibleInterface] = []
"""Qt owns and deletes interfaces with their widgets; Python must not do so first."""
_installed: list[bool] = []

_DOTS = 11
"""Pixels at 100 %: a masked letter in the size of the others would be a ball."""

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What a paste can bring into one line and no key can: line breaks, tabs and their kind."""

_SWALLOWED = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
)


class _SecretInterface(QAccessibleWidget):
    """A passphrase to a screen reader: a name, a state, and no text at all.

    Qt's own interface offers the text to whoever asks while it is shown; and without a text interface the
    bridge drops every text event.
    """

    def __init__(self, edit: "SecretEdit") -> None:
        super().__init__(edit, QAccessible.Role.EditableText)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.passwordEdit = True
        state.editable = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return "" if kind == QAccessible.Text.Value else super().text(kind)


def _factory(_class: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, SecretEdit):
        return None
    _kept[:] = [each for each in _kept if isValid(each)]
    made = _SecretInterface(thing)
    _kept.append(made)
    return made


@contextmanager
def unheard() -> Iterator[None]:
    """No accessibility event leaves the program meanwhile.

    Qt 6.11 sends what is typed into a masked line in clear as text events.
    """
    active = QAccessible.isActive()
    QAccessible.setActive(False)
    try:
        yield
    finally:
        QAccessible.setActive(active)


ABANDONED_MS = 120_000
"""A line in which nothing was changed for so long is empty again: whoever began it has gone."""


class SecretEdit(LineEdit):
    """A masked line that can be shown; paste comes in, nothing goes out, and left alone it empties itself."""

    caps = Signal(bool)
    """Whether Caps Lock seems to be on, judged by the letter just typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        if not _installed:
            QAccessible.installFactory(_factory)
            _installed.append(True)
        self._composing = False
        self._quiet = QTimer(self, singleShot=True, interval=ABANDONED_MS)
        self._quiet.timeout.connect(self._empty)
        self.textChanged.connect(self._count_quiet)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:
        """Show the letters, or mask them."""
        with unheard():
            self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
            # each change of the echo mode sets the hints anew
            self.setInputMethodHints(
                Qt.InputMethodHint.ImhSensitiveData
                | Qt.InputMethodHint.ImhHiddenText
                | Qt.InputMethodHint.ImhNoPredictiveText
                | Qt.InputMethodHint.ImhNoAutoUppercase
            )
            self._forget_history()
            self._retheme()

    def setText(self, text: str | None) -> None:
        """Replace the text, unheard and without a history."""
        with unheard():
            super().setText(text or "")

    def clear(self) -> None:
        """Empty it; unlike Qt's own, this leaves nothing to undo."""
        self.setText("")

    def _count_quiet(self, text: str) -> None:
        if text:
            self._quiet.start()
        else:
            self._quiet.stop()

    def _empty(self) -> None:
        if self.isEnabled() and not self.isReadOnly():
            self.clear()
        else:  # somebody waits for what they have entered
            self._quiet.start()

    def _forget_history(self) -> None:
        # Setting the text is the one way to drop the line's history; the same text emits no change.
        # Words that an input method is still composing are left alone: they would be lost.
        if self.hasSelectedText() or self._composing:
            return
        place = self.cursorPosition()
        with unheard():
            super().setText(self.text())
            self.setCursorPosition(place)

    def _drop_breaks(self) -> None:
        """Make the line what it looks like: breaks at its ends are none of it, others stand for a space."""
        text = self.text()
        clean = " ".join(part for part in _BREAKS.split(text) if part)
        if clean != text:
            self.setText(clean)

    def letters(self) -> QFont:
        """The font of the letters, or of the smaller dots that mask them."""
        masked = self.echoMode() == QLineEdit.EchoMode.Password
        return self.theme.font("body", size=_DOTS if masked else None)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Let the line change unheard; those who listen inside the program hear of it afterwards.

        Afterwards, since what they say to screen readers (a mistake, a button that came alive) must be heard.
        """
        before, blocked = self.text(), self.blockSignals(True)
        try:
            with unheard():
                yield
            self._drop_breaks()
            self._forget_history()
        finally:
            self.blockSignals(blocked)
        after = self.text()
        if after != before:
            self.textChanged.emit(after)
            self.textEdited.emit(after)

    def paste(self) -> None:
        """Take the clipboard in, unheard."""
        with self._quietly():
            super().paste()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key, unheard; what would take the text out or back does nothing."""
        if any(event.matches(key) for key in _SWALLOWED):
            event.accept()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)  # changes nothing in the line, and what answers it must be heard
            return
        with self._quietly():
            super().keyPressEvent(event)
        letter = event.text()
        if letter.isalpha() and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(letter.isupper() != shift)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits, unheard."""
        self._composing = bool(event.preeditString())
        with self._quietly():
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Place the caret, unheard."""
        with unheard():
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection, which never becomes the primary clipboard; or paste with the middle button."""
        start, length = self.selectionStart(), len(self.selectedText())
        with self._quietly():
            if length:
                self.deselect()
            super().mouseReleaseEvent(event)
            if length:
                self.setSelection(start, length)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard, unheard but for the focus itself."""
        with unheard():
            super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to paste, and nothing that takes the text out."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(self.tr("Paste"))
        action.setEnabled(bool(QGuiApplication.clipboard().text()))
        action.triggered.connect(self.paste)
        menu.popup(event.globalPos())
