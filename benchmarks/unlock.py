"""From a typed passphrase to an open vault, beyond what Argon2id itself takes.

    python3 run.py bench unlock

Each unlock is timed as a whole (header, derivation, slot, database, check of every page, the last draft),
and around the call of Argon2id within it; the difference is ours. The first one of a fresh process, which
also imports the libraries, is stated apart.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from unittest.mock import patch
from uuid import uuid4

from benchmarks.figures import Figure, middle, show
from intimacy_desktop import kdf
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.keyslots import unlock

FIRST = """
import sys
from pathlib import Path
from benchmarks.unlock import one_unlock
whole, derived = one_unlock(Path(sys.argv[1]))
print(whole - derived)
"""
MANY = 200
PASSPHRASE = "seven quiet lamps on a shelf"


class Stopwatch:
    """Counts the time spent in `derive`."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._derive = kdf.derive

    def derive(self, profile: kdf.KdfProfile, passphrase: bytes, salt: bytes) -> bytes:
        start = time.perf_counter()
        try:
            return self._derive(profile, passphrase, salt)
        finally:
            self.spent += time.perf_counter() - start


def one_unlock(folder: Path) -> tuple[float, float]:
    """Give milliseconds of the whole, and of Argon2id in it."""
    watch = Stopwatch()
    start = time.perf_counter()
    with patch.object(kdf, "derive", watch.derive):
        keys = unlock(folder, PASSPHRASE)
        from intimacy_desktop.vault import Vault

        vault = Vault.open(folder, keys)
    vault.read_draft(vault.rounds()[-1].id)
    whole = time.perf_counter() - start
    vault.close()
    return whole * 1000, watch.spent * 1000


def first_unlock(folder: Path) -> float:
    """Give milliseconds beyond Argon2id in a process that has not imported the libraries yet."""
    command = [sys.executable, "-c", FIRST, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def make(folder: Path, rounds: int) -> None:
    """Make a vault with so many rounds."""
    from intimacy_desktop.vault import Vault, create_vault

    keys = create_vault(folder, Identity("Mara", Shape.CIRCLE, Hue.BLUE), PASSPHRASE)
    vault = Vault.open(folder, keys)
    for _ in range(rounds):
        vault.close_round(vault.start_round().id)
    vault.close()


def figures(runs: int) -> list[Figure]:
    """Give Argon2id's own time and what comes on top: with one round, with many, in a fresh process."""
    with tempfile.TemporaryDirectory() as parent:
        few, many = (Path(parent) / str(uuid4()) for _ in range(2))
        make(few, 1)
        make(many, MANY)
        firsts = [first_unlock(few) for _ in range(runs)]
        times = {folder: [one_unlock(folder) for _ in range(2 * runs)] for folder in (few, many)}
    beyond = {folder: [whole - derived for whole, derived in taken] for folder, taken in times.items()}
    return [
        middle("Argon2id alone, as a new vault has it", [derived for _, derived in times[few]]),
        middle("unlock beyond it", beyond[few], aim="20 ms"),
        middle(f"unlock beyond it, {MANY} rounds", beyond[many]),
        Figure(f"{MANY} rounds / one", median(beyond[many]) / median(beyond[few]), "", None, "flat"),
        middle("unlock beyond it, in a fresh process with imports", firsts),
    ]


if __name__ == "__main__":
    show(figures(7))
