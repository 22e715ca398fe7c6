"""Two partners: each alone, then together, with a stop in the middle, to the close of the evening."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.allowed_files import AFTER_A_WHOLE_JOURNEY, kinds_in

from . import steps
from .harness.gate import Gate
from .harness.program import Program
from .harness.waiting import wait_until
from .steps import JONAS, MARA, STEMS

Start = Callable[..., Program]

MARA_WRITES = {0: "somebody asks first.", 1: "slow, and then all at once.", 5: "hums over the dishes."}
MARA_SAYS = {5: "I like when you hum over the dishes."}
"""What was suggested in the review and approved by sealing."""
JONAS_WRITES = {0: "the day is over.", 1: "quick to leave.", 9: "cooking all of Sunday."}


def both_seal(program: Program, hers: dict[int, str], his: dict[int, str]) -> None:
    """Mara, then Jonas, takes a seat, writes, seals and locks; the home page stands at the end."""
    program.reader().press("Set up the exercise")
    for person, endings in ((MARA, hers), (JONAS, his)):
        steps.take_seat(program, person)
        steps.write_all(program, endings)
        steps.seal(program, ready=person is MARA)
        steps.lock(program)
        if person is MARA:
            program.reader().press("Take this seat")


@pytest.mark.timeout(300)  # a whole evening, on a busy machine
def test_a_couple_goes_all_the_way_and_comes_back_after_a_stop_without_any_network(
    watched: Start, tmp_path: Path
) -> None:
    # Given the program without any network, and its socket calls traced
    gate = Gate(tmp_path / "trace")
    home = tmp_path / "home"
    program = watched(home, prefix=gate.prefix)
    both_seal(program, MARA_WRITES, JONAS_WRITES)
    # One of them chose to say that she is ready, the other did not
    reader = program.reader()
    assert [node.name for node in reader.nodes() if node.name == "Ready"] == ["Ready"]

    # Together, with one wrong passphrase: it says whose, and the other is kept
    steps.prepare(program)
    program.type_into("Mara’s passphrase", "seven lanterns by the quiet riber")
    program.type_into("Jonas’s passphrase", JONAS.passphrase)
    program.press_keys("Return")
    reader = program.reader()
    reader.read("That is not Mara’s passphrase.")
    reader.read("Accepted, and kept while you try again")
    program.desktop.keyboard.type(MARA.passphrase)
    program.press_keys("Return")

    # Nothing of a card is anywhere before its turn
    reader.find("Turn Jonas’s card", "button")
    assert not any(ending in reader.said() for ending in (*MARA_WRITES.values(), *JONAS_WRITES.values()))
    assert JONAS_WRITES[0] in steps.turn(program, JONAS)
    assert MARA_WRITES[0] not in reader.said()
    assert MARA_WRITES[0] in steps.turn(program, MARA)
    steps.next_sentence(program, 1)
    assert JONAS_WRITES[1] in steps.turn(program, JONAS)

    # A stop in the middle covers and locks both at once
    old = program.window().pid
    reader.press("Stop")
    fresh = program.reader(steps.home(program, old))
    assert not any(ending in fresh.said() for ending in (*MARA_WRITES.values(), *JONAS_WRITES.values()))

    # Later they go on where they were: what was turned is open, what was not is closed
    steps.open_together(program)
    reader = program.reader()
    reader.find("Turn Mara’s card", "button")
    reader.read(f"{STEMS[1]} …")
    assert JONAS_WRITES[1] in reader.said()
    assert MARA_WRITES[1] not in reader.said()
    assert MARA_WRITES[1] in steps.turn(program, MARA)
    for item in range(2, len(STEMS)):
        steps.next_sentence(program, item)
        for person, endings, said_as in ((JONAS, JONAS_WRITES, {}), (MARA, MARA_WRITES, MARA_SAYS)):
            words = steps.turn(program, person)
            assert (said_as.get(item) or endings.get(item) or "Not this time.") in words

    # They close the evening, each with something to remember
    reader.press("Close the evening")
    for person, words in ((MARA, "rain on the roof"), (JONAS, "the long way home")):
        program.type_into(f"{person.nickname}: One thing I want to remember", words)
    program.type_into("One small thing to try", "ask before mending")
    old = program.window().pid
    reader.press("Close for tonight")
    reader = program.reader(steps.home(program, old))

    # Each is asked how they are, and may read their own part alone, as it was written; nothing of the other's
    steps.unlock(program, MARA)
    reader.press("Go on to my part")
    reader.press("Read: Round 1")
    reader.read("My part")
    said = reader.said()
    assert all(ending in said for ending in MARA_WRITES.values())
    assert not any(ending in said for ending in JONAS_WRITES.values())
    assert program.close() == 0

    # All of it worked with Unix sockets (the display, the buses) and nothing else
    assert len(gate.sockets()) >= 3
    assert gate.breaches() == []
    # What stays is what the page about it tells, and no file more
    assert set(kinds_in(home)) - {"tries"} == AFTER_A_WHOLE_JOURNEY


def test_not_yet_is_all_that_is_said_before_both_have_sealed(start: Start, tmp_path: Path) -> None:
    # Given one who has sealed, and one who has only begun
    program = start(tmp_path / "home")
    program.reader().press("Set up the exercise")
    steps.take_seat(program, MARA)
    steps.write_all(program, {0: "it is quiet."})
    steps.seal(program, ready=False)
    steps.lock(program)
    program.reader().press("Take this seat")
    steps.take_seat(program, JONAS)
    steps.write(program, 0, "it is loud.")
    steps.saved(program)
    steps.lock(program)
    # When both passphrases are entered
    steps.open_together(program)
    # Then it says so, and neither whose part is missing nor how far anybody is
    reader = program.reader()
    reader.read("Not yet")
    told = {node.name for node in reader.nodes() if node.visible and node.name}
    assert not [words for words in told if re.search(r"Mara|Jonas|seal|\d", words)]
    old = program.window().pid
    reader.press("Lock")
    steps.home(program, old)
    wait_until(lambda: len(program.family()) == 2, "supervisor and one window process")
