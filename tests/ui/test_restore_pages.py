"""What every page on the way to a copy bears: any size, either direction, a keyboard, a screen reader."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intimacy_desktop.backup import list_backups, make_backup
from intimacy_desktop.errors import VaultDamaged
from intimacy_desktop.settings import Settings
from tests.ui.accessibility import VIEWS, audit
from tests.ui.evening import Hands
from tests.ui.one_seat import Desk, made_hands, make_desk
from ui.messages import say, say_of_copying
from ui.pages.choose_place import ChoosePlacePage, Wanted
from ui.pages.judge_copy import CopyFacts, JudgeCopyPage, Lost
from ui.pages.open_copy import OpenCopyPage
from ui.pages.restore import RestorePage
from ui.pages.settings import SettingsPage
from ui.pages.trouble import TroublePage
from ui.theme import Theme
from ui.widgets.copies import CopiesPanel, CopyState
from ui.widgets.scaffold import Page

MADE = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
SAVED = datetime(2026, 11, 21, 20, 5, tzinfo=UTC)
SEALED = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
NOWHERE = Path("nowhere")


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.fixture
def desk(hands: Hands, tmp_path: Path) -> Desk:
    """Mara’s vault with a copy, and a damaged one."""
    desk = make_desk(tmp_path, hands, "the rain")
    first = make_backup(desk.folder, desk.keys, MADE)
    make_backup(desk.folder, desk.keys, SEALED)
    first.path.write_bytes(first.path.read_bytes()[:-40])
    return desk


def copies(theme: Theme, desk: Desk) -> Page:
    page = RestorePage(theme, desk.hands.background, desk.folder, "Mara")
    desk.hands.bot.waitUntil(lambda: "Damaged: it cannot be opened" in _all_words(page))
    return page


def _all_words(page: Page) -> str:
    from ui.widgets.text import Text

    return " ".join(text.text() for text in page.findChildren(Text))


def open_copy(theme: Theme, desk: Desk) -> Page:
    (info,) = (info for info in list_backups(desk.folder) if info.trouble is None)
    return OpenCopyPage(theme, desk.hands.background, info, "Mara", lambda unlock: unlock(desk.folder))


def open_by_code(theme: Theme, desk: Desk) -> Page:
    page = open_copy(theme, desk)
    page._way._other.click()
    return page


def judge(theme: Theme, desk: Desk) -> Page:
    return JudgeCopyPage(theme, CopyFacts("Mara", MADE, SAVED, SEALED, Lost(1, 2, MADE), is_there=True))


def judge_blindly(theme: Theme, desk: Desk) -> Page:
    return JudgeCopyPage(theme, CopyFacts("Mara", MADE, SAVED, None, None, is_there=False))


def where_to(theme: Theme, desk: Desk) -> Page:
    page = ChoosePlacePage(theme, Wanted.FOLDER)
    page.places.show_folder(desk.home.path)
    return page


def where_from(theme: Theme, desk: Desk) -> Page:
    page = ChoosePlacePage(theme, Wanted.COPY)
    page.places.show_folder(desk.folder / "backups")
    return page


def trouble(theme: Theme, desk: Desk) -> Page:
    return TroublePage(
        theme, say(VaultDamaged(NOWHERE), "Mara"), "the header’s checksum does not fit", copies=True
    )


def settings(theme: Theme, desk: Desk) -> Page:
    panel = CopiesPanel(theme, CopyState(MADE, say_of_copying(OSError()), saved_as="innermost-1.zip"))
    return SettingsPage(theme, Settings(text_size=theme.scale), desk.hands.background, desk.vault, panel)


PAGES: dict[str, Callable[[Theme, Desk], Page]] = {
    "copies": copies,
    "open a copy": open_copy,
    "open a copy by its code": open_by_code,
    "judge a copy": judge,
    "judge a copy of nothing": judge_blindly,
    "where a copy goes": where_to,
    "where a copy is": where_from,
    "trouble with copies": trouble,
    "settings with copies": settings,
}


@pytest.mark.parametrize(("scale", "size", "rtl"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_everything_has_a_name_a_way_by_tab_and_room_for_its_words(
    qtbot: QtBot, desk: Desk, name: str, scale: float, size: tuple[int, int], rtl: bool
) -> None:
    audit(qtbot, lambda theme: PAGES[name](theme, desk), scale, size, rtl=rtl)
