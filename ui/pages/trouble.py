"""Something cannot be opened or done: what happened, what is safe, what can be done."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.messages import Message
from ui.theme import Theme
from ui.widgets.boxes import START, column, flow
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage
from ui.widgets.torn_mark import TornMark


class TroublePage(TextPage):
    """Tells of an error in plain words; it holds nothing personal but a nickname.

    Args:
        theme: the live theme.
        message: what happened, and what can be done.
        details: a technical line for whoever helps, shown on request; may be empty.
        back_label: of the way back; "Go back" unless it leads elsewhere.
        copies: whether checked copies of what is concerned may help.
        other_label: of another thing that can be done; empty where there is none.

    Signals:
        back_asked: the user has read it.
        copies_asked: the user wants to see the copies.
        other_asked: the user wants the other thing.
    """

    back_asked = Signal()
    copies_asked = Signal()
    other_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        message: Message,
        details: str,
        back_label: str = "",
        *,
        copies: bool = False,
        other_label: str = "",
    ) -> None:
        super().__init__(theme, message.title, measure=680, centred=True)
        self._back = Button(theme, back_label or self.tr("Go back"), "primary", size="large")
        self._back.clicked.connect(self.back_asked)
        self._back.setAccessibleDescription(message.line)  # heard with the focus, which lies here
        self._copies = Button(theme, self.tr("See its copies"), size="large")
        self._copies.clicked.connect(self.copies_asked)
        if not copies:
            self._copies.hide()
        self._other = Button(theme, other_label, size="large")
        self._other.clicked.connect(self.other_asked)
        if not other_label:
            self._other.hide()
        self._more = Link(theme, self.tr("Show details"))
        if not details:
            self._more.hide()
        self._more.clicked.connect(self._show_details)
        self._details = self._detail_card(details)
        self._details.hide()
        self.set_body(
            column(
                theme,
                (TornMark(theme), 0, START),
                22,
                # a heading stands without its full stop
                Text(theme, message.title.removesuffix("."), "title", balance=True),
                14,
                Text(theme, message.text, "reading", "ink2"),
                30,
                flow(theme, self._back, self._copies, self._other, self._more, gap=24),
                24,
                self._details,
            )
        )

    def _detail_card(self, details: str) -> Card:
        theme = self.theme
        words = column(
            theme,
            Text(theme, self.tr("For whoever helps you"), "strong"),
            6,
            Text(theme, details, "body", "ink2"),
        )
        return Card(theme, words, (26, 20, 26, 22))

    def first_focus(self) -> QWidget:
        """The way back."""
        return self._back

    def _show_details(self) -> None:
        self._details.show()
        self._more.hide()
        self._back.setFocus()
        # once it has its place
        QTimer.singleShot(0, self._details, lambda: self.scroll_area.ensureWidgetVisible(self._details))
