"""The last page before a file is written: where it goes, what it is called, and who can read it there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.places import sync_service
from ui.messages import say_of_writing
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.icon_line import IconLine
from ui.widgets.notice import Notice
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage
from ui.widgets.working import Working

Write = Callable[[Callable[[Path], object], Callable[[Exception], object]], None]
"""Writes the file and tells one or the other: its place, or why it is not there."""


class WriteFilePage(TextPage):
    """Says what will be written and where, writes it when asked, and says what stands there then.

    Args:
        theme: the live theme.
        folder: where it goes.
        name: of the file.
        encrypted: whether it opens with a passphrase of its own.
        write: writes it, away from this thread.

    Signals:
        elsewhere_asked: another folder.
        done: it is written, and read.
        back_asked: nothing was written.
    """

    elsewhere_asked = Signal()
    done = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, folder: Path, name: str, *, encrypted: bool, write: Write) -> None:
        super().__init__(theme, self.tr("Write the file"), measure=660)
        self._write, self._is_busy, self._is_written = write, False, False
        self._title = Text(theme, self.tr("Before it is written"), "title")
        self._name = Text(theme, name, "strong")
        self._folder = Text(theme, str(folder), "body", "ink2")
        self._working = Working(theme, self.tr("Writing, and reading it back …"))
        self._trouble = Notice(theme, "caution", "")
        self._back = self.back_button(self.tr("Back"), self._leave)
        self.set_leading(self._back)
        self._elsewhere = Button(theme, self.tr("Another folder"), "secondary", size="large")
        self._elsewhere.clicked.connect(lambda: None if self._is_busy else self.elsewhere_asked.emit())
        self._go_on = Button(theme, self.tr("Write it here"), "primary", size="large")
        self._go_on.clicked.connect(self._begin)
        self.set_actions(start=(self._elsewhere,), end=(self._go_on,))
        self._lines = column(theme, *self._said(folder, encrypted=encrypted))
        place = Card(theme, column(theme, self._name, 4, self._folder), padding=(24, 18, 24, 20))
        self.set_body(
            column(
                theme,
                self._title,
                16,
                place,
                18,
                self._lines,
                12,
                self._working,
                self._trouble,
                margins=(0, 8, 0, 24),
            )
        )
        self._trouble.hide()

    def _said(self, folder: Path, *, encrypted: bool) -> list[QWidget | int]:
        said: list[tuple[str, str]] = []
        if encrypted:
            said.append(
                ("key", self.tr("Whoever finds it needs its passphrase. They see its name and its size."))
            )
        else:
            said.append(
                (
                    "warning",
                    self.tr(
                        "It is not encrypted. Whoever can open this folder can read every word: others who "
                        "use this account or manage this computer, and whoever finds the disk."
                    ),
                )
            )
        service = sync_service(folder)
        if service:
            said.append(
                (
                    "warning",
                    self.tr(
                        "{service} copies this folder to other computers, and keeps what was deleted."
                    ).format(service=service),
                )
            )
        said.append(
            (
                "info",
                self.tr(
                    "Nothing that is there is written over. This program remembers neither place nor name."
                ),
            )
        )
        lines: list[QWidget | int] = []
        for icon, sentence in said:
            lines += [
                IconLine(self.theme, icon, sentence, "body", color="ink2", icon_color="accentText", gap=10),
                8,
            ]
        return lines

    def first_focus(self) -> QWidget | None:
        """The way back: nothing is written by the key that led here."""
        return self._back

    def _begin(self) -> None:
        if self._is_busy:
            return
        if self._is_written:
            self.done.emit()
            return
        self._set_busy(busy=True)
        self._trouble.hide()
        self._working.begin()
        self._write(self._written, self._failed)

    def _written(self, path: Path) -> None:
        self._is_written = True
        self._set_busy(busy=False)
        self._working.end()
        self._title.set_text(self.tr("It is written"))
        self._name.set_text(path.name)
        self._lines.clear()
        said = self.tr(
            "It was read back, and is whole. Where you copy or move it to, this program does not know."
        )
        self._lines.add(
            IconLine(self.theme, "check", said, "body", color="ink2", icon_color="accentText", gap=10)
        )
        self._elsewhere.hide()
        self._go_on.setText(self.tr("Done"))
        self._go_on.setFocus()

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._working.end()
        words = say_of_writing(error)
        self._trouble.set_words(words.title, words.text)
        self._trouble.show()
        self._elsewhere.setFocus()

    def _leave(self) -> None:
        if not self._is_busy:
            self.back_asked.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._go_on.setEnabled(not busy)
