"""What a real CUPS gets from the print page, and what else is written: nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.cups import PRINTER, Cups, running_cups
from tests.ui.evening import Hands, text_of
from tests.ui.one_seat import made_hands
from tests.ui.papers import of_parts, print_button, read_pdf
from ui.pages.print_sheet import PrintPage
from ui.widgets.choice import Choice


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.fixture
def cups(
    tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cups]:
    with running_cups(tmp_path_factory.mktemp("cups"), qtbot) as server:
        monkeypatch.setenv("CUPS_SERVER", server.server)
        yield server


def test_a_real_print_system_gets_the_pages_without_a_file_on_the_way(
    hands: Hands, cups: Cups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a CUPS and no place for temporary files, when two copies are printed, then it holds the readable
    pages under a neutral name."""
    page = PrintPage(hands.theme, hands.background, of_parts(2), "A letter")
    hands.show(page)
    button = print_button(page)
    hands.bot.waitUntil(button.isEnabled, timeout=20_000)
    which, copies = page.findChildren(Choice)
    assert [which.itemText(index) for index in range(which.count())] == [PRINTER]
    copies.setCurrentIndex(1)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))

    with hands.bot.waitSignal(page.printed, timeout=60_000):
        print_button(page).click()

    (job,) = cups.jobs()
    assert "The rain is loud" in read_pdf(job, tmp_path)
    hands.bot.waitUntil(lambda: len(cups.records()) == 1, timeout=60_000)
    (record,) = cups.records()
    assert b"job-name\x00\x09Innermost" in record
    assert b"copies\x00\x04\x00\x00\x00\x02" in record
    assert f"Handed to {PRINTER}." in text_of(page)


def test_a_printer_that_takes_nothing_is_said_and_can_be_tried_again(hands: Hands, cups: Cups) -> None:
    page = PrintPage(hands.theme, hands.background, of_parts(2), "A letter")
    hands.show(page)
    button = print_button(page)
    hands.bot.waitUntil(button.isEnabled, timeout=20_000)
    cups.reject()

    print_button(page).click()

    hands.bot.waitUntil(lambda: "The printer did not take it." in text_of(page), timeout=60_000)
    assert button.isEnabled()
    assert cups.jobs() == []
