"""Who sits in a seat, as the owner chose to be seen."""

from dataclasses import dataclass
from enum import StrEnum

from intimacy_desktop.errors import NicknameEmpty, NicknameTooLong

NICKNAME_LIMIT = 24
"""Characters; longer names break the name plates of the cards."""


class Shape(StrEnum):
    """The first sign of a seat; the two seats never share one."""

    CIRCLE = "circle"
    DIAMOND = "diamond"


class Hue(StrEnum):
    """The second sign of a seat; each names colours in the theme."""

    BLUE = "blue"
    RUST = "rust"
    PLUM = "plum"
    OLIVE = "olive"


@dataclass(frozen=True, slots=True)
class Identity:
    """Nickname, shape and hue of one seat: visible to anyone who opens the program.

    Raises:
        NicknameEmpty: nothing but white space.
        NicknameTooLong: more than `NICKNAME_LIMIT` characters.
    """

    nickname: str
    shape: Shape
    hue: Hue

    def __post_init__(self) -> None:
        trimmed = " ".join(self.nickname.split())
        if not trimmed:
            raise NicknameEmpty
        if len(trimmed) > NICKNAME_LIMIT:
            raise NicknameTooLong(NICKNAME_LIMIT)
        object.__setattr__(self, "nickname", trimmed)

    def same_name(self, other: "Identity") -> bool:
        """Whether a reader would take the two nicknames for one."""
        return self.nickname.casefold() == other.nickname.casefold()
