"""The pages of files and paper in their main states, as audits and pictures want them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from intimacy_desktop.answers import Answer
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.errors import SaveFailed
from intimacy_desktop.export import OwnRound
from intimacy_desktop.export.bringing import Plan
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.rounds import RoundState
from tests.ui.papers import of_parts
from ui.background import Background
from ui.pages.archive_passphrase import ArchivePassphrasePage
from ui.pages.bring_in import BringInPage, OpenArchivePage
from ui.pages.choose_place import ChoosePlacePage, Wanted
from ui.pages.consent import ConsentPage, Voice
from ui.pages.move_house import Luggage, MoveHousePage
from ui.pages.paper import PaperPage
from ui.pages.print_sheet import PrintPage
from ui.pages.take_along import TakeAlongPage
from ui.pages.write_file import Write, WriteFilePage
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.passphrase_choice import PassphraseChoice, Way
from ui.widgets.scaffold import Page
from ui.widgets.way_option import WayOption

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
NOWHERE = Path("nowhere")
STICK = Path("/media/mara/Stick/letters")
SEALED = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
ROUND = OwnRound(RoundState.CLOSED, (Answer("the rain"),) * 7 + (Answer(),) * 3, sealed_at=SEALED)

BOTH = ("Do you both want this?", "Each of you says yes with your own passphrase. It takes both.")
ONE = ("Is it you?", "Type your passphrase once more, so that nobody who passes by can take it along.")
ARCHIVE = "innermost-2026-11-24.zip.age"
PLAIN = "innermost-2026-11-24.pdf"
COPY = "innermost-0d0f6a11-3-20261124T193000Z.zip"
SYNCED = Path("/home/mara/Dropbox/letters")
HOME = "/home/mara/.local/share/innermost"
GIVEN = (*BOTH, *ONE, ARCHIVE, PLAIN, COPY, str(SYNCED), str(STICK), HOME, "Dropbox", "Mara", "Jonas")
"""What is no text of the program on these pages."""

Make = Callable[[Theme, Background], Page]


def _consent(theme: Theme, background: Background, *people: Identity) -> Page:
    both = len(people) > 1
    return ConsentPage(
        theme,
        background,
        [Voice(identity, NOWHERE) for identity in people],
        SystemKeyring(),
        *(BOTH if both else ONE),
    )


def _chosen(theme: Theme, *, both: bool) -> Page:
    page = TakeAlongPage(theme, both=both)
    page.findChildren(WayOption)[1].click()
    return page


def _own_words(theme: Theme, background: Background) -> Page:
    page = ArchivePassphrasePage(theme, background, ("Mara",))
    page.findChildren(PassphraseChoice)[0].show_way(Way.OWN)
    return page


def _asked(page: Page) -> Page:
    """The page once its main button was pressed."""
    assert page.action_bar is not None
    page.action_bar.findChildren(Button)[-1].click()
    return page


def _write_page(theme: Theme, *, encrypted: bool, write: Write) -> WriteFilePage:
    name, folder = (ARCHIVE, STICK) if encrypted else (PLAIN, SYNCED)
    return WriteFilePage(theme, folder, name, encrypted=encrypted, write=write)


def _written(theme: Theme) -> Page:
    page = _write_page(theme, encrypted=True, write=lambda done, _failed: done(STICK / ARCHIVE))
    return _asked(page)


def _failed(theme: Theme) -> Page:
    page = _write_page(theme, encrypted=True, write=lambda _done, failed: failed(SaveFailed(STICK)))
    return _asked(page)


def _saved(theme: Theme) -> Page:
    page = MoveHousePage(theme, Luggage(HOME, bound=False, has_code=False))
    page.show_saved([COPY])
    return page


PAGES: dict[str, Make] = {
    "take along": lambda theme, _lanes: TakeAlongPage(theme, both=False),
    "take along, both": lambda theme, _lanes: _chosen(theme, both=True),
    "consent of one": lambda theme, lanes: _consent(theme, lanes, MARA),
    "consent of both": lambda theme, lanes: _consent(theme, lanes, MARA, JONAS),
    "archive passphrase": lambda theme, lanes: ArchivePassphrasePage(theme, lanes, ("Mara", "Jonas")),
    "archive passphrase, own": _own_words,
    "where": lambda theme, _lanes: ChoosePlacePage(theme, Wanted.FILE_FOLDER),
    "before writing": lambda theme, _lanes: _write_page(
        theme, encrypted=False, write=lambda _done, _failed: None
    ),
    "written": lambda theme, _lanes: _written(theme),
    "not written": lambda theme, _lanes: _failed(theme),
    "open an archive": lambda theme, lanes: OpenArchivePage(theme, lanes, b""),
    "bring in": lambda theme, _lanes: BringInPage(theme, Plan("Mara", (ROUND, ROUND), 1)),
    "nothing new": lambda theme, _lanes: BringInPage(theme, Plan("Mara", (), 3)),
    "moving, bound": lambda theme, _lanes: MoveHousePage(
        theme, Luggage(HOME, bound=True, has_code=True, others=("Jonas",))
    ),
    "moving, saved": lambda theme, _lanes: _saved(theme),
    "print": lambda theme, lanes: PrintPage(theme, lanes, of_parts(9), "A letter", savable=True),
    "paper": lambda theme, _lanes: PaperPage(theme),
}
