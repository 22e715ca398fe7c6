from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import ANSWER_LIMIT, Answer, Draft
from tests.ui.evening import Hands, press, seen, settle, text_of
from tests.ui.one_seat import EXERCISE, Desk, made_hands, make_desk, paste, strike, write
from ui.pages.wizard import WizardPage

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SAVED, NOT_SAVED = "Saved, only here", "Not saved"


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot)


def open_wizard(desk: Desk, *, editing: bool = False, size: tuple[int, int] = (1200, 800)) -> WizardPage:
    page = WizardPage(
        desk.hands.theme,
        desk.hands.background,
        desk.vault,
        desk.present,
        desk.draft,
        EXERCISE,
        "Jonas",
        editing=editing,
    )
    desk.hands.show(page, *size)
    return page


def test_what_is_typed_is_saved_by_itself_and_only_then_said_to_be(hands: Hands, tmp_path: Path) -> None:
    # Given the first sentence
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)
    assert SAVED not in text_of(page)

    # When words are typed and nothing else is done
    write(page, "the rain is loud")
    assert SAVED not in text_of(page)
    hands.bot.waitUntil(lambda: SAVED in text_of(page))

    # Then they are in the vault
    assert desk.on_disk().answers[0] == Answer("the rain is loud")


def test_emoji_right_to_left_words_and_line_breaks_come_back_as_they_were(
    hands: Hands, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)

    paste(page, "🌧️ مطر\nand then")
    strike(page, Qt.Key.Key_Return)
    write(page, "quiet")
    page.flush()

    assert desk.on_disk().answers[0].text == "🌧️ مطر\nand then\nquiet"


def test_a_changed_sentence_is_not_read_in_the_words_that_were_chosen_for_it_before(
    hands: Hands, tmp_path: Path
) -> None:
    # Given a sentence whose author has approved words for reading it aloud
    approved = Answer("my partner hums", spoken="you hum")
    desk = make_desk(tmp_path, hands, approved)
    page = open_wizard(desk, editing=True)

    # When it is changed, then those words fit no more
    strike(page, Qt.Key.Key_End, CONTROL)
    write(page, "!")
    page.flush()
    assert desk.on_disk().answers[0] == Answer("my partner hums!", spoken="you hum", outdated=True)

    # And once the change is taken back, they do
    strike(page, Qt.Key.Key_Backspace)
    page.flush()
    assert desk.on_disk().answers[0] == approved


def test_it_resumes_where_it_was_left(hands: Hands, tmp_path: Path) -> None:
    # Given someone who went on to the third sentence and locked
    desk = make_desk(tmp_path, hands, "one", "two")
    page = open_wizard(desk)
    strike(page, Qt.Key.Key_Return, CONTROL)
    strike(page, Qt.Key.Key_Return, CONTROL)
    asked: list[bool] = []
    page.lock_asked.connect(lambda: asked.append(True))
    press(hands.bot, page, "Lock")
    assert asked == [True]

    # When the seat is opened again
    desk.draft = desk.on_disk()
    again = open_wizard(desk)

    # Then it stands there, with the keyboard in the sentence
    assert again.focusWidget().accessibleName() == EXERCISE.items[2].stem
    assert "3 of 10" in text_of(again)


def test_the_next_step_is_called_what_it_does(hands: Hands, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)

    assert seen(page, "Skip") is not None
    write(page, "x")
    assert seen(page, "Next sentence") is not None
    strike(page, Qt.Key.Key_Backspace)
    assert seen(page, "Skip") is not None


def test_the_way_through_all_ten_ends_in_the_review_with_the_newest_words(
    hands: Hands, tmp_path: Path
) -> None:
    # Given the first sentence
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)
    asked: list[Draft] = []
    page.review_asked.connect(asked.append)

    # When each is answered with the keyboard alone
    for number in range(10):
        assert f"{number + 1} of 10" in text_of(page)
        write(page, f"answer {number}")
        if number < 9:
            strike(page, Qt.Key.Key_Return, CONTROL)
    press(hands.bot, page, "Read them once more")

    # Then the review gets all ten, and they are in the vault
    expected = tuple(Answer(f"answer {number}") for number in range(10))
    assert [draft.answers for draft in asked] == [expected]
    assert desk.on_disk().answers == expected


def test_going_back_keeps_both_sentences(hands: Hands, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)
    previous = seen(page, "Previous")
    assert previous is not None
    assert not previous.isEnabled()

    write(page, "first")
    strike(page, Qt.Key.Key_Return, CONTROL)
    write(page, "second")
    strike(page, Qt.Key.Key_Left, ALT)

    assert page.focusWidget().accessibleName() == EXERCISE.items[0].stem
    assert [answer.text for answer in page.draft.answers[:2]] == ["first", "second"]
    strike(page, Qt.Key.Key_Left, ALT)
    assert page.draft.place == 0
    assert [answer.text for answer in desk.on_disk().answers[:2]] == ["first", "second"]


def test_undo_never_brings_one_sentences_words_into_another(hands: Hands, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)
    write(page, "first")
    strike(page, Qt.Key.Key_Return, CONTROL)

    strike(page, Qt.Key.Key_Z, CONTROL)

    assert page.draft.answers[1].text == ""
    assert page.draft.answers[0].text == "first"


def test_an_answer_can_be_kept_back_and_shown_again(hands: Hands, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, hands, "one", "two", Answer("three", kept=True))
    page = open_wizard(desk)

    press(hands.bot, page, "Keep this one to myself")
    page.flush()
    assert desk.on_disk().answers[0] == Answer("one", kept=True)

    switch = seen(page, "Keep this one to myself")
    assert isinstance(switch, QCheckBox)
    press(hands.bot, page, "Next sentence")
    assert not switch.isChecked()
    press(hands.bot, page, "Next sentence")
    assert switch.isChecked()
    press(hands.bot, page, "Keep this one to myself")
    page.flush()
    assert desk.on_disk().answers[:3] == (Answer("one", kept=True), Answer("two"), Answer("three"))


def test_a_longer_paste_is_refused_whole_with_a_sentence(hands: Hands, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, hands, "short")
    page = open_wizard(desk)

    paste(page, "x" * 100_000)

    assert "too long to fit" in text_of(page)
    assert page.draft.answers[0].text == "short"
    # and the next letter is taken as ever
    write(page, "!")
    assert "too long to fit" not in text_of(page)
    assert page.draft.answers[0].text == "short!"
    paste(page, "x" * (ANSWER_LIMIT - 6))
    assert len(page.draft.answers[0].text) == ANSWER_LIMIT


def test_not_saved_is_said_when_true_the_text_is_kept_and_saving_tried_again(
    hands: Hands, tmp_path: Path
) -> None:
    # Given a file that another program holds
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)
    with desk.disk_refuses():
        # When something is written
        write(page, "kept in spite of it")
        hands.bot.waitUntil(lambda: NOT_SAVED in text_of(page), timeout=10_000)

        # Then it says so, why, and keeps the words
        assert SAVED not in text_of(page)
        assert "your words stay here" in text_of(page)
        assert page.draft.answers[0].text == "kept in spite of it"
        write(page, ", and more")
        assert NOT_SAVED in text_of(page)

    # When the file is free again and nothing is touched, it is saved
    hands.bot.waitUntil(lambda: SAVED in text_of(page), timeout=10_000)
    assert NOT_SAVED not in text_of(page)
    assert desk.on_disk().answers[0].text == "kept in spite of it, and more"


def test_what_went_wrong_is_in_sight_in_the_smallest_window_with_the_largest_text(
    hands: Hands, tmp_path: Path
) -> None:
    # Given a window that holds little more than the sentence
    hands.theme.configure(scale=2.0)
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk, size=(900, 640))
    port = page.scroll_area.viewport()

    def in_sight(words: str) -> bool:
        labels = [label for label in page.findChildren(QLabel) if words in label.text() and label.isVisible()]
        return any(port.rect().contains(label.mapTo(port, label.rect().bottomLeft())) for label in labels)

    # When a paste is refused, and then the disk
    paste(page, "x" * 3000)
    hands.bot.waitUntil(lambda: in_sight("too long to fit"))
    with desk.disk_refuses():
        write(page, "x")
        hands.bot.waitUntil(lambda: in_sight("your words stay here"), timeout=10_000)


def test_saving_can_be_tried_at_once(hands: Hands, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)
    with desk.disk_refuses():
        write(page, "x")
        hands.bot.waitUntil(lambda: NOT_SAVED in text_of(page), timeout=10_000)

    press(hands.bot, page, "Try now")

    assert desk.on_disk().answers[0].text == "x"


def test_a_last_letter_before_the_cover_is_saved(hands: Hands, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, hands)
    page = open_wizard(desk)

    write(page, "mid sent")
    page.flush()

    assert desk.on_disk().answers[0].text == "mid sent"


def test_a_sentence_opened_from_the_review_leads_back_there(hands: Hands, tmp_path: Path) -> None:
    # Given words that the review could not save
    desk = make_desk(tmp_path, hands, at=4)
    desk.draft = desk.draft.with_answer(6, Answer("tells me", spoken="tell me"))
    page = open_wizard(desk, editing=True)
    asked: list[Draft] = []
    page.review_asked.connect(asked.append)

    # When nothing is touched, they are saved all the same
    page.flush()
    assert desk.on_disk().answers[6] == Answer("tells me", spoken="tell me")

    # When one sentence is written and gone on from
    write(page, "fifth")
    strike(page, Qt.Key.Key_Return, CONTROL)

    # Then the review is asked for at once
    assert [draft.answers[4].text for draft in asked] == ["fifth"]


@pytest.mark.parametrize("index", range(10))
def test_what_may_stir_memories_is_said_beside_its_sentence_only(
    index: int, hands: Hands, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path, hands, at=index)
    page = open_wizard(desk)
    settle()

    words = text_of(page)
    assert [item.number for item in EXERCISE.items if item.note and item.note in words] == [
        item.number for item in EXERCISE.items if item.note and item.note == EXERCISE.items[index].note
    ]
