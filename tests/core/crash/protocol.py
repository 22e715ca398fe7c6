"""What is asked of the process that tries an operation, and what it answers."""

from dataclasses import dataclass
from pathlib import Path

from tests.core.crash.tracer import Call

SAID = 3
"""Exit code: the step said that it could not be done."""

ENOUGH = ".enough"
"""Making a folder of this name ends the trouble with the disk."""


@dataclass(frozen=True, slots=True)
class Try:
    """One try of an operation.

    Attributes:
        operation: its name.
        home: where.
        at: the number of the call, from 1, at which something happens; 0 for never.
        error: what that call fails with; None where the process is killed before it.
        lasting: all calls of these kinds fail from there on; none where only that one does.
        again: after the step said that it failed, the disk is well again, and it is tried once more.
    """

    operation: str
    home: Path
    at: int = 0
    error: int | None = None
    lasting: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it.

    Attributes:
        code: 0, `SAID`, or negative for a signal.
        calls: in their order; the last may not have happened.
        fired: something happened at the call that was named.
    """

    code: int
    calls: list[Call]
    fired: bool
