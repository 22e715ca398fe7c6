"""A save of a draft against a bare durable write of SQLCipher.

    python3 run.py bench save

Both write in turns (A B A B …) to vaults of one folder, under the same key length and the same settings. The
bare write replaces one row of the size of a draft's record with fresh random bytes; a save packs the draft,
seals it, replaces its record and notes the time. The disk is that of the folder for temporary files (TMPDIR).
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from benchmarks.figures import Figure, middle, ninety_ninth, show
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


def figures(runs: int) -> list[Figure]:
    """Give both writes and their ratios, over fifty times `runs` of each."""
    with tempfile.TemporaryDirectory() as folder:
        bare, save = bare_write(Path(folder)), vault_save(Path(folder))
        turns = [(milliseconds(bare), milliseconds(save)) for _ in range(WARM_UP + 50 * runs)][WARM_UP:]
    bares, saves = zip(*turns, strict=True)
    given = [
        make(what, times)
        for what, times in (("bare durable write", bares), ("save of a draft", saves))
        for make in (middle, ninety_ninth)
    ]
    names = ("median", "p99")
    named = [replace(figure, what=f"{figure.what}, {names[at % 2]}") for at, figure in enumerate(given)]
    ratios = [
        Figure(f"save / bare write, {name}", named[2 + at].value / named[at].value, "", None, "1.5")
        for at, name in enumerate(names)
    ]
    return [*named, *ratios]


if __name__ == "__main__":
    show(figures(7))
