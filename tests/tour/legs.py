"""The journey, leg by leg; each ends with a lock or with closing the window."""

from collections.abc import Callable

from .alone import come_back, jonas_writes, look_again, look_round, mara_writes
from .evening import close_of_the_evening, first_half, not_yet
from .player import Player, Script

LEGS: dict[str, Callable[[Player], Script]] = {
    "look_round": look_round,
    "mara_writes": mara_writes,
    "not_yet": not_yet,
    "jonas_writes": jonas_writes,
    "look_again": look_again,
    "first_half": first_half,
    "close_of_the_evening": close_of_the_evening,
    "come_back": come_back,
}
"""In the order of the story; each begins where the one before left the home folder."""
