"""What the owner of an open seat sees of its checked copies, and can do for them."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.messages import Message
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.moments import day_and_time
from ui.widgets.notice import Notice
from ui.widgets.options import Option, options
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class CopyState:
    """What is known of the copies of the open seat.

    Attributes:
        made_at: when the newest one was made that was read back; None for none.
        problem: why the last attempt made none.
        busy: one is being made or looked for.
        saved_as: the name of a copy that has just been saved elsewhere, and read back there.
    """

    made_at: datetime | None = None
    problem: Message | None = None
    busy: bool = False
    saved_as: str = ""


class CopiesPanel(QWidget):
    """Tells when the last copy was made that was read back, and offers another, here or elsewhere.

    Args:
        theme: the live theme.
        state: what is known so far.

    Signals:
        make_asked: a copy now.
        carry_asked: a copy to another disk.
    """

    make_asked = Signal()
    carry_asked = Signal()

    def __init__(self, theme: Theme, state: CopyState) -> None:
        super().__init__()
        make, carry = self.tr("Make a copy now"), self.tr("Save a copy elsewhere …")
        # named by what they do: a row would give them its own words
        self._make, self._carry = Button(theme, make, name=make), Button(theme, carry, name=carry)
        self._make.clicked.connect(self.make_asked)
        self._carry.clicked.connect(self.carry_asked)
        self._last = Option(theme, self.tr("Last checked copy"), " ", self._make)
        self._trouble, self._saved = Notice(theme, "caution", ""), Notice(theme, "info", "")
        self._trouble.hide()
        self._saved.hide()
        elsewhere = self.tr(
            "On another disk it stays when this computer is lost. It opens with the passphrase or the "
            "recovery code that this seat has now, also after you change them; where the seat is bound to "
            "this computer’s keyring, other computers open it with the recovery code only. Whoever finds it "
            "sees your nickname, your colour and when it was made, and nothing you wrote."
        )
        said = self.tr(
            "Copies lie beside your part, as encrypted as it is. Each is read back before it counts. "
            "The newest few are kept; a new passphrase or a deletion removes those from before."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            column(
                theme,
                options(
                    theme,
                    self.tr("Copies of your part"),
                    self._last,
                    Option(theme, self.tr("On another disk"), elsewhere, self._carry),
                    column(theme, Text(theme, said, "small", "ink3"), margins=(22, 13, 18, 13)),
                ),
                12,
                self._trouble,
                self._saved,
            )
        )
        self._show(state)

    def show_state(self, state: CopyState) -> None:
        """Tell what is known now."""
        self._show(state)
        if state.busy:
            announce(self, self.tr("Making a copy, and reading it back …"))

    def _show(self, state: CopyState) -> None:
        for button in (self._make, self._carry):
            button.setEnabled(not state.busy)
        self._last.set_note(self._words(state))
        self._trouble.setVisible(state.problem is not None)
        if state.problem is not None:
            self._trouble.set_words(state.problem.title, state.problem.text)
        self._saved.setVisible(bool(state.saved_as))
        if state.saved_as:
            self._saved.set_words(
                self.tr("Saved there, and read back."),
                self.tr("Its name is {name}.").format(name=state.saved_as),
            )

    def _words(self, state: CopyState) -> str:
        if state.busy:
            return self.tr("Making a copy, and reading it back …")
        if state.made_at is None:
            return self.tr("None yet.")
        return day_and_time(state.made_at)
