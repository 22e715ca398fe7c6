"""What this program leaves on this computer: told whole, from everywhere, and without a passphrase."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.traces import load_traces
from tests.ui.accessibility import show_page, words
from tests.ui.desk import MARAS, Starter, files_of, make_couple, starting
from ui.pages.help import HelpPage
from ui.pages.settings import SettingsPage
from ui.pages.traces import TracesPage
from ui.pages.welcome import WelcomePage
from ui.pages.wizard import WizardPage
from ui.theme import Theme

FOLDER = Path("/home/mara/.local/share/innermost")


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def test_every_file_and_every_sentence_is_told(qtbot: QtBot) -> None:
    traces = load_traces()
    page = TracesPage(Theme("light"), traces, FOLDER)
    show_page(qtbot, page)
    said = " ".join(words(page.column))
    assert str(FOLDER) in said
    for file in traces.files:
        assert file.title in said
        assert file.text in said
        assert all(name in said for name in file.names)
    for entry in traces.outside:
        assert entry.title in said
        assert entry.text in said
    for sentence in (*traces.seen, *traces.limits, *traces.removal):
        assert sentence in said


def test_it_is_read_from_the_first_launch_on_and_nothing_notes_it(start: Starter, tmp_path: Path) -> None:
    # Given a first launch
    home = tmp_path / "home"
    desk = start(home)
    assert isinstance(desk.page, WelcomePage)
    before = files_of(home)
    # When somebody reads what the program leaves, and goes back
    desk.click("What it leaves here")
    assert isinstance(desk.page, TracesPage)
    assert str(home) in desk.words()
    desk.click("Back")
    # Then they are where they were, and nothing tells of it
    assert isinstance(desk.page, WelcomePage)
    assert files_of(home) == before


def test_it_is_reached_from_help_and_from_the_settings_without_a_passphrase(
    start: Starter, tmp_path: Path
) -> None:
    desk = start(make_couple(tmp_path / "home"))
    desk.app.shell.show_help()
    assert isinstance(desk.page, HelpPage)
    desk.click("What this program leaves on this computer")
    assert isinstance(desk.page, TracesPage)
    desk.click("Back")
    assert isinstance(desk.page, HelpPage)
    desk.click("Back")
    desk.click("Settings")
    assert isinstance(desk.page, SettingsPage)
    desk.click("Read …")
    assert isinstance(desk.page, TracesPage)
    desk.click("Back")
    assert isinstance(desk.page, SettingsPage)


def test_it_is_read_inside_an_open_seat_too(qtbot: QtBot, start: Starter, tmp_path: Path) -> None:
    desk = start(make_couple(tmp_path / "home"))
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    desk.app.shell.show_help()
    desk.click("What this program leaves on this computer")
    assert isinstance(desk.page, TracesPage)
    desk.click("Back")
    desk.click("Back")
    assert isinstance(desk.page, WizardPage)
