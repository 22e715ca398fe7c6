"""A date, if one is wanted."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import column, flow
from ui.widgets.button import Button
from ui.widgets.field_frame import paint_frame, redraw_frame
from ui.widgets.switch import LabelledSwitch
from ui.widgets.text import Text

_AHEAD = 7
"""Days from today that are offered first."""


class _DateEdit(QDateEdit):
    """The bare date; its parts are changed with the arrow keys or typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFrame(False)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        self.setDisplayFormat(pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy"))
        theme.changed.connect(self._retheme)
        self._retheme()

    def focus_frame(self) -> QWidget | None:
        """The widget that the focus ring is drawn around."""
        return self.parentWidget()

    def _retheme(self) -> None:
        self.setFont(self._theme.font("body"))
        palette = self._theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: nothing changes by scrolling past."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard, and have the frame drawn darker."""
        super().focusInEvent(event)
        redraw_frame(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard away."""
        super().focusOutEvent(event)
        redraw_frame(self)


class _Frame(QWidget):
    def __init__(self, theme: Theme, edit: _DateEdit) -> None:
        super().__init__()
        self._theme, self._edit = theme, edit
        self._box = QHBoxLayout(self)
        self._box.addWidget(edit)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)
        self._retheme()

    def focus_radius(self) -> float:
        return self._theme.radius("field")

    def _retheme(self) -> None:
        side = self._theme.text(12)
        self._box.setContentsMargins(side, 0, side, 0)
        self.setFixedHeight(self._theme.text(self._theme.size("control")))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.text(150), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_frame(self, self._theme, has_focus=self._edit.hasFocus())


class DateField(QWidget):
    """A switch for a date; while it is on, the date with its day of the week, and a week more or less.

    Args:
        theme: the live theme.
        label: what the date is for.
        hint: a smaller line.
        today: the earliest date.

    Signals:
        edited(str): the ISO date, or nothing, after each change by hand.
    """

    edited = Signal(str)

    def __init__(self, theme: Theme, label: str, hint: str, today: date) -> None:
        super().__init__()
        self._today = QDate(today.year, today.month, today.day)
        self._is_filling = False
        self._switch = LabelledSwitch(theme, label, hint)
        self.edit = _DateEdit(theme)
        self.edit.setAccessibleName(label)
        self.edit.setMinimumDate(self._today)
        self.edit.setDate(self._today.addDays(_AHEAD))
        self._weekday = Text(theme, "", "body", "ink2")
        earlier = Button(theme, self.tr("A week earlier"), "secondary", size="compact")
        later = Button(theme, self.tr("A week later"), "secondary", size="compact")
        earlier.clicked.connect(lambda: self._move(-7))
        later.clicked.connect(lambda: self._move(7))
        self._date = flow(theme, _Frame(theme, self.edit), earlier, later, gap=10)
        self._when = column(theme, self._date, 6, self._weekday, margins=(62, 10, 0, 0))
        self._when.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(theme, self._switch, self._when))
        self._switch.toggled.connect(self._take_switch)
        self.edit.dateChanged.connect(self._take_date)
        self._say_weekday()

    def iso(self) -> str:
        """The date, or nothing while none is wanted."""
        return self.edit.date().toString(Qt.DateFormat.ISODate) if self._switch.isChecked() else ""

    def set_iso(self, iso: str) -> None:
        """Show a date, or that none is wanted, without `edited`."""
        self._is_filling = True
        if iso:
            given = QDate.fromString(iso, Qt.DateFormat.ISODate)
            self.edit.setMinimumDate(min(self._today, given))
            self.edit.setDate(given)
        self._switch.setChecked(bool(iso))
        self._is_filling = False

    def _move(self, days: int) -> None:
        self.edit.setDate(max(self.edit.minimumDate(), self.edit.date().addDays(days)))

    def _take_switch(self, on: bool) -> None:
        self._when.setVisible(on)
        self._tell()

    def _take_date(self) -> None:
        self._say_weekday()
        self._tell()

    def _say_weekday(self) -> None:
        self._weekday.set_text(QLocale().toString(self.edit.date(), QLocale.FormatType.LongFormat))

    def _tell(self) -> None:
        if not self._is_filling:
            self.edited.emit(self.iso())
