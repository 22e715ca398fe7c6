"""The pages on the way to other keys and to checked copies, with real vaults."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QAbstractButton

from intimacy_desktop.backup import list_backups, make_backup
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.home import Home
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.traces import load_traces
from tests.ui.inner_pages import Stage
from tests.ui.one_seat import MARA, WORDS, write
from ui.pages.bring_back import BringBackPage, DestroyPage
from ui.pages.choose_place import ChoosePlacePage, Wanted
from ui.pages.forgotten import ForgottenPage
from ui.pages.judge_copy import CopyFacts, JudgeCopyPage
from ui.pages.keys import KeysPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.open_copy import OpenCopyPage
from ui.pages.recovery_code import RecoveryCodePage
from ui.pages.restore import RestorePage
from ui.pages.traces import TracesPage
from ui.widgets.scaffold import Page

MADE = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)


def _home(stage: Stage) -> Home:
    home = Home.open(stage.place / "home")
    home.take_seat(MARA, WORDS, CHEAPEST)
    return home


def keys(stage: Stage) -> Page:
    desk = stage.desk()
    return stage.show(
        KeysPage(
            stage.theme,
            stage.hands.background,
            desk.folder,
            SystemKeyring(),
            make_backup,
            lambda keys, change: change(keys),
        )
    )


def keys_with_a_passphrase(stage: Stage) -> Page:
    page = keys(stage)
    write(page, WORDS)
    return page


def new_passphrase(stage: Stage) -> Page:
    return stage.show(
        NewPassphrasePage(stage.theme, stage.hands.background, ("Mara",), lambda _new, _code: None, "Why.")
    )


def recovery_code(stage: Stage) -> Page:
    return stage.show(
        RecoveryCodePage(stage.theme, stage.hands.background, lambda _code: None, replaces=True)
    )


def forgotten(stage: Stage) -> Page:
    home = _home(stage)
    return stage.show(ForgottenPage(stage.theme, stage.hands.background, home, home.seats()[0]))


def bring_back(stage: Stage) -> Page:
    home = _home(stage)
    home.set_aside(home.seats()[0].vault_id)
    (record,) = home.aside()
    return stage.show(BringBackPage(stage.theme, stage.hands.background, home, record, None, SystemKeyring()))


def destroy(stage: Stage) -> Page:
    home = _home(stage)
    home.set_aside(home.seats()[0].vault_id)
    (record,) = home.aside()
    return stage.show(DestroyPage(stage.theme, stage.hands.background, home, record, SystemKeyring()))


def copies(stage: Stage) -> Page:
    desk = stage.desk("the rain")
    make_backup(desk.folder, desk.keys, MADE)
    page = stage.show(RestorePage(stage.theme, stage.hands.background, desk.folder, "Mara"))
    stage.bot.waitUntil(lambda: len(page.findChildren(QAbstractButton)) > 3)
    return page


def open_copy(stage: Stage) -> Page:
    desk = stage.desk("the rain")
    make_backup(desk.folder, desk.keys, MADE)
    (info,) = list_backups(desk.folder)
    background = stage.hands.background
    return stage.show(OpenCopyPage(stage.theme, background, info, "Mara", lambda unlock: unlock(desk.folder)))


def judge_copy(stage: Stage) -> Page:
    return stage.show(JudgeCopyPage(stage.theme, CopyFacts("Mara", MADE, MADE, None, None, is_there=False)))


def choose_place(stage: Stage) -> Page:
    return stage.show(ChoosePlacePage(stage.theme, Wanted.FOLDER))


def traces(stage: Stage) -> Page:
    return stage.show(TracesPage(stage.theme, load_traces(), stage.place))


STATES: dict[str, Callable[[Stage], Page]] = {
    made.__name__.replace("_", " "): made
    for made in (
        keys,
        keys_with_a_passphrase,
        new_passphrase,
        recovery_code,
        forgotten,
        bring_back,
        destroy,
        copies,
        open_copy,
        judge_copy,
        choose_place,
        traces,
    )
}
