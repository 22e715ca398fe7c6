"""The checked copies of one part, before anything is unlocked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.backup import BackupInfo, list_backups
from intimacy_desktop.errors import VaultTooNew, VaultUnreadable
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import Box, column, row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.moments import day_and_time
from ui.widgets.notice import Notice
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage


class RestorePage(TextPage):
    """Lists the copies of a part; each was read as a whole, and none of them opens without its owner.

    Args:
        theme: the live theme.
        background: reads the copies.
        folder: of the vault, whether it is still there or not.
        nickname: of its owner.

    Signals:
        copy_chosen(BackupInfo).
        bring_asked: a copy from another place.
        back_asked: all stays as it is.
    """

    copy_chosen = Signal(object)
    bring_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, background: Background, folder: Path, nickname: str) -> None:
        super().__init__(theme, self.tr("Checked copies"), measure=680)
        self._found = column(theme, Text(theme, self.tr("Reading the copies through …"), "body", "ink2"))
        self._bring = Button(theme, self.tr("Bring a copy from another place …"))
        self._bring.clicked.connect(self.bring_asked)
        self._leave = self.back_button(self.tr("Leave all as it is"), self.back_asked.emit)
        self.set_leading(self._leave)
        self.set_body(
            column(
                theme,
                Text(theme, self.tr("Copies of {name}’s part").format(name=nickname), "title"),
                6,
                Text(
                    theme,
                    self.tr(
                        "Each opens with the passphrase or the recovery code the seat had when it was made. "
                        "Looking at one changes nothing."
                    ),
                    "body",
                    "ink2",
                ),
                20,
                self._found,
                20,
                self._bring,
                margins=(0, 8, 0, 32),
            )
        )
        background.worker(self, lambda: list_backups(folder), self._show, self._say)

    def first_focus(self) -> QWidget | None:
        """The way back: opening a copy is no hurry."""
        return self._leave

    def _show(self, infos: Sequence[BackupInfo]) -> None:
        self._found.clear()
        if not infos:
            self._found.add(
                Notice(
                    self.theme,
                    "info",
                    self.tr("There is no copy on this computer."),
                    self.tr("If one was saved on another disk, bring it from there."),
                )
            )
        else:
            listing = Listing(self.tr("Copies, the newest first"))
            for info in infos:
                listing.add(self._item(info))
            self._found.add(listing)
        self.order_tabs()

    def _item(self, info: BackupInfo) -> ListingItem:
        theme, moment = self.theme, day_and_time(info.made_at)
        kind = self.tr("What a restore replaced") if info.replaced else self.tr("Checked copy")
        said = kind if info.trouble is None else self._trouble(info)
        words = column(
            theme,
            Text(theme, moment, "strong"),
            2,
            Text(theme, said, "small", "ink3" if info.trouble is None else "caution"),
        )
        content = words
        if info.trouble is None:
            chosen = Button(
                theme,
                self.tr("Open this copy …"),
                name=self.tr("Open the copy of {moment}").format(moment=moment),
            )
            chosen.clicked.connect(lambda: self.copy_chosen.emit(info))
            content = self._beside(words, chosen)
        card = Card(theme, content, padding=(22, 14, 18, 14), elevation=0)
        return ListingItem(
            theme,
            column(theme, card, margins=(0, 0, 0, 10)),
            f"{moment}. {said}.",
            reachable=info.trouble is not None,
        )

    def _beside(self, words: Box, button: Button) -> Box:
        theme = self.theme
        return column(theme, words, 10, button) if theme.big else row(theme, (words, 1), button, gap=16)

    def _trouble(self, info: BackupInfo) -> str:
        match info.trouble:
            case VaultTooNew():
                return self.tr("Made by a newer version of the program")
            case VaultUnreadable():
                return self.tr("Cannot be read just now")
        return self.tr("Damaged: it cannot be opened")

    def _say(self, error: Exception) -> None:
        message = say(error)
        self._found.clear()
        self._found.add(Notice(self.theme, "caution", message.title, message.text))
