"""The words of care around the exercise: before a seat, before the evening, while listening, at the close."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar

from intimacy_desktop.contentfile import TomlFile, read_resource

_Part = TypeVar("_Part", "BeforeSeat", "NoWayBack", "Preparation", "Listening", "Closing", "Aftercare")


@dataclass(frozen=True, slots=True)
class BeforeSeat:
    """The page before a seat."""

    title: str
    opening: str
    unwise_title: str
    unwise: tuple[str, ...]
    unwise_then: str
    help_title: str
    help: str
    how_title: str
    how: tuple[str, ...]
    trace: str
    limits: str


@dataclass(frozen=True, slots=True)
class NoWayBack:
    """What is lost with a passphrase, said before the first answer; and what is true once it is forgotten."""

    title: str
    lost: tuple[str, ...]
    forgotten_title: str
    forgotten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    """The page both read before they open together, with the rules of the evening."""

    title: str
    opening: str
    questions: tuple[str, ...]
    otherwise: str
    rules_title: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listening:
    """The listener's one line, the same in sentences, and the line above the prompts for talking."""

    line: str
    how: str
    talk: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The last page of an evening: its three fields with their hints, and the words around them."""

    title: str
    opening: str
    remember: str
    remember_hint: str
    small_try: str
    small_try_hint: str
    next_date: str
    next_date_hint: str
    afterwards: str
    thanks: str


@dataclass(frozen=True, slots=True)
class Aftercare:
    """How somebody is, asked in private at their next opening; three answers, each with what may help."""

    title: str
    after_sealing: str
    after_evening: str
    fine: str
    fine_helps: tuple[str, ...]
    stirred_up: str
    stirred_up_helps: tuple[str, ...]
    not_ok: str
    not_ok_helps: tuple[str, ...]
    helps_title: str
    kept_nowhere: str
    go_on: str


@dataclass(frozen=True, slots=True)
class Care:
    """All of them in one language."""

    before_seat: BeforeSeat
    no_way_back: NoWayBack
    preparation: Preparation
    listening: Listening
    closing: Closing
    aftercare: Aftercare


def load_care(language: str = "en") -> Care:
    """The words of care in a language.

    Raises:
        ContentError: the file is missing or breaks its form.
    """
    file = f"care/{language}.toml"
    return parse_care(file, read_resource(file))


def parse_care(file: str, text: str) -> Care:
    """The words of care a file holds; `file` is the name that errors give.

    Raises:
        ContentError: the file breaks its form.
    """
    content = TomlFile(file, text)
    content.top().finish()
    content.finish(*(field.name for field in fields(Care)))
    return Care(
        before_seat=_part(content, "before_seat", BeforeSeat),
        no_way_back=_part(content, "no_way_back", NoWayBack),
        preparation=_part(content, "preparation", Preparation),
        listening=_part(content, "listening", Listening),
        closing=_part(content, "closing", Closing),
        aftercare=_part(content, "aftercare", Aftercare),
    )


def _part(content: TomlFile, name: str, kind: type[_Part]) -> _Part:
    """One table as its dataclass: a field is a text, or a list of texts."""
    table = content.table(name)
    values: dict[str, Any] = {
        field.name: table.text(field.name) if field.type is str else table.texts(field.name)
        for field in fields(kind)
    }
    table.finish()
    return kind(**values)
