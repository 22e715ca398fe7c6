"""A copy that its owner has opened: how old it is, what would be lost, and two equal ways on."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.messages import Message
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.moments import day_and_time
from ui.widgets.notice import Notice
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage


@dataclass(frozen=True, slots=True)
class Lost:
    """What the present part has that a copy has not.

    Attributes:
        rounds: how many rounds are missing in the copy.
        changed: how many stand otherwise in it.
        last_saved: when the present part was last saved, if that was later.
    """

    rounds: int
    changed: int
    last_saved: datetime | None


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What the owner of an opened copy is told of it; nothing of what is written in it.

    Attributes:
        nickname: of its owner.
        made_at: when the copy was made.
        last_saved: when its owner had last saved, if they ever had.
        last_sealed: when they had last sealed, if they ever had.
        lost: None where the present part cannot be looked into.
        is_there: whether there is a present part at all.
    """

    nickname: str
    made_at: datetime
    last_saved: datetime | None
    last_sealed: datetime | None
    lost: Lost | None
    is_there: bool


class JudgeCopyPage(TextPage):
    """Tells an owner what a copy is and what restoring it would mean; they decide.

    Args:
        theme: the live theme.
        facts: of the copy.

    Signals:
        restore_asked, leave_asked: both weigh the same.
    """

    restore_asked = Signal()
    leave_asked = Signal()

    def __init__(self, theme: Theme, facts: CopyFacts) -> None:
        super().__init__(theme, self.tr("An opened copy"), measure=660)
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        self.set_body(
            column(
                theme,
                Text(theme, self.tr("A copy of {name}’s part").format(name=facts.nickname), "title"),
                18,
                self._dates(facts),
                22,
                Text(theme, self.tr("If it becomes current"), "heading"),
                8,
                *self._consequences(facts),
                18,
                self._trouble,
                margins=(0, 8, 0, 16),
            )
        )
        self._make = Button(theme, "", size="large")
        self._leave = Button(theme, self.tr("Leave all as it is"), size="large")
        self._make.clicked.connect(self.restore_asked)
        self._leave.clicked.connect(self.leave_asked)
        self.set_actions(end=(self._leave, self._make))
        theme.changed.connect(self._weigh_the_same)
        self.set_busy(busy=False)
        self._weigh_the_same()

    def first_focus(self) -> QWidget | None:
        """Nobody: a key pressed too early must not restore, and the words come first."""
        return None

    def set_busy(self, *, busy: bool) -> None:
        """Show that it is being restored, or may be."""
        self._make.setEnabled(not busy)
        self._leave.setEnabled(not busy)
        self._make.setText(self.tr("Making it current …") if busy else self.tr("Make it current"))

    def show_trouble(self, message: Message) -> None:
        """Say why it was not restored; it may be tried again."""
        self.set_busy(busy=False)
        self._trouble.set_words(message.title, message.text)
        self._trouble.show()
        bring_into_sight(self.scroll_area, self._trouble)

    def _weigh_the_same(self) -> None:
        buttons = (self._make, self._leave)
        width = max(button.sizeHint().width() for button in buttons)
        for button in buttons:
            button.setMinimumWidth(width)

    def _dates(self, facts: CopyFacts) -> Card:
        theme = self.theme
        never = self.tr("Never")
        dates = (
            (self.tr("Last saved by then"), day_and_time(facts.last_saved) if facts.last_saved else never),
            (self.tr("Last sealed by then"), day_and_time(facts.last_sealed) if facts.last_sealed else never),
            (self.tr("Made, as its name says"), day_and_time(facts.made_at)),
        )
        lines = [column(theme, Text(theme, name, "small", "ink3"), Text(theme, day)) for name, day in dates]
        return Card(theme, column(theme, *lines, gap=12), padding=(26, 20, 26, 22), elevation=0)

    def _consequences(self, facts: CopyFacts) -> tuple[Box]:
        said = [*self._loss(facts)]
        if facts.is_there:
            said.append(
                self.tr(
                    "What is there now is set aside first, as it is, and stays among the copies until the "
                    "next new passphrase or deletion."
                )
            )
        said.append(self.tr("Then the seat opens. Your partner’s part is not touched."))
        return (column(self.theme, *(Text(self.theme, words, "body") for words in said), gap=8),)

    def _loss(self, facts: CopyFacts) -> list[str]:
        lost = facts.lost
        if lost is None:
            return [
                self.tr("Whatever was written after {moment} is not in it.").format(
                    moment=day_and_time(facts.last_saved or facts.made_at)
                ),
                self.tr("What is there now cannot be compared with it.")
                if facts.is_there
                else self.tr("There is nothing on this computer to compare it with."),
            ]
        said = []
        if lost.rounds:
            said.append(self.tr("Rounds that it does not have: %Ln.", "how many", lost.rounds))
        if lost.changed:
            said.append(self.tr("Rounds that stand otherwise in it: %Ln.", "how many", lost.changed))
        if lost.last_saved:
            said.append(
                self.tr("What is there now was last saved on {moment}.").format(
                    moment=day_and_time(lost.last_saved)
                )
            )
        return said or [self.tr("Nothing is lost: it holds all that is there now.")]
