"""What the first window does without. Each of these once took a part of its time or memory."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST

ROOT = Path(__file__).resolve().parents[2]
NOTE_WHAT_IS_THERE = """
import linecache, os, sys, threading
sys.path.insert(0, sys.argv[1])
from intimacy_desktop.channel import Channel
from intimacy_desktop.launch import WindowOptions

up, down = os.pipe(), os.pipe()

def note():
    os.read(up[0], 100)  # "painted"
    print(*sys.modules)
    print(*vars(sys.modules["PySide6.QtWidgets"]))
    print(len([path for path in linecache.cache if path.startswith(os.path.join(sys.argv[1], "ui"))]))
    sys.stdout.flush()
    os._exit(0)

threading.Thread(target=note, daemon=True).start()
from ui.app import run

run(WindowOptions.parse([f"--home={sys.argv[2]}"]), Channel(down[0], up[1]))
"""
NEEDED_LATER = {
    "cryptography",
    "hashlib",  # loads OpenSSL
    "importlib.resources",
    "intimacy_desktop.answers",
    "intimacy_desktop.care",
    "intimacy_desktop.exercise",
    "intimacy_desktop.guide",
    "intimacy_desktop.helplines",
    "intimacy_desktop.keyslots",
    "intimacy_desktop.passphrase",
    "intimacy_desktop.second_person",
    "intimacy_desktop.sitting",
    "intimacy_desktop.vault",
    "intimacy_desktop.wordlist",
    "keyring",
    "platformdirs",
    "PySide6.QtNetwork",
    "PySide6.QtTest",
    "sqlcipher3",
    "ssl",
    "subprocess",
    "tomllib",
    "ui.autosave",
    "ui.messages",
    "ui.window.seat_route",
    "ui.window.sitting_route",
    "uuid",
}
NEVER_SHOWN = {"QMdiArea", "QStyle", "QTabBar", "QWizard"}


class Start:
    """A window process that has just painted its first page, and what it had loaded by then."""

    def __init__(self, home: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-I", "-c", NOTE_WHAT_IS_THERE, str(ROOT), str(home)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        modules, widgets, texts = done.stdout.splitlines()
        self.modules = set(modules.split())
        self.pages = {name for name in self.modules if name.startswith("ui.pages.")}
        self.widgets = set(widgets.split())
        self.texts_read = int(texts)


def nobody(_home: Path) -> None:
    """Leave the seats empty."""


def couple(home: Path) -> None:
    """Take both seats."""
    opened = Home.open(home)
    opened.take_seat(Identity("Mara", Shape.CIRCLE, Hue.BLUE), "six plain words for the lamp", CHEAPEST)
    opened.take_seat(Identity("Jonas", Shape.DIAMOND, Hue.RUST), "six plain words for the bell", CHEAPEST)


@pytest.mark.parametrize(
    ("sit_down", "page", "headers_read"), [(nobody, "welcome", False), (couple, "home", True)]
)
def test_the_first_window_loads_only_what_it_shows(
    tmp_path: Path, sit_down: Callable[[Path], None], page: str, headers_read: bool
) -> None:
    # Given a home folder
    home = tmp_path / "home"
    sit_down(home)
    # When the window process has painted its first page
    start = Start(home)
    # Then it has imported one page, and nothing that only a vault, a guide or an error needs
    assert start.pages == {f"ui.pages.{page}"}
    assert start.modules & NEEDED_LATER == set()
    assert ("intimacy_desktop.header" in start.modules) == headers_read
    # and shiboken has set up only those classes of QtWidgets that are in use
    assert "QScrollArea" in start.widgets
    assert start.widgets & NEVER_SHOWN == set()
    # and nobody has read the source texts of our own modules
    assert start.texts_read == 0
