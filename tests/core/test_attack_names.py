"""A nickname cannot make one person look like the other, or turn the words around it."""

import pytest

from intimacy_desktop.errors import NicknameUnseen
from intimacy_desktop.identity import Hue, Identity, Shape


def named(nickname: str) -> Identity:
    return Identity(nickname, Shape.CIRCLE, Hue.BLUE)


@pytest.mark.parametrize(
    "nickname",
    [
        "Mara\u202e",  # turns what follows
        "\u2066Mara",
        "\u200fMara",
        "Ma\u200bra",  # no width
        "Ma\u00adra",
        "\ufeffMara",
        "\u200b",
        "\u3164",  # a letter that is only a gap
        "\u2800\u2800",
        "Mara\0",
        "\x1b[2J",
        "Mara\x7f",
        "Ma\u009bra",
    ],
)
def test_a_nickname_with_what_cannot_be_seen_is_refused(nickname: str) -> None:
    with pytest.raises(NicknameUnseen):
        named(nickname)


@pytest.mark.parametrize(
    "nickname",
    [
        "Mara",
        "Zoë 😀",
        "Tom & Ann",
        "<b>Mara</b>",
        "{name}",
        "%1",
        "👩\u200d🚀",
        "می\u200cنا",
        "מרה",
        "❤\ufe0f",
    ],
)
def test_what_people_call_each_other_is_taken_as_it_is(nickname: str) -> None:
    assert named(nickname).nickname == nickname


@pytest.mark.parametrize(
    "lookalike",
    ["MARA", "Ｍａｒａ", "Ma\u200dra", "Mara\ufe0e", "𝕄ara", "М\u0430r\u0430", "Μara", "ｍara"],
)
def test_a_name_that_looks_like_the_other_is_the_other(lookalike: str) -> None:
    assert named(lookalike).same_name(named("Mara"))


@pytest.mark.parametrize(
    ("one", "other"), [("Mara", "Marah"), ("Zoë", "Zoe"), ("Ира", "Ира М"), ("Jo", "Jon")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert not named(one).same_name(named(other))
