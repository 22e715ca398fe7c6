"""What a person keeps for themself besides answers; packed, it has one size whatever it holds."""

import struct
from dataclasses import dataclass, replace
from enum import StrEnum

from intimacy_desktop.errors import OwnTooLong
from intimacy_desktop.packing import Reader, padded, text_bytes

OWN_SIZE = 32 * 1024
"""Bytes of the packed record; more than all its limits take together, so that it can learn to hold more."""

LINES_LIMIT = 10
"""Helplines of one's own."""

LINE_NAME_LIMIT, LINE_NUMBER_LIMIT, LINE_NOTE_LIMIT = 80, 40, 200
"""Code points of a helpline's parts."""

NICKNAME_LIMIT = 40
"""Code points of what answers call the partner."""

KNOWN_LIMIT = 64
"""Things that can be ticked."""

ID_LIMIT = 40
"""Code points of the id of a chapter, or of what can be ticked."""

_MET_LIMIT = 8
_VERSION = 1
_HEAD = struct.Struct(">B")
_COUNT = struct.Struct(">B")
_BLOCK = struct.Struct(">I")
_GENERATION = struct.Struct(">I")
_MOMENT = struct.Struct(">Q")
_WISH = struct.Struct(">?")


def _check(text: str, limit: int) -> None:
    if len(text) > limit:
        raise OwnTooLong(len(text), limit)


@dataclass(frozen=True, slots=True)
class GuidePlace:
    """Where in the guide somebody stopped reading.

    Args:
        chapter: its id.
        block: counted from 0.

    Raises:
        OwnTooLong: no chapter has such an id.
        ValueError: a chapter has neither no id nor such a block.
    """

    chapter: str
    block: int

    def __post_init__(self) -> None:
        _check(self.chapter, ID_LIMIT)
        if not self.chapter or not 0 <= self.block < 2**32:
            raise ValueError(f"block {self.block} of {self.chapter!r}")


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A helpline, or a person to call, that its owner put down.

    Raises:
        OwnTooLong: a part has more code points than its limit above.
    """

    name: str
    number: str
    note: str = ""

    def __post_init__(self) -> None:
        _check(self.name, LINE_NAME_LIMIT)
        _check(self.number, LINE_NUMBER_LIMIT)
        _check(self.note, LINE_NOTE_LIMIT)

    def __repr__(self) -> str:
        return "OwnLine()"


class Pronouns(StrEnum):
    """How answers speak of the partner."""

    NONE = ""
    SHE = "she"
    HE = "he"
    THEY = "they"


@dataclass(frozen=True, slots=True)
class PartnerWords:
    """The words by which answers name the partner; a text that is read aloud turns them to *you*.

    Raises:
        OwnTooLong: `nickname` has more than `NICKNAME_LIMIT` code points.
    """

    nickname: str = ""
    pronouns: Pronouns = Pronouns.NONE

    def __post_init__(self) -> None:
        _check(self.nickname, NICKNAME_LIMIT)

    def __repr__(self) -> str:
        return "PartnerWords()"


@dataclass(frozen=True, slots=True)
class Own:
    """What one person keeps for themself besides answers.

    Args:
        guide_place: where they stopped reading; None before they began.
        known: ids of what they ticked as something they know, such as `kind:emotional` or `sign:3`.
        lines: helplines of their own.
        partner: how they speak of their partner.
        met: vault id and generation of the other's vault at the last joint opening.
        asked_after: the last sealing or evening after which they were asked how they are, in seconds since
            1970 (UTC); never what they said to it.
        lock_when_minimised: whether a window that is minimised locks at once.

    Raises:
        OwnTooLong: there are more of something than its limit above.
    """

    guide_place: GuidePlace | None = None
    known: frozenset[str] = frozenset()
    lines: tuple[OwnLine, ...] = ()
    partner: PartnerWords = PartnerWords()
    met: tuple[tuple[str, int], ...] = ()
    asked_after: int = 0
    lock_when_minimised: bool = False

    def __post_init__(self) -> None:
        for things, limit in ((self.known, KNOWN_LIMIT), (self.lines, LINES_LIMIT), (self.met, _MET_LIMIT)):
            if len(things) > limit:
                raise OwnTooLong(len(things), limit)
        for text in (*self.known, *(vault_id for vault_id, _ in self.met)):
            _check(text, ID_LIMIT)

    def __repr__(self) -> str:
        return "Own()"

    def generation_met(self, vault_id: str) -> int | None:
        """Give the generation at which that vault was met last, if it was."""
        return dict(self.met).get(vault_id)

    def having_met(self, vault_id: str, generation: int) -> "Own":
        """Give the same, with that vault met last at `generation`; of many, the oldest are forgotten."""
        others = tuple(pair for pair in self.met if pair[0] != vault_id)
        return replace(self, met=(*others, (vault_id, generation))[-_MET_LIMIT:])

    def pack(self) -> bytes:
        """Give `OWN_SIZE` bytes."""
        place = self.guide_place
        parts = [_HEAD.pack(_VERSION), text_bytes(place.chapter if place else "")]
        parts.append(_BLOCK.pack(place.block if place else 0))
        parts += [_COUNT.pack(len(self.known)), *map(text_bytes, sorted(self.known))]
        parts.append(_COUNT.pack(len(self.lines)))
        for line in self.lines:
            parts += map(text_bytes, (line.name, line.number, line.note))
        parts += map(text_bytes, (self.partner.nickname, self.partner.pronouns.value))
        parts.append(_COUNT.pack(len(self.met)))
        for vault_id, generation in self.met:
            parts += (text_bytes(vault_id), _GENERATION.pack(generation))
        parts += (_MOMENT.pack(self.asked_after), _WISH.pack(self.lock_when_minimised))
        return padded(parts, OWN_SIZE)

    @classmethod
    def unpack(cls, record: bytes) -> "Own":
        """Give back what `pack` was given.

        Raises:
            ValueError: `record` is not such a record.
            OwnTooLong: it holds more than its limits allow.
        """
        reader = Reader(record, OWN_SIZE)
        (version,) = reader.fields(_HEAD)
        if version != _VERSION:
            raise ValueError(f"record of version {version}")
        chapter, (block,) = reader.text(), reader.fields(_BLOCK)
        known = frozenset(reader.text() for _ in range(_count(reader)))
        lines = tuple(OwnLine(reader.text(), reader.text(), reader.text()) for _ in range(_count(reader)))
        partner = PartnerWords(reader.text(), Pronouns(reader.text()))
        met = tuple((reader.text(), int(reader.fields(_GENERATION)[0])) for _ in range(_count(reader)))
        (asked_after,), (minimised,) = reader.fields(_MOMENT), reader.fields(_WISH)
        reader.end()
        place = GuidePlace(chapter, block) if chapter else None
        return cls(place, known, lines, partner, met, asked_after, minimised)


def _count(reader: Reader) -> int:
    return int(reader.fields(_COUNT)[0])
