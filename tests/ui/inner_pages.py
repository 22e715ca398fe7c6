"""The pages of a seat and of an evening in their main states, with real vaults, as the audit wants them."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.aftercare import After
from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.care import load_care
from intimacy_desktop.home import Home
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.settings import Settings
from intimacy_desktop.sitting import Sitting
from tests.ui.accessibility import show_page
from tests.ui.evening import (
    JONASS_WORDS,
    MARAS_WORDS,
    Couple,
    Hands,
    endings,
    make_couple,
    seen,
    settle,
    text_of,
)
from tests.ui.one_seat import EXERCISE, MARA, WORDS, Desk, make_desk, paste, strike, write
from ui.pages.aftercare import AftercarePage
from ui.pages.before_seat import BeforeSeatPage
from ui.pages.close import ClosePage
from ui.pages.pause import PausePage
from ui.pages.reading import ReadingPage
from ui.pages.review import ReviewPage
from ui.pages.settings import SettingsPage
from ui.pages.take_seat import TakeSeatPage
from ui.pages.together import TogetherPage
from ui.pages.turns import TurnsPage
from ui.pages.unlock import UnlockPage
from ui.pages.wizard import WizardPage
from ui.theme import Theme
from ui.widgets.scaffold import Page

LONG = (
    "someone stays in the room without asking for anything, and the evening may take as long as it takes, "
    "while rain runs down the window and nobody has to decide yet whether to speak. "
) * 4
ENDINGS = [Answer(f"words {number}") for number in range(10)]
ENDINGS[1] = Answer(LONG)
ENDINGS[2] = Answer("mine alone", kept=True)
ENDINGS[5] = Answer("laughs late", spoken="laugh late")
ENDINGS[8] = Answer()
ENDINGS[9] = Answer("sitting on the roof with my partner")


class Stage:
    """Where one page is shown, and what has to be put away after it.

    Args:
        bot: waits for what happens.
        theme: under which the page is shown.
        size: of the window.
        place: an empty folder.
    """

    def __init__(self, bot: QtBot, theme: Theme, size: tuple[int, int], place: Path) -> None:
        self.bot, self.theme, self.place = bot, theme, place
        self._size = size
        self.hands = Hands(bot, theme)
        self.after = ExitStack()
        self.page: Page | None = None

    def show(self, page: Page) -> Page:
        self.page = page
        show_page(self.bot, page, self._size)
        return page

    def press(self, name: str) -> None:
        """Press a button once it is there, wherever the focus is."""
        page = self.page
        assert page is not None
        self.bot.waitUntil(lambda: seen(page, name) is not None)
        found = seen(page, name)
        assert isinstance(found, QAbstractButton)
        found.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(found, Qt.Key.Key_Space)
        settle()

    def await_words(self, words: str) -> None:
        page = self.page
        assert page is not None
        self.bot.waitUntil(lambda: words in text_of(page), timeout=15_000)
        settle()

    def end(self) -> None:
        """Put away what the page had open, in the order in which the window does it."""
        if self.page is not None:
            self.page.flush()
        self.after.close()
        over: list[object] = []
        self.hands.background.worker(self.hands, lambda: None, over.append, over.append)
        self.hands.background.storage(self.hands, lambda: None, over.append, over.append)
        self.bot.waitUntil(lambda: len(over) == 2, timeout=20_000)
        QApplication.clipboard().clear()

    # what the pages lie upon

    def desk(self, *written: Answer, at: int = 0) -> Desk:
        desk = make_desk(self.place, self.hands, *written, at=at)
        self.after.callback(lambda: self.hands.on_storage(desk.vault.close))
        return desk

    def couple(self, *, sealed: bool = True) -> Couple:
        return make_couple(self.place, sealed=sealed)

    def sitting(self, couple: Couple) -> Sitting:
        sitting = self.hands.on_storage(couple.sit_down)
        self.after.callback(lambda: self.hands.on_storage(sitting.close))
        return sitting


# one seat


def before_seat(stage: Stage) -> Page:
    return stage.show(BeforeSeatPage(stage.theme, load_care().before_seat))


def after_an_evening(stage: Stage) -> Page:
    page = stage.show(AftercarePage(stage.theme, load_care().aftercare, After.EVENING))
    stage.press(load_care().aftercare.not_ok)
    return page


def _take_seat(stage: Stage) -> Page:
    home = Home.open(stage.place / "home")
    return stage.show(TakeSeatPage(stage.theme, stage.hands.background, home, CHEAPEST))


def take_seat(stage: Stage) -> Page:
    return _take_seat(stage)


def take_seat_without_a_name(stage: Stage) -> Page:
    page = _take_seat(stage)
    strike(page, Qt.Key.Key_Return)
    return page


def take_seat_words(stage: Stage) -> Page:
    page = _take_seat(stage)
    write(page, "Mara")
    strike(page, Qt.Key.Key_Return)
    return page


def take_seat_words_typed_wrong(stage: Stage) -> Page:
    page = take_seat_words(stage)
    stage.press("I have written them down")
    paste(page, "six other words altogether here now")
    strike(page, Qt.Key.Key_Return)
    return page


def _own_words(stage: Stage) -> Page:
    page = take_seat_words(stage)
    stage.press("Use my own words instead")
    return page


def take_seat_own_words_too_short(stage: Stage) -> Page:
    page = _own_words(stage)
    paste(page, "short")
    strike(page, Qt.Key.Key_Return)
    strike(page, Qt.Key.Key_Return)
    return page


def take_seat_way_back(stage: Stage) -> Page:
    page = _own_words(stage)
    for _ in range(2):
        paste(page, "several slow herons over the estuary")
        strike(page, Qt.Key.Key_Return)
    stage.await_words("Step 3 of 3")
    return page


def take_seat_no_way_back(stage: Stage) -> Page:
    page = take_seat_way_back(stage)
    stage.press("No way back, not even for me")
    return page


def take_seat_code(stage: Stage) -> Page:
    page = take_seat_way_back(stage)
    stage.press("A way back in")
    stage.press("Go on")
    return page


def take_seat_code_typed_wrong(stage: Stage) -> Page:
    page = take_seat_code(stage)
    stage.press("I have written it down")
    paste(page, "not the whole code")
    strike(page, Qt.Key.Key_Return)
    return page


def unlock(stage: Stage) -> Page:
    home = Home.open(stage.place / "home")
    home.take_seat(MARA, WORDS, CHEAPEST)
    return stage.show(UnlockPage(stage.theme, stage.hands.background, home.seats()[0]))


def unlock_wrong(stage: Stage) -> Page:
    page = unlock(stage)
    write(page, "not these words at all")
    strike(page, Qt.Key.Key_Return)
    stage.await_words("That is not Mara’s passphrase.")
    return page


def _wizard(stage: Stage, desk: Desk) -> Page:
    background = stage.hands.background
    return stage.show(
        WizardPage(stage.theme, background, desk.vault, desk.present, desk.draft, EXERCISE, "Jonas")
    )


def wizard_blank(stage: Stage) -> Page:
    return _wizard(stage, stage.desk())


def wizard_written(stage: Stage) -> Page:
    return _wizard(stage, stage.desk(*ENDINGS, at=1))


def wizard_with_a_note(stage: Stage) -> Page:
    noted = next(index for index, item in enumerate(EXERCISE.items) if item.note)
    return _wizard(stage, stage.desk(*ENDINGS, at=noted))


def wizard_not_saved_and_refused(stage: Stage) -> Page:
    desk = stage.desk()
    page = _wizard(stage, desk)
    paste(page, "x" * 3000)
    stage.after.enter_context(desk.disk_refuses())
    write(page, "the rain is loud")
    stage.await_words("your words stay here")
    return page


def _review(stage: Stage) -> Page:
    desk = stage.desk(*ENDINGS)
    background = stage.hands.background
    return stage.show(
        ReviewPage(
            stage.theme, background, desk.vault, desk.present, desk.draft, EXERCISE, desk.home, "Jonas"
        )
    )


def review(stage: Stage) -> Page:
    return _review(stage)


def review_own_words(stage: Stage) -> Page:
    page = _review(stage)
    stage.press("Change the words")
    return page


def review_words_for_the_partner(stage: Stage) -> Page:
    page = _review(stage)
    stage.press("Say which")
    return page


def review_sealed(stage: Stage) -> Page:
    page = _review(stage)
    stage.press("Seal all ten")
    stage.await_words("Sealed")
    return page


def reading(stage: Stage) -> Page:
    present = Round(1, RoundState.SEALED, sealed_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    return stage.show(ReadingPage(stage.theme, MARA, present, Draft(tuple(ENDINGS)), EXERCISE))


# both


def _together(stage: Stage, *, sealed: bool = True) -> Page:
    home = stage.couple(sealed=sealed).home
    return stage.show(TogetherPage(stage.theme, stage.hands.background, home, Settings(), load_care()))


def together(stage: Stage) -> Page:
    return _together(stage)


def _typed(stage: Stage, page: Page, first: str, second: str) -> Page:
    stage.press("Go on")
    for name, words in (("Mara’s passphrase", first), ("Jonas’s passphrase", second)):
        edit = seen(page, name)
        assert isinstance(edit, QLineEdit)
        edit.setFocus()
        QTest.keyClicks(edit, words)
    stage.press("Open together")
    return page


def together_fields(stage: Stage) -> Page:
    page = _together(stage)
    stage.press("Go on")
    return page


def together_wrong(stage: Stage) -> Page:
    page = _typed(stage, _together(stage), MARAS_WORDS, "eleven grey umbrellas")
    stage.await_words("That is not Jonas’s passphrase.")
    return page


def together_not_yet(stage: Stage) -> Page:
    page = _typed(stage, _together(stage, sealed=False), MARAS_WORDS, JONASS_WORDS)
    stage.await_words("Not yet")
    return page


def together_older(stage: Stage) -> Page:
    couple = stage.couple()
    vault = couple.open(Seat.FIRST)
    vault.save_own(vault.own().having_met(couple.keys[1].vault_id, 7))
    vault.close()
    page = TogetherPage(stage.theme, stage.hands.background, couple.home, Settings(), load_care())
    _typed(stage, stage.show(page), MARAS_WORDS, JONASS_WORDS)
    stage.await_words("Jonas’s part is older than it was")
    return page


def _turns(stage: Stage) -> Page:
    couple = stage.couple(sealed=False)
    mine, yours = endings("Mara"), endings("Jonas")
    mine[0] = Answer(LONG)
    couple.seal(Seat.FIRST, mine)
    couple.seal(Seat.SECOND, yours)
    sitting = stage.sitting(couple)
    page = TurnsPage(stage.theme, stage.hands.background, sitting, EXERCISE, load_care())
    stage.show(page)
    stage.bot.waitUntil(lambda: seen(page, "Back") is not None)
    settle()
    return page


def turns(stage: Stage) -> Page:
    return _turns(stage)


def turns_one_open(stage: Stage) -> Page:
    page = _turns(stage)
    stage.press("Turn Jonas’s card")
    stage.bot.waitUntil(lambda: seen(page, "Turn Mara’s card") is not None)
    return page


def turns_both_open(stage: Stage) -> Page:
    page = turns_one_open(stage)
    stage.press("Turn Mara’s card")
    stage.bot.waitUntil(lambda: _may_go_on(page) is not None)
    return page


def turns_not_this_time(stage: Stage) -> Page:
    page = _turns(stage)
    stage.press("Not this time")
    stage.bot.waitUntil(lambda: seen(page, "Turn Mara’s card") is not None)
    return page


def turns_looking_back(stage: Stage) -> Page:
    page = turns_both_open(stage)
    button = _may_go_on(page)
    assert button is not None
    stage.press(button.accessibleName() or button.text())
    stage.bot.waitUntil(lambda: seen(page, "Turn Jonas’s card") is not None)
    stage.press("Back")
    stage.bot.waitUntil(lambda: _may_go_on(page) is not None)
    return page


def _may_go_on(page: Page) -> QAbstractButton | None:
    """The button that leads to the next sentence, if it is seen."""
    named = {"Next sentence", *(f"Next: {item.stem} …" for item in EXERCISE.items)}
    found = (button for button in page.findChildren(QAbstractButton) if button.isVisible())
    return next((button for button in found if button.text() in named), None)


def pause(stage: Stage) -> Page:
    return stage.show(PausePage(stage.theme, "21:40"))


def _close(stage: Stage) -> Page:
    sitting = stage.sitting(stage.couple())

    def begin() -> None:
        sitting.begin()
        sitting.leave_for_later()

    stage.hands.on_storage(begin)
    page = ClosePage(stage.theme, stage.hands.background, sitting, load_care())
    stage.show(page)
    stage.bot.waitUntil(page._try.isEnabled)
    settle()
    return page


def close(stage: Stage) -> Page:
    return _close(stage)


def close_with_a_date(stage: Stage) -> Page:
    page = _close(stage)
    page._date._switch.switch.click()
    settle()
    return page


def settings(stage: Stage) -> Page:
    return stage.show(
        SettingsPage(stage.theme, Settings(), stage.hands.background, None, can_exclude_capture=True)
    )


def settings_of_a_seat(stage: Stage) -> Page:
    desk = stage.desk()
    page = stage.show(SettingsPage(stage.theme, Settings(), stage.hands.background, desk.vault))
    stage.hands.on_storage(lambda: None)
    return page


STATES: dict[str, Callable[[Stage], Page]] = {
    made.__name__.replace("_", " "): made
    for made in (
        before_seat,
        after_an_evening,
        take_seat,
        take_seat_without_a_name,
        take_seat_words,
        take_seat_words_typed_wrong,
        take_seat_own_words_too_short,
        take_seat_way_back,
        take_seat_no_way_back,
        take_seat_code,
        take_seat_code_typed_wrong,
        unlock,
        unlock_wrong,
        wizard_blank,
        wizard_written,
        wizard_with_a_note,
        wizard_not_saved_and_refused,
        review,
        review_own_words,
        review_words_for_the_partner,
        review_sealed,
        reading,
        together,
        together_fields,
        together_wrong,
        together_not_yet,
        together_older,
        turns,
        turns_one_open,
        turns_both_open,
        turns_not_this_time,
        turns_looking_back,
        pause,
        close,
        close_with_a_date,
        settings,
        settings_of_a_seat,
    )
}
