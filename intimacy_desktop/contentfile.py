"""Content files, read with errors that name file and line."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from intimacy_desktop.errors import ContentError

_HEADER = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


def read_resource(path: str) -> str:
    """The text of one file in `resources`, for example `exercise/en.toml`.

    Raises:
        ContentError: it is missing or not UTF-8.
    """
    from importlib.resources import files

    try:
        return files("resources").joinpath(*path.split("/")).read_text("utf-8")
    except OSError as error:
        raise ContentError(path, 1, "the file is missing or cannot be read") from error
    except UnicodeDecodeError as error:
        raise ContentError(path, 1, "the file is not UTF-8") from error


class Table:
    """One table of a TOML file; each value is checked as it is asked for.

    Every reader raises ContentError with the line of the key, or of the table where the key is missing.
    """

    def __init__(self, file: str, line: int, values: Mapping[str, object], lines: Mapping[str, int]) -> None:
        self._file = file
        self._line = line
        self._values = values
        self._lines = lines
        self._asked: set[str] = set()

    def error(self, key: str, problem: str) -> ContentError:
        """The error to raise for one key."""
        return ContentError(self._file, self._lines.get(key, self._line), f"{key}: {problem}")

    def text(self, key: str) -> str:
        """A text that is there and not blank."""
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "a text is needed")
        return value.strip()

    def optional_text(self, key: str) -> str:
        """A text, or nothing where the key is missing."""
        self._asked.add(key)
        return self.text(key) if key in self._values else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or more, none of them blank."""
        value = self._value(key)
        if not isinstance(value, list) or not value:
            raise self.error(key, "a list of texts is needed")
        if any(not isinstance(one, str) or not one.strip() for one in value):
            raise self.error(key, "each entry of the list must be a text")
        return tuple(one.strip() for one in value)

    def date(self, key: str) -> date:
        """A day."""
        value = self._value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, "a date is needed, as in 2026-11-01")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        self._asked.add(key)
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, "true or false is needed")
        return value

    def finish(self) -> None:
        """Refuse keys that nobody asked for: a misspelt key must not vanish in silence."""
        for key in self._values:
            if key not in self._asked:
                raise self.error(key, "an unknown key")

    def _value(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._values:
            raise self.error(key, "is missing")
        return self._values[key]


class TomlFile:
    """A TOML file of plain tables and arrays of tables, one level deep.

    Args:
        file: the name that errors give.
        text: what the file holds.

    Raises:
        ContentError: it is not TOML.
    """

    def __init__(self, file: str, text: str) -> None:
        import tomllib

        self._file = file
        self._lines = _lines_of(text)
        try:
            self._values = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # also a number or a list beyond what Python reads
            found = re.search(r"line (\d+)", str(error))
            line = int(found.group(1)) if found else text.count("\n") + 1
            raise ContentError(file, line, f"not valid TOML: {error}") from error

    def top(self) -> Table:
        """The keys above the first table."""
        values = {key: value for key, value in self._values.items() if not _is_table(value)}
        return self._table("", 0, values)

    def table(self, name: str) -> Table:
        """The table `[name]`."""
        value = self._values.get(name)
        if not isinstance(value, dict):
            raise ContentError(self._file, 1, f"the table [{name}] is missing")
        return self._table(name, 0, value)

    def tables(self, name: str) -> tuple[Table, ...]:
        """The tables `[[name]]` in their order."""
        value = self._values.get(name)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise ContentError(self._file, 1, f"the tables [[{name}]] are missing")
        return tuple(self._table(name, n, one) for n, one in enumerate(value))

    def finish(self, *names: str) -> None:
        """Refuse tables other than those named."""
        for name, value in self._values.items():
            if _is_table(value) and name not in names:
                line, _ = self._lines.get((name, 0), (1, {}))  # a table within braces has no line of its own
                raise ContentError(self._file, line, f"an unknown table [{name}]")

    def _table(self, name: str, index: int, values: Mapping[str, object]) -> Table:
        line, keys = self._lines.get((name, index), (1, {}))
        return Table(self._file, line, values, keys)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _lines_of(text: str) -> dict[tuple[str, int], tuple[int, dict[str, int]]]:
    """The line of each table and of each key in it, since tomllib tells neither."""
    sections: dict[tuple[str, int], tuple[int, dict[str, int]]] = {("", 0): (1, {})}
    here = ("", 0)
    inside_long_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside_long_text:
            if header := _HEADER.match(line):
                name = header.group(1)
                here = (name, sum(1 for known, _ in sections if known == name))
                sections[here] = (number, {})
            elif key := _KEY.match(line):
                sections[here][1].setdefault(key.group(1), number)
        if line.count('"""') % 2:
            inside_long_text = not inside_long_text
    return sections
