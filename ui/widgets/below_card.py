"""What stands under a card: the two ways to settle it, or a quiet line for who listens."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import centre, column
from ui.widgets.button import Button
from ui.widgets.text import Text


class BelowCard(QWidget):
    """Empty, two buttons, or a few words.

    Args:
        theme: the live theme.
        turn: label of the button that turns the card above.
        decline: label of the button that passes over it.

    Signals:
        turn_asked, decline_asked.
    """

    turn_asked = Signal()
    decline_asked = Signal()

    def __init__(self, theme: Theme, turn: str, decline: str) -> None:
        super().__init__()
        self.turn = Button(theme, turn, "primary", size="large")
        self.decline = Button(theme, decline, "quiet")
        self.turn.clicked.connect(self.turn_asked)
        self.decline.clicked.connect(self.decline_asked)
        self._line = Text(theme, "", "body", "ink2", align="center")
        self._hint = Text(theme, "", "small", "ink3", align="center")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(theme, centre(self.turn), centre(self.decline), self._line, self._hint, gap=4))
        self.show_words()

    def show_buttons(self, hint: str = "") -> None:
        """Offer to turn the card above or to pass over it.

        Args:
            hint: when to, or nothing.
        """
        self._show(buttons=True, line="", hint=hint)

    def show_words(self, line: str = "", hint: str = "") -> None:
        """Show a line with a smaller one below it; without words, nothing at all."""
        self._show(buttons=False, line=line, hint=hint)

    def _show(self, *, buttons: bool, line: str, hint: str) -> None:
        self.turn.setVisible(buttons)
        self.decline.setVisible(buttons)
        for label, words in ((self._line, line), (self._hint, hint)):
            label.set_text(words)
            label.setVisible(bool(words))
        self.setVisible(buttons or bool(line or hint))
