"""Every widget in every state, in one window or as pictures.

    python -m tests.gallery                 opens a window in which the look can be changed
    python -m tests.gallery --shots DIR     leaves pictures in DIR instead

Without a screen it leaves pictures, in the folder “gallery” if no other is named.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def has_screen() -> bool:
    """Whether a window could be seen."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def main(argv: Sequence[str]) -> int:
    """Show the gallery, or write its pictures."""
    parser = argparse.ArgumentParser(
        prog="gallery", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shots", type=Path, help="leave pictures in this folder instead")
    folder = parser.parse_args(argv).shots
    if folder is None and not has_screen():
        folder = Path("gallery")
    if folder is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from tests.gallery.book import Gallery, shoot
    from ui.theme import Theme
    from ui.widgets.focus_ring import FocusRing

    app = QApplication(["gallery"])
    theme = Theme("light")
    theme.dress(app)
    page = Gallery(theme)
    FocusRing(page, theme)
    page.resize(1320, 900)
    page.show()
    if folder is None:
        return app.exec()
    for picture in shoot(app, theme, page, folder):
        print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
