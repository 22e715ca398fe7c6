"""Help and support: whom to call, by country, as plain text."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.helplines import HelpLine, Helplines
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.icon_line import IconLine
from ui.widgets.notice import Notice
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage


class HelpPage(TextPage):
    """Numbers to call and what to think of first; nothing dials and nothing opens a browser.

    Args:
        theme: the live theme.
        helplines: all countries and the sentences around them.
        today: for the warning that the numbers are old.

    Signals:
        traces_asked: what the program leaves on this computer.
        back_asked: back to where the user was.
    """

    traces_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme, helplines: Helplines, today: date | None = None) -> None:
        super().__init__(theme, self.tr("Help and support"), measure=660)
        self._lines = helplines
        self._back = self.back_button(self.tr("Back"), self.back_asked.emit)
        self.set_leading(self._back)
        self.top_bar.help_button.hide()
        names = [country.name for country in helplines.countries]
        self._choice = Choice(theme, self.tr("Country"), names, self._own_country())
        self._choice.currentIndexChanged.connect(self._show_country)
        self._numbers = column(theme)
        self._traces = Link(theme, self.tr("What this program leaves on this computer"))
        self._traces.clicked.connect(self.traces_asked)
        self.set_body(self._content(today or date.today()))  # noqa: DTZ011 - the day on the user's own wall
        self._show_country(self._choice.currentIndex())

    def first_focus(self) -> QWidget:
        """The way back: a look is enough."""
        return self._back

    def _content(self, today: date) -> Box:
        theme, texts = self.theme, self._lines.texts
        stale = Notice(theme, "caution", "", texts.stale) if self._lines.stale(today) else None
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
            stale,
            16 if stale else None,
            Text(theme, self.tr("Country"), "strong"),
            6,
            self._choice,
            16,
            Card(theme, self._numbers, (26, 20, 26, 22)),
            16,
            Text(theme, texts.other_country, "small", "ink2"),
            8,
            Text(theme, texts.checked, "small", "ink3"),
        )

    def _show_country(self, index: int) -> None:
        texts = self._lines.texts
        country = self._lines.countries[index]
        self._numbers.clear()
        self._add_lines(texts.abuse, country.abuse)
        self._numbers.add(18)
        self._add_lines(texts.crisis, country.crisis, texts.no_crisis_line)
        if country.directory:
            self._numbers.add(14, Text(self.theme, f"{texts.directory} {country.directory}", "body", "ink2"))

    def _add_lines(self, title: str, lines: Sequence[HelpLine], nothing: str = "") -> None:
        theme = self.theme
        self._numbers.add(Text(theme, title, "strong", heading=True), 8)
        if not lines:
            self._numbers.add(Text(theme, nothing, "body", "ink2"))
        for line in lines:
            about = [line.serves, self._lines.texts.women_only if line.women_only else "", line.note]
            words = column(theme, Text(theme, line.number, "heading", heading=False))
            for part in filter(None, about):
                words.add(Text(theme, part, "body", "ink2"))
            self._numbers.add(IconLine(theme, "phone", words, "heading"), 10)

    def _own_country(self) -> int:
        """Where the computer's own settings say it is; a guess that costs nothing."""
        code = QLocale.territoryToCode(QLocale.system().territory())
        codes = [country.code for country in self._lines.countries]
        return codes.index(code) if code in codes else codes.index("US") if "US" in codes else 0
