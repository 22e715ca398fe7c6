from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QTextEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, shown
from intimacy_desktop.exercise import reading
from intimacy_desktop.own import PartnerWords, Pronouns
from intimacy_desktop.rounds import RoundState
from tests.ui.evening import Hands, press, seen, settle, text_of
from tests.ui.one_seat import EXERCISE, Desk, made_hands, make_desk, paste, strike, write
from ui.pages.review import ReviewPage
from ui.widgets.answer_row import AnswerRow
from ui.widgets.emblem import SealMark

READY = "Show on the home page that I am ready"
SAY_IT, CHANGE, WRITTEN = "Say it to Jonas", "Change the words", "Read it as written"

ENDINGS = [Answer(f"words {number}") for number in range(10)]
ENDINGS[2] = Answer("mine alone", kept=True)
ENDINGS[5] = Answer("laughs late", spoken="laugh late")
ENDINGS[6] = Answer("tells me where we go")
ENDINGS[7] = Answer("my partner in crime, and the film we never saw")
ENDINGS[8] = Answer()
ENDINGS[9] = Answer("sitting on the roof while my partner sings")


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot, less_movement=True)


@pytest.fixture
def desk(hands: Hands, tmp_path: Path) -> Desk:
    return make_desk(tmp_path, hands, *ENDINGS)


def open_review(desk: Desk) -> ReviewPage:
    page = ReviewPage(
        desk.hands.theme,
        desk.hands.background,
        desk.vault,
        desk.round_now(),
        desk.on_disk(),
        EXERCISE,
        desk.home,
        "Jonas",
    )
    desk.hands.show(page)
    if desk.round_now().state is RoundState.WRITING:
        await_suggestions(desk)
    return page


def await_suggestions(desk: Desk) -> None:
    """What was queued on the storage lane is done, and the page has it."""
    desk.on_disk()
    settle()


def row(page: ReviewPage, number: int) -> AnswerRow:
    return page.findChildren(AnswerRow)[number - 1]


def buttons(page: ReviewPage, number: int) -> list[str]:
    found = row(page, number).findChildren(QAbstractButton)
    return [button.text() for button in found if button.isVisible() and button.text()]


def press_in(page: ReviewPage, number: int, name: str) -> None:
    button = seen(row(page, number), name)
    assert button is not None, f"“{name}” is not at sentence {number}"
    button.setFocus()
    strike(page, Qt.Key.Key_Space)


def sealed(desk: Desk, page: ReviewPage) -> None:
    press(desk.hands.bot, page, "Seal all ten")
    desk.hands.bot.waitUntil(lambda: seen(page, "Open and edit again") is not None)


def test_all_ten_stand_as_they_will_be_read(desk: Desk) -> None:
    page = open_review(desk)

    assert [row(page, number).words for number in range(1, 11)] == [
        "I feel safest when words 0",
        "Trust is words 1",
        "Sex is mine alone",
        "When you touch me, I words 3",
        "My greatest fear is words 4",
        "I like when you laugh late",
        "It helps me feel safe when you tell me where we go",
        "I like talking to my partner about my partner in crime, and the film we never saw",
        "Sharing my emotions left blank",
        "What I enjoy doing most with you is sitting on the roof while you sing",
    ]
    assert text_of(page).count("Kept to yourself.") == 1


def test_only_endings_that_do_not_fit_are_marked(desk: Desk) -> None:
    page = open_review(desk)

    marked = {number: buttons(page, number) for number in range(1, 11) if buttons(page, number)}

    assert marked == {6: [WRITTEN, CHANGE], 7: [WRITTEN, CHANGE], 8: [SAY_IT, CHANGE], 10: [WRITTEN, CHANGE]}
    assert row(page, 7).note == "Suggested, as said to Jonas"
    assert row(page, 8).note == "Speaks about Jonas, read as written"


@pytest.mark.parametrize(
    ("number", "said", "written"),
    [
        (6, "I like when you laugh late", "I like when my partner laughs late"),
        (
            7,
            "It helps me feel safe when you tell me where we go",
            "It helps me feel safe when my partner tells me where we go",
        ),
    ],
)
def test_one_touch_switches_between_said_and_written(
    desk: Desk, number: int, said: str, written: str
) -> None:
    page = open_review(desk)
    assert row(page, number).words == said

    press_in(page, number, WRITTEN)
    page.flush()
    assert row(page, number).words == written
    assert desk.on_disk().answers[number - 1].as_written

    press_in(page, number, SAY_IT)
    page.flush()
    assert row(page, number).words == said
    assert not desk.on_disk().answers[number - 1].as_written


def test_words_nobody_could_be_sure_of_are_said_only_by_choice_and_then_pointed_at(desk: Desk) -> None:
    page = open_review(desk)

    press_in(page, 8, SAY_IT)

    assert row(page, 8).words.startswith("I like talking to you about my partner in crime")
    assert row(page, 8).note == "Look at “my partner in crime”: left as you wrote it"


def test_words_for_reading_aloud_are_saved_and_the_original_is_kept(desk: Desk) -> None:
    # Given an ending that speaks about the partner; the words suggested are where new ones begin
    page = open_review(desk)
    press_in(page, 7, CHANGE)
    editor = page.focusWidget()
    assert isinstance(editor, QTextEdit)
    assert editor.accessibleName() == "It helps me feel safe when you"

    # When it is said in other words
    strike(page, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    write(page, ", love")
    assert row(page, 7).words == "It helps me feel safe when you tell me where we go, love"
    press_in(page, 7, "Done")
    desk.hands.bot.waitUntil(lambda: "Saved, only here" in text_of(page))

    # Then both wordings are in the vault, and the suggestion is still there for the taking
    assert desk.on_disk().answers[6] == Answer("tells me where we go", spoken="tell me where we go, love")
    assert row(page, 7).note == "Said to Jonas in your words"
    press_in(page, 7, "Use the suggestion")
    page.flush()
    assert desk.on_disk().answers[6] == Answer("tells me where we go", spoken="tell me where we go")


def test_opening_the_words_and_changing_nothing_says_nothing_for_them(desk: Desk) -> None:
    page = open_review(desk)

    press_in(page, 7, CHANGE)
    press_in(page, 7, "Done")
    page.flush()

    assert desk.on_disk().answers[6] == ENDINGS[6]


def test_emptying_the_words_goes_back_to_as_written(desk: Desk) -> None:
    page = open_review(desk)

    press_in(page, 6, CHANGE)
    strike(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    strike(page, Qt.Key.Key_Delete)
    page.flush()

    assert desk.on_disk().answers[5] == Answer("laughs late", as_written=True)
    assert row(page, 6).words == "I like when my partner laughs late"


def test_too_long_a_paste_is_refused_whole_here_too(desk: Desk) -> None:
    page = open_review(desk)
    press_in(page, 6, CHANGE)

    paste(page, "x" * 100_000)

    assert "too long to fit" in text_of(page)
    assert page.draft.answers[5] == Answer("laughs late", spoken="laugh late")


def test_a_pencil_leads_to_its_sentence(desk: Desk) -> None:
    page = open_review(desk)
    asked: list[int] = []
    page.edit_asked.connect(asked.append)

    press(desk.hands.bot, page, f"Edit sentence 4: {EXERCISE.items[3].stem}")

    assert asked == [3]


def test_sealing_closes_the_set_and_shows_nothing_on_the_home_page_by_itself(desk: Desk) -> None:
    page = open_review(desk)
    assert not page.findChild(SealMark).sealed

    sealed(desk, page)

    assert desk.round_now().state is RoundState.SEALED
    assert page.findChild(SealMark).sealed
    assert "Sealed" in text_of(page)
    assert not desk.home.seats()[0].ready
    # and nothing can be changed while it is closed
    assert seen(page, f"Edit sentence 4: {EXERCISE.items[3].stem}") is None
    assert buttons(page, 7) == []


def test_sealing_says_yes_to_every_sentence_as_it_is_seen(desk: Desk) -> None:
    # Given ten as they stand in the review, one of them turned back to how it was written
    page = open_review(desk)
    press_in(page, 10, WRITTEN)
    seen_before = [row(page, number).words for number in range(1, 11)]

    # When they are sealed
    sealed(desk, page)

    # Then what the other will read is what was seen
    assert [row(page, number).words for number in range(1, 11)] == seen_before
    for index, (item, answer) in enumerate(zip(EXERCISE.items, desk.on_disk().answers, strict=True)):
        if not shown(answer).blank:
            assert reading(item, answer.text, shown(answer).spoken).text == seen_before[index]
    assert desk.on_disk().answers[6] == Answer("tells me where we go", spoken="tell me where we go")
    # and a page opened later shows the same
    later = open_review(desk)
    assert [row(later, number).words for number in range(1, 11)] == seen_before


def test_nothing_is_sealed_before_it_is_seen_how_it_will_be_read(desk: Desk) -> None:
    desk.on_disk()
    gate = Event()
    desk.hands.background.storage(desk.hands, gate.wait, lambda _r: None, lambda _e: None)
    page = ReviewPage(
        desk.hands.theme,
        desk.hands.background,
        desk.vault,
        desk.present,
        desk.draft,
        EXERCISE,
        desk.home,
        "Jonas",
    )
    desk.hands.show(page)
    button = seen(page, "Seal all ten")
    assert button is not None
    assert not button.isEnabled()

    gate.set()
    await_suggestions(desk)

    assert button.isEnabled()
    assert row(page, 7).words == "It helps me feel safe when you tell me where we go"


def test_words_chosen_for_an_earlier_text_are_not_read_and_not_lost(desk: Desk) -> None:
    # Given words for reading aloud, whose sentence its author has changed since
    changed = ENDINGS[5].rewritten("laughs early", ENDINGS[5])
    desk.draft = desk.draft.with_answer(5, changed)
    draft, vault, round_id = desk.draft, desk.vault, desk.present.id
    desk.hands.on_storage(lambda: vault.save_draft(round_id, draft))
    page = open_review(desk)

    # Then the new text is what is suggested, and the earlier words are shown beside it
    assert row(page, 6).words == "I like when you laugh early"
    assert "“laugh late”" in row(page, 6).note
    # and they can be taken again
    press_in(page, 6, "Say that again")
    page.flush()
    assert row(page, 6).words == "I like when you laugh late"
    assert desk.on_disk().answers[5] == Answer("laughs early", spoken="laugh late")


def test_the_name_and_the_word_for_the_partner_help_to_suggest_and_are_kept_in_ones_own_part(
    desk: Desk,
) -> None:
    # Given answers that speak of the partner by name and pronoun
    draft = desk.draft.with_answer(0, Answer("Jo is here and she hums"))
    vault, round_id = desk.vault, desk.present.id
    desk.hands.on_storage(lambda: vault.save_draft(round_id, draft))
    page = open_review(desk)
    assert row(page, 1).words == "I feel safest when Jo is here and she hums"

    # When their author says so
    press(desk.hands.bot, page, "Say which")
    write(page, "Jo")
    she = seen(page, "she")
    assert she is not None
    she.click()
    press(desk.hands.bot, page, "Done")
    await_suggestions(desk)

    # Then they can be said, and it is known the next time
    assert row(page, 1).words == "I feel safest when you are here and you hum"
    assert "You write of them as “Jo” and “she”." in text_of(page)
    assert desk.hands.on_storage(vault.own).partner == PartnerWords("Jo", Pronouns.SHE)
    assert row(open_review(desk), 1).words == "I feel safest when you are here and you hum"


def test_words_for_the_partner_that_could_not_be_kept_are_not_shown_as_kept(desk: Desk) -> None:
    page = open_review(desk)
    press(desk.hands.bot, page, "Say which")
    write(page, "Jo")
    with desk.disk_refuses():
        press(desk.hands.bot, page, "Done")
        desk.hands.bot.waitUntil(lambda: seen(page, "Say which") is not None, timeout=20_000)
        desk.hands.bot.waitUntil(lambda: page._desk.words != "", timeout=20_000)
    assert "You write of them as" not in text_of(page)

    # And once there is room, the same words are taken
    press(desk.hands.bot, page, "Say which")
    write(page, "Jo")
    press(desk.hands.bot, page, "Done")
    await_suggestions(desk)
    assert "You write of them as “Jo”." in text_of(page)
    assert desk.hands.on_storage(desk.vault.own).partner == PartnerWords("Jo")


def test_ready_shows_on_the_home_page_only_where_its_owner_says_so_and_only_once_sealed(desk: Desk) -> None:
    page = open_review(desk)
    press(desk.hands.bot, page, READY)
    desk.on_disk()
    assert not desk.home.seats()[0].ready

    sealed(desk, page)
    desk.hands.bot.waitUntil(lambda: desk.home.seats()[0].ready)

    press(desk.hands.bot, page, READY)
    desk.hands.bot.waitUntil(lambda: not desk.home.seats()[0].ready)


def test_a_sealed_set_opened_again_later_shows_what_its_owner_chose(desk: Desk) -> None:
    page = open_review(desk)
    press(desk.hands.bot, page, READY)
    sealed(desk, page)
    desk.hands.bot.waitUntil(lambda: desk.home.seats()[0].ready)

    later = open_review(desk)

    switch = seen(later, READY)
    assert isinstance(switch, QAbstractButton)
    desk.hands.bot.waitUntil(switch.isChecked)
    assert later.findChild(SealMark).sealed
    assert desk.home.seats()[0].ready


def test_opening_again_lets_it_be_edited_and_takes_ready_back(desk: Desk) -> None:
    page = open_review(desk)
    press(desk.hands.bot, page, READY)
    sealed(desk, page)
    desk.hands.bot.waitUntil(lambda: desk.home.seats()[0].ready)

    press(desk.hands.bot, page, "Open and edit again")
    desk.hands.bot.waitUntil(lambda: seen(page, "Seal all ten") is not None)

    desk.hands.bot.waitUntil(lambda: not desk.home.seats()[0].ready)
    assert desk.round_now().state is RoundState.WRITING
    assert not page.findChild(SealMark).sealed
    press_in(page, 6, CHANGE)
    write(page, "!")
    page.flush()
    assert desk.on_disk().answers[5].spoken == "laugh late!"


def test_what_is_sealed_is_what_was_seen_even_in_mid_typing(desk: Desk) -> None:
    page = open_review(desk)
    press_in(page, 6, CHANGE)
    write(page, ", always")

    sealed(desk, page)

    assert desk.on_disk().answers[5].spoken == "laugh late, always"
    # and nothing that was still waiting is written into the closed set
    desk.hands.bot.wait(400)
    assert "Not saved" not in text_of(page)


def test_words_whose_saving_failed_a_moment_before_are_sealed_with_the_rest(desk: Desk) -> None:
    # Given words whose saving is at work on a file that another program holds
    page = open_review(desk)
    desk.on_disk()
    failed, free = Event(), Event()
    with desk.disk_refuses():
        press_in(page, 6, CHANGE)
        write(page, ", always")
        page.flush()
        desk.hands.background.storage(
            desk.hands, lambda: (failed.set(), free.wait()), lambda _r: None, lambda _e: None
        )

        # When the set is sealed, and the file is free just after that saving failed
        press(desk.hands.bot, page, "Seal all ten")
        assert failed.wait(timeout=20)
    free.set()
    desk.hands.bot.waitUntil(lambda: seen(page, "Open and edit again") is not None)

    # Then they are in the sealed set, and no later attempt fails on it
    assert desk.on_disk().answers[5].spoken == "laugh late, always"
    desk.hands.bot.waitUntil(lambda: "Saved, only here" in text_of(page), timeout=10_000)
    assert "Not saved" not in text_of(page)


def test_a_set_that_cannot_be_saved_is_not_sealed_and_says_so(desk: Desk) -> None:
    page = open_review(desk)
    with desk.disk_refuses():
        press(desk.hands.bot, page, "Seal all ten")
        desk.hands.bot.waitUntil(lambda: "Not sealed yet." in text_of(page), timeout=20_000)
        assert not page.findChild(SealMark).sealed
        assert seen(page, "Edit sentence 1: I feel safest when") is not None
    assert desk.round_now().state is RoundState.WRITING

    sealed(desk, page)
    assert desk.round_now().state is RoundState.SEALED


def test_a_second_press_while_it_seals_does_nothing(desk: Desk) -> None:
    page = open_review(desk)
    desk.on_disk()
    gate = Event()
    desk.hands.background.storage(desk.hands, gate.wait, lambda _r: None, lambda _e: None)

    press(desk.hands.bot, page, "Seal all ten")
    button = seen(page, "Seal all ten")
    assert button is not None
    assert not button.isEnabled()
    strike(page, Qt.Key.Key_Space)
    gate.set()
    desk.hands.bot.waitUntil(lambda: seen(page, "Open and edit again") is not None)

    desk.on_disk()
    settle()
    assert "Not sealed yet." not in text_of(page)


def test_once_begun_it_cannot_be_opened_for_editing(desk: Desk) -> None:
    # Given a sealed set, on the screen while the two begin
    page = open_review(desk)
    sealed(desk, page)
    vault, round_id = desk.vault, desk.present.id
    desk.hands.on_storage(lambda: vault.join(round_id, "3f0e6a52-8a52-4cbb-9d38-0d1f1f2c9d10"))
    desk.hands.on_storage(lambda: vault.begin(round_id))

    # When its author tries, they are told
    press(desk.hands.bot, page, "Open and edit again")
    desk.hands.bot.waitUntil(lambda: "You have begun to open them together" in text_of(page))
    assert desk.round_now().state is RoundState.BEGUN
    assert seen(page, "Open and edit again") is None

    # And a page that is opened now does not offer it
    later = open_review(desk)
    assert seen(later, "Open and edit again") is None
    assert seen(later, READY) is None
    assert seen(later, "Read my part") is not None


@pytest.mark.parametrize(
    ("name", "signal"),
    [("Not yet, lock for now", "lock_asked"), ("Lock", "lock_asked"), ("Settings", "settings_asked")],
)
def test_every_way_out_saves_first(name: str, signal: str, desk: Desk) -> None:
    page = open_review(desk)
    saved: list[str | None] = []
    getattr(page, signal).connect(lambda: saved.append(desk.on_disk().answers[5].spoken))
    press_in(page, 6, CHANGE)
    write(page, "!")

    press(desk.hands.bot, page, name)

    assert saved == ["laugh late!"]


def test_one_may_read_ones_part_once_sealed(desk: Desk) -> None:
    page = open_review(desk)
    asked: list[bool] = []
    page.read_asked.connect(lambda: asked.append(True))
    assert seen(page, "Read my part") is None

    sealed(desk, page)
    press(desk.hands.bot, page, "Read my part")

    assert asked == [True]


def test_what_the_page_before_could_not_save_is_saved_here(desk: Desk) -> None:
    newest = desk.draft.with_answer(0, Answer("never reached the disk"))
    page = ReviewPage(
        desk.hands.theme, desk.hands.background, desk.vault, desk.present, newest, EXERCISE, desk.home, ""
    )
    desk.hands.show(page)

    assert desk.on_disk().answers[0] == Answer("never reached the disk")
