"""The numbers of one country, as plain text."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale

from intimacy_desktop.helplines import Country, HelpLine, HelpTexts
from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.card import Card
from ui.widgets.icon_line import IconLine
from ui.widgets.notice import Notice
from ui.widgets.text import Text


class HelpNumbers(Card):
    """Whom to call in a country, whose line it is, whom it serves, and when that was checked.

    Args:
        theme: the live theme.
        texts: the sentences around the numbers.
        today: for the warning that the numbers are old.
    """

    def __init__(self, theme: Theme, texts: HelpTexts, today: date) -> None:
        self._inside = column(theme)
        super().__init__(theme, self._inside, (26, 20, 26, 22))
        self._texts, self._today = texts, today

    def show_country(self, country: Country) -> None:
        """Show the numbers of a country."""
        theme, texts, inside = self.theme, self._texts, self._inside
        inside.clear()
        if country.stale(self._today):
            inside.add(Notice(theme, "caution", "", texts.stale), 16)
        self._add_lines(texts.abuse, country.abuse)
        inside.add(18)
        self._add_lines(texts.crisis, country.crisis, texts.no_crisis_line)
        if country.directory:
            inside.add(14, Text(theme, f"{texts.directory} {country.directory}", "body", "ink2"))
        day = country.last_checked
        shown = QLocale().toString(QDate(day.year, day.month, day.day), "MMMM yyyy")
        inside.add(16, Text(theme, self.tr("Last checked in {date}").format(date=shown), "small", "ink3"))

    def _add_lines(self, title: str, lines: Sequence[HelpLine], nothing: str = "") -> None:
        self._inside.add(Text(self.theme, title, "strong", heading=True), 8)
        if not lines:
            self._inside.add(Text(self.theme, nothing, "body", "ink2"))
        for line in lines:
            self._inside.add(IconLine(self.theme, "phone", self._words(line), "heading"), 10)

    def _words(self, line: HelpLine) -> Box:
        theme = self.theme
        only = self._texts.women_only if line.women_only else ""
        words = column(theme, Text(theme, line.number, "heading", heading=False))
        words.add(Text(theme, line.note, "strong")) if line.note else None
        words.add(Text(theme, line.source, "body"))
        for about in filter(None, (line.serves, only)):
            words.add(Text(theme, about, "body", "ink2"))
        return words
