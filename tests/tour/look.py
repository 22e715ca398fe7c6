"""How the tour shall look: theme, contrast, text size, window size and direction."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from intimacy_desktop.launch import Placement

APPEARANCES: tuple[tuple[Literal["light", "dark"], bool], ...] = (
    ("light", False),
    ("dark", False),
    ("light", True),
    ("dark", True),
)
"""Theme and whether with high contrast."""


@dataclass(frozen=True, slots=True)
class Look:
    """What can be varied.

    Args:
        theme: of the program's settings.
        text: size of the text in per cent.
        width, height: of the window in pixels.
        rtl: mirrored layout.
        contrast: high contrast.
    """

    theme: Literal["light", "dark"] = "light"
    text: int = 100
    width: int = 1200
    height: int = 800
    rtl: bool = False
    contrast: bool = False

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> Self:
        """The look that was asked for on the command line."""
        width, height = arguments.size
        return cls(arguments.theme, arguments.text, width, height, arguments.rtl, arguments.contrast)

    @property
    def arguments(self) -> list[str]:
        """The same as command-line arguments."""
        size = f"{self.width}x{self.height}"
        switches = [f"--{name}" for name in ("rtl", "contrast") if getattr(self, name)]
        return ["--theme", self.theme, "--text", str(self.text), "--size", size, *switches]

    @property
    def placement(self) -> Placement:
        """Where the first window stands."""
        return Placement(0, 0, self.width, self.height)

    @property
    def name(self) -> str:
        """In words, for the contact sheet."""
        mirrored = ", right to left" if self.rtl else ""
        strong = ", high contrast" if self.contrast else ""
        return f"{self.theme}{strong}, {self.text} %, {self.width}×{self.height}{mirrored}"

    @property
    def folder(self) -> str:
        """The same as the name of a folder."""
        strong, mirrored = "_contrast" * self.contrast, "_rtl" * self.rtl
        return f"{self.theme}{strong}_{self.text}_{self.width}x{self.height}{mirrored}"


def matrix() -> list[Look]:
    """Every look that the program has to bear: appearance × text size × direction × window size."""
    return [
        Look(theme, text, width, height, rtl, contrast)
        for theme, contrast in APPEARANCES
        for text in (100, 200)
        for rtl in (False, True)
        for width, height in ((1200, 800), (900, 640))
    ]


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def parser(description: str | None) -> argparse.ArgumentParser:
    """A parser that knows the look."""
    found = argparse.ArgumentParser(
        prog="tour", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    found.add_argument("--theme", choices=("light", "dark"), default="light")
    found.add_argument("--text", type=int, default=100, metavar="PERCENT")
    found.add_argument("--size", type=_size, default=(1200, 800), metavar="WIDTHxHEIGHT")
    found.add_argument("--rtl", action="store_true", help="mirrored layout")
    found.add_argument("--contrast", action="store_true", help="high contrast")
    return found


def parse(description: str | None, argv: Sequence[str], *names: str) -> tuple[argparse.Namespace, Look]:
    """The arguments called `names`, and the look."""
    found = parser(description)
    found.add_argument("--matrix", action="store_true", help="every look, each in a folder of its own")
    for name in names:
        found.add_argument(name)
    arguments = found.parse_args(argv)
    return arguments, Look.of(arguments)
