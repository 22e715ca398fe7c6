"""Taking one’s part and leaving: what goes, what stays, and a button that nobody presses by accident."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.errors import PassphraseEmpty, PassphraseError
from intimacy_desktop.identity import Identity
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Box, Item, centre, column, flow, row, top
from ui.widgets.bullet import Bullet
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Parted:
    """What became of a part whose owner left.

    Attributes:
        whole: whether all its files are removed by now.
        aside: how many parts that were set aside went with it.
        keyring: whether the keyring has forgotten what bound it, where it was bound.
    """

    whole: bool
    aside: int
    keyring: bool


class LeavePage(Page):
    """Erases one’s own part after its passphrase and the nickname were typed once more.

    Args:
        theme: the live theme.
        background: whose storage lane holds the vault.
        identity: whose part it is.
        partner: nickname of the other seat, or nothing while it is empty.
        can_take: whether the part can be taken along first.
        part: erases it; called on the storage lane with what was typed.

    Signals:
        take_asked: take the part along first.
        parted: it is gone; nothing of it may be asked for any more.
        back_asked: they stay.
        done: they have read that it is gone.
    """

    take_asked = Signal()
    parted = Signal()
    back_asked = Signal()
    done = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        identity: Identity,
        partner: str,
        part: Callable[[str], Parted],
        *,
        can_take: bool,
    ) -> None:
        super().__init__(theme, self.tr("Take my part and leave"), measure=640)
        self._background, self._identity, self._part = background, identity, part
        self._is_busy = False
        self.set_leading(self.back_button(self.tr("I stay"), self._stay))
        self._trouble = Notice(theme, "danger", "")
        self._name = Field(theme, self.tr("Your nickname, to be sure"))
        self._passphrase = PassphraseField(theme, self.tr("Your passphrase"))
        self._erase = Button(theme, self.tr("Erase my part for good"), "danger", size="large")
        self._keep = Button(theme, self.tr("Leave it as it is"), "primary", size="large")
        self._busy = Text(theme, "", "body", "ink2")
        self.set_body(self._content(partner, can_take=can_take))
        self._trouble.hide()
        self._busy.hide()
        self._name.edited.connect(lambda _text: self._offer())
        self._passphrase.edit.textChanged.connect(lambda _text: self._offer())
        self._keep.clicked.connect(self._stay)
        self._erase.clicked.connect(self._try)
        self._offer()

    def _content(self, partner: str, *, can_take: bool) -> Box:
        theme = self.theme
        lead = self.tr("You need no reason, and nobody is asked. It cannot be undone.")
        form = column(
            theme,
            Text(theme, self.tr("Erase it"), "heading"),
            10,
            self._name,
            12,
            self._passphrase,
            16,
            self._trouble,
            6,
            flow(theme, self._keep, self._erase, gap=14),
            6,
            self._busy,
        )
        return column(
            theme,
            Text(theme, self.tr("Take my part and leave"), "title"),
            6,
            Text(theme, lead, "body", "ink2"),
            *self._points(self.tr("What goes"), self._goes()),
            *self._points(self.tr("What stays"), self._stays(partner)),
            *self._points(self.tr("What it cannot reach"), self._out_of_reach()),
            22,
            self._take_first() if can_take else None,
            22 if can_take else 0,
            Card(theme, form, padding=(26, 22, 26, 22)),
            margins=(0, 0, 0, 32),
        )

    def _goes(self) -> tuple[str, ...]:
        return (
            self.tr("Every answer and note of yours, sealed or not, in every round."),
            self.tr("The copies that this program made of them, and what the keyring keeps for them."),
            self.tr("Parts of yours that were set aside, if the same passphrase opens them."),
            self.tr("Your nickname. Your seat is empty, and anyone may take it."),
        )

    def _stays(self, partner: str) -> tuple[str, ...]:
        theirs = (
            self.tr("{name}’s part, as it is. Nothing in it is read or changed.").format(name=partner)
            if partner
            else self.tr("The guide, and this program.")
        )
        return (
            theirs,
            self.tr("Earlier evenings can no longer be looked back on together."),
        )

    def _out_of_reach(self) -> tuple[str, ...]:
        return (
            self.tr("What was heard, or written down by somebody else."),
            self.tr("Copies that somebody made of the folder, exports, and paper."),
            self.tr("What a disk remembers of itself, or a service that copies this folder."),
        )

    def _points(self, title: str, points: tuple[str, ...]) -> list[Item]:
        listing = Listing(title)
        for words in points:
            mark, text = top(Bullet(self.theme)), (Text(self.theme, words, "body"), 1)
            line = row(self.theme, mark, text, gap=10, margins=(0, 2, 0, 2))
            listing.add(ListingItem(self.theme, line, words))
        return [18, Text(self.theme, title, "strong"), 4, listing]

    def _take_first(self) -> Card:
        theme = self.theme
        take = Button(theme, self.tr("Take a copy with me"))
        take.clicked.connect(self.take_asked)
        words = self.tr("A file of your own, to keep where only you can reach it.")
        return Card(
            theme,
            column(
                theme,
                Text(theme, self.tr("First, if you want to"), "heading"),
                4,
                Text(theme, words, "body", "ink2"),
                12,
                flow(theme, take),
            ),
            padding=(26, 20, 26, 22),
        )

    # what the window asks

    def first_focus(self) -> QWidget | None:
        """Nobody: there is something to read first."""
        return None

    def _stay(self) -> None:
        if not self._is_busy:
            self._passphrase.take()
            self.back_asked.emit()

    # erasing

    def _offer(self) -> None:
        typed = self._name.text().split() == self._identity.nickname.split()
        self._erase.setEnabled(typed and bool(self._passphrase.text()) and not self._is_busy)

    def _try(self) -> None:
        self._trouble.hide()
        self._passphrase.clear_error()
        if not self._passphrase.text():
            self._fail(PassphraseEmpty())
            return
        self._set_busy(busy=True)
        typed, part = self._passphrase.text(), self._part
        self._background.storage(self, lambda: part(typed), self._after, self._fail)

    def _after(self, found: Parted) -> None:
        self._passphrase.take()
        self._name.clear()
        self.parted.emit()
        theme, title = self.theme, self.tr("Your part is gone")
        sentences = [self.tr("Your seat is empty.")]
        if found.aside:
            sentences.append(self.tr("What was set aside and opened with your passphrase is gone, too."))
        if not found.whole:
            sentences.append(
                self.tr(
                    "Some files could not be removed yet. They open to nothing any more, and go when the "
                    "program is started again."
                )
            )
        if not found.keyring:
            sentences.append(
                self.tr(
                    "The keyring of this computer could not be reached. What it keeps opens nothing alone."
                )
            )
        close = Button(theme, self.tr("Done"), "primary", size="large")
        close.clicked.connect(self.done)
        self.set_leading()
        words = " ".join(sentences)
        self.set_body(
            column(
                theme,
                40,
                Text(theme, title, "title", align="center", balance=True),
                10,
                Text(theme, words, "body", "ink2", align="center", balance=True),
                24,
                centre(close),
            )
        )
        close.setFocus()
        announce(self, f"{title}. {words}")

    def _fail(self, error: Exception) -> None:
        self._set_busy(busy=False)
        message = say(error, self._identity.nickname)
        if isinstance(error, PassphraseError):
            self._passphrase.set_error(message.title, message.text)
            self._passphrase.edit.setFocus()
            bring_into_sight(self.scroll_area, self._passphrase)
        else:
            self._trouble.set_words(message.title, message.text)
            self._trouble.show()
            bring_into_sight(self.scroll_area, self._trouble)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._passphrase.edit.setReadOnly(busy)
        self._name.edit.setReadOnly(busy)
        self._keep.setEnabled(not busy)
        self._busy.set_text(self.tr("One moment …") if busy else "")
        self._busy.setVisible(busy)
        self._offer()
