"""Both are here, and there are evenings behind them: turn the cards, look back, or leave it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.identity import Identity
from intimacy_desktop.sitting import Readiness
from ui.theme import Theme
from ui.widgets.boxes import Item, centre, column
from ui.widgets.button import Button
from ui.widgets.rings import Sign
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.together_mark import TogetherMark


class ThresholdPage(Page):
    """Offers what there is to do with both parts open; nothing begins by itself.

    Args:
        theme: the live theme.
        people: the first seat’s owner and the second’s.
        readiness: whether there are cards to turn.

    Signals:
        turn_asked, look_back_asked, lock_asked.
    """

    turn_asked = Signal()
    look_back_asked = Signal()
    lock_asked = Signal()

    def __init__(self, theme: Theme, people: tuple[Identity, Identity], readiness: Readiness) -> None:
        super().__init__(theme, self.tr("Both of you are here"), measure=640, centred=True)
        self.set_leading(self.quiet_button(self.tr("Lock"), "lock", self.lock_asked.emit))
        title, words, may_turn = self._words(readiness)
        look_back = Button(theme, self.tr("Look back together"), "secondary", size="large")
        look_back.clicked.connect(self.look_back_asked)
        ways: list[Item] = []
        if may_turn:
            turn = Button(theme, self.tr("Turn the cards"), "secondary", size="large")
            turn.clicked.connect(self.turn_asked)
            ways = [centre(turn), 12]
        hint = self.tr("What you read there may colour what you write next. It can wait, too.")
        first, second = (Sign.of(person) for person in people)
        self.set_body(
            column(
                theme,
                centre(TogetherMark(theme, first, second, radius=24)),
                18,
                Text(theme, title, "title", align="center", balance=True),
                8,
                Text(theme, words, "body", "ink2", align="center", balance=True),
                28,
                *ways,
                centre(look_back),
                14,
                Text(theme, hint, "small", "ink3", align="center", balance=True),
                margins=(0, 0, 0, 24),
            )
        )

    def first_focus(self) -> QWidget | None:
        """Nobody: the key that opened both must not go on by itself."""
        return None

    def _words(self, readiness: Readiness) -> tuple[str, str, bool]:
        """Title, line below, and whether there are cards."""
        match readiness:
            case Readiness.READY:
                return self.tr("Your cards lie ready"), self.tr("Begin when you both want to."), True
            case Readiness.RESUMES:
                return self.tr("You stopped in between"), self.tr("It goes on where you left it."), True
            case Readiness.ENDED:
                return self.tr("This round was closed"), self.tr("Each of you may begin another one."), False
        return self.tr("Not yet"), self.tr("There are no cards to turn tonight."), False
