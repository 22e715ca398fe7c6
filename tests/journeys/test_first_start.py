"""The first minutes: look round and read, before anybody has taken a seat."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from .harness.program import Program

Start = Callable[..., Program]


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder, with a fingerprint of what it holds."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_guide_is_read_from_the_first_start_on_and_leaves_no_trace(start: Start, tmp_path: Path) -> None:
    # Given a first start
    home = tmp_path / "home"
    program = start(home)
    reader = program.reader()
    reader.find("Set up the exercise", "button")
    before = contents(home)
    # When somebody reads a chapter of the guide, goes on to the next, and back to where they began
    reader.press("Read the guide")
    reader.find("Home", "button")
    met = [(node.role, node.name) for node in reader.nodes() if node.visible and node.name]
    reader.press("3. Reading the signs")
    reader.find("What else it could be", "heading")
    signs = [(node.role, node.name) for node in reader.nodes() if node.visible and node.name]
    reader.press("Home")
    # Then they may still choose, and nothing tells that they have read
    reader.find("Read the guide", "button")
    assert contents(home) == before
    # And a screen reader met what an eye sees as such: headings, lists, pictures with words, notes
    assert ("heading", "What the word means") in met
    assert any(role == "graphic" and "Four circles" in name for role, name in met)
    assert ("heading", "The list") in signs
    assert ("list item", "finding it hard to trust") in signs
    assert ("label", "The article’s view · Lackey") in signs
    assert program.close() == 0
    assert program.family() == []


def test_window_and_processes_have_neutral_constant_names(start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "home")
    window = program.window()
    assert (window.title, window.resource) == ("Innermost", "innermost")
    for pid in program.family():
        assert Path(f"/proc/{pid}/comm").read_text() == "innermost\n"
    # What page is open does not show in the title
    program.reader().press("Set up the exercise")
    program.reader().find("Go on", "button")
    assert program.window().title == "Innermost"
