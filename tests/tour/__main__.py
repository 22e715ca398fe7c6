"""Play the whole journey and leave a picture of every screen and state, and all of them on one sheet.

    python -m tests.tour DIR [--theme dark] [--contrast] [--text 200] [--size 900x640] [--rtl]
    python -m tests.tour DIR --matrix

With --matrix it is played in every look: light, dark and high contrast × 100 and 200 % × both directions ×
both window sizes, each in a folder of its own. That takes a long time.

Without a screen, in a temporary home, through the real windows and real vaults. Prints the longest times in
which the UI thread could not answer.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .look import Look, matrix, parse


def main(argv: Sequence[str]) -> int:
    """Play it; 1 if a leg got stuck."""
    arguments, look = parse(__doc__, argv, "directory")
    folder = Path(arguments.directory).absolute()
    if arguments.matrix:
        return max(_play(folder / each.folder, each) for each in matrix())
    return _play(folder, look)


def _play(folder: Path, look: Look) -> int:
    from .conductor import LegFailed, Tour

    tour = Tour(folder, look)
    try:
        pictures = tour.play()
    except LegFailed as failure:
        sys.stderr.write(f"The tour stopped in {failure}\n")
        return 1
    sheet = tour.pictures / "contact_sheet.png"
    _sheet(pictures, look.name, sheet)
    print(f"{len(pictures)} pictures and {sheet.name} are in {tour.pictures}")
    print("Longest times in which the UI thread could not answer:")
    for stall in sorted(tour.stalls, reverse=True)[:5]:
        print(f"  {stall}")
    return 0


def _sheet(pictures: Sequence[Path], look: str, target: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from .contact_sheet import make_contact_sheet

    keep = QGuiApplication([])
    make_contact_sheet(pictures, f"Innermost, {look}", target)
    del keep


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
