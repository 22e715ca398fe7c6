"""What is written in a round, and its packed forms, each of one size whatever it holds."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from intimacy_desktop.errors import AnswerTooLong
from intimacy_desktop.packing import Reader, packed_text_size, padded, text_bytes

ITEMS = 10
"""Items of the exercise."""

ANSWER_LIMIT = 2000
"""Code points of an answer, and of its spoken ending."""

_VERSION = 1
_TEXT_SIZE = packed_text_size(ANSWER_LIMIT)
_HEAD = struct.Struct(">BB")
_FLAGS = struct.Struct(">B")
_LATER = struct.Struct(">H")
_KEPT = 1
_SPOKEN = 2
_AS_WRITTEN = 4
_OUTDATED = 8
_DATE_LIMIT = len("2026-01-01")

WRITING_SIZE = _HEAD.size + ITEMS * (_FLAGS.size + 2 * _TEXT_SIZE)
SHOWN_SIZE = _HEAD.size + 2 * _TEXT_SIZE
EVENING_SIZE = _HEAD.size + 2 * _TEXT_SIZE + packed_text_size(_DATE_LIMIT) + _LATER.size
"""Bytes of a packed record."""


def check_length(text: str | None) -> None:
    """Refuse a text of more than `ANSWER_LIMIT` code points.

    Raises:
        AnswerTooLong: with its length.
    """
    if text is not None and len(text) > ANSWER_LIMIT:
        raise AnswerTooLong(len(text), ANSWER_LIMIT)


@dataclass(frozen=True, slots=True)
class Answer:
    """How its author ended one stem.

    Args:
        text: as written.
        spoken: the ending in the *you* form, as its author approved it; none where they have not.
        kept: the author keeps it to themself.
        as_written: the author wants it read as written, whatever `spoken` holds.
        outdated: `text` was changed after `spoken`, which is therefore not read before its author says so.

    Raises:
        AnswerTooLong: `text` or `spoken` has more than `ANSWER_LIMIT` code points.
    """

    text: str = ""
    spoken: str | None = None
    kept: bool = False
    as_written: bool = False
    outdated: bool = False

    def __post_init__(self) -> None:
        check_length(self.text)
        check_length(self.spoken)

    def __repr__(self) -> str:
        return f"Answer({len(self.text)} characters)"

    @property
    def blank(self) -> bool:
        """Whether there is nothing but white space."""
        return not self.text.strip()

    def rewritten(self, text: str, since: "Answer") -> "Answer":
        """Give the answer with another text; words for reading aloud fit only the text they were made for.

        Args:
            text: the newest words.
            since: the answer as it was when its author began to change it.
        """
        has_words = bool(self.spoken and self.spoken.strip())
        return replace(self, text=text, outdated=has_words and (since.outdated or text != since.text))


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What the other partner gets to see of one item once its card is turned; blank where kept back.

    Args:
        text: as written.
        spoken: the ending as it is read aloud; empty where its author wants it read as written, None where
            there is nothing to say in another way.

    Raises:
        AnswerTooLong: `text` or `spoken` has more than `ANSWER_LIMIT` code points.
    """

    text: str = ""
    spoken: str | None = None

    def __post_init__(self) -> None:
        check_length(self.text)
        check_length(self.spoken)

    def __repr__(self) -> str:
        return "ShownAnswer()"  # not even its length: it would tell blank from kept back

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read."""
        return not self.text.strip()

    def pack(self) -> bytes:
        """Give `SHOWN_SIZE` bytes."""
        flags = _SPOKEN if self.spoken is not None else 0
        parts = (_HEAD.pack(_VERSION, flags), text_bytes(self.text), text_bytes(self.spoken or ""))
        return padded(parts, SHOWN_SIZE)

    @classmethod
    def unpack(cls, record: bytes) -> "ShownAnswer":
        """Give back what `pack` was given.

        Raises:
            ValueError: `record` is not such a record.
        """
        reader = Reader(record, SHOWN_SIZE)
        flags = _read_head(reader)
        text, spoken = reader.text(), reader.text()
        reader.end()
        return cls(text, spoken if flags & _SPOKEN else None)


def shown(answer: Answer) -> ShownAnswer:
    """Give what the other may see of `answer`: for one kept back the same as for one left blank."""
    if answer.kept or answer.blank:
        return ShownAnswer()
    if answer.as_written:
        return ShownAnswer(answer.text, "")
    words = answer.spoken if answer.spoken and answer.spoken.strip() and not answer.outdated else None
    return ShownAnswer(answer.text, words)


@dataclass(frozen=True, slots=True)
class Draft:
    """The ten answers of a round as their author has them.

    Args:
        answers: one for each item.
        place: the item that was open last, from 0.

    Raises:
        ValueError: there are not ten answers, or no such place.
    """

    answers: tuple[Answer, ...] = (Answer(),) * ITEMS
    place: int = 0

    def __post_init__(self) -> None:
        if len(self.answers) != ITEMS:
            raise ValueError(f"{len(self.answers)} answers")
        if self.place not in range(ITEMS):
            raise ValueError(f"place {self.place}")

    def with_answer(self, index: int, answer: Answer) -> "Draft":
        """Give a draft in which only the answer at `index` is another."""
        answers = list(self.answers)
        answers[index] = answer
        return replace(self, answers=tuple(answers))

    def at(self, place: int) -> "Draft":
        """Give a draft that is open at another item."""
        return replace(self, place=place)

    def pack(self) -> bytes:
        """Give `WRITING_SIZE` bytes."""
        parts = [_HEAD.pack(_VERSION, self.place)]
        for answer in self.answers:
            parts += [_FLAGS.pack(_flags(answer)), text_bytes(answer.text), text_bytes(answer.spoken or "")]
        return padded(parts, WRITING_SIZE)

    @classmethod
    def unpack(cls, record: bytes) -> "Draft":
        """Give back what `pack` was given.

        Raises:
            ValueError: `record` is not such a record.
        """
        reader = Reader(record, WRITING_SIZE)
        place = _read_head(reader)
        answers = tuple(_read_answer(reader) for _ in range(ITEMS))
        reader.end()
        return cls(answers, place)


@dataclass(frozen=True, slots=True)
class Evening:
    """What is kept of an evening.

    Args:
        remember: one thing the owner wants to remember; theirs alone.
        small_try: one small thing to try; the same in both vaults.
        next_date: an ISO date, or empty; the same in both vaults.
        later: items left for later, from 0.

    Raises:
        AnswerTooLong: a text has more than `ANSWER_LIMIT` code points.
        ValueError: no such date or item.
    """

    remember: str = ""
    small_try: str = ""
    next_date: str = ""
    later: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        check_length(self.remember)
        check_length(self.small_try)
        if self.next_date:
            _check_date(self.next_date)
        if not self.later <= frozenset(range(ITEMS)):
            raise ValueError("an item that does not exist is left for later")

    def __repr__(self) -> str:
        return "Evening()"

    def pack(self) -> bytes:
        """Give `EVENING_SIZE` bytes."""
        texts = (text_bytes(self.remember), text_bytes(self.small_try), text_bytes(self.next_date))
        later = _LATER.pack(_bits(self.later))
        return padded((_HEAD.pack(_VERSION, 0), later, *texts), EVENING_SIZE)

    @classmethod
    def unpack(cls, record: bytes) -> "Evening":
        """Give back what `pack` was given.

        Raises:
            ValueError: `record` is not such a record.
        """
        reader = Reader(record, EVENING_SIZE)
        _read_head(reader)
        (bits,) = reader.fields(_LATER)
        remember, small_try, next_date = reader.text(), reader.text(), reader.text()
        reader.end()
        later = frozenset(item for item in range(_LATER.size * 8) if bits >> item & 1)
        return cls(remember, small_try, next_date, later)


def _check_date(text: str) -> None:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("not an ISO date")


def _bits(items: Iterable[int]) -> int:
    return sum(1 << item for item in items)


def _read_head(reader: Reader) -> int:
    version, second = reader.fields(_HEAD)
    if version != _VERSION:
        raise ValueError(f"record of version {version}")
    return int(second)


def _flags(answer: Answer) -> int:
    told = (
        (_KEPT, answer.kept),
        (_SPOKEN, answer.spoken is not None),
        (_AS_WRITTEN, answer.as_written),
        (_OUTDATED, answer.outdated),
    )
    return sum(flag for flag, is_so in told if is_so)


def _read_answer(reader: Reader) -> Answer:
    (flags,) = reader.fields(_FLAGS)
    text, spoken = reader.text(), reader.text()
    return Answer(
        text,
        spoken if flags & _SPOKEN else None,
        kept=bool(flags & _KEPT),
        as_written=bool(flags & _AS_WRITTEN),
        outdated=bool(flags & _OUTDATED),
    )
