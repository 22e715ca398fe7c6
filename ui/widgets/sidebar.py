"""The guide's sidebar: the program's name, the chapters, a quiet note, and the way out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import STRETCH, Box, column, row
from ui.widgets.brand import Brand
from ui.widgets.button import Button
from ui.widgets.chapter_row import ChapterEntry, ChapterList
from ui.widgets.scroll import Scroll
from ui.widgets.text import Text

WIDTH = 296
"""Pixels; the sidebar gives way from 150 % text, so it never has to grow."""


class Sidebar(QWidget):
    """Chapters beside the page, for wide windows and text below 150 %.

    Args:
        theme: the live theme.
        entries: the chapters in reading order.
        heading: above the chapters.
        note: below them; may be empty.
        home_label: of the way out.
        extra: a control below the note, or none.
        parent: as in Qt.
    """

    chosen = Signal(str)
    """A chapter's id was chosen."""
    home_asked = Signal()
    """The way out was pressed."""

    def __init__(
        self,
        theme: Theme,
        entries: Sequence[ChapterEntry],
        *,
        heading: str,
        note: str,
        home_label: str,
        extra: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(WIDTH)
        self.chapters = ChapterList(theme, entries)
        self.chapters.chosen.connect(self.chosen)
        home = Button(theme, home_label, "quiet", icon="back", size="compact")
        home.clicked.connect(self.home_asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scroll(theme, self._content(theme, heading, note, extra, home)))
        theme.changed.connect(self.update)

    def _content(self, theme: Theme, heading: str, note: str, extra: QWidget | None, home: Button) -> Box:
        return column(
            theme,
            row(theme, Brand(theme), STRETCH, margins=(12, 2, 0, 0)),
            30,
            row(theme, (Text(theme, heading, "eyebrow", "ink3"), 1), margins=(14, 0, 14, 0)),
            8,
            self.chapters,
            24,
            STRETCH,
            row(theme, (Text(theme, note, "small", "ink3"), 1), margins=(14, 0, 14, 0)) if note else None,
            10 if extra else None,
            row(theme, extra, STRETCH, margins=(14, 0, 0, 0)) if extra else None,
            10,
            home,
            margins=(20, 16, 20, 20),
        )

    def set_current(self, chapter: str) -> None:
        """Mark the chapter that is being read."""
        self.chapters.set_current(chapter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sunken ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        painter.end()
