"""Whether what was written is saved: nothing, “Saved, only here”, or “Not saved” with its reason."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intimacy_desktop.errors import SaveFailed
from ui.autosave import Autosave
from ui.messages import say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import column, row, top
from ui.widgets.button import Link
from ui.widgets.icons import Icon
from ui.widgets.text import Text

T = TypeVar("T")


class SaveState(QWidget):
    """A word at the end of the line; it says *saved* only when told so.

    Args:
        theme: the live theme.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Icon(theme, "check", 18, "accentText", 2.0)
        self._words = Text(theme, "", "small", "ink2")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._icon)
        self._box.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)
        self._retheme()
        self.show_waiting()

    @property
    def words(self) -> str:
        """What is seen of it."""
        return self._words.text()

    def show_waiting(self) -> None:
        """Say nothing: there is something that is not saved yet, or nothing was written."""
        self._show("", "", "")

    def show_saved(self) -> None:
        """Say that the newest text is durable."""
        self._show(self.tr("Saved, only here"), "check", "ink2")

    def show_failed(self) -> None:
        """Say that it is not."""
        self._show(self.tr("Not saved"), "warning", "danger")

    def _show(self, words: str, icon: str, color: str) -> None:
        self._words.set_text(words)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, "danger" if color == "danger" else "accentText")
            self._words.set_color(color)
        self.updateGeometry()

    def _retheme(self) -> None:
        self._box.setSpacing(self._theme.text(6))


class SaveTrouble(QWidget):
    """Why something is not saved, with a way to try at once; hidden while there is nothing to say.

    Args:
        theme: the live theme.

    Signals:
        retry_asked.
        appeared: there is a reason that was not said before.
    """

    retry_asked = Signal()
    appeared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Text(theme, "", "small", "ink2")
        self._retry = Link(theme, self.tr("Try now"), "small")
        self._retry.clicked.connect(self.retry_asked)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            row(
                theme,
                top(Icon(theme, "warning", 20, "danger")),
                (column(theme, self._words, 2, self._retry), 1),
                gap=8,
                margins=(0, 10, 0, 0),
            )
        )
        self.hide()

    @property
    def words(self) -> str:
        """The reason that is shown, or nothing."""
        return self._words.text() if not self.isHidden() else ""

    def show_reason(self, reason: str) -> None:
        """Show a reason; a screen reader says it when it is new."""
        is_new = self.words != reason
        self._words.set_text(reason)
        self.show()
        if is_new:
            self.appeared.emit()
            announce(self, reason, urgent=True)

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()


def tell_of_saving(autosave: Autosave[T], state: SaveState, trouble: SaveTrouble) -> None:
    """Have `state` and `trouble` say what becomes of everything that `autosave` is given."""

    def wait() -> None:
        # once it failed, it stays said until it is true no more
        if not trouble.words:
            state.show_waiting()

    def succeed() -> None:
        trouble.clear()
        state.show_saved()

    def fail(error: Exception) -> None:
        message = say(error)
        state.show_failed()
        trouble.show_reason(message.text if isinstance(error, SaveFailed) else message.line)

    autosave.signals.saving.connect(wait)
    autosave.signals.saved.connect(succeed)
    autosave.signals.failed.connect(fail)
    trouble.retry_asked.connect(autosave.flush)
