"""A field for a passphrase."""

from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.field import Field, LineEdit
from ui.widgets.secret_edit import SecretEdit


class PassphraseField(Field):
    """A masked field with a button that shows the letters; see `SecretEdit` for what never leaves it.

    Args:
        theme: the live theme.
        label: whose passphrase it is.
        hint: a quiet line below it.
        show_label: False where the words stand elsewhere; screen readers keep them.
    """

    def __init__(self, theme: Theme, label: str, *, hint: str = "", show_label: bool = True) -> None:
        super().__init__(theme, label, hint=hint, show_label=show_label)
        self._usual_hint = hint
        self.eye = Button(theme, "", "quiet", icon="eye", size="compact", name=self.tr("Show the passphrase"))
        self.eye.clicked.connect(self._turn)
        self.frame.add(self.eye)
        self._shown = False
        if isinstance(self.edit, SecretEdit):
            self.edit.caps.connect(self._warn_of_caps)

    def _make_edit(self) -> LineEdit:
        return SecretEdit(self.theme)

    def is_shown(self) -> bool:
        """Whether the letters can be read."""
        return self._shown

    def set_shown(self, shown: bool) -> None:
        """Show the letters, or mask them."""
        self._shown = shown
        if isinstance(self.edit, SecretEdit):
            self.edit.set_shown(shown)
        self.eye.set_icons("eye_off" if shown else "eye")
        name = self.tr("Mask the passphrase") if shown else self.tr("Show the passphrase")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)

    def take(self) -> str:
        """What stands in it; the field is empty and masked afterwards."""
        text = self.text()
        self.clear()
        self.set_shown(False)
        return text

    def set_hint(self, hint: str, icon: str = "info", color: str = "ink3") -> None:
        """Show a quiet line below it, or none."""
        self._usual_hint = hint
        super().set_hint(hint, icon, color)

    def _turn(self) -> None:
        self.set_shown(not self._shown)
        self.edit.setFocus()

    def _warn_of_caps(self, on: bool) -> None:
        if on:
            super().set_hint(self.tr("Caps Lock may be on."), "caps")
        else:
            super().set_hint(self._usual_hint)
