"""Opening one copy: only with what opened its vault when it was made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.backup import BackupInfo
from intimacy_desktop.errors import PassphraseError, RecoveryCodeError
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import unlock_with_code
from ui.background import Background
from ui.messages import say_of_copy
from ui.theme import Theme
from ui.widgets.boxes import Box, centre, column
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.code_field import CodeField
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.moments import day_and_time
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scaffold import Page
from ui.widgets.text import Text

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
        self._is_busy = False
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        self._passphrase = PassphraseField(theme, self.tr("Passphrase of that time"))
        self._code = CodeField(theme, self.tr("Recovery code of that time"))
        self._code.hide()
        self._open = Button(theme, "", "primary", size="large")
        self._open.set_filling()
        self._other = Link(theme, "")
        self._passphrase.entered.connect(self._try)
        self._code.entered.connect(self._try)
        self._open.clicked.connect(self._try)
        self._other.clicked.connect(self._turn)
        self.set_leading(self.back_button(self.tr("Not now"), self._leave))
        self.set_body(self._content(info, nickname))
        self._set_busy(busy=False)

    def _content(self, info: BackupInfo, nickname: str) -> Box:
        theme = self.theme
        form = column(theme, self._passphrase, self._code, 18, self._open, 12, centre(self._other))
        return column(
            theme,
            Text(
                theme,
                self.tr("A copy of {name}’s part").format(name=nickname),
                "title",
                align="center",
                balance=True,
            ),
            6,
            Text(theme, day_and_time(info.made_at), "body", "ink2", align="center", balance=True),
            20,
            self._trouble,
            12,
            Card(theme, form, padding=(30, 26, 30, 18), radius="sheet"),
        )

    def first_focus(self) -> QWidget | None:
        """The field that is shown."""
        return self._field.edit

    @property
    def _by_code(self) -> bool:
        return not self._code.isHidden()

    @property
    def _field(self) -> PassphraseField:
        return self._code if self._by_code else self._passphrase

    def _turn(self) -> None:
        """Ask for the other of the two."""
        self._field.take()
        self._field.clear_error()
        to_code = not self._by_code
        self._passphrase.setVisible(not to_code)
        self._code.setVisible(to_code)
        self._set_busy(busy=False)
        self._field.edit.setFocus()

    def _leave(self) -> None:
        if not self._is_busy:
            self._field.take()
            self.back_asked.emit()

    def _try(self) -> None:
        if self._is_busy:
            return
        self._trouble.hide()
        self._field.clear_error()
        self._set_busy(busy=True)
        typed, opening = self._field.text(), self._opening
        with_typed = unlock_with_code if self._by_code else unlock
        self._background.storage(
            self,
            lambda: opening(lambda folder: with_typed(folder, typed)),
            self._after_opening,
            self._after_failing,
        )

    def _after_opening(self, backup: object) -> None:
        self._field.take()
        self.opened.emit(backup)

    def _after_failing(self, error: Exception) -> None:
        self._set_busy(busy=False)
        message = say_of_copy(error)
        if isinstance(error, PassphraseError | RecoveryCodeError):
            self._field.set_error(message.title, message.text)
            self._field.edit.setFocus()
            bring_into_sight(self.scroll_area, self._field)
        else:
            self._trouble.set_words(message.title, message.text)
            self._trouble.show()
            bring_into_sight(self.scroll_area, self._trouble)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for field in (self._passphrase, self._code):
            field.edit.setReadOnly(busy)
        self._open.setEnabled(not busy)
        self._other.setEnabled(not busy)
        self._open.setText(self.tr("Opening …") if busy else self.tr("Open this copy"))
        self._other.setText(
            self.tr("Use the passphrase of that time") if self._by_code else self.tr("Use the recovery code")
        )
