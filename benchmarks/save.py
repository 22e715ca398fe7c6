"""A save of a draft against a bare durable write of SQLCipher.

    python -m benchmarks.save [--saves 300] [--folder DIR]

Both write in turns (A B A B …) to vaults of one folder, under the same key length and the same settings. The
bare write replaces one row of the size of a draft's record with fresh random bytes; a save packs the draft,
seals it, replaces its record and notes the time. DIR should lie on the disk that is meant; without it the
system's temporary folder is used.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from uuid import uuid4

from intimacy_desktop.answers import ITEMS, WRITING_SIZE, Answer, Draft
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.vault import Vault, create_vault
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.records import RECORD_OVERHEAD

ANSWER = "I notice that I go quiet before I say what I would like. " * 8
WARM_UP = 10


def bare_write(folder: Path) -> Callable[[], None]:
    """Give a durable write of one row of the same size, and nothing else."""
    path = folder / "bare.db"
    path.touch()
    connection = Connection(path, os.urandom(32))
    connection.prepare_writing()
    size = WRITING_SIZE + RECORD_OVERHEAD
    with connection.transaction():
        connection.change("CREATE TABLE bare (id INTEGER PRIMARY KEY, record BLOB)")
        connection.change("INSERT INTO bare VALUES (1, ?)", (os.urandom(size),))

    def write() -> None:
        with connection.transaction():
            connection.change("UPDATE bare SET record = ? WHERE id = 1", (os.urandom(size),))

    return write


def vault_save(folder: Path) -> Callable[[], None]:
    """Give a save of a draft with ten answers of which one has changed."""
    place = folder / str(uuid4())
    keys = create_vault(place, Identity("Mara", Shape.CIRCLE, Hue.BLUE), "seven quiet lamps", CHEAPEST)
    vault = Vault.open(place, keys)
    round_id = vault.start_round().id
    full = Draft((Answer(ANSWER),) * ITEMS)
    count = 0

    def save() -> None:
        nonlocal count
        count += 1
        vault.save_draft(round_id, full.with_answer(count % ITEMS, Answer(ANSWER + str(count))))

    return save


def milliseconds(work: Callable[[], None]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        bare, save = bare_write(Path(folder)), vault_save(Path(folder))
        turns = [(milliseconds(bare), milliseconds(save)) for _ in range(WARM_UP + options.saves)][WARM_UP:]
    figures = {}
    for name, times in zip(("bare write", "save"), zip(*turns, strict=True), strict=True):
        figures[name] = median(times), quantiles(times, n=100)[98]
        print(f"{name:10}  median {figures[name][0]:7.2f} ms   p99 {figures[name][1]:7.2f} ms")
    ratios = [figures["save"][at] / figures["bare write"][at] for at in (0, 1)]
    print(f"{'ratio':10}  median {ratios[0]:7.2f}      p99 {ratios[1]:7.2f}")


if __name__ == "__main__":
    main()
