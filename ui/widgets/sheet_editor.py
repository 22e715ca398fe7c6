"""A stem editor on a sheet: the focus ring goes around the sheet, not through its words."""

from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.stem_editor import StemEditor


class SheetEditor(StemEditor):
    """A stem editor that shows its focus around the card it lies on.

    Args:
        theme: the live theme.
        limit: longest answer, code points.
        lines: ruled lines that are there before anything is written.
    """

    def __init__(self, theme: Theme, limit: int, lines: int = 4) -> None:
        super().__init__(theme, limit, lines)
        # While it is still being given its height, Qt scrolls the answer away from under the painted stem.
        self.verticalScrollBar().valueChanged.connect(self._stay)

    def focus_frame(self) -> QWidget | None:
        """The widget that the focus ring is drawn around."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, Card):
            parent = parent.parentWidget()
        return parent

    def _stay(self, value: int) -> None:
        if value:
            self.verticalScrollBar().setValue(0)
