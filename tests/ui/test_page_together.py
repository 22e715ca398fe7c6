"""Two passphrases side by side: each mistake said where it is, and nothing told of who is not ready."""

from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.care import load_care
from intimacy_desktop.reveal import Seat
from intimacy_desktop.settings import Settings
from intimacy_desktop.sitting import Readiness, Sitting
from tests.ui.evening import (
    JONASS_WORDS,
    MARAS_WORDS,
    Couple,
    Hands,
    endings,
    make_couple,
    press,
    seen,
    settle,
    text_of,
)
from tests.ui.widget_probe import accessible_words
from ui.pages import together
from ui.pages.together import TogetherPage
from ui.theme import Theme
from ui.widgets.passphrase_field import PassphraseField

NAMES = {Seat.FIRST: "Mara’s passphrase", Seat.SECOND: "Jonas’s passphrase"}
WORDS = {Seat.FIRST: MARAS_WORDS, Seat.SECOND: JONASS_WORDS}
WRONG = "eleven grey umbrellas indoors"


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> Hands:
    return Hands(qtbot, Theme("light"))


@pytest.fixture
def couple(tmp_path: Path) -> Couple:
    return make_couple(tmp_path)


class Table:
    """The page, and what it handed out."""

    def __init__(self, hands: Hands, couple: Couple, settings: Settings | None = None) -> None:
        self.hands, self.bot = hands, hands.bot
        self.page = TogetherPage(
            hands.theme, hands.background, couple.home, settings or Settings(), load_care()
        )
        self.sittings: list[Sitting] = []
        self.page.opened.connect(self.sittings.append)
        hands.show(self.page)

    def go_on(self) -> "Table":
        press(self.bot, self.page, "Go on")
        return self

    def field(self, seat: Seat) -> PassphraseField:
        return self.page._cards[seat].field

    def type(self, seat: Seat, words: str) -> None:
        edit = seen(self.page, NAMES[seat])
        assert edit is not None
        edit.setFocus()
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(edit, words)

    def open(self) -> None:
        press(self.bot, self.page, "Open together")
        self.bot.waitUntil(lambda: bool(self.sittings) or not self.page._is_busy or self.is_not_yet())
        settle()

    def is_not_yet(self) -> bool:
        return seen(self.page, "Lock") is not None

    def close(self) -> None:
        for sitting in self.sittings:
            self.hands.on_storage(sitting.close)


def test_the_preparation_comes_first_with_its_rules_and_who_reads_first(hands: Hands, couple: Couple) -> None:
    table = Table(hands, couple)
    words, said = load_care().preparation, accessible_words(table.page)
    for sentence in (words.title, *words.questions, words.otherwise, *words.rules):
        assert sentence in said
    assert "Jonas reads first." in text_of(table.page)
    assert seen(table.page, NAMES[Seat.FIRST]) is None


def test_both_passphrases_open_a_sitting_and_leave_the_fields_empty(hands: Hands, couple: Couple) -> None:
    table = Table(hands, couple).go_on()
    assert table.page.focusWidget() is table.field(Seat.FIRST).edit
    # When each types their own, and Enter leads from field to field
    QTest.keyClicks(table.field(Seat.FIRST).edit, MARAS_WORDS)
    QTest.keyClick(table.field(Seat.FIRST).edit, Qt.Key.Key_Return)
    assert table.page.focusWidget() is table.field(Seat.SECOND).edit
    QTest.keyClicks(table.field(Seat.SECOND).edit, JONASS_WORDS)
    QTest.keyClick(table.field(Seat.SECOND).edit, Qt.Key.Key_Return)
    table.bot.waitUntil(lambda: bool(table.sittings))
    # Then it is theirs, first seat first, and Jonas's card comes first
    (sitting,) = table.sittings
    assert sitting.identity(Seat.FIRST).nickname == "Mara"
    assert hands.on_storage(sitting.begin).reader is Seat.SECOND
    assert [table.field(seat).text() for seat in Seat] == ["", ""]
    table.close()


@pytest.mark.parametrize(
    ("chosen", "pressed", "readers"),
    [
        ("second", False, (Seat.SECOND, Seat.SECOND)),
        ("second", True, (Seat.FIRST, Seat.FIRST)),
        ("first", False, (Seat.FIRST, Seat.FIRST)),
        ("first", True, (Seat.SECOND, Seat.SECOND)),
        ("alternate", False, (Seat.SECOND, Seat.FIRST)),
        ("alternate", True, (Seat.FIRST, Seat.SECOND)),
    ],
)
def test_one_press_changes_who_reads_first_for_this_evening(
    hands: Hands, couple: Couple, chosen: str, pressed: bool, readers: tuple[Seat, Seat]
) -> None:
    table = Table(hands, couple, Settings.of({"first_reader": chosen}))
    if pressed:
        press(table.bot, table.page, "Let Mara read first" if chosen != "first" else "Let Jonas read first")
    table.go_on()
    for seat in Seat:
        table.type(seat, WORDS[seat])
    table.open()
    (sitting,) = table.sittings

    def first_two() -> tuple[Seat | None, Seat | None]:
        first = sitting.begin().reader
        for _ in Seat:
            reader = sitting.state.reader
            assert reader is not None
            sitting.not_this_time(reader)
        sitting.next()
        return first, sitting.state.reader

    assert hands.on_storage(first_two) == readers
    table.close()


@pytest.mark.parametrize("wrong", list(Seat))
def test_one_wrong_says_which_and_keeps_the_other(
    hands: Hands, couple: Couple, wrong: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, right = Table(hands, couple).go_on(), wrong.other
    table.type(right, WORDS[right])
    table.type(wrong, WRONG)
    # When one of the two is wrong
    table.open()
    # Then it is said at its field, both texts stay, and the focus is where to type
    name = {Seat.FIRST: "Mara", Seat.SECOND: "Jonas"}[wrong]
    assert f"That is not {name}’s passphrase." in table.field(wrong).error()
    assert not table.field(right).error()
    assert table.field(wrong).text() == WRONG
    assert table.field(right).text() == WORDS[right]
    assert "Accepted, and kept while you try again" in text_of(table.page._cards[right])
    assert table.page.focusWidget() is table.field(wrong).edit
    # And the right one opens without the other being asked again
    QTest.keyClicks(table.field(wrong).edit, WORDS[wrong])
    derived: list[Seat] = []
    derive = table.page._derive

    def spied(seat: Seat) -> None:
        derived.append(seat)
        derive(seat)

    monkeypatch.setattr(table.page, "_derive", spied)
    table.open()
    assert len(table.sittings) == 1
    assert derived == [wrong]
    table.close()


def test_an_accepted_passphrase_that_is_changed_is_no_longer_accepted(hands: Hands, couple: Couple) -> None:
    table = Table(hands, couple).go_on()
    table.type(Seat.FIRST, MARAS_WORDS)
    table.type(Seat.SECOND, WRONG)
    table.open()
    table.type(Seat.FIRST, WRONG)
    table.type(Seat.SECOND, JONASS_WORDS)
    table.open()
    assert not table.sittings
    assert "That is not Mara’s passphrase." in table.field(Seat.FIRST).error()


def test_both_wrong_says_both(hands: Hands, couple: Couple) -> None:
    table = Table(hands, couple).go_on()
    for seat in Seat:
        table.type(seat, WRONG)
    table.open()
    assert all(table.field(seat).error() for seat in Seat)
    assert table.page.focusWidget() is table.field(Seat.FIRST).edit


def test_an_empty_field_is_said_and_the_other_is_left_alone(hands: Hands, couple: Couple) -> None:
    table = Table(hands, couple).go_on()
    table.type(Seat.FIRST, MARAS_WORDS)
    table.open()
    assert "Nothing is typed yet." in table.field(Seat.SECOND).error()
    assert table.field(Seat.FIRST).text() == MARAS_WORDS
    assert table.page.focusWidget() is table.field(Seat.SECOND).edit


def test_a_damaged_vault_is_said_at_its_seat_and_never_as_a_wrong_passphrase(
    hands: Hands, couple: Couple
) -> None:
    (database,) = couple.folder(Seat.SECOND).glob("answers-*.db")
    database.write_bytes(database.read_bytes()[: 3 * 4096] + b"x" * 4096 + database.read_bytes()[4 * 4096 :])
    table = Table(hands, couple).go_on()
    for seat in Seat:
        table.type(seat, WORDS[seat])
    table.open()
    assert not table.sittings
    assert "This file cannot be read as it is." in text_of(table.page._cards[Seat.SECOND])
    assert "cannot be read" not in text_of(table.page._cards[Seat.FIRST])
    assert not any(table.field(seat).error() for seat in Seat)


@pytest.mark.parametrize("ready", [(), (Seat.FIRST,), (Seat.SECOND,)])
def test_not_yet_looks_the_same_whoever_is_not_ready(
    hands: Hands, tmp_path: Path, ready: tuple[Seat, ...]
) -> None:
    # Given a couple of whom none or only one has sealed
    couple = make_couple(tmp_path, sealed=False)
    for seat in ready:
        couple.seal(seat, endings("x"))
    table = Table(hands, couple).go_on()
    for seat in Seat:
        table.type(seat, WORDS[seat])
    table.open()
    # Then there is one sentence and one button, and nothing was handed out
    assert set(text_of(table.page).split("\n")) - {""} == {"Not yet", "Lock", "Help", "Hide"}
    assert "Mara" not in accessible_words(table.page)
    assert "Jonas" not in accessible_words(table.page)
    assert not table.sittings
    # And both vaults are closed, so that nothing is left for the window to close
    assert hands.on_storage(lambda: table.page._vaults._open) == []
    with table.bot.waitSignal(table.page.lock_asked):
        press(table.bot, table.page, "Lock")


def test_nothing_stays_open_when_they_leave_while_it_opens(
    hands: Hands, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table(hands, couple).go_on()
    for seat in Seat:
        table.type(seat, WORDS[seat])
    # When both vaults have just been opened, and the page has not heard of it yet
    vaults, opened, heard = table.page._vaults, Event(), Event()
    original = vaults.open

    def spied(*arguments: Any, **named: Any) -> tuple[Sitting, Readiness]:
        found = original(*arguments, **named)
        opened.set()
        heard.wait(10)
        return found

    monkeypatch.setattr(vaults, "open", spied)
    QTest.keyClick(table.field(Seat.SECOND).edit, Qt.Key.Key_Return)
    table.bot.waitUntil(opened.is_set)
    assert len(vaults._open) == 2
    with table.bot.waitSignal(table.page.back_asked):
        button = seen(table.page, "Not tonight")
        assert button is not None
        QTest.keyClick(button, Qt.Key.Key_Space)
    heard.set()
    hands.on_storage(lambda: None)
    # Then nothing is handed out and nothing stays open
    assert not table.sittings
    assert vaults._open == []


def test_abandoned_passphrases_leave_their_fields(
    hands: Hands, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "ABANDONED_MS", 150)
    table = Table(hands, couple).go_on()
    table.type(Seat.FIRST, MARAS_WORDS)
    table.type(Seat.SECOND, WRONG)
    table.open()
    table.field(Seat.FIRST).set_shown(True)
    table.bot.waitUntil(lambda: not table.field(Seat.FIRST).text())
    assert not table.field(Seat.SECOND).text()
    assert not table.field(Seat.FIRST).is_shown()
    # And what was accepted is not kept either
    assert table.page._keys == {}


def test_no_passphrase_reaches_the_accessible_tree(hands: Hands, couple: Couple) -> None:
    table = Table(hands, couple).go_on()
    table.type(Seat.FIRST, MARAS_WORDS)
    table.type(Seat.SECOND, WRONG)
    table.open()
    words = accessible_words(table.page)
    assert MARAS_WORDS not in words
    assert WRONG not in words


def test_a_part_that_is_older_than_when_they_met_is_told_before_a_card_and_once(
    hands: Hands, couple: Couple
) -> None:
    # Given Mara, who met a newer state of Jonas’s part than the one that is there
    with closing(couple.open(Seat.FIRST)) as vault:
        vault.save_own(vault.own().having_met(couple.keys[1].vault_id, 3))
    table = _opened(hands, couple)
    # Then it is said, and nothing is handed out
    table.bot.waitUntil(lambda: "Jonas’s part is older than it was" in text_of(table.page))
    table.bot.waitUntil(lambda: seen(table.page, "Stop for tonight") is not None)
    assert not table.sittings
    # When they go on all the same
    press(hands.bot, table.page, "Go on")
    table.bot.waitUntil(lambda: bool(table.sittings))
    table.close()
    # Then the next time nothing is said of it
    again = _opened(hands, couple)
    again.bot.waitUntil(lambda: bool(again.sittings))
    again.close()


def test_who_would_rather_not_go_on_with_an_older_part_locks(hands: Hands, couple: Couple) -> None:
    with closing(couple.open(Seat.SECOND)) as vault:
        vault.save_own(vault.own().having_met(couple.keys[0].vault_id, 3))
    table, locked = _opened(hands, couple), list[bool]()
    table.page.lock_asked.connect(lambda: locked.append(True))
    table.bot.waitUntil(lambda: "Mara’s part is older than it was" in text_of(table.page))
    press(hands.bot, table.page, "Stop for tonight")
    assert locked == [True]
    # And they are told again the next time, since they did not go on
    table.page.flush()
    again = _opened(hands, couple)
    again.bot.waitUntil(lambda: "Mara’s part is older than it was" in text_of(again.page))
    again.page.flush()
    hands.on_storage(lambda: None)


def test_each_remembers_the_generation_of_the_other(hands: Hands, couple: Couple) -> None:
    table = _opened(hands, couple)
    table.bot.waitUntil(lambda: bool(table.sittings))
    table.close()
    for seat in Seat:
        with closing(couple.open(seat)) as vault:
            assert vault.own().generation_met(couple.keys[seat.other.value].vault_id) == 1


def _opened(hands: Hands, couple: Couple) -> Table:
    table = Table(hands, couple).go_on()
    for seat in Seat:
        table.type(seat, WORDS[seat])
    press(hands.bot, table.page, "Open together")
    return table
