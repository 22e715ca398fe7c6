"""Whom to call, by country: plain text with the date it was checked."""

import re
from dataclasses import dataclass, fields
from datetime import date

from intimacy_desktop.contentfile import Table, TomlFile, read_resource

FILE = "helplines.toml"
STALE_AFTER_MONTHS = 18

_NUMBER = re.compile(r"\d[\d -]*\d$")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One telephone line.

    Args:
        number: as people of the country write it.
        serves: whom it is for, where the source says so; else nothing.
        women_only: show `HelpTexts.women_only` with it.
        note: another way to reach it, or nothing.
    """

    number: str
    serves: str
    women_only: bool
    note: str


@dataclass(frozen=True, slots=True)
class Country:
    """The lines of one country; `directory` is an address on the web, as text, or nothing."""

    code: str
    name: str
    directory: str
    abuse: tuple[HelpLine, ...]
    crisis: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class HelpTexts:
    """The sentences around the numbers."""

    checked: str
    stale: str
    emergency: str
    doctor: str
    women_only: str
    safer_device: str
    no_crisis_line: str
    other_country: str
    directory: str
    abuse: str
    crisis: str


@dataclass(frozen=True, slots=True)
class Helplines:
    """All countries by name, the sentences around them, and the day the numbers were last checked."""

    countries: tuple[Country, ...]
    texts: HelpTexts
    last_checked: date

    def stale(self, today: date) -> bool:
        """Whether the last check lies 18 months back or more, so that this must be said."""
        months = self.last_checked.month - 1 + STALE_AFTER_MONTHS
        due = (self.last_checked.year + months // 12, months % 12 + 1, self.last_checked.day)
        return (today.year, today.month, today.day) >= due


def load_helplines() -> Helplines:
    """The helplines.

    Raises:
        ContentError: the file is missing or breaks its form.
    """
    return parse_helplines(FILE, read_resource(FILE))


def parse_helplines(file: str, text: str) -> Helplines:
    """The helplines a file holds; `file` is the name that errors give.

    Raises:
        ContentError: the file breaks its form.
    """
    content = TomlFile(file, text)
    top = content.top()
    last_checked = top.date("last_checked")
    top.finish()
    content.finish("texts", "country", "line")
    told = content.table("texts")
    texts = HelpTexts(**{field.name: told.text(field.name) for field in fields(HelpTexts)})
    told.finish()
    tables = content.tables("country")
    lines: dict[tuple[str, str], list[HelpLine]] = {}
    for table in tables:
        code = table.text("code")
        if (code, "abuse") in lines:
            raise table.error("code", f"the country “{code}” stands here twice")
        lines[code, "abuse"], lines[code, "crisis"] = [], []
    for table in content.tables("line"):
        _add_line(table, lines)
    countries = tuple(_country(table, lines) for table in tables)
    return Helplines(tuple(sorted(countries, key=lambda one: one.name)), texts, last_checked)


def _country(table: Table, lines: dict[tuple[str, str], list[HelpLine]]) -> Country:
    code = table.text("code")
    country = Country(
        code=code,
        name=table.text("name"),
        directory=table.optional_text("directory"),
        abuse=tuple(lines[code, "abuse"]),
        crisis=tuple(lines[code, "crisis"]),
    )
    table.finish()
    if not country.abuse:
        raise table.error("code", f"“{code}” has no line for abuse")
    return country


def _add_line(table: Table, lines: dict[tuple[str, str], list[HelpLine]]) -> None:
    country, kind, number = table.text("country"), table.text("kind"), table.text("number")
    line = HelpLine(
        number, table.optional_text("serves"), table.flag("women_only"), table.optional_text("note")
    )
    table.finish()
    if (country, "abuse") not in lines:
        raise table.error("country", f"an unknown country “{country}”")
    if (country, kind) not in lines:
        raise table.error("kind", "“abuse” or “crisis” is needed")
    if not _NUMBER.match(number):
        raise table.error("number", "digits, spaces and hyphens are needed")
    if line.women_only and not line.serves:
        raise table.error("women_only", "say in “serves” that the line is for women")
    lines[country, kind].append(line)
