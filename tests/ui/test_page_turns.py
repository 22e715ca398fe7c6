"""The evening: every card closed until its turn, and all of it by the keyboard."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer
from intimacy_desktop.care import load_care
from intimacy_desktop.errors import SaveFailed, VaultUnreadable
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.home import Home
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault
from tests.ui.evening import Couple, Hands, canary, endings, make_couple, press, seen, settle, text_of
from tests.ui.widget_probe import accessible_words, all_words
from ui.pages.turns import TurnsPage
from ui.theme import Theme
from ui.widgets.turn_card import CardSide

JONASS_CARD, MARAS_CARD = "Turn Jonas’s card", "Turn Mara’s card"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light", less_movement=True)


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme) -> Hands:
    return Hands(qtbot, theme)


@pytest.fixture
def couple(tmp_path: Path) -> Couple:
    return make_couple(tmp_path)


class Evening:
    """An open sitting and its page."""

    def __init__(self, hands: Hands, sitting: Sitting, width: int = 1200, height: int = 800) -> None:
        self.hands, self.bot, self.sitting = hands, hands.bot, sitting
        self.page = TurnsPage(hands.theme, hands.background, sitting, load_exercise(), load_care())
        hands.show(self.page, width, height)
        self.bot.waitUntil(lambda: self.page.action_bar is not None and seen(self.page, "Back") is not None)

    def press(self, name: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
        press(self.bot, self.page, name, key)

    def wait(self, name: str) -> None:
        self.bot.waitUntil(lambda: seen(self.page, name) is not None)
        settle()

    def turn_both(self) -> None:
        self.press(JONASS_CARD)
        self.press(MARAS_CARD)
        self.bot.waitUntil(lambda: self.next_name() is not None)

    def next_name(self) -> str | None:
        names = [f"Next: {item.stem} …" for item in load_exercise().items]
        offered = [*names, "Next sentence", "Close the evening"]
        return next((name for name in offered if seen(self.page, name) is not None), None)

    def next(self) -> None:
        self.bot.waitUntil(lambda: self.next_name() is not None)
        name = self.next_name()
        assert name is not None
        self.press(name)
        self.bot.waitUntil(lambda: self.next_name() is None)

    def end(self) -> None:
        self.hands.on_storage(self.sitting.close)


def start(hands: Hands, couple: Couple, **size: int) -> Evening:
    return Evening(hands, hands.on_storage(couple.sit_down), **size)


def found_canaries(page: TurnsPage) -> set[str]:
    """Every canary that a person, a screen reader or a look into the page could find."""
    assert page._moment is not None
    held = " ".join(f"{answer.text} {answer.spoken}" for answer in page._moment.shown if answer is not None)
    return canaries_in(held) | seen_canaries(page)


def seen_canaries(page: TurnsPage) -> set[str]:
    """The same without what the page keeps in mind to lay the open cards out again."""
    return canaries_in(all_words(page) + accessible_words(page))


def canaries_in(words: str) -> set[str]:
    everyone = (canary(name, item) for name in ("Mara", "Jonas") for item in range(10))
    return {word for word in everyone if word in words}


def test_no_word_of_a_card_exists_anywhere_in_the_page_before_its_turn(hands: Hands, couple: Couple) -> None:
    # Given ten sealed answers on either side, each with words of its own
    evening = start(hands, couple)
    for item in range(3):
        # Then nothing of them is there while both cards are closed
        evening.wait(JONASS_CARD)
        assert found_canaries(evening.page) == set()
        # When the first card is turned, its words are there and no others
        evening.press(JONASS_CARD)
        evening.wait(MARAS_CARD)
        assert found_canaries(evening.page) == {canary("Jonas", item)}
        # And after the second, both of this sentence and none of another
        evening.press(MARAS_CARD)
        evening.bot.waitUntil(lambda: evening.next_name() is not None)
        settle()
        assert found_canaries(evening.page) == {canary("Jonas", item), canary("Mara", item)}
        evening.next()
    evening.end()


def test_a_whole_evening_by_the_keyboard(hands: Hands, couple: Couple) -> None:
    # Given an evening in which one card is passed over and one sentence is left for later
    evening = start(hands, couple)
    for item in range(10):
        if item == 2:
            evening.press("Not this time", Qt.Key.Key_Space)
            evening.press(MARAS_CARD)
        else:
            evening.turn_both()
        if item == 4:
            evening.press("Leave it for later")
            evening.wait("Left for later")
        if item < 9:
            evening.next()
    # When the last sentence is settled, the evening can be closed
    evening.wait("Close the evening")
    with evening.bot.waitSignal(evening.page.finished):
        evening.press("Close the evening")
    # Then both vaults hold what was turned and what was left for later
    state = hands.on_storage(lambda: evening.sitting.state)
    assert state.complete
    assert state.later == {4}
    evening.end()
    for seat in Seat:
        vault = couple.open(seat)
        present = vault.current_round()
        assert present is not None
        skipped = {2} if seat is Seat.SECOND else set()
        assert vault.uncovered(present.id) == frozenset(range(10)) - skipped
        assert vault.read_evening(present.id).later == {4}
        vault.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_focus_goes_on_to_the_next_sensible_action(hands: Hands, couple: Couple, key: Qt.Key) -> None:
    evening = start(hands, couple)
    evening.wait(JONASS_CARD)
    assert evening.page.focusWidget() is seen(evening.page, JONASS_CARD)
    evening.press(JONASS_CARD, key)
    evening.wait(MARAS_CARD)
    assert evening.page.focusWidget() is seen(evening.page, MARAS_CARD)
    evening.press(MARAS_CARD, key)
    evening.bot.waitUntil(lambda: evening.next_name() is not None)
    name = evening.next_name()
    assert name is not None
    assert evening.page.focusWidget() is seen(evening.page, name)
    evening.end()


def test_who_reads_and_who_listens_is_said_under_the_cards(hands: Hands, couple: Couple) -> None:
    evening = start(hands, couple)
    evening.wait(JONASS_CARD)
    assert "Jonas reads aloud. Mara only listens." in text_of(evening.page)
    assert load_care().listening.line in text_of(evening.page)
    evening.press(JONASS_CARD)
    evening.wait(MARAS_CARD)
    assert "When Jonas has finished reading." in text_of(evening.page)
    evening.end()


def test_blank_kept_back_and_declined_cannot_be_told_apart(hands: Hands, tmp_path: Path) -> None:
    # Given a card left blank, one kept back, and one that will be declined
    couple = make_couple(tmp_path, sealed=False)
    answers = endings("Jonas")
    answers[0], answers[1] = Answer(), Answer("rather this", kept=True)
    couple.seal(Seat.SECOND, answers)
    couple.seal(Seat.FIRST, endings("Mara"))
    evening = start(hands, couple)
    looks: list[tuple[object, ...]] = []
    for item in range(3):
        # When each is settled in its way
        evening.press("Not this time" if item == 2 else JONASS_CARD)
        evening.wait(MARAS_CARD)
        card, below = evening.page._table.cards[1], evening.page._table.below[1]
        looks.append(
            (card.side(), accessible_words(card), text_of(below), card.grab().toImage().cacheKey() > 0)
        )
        assert card.side() is CardSide.NOT_THIS_TIME
        evening.press(MARAS_CARD)
        evening.bot.waitUntil(lambda: evening.next_name() is not None)
        evening.next()
    # Then they are the same to the eye and to a screen reader
    assert len(set(looks)) == 1
    evening.end()


def test_back_shows_earlier_cards_again_and_changes_nothing(hands: Hands, couple: Couple) -> None:
    evening = start(hands, couple)
    back = seen(evening.page, "Back")
    assert back is not None
    assert not back.isEnabled()
    evening.turn_both()
    evening.next()
    evening.press("Back")
    evening.bot.waitUntil(lambda: evening.next_name() is not None)
    settle()
    # Then the first sentence lies open again, with nothing to turn
    assert found_canaries(evening.page) == {canary("Jonas", 0), canary("Mara", 0)}
    assert seen(evening.page, JONASS_CARD) is None
    assert seen(evening.page, MARAS_CARD) is None
    # And going on leads to the second one, still closed
    evening.next()
    evening.wait(JONASS_CARD)
    assert found_canaries(evening.page) == set()
    assert "2 of 10" in text_of(evening.page)
    evening.end()


def test_as_written_shows_the_authors_own_words_where_they_differ(hands: Hands, couple: Couple) -> None:
    evening = start(hands, couple)
    for item in range(6):
        evening.turn_both()
        differs = item in {3, 5}  # "my partner touches" becomes "you touch"; item 6 has a spoken ending
        assert (seen(evening.page, "As written") is not None) == differs
        if item < 5:
            evening.next()
    assert f"hum {canary('Jonas', 5)}" in accessible_words(evening.page)
    evening.press("As written")
    words = accessible_words(evening.page)
    assert f"I like when my partner hums {canary('Jonas', 5)}" in words
    assert f"hum {canary('Jonas', 5)}" not in words
    evening.press("Said to each other")
    assert f"I like when you hum {canary('Jonas', 5)}" in accessible_words(evening.page)
    evening.end()


def test_stop_asks_nothing_and_the_next_evening_goes_on_there(hands: Hands, couple: Couple) -> None:
    # Given two sentences read, and one card of the third
    evening = start(hands, couple)
    for _ in range(2):
        evening.turn_both()
        evening.next()
    evening.press(JONASS_CARD)
    evening.wait(MARAS_CARD)
    # When they stop
    with evening.bot.waitSignal(evening.page.stop_asked):
        evening.press("Stop")
    evening.end()
    # Then unread items are still covered, and a fresh sitting goes on at the third
    vault = couple.open(Seat.FIRST)
    present = vault.current_round()
    assert present is not None
    assert present.state is RoundState.BEGUN
    assert vault.uncovered(present.id) == {0, 1}
    vault.close()
    again = start(hands, couple)
    again.wait(MARAS_CARD)
    assert "3 of 10" in text_of(again.page)
    assert found_canaries(again.page) == {canary("Jonas", 2)}
    again.end()


def test_a_step_that_cannot_be_saved_leaves_the_card_closed_and_can_be_tried_again(
    hands: Hands, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = start(hands, couple)
    evening.wait(JONASS_CARD)
    # Given a disk on which nothing can be written
    uncover: Callable[..., object] = Vault.uncover

    def full(vault: Vault, *_arguments: object) -> None:
        raise SaveFailed(couple.folder(Seat.SECOND))

    monkeypatch.setattr(Vault, "uncover", full)
    evening.press(JONASS_CARD)
    evening.wait("Try again")
    # Then it is said, and the card stays closed
    assert "could not be saved" in text_of(evening.page)
    assert found_canaries(evening.page) == set()
    assert evening.page._table.cards[1].side() is CardSide.CLOSED
    # And with room on the disk the same step works
    monkeypatch.setattr(Vault, "uncover", uncover)
    evening.press("Try again")
    evening.wait(MARAS_CARD)
    assert found_canaries(evening.page) == {canary("Jonas", 0)}
    assert "could not be saved" not in text_of(evening.page)
    evening.end()


def test_the_words_come_only_after_the_turn_is_durable(
    hands: Hands, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a look from another connection at the moment in which the words are read
    held: list[bool] = []
    shown = Sitting.text
    order: list[str] = []
    uncover = Vault.uncover

    def spied_uncover(vault: Vault, round_id: int, item: int) -> object:
        answer = uncover(vault, round_id, item)
        order.append("uncovered")
        other = couple.open(Seat.SECOND)
        held.append(item in other.uncovered(round_id))
        other.close()
        return answer

    def spied_text(sitting: Sitting, seat: Seat, item: int) -> object:
        answer = shown(sitting, seat, item)
        if answer is not None:
            order.append("read")
        return answer

    monkeypatch.setattr(Vault, "uncover", spied_uncover)
    monkeypatch.setattr(Sitting, "text", spied_text)
    evening = start(hands, couple)
    evening.press(JONASS_CARD)
    evening.wait(MARAS_CARD)
    assert held == [True]
    assert order[:2] == ["uncovered", "read"]
    evening.end()


def test_nothing_of_the_cards_is_left_in_the_page_while_something_lies_over_it(
    hands: Hands, couple: Couple
) -> None:
    evening = start(hands, couple)
    evening.turn_both()
    assert found_canaries(evening.page)
    # When a pause covers the page
    with evening.bot.waitSignal(evening.page.pause_asked):
        evening.press("Pause")
    evening.page.hide()
    settle()
    assert seen_canaries(evening.page) == set()
    # Then coming back shows the same two cards
    evening.page.show()
    evening.page.shown()
    settle()
    assert seen_canaries(evening.page) == {canary("Jonas", 0), canary("Mara", 0)}
    evening.end()


def test_two_quick_presses_turn_one_card_only(hands: Hands, couple: Couple) -> None:
    evening = start(hands, couple)
    evening.wait(JONASS_CARD)
    button = evening.page._table.below[1].turn
    button.click()
    button.click()
    evening.page._table.below[0].turn.click()
    evening.wait(MARAS_CARD)
    assert found_canaries(evening.page) == {canary("Jonas", 0)}
    evening.end()


def turning_slowly(qtbot: QtBot, couple: Couple, monkeypatch: pytest.MonkeyPatch) -> Evening:
    """An evening in which Jonas's card is turning, and would for a minute."""
    theme = Theme("light")
    monkeypatch.setattr(theme, "duration", lambda name: 60_000 if name == "turn" else 0)
    evening = start(Hands(qtbot, theme), couple)
    evening.press(JONASS_CARD)
    qtbot.waitUntil(evening.page._table.turning)
    return evening


def test_a_second_press_ends_a_movement_and_turns_nothing(
    qtbot: QtBot, qapp: QApplication, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = turning_slowly(qtbot, couple, monkeypatch)
    evening.page._table.below[1].turn.click()
    assert not evening.page._table.turning()
    assert seen(evening.page, MARAS_CARD) is not None
    evening.hands.on_storage(lambda: None)
    settle()
    assert found_canaries(evening.page) == {canary("Jonas", 0)}
    evening.end()


def test_a_click_on_a_turning_card_ends_its_movement(
    qtbot: QtBot, qapp: QApplication, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = turning_slowly(qtbot, couple, monkeypatch)
    QTest.mouseClick(evening.page._table.cards[1], Qt.MouseButton.LeftButton)
    assert not evening.page._table.turning()
    assert seen(evening.page, MARAS_CARD) is not None
    evening.end()


def test_what_leads_elsewhere_does_so_while_a_card_turns(
    qtbot: QtBot, qapp: QApplication, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = turning_slowly(qtbot, couple, monkeypatch)
    evening.press("Leave it for later")
    assert not evening.page._table.turning()
    evening.wait("Left for later")
    evening.end()


def test_a_card_that_was_turned_but_could_not_be_shown_is_shown_at_the_next_try(
    hands: Hands, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = start(hands, couple)
    evening.wait(JONASS_CARD)

    def unreadable(_sitting: Sitting, _seat: Seat, _item: int) -> None:
        raise VaultUnreadable(couple.folder(Seat.SECOND))

    # Given a disk that fails just after the turn was written
    with monkeypatch.context() as disk:
        disk.setattr(Sitting, "text", unreadable)
        evening.press(JONASS_CARD)
        evening.wait("Try again")
        assert found_canaries(evening.page) == set()
    # When it is tried again, the same card opens, and not the next one
    evening.press("Try again")
    evening.wait(MARAS_CARD)
    assert found_canaries(evening.page) == {canary("Jonas", 0)}
    evening.end()


def test_an_older_copy_of_one_vault_opens_no_card_and_says_why(
    hands: Hands, couple: Couple, tmp_path: Path
) -> None:
    # Given a copy of the home, and an evening begun in both: each vault then knows another evening
    before = Path(shutil.copytree(couple.home.path, tmp_path / "copy"))
    for home in (couple.home, Home.open(before)):
        sitting = Couple(home, couple.keys).sit_down()
        sitting.begin()
        sitting.close()
    jonas = couple.folder(Seat.SECOND)
    shutil.rmtree(jonas)
    shutil.copytree(before / "vaults" / jonas.name, jonas)
    # When Mara's own and Jonas's copied vault are opened together
    sitting = hands.on_storage(couple.sit_down)
    page = TurnsPage(hands.theme, hands.background, sitting, load_exercise(), load_care())
    hands.show(page)
    hands.bot.waitUntil(lambda: "do not belong to the same evening" in text_of(page))
    # Then no card is offered, and stopping is possible
    assert seen(page, JONASS_CARD) is None
    with hands.bot.waitSignal(page.stop_asked):
        press(hands.bot, page, "Stop")
    hands.leave(page, sitting)


@pytest.mark.parametrize("look", [(1.0, False, 1200), (2.0, False, 900), (2.0, True, 900), (1.0, True, 900)])
def test_every_action_is_reached_at_any_text_size_and_direction(
    qapp: QApplication, qtbot: QtBot, couple: Couple, look: tuple[float, bool, int]
) -> None:
    scale, rtl, width = look
    theme = Theme("light", scale, rtl=rtl, less_movement=True)
    theme.dress(qapp)
    try:
        hands = Hands(qtbot, theme)
        evening = start(hands, couple, width=width, height=640)
        evening.turn_both()
        for widget in evening.page.findChildren(type(evening.page._next)):
            if widget.isVisible():
                assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
                assert widget.height() >= widget.heightForWidth(widget.width()), widget.text()
        evening.press("Leave it for later")
        evening.wait("Left for later")
        evening.next()
        evening.wait(JONASS_CARD)
        evening.end()
    finally:
        Theme("light").dress(qapp)
