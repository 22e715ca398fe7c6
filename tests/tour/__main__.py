"""Play the whole journey and leave a picture of every screen and state, and all of them on one sheet.

    python -m tests.tour DIR [--theme dark] [--text 200] [--size 900x640] [--rtl]

Without a screen, in a temporary home, through the real windows and real vaults. Prints the longest times in
which the UI thread could not answer.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .look import parse


def main(argv: Sequence[str]) -> int:
    """Play it; 1 if a leg got stuck."""
    from .conductor import LegFailed, Tour

    arguments, look = parse(__doc__, argv, "directory")
    tour = Tour(Path(arguments.directory).absolute(), look)
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
