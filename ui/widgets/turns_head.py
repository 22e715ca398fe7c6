"""Above the two cards: how far the evening has come, and the sentence of the moment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme
from ui.widgets.progress import Approach
from ui.widgets.rings import Sign
from ui.widgets.text import Text


class TurnsHead(QWidget):
    """Progress and stem, centred; on one line, the stem first, where the text is large.

    Args:
        theme: the live theme.
        first: sign of the first seat.
        second: sign of the second seat.
        total: sentences.
    """

    def __init__(self, theme: Theme, first: Sign, second: Sign, total: int) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self.progress = Approach(theme, first, second, total)
        self._centred = Text(theme, "", "title", align="center", balance=True, heading=True)
        self._leading = Text(theme, "", "heading", heading=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for stem in (self._centred, self._leading):
            stem.setParent(self)  # one of them lies in the grid, and the other shall be no window of its own
        theme.changed.connect(self._arrange)
        self._arrange()

    def set_stem(self, stem: str, at: int) -> None:
        """Show another sentence.

        Args:
            stem: as a person reads it.
            at: its number, from 1.
        """
        self._centred.set_text(stem)
        self._leading.set_text(stem)
        self.progress.set_at(at)

    def set_narrow(self, narrow: bool) -> None:
        """Save height, for windows below 1000 pixels."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        theme, big = self._theme, self._theme.big
        self.progress.set_narrow(self._narrow)
        for widget in (self.progress, self._centred, self._leading):
            self._grid.removeWidget(widget)
        self._centred.set_role("stem" if self._narrow else "title")
        if big:
            self._grid.addWidget(self._leading, 0, 0)
            self._grid.addWidget(self.progress, 0, 1, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(self.progress, 0, 0, 1, 2, Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(self._centred, 1, 0, 1, 2)
        self._centred.setVisible(not big)
        self._leading.setVisible(big)
        self._grid.setColumnStretch(0, 1 if big else 0)
        drop = (theme.line("heading") - theme.line("label")) // 2 if big else 0
        self.progress.setContentsMargins(0, drop, 0, 0)  # the count stands in line with the stem
        self._grid.setHorizontalSpacing(theme.gap(16))
        self._grid.setVerticalSpacing(theme.gap(8 if self._narrow else 18))
