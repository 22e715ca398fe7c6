"""A new recovery code: shown once, large and in groups for handwriting, and typed back from the paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.errors import RecoveryCodeError, WrongRecoveryCode
from intimacy_desktop.recovery import new_code, parse_code
from ui.messages import say
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Link
from ui.widgets.card import Card
from ui.widgets.code_field import CodeField
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Text

_GROUPS_A_LINE = 3
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"
"""Around each line: groups that begin with digits keep their order where the words run from right to left."""


class CodeProof(QWidget):
    """Shows a new code, then takes it back from paper; it never reaches the clipboard, and nothing keeps it.

    Args:
        theme: the live theme.

    Signals:
        entered: Enter was pressed in the field.
        turned: the code is shown, or typed, in place of the other.
        print_asked(str): the code, which is shown, on paper from a printer.
    """

    entered = Signal()
    turned = Signal()
    print_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._code = new_code()
        self._signs = Text(theme, "", "answer", align="center", size=32, line=54, heading=False)
        self.field = CodeField(theme, self.tr("The code, from your paper"))
        self._shown, self._typed = self._shown_part(), self._typed_part()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._shown)
        box.addWidget(self._typed)
        self.field.entered.connect(self.entered)
        self._turn(typing=False)

    def _shown_part(self) -> Box:
        theme = self._theme
        lines = (
            ("pencil", self.tr("Write it on paper now, in these groups. Later it is never shown again.")),
            (
                "home_computer",
                self.tr("Keep the paper outside this home. Whoever has it can open your seat."),
            ),
            ("info", self.tr("There is no O, I, L or U in it: a round sign is a zero, a straight one a 1.")),
        )
        on_paper = Link(theme, self.tr("Print it instead …"))
        on_paper.clicked.connect(lambda: self.print_asked.emit(self._code))
        return column(
            theme,
            Card(theme, self._signs, padding=(20, 22, 20, 22), ground="accentSoft", line=None, elevation=0),
            14,
            column(
                theme,
                *(
                    IconLine(theme, icon, words, "body", color="ink2", icon_color="accentText", gap=10)
                    for icon, words in lines
                ),
                gap=6,
            ),
            14,
            on_paper,
            2,
            Text(
                theme,
                self.tr("Printers, and computers in between, may remember. A pencil does not."),
                "small",
                "ink3",
            ),
        )

    def _typed_part(self) -> Box:
        theme = self._theme
        again = Link(theme, self.tr("Show the code again"))
        again.clicked.connect(self.show_code)
        lead = self.tr("Type it once, from your paper. Then you know that the paper is right.")
        return column(theme, Text(theme, lead, "body"), 14, self.field, 12, again)

    @property
    def is_typing(self) -> bool:
        """Whether the code is hidden and its field is there."""
        return self._is_typing

    @property
    def code(self) -> str:
        """The code."""
        return self._code

    def first_focus(self) -> QWidget | None:
        """The field, once it is there."""
        return self.field.edit if self._is_typing else None

    def show_code(self) -> None:
        """Show the code, before it is proved only."""
        self._turn(typing=False)
        self.turned.emit()

    def type_back(self) -> None:
        """Hide the code and ask for it."""
        self._turn(typing=True)
        self.field.edit.setFocus()
        self.turned.emit()

    def proved(self) -> bool:
        """Whether the code was typed as it is; the field tells a slip from another code."""
        try:
            if parse_code(self.field.text()) != parse_code(self._code):
                raise WrongRecoveryCode
        except RecoveryCodeError as error:
            message = say(error)
            self.field.set_error(message.title, message.text)
            self.field.edit.setFocus()
            return False
        return True

    def forget(self) -> None:
        """Empty everything that was shown or typed; a new code takes its place."""
        self._code = new_code()
        self.field.take()
        self._turn(typing=False, hidden=True)

    def _turn(self, *, typing: bool, hidden: bool = False) -> None:
        self._is_typing = typing
        # the code stands nowhere in the window while it is typed back
        groups = [] if typing or hidden else self._code.split("-")
        rows = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
        self._signs.set_text("\n".join(f"{_LEFT_TO_RIGHT}{'  '.join(row)}{_END}" for row in rows))
        self._signs.setAccessibleName(" ".join(groups))
        self._shown.setVisible(not typing)
        self._typed.setVisible(typing)
