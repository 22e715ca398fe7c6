"""The pages around past rounds, printing, and what is taken along, with real vaults."""

import os
from collections.abc import Callable
from typing import NoReturn

from intimacy_desktop.answers import Evening
from intimacy_desktop.care import load_care
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.errors import WrongPassphrase
from intimacy_desktop.export.bringing import Plan
from intimacy_desktop.history import OwnHistory
from intimacy_desktop.sitting import Readiness
from tests.ui.front_pages import JONAS
from tests.ui.inner_pages import Stage
from tests.ui.one_seat import EXERCISE, MARA
from tests.ui.papers import of_parts
from ui.pages.archive_passphrase import ArchivePassphrasePage
from ui.pages.bring_in import BringInPage, OpenArchivePage
from ui.pages.consent import ConsentPage, Voice
from ui.pages.end_round import CloseRoundPage, DeleteRoundPage
from ui.pages.evening_notes import EveningNotesPage, NotesAccess
from ui.pages.leave import LeavePage
from ui.pages.looking_back import LookingBackPage
from ui.pages.move_house import Luggage, MoveHousePage
from ui.pages.over_time import OverTimePage
from ui.pages.paper import PaperPage
from ui.pages.part import PartPage
from ui.pages.print_sheet import PrintPage
from ui.pages.take_along import TakeAlongPage
from ui.pages.threshold import ThresholdPage
from ui.pages.write_file import WriteFilePage
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


def archive_passphrase(stage: Stage) -> Page:
    return stage.show(ArchivePassphrasePage(stage.theme, stage.hands.background, ("Mara",)))


def bring_in(stage: Stage) -> Page:
    return stage.show(BringInPage(stage.theme, Plan("Mara", (), 1)))


def consent(stage: Stage) -> Page:
    folder = stage.desk().folder
    return stage.show(
        ConsentPage(
            stage.theme, stage.hands.background, [Voice(MARA, folder)], SystemKeyring(), "A yes", "Why."
        )
    )


def leave(stage: Stage) -> Page:
    return stage.show(
        LeavePage(stage.theme, stage.hands.background, MARA, "Jonas", _never_parted, can_take=True)
    )


def _never_parted(_typed: str) -> NoReturn:
    raise WrongPassphrase


def move_house(stage: Stage) -> Page:
    return stage.show(MoveHousePage(stage.theme, Luggage("home", bound=False, has_code=True)))


def open_archive(stage: Stage) -> Page:
    return stage.show(OpenArchivePage(stage.theme, stage.hands.background, b""))


def paper(stage: Stage) -> Page:
    return stage.show(PaperPage(stage.theme))


def take_along(stage: Stage) -> Page:
    return stage.show(TakeAlongPage(stage.theme, both=True))


def write_file(stage: Stage) -> Page:
    return stage.show(
        WriteFilePage(stage.theme, stage.place, "file.pdf", encrypted=False, write=lambda *_: None)
    )


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
        archive_passphrase,
        bring_in,
        consent,
        leave,
        move_house,
        open_archive,
        paper,
        take_along,
        write_file,
        threshold,
    )
}
