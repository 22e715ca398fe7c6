"""What a benchmark gives, and how it is shown."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that was measured.

    Args:
        what: in words, with what it was taken over: “a save, median”.
        value: the number.
        unit: of the number; empty for a ratio.
        spread: the least and the most, where it is one of several.
        aim: what it should be, in words; empty where there is no aim.
    """

    what: str
    value: float
    unit: str = "ms"
    spread: tuple[float, float] | None = None
    aim: str = ""

    def __str__(self) -> str:
        number = f"{self.value:9.2f}{f' {self.unit}' if self.unit else ''}"
        spread = f"{self.spread[0]:.2f}–{self.spread[1]:.2f}" if self.spread else ""
        return f"{self.what:58} {number:14} {spread:18} {self.aim and f'aim: {self.aim}'}".rstrip()


Benchmark = Callable[[int], list[Figure]]
"""Measures so many times, and gives its figures."""


def middle(what: str, values: Sequence[float], unit: str = "ms", aim: str = "") -> Figure:
    """Give the median of `values`."""
    return Figure(what, median(values), unit, (min(values), max(values)), aim)


def ninety_ninth(what: str, values: Sequence[float], unit: str = "ms", aim: str = "") -> Figure:
    """Give what ninety-nine of a hundred `values` do not exceed."""
    return Figure(what, quantiles(values, n=100)[98], unit, (min(values), max(values)), aim)


def show(figures: Iterable[Figure]) -> None:
    """Print a line for each."""
    for figure in figures:
        print(figure)


def write(path: Path, figures: Iterable[Figure]) -> None:
    """Leave the figures in a file, for comparing another day."""
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=1, ensure_ascii=False), "utf-8")
