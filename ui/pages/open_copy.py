"""Opening one copy: only with what opened its vault when it was made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.backup import BackupInfo
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import unlock_with_code
from ui.background import Background
from ui.messages import say_of_copy
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.moments import day_and_time
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.way_in import WayIn, WayInWords

Unlocking = Callable[[Path], VaultKeys]
"""Gives the keys of the vault in a folder."""
Opening = Callable[[Unlocking], object]
"""Opens the copy with what was typed; called on the storage lane, which owns it then."""


class OpenCopyPage(Page):
    """Asks for the passphrase or the recovery code of a copy, and opens it.

    Args:
        theme: the live theme.
        background: on its storage lane the copy is opened.
        info: which copy.
        nickname: of its owner.
        opening: opens it.

    Signals:
        opened(object): what `opening` gave.
        back_asked.
    """

    opened = Signal(object)
    back_asked = Signal()

    def __init__(
        self, theme: Theme, background: Background, info: BackupInfo, nickname: str, opening: Opening
    ) -> None:
        super().__init__(theme, self.tr("Open a copy"), measure=480, centred=True)
        self._background, self._opening = background, opening
        self._way = WayIn(
            theme,
            self.scroll_area,
            WayInWords(
                self.tr("Passphrase of that time"),
                self.tr("Recovery code of that time"),
                self.tr("Open this copy"),
                self.tr("Use the recovery code"),
                self.tr("Use the passphrase of that time"),
                self.tr("Opening …"),
            ),
        )
        self._way.entered.connect(self._try)
        self.set_leading(self.back_button(self.tr("Not now"), self._leave))
        title = self.tr("A copy of {name}’s part").format(name=nickname)
        self.set_body(
            column(
                theme,
                Text(theme, title, "title", align="center", balance=True),
                6,
                Text(theme, day_and_time(info.made_at), "body", "ink2", align="center", balance=True),
                20,
                self._way,
            )
        )

    def first_focus(self) -> QWidget | None:
        """The field that is shown."""
        return self._way.field.edit

    def _leave(self) -> None:
        if not self._way.is_busy:
            self._way.empty()
            self.back_asked.emit()

    def _try(self, typed: str, by_code: bool) -> None:
        opening = self._opening
        with_typed = unlock_with_code if by_code else unlock
        self._background.storage(
            self,
            lambda: opening(lambda folder: with_typed(folder, typed)),
            self._after_opening,
            lambda error: self._way.refuse(error, say_of_copy(error)),
        )

    def _after_opening(self, backup: object) -> None:
        self._way.empty()
        self.opened.emit(backup)
