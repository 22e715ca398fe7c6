"""Reading a JSON export back: everything is checked, nothing is guessed, nothing is mended."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from intimacy_desktop.answers import ANSWER_LIMIT, ITEMS, Answer, Evening
from intimacy_desktop.errors import ExportOfBoth, ExportTooLarge, ExportTooNew, NotAnExport
from intimacy_desktop.export.content import OwnPart, OwnRound
from intimacy_desktop.export.jsonform import FORMAT, VERSION
from intimacy_desktop.rounds import RoundState

CEILING = 32 * 1024 * 1024
"""Bytes of a file; more than 500 full rounds take."""
MOST_ROUNDS = 500
_NICKNAME_LIMIT = 24
_STEM_LIMIT = 200
_LONGEST_NUMBER = 20

T = TypeVar("T")


def read_own(data: bytes) -> OwnPart:
    """Give one person’s part from the bytes of a JSON export.

    Args:
        data: of the file, as they are.

    Raises:
        ExportTooLarge: more than a part can be.
        ExportTooNew: a newer version of the program made it.
        ExportOfBoth: it holds what two people turned, which is nobody’s own.
        NotAnExport: anything else.
    """
    if len(data) > CEILING:
        raise ExportTooLarge(len(data), CEILING)
    try:
        return _part(_parsed(data))
    except (ValueError, OverflowError, RecursionError) as error:
        raise NotAnExport(type(error).__name__) from None


def _parsed(data: bytes) -> dict[str, Any]:
    found = json.loads(
        data.decode("utf-8-sig"),
        object_pairs_hook=_without_twins,
        parse_constant=_refuse,
        parse_float=_refuse,
        parse_int=_number,
    )
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004 - a mistake of the file’s, not of the program’s
    return found


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member stands twice")
    return found


def _refuse(text: str) -> object:
    raise ValueError(f"no number of an export: {text[:_LONGEST_NUMBER]}")


def _number(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("a number of too many digits")
    return int(text)


def _part(document: dict[str, Any]) -> OwnPart:
    if document.get("format") != FORMAT:
        raise ValueError("another format")
    version = document.get("version")
    if type(version) is int and version > VERSION:
        raise ExportTooNew
    if version != VERSION or type(version) is not int:
        raise ValueError("no such version")
    if document.get("kind") == "both":
        raise ExportOfBoth
    members = {"format", "version", "kind", "made", "people", "stems", "rounds"}
    _exactly(document, members)
    if document["kind"] != "own":
        raise ValueError("no such kind")
    _day(document["made"])
    (nickname,) = _list(document["people"], 1, _short(_NICKNAME_LIMIT))
    _list(document["stems"], ITEMS, _short(_STEM_LIMIT))
    rounds = document["rounds"]
    if not isinstance(rounds, list) or len(rounds) > MOST_ROUNDS:
        raise ValueError("no list of rounds")
    return OwnPart(nickname, tuple(_round(each) for each in rounds))


def _round(found: Any) -> OwnRound:
    _exactly(found, {"state", "sealed", "opened", "closed", "answers", "evening"})
    answers = _list(found["answers"], ITEMS, _answer)
    turned = frozenset(item for item, (_, is_turned) in enumerate(answers) if is_turned)
    return OwnRound(
        RoundState(found["state"]) if isinstance(found["state"], str) else RoundState(""),
        tuple(answer for answer, _ in answers),
        turned,
        _evening(found["evening"]),
        _time(found["sealed"]),
        _time(found["opened"]),
        _time(found["closed"]),
    )


def _answer(found: Any) -> tuple[Answer, bool]:
    _exactly(found, {"text", "aloud", "kept_back", "turned"})
    spoken = found["aloud"]
    answer = Answer(
        _text(found["text"]), None if spoken is None else _text(spoken), kept=_switch(found["kept_back"])
    )
    return answer, _switch(found["turned"])


def _evening(found: Any) -> Evening:
    _exactly(found, {"remember", "small_try", "next_date", "later"})
    day = found["next_date"]
    later = found["later"]
    if not isinstance(later, list) or any(type(item) is not int for item in later):
        raise ValueError("no list of items")
    if sorted(set(later)) != later or not set(later) <= set(range(1, ITEMS + 1)):
        raise ValueError("no such items")
    return Evening(
        _text(found["remember"]),
        _text(found["small_try"]),
        "" if day is None else _day(day),
        frozenset(item - 1 for item in later),
    )


def _exactly(found: Any, members: set[str]) -> None:
    if not isinstance(found, dict) or set(found) != members:
        raise ValueError("other members than an export has")


def _list(found: Any, length: int, read: Callable[[Any], T]) -> list[T]:
    if not isinstance(found, list) or len(found) != length:
        raise ValueError(f"no list of {length}")
    return [read(each) for each in found]


def _text(found: Any) -> str:
    if not isinstance(found, str) or len(found) > ANSWER_LIMIT:
        raise ValueError("no text of that length")
    return found


def _short(limit: int) -> Callable[[Any], str]:
    def read(found: Any) -> str:
        if not isinstance(found, str) or not 1 <= len(found) <= limit:
            raise ValueError("no text of that length")
        return found

    return read


def _switch(found: Any) -> bool:
    if not isinstance(found, bool):
        raise ValueError("neither true nor false")  # noqa: TRY004 - a mistake of the file’s, not of the program’s
    return found


def _day(found: Any) -> str:
    if not isinstance(found, str) or date.fromisoformat(found).isoformat() != found:
        raise ValueError("no day")
    return found


def _time(found: Any) -> datetime | None:
    if found is None:
        return None
    if not isinstance(found, str):
        raise ValueError("no time")  # noqa: TRY004 - a mistake of the file’s, not of the program’s
    moment = datetime.fromisoformat(found)
    if moment.tzinfo is None or moment.astimezone(UTC).isoformat(timespec="seconds") != found:
        raise ValueError("no time as exports have it")
    return moment.astimezone(UTC)
