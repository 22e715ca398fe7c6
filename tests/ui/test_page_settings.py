"""Settings apply at once; the lock time belongs to an open seat and is never “never”."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.errors import SaveFailed
from intimacy_desktop.reveal import Seat
from intimacy_desktop.settings import HIDE_KEYS, Settings
from intimacy_desktop.vault import OwnerSettings, Vault
from tests.ui.evening import Couple, Hands, make_couple, press, seen, settle, text_of
from ui.pages.settings import SettingsPage
from ui.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.segmented import Segmented


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> Hands:
    return Hands(qtbot, Theme("light"))


@pytest.fixture
def couple(tmp_path: Path) -> Couple:
    return make_couple(tmp_path, sealed=False)


class Desk:
    """The page, and what it tells."""

    def __init__(self, hands: Hands, vault: Vault | None, settings: Settings | None = None) -> None:
        self.bot = hands.bot
        self.page = SettingsPage(hands.theme, settings or Settings(), hands.background, vault)
        self.told: list[Settings] = []
        self.page.settings_changed.connect(self.told.append)
        self.owner: list[OwnerSettings] = []
        self.page.owner_settings_changed.connect(self.owner.append)
        hands.show(self.page)

    def key(self, name: str, key: Qt.Key) -> None:
        widget = seen(self.page, name)
        assert widget is not None
        target = widget.focusProxy() or widget
        target.setFocus()
        QTest.keyClick(target, key)
        settle()


def test_every_setting_applies_at_once_and_keeps_the_others(hands: Hands) -> None:
    desk = Desk(hands, None)
    desk.key("Text size", Qt.Key.Key_Right)
    desk.key("Appearance", Qt.Key.Key_Down)
    desk.key("Less movement", Qt.Key.Key_Space)
    desk.key("Key that hides", Qt.Key.Key_Down)
    desk.key("What Hide leaves", Qt.Key.Key_Down)
    desk.key("Who reads first", Qt.Key.Key_Down)
    desk.key("More contrast", Qt.Key.Key_Space)
    assert desk.told == [
        Settings(text_size=1.15),
        Settings(text_size=1.15, appearance="light"),
        Settings(text_size=1.15, appearance="light", less_movement=True),
        Settings(text_size=1.15, appearance="light", less_movement=True, hide_key=HIDE_KEYS[1]),
        Settings(1.15, "light", True, HIDE_KEYS[1], "minimised"),
        Settings(1.15, "light", True, HIDE_KEYS[1], "minimised", "first"),
        Settings(1.15, "light", True, HIDE_KEYS[1], "minimised", "first", more_contrast=True),
    ]
    assert "115 %" in text_of(desk.page)


def test_the_text_grows_live_and_the_slider_keeps_the_focus(hands: Hands) -> None:
    desk = Desk(hands, None)
    desk.page.settings_changed.connect(lambda settings: hands.theme.configure(scale=settings.text_size))
    before = desk.page.top_bar.hide_button.height()
    for _ in range(5):
        desk.key("Text size", Qt.Key.Key_Right)
    assert desk.told[-1].text_size == 2.0
    assert desk.page.top_bar.hide_button.height() > before
    assert desk.page.focusWidget() is desk.page._size.slider


def test_what_is_chosen_already_is_shown(hands: Hands) -> None:
    settings = Settings(1.5, "dark", True, "F7", "minimised", "alternate")
    desk = Desk(hands, None, settings)
    assert "150 %" in text_of(desk.page)
    choices = {widget.accessibleName(): widget.current() for widget in desk.page.findChildren(Segmented)}
    assert choices == {"Appearance": 2, "What Hide leaves": 1, "Who reads first": 2}
    key = seen(desk.page, "Key that hides")
    assert isinstance(key, Choice)
    assert key.currentText() == "F7"
    assert not desk.told


def test_without_an_open_seat_the_lock_time_is_only_pointed_to(hands: Hands) -> None:
    desk = Desk(hands, None)
    assert "set inside each seat" in text_of(desk.page)
    assert seen(desk.page, "Lock an untouched seat after") is None


def test_hide_says_that_it_cannot_be_switched_off(hands: Hands) -> None:
    assert "Hide cannot be switched off." in text_of(Desk(hands, None).page)


def test_the_lock_time_is_kept_in_the_vault_and_then_told(hands: Hands, couple: Couple) -> None:
    vault = hands.on_storage(lambda: couple.open(Seat.FIRST))
    desk = Desk(hands, vault)
    lock = seen(desk.page, "Lock an untouched seat after")
    assert isinstance(lock, Choice)
    hands.bot.waitUntil(lock.isEnabled)
    assert lock.currentText() == "3 minutes"
    desk.key("Lock an untouched seat after", Qt.Key.Key_Down)
    desk.key("Lock an untouched evening after", Qt.Key.Key_Up)
    hands.bot.waitUntil(lambda: len(desk.owner) == 2)
    assert desk.owner == [OwnerSettings(5, 30), OwnerSettings(5, 20)]
    hands.on_storage(vault.close)
    again = couple.open(Seat.FIRST)
    assert again.owner_settings() == OwnerSettings(5, 20)
    again.close()


def test_locking_a_minimised_window_is_off_until_its_owner_wishes_it_and_is_kept_in_the_vault(
    hands: Hands, couple: Couple
) -> None:
    vault = hands.on_storage(lambda: couple.open(Seat.FIRST))
    desk = Desk(hands, vault)
    hands.bot.waitUntil(desk.page._minimised.isEnabled)
    assert not desk.page._minimised.isChecked()
    assert desk.owner == []
    desk.key("Lock when the window is minimised", Qt.Key.Key_Space)
    hands.bot.waitUntil(lambda: desk.owner == [OwnerSettings(lock_when_minimised=True)])
    hands.on_storage(vault.close)
    again = couple.open(Seat.FIRST)
    assert again.owner_settings() == OwnerSettings(lock_when_minimised=True)
    again.close()


def test_no_choice_is_never_and_all_are_within_the_rules(hands: Hands, couple: Couple) -> None:
    vault = hands.on_storage(lambda: couple.open(Seat.FIRST))
    hands.on_storage(lambda: vault.save_owner_settings(OwnerSettings(7, 33)))
    desk = Desk(hands, vault)
    hands.bot.waitUntil(desk.page._lock.isEnabled)
    assert desk.page._lock.currentText() == "7 minutes"
    assert desk.page._turns_lock.currentText() == "33 minutes"
    for choice, minutes in (
        (desk.page._lock, desk.page._lock_minutes),
        (desk.page._turns_lock, desk.page._turns_minutes),
    ):
        assert choice.count() == len(minutes)
        assert "ever" not in "".join(choice.itemText(index) for index in range(choice.count()))
    for minutes in desk.page._lock_minutes:
        OwnerSettings(lock_minutes=minutes)
    for minutes in desk.page._turns_minutes:
        OwnerSettings(turns_lock_minutes=minutes)
    hands.on_storage(vault.close)


def test_a_lock_time_that_cannot_be_saved_is_said_and_the_old_one_shown(
    hands: Hands, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = hands.on_storage(lambda: couple.open(Seat.FIRST))
    desk = Desk(hands, vault)
    hands.bot.waitUntil(desk.page._lock.isEnabled)

    def full(_vault: Vault, _settings: OwnerSettings) -> None:
        raise SaveFailed(couple.folder(Seat.FIRST))

    monkeypatch.setattr(Vault, "save_owner_settings", full)
    desk.key("Lock an untouched seat after", Qt.Key.Key_Down)
    hands.bot.waitUntil(lambda: "could not be saved" in text_of(desk.page))
    assert desk.page._lock.currentText() == "3 minutes"
    assert not desk.owner
    hands.on_storage(vault.close)


def test_back_works_by_keyboard(hands: Hands) -> None:
    desk = Desk(hands, None)
    with hands.bot.waitSignal(desk.page.back_asked):
        press(hands.bot, desk.page, "Back")
