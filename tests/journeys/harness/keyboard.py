"""Keys as a person presses them, through the X server."""

import subprocess
from collections.abc import Mapping

from .display import Screen

KEY_PAUSE = 6
"""Milliseconds between two keys: faster than anyone types, slow enough for the server to keep their order."""

_DEAD_ACUTE = 0xFE51  # keysymdef.h of X


class Keyboard:
    """The keyboard of one display; keys go to the window that has the focus."""

    def __init__(self, env: Mapping[str, str], screen: Screen) -> None:
        self._env = dict(env)
        self._screen = screen

    def type(self, text: str) -> None:
        """Type a text; it travels by a pipe, so that no command line shows it."""
        # Left to itself xdotool lends a key to a character and takes it back before the program has looked.
        self._screen.give_keys_to(text)
        command = ["xdotool", "type", "--delay", str(KEY_PAUSE), "--file", "-"]
        subprocess.run(command, input=text.encode(), env=self._env, check=True)

    def compose_accented(self, letter: str) -> None:
        """Type a letter with an acute accent: a dead key and the letter, put together by an input method."""
        self._screen.give_keys_to(letter, _DEAD_ACUTE)
        self.press("dead_acute", letter)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as "F9", "ctrl+Return" …"""
        command = ["xdotool", "key", "--delay", str(KEY_PAUSE), *keys]
        subprocess.run(command, env=self._env, check=True)
