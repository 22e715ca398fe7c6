"""Who sits in a seat, as the owner chose to be seen."""

from dataclasses import dataclass
from enum import StrEnum

from intimacy_desktop.errors import NicknameEmpty, NicknameTooLong, NicknameUnseen

NICKNAME_LIMIT = 24
"""Characters; longer names break the name plates of the cards."""


_JOINERS = "\u200c\u200d"  # Persian and emoji need them
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs by their class, and nothing to see
_LOOK_ALIKES = str.maketrans("авсԁенһіјкморԛѕтуԝхαβεηικμνορτυχ", "abcdehhijkmopqstywxabehikmnoptyx")
"""Cyrillic and Greek letters whose small or large form passes for a Latin one (see UTS 39, confusables)."""


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
        NicknameUnseen: with a character that nobody sees, or that turns the words around it.
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
        if any(_is_unseen(character) for character in trimmed):
            raise NicknameUnseen
        object.__setattr__(self, "nickname", trimmed)

    def same_name(self, other: "Identity") -> bool:
        """Whether a reader would take the two nicknames for one."""
        return _looks(self.nickname) == _looks(other.nickname)


def _is_unseen(character: str) -> bool:
    if character.isascii():
        return not character.isprintable()
    if character in _JOINERS:
        return False
    import unicodedata  # names in plain letters, which the first window shows, do without

    return character in _FILLERS or unicodedata.category(character) in {"Cc", "Cf"}


def _looks(nickname: str) -> str:
    """Give what is left of a nickname for the eye: letters in one case and one script, without joiners."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", nickname).casefold().translate(_LOOK_ALIKES)
    seen = (one for one in plain if one not in _JOINERS and not "\ufe00" <= one <= "\ufe0f")
    return unicodedata.normalize("NFC", "".join(seen))
