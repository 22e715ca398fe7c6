"""The list of chapters: one button a chapter, the present one marked by more than colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.paint import draw_panel
from ui.widgets.roles import give_role
from ui.widgets.row_button import RowButton
from ui.widgets.text import Text

_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """One line of the list.

    Attributes:
        id: what `chosen` says.
        number: as shown, or None for a line without one.
        title: of the chapter.
        minutes: reading time, or None where none is shown.
    """

    id: str
    number: int | None
    title: str
    minutes: int | None = None


class ChapterRow(RowButton):
    """A chapter's number, title and reading time; checked where the reader is."""

    def __init__(self, theme: Theme, entry: ChapterEntry, parent: QWidget | None = None) -> None:
        super().__init__(theme, entry.title, parent)
        self.setCheckable(True)
        minutes = self._reading_time(entry.minutes)
        number = "" if entry.number is None else QLocale().toString(entry.number)
        self._number = Text(theme, number, "label", "ink3", align="center", line=20)
        self._title = Text(theme, entry.title, "body", "ink2", line=20)
        self._minutes = Text(theme, minutes, "small", "ink3")
        self.add(self._number, top=True)
        self.add(column(theme, self._title, self._minutes), 1)
        self._minutes.setVisible(bool(minutes))
        named = self.tr("{number}. {title}").format(number=number, title=entry.title)
        self.setAccessibleName(named if number else entry.title)
        self.setAccessibleDescription(minutes)
        self._entry = entry
        self.toggled.connect(self._restyle)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _reading_time(self, minutes: int | None) -> str:
        if minutes is None:
            return ""
        if minutes == 1:
            return self.tr("About a minute")
        return self.tr("About %Ln minutes", "reading time, two or more", minutes)

    def _restyle(self) -> None:
        theme, here = self._theme, self.isChecked()
        self.content.setContentsMargins(theme.gap(14), theme.gap(10), theme.gap(12), theme.gap(10))
        self.content.setSpacing(theme.text(12))
        self._number.setFixedWidth(theme.text(18))
        self._number.set_color("accentText" if here else "ink3")
        self._title.set_text([(self._entry.title, {"weight": 600 if here else 400})])
        self._title.set_color("ink" if here else "ink2")
        self.update()

    def nextCheckState(self) -> None:
        """Leave it to the list which of them is the present one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the list: Qt would walk to whatever lies next to it."""
        if event.key() in _LIST_KEYS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def draw_ground(self, painter: QPainter) -> None:
        """Mark the present chapter with paper and a bar at its start."""
        if not self.isChecked():
            super().draw_ground(painter)
            return
        theme = self._theme
        draw_panel(painter, self.rect().toRectF(), self.focus_radius(), theme.color("surface"), None)
        high = theme.text(18)
        x = self.width() - 3.5 if theme.rtl else 0.0
        bar = QRectF(x, self.height() / 2 - high / 2, 3.5, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(bar, 1.75, 1.75)


class ChapterList(QWidget):
    """All chapters, one of them the present one; Tab stops at that one, the arrows go to the others.

    Args:
        theme: the live theme.
        entries: in reading order.
        parent: as in Qt.
    """

    chosen = Signal(str)
    """A chapter's id was chosen."""

    def __init__(self, theme: Theme, entries: Sequence[ChapterEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(self.tr("Chapters"))
        self._rows: dict[str, ChapterRow] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for entry in entries:
            row = ChapterRow(theme, entry)
            self._rows[entry.id] = row
            box.addWidget(row)
            row.clicked.connect(partial(self._choose, entry.id))
        self._mark("")

    def set_current(self, chapter: str) -> None:
        """Mark the chapter that is being read.

        Raises:
            KeyError: no line has this id.
        """
        if chapter not in self._rows:
            raise KeyError(chapter)
        self._mark(chapter)

    def current(self) -> str:
        """The id of the marked chapter, empty if none is."""
        return next((chapter for chapter, row in self._rows.items() if row.isChecked()), "")

    def focus_current(self) -> None:
        """Give the focus to the marked chapter."""
        row = self._rows.get(self.current())
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another chapter's line by an arrow, Home or End, without opening it."""
        rows = list(self._rows.values())
        at = next((index for index, row in enumerate(rows) if row.hasFocus()), None)
        if at is None:
            super().keyPressEvent(event)
            return
        last = len(rows) - 1
        targets = {
            Qt.Key.Key_Up: max(at - 1, 0),
            Qt.Key.Key_Down: min(at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
            return
        rows[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, chapter: str, _checked: bool = False) -> None:
        self._mark(chapter)
        self.chosen.emit(chapter)

    def _mark(self, present: str) -> None:
        stop = present or next(iter(self._rows), "")
        for chapter, row in self._rows.items():
            row.setChecked(chapter == present)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chapter == stop else Qt.FocusPolicy.ClickFocus)
