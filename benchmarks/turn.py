"""How long each frame of a card's turn takes, at 1200×800, painted by the processor.

    python -m benchmarks.turn [--turns 20] [--text 100] [--still]

A table of two cards with long answers, as an evening shows it, in a window without a screen. Each frame is
what Qt paints anew for it: the card, and what lies beneath it. The time is that of the painting and of what
the step of the movement does, in processor time of the UI thread. The first frame is told apart: it lays out
the new side and makes the picture of the old one.
"""

import argparse
import os
import time
from statistics import median

from PySide6.QtWidgets import QApplication

from benchmarks.figures import Figure, middle, ninety_ninth
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.runs import Run
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.card_table import CardTable
from ui.widgets.scaffold import Page

LIMIT_MS = 16
SIZE = (1200, 800)
FRAMES = 32
STEM = (Run("When "), Run("you touch", marked=True), Run(" me, I"))
ANSWER = "go quiet first. It isn’t a no. It is me arriving, and it may take the length of a song. " * 4


def table(theme: Theme) -> tuple[Page, CardTable]:
    """Two closed cards on a page."""
    owners = Identity("Mara", Shape.CIRCLE, Hue.BLUE), Identity("Jonas", Shape.DIAMOND, Hue.RUST)
    cards = CardTable(theme, owners, 10)
    cards.set_sentence("When my partner touches me, I …", 4, ("Does it depend on the time?",) * 3)
    page = Page(theme, "Turns", measure=1000, centred=True)
    page.set_body(column(theme, cards))
    page.resize(*SIZE)
    page.show()
    return page, cards


def turn(app: QApplication, page: Page, cards: CardTable) -> list[float]:
    """Turn one card; milliseconds of each frame."""
    card = cards.cards[0]
    card.cover()
    app.processEvents()
    page.repaint()
    began = time.thread_time()
    card.show_text(STEM, ANSWER)
    card.pause_movement()
    app.sendPostedEvents()
    card.repaint()
    times = [(time.thread_time() - began) * 1000]
    for frame in range(1, FRAMES):
        began = time.thread_time()
        app.processEvents()  # the layout settles over several rounds of the event loop
        card.move_to(frame / FRAMES)
        card.repaint()
        times.append((time.thread_time() - began) * 1000)
    card.finish()
    return times


def figures(runs: int) -> list[Figure]:
    """Give what the first frame costs, and the others."""
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(["turn"])
    theme = Theme("light")
    theme.dress(app)
    page, cards = table(theme)
    turns = [turn(app, page, cards) for _ in range(2 * runs)]
    page.hide()
    others = [each for times in turns for each in times[1:]]
    return [
        middle("a card begins to turn, median", [times[0] for times in turns], aim=f"{LIMIT_MS} ms"),
        middle("a frame of its turn, median", others),
        ninety_ninth("a frame of its turn, p99", others, aim=f"{LIMIT_MS} ms"),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--still", action="store_true", help="with less movement: a fade")
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(["turn"])
    theme = Theme("light", given.text / 100, less_movement=given.still)
    theme.dress(app)
    page, cards = table(theme)
    turns = [turn(app, page, cards) for _ in range(given.turns)]
    firsts = sorted(times[0] for times in turns)
    others = sorted(each for times in turns for each in times[1:])
    late = sum(each > LIMIT_MS for each in others)
    print(f"first frame: median {median(firsts):.1f} ms, longest {firsts[-1]:.1f} ms")
    print(f"frames after it: median {median(others):.1f} ms, longest {others[-1]:.1f} ms")
    print(f"over {LIMIT_MS} ms: {late} of {len(others)}")


if __name__ == "__main__":
    main()
