"""One of two people and the field for their passphrase, for a page on which both type."""

from PySide6.QtCore import Signal

from intimacy_desktop.identity import Identity
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.card import Card
from ui.widgets.marks import Name
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField


class SeatPassphrase(Card):
    """A card with mark, name and field, and room for what is wrong with this seat alone.

    Args:
        theme: the live theme.
        identity: whose it is.

    Signals:
        touched: something was typed or taken away, by hand.
        entered: Enter was pressed.
    """

    touched = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, identity: Identity) -> None:
        super().__init__(theme, padding=(30, 24, 30, 24), radius="sheet")
        self._accepted = False
        self.field = PassphraseField(theme, self.tr("{name}’s passphrase").format(name=identity.nickname))
        self._trouble = Notice(theme, "caution", "")
        self._trouble.hide()
        name = Name(theme, identity.shape, identity.hue, identity.nickname, "heading", r=9)
        self.add(column(theme, name, 12, self.field, 4, self._trouble))
        self.field.edit.textChanged.connect(self._take_change)
        self.field.edit.editingFinished.connect(self._describe)
        self.field.entered.connect(self.entered)
        self._describe()

    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    def accept(self) -> None:
        """Say that it was right and is kept."""
        self._accepted = True
        self._describe()

    def empty(self) -> None:
        """Forget what was typed, masked again."""
        self.field.take()
        self.field.clear_error()
        self._accepted = False
        self._describe()

    def set_read_only(self, read_only: bool) -> None:
        """Take no key while it is looked at."""
        self.field.edit.setReadOnly(read_only)

    def refuse(self, sentence: str, detail: str) -> None:
        """Say what is wrong with the text; it stays, selected, to be typed anew.

        Args:
            sentence: what is wrong.
            detail: what is not, and what to do.
        """
        self.field.set_error(sentence, detail)

    def show_trouble(self, title: str, text: str) -> None:
        """Say what is wrong with the seat itself, whatever is typed."""
        self._trouble.set_words(title, text)
        self._trouble.show()

    def clear_trouble(self) -> None:
        """Take that back."""
        self._trouble.hide()

    def focus(self) -> None:
        """Give the keyboard to the field, with its text selected."""
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def _take_change(self) -> None:
        self._accepted = False
        self._describe(typing=True)
        self.touched.emit()

    def _describe(self, *, typing: bool = False) -> None:
        if self._accepted:
            self.field.set_hint(self.tr("Accepted, and kept while you try again"), "check", "accentText")
        elif self.field.text() and not typing:
            self.field.set_hint(self.tr("Entered"), "check", "accentText")
        else:
            self.field.set_hint(self.tr("Capital letters and spaces count."))
