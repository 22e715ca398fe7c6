"""At the next opening after a sealing or an evening: how one is, asked in private and kept nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.aftercare import After
from intimacy_desktop.care import Aftercare
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import column, flow, row, top
from ui.widgets.bullet import Bullet
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


class AftercarePage(Page):
    """Asks, and says what may help; whatever is pressed, nothing of it is kept.

    Args:
        theme: the live theme.
        words: of the page.
        after: what lies behind the reader.

    Signals:
        go_on_asked: on to one's own part; an answer is not needed.
        lock_asked.
    """

    go_on_asked = Signal()
    lock_asked = Signal()

    def __init__(self, theme: Theme, words: Aftercare, after: After) -> None:
        super().__init__(theme, words.title, measure=660)
        self._words = words
        self.set_trailing(self.quiet_button(self.tr("Lock"), "lock", self.lock_asked.emit))
        before = words.after_evening if after is After.EVENING else words.after_sealing
        self._answers = [
            Button(theme, said, "secondary", size="large")
            for said in (words.fine, words.stirred_up, words.not_ok)
        ]
        for answer, helps in zip(
            self._answers, (words.fine_helps, words.stirred_up_helps, words.not_ok_helps), strict=True
        ):
            answer.clicked.connect(lambda _checked=False, helps=helps: self._show(helps))
        self._help = column(theme)
        self.set_body(
            column(
                theme,
                Text(theme, words.title, "title"),
                6,
                Text(theme, before, "body", "ink2"),
                22,
                flow(theme, *self._answers, gap=12, line_gap=12),
                12,
                Text(theme, words.kept_nowhere, "small", "ink3"),
                22,
                self._help,
            )
        )
        go_on = Button(theme, words.go_on, "primary", size="large")
        go_on.clicked.connect(self.go_on_asked)
        self.set_actions(end=(go_on,))
        theme.changed.connect(self._weigh_the_same)
        self._weigh_the_same()

    def first_focus(self) -> QWidget | None:
        """Nobody: the question comes before any key."""
        return None

    def _weigh_the_same(self) -> None:
        width = max(answer.sizeHint().width() for answer in self._answers)
        for answer in self._answers:
            answer.setMinimumWidth(width)

    def _show(self, helps: tuple[str, ...]) -> None:
        theme, words = self.theme, self._words
        self._help.clear()
        lines = Listing(words.helps_title)
        for sentence in helps:
            line = row(
                theme, top(Bullet(theme)), (Text(theme, sentence, "body"), 1), gap=8, margins=(0, 4, 0, 4)
            )
            lines.add(ListingItem(theme, line, sentence))
        inside = column(theme, Text(theme, words.helps_title, "heading"), 8, lines)
        if helps is not words.fine_helps:
            turn = Link(theme, self.tr("Help and support"))
            turn.clicked.connect(self.help_asked)
            inside.add(12, turn)
        self._help.add(Card(theme, inside, (26, 20, 26, 22), elevation=0))
        announce(self, " ".join(helps))
