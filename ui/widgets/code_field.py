"""A field for a recovery code."""

from ui.theme import Theme
from ui.widgets.passphrase_field import PassphraseField


class CodeField(PassphraseField):
    """Takes a recovery code from paper; it can be read while it is typed, and nothing of it leaves.

    Args:
        theme: the live theme.
        label: which code.
    """

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__(theme, label)
        self.set_hint(self.tr("Capital or small letters, with spaces or without."))
        self.set_shown(True)

    def set_shown(self, shown: bool) -> None:
        """Show the signs, or mask them."""
        super().set_shown(shown)
        name = self.tr("Mask the code") if shown else self.tr("Show the code")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)

    def take(self) -> str:
        """What stands in it; the field is empty afterwards."""
        text = self.text()
        self.clear()
        return text

    def _warn_of_caps(self, on: bool) -> None:
        """Say nothing: a code is the same in capital and in small letters."""
