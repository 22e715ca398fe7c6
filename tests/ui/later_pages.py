"""What comes after the first evening: its pages in their main states, with real vaults, for the audit."""

from collections.abc import Callable

from intimacy_desktop.answers import Answer
from intimacy_desktop.care import load_care
from intimacy_desktop.history import OwnHistory
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Readiness
from tests.ui.evening import JONAS, MARA, Couple, endings, seen, settle
from tests.ui.inner_pages import LONG, Stage
from tests.ui.one_seat import EXERCISE
from ui.pages.end_round import CloseRoundPage, DeleteRoundPage
from ui.pages.evening_notes import EveningNotesPage, NotesAccess
from ui.pages.leave import LeavePage, Parted
from ui.pages.looking_back import LookingBackPage
from ui.pages.over_time import OverTimePage
from ui.pages.part import PartPage
from ui.pages.threshold import ThresholdPage
from ui.widgets.scaffold import Page

STEMS = tuple(item.stem for item in EXERCISE.items)


def evenings(couple: Couple, number: int) -> None:
    """Let them have so many evenings, each with two sentences turned, a long one among them."""
    for _ in range(number):
        for seat, name in ((Seat.FIRST, "Mara"), (Seat.SECOND, "Jonas")):
            answers = endings(name)
            answers[1] = Answer(LONG, kept=seat is Seat.FIRST)
            couple.seal(seat, answers)
        sitting = couple.sit_down(Seat.FIRST)
        sitting.begin()
        for item in range(2):
            if item:
                sitting.next()
            sitting.turn(Seat.FIRST)
            sitting.turn(Seat.SECOND)
        sitting.leave_for_later()
        sitting.save_shared("ask before mending", "2026-12-24")
        sitting.finish()
        sitting.close()


def couple_of(stage: Stage, number: int = 2) -> Couple:
    couple = stage.couple(sealed=False)
    stage.hands.on_storage(lambda: evenings(couple, number))
    return couple


def _part(stage: Stage, *, back: str = "", said: str = "", number: int = 2) -> Page:
    couple = couple_of(stage, number)
    vault = stage.hands.on_storage(lambda: couple.open(Seat.FIRST))
    stage.after.callback(lambda: stage.hands.on_storage(vault.close))
    if back:
        stage.hands.on_storage(vault.start_round)
    return stage.show(PartPage(stage.theme, MARA, stage.hands.on_storage(vault.rounds), back, said))


def my_rounds(stage: Stage) -> Page:
    return _part(stage)


def my_rounds_while_writing(stage: Stage) -> Page:
    return _part(stage, back="Back")


def my_rounds_when_there_is_none(stage: Stage) -> Page:
    return stage.show(PartPage(stage.theme, MARA, (), said="It is deleted."))


def _over_time(stage: Stage, number: int) -> Page:
    couple = couple_of(stage, number)
    vault = stage.hands.on_storage(lambda: couple.open(Seat.FIRST))
    stage.after.callback(lambda: stage.hands.on_storage(vault.close))
    page = OverTimePage(stage.theme, stage.hands.background, OwnHistory(vault), MARA, EXERCISE)
    stage.show(page)
    stage.await_words("rather" if number else "There is nothing to look back on yet.")
    return page


def over_time(stage: Stage) -> Page:
    page = _over_time(stage, 2)
    stage.press("Next sentence")
    stage.await_words("Kept to yourself.")
    return page


def over_time_empty(stage: Stage) -> Page:
    return _over_time(stage, 0)


def _looking_back(stage: Stage, number: int) -> Page:
    couple = couple_of(stage, number)
    sitting = stage.sitting(couple)
    page = LookingBackPage(stage.theme, stage.hands.background, sitting.history(), (MARA, JONAS), EXERCISE)
    stage.show(page)
    page.shown()
    stage.await_words("Not this time" if number else "There is no evening to look back on yet.")
    return page


def looking_back(stage: Stage) -> Page:
    return _looking_back(stage, 2)


def looking_back_at_the_evenings(stage: Stage) -> Page:
    page = _looking_back(stage, 1)
    stage.press("Evening by evening")
    stage.await_words("ask before mending")
    return page


def looking_back_empty(stage: Stage) -> Page:
    return _looking_back(stage, 0)


def close_a_round(stage: Stage) -> Page:
    return stage.show(CloseRoundPage(stage.theme))


def delete_a_round(stage: Stage) -> Page:
    page = DeleteRoundPage(stage.theme, "Round 2. Opened together on 2 October 2026")
    stage.show(page)
    page.show_trouble("It could not be saved.", "The disk may be full. Nothing has changed.")
    settle()
    return page


def leave(stage: Stage) -> Page:
    return stage.show(
        LeavePage(
            stage.theme,
            stage.hands.background,
            MARA,
            "Jonas",
            lambda _typed: Parted(True, 0, True),
            can_take=True,
        )
    )


def left(stage: Stage) -> Page:
    page = LeavePage(
        stage.theme, stage.hands.background, MARA, "", lambda _typed: Parted(False, 1, False), can_take=False
    )
    stage.show(page)
    page._name.set_text("Mara")
    page._passphrase.set_text("words")
    stage.press("Erase my part for good")
    stage.bot.waitUntil(lambda: seen(page, "Done") is not None)
    settle()
    return page


def threshold(stage: Stage) -> Page:
    return stage.show(ThresholdPage(stage.theme, (MARA, JONAS), Readiness.READY))


def threshold_after_a_closed_round(stage: Stage) -> Page:
    return stage.show(ThresholdPage(stage.theme, (MARA, JONAS), Readiness.ENDED))


def _notes(stage: Stage, *, alone: bool) -> Page:
    couple = couple_of(stage, 1)
    vault = stage.hands.on_storage(lambda: couple.open(Seat.FIRST))
    stage.after.callback(lambda: stage.hands.on_storage(vault.close))
    access = NotesAccess(lambda: vault.read_evening(1), lambda kept: vault.save_evening(1, kept))
    page = EveningNotesPage(
        stage.theme,
        stage.hands.background,
        "14 April 2026",
        access,
        load_care().closing,
        alone=alone,
        stems=STEMS,
    )
    stage.show(page)
    stage.bot.waitUntil(page._try.isEnabled)
    settle()
    return page


def notes_alone(stage: Stage) -> Page:
    return _notes(stage, alone=True)


def notes_of_both(stage: Stage) -> Page:
    return _notes(stage, alone=False)


STATES: dict[str, Callable[[Stage], Page]] = {
    made.__name__.replace("_", " "): made
    for made in (
        my_rounds,
        my_rounds_while_writing,
        my_rounds_when_there_is_none,
        over_time,
        over_time_empty,
        looking_back,
        looking_back_at_the_evenings,
        looking_back_empty,
        close_a_round,
        delete_a_round,
        leave,
        left,
        threshold,
        threshold_after_a_closed_round,
        notes_alone,
        notes_of_both,
    )
}
