"""Waiting for a state instead of for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

Seen = TypeVar("Seen")

PATIENCE = 20.0
"""Seconds: far above what any step takes, so that only a state that never comes fails."""


class NeverCame(AssertionError):
    """The state that was waited for did not come."""


def wait_until(
    condition: Callable[[], Seen], what: str, seconds: float = PATIENCE, every: float = 0.02
) -> Seen:
    """The first true value that `condition` gives.

    Args:
        condition: asked again and again; anything false means not yet.
        what: the state in words, for the failure.
        seconds: how long to wait before giving up.
        every: seconds between two looks.

    Raises:
        NeverCame: it was still false when the time was up.
    """
    end = time.monotonic() + seconds
    while True:
        seen = condition()
        if seen:
            return seen
        if time.monotonic() > end:
            raise NeverCame(f"within {seconds:g} s never came: {what}")
        time.sleep(every)
