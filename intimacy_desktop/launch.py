"""What a window process is told when it starts: where it stands and what it shows first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self, get_args

WindowState = Literal["normal", "maximised", "minimised"]

_STATES: tuple[WindowState, ...] = get_args(WindowState)
_FARTHEST = 100_000  # pixels; beyond any desktop, so the numbers are damaged


class Leaves(StrEnum):
    """What the fresh window shows after a lock."""

    HOME = "home"
    SHEET = "sheet"
    MINIMISED = "minimised"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a window stands, in Qt's device-independent pixels of the whole desktop.

    Attributes:
        x: left edge.
        y: upper edge.
        width: of the content.
        height: of the content.
        state: of the window.
        active: whether it had the keyboard; a fresh one never takes it otherwise.
    """

    x: int
    y: int
    width: int
    height: int
    state: WindowState = "normal"
    active: bool = True

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what `str()` of a placement wrote; None where it is anything else."""
        try:
            *numbers, state, active = text.split(",")
            x, y, width, height = map(int, numbers)
        except ValueError:
            return None
        known = next((known for known in _STATES if known == state), None)
        sane = max(map(abs, (x, y))) <= _FARTHEST and 0 < width <= _FARTHEST and 0 < height <= _FARTHEST
        if known is None or active not in {"0", "1"} or not sane:
            return None
        return cls(x, y, width, height, known, active == "1")

    def __str__(self) -> str:
        """One word without blanks, for the pipe and the command line."""
        return f"{self.x},{self.y},{self.width},{self.height},{self.state},{self.active:d}"


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """The command line of a window process.

    Attributes:
        home: the home folder, absolute.
        placement: where to stand, or None for the usual place.
        leaves: what to show first.
        after_crash: the process before this one ended without a word.
    """

    home: Path
    placement: Placement | None = None
    leaves: Leaves = Leaves.HOME
    after_crash: bool = False

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> Self:
        """Read the arguments behind `--window`, and those that came by the channel.

        What is not understood is left at its usual value: a window in the usual place is better than none.

        Raises:
            ValueError: no home folder is named.
        """
        given = dict(argument.removeprefix("--").partition("=")[::2] for argument in arguments)
        if not given.get("home"):
            raise ValueError("the window process needs --home=FOLDER")
        leaves = given.get("leaves", "")
        return cls(
            Path(given["home"]),
            Placement.parse(given.get("placement", "")),
            Leaves(leaves) if leaves in list(Leaves) else Leaves.HOME,
            "after-crash" in given,
        )
