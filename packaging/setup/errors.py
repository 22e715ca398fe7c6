"""The one way in which getting ready can fail."""

import sys

MISSING = 2
"""The exit code for something that this machine lacks, told apart from a test that fails (1)."""


class SetupError(Exception):
    """Something that is needed is missing; the message is a whole sentence for the person to read."""


def say(sentence: str) -> None:
    """Tell the person at the terminal what is going on, without touching the program's own output."""
    print(sentence, file=sys.stderr, flush=True)
