"""Help and support: whom to call, by country, as plain text."""

from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.helplines import Helplines
from intimacy_desktop.own import OwnLine
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Link
from ui.widgets.choice import Choice
from ui.widgets.help_numbers import HelpNumbers
from ui.widgets.notice import Notice
from ui.widgets.own_lines import OwnLines
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage


class HelpPage(TextPage):
    """Numbers to call and what to think of first; nothing dials and nothing opens a browser.

    Args:
        theme: the live theme.
        helplines: all countries and the sentences around them.
        today: for the warning that the numbers are old.

    Signals:
        own_changed: the owner's numbers, as they are now.
        traces_asked: what the program leaves on this computer.
        back_asked: back to where the user was.
    """

    own_changed = Signal(object)
    traces_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, helplines: Helplines, today: date | None = None) -> None:
        super().__init__(theme, self.tr("Help and support"), measure=660)
        self._lines = helplines
        self._kept: OwnLines | None = None
        self._back = self.back_button(self.tr("Back"), self.back_asked.emit)
        self.set_leading(self._back)
        self.top_bar.help_button.hide()
        names = [country.name for country in helplines.countries]
        self._choice = Choice(theme, self.tr("Country"), names, self._own_country())
        self._choice.currentIndexChanged.connect(self._show_country)
        self._numbers = HelpNumbers(theme, helplines.texts, today or date.today())  # noqa: DTZ011 - the user's day
        self._own = column(theme)
        self._traces = Link(theme, self.tr("What this program leaves on this computer"))
        self._traces.clicked.connect(self.traces_asked)
        self.set_body(self._content())
        self._show_country(self._choice.currentIndex())

    def first_focus(self) -> QWidget:
        """The way back: a look is enough."""
        return self._back

    def show_own(self, lines: tuple[OwnLine, ...]) -> None:
        """Show the numbers of the owner of the open part, who may change them here."""
        own = OwnLines(self.theme, lines)
        own.changed.connect(self.own_changed)
        self._own.clear()
        self._own.add(own, 24)
        self._kept = own
        self.order_tabs()

    def say_trouble(self, sentence: str) -> None:
        """Say why a change of the owner's numbers was not kept."""
        if self._kept is not None:
            self._kept.say_trouble(sentence)

    def _content(self) -> Box:
        theme, texts = self.theme, self._lines.texts
        return column(
            theme,
            Text(theme, self.tr("Help and support"), "title"),
            14,
            Text(theme, texts.emergency, "reading"),
            8,
            Text(theme, texts.doctor, "reading", "ink2"),
            20,
            Notice(theme, "info", "", texts.safer_device),
            10,
            self._traces,
            24,
            self._own,
            Text(theme, self.tr("Country"), "strong"),
            6,
            self._choice,
            16,
            self._numbers,
            16,
            Text(theme, texts.other_country, "small", "ink2"),
            8,
            Text(theme, texts.checked, "small", "ink3"),
        )

    def _show_country(self, index: int) -> None:
        self._numbers.show_country(self._lines.countries[index])

    def _own_country(self) -> int:
        """Where the computer's own settings say it is; a guess that costs nothing."""
        code = QLocale.territoryToCode(QLocale.system().territory())
        codes = [country.code for country in self._lines.countries]
        return codes.index(code) if code in codes else codes.index("US") if "US" in codes else 0
