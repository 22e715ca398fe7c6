"""One seat, one passphrase."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.attempts import Attempts
from intimacy_desktop.errors import PassphraseEmpty, PassphraseError, WaitFirst
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.vault import Vault
from ui.background import Background
from ui.messages import copies_may_help, say
from ui.theme import Theme
from ui.widgets.boxes import Box, centre, column
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.emblem import Emblem
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.rings import Sign
from ui.widgets.scaffold import Page
from ui.widgets.text import Text
from ui.widgets.wait_line import WaitLine

ABANDONED_MS = 120_000
"""A passphrase that nobody goes on typing leaves the field after this."""


class UnlockPage(Page):
    """Asks for a seat's passphrase and opens its vault.

    Args:
        theme: the live theme.
        background: derives the key and owns the open vault.
        seat: whose it is.

    Signals:
        copies_asked: the vault is damaged or gone, and its copies may help.
        tries_found(int): before `opened`: how many passphrases did not fit since the owner was last told.
        opened(Vault): on the storage lane's connection.
        forgotten_asked, back_asked.
    """

    copies_asked = Signal()
    tries_found = Signal(int)
    opened = Signal(object)
    forgotten_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, background: Background, seat: SeatRecord) -> None:
        super().__init__(theme, self.tr("Open a seat"), measure=460, centred=True)
        self._background, self._seat = background, seat
        self._attempts = Attempts(seat.folder)
        self._is_busy = False
        self._emblem = Emblem(theme, Sign.of(seat.identity), radius=38)
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        self._copies = Link(theme, self.tr("See its copies"))
        self._copies.hide()
        name = seat.identity.nickname
        self._field = PassphraseField(theme, self.tr("{name}’s passphrase").format(name=name))
        self._open = Button(theme, "", "primary", size="large")
        self._open.set_filling()
        self._forgotten = Link(theme, self.tr("Forgotten?"))
        self._wait = WaitLine(theme, self._attempts.wait_s)
        self._abandoned = QTimer(self, singleShot=True, interval=ABANDONED_MS)
        self.set_leading(self.back_button(self.tr("Not now"), self.back_asked.emit))
        self.set_body(self._content())
        self._connect()
        self._wait.begin()
        self._set_busy(busy=False)
        if seat.trouble is not None:
            self._say_trouble(seat.trouble)

    def _content(self) -> Box:
        theme, identity = self.theme, self._seat.identity
        form = column(
            theme,
            self._field,
            18,
            self._open,
            8,
            self._wait,
            4,
            centre(self._forgotten),
        )
        return column(
            theme,
            centre(self._emblem),
            16,
            Text(
                theme,
                self.tr("Open as {name}").format(name=identity.nickname),
                "title",
                align="center",
                balance=True,
            ),
            22,
            self._trouble,
            8,
            self._copies,
            12,
            Card(theme, form, padding=(30, 26, 30, 18), radius="sheet"),
        )

    def _connect(self) -> None:
        self._field.entered.connect(self._try)
        self._open.clicked.connect(self._try)
        self._forgotten.clicked.connect(self._ask_forgotten)
        self._field.edit.textChanged.connect(self._watch)
        self._abandoned.timeout.connect(self._field.take)
        self._wait.over.connect(lambda: self._set_busy(busy=self._is_busy))
        self._copies.clicked.connect(self.copies_asked)
        self.theme.changed.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        self._emblem.setVisible(not self.theme.big)

    def first_focus(self) -> QWidget | None:
        """The field."""
        return self._field.edit

    # opening

    def _try(self) -> None:
        if self._is_busy or self._wait.waiting:
            return
        self._trouble.hide()
        typed = self._field.text()
        if not typed:
            self._refuse(PassphraseEmpty())
            return
        self._field.clear_error()
        self._set_busy(busy=True)
        folder, attempts = self._seat.folder, self._attempts
        self._background.worker(
            self,
            lambda: attempts.count(lambda: unlock(folder, typed)),
            self._open_vault,
            self._after_failing,
        )

    def _open_vault(self, keys: VaultKeys) -> None:
        from intimacy_desktop.backup import make_backup

        folder, attempts = self._seat.folder, self._attempts

        def open_() -> tuple[Vault, int]:
            vault = Vault.open(folder, keys, back_up=make_backup)
            return vault, attempts.succeeded()

        self._background.storage(self, open_, self._after_opening, self._after_failing)

    def _after_opening(self, found: tuple[Vault, int]) -> None:
        vault, tries = found
        self._abandoned.stop()
        self._field.take()
        self.tries_found.emit(tries)
        self.opened.emit(vault)

    def _after_failing(self, error: Exception) -> None:
        self._wait.begin()
        self._set_busy(busy=False)
        if isinstance(error, PassphraseError):
            self._refuse(error)
        else:
            self._say_trouble(error)
        self._watch()

    def _refuse(self, error: PassphraseError) -> None:
        if isinstance(error, WaitFirst):
            return  # said below the button
        message = say(error, self._seat.identity.nickname)
        self._field.set_error(message.title, message.text)
        self._field.edit.setFocus()
        self._field.edit.selectAll()
        bring_into_sight(self.scroll_area, self._field)

    def _say_trouble(self, error: Exception) -> None:
        message = say(error, self._seat.identity.nickname)
        self._trouble.set_words(message.title, message.text)
        self._trouble.show()
        self._copies.setVisible(copies_may_help(error))

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._field.edit.setReadOnly(busy)
        self._open.setEnabled(not busy and not self._wait.waiting)
        self._open.setText(self.tr("Opening …") if busy else self.tr("Open"))

    def _watch(self) -> None:
        self._abandoned.stop()
        if self._field.text() and not self._is_busy:
            self._abandoned.start()

    def _ask_forgotten(self) -> None:
        if not self._is_busy:
            self._field.take()
            self.forgotten_asked.emit()
