"""A file that a disk has spoiled, and its owner’s way back from a checked copy, in the real program."""

import re
from collections.abc import Callable
from pathlib import Path

from . import steps
from .harness.program import Program
from .harness.waiting import wait_until
from .steps import MARA, STEMS

Start = Callable[..., Program]


def test_what_was_written_comes_back_from_a_copy_after_the_file_was_spoiled(
    start: Start, tmp_path: Path
) -> None:
    # Given a seat with something saved, opened once more: a copy is due, and is made
    home = tmp_path / "home"
    program = start(home)
    program.reader().press("Set up the exercise")
    steps.take_seat(program, MARA)
    steps.write(program, 0, "the rain is loud.")
    steps.saved(program)
    steps.lock(program)
    steps.unlock(program, MARA)
    program.reader().find(STEMS[0], "text")
    wait_until(lambda: [*home.glob("vaults/*/backups/innermost-*.zip")], "the copy")
    steps.lock(program)
    program.close()
    # And a disk that has emptied the file
    (database,) = home.glob("vaults/*/answers-*.db")
    database.write_bytes(b"")
    # When its owner opens the copy and makes it current
    program = start(home)
    reader = program.reader()
    reader.press("See what happened")
    reader.press("See its copies")
    reader.press(re.compile("^Open the copy of "))
    program.type_into("Passphrase of that time", MARA.passphrase)
    program.press_keys("Return")
    reader.read("What is there now cannot be compared with it.")
    assert "the rain is loud" not in reader.said()
    reader.press("Make it current")
    # Then the words are there, and the spoiled file is kept
    assert reader.find(STEMS[0], "text").text == "the rain is loud."
    (kept,) = home.glob(f"vaults/*/replaced-*/{database.name}")
    assert kept.read_bytes() == b""
