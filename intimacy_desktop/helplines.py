"""Whom to call, by country: plain text with the date it was checked."""

import re
from dataclasses import dataclass, fields
from datetime import date

from intimacy_desktop.contentfile import Table, TomlFile, read_resource

FILE = "helplines.toml"
"""The numbers; what stands around them is in `help/<language>.toml`."""
STALE_AFTER_MONTHS = 18

_NUMBER = re.compile(r"\d[\d -]*\d$")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One telephone line.

    Args:
        number: as people of the country write it.
        source: whose line it is.
        serves: whom it is for.
        women_only: show `HelpTexts.women_only` with it.
        note: another way to reach it, or nothing.
        checked: the day on which the number was last seen in a document.
    """

    number: str
    source: str
    serves: str
    women_only: bool
    note: str
    checked: date


@dataclass(frozen=True, slots=True)
class Country:
    """The lines of one country; `directory` is an address on the web, as text, or nothing."""

    code: str
    name: str
    directory: str
    abuse: tuple[HelpLine, ...]
    crisis: tuple[HelpLine, ...]

    @property
    def last_checked(self) -> date:
        """The day since which none of its numbers was left unchecked."""
        return min(line.checked for line in (*self.abuse, *self.crisis))

    def stale(self, today: date) -> bool:
        """Whether one of its numbers was last checked 18 months ago or more, so that this must be said."""
        months = self.last_checked.month - 1 + STALE_AFTER_MONTHS
        due = (self.last_checked.year + months // 12, months % 12 + 1, self.last_checked.day)
        return (today.year, today.month, today.day) >= due


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
    text_to: str
    directory: str
    abuse: str
    crisis: str


@dataclass(frozen=True, slots=True)
class Helplines:
    """All countries by name, and the sentences around them."""

    countries: tuple[Country, ...]
    texts: HelpTexts


def load_helplines(language: str = "en") -> Helplines:
    """The helplines, with the words of a language.

    Raises:
        ContentError: a file is missing or breaks its form.
    """
    words = f"help/{language}.toml"
    return parse_helplines(FILE, read_resource(FILE), words, read_resource(words))


def parse_helplines(file: str, text: str, words_file: str, words: str) -> Helplines:
    """The helplines that two files hold; `file` and `words_file` are the names that errors give.

    Raises:
        ContentError: one of them breaks its form, or a country or a word is missing in the second.
    """
    told = TomlFile(words_file, words)
    told.top().finish()
    told.finish("texts", "countries", "serves")
    texts, names, serves = told.table("texts"), told.table("countries"), told.table("serves")
    around = HelpTexts(**{field.name: texts.text(field.name) for field in fields(HelpTexts)})
    texts.finish()
    content = TomlFile(file, text)
    content.top().finish()
    content.finish("country", "line")
    tables = content.tables("country")
    lines: dict[tuple[str, str], list[HelpLine]] = {}
    for table in tables:
        code = table.text("code")
        if (code, "abuse") in lines:
            raise table.error("code", f"the country “{code}” stands here twice")
        lines[code, "abuse"], lines[code, "crisis"] = [], []
    for table in content.tables("line"):
        _add_line(table, lines, serves, around.text_to)
    countries = tuple(_country(table, lines, names) for table in tables)
    names.finish()
    serves.finish()
    return Helplines(tuple(sorted(countries, key=lambda one: one.name)), around)


def _country(table: Table, lines: dict[tuple[str, str], list[HelpLine]], names: Table) -> Country:
    code = table.text("code")
    country = Country(
        code=code,
        name=names.text(code),
        directory=table.optional_text("directory"),
        abuse=tuple(lines[code, "abuse"]),
        crisis=tuple(lines[code, "crisis"]),
    )
    table.finish()
    if not country.abuse:
        raise table.error("code", f"“{code}” has no line for abuse")
    return country


def _add_line(
    table: Table, lines: dict[tuple[str, str], list[HelpLine]], serves: Table, text_to: str
) -> None:
    country, kind, number, whom = (table.text(key) for key in ("country", "kind", "number", "serves"))
    text = table.optional_text("text_to")
    line = HelpLine(
        number=number,
        source=table.text("source"),
        serves=serves.text(whom),
        women_only=table.flag("women_only"),
        note=text_to.format(words=text) if text else "",
        checked=table.date("checked"),
    )
    table.finish()
    if (country, "abuse") not in lines:
        raise table.error("country", f"an unknown country “{country}”")
    if (country, kind) not in lines:
        raise table.error("kind", "“abuse” or “crisis” is needed")
    if not _NUMBER.match(number):
        raise table.error("number", "digits, spaces and hyphens are needed")
    if line.women_only and whom != "women":
        raise table.error("women_only", "say in “serves” that the line is for women")
    lines[country, kind].append(line)
