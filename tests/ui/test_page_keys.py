"""Changing what opens a seat, and what can be done where its passphrase is gone: whole, in the window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer
from intimacy_desktop.backup import make_backup
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.durable import unfinished
from intimacy_desktop.errors import WrongPassphrase, WrongRecoveryCode
from intimacy_desktop.header import read_header
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code, unlock_with_code
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.reopening import Reopened, change_keys
from intimacy_desktop.vault.rotation import change_passphrase
from tests.ui.evening import Hands, press, seen, text_of
from tests.ui.one_seat import WORDS, Desk, made_hands, make_desk, paste, strike, write
from tests.ui.widget_probe import accessible_words
from ui.pages.keys import KeysPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.recovery_code import RecoveryCodePage
from ui.widgets.scaffold import Page

NEW_WORDS = "umbrellas over grey harbours"


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@dataclass
class Open:
    """Mara's desk, and what stands in the place of her vault after each change."""

    desk: Desk
    vault: Vault

    def rekey(self, keys: VaultKeys, change: Callable[[VaultKeys], VaultKeys]) -> VaultKeys:
        result: Reopened = change_keys(self.vault, self.desk.folder, keys, lambda: change(keys))
        self.vault = result.vault
        if result.problem is not None:
            raise result.problem
        return result.keys

    def first_answer(self) -> str:
        def read() -> str:
            return self.vault.read_draft(self.vault.rounds()[-1].id).answers[0].text

        return self.desk.hands.on_storage(read)


@pytest.fixture
def seat(hands: Hands, tmp_path: Path) -> Open:
    desk = make_desk(tmp_path, hands, Answer("the rain is loud"))
    return Open(desk, desk.vault)


def keys_page(seat: Open, keys: VaultKeys | None = None) -> KeysPage:
    desk = seat.desk
    page = KeysPage(
        desk.hands.theme,
        desk.hands.background,
        desk.folder,
        SystemKeyring(),
        make_backup,
        seat.rekey,
        keys,
    )
    desk.hands.show(page)
    return page


def collected(page: Page) -> list[object]:
    found: list[object] = []
    page.changed.connect(found.append)
    return found


def test_the_present_passphrase_is_asked_for_before_anything_can_be_changed(hands: Hands, seat: Open) -> None:
    page = keys_page(seat)
    assert seen(page, "Change the passphrase …") is None

    write(page, "not hers at all")
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: "That is not the passphrase." in text_of(page))
    assert seen(page, "Change the passphrase …") is None

    write(page, WORDS)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: seen(page, "Change the passphrase …") is not None)
    assert WORDS not in accessible_words(page)
    # and without a code the seat cannot be bound
    bind = seen(page, "Bind to this computer")
    assert bind is not None
    assert not bind.isEnabled()


def test_a_changed_passphrase_opens_the_seat_and_the_one_before_nothing(hands: Hands, seat: Open) -> None:
    desk = seat.desk

    def change(typed: str, code: str | None) -> VaultKeys:
        return seat.rekey(
            desk.keys,
            lambda keys: change_passphrase(
                desk.folder, keys, typed, renew_backups=make_backup, new_recovery_code=code
            ),
        )

    page = NewPassphrasePage(hands.theme, hands.background, ("Mara",), change, "Why.")
    done = collected(page)
    hands.show(page)
    press(hands.bot, page, "Use my own words instead")
    paste(page, NEW_WORDS)
    strike(page, Qt.Key.Key_Return)
    paste(page, NEW_WORDS)
    strike(page, Qt.Key.Key_Return)
    press(hands.bot, page, "A way back in")
    press(hands.bot, page, "Go on")
    code = page._way_back.code()
    assert code is not None
    press(hands.bot, page, "I have written it down")
    assert code.split("-")[0] not in accessible_words(page)
    write(page, code)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: bool(done))

    # Then the new words and the code open it, and the answer is there
    keys = unlock(desk.folder, NEW_WORDS)
    assert unlock_with_code(desk.folder, code).dek == keys.dek != desk.keys.dek
    with pytest.raises(WrongPassphrase):
        unlock(desk.folder, WORDS)
    assert seat.first_answer() == "the rain is loud"


def test_a_code_is_made_replaced_and_removed(hands: Hands, seat: Open) -> None:
    desk = seat.desk
    old = new_code()
    hands.on_storage(lambda: add_recovery_slot(desk.folder, desk.keys, old))
    page = keys_page(seat, desk.keys)
    press(hands.bot, page, "Remove the recovery code …")
    assert read_header(desk.folder).recovery_slot is not None
    press(hands.bot, page, "Remove it")
    hands.bot.waitUntil(lambda: "The recovery code is removed." in text_of(page), timeout=15_000)
    hands.bot.waitUntil(lambda: seen(page, "Make a recovery code …") is not None)

    assert read_header(desk.folder).recovery_slot is None
    assert unlock(desk.folder, WORDS).dek != desk.keys.dek
    assert seat.first_answer() == "the rain is loud"


def test_binding_without_a_keyring_says_so_and_changes_nothing(hands: Hands, seat: Open) -> None:
    desk = seat.desk
    hands.on_storage(lambda: add_recovery_slot(desk.folder, desk.keys, new_code()))
    before = read_header(desk.folder)
    page = keys_page(seat, desk.keys)

    press(hands.bot, page, "Bind to this computer")

    hands.bot.waitUntil(lambda: "No keyring was found" in text_of(page), timeout=30_000)
    assert read_header(desk.folder) == before
    assert seat.first_answer() == "the rain is loud"
    bind = seen(page, "Bind to this computer")
    assert bind is not None
    assert bind.isEnabled()


def test_a_new_code_is_in_force_only_once_it_is_typed_back(hands: Hands, seat: Open) -> None:
    desk = seat.desk
    made: list[str] = []

    def change(code: str) -> None:
        made.append(code)
        add_recovery_slot(desk.folder, desk.keys, code)

    page = RecoveryCodePage(hands.theme, hands.background, change, replaces=False)
    done = collected(page)
    hands.show(page)
    code = page._proof.code
    press(hands.bot, page, "I have written it down")
    paste(page, new_code())
    strike(page, Qt.Key.Key_Return)
    assert "not the one that is needed here" in text_of(page)
    assert made == []
    page._proof.field.clear()
    paste(page, code)
    press(hands.bot, page, "Use this code")
    hands.bot.waitUntil(lambda: bool(done))

    assert unlock_with_code(desk.folder, code).dek == desk.keys.dek
    with pytest.raises(WrongRecoveryCode):
        unlock_with_code(desk.folder, new_code())


def test_what_cannot_be_saved_changes_nothing_and_can_be_tried_again(hands: Hands, seat: Open) -> None:
    desk = seat.desk
    page = keys_page(seat, desk.keys)
    hands.on_storage(lambda: add_recovery_slot(desk.folder, desk.keys, new_code()))
    page._look()
    hands.bot.waitUntil(lambda: seen(page, "Remove the recovery code …") is not None)
    press(hands.bot, page, "Remove the recovery code …")
    # Given that the new header cannot be written: a folder stands in its place
    (desk.folder / unfinished("keys.json")).mkdir()
    press(hands.bot, page, "Remove it")
    hands.bot.waitUntil(lambda: "The new keys could not be saved." in text_of(page), timeout=15_000)

    assert read_header(desk.folder).recovery_slot is not None
    assert seat.first_answer() == "the rain is loud"
