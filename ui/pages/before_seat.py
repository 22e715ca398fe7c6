"""The page before a seat: when it is wiser not to, where help is, how to write. Nothing is stored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.care import BeforeSeat
from ui.theme import Theme
from ui.widgets.boxes import column, row, top
from ui.widgets.bullet import Bullet
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


class BeforeSeatPage(Page):
    """Lets somebody think, alone, before a seat shows that they were here.

    Args:
        theme: the live theme.
        before: the words.

    Signals:
        go_on_asked, guide_asked: both weigh the same.
        bring_asked: there is a part already, in a copy from elsewhere.
        back_asked.
    """

    go_on_asked = Signal()
    guide_asked = Signal()
    bring_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, before: BeforeSeat) -> None:
        super().__init__(theme, before.title, measure=660)
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self._title = Text(theme, before.title, "title")
        self._bring = Link(theme, self.tr("Bring my part from a copy instead"))
        self._bring.clicked.connect(self.bring_asked)
        self.set_body(
            column(
                theme,
                self._title,
                6,
                Text(theme, before.opening, "body", "ink2"),
                22,
                self._unwise(before),
                28,
                Text(theme, before.help_title, "heading"),
                8,
                Text(theme, before.help, "body"),
                28,
                Text(theme, before.how_title, "heading"),
                8,
                self._points(before.how_title, before.how, "accentText"),
                24,
                Text(theme, before.trace, "body", "ink2"),
                10,
                Text(theme, before.limits, "body", "ink2"),
                24,
                self._bring,
            )
        )
        self._guide = Button(theme, self.tr("Only read the guide"), "secondary", size="large")
        self._go_on = Button(theme, self.tr("Go on"), "secondary", size="large")
        self._guide.clicked.connect(self.guide_asked)
        self._go_on.clicked.connect(self.go_on_asked)
        self.set_actions(end=(self._guide, self._go_on))
        theme.changed.connect(self._weigh_the_same)
        self._weigh_the_same()

    def first_focus(self) -> QWidget | None:
        """Nobody: a key pressed too early must not go on, and the words come first."""
        return None

    def _weigh_the_same(self) -> None:
        buttons = (self._guide, self._go_on)
        width = max(button.sizeHint().width() for button in buttons)
        for button in buttons:
            button.setMinimumWidth(width)

    def _unwise(self, before: BeforeSeat) -> Card:
        theme = self.theme
        return Card(
            theme,
            column(
                theme,
                Text(theme, before.unwise_title, "heading"),
                10,
                self._points(before.unwise_title, before.unwise, "caution"),
                12,
                Text(theme, before.unwise_then, "body"),
            ),
            (30, 24, 28, 24),
            edge="caution",
        )

    def _points(self, name: str, sentences: tuple[str, ...], color: str) -> Listing:
        points = Listing(name)
        for sentence in sentences:
            line = row(
                self.theme,
                top(Bullet(self.theme, color)),
                (Text(self.theme, sentence, "body"), 1),
                gap=8,
                margins=(0, 4, 0, 4),
            )
            points.add(ListingItem(self.theme, line, sentence))
        return points
