"""Looking back together over two hundred evenings, against one.

    python3 run.py bench history

Each look is a fresh process: both vaults are opened with their keys, the evenings are listed, and the page’s
first sentence is read from the newest ones, as the page does. Argon2id is left out; its time is the same.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, middle, show
from intimacy_desktop.reveal import Seat
from intimacy_desktop.vault import Vault
from tests.core.couplekit import Couple, write_and_seal

MANY = 200
AT_A_TIME = 8
"""Evenings whose cards the page reads at once."""
LOOK = """
import sys
from pathlib import Path
from benchmarks.history import look
print(*look(Path(sys.argv[1])))
"""


def evenings(couple: Couple, number: int) -> None:
    """Let the two of them have so many evenings, with two turned cards each."""
    for _ in range(number):
        for seat in Seat:
            couple.alone(seat, write_and_seal)
        sitting = couple.sitting()
        sitting.begin()
        for seat in (Seat.SECOND, Seat.FIRST):
            sitting.turn(seat)
        sitting.finish()
        sitting.close()


def look(parent: Path) -> tuple[float, float]:
    """Look back once; milliseconds, and the MiB that the process needed at most."""
    from intimacy_desktop.history import JointHistory
    from intimacy_desktop.keyslots import unlock
    from tests.core.couplekit import WORDS

    folders = sorted(folder for folder in parent.iterdir() if folder.is_dir())
    keys = [unlock(folder, WORDS) for folder in folders]
    start = time.perf_counter()
    vaults = [Vault.open(folder, key) for folder, key in zip(folders, keys, strict=True)]
    history = JointHistory(vaults[0], vaults[1])
    rounds = history.rounds()
    for shared in rounds[:AT_A_TIME]:
        for seat in Seat:
            history.card(shared, seat, 0)
    history.notes(rounds[0])
    took = (time.perf_counter() - start) * 1000
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(runs: int) -> list[Figure]:
    """Give the time and the memory of both, and their ratios."""
    found: list[Figure] = []
    for number in (1, MANY):
        with tempfile.TemporaryDirectory() as parent:
            evenings(Couple.make(Path(parent)), number)
            looks = [_look_in_a_fresh_process(Path(parent)) for _ in range(runs)]
        found += [
            middle(f"looking back over {number}", [took for took, _ in looks]),
            middle(f"its peak of memory, {number}", [memory for _, memory in looks], "MiB"),
        ]
    ratios = [found[2 + at].value / found[at].value for at in (0, 1)]
    return [
        *found,
        Figure(f"{MANY} evenings / one, time", ratios[0], ""),
        Figure(f"{MANY} evenings / one, memory", ratios[1], "", None, "flat"),
    ]


def _look_in_a_fresh_process(parent: Path) -> tuple[float, float]:
    command = [sys.executable, "-c", LOOK, str(parent)]
    took, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(took), float(memory)


if __name__ == "__main__":
    show(figures(7))
