"""The pages around past rounds, printing and what comes after an evening, with real vaults."""

import os
from collections.abc import Callable

from intimacy_desktop.care import load_care
from intimacy_desktop.history import OwnHistory
from intimacy_desktop.sitting import Readiness
from tests.ui.front_pages import JONAS
from tests.ui.inner_pages import Stage
from tests.ui.one_seat import EXERCISE, MARA
from tests.ui.papers import of_parts
from ui.pages.end_round import CloseRoundPage, DeleteRoundPage
from ui.pages.evening_notes import EveningNotesPage, NotesAccess
from ui.pages.looking_back import LookingBackPage
from ui.pages.over_time import OverTimePage
from ui.pages.part import PartPage
from ui.pages.print_sheet import PrintPage
from ui.pages.threshold import ThresholdPage
from ui.widgets.scaffold import Page

PEOPLE = MARA, JONAS


def part(stage: Stage) -> Page:
    desk = stage.desk("the rain")
    return stage.show(PartPage(stage.theme, MARA, [desk.present]))


def close_round(stage: Stage) -> Page:
    return stage.show(CloseRoundPage(stage.theme))


def delete_round(stage: Stage) -> Page:
    return stage.show(DeleteRoundPage(stage.theme, "Round 1"))


def evening_notes(stage: Stage) -> Page:
    from intimacy_desktop.answers import Evening

    return stage.show(
        EveningNotesPage(
            stage.theme,
            stage.hands.background,
            "Saturday",
            NotesAccess(Evening, lambda _kept: None),
            load_care().closing,
            alone=True,
            stems=tuple(item.stem for item in EXERCISE.items),
        )
    )


def looking_back(stage: Stage) -> Page:
    sitting = stage.sitting(stage.couple())
    history = stage.hands.on_storage(sitting.history)
    return stage.show(LookingBackPage(stage.theme, stage.hands.background, history, PEOPLE, EXERCISE))


def over_time(stage: Stage) -> Page:
    desk = stage.desk("the rain")
    return stage.show(
        OverTimePage(stage.theme, stage.hands.background, OwnHistory(desk.vault), MARA, EXERCISE)
    )


def print_sheet(stage: Stage) -> Page:
    os.environ["CUPS_SERVER"] = str(stage.place / "nobody")
    stage.after.callback(os.environ.pop, "CUPS_SERVER")
    page = stage.show(PrintPage(stage.theme, stage.hands.background, of_parts(2), "A letter"))
    stage.await_words("No printer was found")
    return page


def threshold(stage: Stage) -> Page:
    return stage.show(ThresholdPage(stage.theme, PEOPLE, Readiness.READY))


STATES: dict[str, Callable[[Stage], Page]] = {
    made.__name__.replace("_", " "): made
    for made in (
        part,
        close_round,
        delete_round,
        evening_notes,
        looking_back,
        over_time,
        print_sheet,
        threshold,
    )
}
