"""What can happen on a desktop, and what tells of it."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol


class Happening(Enum):
    """Something that concerns whoever sits at the computer."""

    SLEEP = auto()
    """The computer is about to sleep."""
    WAKE = auto()
    """It is awake again."""
    LOCK = auto()
    """The session is locked, or its screen saver has come."""
    AWAY = auto()
    """Another session has the screen."""


class DesktopEvents(Protocol):
    """Tells what happens on the desktop, as far as the desktop says it."""

    def start(self, heard: Callable[[Happening], None]) -> None:
        """Listen from now on; returns at once, whatever the desktop does.

        Where the system lets a program ask for time before a sleep, that is asked for.

        Args:
            heard: called with each happening, on any thread.
        """

    def stop(self) -> None:
        """Listen no more, and let the computer sleep when it likes. The end of the process does the same."""


class NoEvents:
    """A system on which nothing is heard: idle time alone locks."""

    def start(self, heard: Callable[[Happening], None]) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""
