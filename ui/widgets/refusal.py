"""What is said where a paste was too long to be taken."""

from PySide6.QtWidgets import QScrollArea

from intimacy_desktop.answers import ANSWER_LIMIT
from intimacy_desktop.errors import AnswerTooLong
from ui.messages import say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.text import Text


class Refusal(Text):
    """A line that is there only after something was refused.

    Args:
        theme: the live theme.
        scroll: the page's scroll area, in which the line is brought into sight.
    """

    def __init__(self, theme: Theme, scroll: QScrollArea) -> None:
        super().__init__(theme, "", "small", "danger")
        self._scroll = scroll
        self.hide()

    def refuse(self, length: int) -> None:
        """Say that an ending of so many code points was not taken."""
        sentence = say(AnswerTooLong(length, ANSWER_LIMIT)).line
        self.set_text(sentence)
        self.show()
        bring_into_sight(self._scroll, self)
        announce(self, sentence, urgent=True)
