"""The cards of an evening: both vaults open, ten items, full answers.

    python3 run.py bench reveal

A turned card is on the disk of its vault before its text is read, so turning costs a durable write; reading
again what was turned costs none.
"""

import tempfile
import time
from pathlib import Path
from uuid import uuid4

from benchmarks.figures import Figure, middle, ninety_ninth, show
from intimacy_desktop.answers import ANSWER_LIMIT, ITEMS, Answer, Draft
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault, create_vault

COUPLE = (Identity("Mara", Shape.CIRCLE, Hue.BLUE), Identity("Jonas", Shape.DIAMOND, Hue.RUST))
FULL = Draft((Answer("a" * ANSWER_LIMIT),) * ITEMS)


def sealed_vault(parent: Path, identity: Identity) -> Vault:
    """Give an open vault with one sealed round of full answers."""
    folder = parent / str(uuid4())
    vault = Vault.open(folder, create_vault(folder, identity, "seven quiet lamps", CHEAPEST))
    found = vault.start_round()
    vault.save_draft(found.id, FULL)
    vault.seal(found.id)
    return vault


def evening(parent: Path) -> tuple[list[float], float]:
    """Play one evening; give the milliseconds of each turned card, and those of reading all twenty again."""
    sitting = Sitting(*(sealed_vault(parent, identity) for identity in COUPLE))
    sitting.begin()
    turns = []
    for item in range(ITEMS):
        for _ in Seat:
            reader = sitting.state.reader
            if reader is None:
                raise SystemExit("nobody is to turn a card")
            start = time.perf_counter()
            sitting.turn(reader)
            turns.append((time.perf_counter() - start) * 1000)
        if item < ITEMS - 1:
            sitting.next()
    start = time.perf_counter()
    for item in range(ITEMS):
        for seat in Seat:
            sitting.text(seat, item)
    again = (time.perf_counter() - start) * 1000
    sitting.close()
    return turns, again


def figures(runs: int) -> list[Figure]:
    """Give what a turned card costs, and what reading all of them again does."""
    with tempfile.TemporaryDirectory() as parent:
        evenings = [evening(Path(parent)) for _ in range(runs)]
    turns = [turn for taken, _ in evenings for turn in taken]
    return [
        middle("a card turned, durably, median", turns),
        ninety_ninth("a card turned, durably, p99", turns),
        middle("ten items read again, both sides", [again for _, again in evenings], aim="20 ms"),
    ]


if __name__ == "__main__":
    show(figures(7))
