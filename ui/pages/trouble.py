"""Something cannot be opened or done: what happened, what is safe, what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.messages import Message
from ui.theme import Theme
from ui.widgets.boxes import START, column, flow
from ui.widgets.button import Button, Link
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.torn_mark import TornMark


class TroublePage(Page):
    """Tells of an error in plain words; it holds nothing personal but a nickname.

    Args:
        theme: the live theme.
        message: what happened, and what can be done.
        details: a technical line for whoever helps, shown on request; may be empty.
        back_label: of the one button; "Go back" unless it leads elsewhere.

    Signals:
        back_asked: the user has read it.
    """

    back_asked = Signal()

    def __init__(self, theme: Theme, message: Message, details: str, back_label: str = "") -> None:
        super().__init__(theme, message.title, measure=680, centred=True)
        self._back = Button(theme, back_label or self.tr("Go back"), "primary", size="large")
        self._back.clicked.connect(self.back_asked)
        more = Link(theme, self.tr("Show details"))
        more.setVisible(bool(details))
        more.clicked.connect(self._show_details)
        self._more = more
        self._details = Text(theme, details, "small", "ink3")
        self._details.hide()
        self.set_body(
            column(
                theme,
                (TornMark(theme), 0, START),
                18,
                Text(theme, message.title, "title", balance=True),
                14,
                Text(theme, message.text, "reading", "ink2"),
                28,
                flow(theme, self._back, more, gap=20),
                12,
                self._details,
            )
        )

    def first_focus(self) -> QWidget:
        """The way back."""
        return self._back

    def _show_details(self) -> None:
        self._details.show()
        self._more.hide()
        self._back.setFocus()
