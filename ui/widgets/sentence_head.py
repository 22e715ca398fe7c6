"""Which sentence is in view, and the way to the one before and after."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text


class SentenceHead(QWidget):
    """A quiet line above a large stem, between two buttons.

    Args:
        theme: the live theme.

    Signals:
        step_asked(int): -1 or 1.
    """

    step_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._above = Text(theme, "", "eyebrow", "ink3", align="center")
        self._stem = Text(theme, "", "title", align="center", balance=True)
        self.before = Button(theme, "", "quiet", icon="prev", name=self.tr("Sentence before"))
        self.after = Button(theme, "", "quiet", icon="next", name=self.tr("Next sentence"))
        for button, step in ((self.before, -1), (self.after, 1)):
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _checked=False, step=step: self.step_asked.emit(step))
        stem = row(theme, STRETCH, self.before, self._stem, self.after, STRETCH, gap=10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(theme, self._above, 4, stem))

    def show_sentence(self, above: str, stem: str, *, first: bool, last: bool) -> None:
        """Show a stem; what has no neighbour has no way there."""
        self._above.set_text(above)
        self._stem.set_text(stem)
        self.before.setEnabled(not first)
        self.after.setEnabled(not last)
