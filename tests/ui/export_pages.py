"""The pages of files and paper in their main states, as audits and pictures want them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from intimacy_desktop.answers import Answer
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.errors import SaveFailed
from intimacy_desktop.export import OwnRound
from intimacy_desktop.export.bringing import Plan
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.rounds import RoundState
from ui.background import Background
from ui.pages.archive_passphrase import ArchivePassphrasePage
from ui.pages.bring_in import BringInPage, OpenArchivePage
from ui.pages.choose_place import ChoosePlacePage, Wanted
from ui.pages.consent import ConsentPage, Voice
from ui.pages.move_house import Luggage, MoveHousePage
from ui.pages.paper import PaperPage
from ui.pages.take_along import TakeAlongPage
from ui.pages.write_file import Write, WriteFilePage
from ui.theme import Theme
from ui.widgets.scaffold import Page

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
NOWHERE = Path("nowhere")
STICK = Path("/media/mara/Stick/letters")
SEALED = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
ROUND = OwnRound(RoundState.CLOSED, (Answer("the rain"),) * 7 + (Answer(),) * 3, sealed_at=SEALED)

Make = Callable[[Theme, Background], Page]


def _consent(theme: Theme, background: Background, *people: Identity) -> Page:
    both = len(people) > 1
    return ConsentPage(
        theme,
        background,
        [Voice(identity, NOWHERE) for identity in people],
        SystemKeyring(),
        "Do you both want this?" if both else "Is it you?",
        "Each of you says yes with your own passphrase, or no with one press. It takes both."
        if both
        else "Type your passphrase once more, so that nobody who passes by can take it along.",
    )


def _press(page: Page, name: str) -> Page:
    next(
        one for one in page.findChildren(QAbstractButton) if name in (one.text(), one.accessibleName())
    ).click()
    return page


def _chosen(theme: Theme, *, both: bool) -> Page:
    return _press(TakeAlongPage(theme, both=both), "PDF")


def _write_page(theme: Theme, *, encrypted: bool, write: Write) -> WriteFilePage:
    name = "innermost-2026-11-24.zip.age" if encrypted else "innermost-2026-11-24.pdf"
    folder = STICK if encrypted else Path("/home/mara/Dropbox/letters")
    return WriteFilePage(theme, folder, name, encrypted=encrypted, write=write)


def _written(theme: Theme) -> Page:
    page = _write_page(
        theme, encrypted=True, write=lambda done, _failed: done(STICK / "innermost-2026-11-24.zip.age")
    )
    return _press(page, "Write it here")


def _failed(theme: Theme) -> Page:
    page = _write_page(theme, encrypted=True, write=lambda _done, failed: failed(SaveFailed(STICK)))
    return _press(page, "Write it here")


def _saved(theme: Theme) -> Page:
    page = MoveHousePage(theme, Luggage("/home/mara/.local/share/innermost", bound=False, has_code=False))
    page.show_saved(["innermost-0d0f6a11-3-20261124T193000Z.zip"])
    return page


PAGES: dict[str, Make] = {
    "take along": lambda theme, _lanes: TakeAlongPage(theme, both=False),
    "take along, both": lambda theme, _lanes: _chosen(theme, both=True),
    "consent of one": lambda theme, lanes: _consent(theme, lanes, MARA),
    "consent of both": lambda theme, lanes: _consent(theme, lanes, MARA, JONAS),
    "archive passphrase": lambda theme, lanes: ArchivePassphrasePage(theme, lanes, ("Mara", "Jonas")),
    "archive passphrase, own": lambda theme, lanes: _press(
        ArchivePassphrasePage(theme, lanes, ("Mara",)), "Use my own words instead"
    ),
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
        theme, Luggage("/home/mara/.local/share/innermost", bound=True, has_code=True, others=("Jonas",))
    ),
    "moving, saved": lambda theme, _lanes: _saved(theme),
    "paper": lambda theme, _lanes: PaperPage(theme),
}
