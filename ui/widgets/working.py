"""What a page says while something slow is done, and what it says where that failed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.messages import Message
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.icon_line import IconLine
from ui.widgets.notice import Notice


class Working(QWidget):
    """A calm line while something is done; a notice where it could not be.

    Args:
        theme: the live theme.
        sentence: what is being done.
    """

    def __init__(self, theme: Theme, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._line = IconLine(theme, "key", sentence, "body", color="ink2", icon_color="accentText", gap=10)
        self._trouble = Notice(theme, "caution", "")
        self._line.hide()
        self._trouble.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._line)
        box.addWidget(self._trouble)

    def begin(self) -> None:
        """Say what is being done."""
        self._trouble.hide()
        self._line.show()
        announce(self, self._sentence)

    def end(self, message: Message | None = None) -> None:
        """Say nothing more, or why it could not be done."""
        self._line.hide()
        self._trouble.hide()
        if message is not None:
            self._trouble.set_words(message.title, message.text)
            self._trouble.show()
