"""Where one is among the ten: dots for the writer, two marks drawing together for the two."""

import math
from collections.abc import Collection

from PySide6.QtCore import QLocale, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.rings import Sign, draw_mark
from ui.widgets.text import Text


class _Steps(QProgressBar):
    """A progress bar to screen readers, drawn by its subclasses; the first of `total` steps is 1."""

    def __init__(self, theme: Theme, total: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(1, total)
        self.setValue(1)
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("Sentence"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def words(self) -> str:
        """The step in words, such as “4 of 10”."""
        locale = QLocale()
        return self.tr("{at} of {total}").format(
            at=locale.toString(self.value()),
            total=locale.toString(self.maximum()),
        )

    def set_at(self, at: int) -> None:
        """Show another step, counted from 1."""
        self.setValue(at)
        self.setFormat(self.words())
        self.setAccessibleDescription(self.words())
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The size of the picture: it is never cut."""
        return self.sizeHint()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Dots(_Steps):
    """One mark per sentence in the writer's own shape: filled, here (a ring with a core), to come (outline).

    Args:
        theme: the live theme.
        sign: of the writer.
        total: sentences.
        parent: as in Qt.
    """

    def __init__(self, theme: Theme, sign: Sign, total: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, total, parent)
        self._sign = sign
        self._filled: frozenset[int] = frozenset()

    def set_filled(self, filled: Collection[int]) -> None:
        """Say which sentences have an answer, counted from 1."""
        self._filled = frozenset(filled)
        self.update()

    def _pitch(self) -> int:
        return self._theme.text(22) if self._theme.big else self._theme.gap(22)

    def sizeHint(self) -> QSize:
        """Room for all marks."""
        radius = self._theme.text(5)
        return QSize(self._pitch() * (self.maximum() - 1) + radius * 4, math.ceil(radius * 3.8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw one mark per sentence."""
        painter = QPainter(self)
        radius = self._theme.text(5)
        color = self._theme.hue(self._sign.hue)
        waiting = self._theme.color("lineStrong")
        for step in range(1, self.maximum() + 1):
            x = radius * 2 + (step - 1) * self._pitch()
            centre = QPointF(self.width() - x if self._theme.rtl else x, self.height() / 2)
            if step == self.value():
                draw_mark(painter, self._sign.shape, centre, radius * 1.5, color, state="current")
            elif step in self._filled:
                draw_mark(painter, self._sign.shape, centre, radius * 0.82, color)
            else:
                draw_mark(painter, self._sign.shape, centre, radius * 0.82, waiting, state="outline")
        painter.end()


class Progress(QWidget):
    """The dots with their words, “4 of 10”, at the far end of the line.

    Args:
        theme: the live theme.
        sign: of the writer.
        total: sentences.
        parent: as in Qt.
    """

    def __init__(self, theme: Theme, sign: Sign, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.dots = Dots(theme, sign, total)
        self._words = Text(theme, "", "label", "ink2", align="end")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self._row.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_at(1, ())

    def set_at(self, at: int, filled: Collection[int]) -> None:
        """Show a step and which sentences have an answer, both counted from 1."""
        self.dots.set_filled(filled)
        self.dots.set_at(at)
        self._words.set_text(self.dots.words())

    def _restyle(self) -> None:
        self._row.setSpacing(self._theme.gap(18))
        side = self._theme.gap(4)
        self._row.setContentsMargins(side, 0, side, 0)


class _Line(_Steps):
    """Two marks on one line that touch at the last step."""

    def __init__(
        self, theme: Theme, signs: tuple[Sign, Sign], total: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, total, parent)
        self._signs = signs
        self._length = 300

    def set_length(self, pixels: int) -> None:
        """Give the line another length, pixels."""
        self._length = pixels
        self._restyle()

    def sizeHint(self) -> QSize:
        """Room for the line and the marks on it."""
        return QSize(self._length, self._theme.text(9) * 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both marks as far together as they have come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.text(9)
        y, middle, margin = self.height() / 2, self.width() / 2, radius * 1.4
        come = (self.value() - 1) / max(1, self.maximum() - 1)
        far = middle - margin
        near = far * (1 - come) + radius * 0.62 * come
        path = QPen(self._theme.color("lineStrong"), 1.2)
        path.setDashPattern([1, 4])
        path.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(path)
        painter.drawLine(QPointF(margin, y), QPointF(self.width() - margin, y))
        side = 1 if self._theme.rtl else -1
        for sign, place in zip(self._signs, (side, -side), strict=True):
            color = self._theme.hue(sign.hue)
            painter.setPen(QPen(color, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(middle + place * far, y), QPointF(middle + place * near, y))
            draw_mark(painter, sign.shape, QPointF(middle + place * near, y), radius, color)
        painter.end()


class Approach(QWidget):
    """Two marks drawing together with every sentence, touching at the last; with “4 of 10” in words.

    In a narrow window the words stand beside the line; from 150 % text only the words stay.

    Args:
        theme: the live theme.
        first: sign of the first seat.
        second: sign of the second seat.
        total: sentences.
        parent: as in Qt.
    """

    def __init__(
        self, theme: Theme, first: Sign, second: Sign, total: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self.line = _Line(theme, (first, second), total)
        self._words = Text(theme, "", "label", "ink2", align="center")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._column.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._arrange)
        self._arrange()
        self.set_at(1)

    def set_at(self, at: int) -> None:
        """Show another sentence, counted from 1."""
        self.line.set_at(at)
        self._words.set_text(self.line.words())

    def set_narrow(self, narrow: bool) -> None:
        """Put the words beside a shorter line, for windows below 1000 pixels."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        self._row.removeWidget(self.line)
        self._row.removeWidget(self._words)
        self._column.removeWidget(self._words)
        self._row.setSpacing(self._theme.gap(16))
        self._column.setSpacing(self._theme.gap(6))
        self.line.set_length(190 if self._narrow else 300)
        self._row.addWidget(self.line, 0, Qt.AlignmentFlag.AlignCenter)
        self.line.setVisible(not self._theme.big)
        if self._narrow or self._theme.big:
            self._row.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
