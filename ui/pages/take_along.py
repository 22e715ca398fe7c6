"""Taking something along: in which form, and who can read it then."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.export.forms import Form
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage
from ui.widgets.way_option import WayOption


class TakeAlongPage(TextPage):
    """Lets somebody choose a form; nothing is read or written yet.

    Args:
        theme: the live theme.
        both: whether it is what two people turned, or one's own part.

    Signals:
        chosen(Form).
        back_asked.
    """

    chosen = Signal(object)
    back_asked = Signal()

    def __init__(self, theme: Theme, *, both: bool) -> None:
        title = self.tr("Take your evenings along") if both else self.tr("Take your part along")
        super().__init__(theme, title, measure=660)
        lead = (
            self.tr(
                "It holds the cards that were turned, of both of you, and what you noted together. What "
                "stayed closed or was kept back is not in it."
            )
            if both
            else self.tr(
                "It holds everything you wrote in all your rounds, also what you kept to yourself, which is "
                "marked. Nothing of your partner’s is in it."
            )
        )
        self._ways = self._options()
        for option in self._ways.values():
            option.clicked.connect(self._show)
        self._go_on = Button(theme, self.tr("Go on"), "primary", icon_end="arrow", size="large")
        self._go_on.clicked.connect(self._choose)
        leave = Button(theme, self.tr("Not now"), "secondary", size="large")
        leave.clicked.connect(self.back_asked)
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self.set_actions(start=(leave,), end=(self._go_on,))
        listed = [item for option in self._ways.values() for item in (option, 10)]
        self.set_body(
            column(
                theme,
                Text(theme, title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                20,
                *listed,
                4,
                Text(theme, self._left(), "small", "ink2"),
                margins=(0, 8, 0, 24),
            )
        )
        self._show()

    def first_focus(self) -> QWidget | None:
        """The first form."""
        return self._ways[Form.ARCHIVE]

    def _options(self) -> dict[Form, WayOption]:
        theme = self.theme
        return {
            Form.ARCHIVE: WayOption(
                theme,
                self.tr("An encrypted archive"),
                self.tr(
                    "Opens with a passphrase of its own, here and with other programs that know age. Whoever "
                    "finds it can read nothing and sees its size alone."
                ),
            ),
            Form.PDF: WayOption(
                theme,
                self.tr("PDF"),
                self.tr("To read and to print anywhere. Whoever finds the file can read it."),
            ),
            Form.PAPER: WayOption(
                theme, self.tr("Paper"), self.tr("Printed from here. Whoever finds the pages can read them.")
            ),
            Form.MARKDOWN: WayOption(
                theme,
                self.tr("Plain text"),
                self.tr("Markdown, for any editor. Whoever finds the file can read it."),
            ),
            Form.JSON: WayOption(
                theme,
                self.tr("JSON"),
                self.tr("For other programs, and for bringing it back. Whoever finds the file can read it."),
            ),
        }

    def _left(self) -> str:
        return self.tr(
            "What you take along, this program cannot reach any more: not to change it, not to delete it."
        )

    def _show(self) -> None:
        self._go_on.setEnabled(any(option.isChecked() for option in self._ways.values()))

    def _choose(self) -> None:
        for form, option in self._ways.items():
            if option.isChecked():
                self.chosen.emit(form)
                return
