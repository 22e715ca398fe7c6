"""A forgotten passphrase: the code opens, or the old part is set aside and can be brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from intimacy_desktop.aside import AsideRecord
from intimacy_desktop.backup import make_backup
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.errors import WrongPassphrase, WrongRecoveryCode
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code, unlock_with_code
from intimacy_desktop.vault.openers import recover
from tests.ui.evening import Hands, press, seen, text_of
from tests.ui.one_seat import MARA, WORDS, made_hands, paste, strike, write
from tests.ui.widget_probe import accessible_words
from ui.pages.bring_back import BringBackPage, DestroyPage
from ui.pages.forgotten import ForgottenPage
from ui.pages.take_seat import TakeSeatPage

JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
NEW_WORDS = "umbrellas over grey harbours"


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


@pytest.fixture
def mara(home: Home) -> VaultKeys:
    return home.take_seat(MARA, WORDS, CHEAPEST)


@pytest.fixture
def code(home: Home, mara: VaultKeys) -> str:
    made = new_code()
    add_recovery_slot(home.folder(mara.vault_id), mara, made)
    return made


def forgotten(hands: Hands, home: Home) -> ForgottenPage:
    page = ForgottenPage(hands.theme, hands.background, home, home.seats()[0])
    page.found = []
    page.code_opened.connect(page.found.append)
    page.started_again.connect(lambda: page.found.append("again"))
    page.bring_back_asked.connect(page.found.append)
    hands.show(page)
    return page


def test_without_a_code_it_says_kindly_that_there_is_no_way_back(
    hands: Hands, home: Home, mara: VaultKeys
) -> None:
    page = forgotten(hands, home)

    assert "Then what you wrote stays closed." in text_of(page)
    assert "Your partner’s seat is not touched by this." in text_of(page)
    assert seen(page, "Open with the code") is None


def test_the_code_opens_and_a_slip_is_told_from_another_code(hands: Hands, home: Home, code: str) -> None:
    page = forgotten(hands, home)
    assert "Then what you wrote stays closed." not in text_of(page)
    field = seen(page, "Mara’s recovery code")
    assert field is not None

    for typed, said in (
        ("", "Nothing is typed yet."),
        (code[:-1], "not the whole code"),
        (new_code(), "not the one Mara’s seat has now"),
    ):
        field.setText(typed)
        strike(page, Qt.Key.Key_Return)
        hands.bot.waitUntil(lambda said=said: said in text_of(page))
        assert page.found == []
    field.setText("")
    write(page, code.lower())
    assert code.lower() not in accessible_words(page)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: bool(page.found))

    (keys,) = page.found
    assert isinstance(keys, VaultKeys)
    assert (keys.vault_id, keys.kek) == (home.seats()[0].vault_id, None)
    assert field.text() == ""


def test_after_the_code_a_new_passphrase_opens_and_the_used_code_does_not(
    home: Home, mara: VaultKeys, code: str
) -> None:
    folder, next_code = home.folder(mara.vault_id), new_code()

    done = recover(
        folder,
        unlock_with_code(folder, code),
        NEW_WORDS,
        next_code,
        SystemKeyring(),
        renew_backups=make_backup,
    )

    assert done.unbound is None
    assert unlock(folder, NEW_WORDS).dek == unlock_with_code(folder, next_code).dek == done.keys.dek
    with pytest.raises(WrongPassphrase):
        unlock(folder, WORDS)
    with pytest.raises(WrongRecoveryCode):
        unlock_with_code(folder, code)


def test_starting_again_is_asked_twice_and_touches_nothing_before(
    hands: Hands, home: Home, mara: VaultKeys
) -> None:
    page = forgotten(hands, home)
    press(hands.bot, page, "Start my part again …")
    assert "cannot be opened together any more" in text_of(page)
    press(hands.bot, page, "Leave it as it is")
    assert home.aside() == ()

    press(hands.bot, page, "Start my part again …")
    press(hands.bot, page, "Set it aside")
    hands.bot.waitUntil(lambda: bool(page.found))

    assert page.found == ["again"]
    assert home.seats() == ()
    assert [record.identity for record in home.aside()] == [MARA]


def test_who_sits_down_in_the_empty_seat_is_offered_what_was_set_aside(
    hands: Hands, home: Home, mara: VaultKeys
) -> None:
    home.set_aside(mara.vault_id)
    page = TakeSeatPage(hands.theme, hands.background, home, CHEAPEST)
    asked: list[object] = []
    page.bring_back_asked.connect(asked.append)
    hands.show(page)
    name = next(
        words for words in accessible_words(page).splitlines() if words.startswith("Bring back Mara")
    ).strip()

    press(hands.bot, page, name)

    assert asked == [home.aside()[0]]


@pytest.mark.parametrize("with_code", [False, True])
def test_its_owner_brings_it_back_in_the_place_of_the_new_seat(
    hands: Hands, home: Home, mara: VaultKeys, code: str, with_code: bool
) -> None:
    # Given a part that was set aside, a new one in its seat, and the partner in theirs
    home.set_aside(mara.vault_id)
    new = home.take_seat(MARA, NEW_WORDS, CHEAPEST)
    jonas = home.take_seat(JONAS, "a copper kettle on a slow morning", CHEAPEST)
    (record,) = home.aside()
    seat = next(seat for seat in home.seats() if seat.vault_id == new.vault_id)
    page = BringBackPage(hands.theme, hands.background, home, record, seat, SystemKeyring())
    back: list[VaultKeys] = []
    page.brought_back.connect(back.append)
    hands.show(page)
    # a wrong passphrase brings nothing back
    write(page, NEW_WORDS)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: "That is not Mara’s passphrase." in text_of(page))
    assert back == []

    if with_code:
        press(hands.bot, page, "Use its recovery code")
    else:
        page.first_focus().setText("")
    paste(page, code if with_code else WORDS)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: bool(back))

    assert (back[0].kek is None) is with_code
    assert {seat.vault_id for seat in home.seats()} == {mara.vault_id, jonas.vault_id}
    assert [record.vault_id for record in home.aside()] == [new.vault_id]


@pytest.mark.parametrize("with_code", [False, True])
def test_its_owner_alone_destroys_a_part_that_was_set_aside(
    hands: Hands, home: Home, mara: VaultKeys, code: str, with_code: bool
) -> None:
    home.set_aside(mara.vault_id)
    (record,) = home.aside()
    page = DestroyPage(hands.theme, hands.background, home, record, SystemKeyring())
    destroyed: list[bool] = []
    page.destroyed.connect(lambda: destroyed.append(True))
    hands.show(page)
    # When somebody else tries, then it stays
    write(page, NEW_WORDS)
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: "That is not Mara’s passphrase." in text_of(page))
    assert [one.vault_id for one in home.aside()] == [mara.vault_id]
    # When its owner does, then it is gone
    if with_code:
        press(hands.bot, page, "Use its recovery code")
    else:
        page.first_focus().setText("")
    paste(page, code if with_code else WORDS)
    press(hands.bot, page, "Destroy it for good")
    hands.bot.waitUntil(lambda: bool(destroyed))
    assert home.aside() == ()
    assert not record.folder.exists()


def test_the_list_of_what_was_set_aside_leads_to_its_destruction(
    hands: Hands, home: Home, mara: VaultKeys
) -> None:
    home.set_aside(mara.vault_id)
    new = home.take_seat(MARA, NEW_WORDS, CHEAPEST)
    seat = next(seat for seat in home.seats() if seat.vault_id == new.vault_id)
    page = ForgottenPage(hands.theme, hands.background, home, seat)
    asked: list[AsideRecord] = []
    page.destroy_asked.connect(asked.append)
    hands.show(page)
    names = [button.accessibleName() for button in page.findChildren(QAbstractButton)]
    press(hands.bot, page, next(name for name in names if name.startswith("Destroy Mara’s part")))
    assert asked == [home.aside()[0]]
