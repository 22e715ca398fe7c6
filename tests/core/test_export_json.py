"""The JSON form: others can check and read it, and what comes back is what went out, or nothing."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st

from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ExportError, ExportOfBoth, ExportTooLarge, ExportTooNew, NotAnExport
from intimacy_desktop.export import OwnPart, read_own
from intimacy_desktop.export.jsonform import SCHEMA, write_json
from intimacy_desktop.export.reading import CEILING, MOST_ROUNDS
from tests.core.exportkit import MADE, STEMS, a_part, a_round, members, parts

SAMPLE = json.loads(write_json(a_part(1), STEMS, MADE))


def valid(document: object) -> bool:
    """Whether another program finds the document to be of the documented form."""
    return jsonschema.Draft202012Validator(json.loads(read_resource(SCHEMA))).is_valid(document)


@settings(max_examples=60, deadline=None)
@given(parts)
def test_what_is_exported_is_of_the_documented_form_and_comes_back_the_same(part: OwnPart) -> None:
    data = write_json(part, STEMS, MADE)

    assert valid(json.loads(data))
    assert read_own(data) == part


def test_the_schema_itself_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(read_resource(SCHEMA)))


def replaced(document: Any, path: tuple[Any, ...], value: object) -> bytes:
    copy = json.loads(json.dumps(document))
    place = copy
    for key in path[:-1]:
        place = place[key]
    if path:
        place[path[-1]] = value
    else:
        copy = value
    return json.dumps(copy).encode()


WRONG: tuple[object, ...] = (
    None,
    True,
    False,
    0,
    -1,
    11,
    1.5,
    "",
    "x" * 2001,
    [],
    {},
    [1] * 10,
    {"text": ""},
)


@pytest.mark.parametrize("path", members(SAMPLE), ids=str)
def test_whatever_the_schema_refuses_is_refused(path: tuple[Any, ...]) -> None:
    """Given an export with one value replaced, when the schema finds it wrong, then nothing of it is read."""
    for value in WRONG:
        data = replaced(SAMPLE, path, value)
        if not valid(json.loads(data)):
            with pytest.raises(ExportError):
                read_own(data)


@pytest.mark.parametrize(
    "path", [path for path in members(SAMPLE) if path and isinstance(path[-1], str)], ids=str
)
def test_a_member_that_is_missing_unknown_or_there_twice_is_refused(path: tuple[Any, ...]) -> None:
    copy = json.loads(json.dumps(SAMPLE))
    place = copy
    for key in path[:-1]:
        place = place[key]
    value = place.pop(path[-1])
    with pytest.raises(ExportError):
        read_own(json.dumps(copy).encode())
    place[path[-1]] = value
    place["another"] = 1
    with pytest.raises(ExportError):
        read_own(json.dumps(copy).encode())
    del place["another"]
    member = f"{json.dumps(path[-1])}:"
    text = json.dumps(copy, separators=(",", ":"))
    with pytest.raises(ExportError):
        read_own(text.replace(member, f"{member}{json.dumps(value)},{member}", 1).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe{\x00}\x00",
        b"{",
        b"null",
        b"NaN",
        b"[" * 200_000,
        b'{"format":"innermost-export","version":' + b"9" * 5000 + b"}",
        b'{"format":"innermost-export","version":1e999}',
        b'{"format":"innermost-export","version":true,"kind":"own"}',
    ],
)
def test_what_is_no_export_is_refused_with_its_own_error(data: bytes) -> None:
    with pytest.raises(NotAnExport):
        read_own(data)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(ExportError):
        read_own(data)


def test_a_byte_order_mark_and_other_white_space_are_harmless() -> None:
    """Given an export that an editor saved again, when it is read, then it is the same part."""
    assert read_own(b"\xef\xbb\xbf" + json.dumps(SAMPLE, indent=8).encode()) == a_part(1)


def test_dates_that_no_calendar_has_are_refused() -> None:
    for path, value in (
        (("made",), "2026-02-30"),
        (("rounds", 0, "sealed"), "2026-02-30T10:00:00+00:00"),
        (("rounds", 0, "sealed"), "2026-02-03T10:00:00+01:00"),
        (("rounds", 0, "sealed"), "0001-01-01T00:00:00+23:59"),
        (("rounds", 0, "evening", "next_date"), "20261201"),
        (("rounds", 0, "evening", "later"), [3, 2]),
    ):
        with pytest.raises(NotAnExport):
            read_own(replaced(SAMPLE, path, value))


def test_what_two_people_turned_belongs_to_nobody_alone() -> None:
    with pytest.raises(ExportOfBoth):
        read_own(replaced(SAMPLE, ("kind",), "both"))


def test_a_newer_form_is_left_alone() -> None:
    with pytest.raises(ExportTooNew):
        read_own(replaced(SAMPLE, ("version",), 2))


def test_more_than_a_part_can_be_is_not_even_parsed() -> None:
    with pytest.raises(ExportTooLarge):
        read_own(b" " * (CEILING + 1))
    document = dict(SAMPLE, rounds=SAMPLE["rounds"] * (MOST_ROUNDS + 1))
    with pytest.raises(NotAnExport):
        read_own(json.dumps(document).encode())


def test_the_most_that_can_be_written_fits() -> None:
    """Given rounds as full as they can be, in letters that take most room, then they can be read back."""
    full = a_round(*["\U0001f469" * 2000] * 10)
    part = OwnPart("Mara", (full,) * 200)

    data = write_json(part, STEMS, MADE)

    assert len(data) < CEILING
    assert read_own(data) == part
