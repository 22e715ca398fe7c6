"""Whatever a parser is given, it raises nothing but what it says; and what was written, it reads."""

import json
import os
import string
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from intimacy_desktop import hints
from intimacy_desktop.answers import (
    ANSWER_LIMIT,
    EVENING_SIZE,
    SHOWN_SIZE,
    WRITING_SIZE,
    Answer,
    Draft,
    Evening,
    ShownAnswer,
)
from intimacy_desktop.attempts import LONGEST_S, Attempts
from intimacy_desktop.canonical import canonical, parse
from intimacy_desktop.care import parse_care
from intimacy_desktop.channel import Channel, Order
from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import (
    AnswerTooLong,
    ContentError,
    NicknameError,
    PassphraseError,
    RecoveryCodeMistyped,
    UnsavedUnopened,
    VaultDamaged,
    VaultTooNew,
)
from intimacy_desktop.exercise import parse_exercise
from intimacy_desktop.guide import CHAPTERS, parse_chapter, parse_sources
from intimacy_desktop.header import DeviceBinding, Header, decode
from intimacy_desktop.helplines import parse_helplines
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST, ITERATIONS_CEILING, LANES_CEILING, KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.launch import Leaves, Placement, WindowOptions
from intimacy_desktop.markup import parse_markup
from intimacy_desktop.passphrase import check_new, normalise
from intimacy_desktop.recovery import new_code, parse_code
from intimacy_desktop.settings import HIDE_KEYS, LARGEST_TEXT, SMALLEST_TEXT, Settings, SettingsFile
from intimacy_desktop.slots import HPKE_SEALED_SIZE, SEALED_SIZE, OtherSlot, PassphraseSlot, RecoverySlot
from intimacy_desktop.unsaved import open_unsaved, seal_unsaved

FOLDER = Path("nowhere")
FILES = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
QUICK = settings(deadline=None, max_examples=200)
FEW = settings(deadline=None, max_examples=60)

WORDS = st.text(st.characters(), max_size=30)
"""Any text, with halves of surrogate pairs too."""

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
EXACT: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return opening * depth + closing * depth


@st.composite
def near(draw: st.DrawFn, whole: Any) -> Any:
    """A JSON value that is almost `whole`: somewhere in it another value, or a member more or less."""
    if draw(st.integers(0, 6)) == 0:
        return draw(JSON)
    if isinstance(whole, dict) and whole:
        changed = dict(whole)
        name = draw(st.sampled_from(sorted(whole)))
        match draw(st.integers(0, 5)):
            case 0:
                del changed[name]
            case 1:
                changed[draw(WORDS)] = draw(JSON)
            case _:
                changed[name] = draw(near(whole[name]))
        return changed
    if isinstance(whole, list) and whole:
        at = draw(st.integers(0, len(whole) - 1))
        return [*whole[:at], draw(near(whole[at])), *whole[at + draw(st.integers(0, 1)) :]]
    return draw(JSON)


def sorted_json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


# Canonical JSON


@QUICK
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
@example(nested(100_000).encode())
@example(nested(100_000, '{"a":', "}").encode())
@example(b'{"a":' + b"1" * 5000 + b"}")
@example(b'{"a":1e999}')
@example(b'{"a":-0}')
@example(b'{"a":NaN}')
def test_canonical_json_is_parsed_to_the_object_it_stands_for_or_refused(data: bytes) -> None:
    try:
        members = parse(data)
    except ValueError:
        return
    assert canonical(members) == data


@QUICK
@given(st.dictionaries(WORDS, EXACT, max_size=5))
def test_canonical_json_comes_back_as_it_was(members: dict[str, Any]) -> None:
    assert parse(canonical(members)) == members


# The header

CHECKSUM = len(',"sha256":""}') + 64
VAULT_ID = "0c6a1d1e-93a4-4e0e-8a57-5c1d3c2f7b90"
UUIDS = st.uuids().map(str)


def _nickname(text: str) -> bool:
    try:
        Identity(text, Shape.CIRCLE, Hue.BLUE)
    except NicknameError:
        return False
    return True


IDENTITIES = st.builds(
    Identity,
    st.text(st.characters(), min_size=1, max_size=24).filter(_nickname),
    st.sampled_from(Shape),
    st.sampled_from(Hue),
)
PROFILES = st.builds(
    lambda lanes, more, iterations: KdfProfile(8 * lanes + more, iterations, lanes),
    st.integers(1, LANES_CEILING),
    st.integers(0, 1000_000),
    st.integers(1, ITERATIONS_CEILING),
)
OTHER_SLOTS = st.builds(
    lambda more, kind, version, sealed: OtherSlot(
        more | {"kind": kind, "version": version, "sealed": sealed}
    ),
    st.dictionaries(WORDS, EXACT, max_size=3),
    WORDS.filter(lambda kind: kind not in {"passphrase", "recovery"}),
    st.integers(),
    WORDS,
)


@st.composite
def headers(draw: st.DrawFn) -> Header:
    generation = draw(st.integers(1, 2**31 - 1))
    passphrase_slot = PassphraseSlot(
        draw(PROFILES),
        draw(st.binary(min_size=16, max_size=16)),
        draw(st.binary(min_size=SEALED_SIZE, max_size=SEALED_SIZE)),
    )
    recovery_slot = RecoverySlot(
        draw(st.binary(min_size=32, max_size=32)),
        draw(st.binary(min_size=HPKE_SEALED_SIZE, max_size=HPKE_SEALED_SIZE)),
    )
    more = [recovery_slot] if draw(st.booleans()) else []
    slots = draw(st.permutations([passphrase_slot, *more, *draw(st.lists(OTHER_SLOTS, max_size=3))]))
    return Header(
        draw(UUIDS),
        generation,
        f"answers-{generation}-{draw(st.text('0123456789abcdef', min_size=16, max_size=16))}.db",
        draw(IDENTITIES),
        tuple(slots),
        draw(st.none() | st.builds(DeviceBinding, UUIDS)),
    )


def signed(body: bytes) -> bytes:
    return body[:-1] + b',"sha256":"' + sha256(body).hexdigest().encode() + b'"}'


def decoded_or_refused(data: bytes) -> Header | None:
    try:
        return decode(data, FOLDER)
    except (VaultDamaged, VaultTooNew):
        return None


@QUICK
@given(headers())
def test_a_header_comes_back_as_it_was_written(header: Header) -> None:
    data = header.encode()
    assert decode(data, FOLDER) == header
    assert b'"sealed"' not in header.associated_data()


@QUICK
@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda body: signed(body + b"}")))
@example(signed((nested(30_000, '{"a":', "") + "}").encode()))
@example(signed(b'{"format":' + b"9" * 5000 + b"}"))
def test_bytes_that_are_no_header_are_damaged(data: bytes) -> None:
    assert decoded_or_refused(data) is None


@settings(deadline=None, max_examples=400)
@given(headers().flatmap(lambda header: near(parse(header.encode()[:-CHECKSUM] + b"}"))))
def test_a_header_that_is_almost_right_is_refused_or_is_what_it_says(members: Any) -> None:
    # Given a header with a right checksum and something else in one place
    try:
        body = canonical(members)
    except ValueError:  # NaN
        return
    data = signed(body)
    # Then either it is refused, or it is one, and in full
    header = decoded_or_refused(data)
    assert header is None or header.encode() == data


# home.json and settings.json

SEAT_HINTS = st.lists(
    st.builds(hints.SeatHint, UUIDS, IDENTITIES, st.booleans()),
    max_size=3,
    unique_by=lambda hint: hint.vault_id,
)
HOME_FILE = {
    "format": 1,
    "seats": [
        {"vault": VAULT_ID, "nickname": "Mara", "shape": "circle", "hue": "blue", "ready": True},
        {"vault": VAULT_ID[::-1], "nickname": "Jonas", "shape": "diamond", "hue": "rust", "ready": False},
    ],
}


@FILES
@given(SEAT_HINTS)
def test_hints_come_back_as_they_were_noted(tmp_path: Path, seats: list[hints.SeatHint]) -> None:
    hints.write(tmp_path, seats)
    assert hints.read(tmp_path) == seats


@FILES
@given(st.binary(max_size=300) | near(HOME_FILE).map(lambda value: json.dumps(value).encode()), SEAT_HINTS)
@example(
    b'{"format":1,"seats":[{"vault":"%s","nickname":"","shape":"circle","hue":"blue"}]}' % VAULT_ID.encode(),
    [],
)
@example(nested(100_000).encode(), [])
@example(b'{"format":1,"seats":7}', [])
@example(b'{"format":1,"seats":{"a":1}}', [])
@example(b"[1]", [])
@example(b'"format"', [])
@example(b'{"format":1,"seats":[null]}', [])
@example(b'{"format":1,"seats":[{"vault":7,"nickname":"a","shape":"circle","hue":"blue","ready":1}]}', [])
@example(b'{"format":1,"seats":[{"vault":"","nickname":7,"shape":"circle","hue":"blue","ready":1}]}', [])
@example(b'{"format":1,"seats":[{"vault":"","nickname":"a","shape":[],"hue":{},"ready":1}]}', [])
def test_any_home_file_can_be_read_and_noted_over(
    tmp_path: Path, data: bytes, seats: list[hints.SeatHint]
) -> None:
    (tmp_path / "home.json").write_bytes(data)
    for hint in hints.read(tmp_path):
        assert hints.is_vault_id(hint.vault_id)
    hints.write(tmp_path, seats)
    assert hints.read(tmp_path) == seats


ALL_SETTINGS = st.builds(
    Settings,
    st.floats(SMALLEST_TEXT, LARGEST_TEXT),
    st.sampled_from(["system", "light", "dark"]),
    st.booleans(),
    st.sampled_from(HIDE_KEYS),
    st.sampled_from(["sheet", "minimised"]),
    st.sampled_from(["second", "first", "alternate"]),
)
SETTINGS_FILE = {name: getattr(Settings(), name) for name in Settings.__dataclass_fields__}


@FILES
@given(
    st.binary(max_size=200) | near(SETTINGS_FILE).map(lambda value: json.dumps(value).encode()), ALL_SETTINGS
)
@example(nested(100_000).encode(), Settings())
@example(('{"newer":' + nested(600) + "}").encode(), Settings())
@example(b'{"newer":NaN,"text_size":Infinity}', Settings())
@example(b'{"newer":' + b"9" * 4300 + b"}", Settings())
@example(b'{"newer":' + b"9" * 4301 + b"}", Settings())
def test_any_settings_file_gives_settings_and_can_be_saved_over(
    tmp_path: Path, data: bytes, chosen: Settings
) -> None:
    (tmp_path / "settings.json").write_bytes(data)
    file = SettingsFile(tmp_path)
    loaded = file.load()
    assert Settings.of({name: getattr(loaded, name) for name in SETTINGS_FILE}) == loaded
    file.save(chosen)
    assert file.load() == chosen


@FILES
@given(st.binary(max_size=100) | near({"format": 1, "last": 7, "on_end": 3, "untold": 4}).map(sorted_json))
@example(b'{"format":1,"last":7,"on_end":3,"untold":-4}')
@example(b'{"format":1,"last":7,"on_end":-3,"untold":4}')
@example(b'{"format":1,"last":0,"on_end":9007199254740991,"untold":9007199254740991}')
@example(b'{"format":1,"last":9007199254740991,"on_end":9,"untold":1}')
def test_any_file_of_tries_lets_somebody_try_within_half_a_minute(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "tries.json").write_bytes(data)
    attempts = Attempts(tmp_path)
    assert 0 <= attempts.wait_s() <= LONGEST_S
    attempts.failed()
    assert attempts.succeeded() >= 1
    assert Attempts(tmp_path).succeeded() == 0


# Records

TEXTS = st.text(st.characters(), max_size=40) | st.sampled_from(["", "😀" * ANSWER_LIMIT, "\ud83d", "\0"])
ANSWERS = st.builds(Answer, TEXTS, st.none() | TEXTS, st.booleans())
DRAFTS = st.builds(Draft, st.tuples(*[ANSWERS] * 10), st.integers(0, 9))
SHOWN = st.builds(ShownAnswer, TEXTS, st.none() | TEXTS)
EVENINGS = st.builds(
    Evening,
    TEXTS,
    TEXTS,
    st.just("") | st.dates().map(lambda day: day.isoformat()),
    st.frozensets(st.integers(0, 9)),
)
KINDS: list[tuple[Any, Any, int]] = [
    (Draft, DRAFTS, WRITING_SIZE),
    (ShownAnswer, SHOWN, SHOWN_SIZE),
    (Evening, EVENINGS, EVENING_SIZE),
]
every_kind = pytest.mark.parametrize(("kind", "written", "size"), KINDS)


@every_kind
@FEW
@given(data=st.data())
def test_a_record_has_one_size_and_comes_back_as_it_was(
    kind: Any, written: Any, size: int, data: Any
) -> None:
    record = data.draw(written)
    packed = record.pack()
    assert len(packed) == size
    assert kind.unpack(packed) == record


@every_kind
@FEW
@given(data=st.data())
def test_a_record_that_is_almost_right_is_refused_or_is_a_record(
    kind: Any, written: Any, size: int, data: Any
) -> None:
    # Given a record with other bytes in a few places of its beginning, or of another size
    packed = bytearray(data.draw(written).pack())
    for at in data.draw(st.lists(st.integers(0, 60) | st.integers(0, size - 1), max_size=6)):
        packed[at] = data.draw(st.integers(0, 255))
    changed = bytes(packed)[: data.draw(st.just(size) | st.integers(0, size))]
    # Then it is refused in one of two ways, or packs again
    try:
        record = kind.unpack(changed)
    except (ValueError, AnswerTooLong):
        return
    assert kind.unpack(record.pack()) == record


@every_kind
@FEW
@given(data=st.binary(max_size=100))
def test_bytes_that_are_no_record_are_refused(kind: Any, written: Any, size: int, data: bytes) -> None:
    with pytest.raises((ValueError, AnswerTooLong)):
        kind.unpack(data.ljust(size, b"\xff"))


@every_kind
def test_a_record_of_another_version_or_with_a_text_beyond_its_end_is_refused(
    kind: Any, written: Any, size: int
) -> None:
    whole = kind().pack()
    for version in (0, 2, 255):
        with pytest.raises(ValueError, match="version"):
            kind.unpack(bytes([version]) + whole[1:])
    # The first text may reach to the very end, so that nothing is left for the next one, or beyond it.
    at = {Draft: 3, ShownAnswer: 2, Evening: 4}[kind]
    for length in range(max(0, size - at - 6), min(0xFFFF, size + 2)) if size < 0xFFFF else ():
        with pytest.raises((ValueError, AnswerTooLong)):
            kind.unpack(whole[:at] + length.to_bytes(2, "big") + whole[at + 2 :])


KEYS = VaultKeys(VAULT_ID, bytes(32), bytes(32))


@FEW
@given(
    DRAFTS | EVENINGS,
    st.integers(1, 2**31),
    st.lists(st.tuples(st.integers(0, 200_000), st.integers(1, 255)), max_size=3),
)
def test_what_was_handed_on_comes_back_whole_or_not_at_all(
    words: Draft | Evening, round_id: int, flips: list[tuple[int, int]]
) -> None:
    sealed = bytearray(seal_unsaved(KEYS, round_id, words))
    whole = bytes(sealed)
    for at, bits in flips:
        sealed[at % len(sealed)] ^= bits
    if bytes(sealed) == whole:
        found = open_unsaved(KEYS, whole)
        assert (found.round_id, found.words) == (round_id, words)
        return
    with pytest.raises(UnsavedUnopened):
        open_unsaved(KEYS, bytes(sealed))


@FEW
@given(st.binary(max_size=300))
def test_bytes_that_nobody_handed_on_are_refused(data: bytes) -> None:
    with pytest.raises(UnsavedUnopened):
        open_unsaved(KEYS, data)


# What is typed


@QUICK
@given(st.text(st.characters(), max_size=220))
def test_any_passphrase_has_one_normal_form_or_none(text: str) -> None:
    try:
        normal = normalise(text)
    except PassphraseError:
        with pytest.raises(PassphraseError):
            check_new(text)
        return
    assert normalise(normal.decode()) == normal


@QUICK
@given(WORDS | st.text(string.ascii_uppercase + string.digits + " -", min_size=30, max_size=45))
def test_what_is_no_recovery_code_is_a_slip(text: str) -> None:
    with pytest.raises(RecoveryCodeMistyped):
        parse_code(text)


@FEW
@given(st.data())
def test_a_recovery_code_is_read_however_it_was_typed(data: Any) -> None:
    code = new_code()
    typed = "".join(
        data.draw(
            st.sampled_from([symbol.upper(), symbol.lower(), f" {symbol}", f"{symbol}—\u200b", f"{symbol}\t"])
        )
        for symbol in code
    )
    assert parse_code(typed) == parse_code(code)
    at = data.draw(st.integers(0, len(code) - 1).filter(lambda at: code[at] != "-"))
    other = data.draw(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ").filter(lambda one: one != code[at]))
    with pytest.raises(RecoveryCodeMistyped):
        parse_code(code[:at] + other + code[at + 1 :])


# Processes

PLACEMENTS = st.builds(
    Placement,
    st.integers(-100_000, 100_000),
    st.integers(-100_000, 100_000),
    st.integers(1, 100_000),
    st.integers(1, 100_000),
    st.sampled_from(["normal", "maximised", "minimised"]),
    st.booleans(),
)
OPTIONS = st.sampled_from(["--home=/x", "--placement=", "--leaves=", "--after-crash", "--home", "=", "--"])


@QUICK
@given(st.lists(st.tuples(OPTIONS, WORDS).map("".join) | OPTIONS | WORDS, max_size=5))
def test_any_command_line_of_a_window_gives_options_or_misses_a_home(arguments: list[str]) -> None:
    try:
        options = WindowOptions.parse(arguments)
    except ValueError:
        return
    assert str(options.home)
    assert options.placement is None or Placement.parse(str(options.placement)) == options.placement


@QUICK
@given(PLACEMENTS, st.sampled_from(Leaves), st.booleans())
def test_what_a_window_is_told_it_understands(
    placement: Placement, leaves: Leaves, after_crash: bool
) -> None:
    arguments = [
        "--home=/x",
        f"--placement={placement}",
        f"--leaves={leaves}",
        *["--after-crash"] * after_crash,
    ]
    assert WindowOptions.parse(arguments) == WindowOptions(Path("/x"), placement, leaves, after_crash)


@QUICK
@given(st.text(st.characters() | st.sampled_from("0123456789,-_"), max_size=60))
@example("1,2," + "3" * 5000 + ",4,normal,1")
def test_any_text_is_a_placement_that_can_be_written_or_none(text: str) -> None:
    placement = Placement.parse(text)
    assert placement is None or Placement.parse(str(placement)) == placement


LINES = st.sampled_from(
    [b"raise", b"end", b"kept a", b"kept a QUJD", b"kept a QUJD\xff", b"kept", b" end ", b"\0"]
)


@QUICK
@given(st.lists(LINES | st.binary(max_size=30), max_size=8))
def test_any_bytes_from_the_supervisor_are_orders_or_nothing(lines: list[bytes]) -> None:
    heard: list[Order] = []
    kept: list[tuple[str, bytes]] = []
    theirs, ours = os.pipe()
    os.write(ours, b"\n".join(lines))
    os.close(ours)
    try:
        Channel(theirs, -1)._hear(heard.append, lambda vault_id, sealed: kept.append((vault_id, sealed)))
    finally:
        os.close(theirs)
    # Then the end of the pipe is heard, and nothing that was not said
    assert heard.pop() is Order.END
    said = [line.strip() for line in b"\n".join(lines).split(b"\n")[:-1]]
    assert [order.value.encode() for order in heard] == [line for line in said if line in {b"raise", b"end"}]
    assert all(isinstance(sealed, bytes) for _, sealed in kept)


# Content

_PLAIN = """
---|title: A|minutes: 5||## Heading|> quote|- bullet|  more|:::|::: try|::: turn|::: figure four-kinds
::: label trial|::: source a|name: B|meaning: C|short: D|full: E|alt: F|caption: G|*open|[^|1. one|# no
"""
MARKED = [*_PLAIN.strip().replace("\n", "|").split("|"), "*marked* text[^a|trial]", "[^b|x]"]
MARKUP = st.lists(st.sampled_from(MARKED) | WORDS, max_size=16).map("\n".join)
MINUTES = st.sampled_from(["minutes: 5", "minutes: five", "minutes: 0", "minutes: 5.5"]) | WORDS
SOURCES = parse_sources("sources.md", read_resource("guide/en/sources.md"))


def refused_or(parser: Callable[[], object]) -> None:
    refused: list[ContentError] = []
    try:
        parser()
    except ContentError as error:
        refused.append(error)
    assert all(error.line >= 1 and error.problem for error in refused)


@QUICK
@given(MARKUP | st.builds(lambda line, text: f"---\ntitle: A\n{line}\n---\n{text}", MINUTES, MARKUP))
def test_any_markup_is_a_page_or_names_the_line_that_is_not(text: str) -> None:
    refused_or(lambda: parse_markup("file", text, None))
    refused_or(lambda: parse_sources("file", text))
    refused_or(lambda: parse_chapter("file", text, 1, SOURCES))


TOML_LINES = st.sampled_from(
    '''
[[item]]
[item]
[texts]
[[country]]
[[line]]
[before_seat]
[other]
[a.b]
item = []
credit = "c"
partner_words = ["my partner"]
stem = "s"
you = "[y]"
prompts = []
prompts = ["a", "b", "c"]
note = 7
x = {a = 1}
x.y = 1
"q" = 1
checked = 2026-11-01
checked = 2026-02-30
code = "DE"
name = "n"
number = "1 2"
kind = "abuse"
women_only = 1
"""
'''.strip().split("\n")
)
TOML = st.lists(TOML_LINES | WORDS, max_size=14).map("\n".join)
NUMBERS, HELP_WORDS = "helplines.toml", "help/en.toml"
LOADERS: list[tuple[str, Callable[[str, str], object]]] = [
    ("exercise/en.toml", parse_exercise),
    (NUMBERS, lambda file, text: parse_helplines(file, text, HELP_WORDS, read_resource(HELP_WORDS))),
    (HELP_WORDS, lambda file, text: parse_helplines(NUMBERS, read_resource(NUMBERS), file, text)),
    ("care/en.toml", parse_care),
]
every_loader = pytest.mark.parametrize(("file", "load"), LOADERS)


@every_loader
@QUICK
@given(text=TOML)
@example(text="x = " + nested(5000))
@example(text="x = " + "9" * 5000)
@example(text="x = {a = 1}")
@example(text="[a.b]\n")
def test_any_toml_is_content_or_names_the_line_that_is_not(
    file: str, load: Callable[[str, str], object], text: str
) -> None:
    refused_or(lambda: load(file, text))


@st.composite
def changed_lines(draw: st.DrawFn, text: str) -> str:
    """The lines of a real file, some of them lost, doubled, cut or others."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        instead = draw(
            st.sampled_from([[], [lines[at]] * 2, [lines[at][: len(lines[at]) // 2]], ["x = {a = 1}"]])
        )
        lines[at : at + 1] = instead or [draw(TOML_LINES | WORDS)]
    return "\n".join(lines)


@every_loader
@QUICK
@given(data=st.data())
def test_a_file_of_ours_that_was_changed_is_content_or_names_the_line_that_is_not(
    file: str, load: Callable[[str, str], object], data: Any
) -> None:
    refused_or(lambda: load(file, data.draw(changed_lines(read_resource(file)))))


@FEW
@given(st.sampled_from(CHAPTERS), st.data())
def test_a_chapter_that_was_changed_is_a_chapter_or_names_the_line_that_is_not(name: str, data: Any) -> None:
    text = data.draw(changed_lines(read_resource(f"guide/en/{name}.md")))
    refused_or(lambda: parse_chapter(f"{name}.md", text, 1, SOURCES))


def test_the_strategies_can_make_what_is_right() -> None:
    # Or the tests above would show only that nonsense is refused.
    slot = PassphraseSlot(CHEAPEST, bytes(16), bytes(SEALED_SIZE))
    identity = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
    header = Header(VAULT_ID, 1, "answers-1-0123456789abcdef.db", identity, (slot,))
    assert decoded_or_refused(header.encode()) == header
    assert decoded_or_refused(replace(header, generation=2).encode()) is None
    for file, load in LOADERS:
        load(file, read_resource(file))
