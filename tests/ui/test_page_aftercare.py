"""How one is, asked in private: three answers that weigh the same, each with what may help, and none kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from intimacy_desktop.aftercare import After
from intimacy_desktop.care import load_care
from tests.ui.accessibility import VIEWS, audit, button, press, roles, settle, show_page, words
from ui.pages.aftercare import AftercarePage
from ui.theme import Theme

WORDS = load_care().aftercare
HELPS = {
    WORDS.fine: WORDS.fine_helps,
    WORDS.stirred_up: WORDS.stirred_up_helps,
    WORDS.not_ok: WORDS.not_ok_helps,
}


def shown(qtbot: QtBot, after: After = After.EVENING) -> AftercarePage:
    page = AftercarePage(Theme("light"), WORDS, after)
    show_page(qtbot, page)
    return page


@pytest.mark.parametrize(
    ("after", "said", "unsaid"),
    [
        (After.EVENING, WORDS.after_evening, WORDS.after_sealing),
        (After.SEALING, WORDS.after_sealing, WORDS.after_evening),
    ],
)
def test_it_says_what_lies_behind_the_reader(qtbot: QtBot, after: After, said: str, unsaid: str) -> None:
    found = words(shown(qtbot, after).column)
    assert said in found
    assert unsaid not in found
    assert WORDS.kept_nowhere in found


@pytest.mark.parametrize("answer", HELPS)
def test_each_answer_shows_what_may_help_and_only_that(qtbot: QtBot, answer: str) -> None:
    page = shown(qtbot)
    for other in [*HELPS, answer]:  # whatever was pressed before
        press(page, other)
    assert tuple(roles(page.column, QAccessible.Role.ListItem)) == HELPS[answer]


@pytest.mark.parametrize("answer", [WORDS.stirred_up, WORDS.not_ok])
def test_whoever_is_not_fine_is_led_to_help(qtbot: QtBot, answer: str) -> None:
    page = shown(qtbot)
    press(page, answer)
    asked = QSignalSpy(page.help_asked)
    press(page.column, "Help and support")
    assert asked.count() == 1


def test_whoever_is_not_ok_is_told_of_an_emergency_number_and_that_they_may_stop(qtbot: QtBot) -> None:
    told = " ".join(WORDS.not_ok_helps)
    assert "local emergency number" in told
    assert "another phone" in told
    assert "You can stop" in told


def test_one_can_go_on_without_an_answer_but_not_by_a_key_pressed_too_early(qtbot: QtBot) -> None:
    page = shown(qtbot)
    gone = QSignalSpy(page.go_on_asked)
    QTest.keyClick(page, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_Space)
    settle()
    assert gone.count() == 0
    press(page, WORDS.go_on)
    assert gone.count() == 1


def test_the_three_answers_weigh_the_same(qtbot: QtBot) -> None:
    page = shown(qtbot)
    answers = [button(page, name) for name in HELPS]
    assert len({answer.height() for answer in answers}) == 1
    assert len({answer.width() for answer in answers}) == 1


@pytest.mark.parametrize(("scale", "size", "rtl"), VIEWS)
def test_the_page_bears_every_view(qtbot: QtBot, scale: float, size: tuple[int, int], rtl: bool) -> None:
    def make(theme: Theme) -> AftercarePage:
        page = AftercarePage(theme, WORDS, After.EVENING)
        page._answers[2].click()
        return page

    audit(qtbot, make, scale, size, rtl=rtl)
