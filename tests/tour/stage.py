"""One leg of the tour: the real application in a process of its own, until a lock ends it.

Started by the conductor, which stands where the supervisor stands otherwise:

    python -m tests.tour.stage LEG HOME PICTURES NOTES --leaves home --first 1 [the look]
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from intimacy_desktop.channel import Channel
from intimacy_desktop.kdf import FLOOR
from intimacy_desktop.launch import Leaves, WindowOptions
from ui.app import NAME, Application

from .legs import LEGS
from .look import Look, parser
from .player import Player

FAILED = 3


def main(argv: Sequence[str]) -> int:
    """Play one leg; the process ends inside, as a lock or a close ends it."""
    known = parser(__doc__)
    for name in ("leg", "home", "pictures", "notes"):
        known.add_argument(name)
    known.add_argument("--leaves", default="home")
    known.add_argument("--first", type=int, default=1)
    arguments = known.parse_args(argv)
    look = Look.of(arguments)
    channel = Channel.of_this_process()
    qt = QApplication([NAME])
    qt.setQuitOnLastWindowClosed(False)
    qt.setCursorFlashTime(0)  # a blinking caret never stands still
    notes = Path(arguments.notes)
    complaints: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, words: complaints.append(words))

    def leave(error: Exception | None = None) -> None:
        told = {
            "next": player.next_number,
            "stalls": [astuple(stall) for stall in player.stalls.longest],
            "complaints": complaints,
            "error": f"{type(error).__name__}: {error}" if error else "",
        }
        notes.write_text(json.dumps(told))
        os._exit(FAILED if error else 0)

    leg, leaves = LEGS[arguments.leg], Leaves(arguments.leaves)
    options = WindowOptions(Path(arguments.home), look.placement, leaves, leg.after_crash)
    application = Application(qt, options, channel, FLOOR, leave, rtl=look.rtl)
    player = Player(application.frame, Path(arguments.pictures), arguments.first, leave)

    def unforeseen(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        leave(error if isinstance(error, Exception) else RuntimeError(repr(error)))

    sys.excepthook = unforeseen
    application.start()
    player.play(leg.script(player))
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
