"""A card that takes a passphrase or, in its place, a recovery code, and says below what did not fit."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from intimacy_desktop.errors import PassphraseError, RecoveryCodeError
from ui.messages import Message
from ui.theme import Theme
from ui.widgets.boxes import centre, column
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.code_field import CodeField
from ui.widgets.in_sight import bring_into_sight
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField


@dataclass(frozen=True, slots=True)
class WayInWords:
    """What stands on the card.

    Attributes:
        passphrase, code: the labels of the two fields.
        go: of the button.
        use_code, use_passphrase: of the link that asks for the other.
        busy: of the button while something is tried; empty where it stays as it is.
    """

    passphrase: str
    code: str
    go: str
    use_code: str
    use_passphrase: str
    busy: str = ""


class WayIn(QWidget):
    """Takes what opens a vault; whether it does, the page finds out.

    Args:
        theme: the live theme.
        scroll: of the page, in which what is said is brought into sight.
        words: what stands on it.
        kind: of the button, as `Button` has it.

    Signals:
        entered(str, bool): what was typed, and whether it is a code; what is said is gone, and it is busy.
    """

    entered = Signal(str, bool)

    def __init__(self, theme: Theme, scroll: QScrollArea, words: WayInWords, kind: str = "primary") -> None:
        super().__init__()
        self._scroll, self._words = scroll, words
        self.is_busy = False
        """Whether something is being tried."""
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        self._passphrase = PassphraseField(theme, words.passphrase)
        self._code = CodeField(theme, words.code)
        self._code.hide()
        self._go = Button(theme, words.go, kind, size="large")
        self._go.set_filling()
        self._other = Link(theme, words.use_code)
        self._passphrase.entered.connect(self._try)
        self._code.entered.connect(self._try)
        self._go.clicked.connect(self._try)
        self._other.clicked.connect(self._turn)
        form = column(theme, self._passphrase, self._code, 18, self._go, 12, centre(self._other))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            column(theme, self._trouble, 12, Card(theme, form, padding=(30, 26, 30, 18), radius="sheet"))
        )

    @property
    def field(self) -> PassphraseField:
        """The one that is shown."""
        return self._code if self._by_code else self._passphrase

    def empty(self) -> None:
        """Let go of what was typed."""
        self.field.take()

    def refuse(self, error: Exception, message: Message) -> None:
        """Say what did not fit, below the field where it is about that, and let something else be tried."""
        self._set_busy(busy=False)
        if isinstance(error, PassphraseError | RecoveryCodeError):
            self.field.set_error(message.title, message.text)
            self.field.edit.setFocus()
            bring_into_sight(self._scroll, self.field)
        else:
            self._trouble.set_words(message.title, message.text)
            self._trouble.show()
            bring_into_sight(self._scroll, self._trouble)

    @property
    def _by_code(self) -> bool:
        return not self._code.isHidden()

    def _turn(self) -> None:
        """Ask for the other of the two."""
        self.empty()
        self.field.clear_error()
        to_code = not self._by_code
        self._passphrase.setVisible(not to_code)
        self._code.setVisible(to_code)
        self._other.setText(self._words.use_passphrase if to_code else self._words.use_code)
        self.field.edit.setFocus()

    def _try(self) -> None:
        if self.is_busy:
            return
        self._trouble.hide()
        self.field.clear_error()
        self._set_busy(busy=True)
        self.entered.emit(self.field.text(), self._by_code)

    def _set_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        for field in (self._passphrase, self._code):
            field.edit.setReadOnly(busy)
        self._go.setEnabled(not busy)
        self._other.setEnabled(not busy)
        self._go.setText(self._words.busy if busy and self._words.busy else self._words.go)
