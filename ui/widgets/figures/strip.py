"""Pictures in a row, each with its label below; in narrow places and from 150 % text one below the other."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.figures.drawing import Drawing
from ui.widgets.figures.surrounded import LEAST_BESIDE, Labels
from ui.widgets.roles import give_role
from ui.widgets.text import Text

_LEAST = 300
"""Pixels at 100 % text that a scene and a label beside it need."""


class Strip(QWidget):
    """A figure of several scenes that are read one after the other.

    Args:
        theme: the live theme.
        scenes: makes the picture of a scene by its number.
        labels: a pair of a name and a few words for each scene, in reading order.
        alt: what the scenes show, for those who do not see them.
        count: how many scenes there are.

    Raises:
        ValueError: not as many labels as scenes.
    """

    def __init__(
        self, theme: Theme, scenes: Callable[[int], Drawing], labels: Labels, alt: str, count: int
    ) -> None:
        super().__init__()
        if len(labels) != count:
            raise ValueError(f"The figure has {count} scenes.")
        self._theme, self._pairs = theme, list(labels)
        self._scenes = [scenes(number) for number in range(count)]
        for scene in self._scenes:
            scene.setParent(self)
        self._labels: list[Box] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        give_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName(alt)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stacked: bool | None = None
        theme.changed.connect(self._arrange)
        self._arrange()

    def stacked(self) -> bool:
        """Whether the scenes stand one below the other."""
        return bool(self._stacked)

    def _arrange(self) -> None:
        stacked = self._theme.big or 0 < self.width() < LEAST_BESIDE
        self._grid.setHorizontalSpacing(self._theme.gap(20))
        self._grid.setVerticalSpacing(self._theme.gap(20 if stacked else 12))
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for widget in (*self._scenes, *self._labels):
            self._grid.removeWidget(widget)
        for label in self._labels:
            label.setParent(None)
            label.deleteLater()
        self._labels = [self._label(*pair, stacked) for pair in self._pairs]
        for number, (scene, label) in enumerate(zip(self._scenes, self._labels, strict=True)):
            self._grid.setColumnStretch(number, 0 if stacked else 1)
            if stacked:
                self._grid.addWidget(scene, number, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(label, number, 1, Qt.AlignmentFlag.AlignVCenter)
            else:
                self._grid.addWidget(scene, 0, number, Qt.AlignmentFlag.AlignHCenter)
                self._grid.addWidget(label, 1, number, Qt.AlignmentFlag.AlignTop)
        if stacked:
            self._grid.setColumnStretch(1, 1)

    def _label(self, name: str, words: str, stacked: bool) -> Box:
        align = "start" if stacked else "center"
        return column(
            self._theme,
            Text(self._theme, name, "strong", align=align, balance=True),
            2,
            Text(self._theme, words, "aside", "ink2", align=align, balance=True, line=24),
        )

    def minimumSizeHint(self) -> QSize:
        """Room for one scene and its label: in less than the row needs, it is no row."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._theme.text(_LEAST)), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the scenes below each other where there is no room beside each other."""
        super().resizeEvent(event)
        self._arrange()
