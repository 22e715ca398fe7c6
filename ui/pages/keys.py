"""What opens an open seat: its passphrase, its recovery code, and whether it is bound to this computer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.attempts import Attempts
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.errors import PassphraseEmpty, PassphraseError, SaveFailed
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.vault.binding import bind, unbind
from intimacy_desktop.vault.openers import Openers, openers
from intimacy_desktop.vault.rotation import RenewBackups, rotate
from ui.background import Background
from ui.messages import Message, say
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import flow
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.notice import Notice
from ui.widgets.options import Option, options
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.working import Working

ABANDONED_MS = 120_000
"""A passphrase that nobody goes on typing leaves the field after this."""

Rekey = Callable[[VaultKeys, Callable[[VaultKeys], VaultKeys]], VaultKeys]
"""Makes a change that needs the vault closed and gives its new keys, or raises; for the storage lane."""


class KeysPage(Page):
    """Asks once for the present passphrase, then lets the owner change what opens their seat.

    Args:
        theme: the live theme.
        background: derives the key and owns the open vault.
        folder: of the open seat.
        store: where device secrets are kept.
        renew_backups: for each rotation.
        rekey: closes the vault around a change.
        keys: of the vault, where they were asked for already.
        said: what was just done, in one sentence.

    Signals:
        passphrase_asked(VaultKeys), code_asked(VaultKeys, bool): the latter with whether there is one.
        back_asked.
    """

    passphrase_asked = Signal(object)
    code_asked = Signal(object, bool)
    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        folder: Path,
        store: DeviceSecretStore,
        renew_backups: RenewBackups,
        rekey: Rekey,
        keys: VaultKeys | None = None,
        said: str = "",
    ) -> None:
        super().__init__(theme, self.tr("Keys"), measure=660)
        self._background, self._folder, self._store = background, folder, store
        self._renew_backups, self._rekey, self._keys = renew_backups, rekey, keys
        self._is_busy = False
        self._said = Notice(theme, "info", said)
        self._said.setVisible(False)
        self._field = PassphraseField(theme, self.tr("Your passphrase"))
        self._go_on = Button(theme, self.tr("Go on"), "primary", size="large")
        self._ask = self._ask_part()
        self._choices = column(theme)
        self._working = Working(
            theme, self.tr("Making new keys. This takes a moment. Until it is done, the old ones hold.")
        )
        self._abandoned = QTimer(self, singleShot=True, interval=ABANDONED_MS)
        self._abandoned.timeout.connect(self._field.take)
        self._field.edit.textChanged.connect(self._watch)
        self.set_leading(self.back_button(self.tr("Back"), self._leave))
        self.set_body(
            column(
                theme,
                Text(theme, self.tr("What opens your seat"), "title"),
                14,
                self._said,
                10,
                self._ask,
                self._choices,
                16,
                self._working,
                margins=(0, 0, 0, 32),
            )
        )
        self._said.setVisible(bool(said))
        self._ask.setVisible(keys is None)
        if keys is not None:
            self._look()

    def _ask_part(self) -> Box:
        theme = self.theme
        self._field.entered.connect(self._try)
        self._go_on.clicked.connect(self._try)
        lead = self.tr("Type your passphrase once more, so that nobody who passes by can change it.")
        return column(
            theme,
            Text(theme, lead, "body", "ink2"),
            16,
            Card(theme, column(theme, self._field, 16, self._go_on), padding=(30, 24, 30, 24)),
        )

    def first_focus(self) -> QWidget | None:
        """The passphrase, until it is known."""
        return self._field.edit if self._keys is None else None

    def _leave(self) -> None:
        if not self._is_busy:
            self._field.take()
            self.back_asked.emit()

    def _watch(self) -> None:
        self._abandoned.stop()
        if self._field.text() and not self._is_busy:
            self._abandoned.start()

    # the present passphrase

    def _try(self) -> None:
        if self._is_busy:
            return
        typed, folder, store = self._field.text(), self._folder, self._store
        self._field.clear_error()
        self._working.end()
        if not typed:
            self._refuse(PassphraseEmpty())
            return
        self._set_busy(busy=True)
        self._background.worker(
            self,
            lambda: Attempts(folder).count(lambda: unlock(folder, typed, store)),
            self._take_keys,
            self._refuse,
        )

    def _take_keys(self, keys: VaultKeys) -> None:
        self._set_busy(busy=False)
        self._keys = keys
        self._field.take()
        self._ask.hide()
        self._look()

    def _refuse(self, error: Exception) -> None:
        self._set_busy(busy=False)
        message = say(error)
        if isinstance(error, PassphraseError):
            self._field.set_error(message.title, message.text)
            self._field.edit.setFocus()
            self._field.edit.selectAll()
            bring_into_sight(self.scroll_area, self._field)
        else:
            self._failed(error)
        self._watch()

    # what there is

    def _look(self) -> None:
        folder = self._folder
        self._background.worker(self, lambda: openers(folder), self._show, self._failed)

    def _show(self, found: Openers) -> None:
        theme = self.theme
        change = Button(theme, self.tr("Change …"), name=self.tr("Change the passphrase …"))
        change.clicked.connect(lambda: self._go(lambda: self.passphrase_asked.emit(self._keys)))
        self._choices.clear()
        self._choices.add(
            options(
                theme,
                self.tr("Keys"),
                Option(
                    theme,
                    self.tr("Passphrase"),
                    self.tr("The one before opens nothing any more, and backups are made anew."),
                    change,
                ),
                self._code_row(found),
                self._computer_row(found),
            )
        )
        self._question = Notice(theme, "caution", "", actions=self._remove_buttons())
        self._question.hide()
        self._choices.add(14, self._question)
        change.setFocus()

    def _code_row(self, found: Openers) -> Option:
        theme = self.theme
        words = self.tr("Replace …") if found.has_code else self.tr("Make one …")
        name = self.tr("Replace the recovery code …") if found.has_code else self.tr("Make a recovery code …")
        make = Button(theme, words, name=name)
        make.clicked.connect(lambda: self._go(lambda: self.code_asked.emit(self._keys, found.has_code)))
        remove = Button(theme, self.tr("Remove …"), "quiet", name=self.tr("Remove the recovery code …"))
        remove.clicked.connect(self._question_removal)
        buttons = (make, remove) if found.has_code and not found.is_bound else (make,)
        if found.is_bound:
            note = self.tr("There is one. It is needed while your seat is bound to this computer.")
        elif found.has_code:
            note = self.tr("There is one, on the paper that you wrote.")
        else:
            note = self.tr("There is none: your passphrase alone opens your seat.")
        return self._option(self.tr("Recovery code"), note, *buttons)

    def _computer_row(self, found: Openers) -> Option:
        theme = self.theme
        if found.is_bound:
            note = self.tr(
                "Your passphrase opens your seat only together with this computer’s keyring, "
                "which a stolen disk alone does not give away."
            )
            button = Button(theme, self.tr("Unbind"), name=self.tr("Unbind from this computer"))
            button.clicked.connect(lambda: self._rotate(self._unbinding, self.tr("Unbound.")))
            return self._option(self.tr("This computer"), note, button)
        if found.has_code:
            note = self.tr(
                "Bound, a stolen disk is no use to anyone who guesses passphrases. It does not keep out "
                "whoever uses this account. If the keyring is lost, the recovery code opens your seat."
            )
        else:
            note = self.tr("Your seat can be bound to its keyring once there is a recovery code.")
        button = Button(theme, self.tr("Bind"), name=self.tr("Bind to this computer"))
        button.setEnabled(found.has_code)
        button.clicked.connect(lambda: self._rotate(self._binding, self.tr("Bound to this computer.")))
        return self._option(self.tr("This computer"), note, button)

    def _option(self, title: str, note: str, *buttons: Button) -> Option:
        control = flow(self.theme, *buttons, gap=8) if len(buttons) > 1 else buttons[0]
        return Option(self.theme, title, note, control)

    def _remove_buttons(self) -> tuple[Button, Button]:
        do = Button(self.theme, self.tr("Remove it"), "danger")
        leave = Button(self.theme, self.tr("Leave it as it is"))
        do.clicked.connect(lambda: self._rotate(self._without_code, self.tr("The recovery code is removed.")))
        leave.clicked.connect(self._withdraw)
        return do, leave

    def _withdraw(self) -> None:
        self._question.hide()

    def _question_removal(self) -> None:
        self._question.set_words(
            self.tr("Remove the way back in?"),
            self.tr(
                "The paper opens nothing any more. Then a forgotten passphrase closes your seat for good."
            ),
        )
        self._question.show()
        bring_into_sight(self.scroll_area, self._question)

    # what is done here

    def _go(self, then: Callable[[], None]) -> None:
        if not self._is_busy:
            then()

    def _without_code(self, keys: VaultKeys) -> VaultKeys:
        return rotate(self._folder, keys, renew_backups=self._renew_backups, new_recovery_code=None)

    def _binding(self, keys: VaultKeys) -> VaultKeys:
        return bind(self._folder, keys, self._store, renew_backups=self._renew_backups)

    def _unbinding(self, keys: VaultKeys) -> VaultKeys:
        return unbind(self._folder, keys, self._store, renew_backups=self._renew_backups)

    def _rotate(self, change: Callable[[VaultKeys], VaultKeys], done: str) -> None:
        rekey, keys = self._rekey, self._keys
        if self._is_busy or keys is None:
            return
        self._set_busy(busy=True)
        self._said.hide()
        self._working.begin()
        bring_into_sight(self.scroll_area, self._working)
        self._background.storage(
            self,
            lambda: rekey(keys, change),
            lambda changed: self._after(changed, done),
            self._failed,
        )

    def _after(self, changed: VaultKeys, done: str) -> None:
        self._set_busy(busy=False)
        self._keys = changed
        self._said.set_words(done)
        self._said.show()
        bring_into_sight(self.scroll_area, self._said)
        self._look()

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        message = say(error)
        if isinstance(error, SaveFailed):
            message = Message(
                self.tr("The new keys could not be saved."),
                self.tr("Nothing was changed, and nothing is lost. Make room on the disk, then try again."),
            )
        self._working.end(message)
        bring_into_sight(self.scroll_area, self._working)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._field.edit.setReadOnly(busy)
        self._go_on.setEnabled(not busy)
        self._choices.setEnabled(not busy)
        if not busy:
            self._working.end()
