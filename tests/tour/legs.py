"""The journey, leg by leg; each ends with a lock or with closing the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from .player import Player, Script


def first_look(player: Player) -> Script:
    """Somebody starts the program, looks round, and hides it."""
    yield player.showing("Welcome")
    yield from player.picture("welcome")
    player.click("Set up the exercise")
    yield lambda: not player.showing("Welcome")()
    yield from player.picture("before_seat")
    player.press(Qt.Key.Key_F9)


LEGS: dict[str, Callable[[Player], Script]] = {"first_look": first_look}
