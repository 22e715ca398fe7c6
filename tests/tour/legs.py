"""The journey, leg by leg; each ends with a lock or with closing the window."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .alone import come_back, jonas_writes, look_again, look_round, mara_writes
from .evening import close_of_the_evening, first_half, not_yet
from .mishaps import (
    damage_second_seat,
    slips_at_the_seat,
    something_is_damaged,
    the_same_name,
    too_early,
    where_she_was,
)
from .player import Player, Script


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of a story.

    Args:
        script: what is done.
        before: done to the home folder first.
        after_crash: whether the process before ended without a word.
    """

    script: Callable[[Player], Script]
    before: Callable[[Path], None] = lambda _home: None
    after_crash: bool = False


STORIES: tuple[dict[str, Leg], ...] = (
    {
        "look_round": Leg(look_round),
        "mara_writes": Leg(mara_writes),
        "not_yet": Leg(not_yet),
        "jonas_writes": Leg(jonas_writes),
        "look_again": Leg(look_again),
        "first_half": Leg(first_half),
        "close_of_the_evening": Leg(close_of_the_evening),
        "come_back": Leg(come_back),
    },
    {
        "slips_at_the_seat": Leg(slips_at_the_seat),
        "where_she_was": Leg(where_she_was),
        "the_same_name": Leg(the_same_name),
        "too_early": Leg(too_early),
        "something_is_damaged": Leg(something_is_damaged, damage_second_seat, after_crash=True),
    },
)
"""Each in a home of its own, in the order of the story; each leg begins where the one before left it."""

LEGS = {name: leg for story in STORIES for name, leg in story.items()}
