from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.header import HEADER_NAMES
from intimacy_desktop.home import Home
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.vault import Vault
from tests.ui.evening import Hands, press, seen, settle, text_of
from tests.ui.one_seat import MARA, WORDS, made_hands, paste, strike, write
from tests.ui.widget_probe import accessible_words
from ui.pages import unlock
from ui.pages.unlock import UnlockPage
from ui.widgets.passphrase_field import PassphraseField


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home.open(tmp_path / "home")
    made.take_seat(MARA, WORDS, CHEAPEST)
    return made


@pytest.fixture
def page(hands: Hands, home: Home) -> UnlockPage:
    shown = UnlockPage(hands.theme, hands.background, home.seats()[0])
    shown.arrived = []
    shown.opened.connect(shown.arrived.append)
    hands.show(shown)
    return shown


def field(page: UnlockPage) -> QLineEdit:
    found = seen(page, "Mara’s passphrase")
    assert isinstance(found, QLineEdit)
    return found


def test_the_right_passphrase_opens_the_vault_once_and_leaves_the_field_empty(
    page: UnlockPage, hands: Hands
) -> None:
    # When it is typed and Enter is pressed more than once
    write(page, WORDS)
    strike(page, Qt.Key.Key_Return)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: bool(page.arrived))

    # Then one vault is open, on the storage thread, and it is Mara's
    hands.on_storage(lambda: None)
    (vault,) = page.arrived
    assert isinstance(vault, Vault)
    assert hands.on_storage(vault.rounds) == []
    assert vault.identity == MARA
    assert field(page).text() == ""


def test_a_passphrase_may_be_pasted(page: UnlockPage, hands: Hands) -> None:
    paste(page, WORDS)
    press(hands.bot, page, "Open")

    hands.bot.waitUntil(lambda: bool(page.arrived))


def test_a_wrong_one_is_said_beside_the_field_which_keeps_it_masked_and_selected(
    page: UnlockPage, hands: Hands
) -> None:
    write(page, "seven lanterns by the quiet rivet")
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: "That is not Mara’s passphrase." in text_of(page))

    assert "Nothing is lost." in text_of(page)
    line = field(page)
    assert line.hasFocus()
    assert line.text() == line.selectedText() == "seven lanterns by the quiet rivet"
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert page.arrived == []
    # and the next try begins by typing
    write(page, WORDS)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: bool(page.arrived))


def test_nothing_typed_is_said_without_looking_at_the_vault(page: UnlockPage, hands: Hands) -> None:
    strike(page, Qt.Key.Key_Return)

    assert "Nothing is typed yet." in text_of(page)
    assert "not Mara’s passphrase" not in text_of(page)
    assert field(page).hasFocus()


def test_while_it_opens_nothing_typed_changes_and_hide_still_works(page: UnlockPage, hands: Hands) -> None:
    hidden: list[bool] = []
    page.hide_asked.connect(lambda: hidden.append(True))
    write(page, "not the passphrase at all")
    # Given a derivation that takes its time
    gate = Event()
    hands.background.worker(hands, gate.wait, lambda _r: None, lambda _e: None)

    strike(page, Qt.Key.Key_Return)
    assert "Opening …" in text_of(page)
    write(page, "xyz")
    press(hands.bot, page, "Hide")
    assert hidden == [True]
    gate.set()

    hands.bot.waitUntil(lambda: "That is not Mara’s passphrase." in text_of(page))
    assert field(page).text() == "not the passphrase at all"


def test_a_damaged_vault_is_called_that_and_never_a_wrong_passphrase(
    page: UnlockPage, hands: Hands, home: Home
) -> None:
    # Given a header that has lost its end, in both copies
    folder = home.seats()[0].folder
    for name in HEADER_NAMES:
        path = folder / name
        path.write_bytes(path.read_bytes()[:-40])

    write(page, WORDS)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: "cannot be read as it is" in text_of(page))

    assert "not Mara’s passphrase" not in text_of(page)
    assert page.findChild(PassphraseField).error() == ""
    assert field(page).text() == WORDS


def test_an_emptied_database_is_damage_found_after_the_right_passphrase(
    page: UnlockPage, hands: Hands, home: Home
) -> None:
    (database,) = home.seats()[0].folder.glob("answers-*.db")
    database.write_bytes(b"")

    write(page, WORDS)
    strike(page, Qt.Key.Key_Return)

    hands.bot.waitUntil(lambda: "cannot be read as it is" in text_of(page))
    assert page.arrived == []
    assert database.read_bytes() == b""


def test_a_missing_vault_is_said_and_not_made_anew(hands: Hands, home: Home, tmp_path: Path) -> None:
    # Given a vault that was moved away
    folder = home.seats()[0].folder
    folder.rename(tmp_path / "elsewhere")
    page = UnlockPage(hands.theme, hands.background, home.seats()[0])
    hands.show(page)
    assert "was not found on this computer" in text_of(page)

    # When its owner tries all the same
    write(page, WORDS)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: "was not found on this computer" in text_of(page))
    assert not folder.exists()

    # Then it opens as soon as it is back
    (tmp_path / "elsewhere").rename(folder)
    opened: list[Vault] = []
    page.opened.connect(opened.append)
    hands.bot.waitUntil(lambda: seen(page, "Open") is not None)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: bool(opened))


def test_forgotten_leads_on_and_what_was_typed_is_gone(page: UnlockPage, hands: Hands) -> None:
    asked: list[bool] = []
    page.forgotten_asked.connect(lambda: asked.append(True))
    write(page, "half a passphr")

    press(hands.bot, page, "Forgotten?")

    assert asked == [True]
    assert field(page).text() == ""


def test_an_abandoned_passphrase_leaves_the_field(
    hands: Hands, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlock, "ABANDONED_MS", 40)
    page = UnlockPage(hands.theme, hands.background, home.seats()[0])
    hands.show(page)
    paste(page, "half a passphr")

    hands.bot.waitUntil(lambda: field(page).text() == "")


def test_a_typed_passphrase_is_nowhere_to_be_heard_even_when_shown(page: UnlockPage, hands: Hands) -> None:
    write(page, "zebracanary")
    press(hands.bot, page, "Show the passphrase")
    assert field(page).displayText() == "zebracanary"

    assert "zebracanary" not in accessible_words(page)


def test_leaving_goes_back(page: UnlockPage, hands: Hands) -> None:
    left: list[bool] = []
    page.back_asked.connect(lambda: left.append(True))

    press(hands.bot, page, "Not now")

    settle()
    assert left == [True]
