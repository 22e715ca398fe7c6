"""Paper instead of the screen: which sheets shall be printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.options import Option
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage


class PaperPage(TextPage):
    """Offers the sheets that hold nothing of anybody.

    Args:
        theme: the live theme.

    Signals:
        blanks_asked, cards_asked, back_asked.
    """

    blanks_asked = Signal()
    cards_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("On paper"), measure=660)
        blanks = Button(theme, self.tr("Look"), name=self.tr("Look at the blank sheets"))
        cards = Button(theme, self.tr("Look"), name=self.tr("Look at the cards"))
        blanks.clicked.connect(self.blanks_asked)
        cards.clicked.connect(self.cards_asked)
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        lead = self.tr(
            "The exercise works by hand as well: each of you writes alone, and when both are ready you "
            "read in turns. These sheets hold the ten beginnings and nothing that either of you wrote."
        )
        rows = (
            (
                self.tr("Two blank sheets"),
                self.tr("The ten beginnings, with lines. Print them once for each of you."),
                blanks,
            ),
            (
                self.tr("Ten cards to turn"),
                self.tr("To cut out and fold. They lie closed on the table until one is turned."),
                cards,
            ),
        )
        parts: list[QWidget | int] = []
        for title, note, button in rows:
            parts += [Card(theme, Option(theme, title, note, button), padding=(0, 4, 0, 4)), 12]
        kept = self.tr(
            "What is written on paper is protected by nobody but you: keep it where only you look, and burn "
            "or shred what you do not want to keep."
        )
        self.set_body(
            column(
                theme,
                Text(theme, self.title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                20,
                *parts,
                6,
                Text(theme, kept, "body", "ink2"),
                margins=(0, 8, 0, 24),
            )
        )
