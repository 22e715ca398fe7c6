"""The cards of the evening: closed until their turn, and the same whatever the reason for a no."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.runs import Run
from tests.ui.widget_probe import accessible_tree, accessible_words, all_words, picture
from ui.theme import Theme
from ui.widgets.card_faces import OpenFace
from ui.widgets.text import Text
from ui.widgets.turn_card import CardSide, TurnCard

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
STEM = (Run("When "), Run("you touch", marked=True), Run(" me, I"))
ANSWER = "go quiet first. It isn’t a no."


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


def shown(qtbot: QtBot, card: TurnCard, width: int = 480) -> TurnCard:
    qtbot.addWidget(card)
    card.show()
    qtbot.waitExposed(card)
    card.resize(width, max(card.heightForWidth(width), card.minimumHeight()))
    settle()
    return card


def settle() -> None:
    # layouts, deleted widgets and paints that wait for the event loop
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> Callable[[], TurnCard]:
    return lambda: shown(qtbot, TurnCard(theme, JONAS, "Mara"))


# ---------------------------------------------------------------- closed


def test_a_closed_card_says_whose_it_is_and_nothing_else(make: Callable[[], TurnCard]) -> None:
    card = make()
    assert card.side() is CardSide.CLOSED
    spoken = {name for _, name, _, _ in accessible_tree(card) if name}
    assert spoken == {"Jonas, still closed"}


def test_two_closed_cards_are_alike_in_picture_size_and_tree_whatever_they_will_show(
    make: Callable[[], TurnCard],
) -> None:
    short, long = make(), make()
    closed = (picture(short), short.size(), accessible_tree(short))
    assert closed == (picture(long), long.size(), accessible_tree(long))
    short.show_text(STEM, ANSWER, animate=False)
    long.show_text(STEM, "word " * 390, animate=False)
    for card in (short, long):
        card.cover()
        card.resize(closed[1])
        settle()
    assert picture(short) == closed[0]
    assert picture(long) == closed[0]


def test_a_covered_card_keeps_no_word_of_what_it_showed(make: Callable[[], TurnCard]) -> None:
    card = make()
    card.show_text(STEM, ANSWER, animate=False)
    settle()
    assert "quiet" in all_words(card)
    assert "quiet" in accessible_words(card)
    card.cover()
    settle()
    assert card.side() is CardSide.CLOSED
    for words in (all_words(card), accessible_words(card)):
        assert "quiet" not in words
        assert "touch" not in words
    assert not card.findChildren(OpenFace)
    assert not card.findChildren(Text, "quiet")


# ---------------------------------------------------------------- open


def test_a_turned_card_reads_aloud_as_who_says_what_to_whom(make: Callable[[], TurnCard]) -> None:
    card = make()
    card.show_text(STEM, ANSWER, animate=False)
    settle()
    names = [name for _, name, _, _ in accessible_tree(card)]
    assert f"Jonas says to Mara: When you touch me, I {ANSWER}" in names
    assert "Jonas says to Mara" in names
    assert f"When you touch me, I {ANSWER}" in names


def test_an_open_card_can_be_reached_with_tab_and_a_closed_one_cannot(qtbot: QtBot, theme: Theme) -> None:
    pair = QWidget()
    qtbot.addWidget(pair)
    row = QHBoxLayout(pair)
    first, second = TurnCard(theme, MARA, "Jonas"), TurnCard(theme, JONAS, "Mara")
    row.addWidget(first)
    row.addWidget(second)
    pair.show()
    qtbot.waitExposed(pair)
    second.show_text(STEM, ANSWER, animate=False)
    settle()
    QTest.keyClick(pair, Qt.Key.Key_Tab)
    reached = pair.focusWidget()
    assert isinstance(reached, OpenFace)
    assert second.isAncestorOf(reached)


def test_the_words_of_an_open_card_can_change_without_turning_it_again(
    make: Callable[[], TurnCard],
) -> None:
    card = make()
    card.show_text(STEM, ANSWER, animate=False)
    card.show_text((Run("When my partner touches me, I"),), ANSWER)
    assert not card.turning()
    settle()
    assert "When my partner touches me, I go quiet" in accessible_words(card)
    assert "you touch" not in accessible_words(card)


def test_a_long_answer_makes_the_card_grow_and_its_rings_recede(make: Callable[[], TurnCard]) -> None:
    card = make()
    card.show_text(STEM, ANSWER, animate=False)
    settle()
    short = card.heightForWidth(480)
    face = card.findChild(OpenFace)
    assert face is not None
    strong = face._ring_strength()
    card.show_text(STEM, "word " * 390, animate=False)
    settle()
    assert card.heightForWidth(480) > short * 3
    card.resize(480, card.heightForWidth(480))
    settle()
    words = max(face.findChildren(Text), key=lambda text: len(text.text()))
    assert words.geometry().bottom() <= face.height()
    assert words.height() >= words.heightForWidth(words.width())
    assert face._ring_strength() <= strong * 0.3


# ---------------------------------------------------------------- not this time


def test_nothing_tells_a_blank_from_a_kept_back_or_a_declined_answer(
    make: Callable[[], TurnCard],
) -> None:
    # Given a card that was never turned, one that showed words and was covered, and one declined in movement
    blank, kept, declined = make(), make(), make()
    kept.show_text(STEM, ANSWER, animate=False)
    kept.cover()
    blank.show_not_this_time(animate=False)
    kept.show_not_this_time(animate=False)
    declined.show_not_this_time()
    declined.finish()
    settle()
    seen = []
    for card in (blank, kept, declined):
        card.resize(480, card.heightForWidth(480))
        settle()
        tree = [type(child).__name__ for child in card.findChildren(QWidget)]
        seen.append((picture(card), card.size(), accessible_tree(card), tree))
    assert seen[0] == seen[1] == seen[2]
    assert "Not this time." in accessible_words(blank)


def test_not_this_time_never_gives_a_reason(make: Callable[[], TurnCard]) -> None:
    card = make()
    card.show_not_this_time(animate=False)
    settle()
    spoken = {name for _, name, _, _ in accessible_tree(card) if name}
    assert spoken == {"Jonas says to Mara", "Not this time.", "Jonas says to Mara: Not this time."}


# ---------------------------------------------------------------- turning


def test_a_turn_takes_its_time_and_shows_its_words_only_at_rest(
    make: Callable[[], TurnCard], theme: Theme
) -> None:
    card = make()
    rested = QSignalSpy(card.turned)
    card.show_text(STEM, ANSWER)
    assert card.turning()
    assert card._movement.duration() == theme.duration("turn") == 520
    settle()
    assert rested.count() == 0
    assert not card.findChild(OpenFace).isVisible()
    assert rested.wait(5000)
    assert card.side() is CardSide.TURNED
    assert card.findChild(OpenFace).isVisible()
    assert not card._pictures


def test_each_moment_of_a_turn_is_another_picture(make: Callable[[], TurnCard]) -> None:
    card = make()
    closed = picture(card)
    card.show_text(STEM, ANSWER)
    card._movement.pause()
    pictures = []
    for moment in (100, 240, 300, 450):
        card._movement.setCurrentTime(moment)
        pictures.append(picture(card))
    card._movement.resume()
    card.finish()
    pictures.append(picture(card))
    assert closed not in pictures
    assert len(set(pictures)) == len(pictures)


def test_a_second_call_ends_the_movement_at_once(make: Callable[[], TurnCard]) -> None:
    card = make()
    rested = QSignalSpy(card.turned)
    card.show_text(STEM, ANSWER)
    card.show_text(STEM, ANSWER)
    assert not card.turning()
    assert rested.count() == 1
    card.cover()
    card.show_text(STEM, ANSWER)
    card.cover()
    assert card.side() is CardSide.CLOSED
    assert not card.turning()
    settle()
    assert "quiet" not in all_words(card)


def test_with_less_movement_the_card_fades_and_keeps_its_shape(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme("light", less_movement=True)
    card = shown(qtbot, TurnCard(theme, JONAS, "Mara"))
    palette = card.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("magenta"))
    card.setPalette(palette)
    card.show_text(STEM, ANSWER)
    assert card._movement.duration() == 160
    card._movement.pause()
    card._movement.setCurrentTime(80)
    half = card.grab().toImage()
    card._movement.resume()
    card.finish()
    # a card seen from its edge would let the ground through here
    for x in (3, card.width() - 4):
        assert _green(half, x, card.height() // 2) > 100
    assert card._movement.state() == QVariantAnimation.State.Stopped


def test_a_turning_card_is_seen_from_its_edge_halfway(make: Callable[[], TurnCard]) -> None:
    card = make()
    palette = card.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("magenta"))
    card.setPalette(palette)
    card.show_text(STEM, ANSWER)
    card._movement.pause()
    card._movement.setCurrentTime(260)
    half = card.grab().toImage()
    card._movement.resume()
    card.finish()
    for x in (3, card.width() - 4):
        assert _green(half, x, card.height() // 2) == 0


def _green(image: QImage, x: int, y: int) -> int:
    """Nothing where the magenta ground is seen."""
    return image.pixelColor(x, y).green()


def test_an_unseen_card_does_not_wait_for_a_movement(qtbot: QtBot, theme: Theme) -> None:
    card = TurnCard(theme, JONAS, "Mara")
    qtbot.addWidget(card)
    card.show_text(STEM, ANSWER)
    assert not card.turning()
    assert card.side() is CardSide.TURNED


def test_the_groups_are_groups_to_a_screen_reader(make: Callable[[], TurnCard]) -> None:
    card = make()
    assert ("Grouping", "Jonas, still closed") in [each[:2] for each in accessible_tree(card)]
