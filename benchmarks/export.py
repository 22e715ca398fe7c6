"""An export of twenty full rounds: how long each form takes, and the memory that it takes at most.

    python3 run.py bench export

Each form is made in a fresh process, so that its peak is its own: the vault is opened, its part gathered, and
the bytes are made in memory. What the process needs before that is told beside it. The archive's second is
spent on purpose, by scrypt.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from benchmarks.figures import Figure, middle, show
from intimacy_desktop.answers import ITEMS, Answer, Draft, Evening
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.export import gather_own
from intimacy_desktop.export.archive import JSON_ENTRY, write_archive
from intimacy_desktop.export.jsonform import write_json
from intimacy_desktop.export.markdown import write_markdown
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.rounds import PastRound
from intimacy_desktop.vault import Vault, create_vault

ROUNDS = 20
WORDS = "seven quiet lamps on a shelf"
ANSWER = "I notice that I go quiet before I say what I would like. " * 8
MADE = date(2026, 11, 24)
FORMS = ("nothing", "JSON", "Markdown", "PDF", "archive")


def make(parent: Path) -> Path:
    """Give the folder of a vault with so many full rounds."""
    place = parent / str(uuid4())
    keys = create_vault(place, Identity("Mara", Shape.CIRCLE, Hue.BLUE), WORDS, CHEAPEST)
    vault = Vault.open(place, keys)
    draft = Draft((Answer(ANSWER),) * ITEMS)
    when = datetime(2026, 11, 1, 20, tzinfo=UTC)
    vault.add_past_rounds([PastRound(draft, Evening(ANSWER), when, when)] * ROUNDS)
    vault.close()
    return place


def alone(place: Path, form: str) -> tuple[float, float]:
    """Make one form in this process; give its milliseconds and the peak of resident memory in MiB."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.printing import Proof, Typeface, usual_paper
    from ui.printing.answers import of_answers
    from ui.window.export_words import words_of_own

    _application = QApplication([])
    stems = tuple(item.stem for item in load_exercise().items)
    words, typeface = words_of_own(), Typeface.of_this_system()
    vault = Vault.open(place, unlock(place, WORDS))
    start = time.perf_counter()
    part = gather_own(vault)

    def pdf() -> bytes:
        return Proof(of_answers(part, stems, MADE, words, typeface), usual_paper()).pdf()

    def archive() -> bytes:
        entries = {
            JSON_ENTRY: write_json(part, stems, MADE),
            "innermost.md": write_markdown(part, stems, MADE, words),
            "innermost.pdf": pdf(),
        }
        return write_archive(entries, WORDS)

    forms: dict[str, Callable[[], bytes]] = {
        "nothing": lambda: b"",
        "JSON": lambda: write_json(part, stems, MADE),
        "Markdown": lambda: write_markdown(part, stems, MADE, words),
        "PDF": pdf,
        "archive": archive,
    }
    forms[form]()
    took = (time.perf_counter() - start) * 1000
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(runs: int) -> list[Figure]:
    """Give time and peak memory of each form, the middle of so many runs."""
    given: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        place = make(Path(folder))
        for form in FORMS:
            turns = [_measured(place, form) for _ in range(runs)]
            name = "gathered only" if form == "nothing" else form
            given += [
                middle(f"export of {ROUNDS} rounds, {name}", [turn[0] for turn in turns]),
                middle(f"its process at most, {name}", [turn[1] for turn in turns], "MiB"),
            ]
    return given


def _measured(place: Path, form: str) -> tuple[float, float]:
    call = [sys.executable, "-m", "benchmarks.export", str(place), form]
    done = subprocess.run(call, check=True, capture_output=True, text=True)
    took, peak = done.stdout.split()
    return float(took), float(peak)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(*alone(Path(sys.argv[1]), sys.argv[2]), flush=True)
        os._exit(0)
    show(figures(5))
