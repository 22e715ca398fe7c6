"""Moving house: how one's part, or both, come to another computer, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Signal

from ui.messages import Message
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, row, top
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage


@dataclass(frozen=True, slots=True)
class Luggage:
    """What can be carried to another computer.

    Args:
        home: the folder of this home, as people find it.
        bound: the seat that is open is bound to the keyring of this computer.
        has_code: it has a recovery code.
        others: nicknames of the other seats of this home.
    """

    home: str
    bound: bool
    has_code: bool
    others: tuple[str, ...] = ()


class MoveHousePage(TextPage):
    """Leads through saving, carrying, opening and wiping; nothing is removed from here.

    Args:
        theme: the live theme.
        luggage: what there is to carry.

    Signals:
        save_asked: a copy of the open seat.
        save_all_asked: a copy of each seat of this home.
        wipe_asked: what the program leaves on this computer, and how it is removed.
        back_asked.
    """

    save_asked = Signal()
    save_all_asked = Signal()
    wipe_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, luggage: Luggage) -> None:
        super().__init__(theme, self.tr("Another computer"), measure=680)
        self._saved, self._trouble = Notice(theme, "info", ""), Notice(theme, "caution", "")
        self._save = Button(theme, self.tr("Save a copy of my part …"), "primary")
        self._save.clicked.connect(self.save_asked)
        self._all = Button(theme, self.tr("Save copies of both parts …"))
        self._all.clicked.connect(self.save_all_asked)
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        lead = self.tr(
            "Your part moves as an encrypted copy. Nobody can read it on the way, and nothing is removed "
            "from here until you do it yourself."
        )
        self.set_body(
            column(
                theme,
                Text(theme, self.title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                20,
                *self._steps(luggage),
                margins=(0, 8, 0, 32),
            )
        )
        self._saved.hide()
        self._trouble.hide()

    def _steps(self, luggage: Luggage) -> list[Item]:
        saving: list[Item] = [self._save]
        if luggage.others:
            both = self.tr(
                "The copy of {name}’s part is the last one that was made while it was open. It is as closed "
                "to you as the part itself."
            ).format(name=luggage.others[0])
            saving += [10, self._all, 8, Text(self.theme, both, "small", "ink2")]
        wipe = Button(self.theme, self.tr("What this program leaves here …"))
        wipe.clicked.connect(self.wipe_asked)
        steps: tuple[tuple[str, str, list[Item]], ...] = (
            (
                self.tr("Save"),
                self.tr("Choose a stick or a disk that you carry yourself."),
                [*saving, 10, self._saved, self._trouble],
            ),
            (
                self.tr("Open it there"),
                self.tr(
                    "Install Innermost on the other computer, choose “Set up the exercise”, and there "
                    "“Bring my part from a copy instead”."
                ),
                [Text(self.theme, self._opening(luggage), "body", "ink2")],
            ),
            (
                self.tr("Look, before anything is wiped"),
                self.tr("Read your part there once. If something is missing, it is still here."),
                [],
            ),
            (
                self.tr("Wipe this computer"),
                self.tr(
                    "Remove the folder {folder}, and the copy on the stick. Disks can remember what was "
                    "deleted; what is in that folder stays encrypted all the same."
                ).format(folder=luggage.home),
                [wipe],
            ),
        )
        items: list[Item] = []
        for number, (title, text, more) in enumerate(steps, 1):
            items += [self._step(number, title, text, more), 14]
        return items

    def _opening(self, luggage: Luggage) -> str:
        if luggage.bound and luggage.has_code:
            return self.tr(
                "Your seat is bound to this computer’s keyring, which does not move. There your recovery "
                "code opens the copy, you choose a new passphrase, and the code is retired."
            )
        if luggage.has_code:
            return self.tr("Your passphrase opens it there as it does here; so does your recovery code.")
        return self.tr("Your passphrase opens it there as it does here.")

    def _step(self, number: int, title: str, text: str, more: Sequence[Item]) -> Card:
        theme = self.theme
        words: Box = column(theme, Text(theme, title, "heading"), 4, Text(theme, text, "body", "ink2"))
        if more:
            words.add(12, *more)
        mark = Text(theme, QLocale().toString(number), "heading", "accentText", heading=False)
        return Card(theme, row(theme, top(mark), (words, 1), gap=18), padding=(24, 18, 24, 20))

    def set_busy(self, *, busy: bool) -> None:
        """Take no press while copies are made."""
        for button in (self._save, self._all):
            button.setEnabled(not busy)

    def show_saved(self, names: Sequence[str]) -> None:
        """Say what lies on the other disk now."""
        self.set_busy(busy=False)
        self._trouble.hide()
        self._saved.set_words(
            self.tr("Saved there, and read back."),
            self.tr("Its name is {name}.").format(name=", ".join(names)),
        )
        self._saved.show()

    def show_trouble(self, words: Message) -> None:
        """Say why there is no copy there."""
        self.set_busy(busy=False)
        self._saved.hide()
        self._trouble.set_words(words.title, words.text)
        self._trouble.show()
