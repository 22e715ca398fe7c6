"""From the wish for another page to its picture: made, laid out and painted, at 1200×800 by the processor.

    python3 run.py bench pages

Movement is off: with it a page is all there at the first frame too, and only slides into its place.
"""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.figures import Figure, middle, ninety_ninth, show
from tests.ui import front_pages
from ui.theme import Theme
from ui.window.frame import Frame

SIZE = (1200, 800)
PAGES = (
    front_pages.welcome,
    front_pages.home,
    front_pages.guide,
    front_pages.last_chapter,
    front_pages.sources,
    front_pages.help_page,
    front_pages.traces,
    front_pages.sheet,
)


def figures(runs: int) -> list[Figure]:
    """Give the median and the p99 over all pages, and the slowest page by name."""
    app = QApplication.instance() or QApplication([])
    theme = Theme()
    theme.configure(less_movement=True)
    frame = Frame(theme)
    frame.resize(*SIZE)
    frame.show_page(front_pages.welcome(theme))
    frame.show()
    app.processEvents()
    times: dict[str, list[float]] = {make.__name__: [] for make in PAGES}
    for turn in range(3 * runs + 1):
        for make in PAGES:
            start = time.perf_counter()
            frame.show_page(make(theme))
            app.processEvents()
            frame.repaint()
            if turn:  # the first reads files and fonts, which the program has read by then
                times[make.__name__].append((time.perf_counter() - start) * 1000)
    everything = [one for taken in times.values() for one in taken]
    slowest = max(times, key=lambda name: sum(times[name]))
    return [
        middle("another page, median", everything),
        ninety_ninth("another page, p99", everything, aim="50 ms"),
        middle(f"the slowest: {slowest}", times[slowest]),
    ]


if __name__ == "__main__":
    show(figures(7))
