"""One of the ten in the review: number, stem, answer, and what may be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intimacy_desktop.runs import Run, plain
from ui.theme import Theme
from ui.widgets.boxes import row
from ui.widgets.button import Button
from ui.widgets.icons import Icon
from ui.widgets.text import RunStyle, Text


class AnswerLine(QWidget):
    """A sentence as its writer reads it again.

    Args:
        theme: the live theme.
        number: of the sentence, from 1.
        editable: whether there is a pencil.
        ruled: whether a hairline lies below.
        parent: as in Qt.
    """

    edit_asked = Signal(int)
    """The pencil was pressed; with the number."""

    def __init__(
        self,
        theme: Theme,
        number: int,
        *,
        editable: bool = True,
        ruled: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._number, self._ruled = theme, number, ruled
        shown = QLocale().toString(number)
        self._figure = Text(theme, shown, "small", "ink3", align="end", line=26)
        self._words = Text(theme, "", "aside")
        kept = self.tr("Kept to yourself. Your partner sees the same as for a blank.")
        self._kept = row(
            theme, Icon(theme, "lock", 16), (Text(theme, kept, "small", "ink2"), 1), gap=6, align="top"
        )
        self._kept.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addWidget(self._words)
        self._column.addWidget(self._kept)
        self._extra: QWidget | None = None
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(self._column, 1)
        self.pencil = Button(
            theme,
            kind="quiet",
            icon="pencil",
            size="compact",
            name=self.tr("Edit sentence {number}").format(number=shown),
        )
        self.pencil.setVisible(editable)
        self.pencil.clicked.connect(lambda: self.edit_asked.emit(self._number))
        self._box.addWidget(self.pencil, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_sentence(self, stem_runs: Sequence[Run], ending: str) -> None:
        """Show a stem, its marked words underlined, and its ending; or that nothing was written."""
        runs: list[tuple[str, RunStyle]] = [
            (run.text, {"color": "ink3", "dotted": True} if run.marked else {"color": "ink3"})
            for run in stem_runs
        ]
        stem = plain(tuple(stem_runs))
        if ending.strip():
            between = "" if not stem or stem[-1].isspace() else " "
            runs.append((between + ending, {}))
        else:
            runs.append((self.tr(" … left blank"), {"color": "ink3", "italic": True}))
        self._words.set_text(runs)

    def set_kept(self, kept: bool) -> None:
        """Say whether its writer keeps it back."""
        self._kept.setVisible(kept)

    def set_extra(self, widget: QWidget | None) -> None:
        """Put a widget below the words, such as the switch between “you” and as written."""
        if self._extra is not None:
            self._column.removeWidget(self._extra)
            self._extra.setParent(None)
            self._extra.deleteLater()
        self._extra = widget
        if widget is not None:
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def _restyle(self) -> None:
        above = self._theme.gap(11)
        self._box.setContentsMargins(0, above, 0, above)
        self._box.setSpacing(self._theme.gap(14))
        self._figure.setFixedWidth(self._theme.text(20))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline below the words."""
        if not self._ruled:
            return
        painter = QPainter(self)
        start = self._theme.text(20) + self._theme.gap(14)
        x = 0 if self._theme.rtl else start
        painter.fillRect(x, self.height() - 1, self.width() - start, 1, self._theme.color("line"))
        painter.end()
