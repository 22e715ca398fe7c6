"""The four kinds of closeness: four circles that overlap."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.drawn import Drawn
from ui.widgets.figures.textures import draw_kind
from ui.widgets.rings import draw_brand
from ui.widgets.roles import give_role
from ui.widgets.text import Text

_RADIUS = 0.298
_OFFSET = 0.194
"""Radius of each circle and the distance of its centre from the middle, in parts of the whole."""
_LEAST_BESIDE = 560
"""Pixels below which the labels stand under the drawing."""


class _Circles(Drawn):
    def extent(self) -> QSize:
        """Grows with the text until the labels move under it."""
        side = 340 if self._theme.big else self._theme.text(256)
        return QSize(side, side)

    def draw(self, painter: QPainter) -> None:
        """Draw the four circles, the first where reading begins, and the program's mark between them."""
        side, middle, rtl = self.width(), self._centre(), self._theme.rtl
        for kind in range(4):
            right = (kind % 2 == 1) != rtl
            x = side * _OFFSET * (1 if right else -1)
            y = side * _OFFSET * (1 if kind > 1 else -1)
            draw_kind(painter, self._theme, kind, middle + QPointF(x, y), side * _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("canvas"))
        painter.drawEllipse(middle, side * 0.066, side * 0.066)
        accent = self._theme.color("accent")
        draw_brand(painter, middle, side * 0.048, accent, accent)


class _Swatch(Drawn):
    def __init__(self, theme: Theme, kind: int, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._kind = kind

    def extent(self) -> QSize:
        """As high as a label."""
        return QSize(self._theme.text(44), self._theme.text(44))

    def draw(self, painter: QPainter) -> None:
        """Draw the kind's texture in a small circle."""
        centre = self._centre()
        draw_kind(painter, self._theme, self._kind, centre, centre.x() - 2)


class FourKinds(QWidget):
    """The figure with a label at each circle; in narrow places and from 150 % text, over a list of swatches.

    Args:
        theme: the live theme.
        labels: four pairs of a name and a few words, in reading order.
        alt: what the drawing shows, for those who do not see it.
        parent: as in Qt.

    Raises:
        ValueError: not exactly four labels.
    """

    def __init__(
        self, theme: Theme, labels: Sequence[tuple[str, str]], alt: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if len(labels) != 4:
            raise ValueError("The figure has four circles.")
        self._theme = theme
        self._pairs = list(labels)
        self._circles = _Circles(theme)
        self._circles.setAccessibleName(alt)
        give_role(self._circles, QAccessible.Role.Graphic)
        self._swatches = [_Swatch(theme, kind, self) for kind in range(4)]
        self._labels: list[Box] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stacked: bool | None = None
        theme.changed.connect(self._arrange)
        self._arrange()

    def stacked(self) -> bool:
        """Whether the labels stand under the drawing."""
        return bool(self._stacked)

    def _arrange(self) -> None:
        stacked = self._theme.big or 0 < self.width() < _LEAST_BESIDE
        self._grid.setHorizontalSpacing(self._theme.gap(20))
        self._grid.setVerticalSpacing(self._theme.gap(18) if stacked else 0)
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for widget in (self._circles, *self._swatches, *self._labels):
            self._grid.removeWidget(widget)
        for label in self._labels:
            label.setParent(None)
            label.deleteLater()
        self._labels = [self._label(kind, stacked) for kind in range(4)]
        if stacked:
            self._stack()
        else:
            self._surround()

    def _label(self, kind: int, stacked: bool) -> Box:
        name, words = self._pairs[kind]
        align = "end" if kind % 2 == 0 and not stacked else "start"
        return column(
            self._theme,
            Text(self._theme, name, "strong", align=align),
            2,
            Text(self._theme, words, "aside", "ink2", align=align, balance=True, line=24),
        )

    def _stack(self) -> None:
        for part in range(3):
            self._grid.setColumnStretch(part, 1 if part == 1 else 0)
        self._grid.addWidget(self._circles, 0, 0, 1, 3, Qt.AlignmentFlag.AlignHCenter)
        for kind, (swatch, label) in enumerate(zip(self._swatches, self._labels, strict=True), 1):
            self._grid.addWidget(swatch, kind, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, kind, 1, 1, 2)
            swatch.show()

    def _surround(self) -> None:
        for swatch in self._swatches:
            swatch.hide()
        for part in range(3):
            self._grid.setColumnStretch(part, 0 if part == 1 else 1)
        self._grid.addWidget(self._circles, 0, 1, 2, 1, Qt.AlignmentFlag.AlignCenter)
        for kind, label in enumerate(self._labels):
            place = 0 if kind % 2 == 0 else 2
            self._grid.addWidget(label, kind // 2, place, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the labels under the drawing where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()
