"""A way back in, or none: one plain choice, and the recovery code where it is a way back."""

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.code_proof import CodeProof
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Text
from ui.widgets.way_option import WayOption


class Phase(Enum):
    """What is shown."""

    CHOICE = "choice"
    CODE_SHOWN = "shown"
    CODE_TYPED = "typed"


class WayBack(QWidget):
    """Lets somebody choose whether their seat has a recovery code, and proves that they have it on paper.

    Args:
        theme: the live theme.
        title: of the choice.
        lost: what is lost without passphrase and code, said before the choice.

    Signals:
        changed: another choice was made, or another phase is shown.
        entered: Enter was pressed in the last field.
        print_asked(str): the code on paper from a printer.
    """

    changed = Signal()
    entered = Signal()
    print_asked = Signal(str)

    def __init__(self, theme: Theme, title: str, lost: tuple[str, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._with = WayOption(
            theme,
            self.tr("A way back in"),
            self.tr(
                "A recovery code: shown once, written down by hand, kept outside this home. "
                "It opens your seat where the passphrase is forgotten, for whoever holds the paper."
            ),
        )
        self._without = WayOption(
            theme,
            self.tr("No way back, not even for me"),
            self.tr(
                "Your passphrase alone opens your seat. There is no paper that anyone could find, "
                "and where the passphrase is forgotten, what you wrote stays closed."
            ),
        )
        self._proof = CodeProof(theme)
        self._choice = self._choice_part(title, lost)
        self._code = column(theme, Text(theme, self.tr("Your recovery code"), "title"), 18, self._proof)
        self._code.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._choice)
        box.addWidget(self._code)
        self._phase = Phase.CHOICE
        for option in (self._with, self._without):
            option.toggled.connect(lambda _on: self.changed.emit())
        self._proof.entered.connect(self.entered)
        self._proof.print_asked.connect(self.print_asked)
        self._proof.turned.connect(self._follow)

    def _choice_part(self, title: str, lost: tuple[str, ...]) -> Box:
        theme = self._theme
        said = [IconLine(theme, "key", sentence, "body", gap=12) for sentence in lost]
        return column(
            theme,
            Text(theme, title, "title", balance=True),
            16,
            column(theme, *said, gap=12),
            22,
            column(theme, self._with, self._without, gap=12),
        )

    @property
    def phase(self) -> Phase:
        """What is shown."""
        return self._phase

    @property
    def is_last(self) -> bool:
        """Whether nothing follows the present phase."""
        return self._phase is Phase.CODE_TYPED or (self._phase is Phase.CHOICE and not self._with.isChecked())

    @property
    def is_chosen(self) -> bool:
        """Whether one of the two was chosen."""
        return self._with.isChecked() or self._without.isChecked()

    def code(self) -> str | None:
        """The code that was proved, or None where there shall be none."""
        return self._proof.code if self._with.isChecked() else None

    def first_focus(self) -> QWidget | None:
        """Where this phase begins; nobody where words come first."""
        return self._proof.first_focus() if self._phase is Phase.CODE_TYPED else None

    def step_on(self) -> bool:
        """Go on by one phase; True where that was the last and nothing is wrong."""
        if self._phase is Phase.CHOICE:
            if self._with.isChecked():
                self._show(Phase.CODE_SHOWN)
                self._proof.show_code()
                return False
            return self._without.isChecked()
        if self._phase is Phase.CODE_SHOWN:
            self._proof.type_back()
            return False
        return self._proof.proved()

    def step_back(self) -> bool:
        """Go back by one phase; False where this is the first."""
        if self._phase is Phase.CHOICE:
            return False
        if self._phase is Phase.CODE_TYPED:
            self._proof.show_code()
        else:
            self._show(Phase.CHOICE)
        return True

    def forget(self) -> None:
        """Empty the code and its field."""
        self._proof.forget()

    def _follow(self) -> None:
        self._show(Phase.CODE_TYPED if self._proof.is_typing else Phase.CODE_SHOWN)

    def _show(self, phase: Phase) -> None:
        self._phase = phase
        self._choice.setVisible(phase is Phase.CHOICE)
        self._code.setVisible(phase is not Phase.CHOICE)
        self.changed.emit()
