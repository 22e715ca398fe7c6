"""What locks an open seat besides its owner: the sleep of the computer, the session, the screen saver."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.vault import OwnerSettings
from tests.journeys.harness.logind import Logind, Speaker, bus
from tests.ui.desk import (
    JONAS,
    MARAS,
    Desk,
    Starter,
    draft_in,
    folders,
    make_couple,
    opened,
    starting,
    write_and_seal,
)
from ui.desktop_events.linux import LinuxEvents
from ui.pages.home import HomePage
from ui.pages.unlock import UnlockPage
from ui.pages.wizard import WizardPage
from ui.widgets.stem_editor import StemEditor
from ui.window import idle as idle_module

SAVER = "org.freedesktop.ScreenSaver"


@dataclass
class Place:
    """A couple's home on a desktop with buses of its own."""

    qtbot: QtBot
    starter: Starter
    home: Path
    logind: Logind
    saver: Speaker
    events: LinuxEvents

    def start(self) -> Desk:
        return self.starter(self.home, events=self.events)

    def writing(self, words: str) -> Desk:
        """Mara in the middle of a sentence, while the desktop is listened to."""
        desk = self.start()
        page = desk.open_as(self.qtbot, "Mara", MARAS, WizardPage)
        editor = page.findChild(StemEditor)
        assert editor is not None
        QTest.keyClicks(editor, words)
        self.await_listening()
        return desk

    def await_listening(self) -> None:
        self.qtbot.waitUntil(
            lambda: len(self.logind.held) == 1 and "GetSession" in self.logind.asked, timeout=15_000
        )


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Place]:
    with ExitStack() as stack:
        short = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bus-", dir="/tmp")))
        system, session = (stack.enter_context(bus(short, name)) for name in ("system", "session"))
        logind, saver = Logind(system), Speaker(session, SAVER)
        stack.callback(logind.close)
        stack.callback(saver.close)
        starter = stack.enter_context(starting(qtbot, qapp))
        home = make_couple(tmp_path / "home")
        yield Place(qtbot, starter, home, logind, saver, LinuxEvents(system, session))


CAUSES: dict[str, Callable[[Place], None]] = {
    "the computer goes to sleep": lambda place: place.logind.prepare_for_sleep(True),
    "the session is locked": lambda place: place.logind.lock(),
    "the session is said to be locked": lambda place: place.logind.change("LockedHint", True),
    "another session has the screen": lambda place: place.logind.change("Active", False),
    "the screen saver comes": lambda place: place.saver.tell(
        "/ScreenSaver", SAVER, "ActiveChanged", "b", True
    ),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_an_open_seat_is_covered_saved_and_locked(place: Place, cause: str) -> None:
    # Given Mara in the middle of a sentence
    desk = place.writing("the kettle is on")
    # When something happens on the desktop
    while not desk.app.shell.leaving.begun:  # whoever has just subscribed may miss the first signal
        CAUSES[cause](place)
        place.qtbot.wait(50)
    # Then the home page covers it, and a fresh process is asked for
    assert isinstance(desk.page, HomePage)
    place.qtbot.waitUntil(lambda: "lock" in desk.heard())
    # and what she wrote is there
    desk.end_now(place.qtbot)
    assert draft_in(folders(place.home)[0], MARAS).answers[0].text == "the kettle is on"


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("wished", [True, False])
def test_a_minimised_window_locks_where_its_owner_wishes_it_and_else_does_not(
    place: Place, wished: bool
) -> None:
    # Given Mara’s wish, kept in her vault
    with opened(folders(place.home)[0], MARAS) as vault:
        vault.save_owner_settings(OwnerSettings(lock_when_minimised=wished))
    desk = place.writing("a word")
    # When the window is minimised
    desk.app.frame.showMinimized()
    # Then it locks, and the fresh window is minimised too
    assert desk.app.shell.leaving.begun == wished
    assert ("minimised" in desk.heard()) == wished
    assert desk.app.frame.isMinimized()


@pytest.mark.parametrize("whose", [0, 1, None])
def test_an_evening_locks_when_minimised_where_one_of_the_two_wishes_it(
    place: Place, whose: int | None
) -> None:
    for seat, (folder, words) in enumerate(zip(folders(place.home), (MARAS, JONAS), strict=True)):
        write_and_seal(folder, words, "words of one evening")
        with opened(folder, words) as vault:
            vault.save_owner_settings(OwnerSettings(lock_when_minimised=seat == whose))
    desk = place.start()
    desk.app.frame.resize(1200, 800)
    desk.click_when_there(place.qtbot, "Open together")
    desk.click_when_there(place.qtbot, "Go on")
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    place.qtbot.waitUntil(lambda: desk.app.shell.open.sitting is not None, timeout=15_000)
    place.qtbot.waitUntil(lambda: desk.app.shell.idle.lock_s == 1800, timeout=15_000)
    assert desk.app.shell.locks_minimised == (whose is not None)


def test_a_sleep_is_held_off_until_the_process_is_done(place: Place) -> None:
    desk = place.writing("a word")
    place.logind.prepare_for_sleep(True)
    place.qtbot.waitUntil(lambda: isinstance(desk.page, HomePage))
    assert place.logind.held
    desk.end_now(place.qtbot)
    desk.app.desktop.stop()  # as the end of the process does
    place.qtbot.waitUntil(lambda: not place.logind.held)


def test_nothing_is_listened_to_before_there_is_something_to_lock(place: Place) -> None:
    # Given a home page, and an hour in the guide
    desk = place.start()
    desk.app.frame.resize(1200, 800)
    desk.click("Guide")
    place.qtbot.wait(200)
    # Then nobody waits for the program, and no bus knows it
    assert place.logind.inhibitors == []
    # When a passphrase may be typed, then it listens
    desk.click("Home")
    desk.click("Open as Mara")
    assert isinstance(desk.page, UnlockPage)
    place.await_listening()


def test_a_half_typed_passphrase_goes_with_its_process(place: Place) -> None:
    desk = place.start()
    desk.click("Open as Mara")
    desk.paste(MARAS[:9])
    place.await_listening()
    place.logind.lock()
    place.qtbot.waitUntil(lambda: isinstance(desk.page, HomePage))
    place.qtbot.waitUntil(lambda: "lock" in desk.heard())


def test_waking_without_a_word_before_counts_the_time_asleep(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an open seat, and a sleep that nobody told of
    desk = place.writing("a word")
    now = idle_module._now() + 8 * 3600
    monkeypatch.setattr(idle_module, "_now", lambda: now)
    # When the computer says that it is awake, then it locks without a touch
    while not desk.app.shell.leaving.begun:
        place.logind.prepare_for_sleep(False)
        place.qtbot.wait(50)
    assert isinstance(desk.page, HomePage)


def test_waking_without_any_word_is_found_out_by_looking_at_the_clock(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle_module, "LOOK_S", 0.1)
    desk = place.writing("a word")
    now = idle_module._now() + 8 * 3600
    monkeypatch.setattr(idle_module, "_now", lambda: now)
    place.qtbot.waitUntil(lambda: isinstance(desk.page, HomePage))
