"""Text in runs: the one inline mark that content files know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line of text; `marked` is emphasis in the guide, and underlining in a stem."""

    text: str
    marked: bool = False


def plain(runs: tuple[Run, ...]) -> str:
    """The words of the runs without their marks."""
    return "".join(run.text for run in runs)


def split_marked(text: str, start: str, end: str) -> tuple[Run, ...]:
    """The runs of a text in which `start` … `end` encloses what is marked.

    Raises:
        ValueError: a mark is opened and not closed, closed and not opened, or encloses nothing.
    """
    runs: list[Run] = []
    rest = text
    while rest:
        before, opened, after = rest.partition(start)
        if start != end and end in before:
            raise ValueError(f"“{end}” without a “{start}” before it")
        if before:
            runs.append(Run(before))
        if not opened:
            break
        inside, closed, rest = after.partition(end)
        if not closed or not inside.strip():
            raise ValueError(f"“{start}” encloses nothing or is not closed by “{end}”")
        runs.append(Run(inside, marked=True))
    return tuple(runs)
