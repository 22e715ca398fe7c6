"""What somebody is told when they come in: when they last saved and sealed, and what was in between."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Draft
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.unsaved import Fate
from tests.ui.desk import (
    JONAS,
    MARAS,
    Desk,
    Starter,
    draft_in,
    folders,
    make_couple,
    starting,
    write_and_seal,
)
from tests.ui.test_unsaved import banner_of
from ui.pages.keys import KeysPage
from ui.pages.review import ReviewPage
from ui.pages.settings import SettingsPage
from ui.pages.wizard import WizardPage
from ui.widgets.moments import day_and_time
from ui.window.entrance import Opened, Returned, words_at_entrance

SAVED = datetime(2026, 11, 20, 20, 15, tzinfo=UTC)
SEALED = datetime(2026, 11, 19, 9, 5, tzinfo=UTC)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


def opened(saved: datetime | None = None, sealed: datetime | None = None) -> Opened:
    return Opened(Round(1, RoundState.WRITING), Draft(), 3, saved, saved, sealed)


def test_who_was_never_here_is_told_nothing(qtbot: QtBot) -> None:
    assert words_at_entrance(opened(), None, 0) is None


@pytest.mark.parametrize("sealed", [None, SEALED])
def test_the_owner_is_told_when_they_last_saved_and_sealed(qtbot: QtBot, sealed: datetime | None) -> None:
    words = words_at_entrance(opened(SAVED, sealed), None, 0)
    assert words
    assert day_and_time(SAVED) in words[1]
    assert (day_and_time(SEALED) in words[1]) is (sealed is not None)


def test_it_is_said_also_where_there_is_more_to_tell(qtbot: QtBot) -> None:
    for returned, tries in ((None, 2), (Returned(Fate.SAVED), 0), (Returned(Fate.OLDER), 1)):
        words = words_at_entrance(opened(SAVED, SEALED), returned, tries)
        assert words
        assert day_and_time(SAVED) in words[1]
        assert ("did not fit" in " ".join(words)) is (tries > 0)


def times_of(desk: Desk) -> bool:
    return "You last saved on" in banner_of(desk)


def test_it_stands_above_the_page_of_a_seat_that_was_written_in(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    write_and_seal(folders(home)[0], MARAS, "is kind")
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    assert times_of(desk)
    assert "and sealed on" in banner_of(desk)


def test_a_seat_that_is_opened_for_the_first_time_says_nothing(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    desk.open_as(qtbot, "Jonas", JONAS, WizardPage)
    assert not times_of(desk)


def test_the_keys_are_reached_from_the_sentences_with_every_word_saved_first(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    desk.open_as(qtbot, "Jonas", JONAS, WizardPage)
    desk.type_in("the rain")
    desk.click("Settings")
    desk.await_page(qtbot, SettingsPage)
    desk.click("Keys …")
    desk.await_page(qtbot, KeysPage)
    assert draft_in(folders(home)[1], JONAS).answers[0].text.strip() == "the rain"
    # And back again to the same words
    desk.click("Back")
    page = desk.await_page(qtbot, WizardPage)
    assert page.draft.answers[0].text.strip() == "the rain"
