"""A home of the first format in the program of today, in a real window."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.core.golden_texts import MARA, MARAS_PASSPHRASE

from . import steps
from .harness.program import CHECKOUT, Program

Start = Callable[..., Program]
GOLDEN = CHECKOUT / "tests" / "core" / "data" / "golden" / "1" / "home"


def test_what_an_earlier_version_kept_opens_in_this_one(start: Start, tmp_path: Path) -> None:
    # Given the home folder of a couple who wrote with the first format
    home = tmp_path / "home"
    shutil.copytree(GOLDEN, home)
    # When one of them opens their seat
    program = start(home)
    steps.unlock(program, steps.Person(MARA.nickname, MARAS_PASSPHRASE))
    program.reader().press("Go on to my part")
    program.reader().press("Read: Round 2")
    # Then their words are there, to the letter
    program.reader().find(re.compile("^Sentence 1: I feel safest when Mara, second: the door is left ajar"))
