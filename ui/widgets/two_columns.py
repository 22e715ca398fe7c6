"""Two equal things side by side; one below the other where they would become narrow."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme


class TwoColumns(QWidget):
    """Equally wide, the first one where reading begins.

    Args:
        theme: the live theme.
        first: what stands first.
        second: what stands second.
        least: pixels at 100 % that each needs to stand beside the other.
    """

    def __init__(self, theme: Theme, first: QWidget, second: QWidget, *, least: float = 260) -> None:
        super().__init__()
        self._theme, self._least = theme, least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(first, 1)
        self._box.addWidget(second, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._arrange)
        self._arrange()

    def is_stacked(self) -> bool:
        """Whether one stands below the other."""
        return self.width() < 2 * self._theme.text(self._least) + self._theme.gap(24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack them where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(below if self.is_stacked() else beside)
        self._box.setSpacing(self._theme.gap(24))
