#!/usr/bin/env python3
"""Innermost's two commands, from a fresh checkout.

python3 run.py [program arguments]      opens the program
python3 run.py test [pytest arguments]  runs all tests
python3 run.py tour DIR [--theme dark] [--text 200] [--size 900x640] [--rtl]
                                        plays the whole journey without a screen; its pictures go to DIR
python3 run.py gallery [--shots DIR]    shows every widget in every state; without a screen it leaves pictures
python3 run.py bench [NAME …]           measures how fast it is, and prints a table
python3 run.py check                    runs the linters, the type checker and the import contracts
python3 run.py help                     shows this

Python is all it needs: what the program is built from is put into .venv the first time.
"""

# This file is the door and must be readable for every Python since 3.6: no newer syntax here. What it opens
# is in packaging/setup, which only the Pythons below ever read.
import os
import sys

# Every locked package has a ready-made file for these; requires-python in pyproject.toml says the same.
OLDEST = (3, 11)
NEWEST = (3, 14)


def wrong_python(version: "tuple[int, ...]") -> str:
    """Return the sentence for a Python that cannot run Innermost; an empty one if it can."""
    if OLDEST <= version[:2] <= NEWEST:
        return ""
    return (
        f"Innermost needs Python {_dotted(OLDEST)} to {_dotted(NEWEST)}, "
        f"and this is Python {_dotted(version)}. "
        f"Please start it with one of those, for example: python{_dotted(OLDEST)} run.py"
    )


def _dotted(version: "tuple[int, ...]") -> str:
    return f"{version[0]}.{version[1]}"


def main() -> int:
    """Run the command that was asked for and return its exit code; 2 if something is missing for it."""
    trouble = wrong_python(tuple(sys.version_info[:3]))
    if trouble:
        sys.stderr.write(trouble + "\n")
        return 2
    root = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - kept as plain as the oldest Python
    sys.path.insert(0, os.path.join(root, "packaging"))  # noqa: PTH118 - the same
    from setup.commands import run  # only now: an older Python could not read it

    return run(root, sys.argv[1:], help_text=__doc__)


if __name__ == "__main__":
    sys.exit(main())
