"""Bringing back a part that was set aside: its owner's passphrase, or its recovery code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.aside import AsideRecord
from intimacy_desktop.attempts import Attempts
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.errors import PassphraseError, RecoveryCodeError
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import unlock_with_code
from intimacy_desktop.seating import SeatRecord
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import Box, centre, column
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.code_field import CodeField
from ui.widgets.emblem import Emblem
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.rings import Sign
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


class BringBackPage(Page):
    """Takes the passphrase or the recovery code of a part that was set aside, and gives it its seat again.

    Args:
        theme: the live theme.
        background: derives the key, and moves the vault.
        home: where the seats are.
        record: what shall come back.
        in_place_of: the seat that makes room for it; None for an empty one.
        store: where device secrets are kept.

    Signals:
        brought_back(VaultKeys): it has a seat.
        back_asked.
    """

    brought_back = Signal(object)
    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        background: Background,
        home: Home,
        record: AsideRecord,
        in_place_of: SeatRecord | None,
        store: DeviceSecretStore,
    ) -> None:
        super().__init__(theme, self.tr("Bring it back"), measure=460, centred=True)
        self._background, self._home, self._record = background, home, record
        self._in_place_of, self._store = in_place_of, store
        self._is_busy = False
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        name = record.identity.nickname
        self._passphrase = PassphraseField(theme, self.tr("{name}’s passphrase").format(name=name))
        self._code = CodeField(theme, self.tr("{name}’s recovery code").format(name=name))
        self._code.hide()
        self._bring = Button(theme, self.tr("Bring it back"), "primary", size="large")
        self._bring.set_filling()
        self._other = Link(theme, self.tr("Use its recovery code"))
        self._passphrase.entered.connect(self._try)
        self._code.entered.connect(self._try)
        self._bring.clicked.connect(self._try)
        self._other.clicked.connect(self._turn)
        self.set_leading(self.back_button(self.tr("Not now"), self._leave))
        self.set_body(self._content(name))

    def _content(self, name: str) -> Box:
        theme = self.theme
        lead = (
            self.tr("The part that sits here now is set aside in its turn. Nothing is erased.")
            if self._in_place_of is not None
            else self.tr("Everything is as it was when it was set aside.")
        )
        form = column(theme, self._passphrase, self._code, 18, self._bring, 12, centre(self._other))
        title = self.tr("Bring back {name}’s part").format(name=name)
        emblem = Emblem(theme, Sign.of(self._record.identity), radius=34)
        return column(
            theme,
            *(() if theme.big else (centre(emblem), 14)),
            Text(theme, title, "title", align="center", balance=True),
            6,
            Text(theme, lead, "body", "ink2", align="center", balance=True),
            20,
            self._trouble,
            12,
            Card(theme, form, padding=(30, 26, 30, 18), radius="sheet"),
        )

    def first_focus(self) -> QWidget | None:
        """The field that is shown."""
        return self._field.edit

    @property
    def _field(self) -> PassphraseField:
        return self._passphrase if self._code.isHidden() else self._code

    def _turn(self) -> None:
        """Ask for the other of the two."""
        self._field.take()
        to_code = self._code.isHidden()
        self._passphrase.setVisible(not to_code)
        self._code.setVisible(to_code)
        self._other.setText(self.tr("Use its passphrase") if to_code else self.tr("Use its recovery code"))
        self._field.clear_error()
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
        home, folder, store = self._home, self._record.folder, self._store
        typed, with_code = self._field.text(), not self._code.isHidden()
        replaced = None if self._in_place_of is None else self._in_place_of.vault_id

        def bring_back() -> VaultKeys:
            if with_code:
                keys = unlock_with_code(folder, typed)
            else:
                keys = Attempts(folder).count(lambda: unlock(folder, typed, store))
            home.bring_back(keys, replaced)
            return keys

        self._background.worker(self, bring_back, self._done, self._failed)

    def _done(self, keys: VaultKeys) -> None:
        self._field.take()
        self.brought_back.emit(keys)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        message = say(error, self._record.identity.nickname)
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
        self._bring.setEnabled(not busy)
        self._other.setEnabled(not busy)
