"""A passphrase or a code that somebody began to type and left is gone after a while, wherever it stood."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.home import Home
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.recovery import add_recovery_slot, new_code
from tests.ui import inner_pages, key_pages, round_pages
from tests.ui.inner_pages import Stage
from tests.ui.one_seat import MARA, WORDS
from ui.pages.forgotten import ForgottenPage
from ui.theme import Theme
from ui.widgets import secret_edit
from ui.widgets.scaffold import Page
from ui.widgets.secret_edit import SecretEdit


def _forgotten(stage: Stage) -> Page:
    home = Home.open(stage.place / "home")
    keys = home.take_seat(MARA, WORDS, CHEAPEST)
    add_recovery_slot(home.folder(keys.vault_id), keys, new_code())
    return stage.show(ForgottenPage(stage.theme, stage.hands.background, home, home.seats()[0]))


ASKING: dict[str, Callable[[Stage], Page]] = {
    "taking a seat": inner_pages.take_seat,
    "unlock": inner_pages.unlock,
    "together": inner_pages.together_fields,
    "keys": key_pages.keys,
    "a new passphrase": key_pages.new_passphrase,
    "a new code": key_pages.recovery_code,
    "forgotten": _forgotten,
    "bringing back": key_pages.bring_back,
    "opening a copy": key_pages.open_copy,
    "a passphrase for an archive": round_pages.archive_passphrase,
    "an archive": round_pages.open_archive,
    "consent": round_pages.consent,
    "leaving": round_pages.leave,
}


@pytest.fixture
def stage(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    monkeypatch.setattr(secret_edit, "ABANDONED_MS", 50)
    made = Stage(qtbot, Theme("light", less_movement=True), (1200, 800), tmp_path)
    yield made
    made.end()


@pytest.mark.parametrize("page", ASKING)
def test_every_field_for_a_passphrase_or_a_code_empties_itself_when_it_is_left(
    stage: Stage, page: str
) -> None:
    shown = ASKING[page](stage)
    fields = shown.findChildren(SecretEdit)
    assert fields
    for field in fields:
        field.setText("half a passphr")
    stage.bot.waitUntil(lambda: not any(field.text() for field in fields), timeout=15_000)
    for field in fields:
        field.undo()
    assert not any(field.text() for field in fields)


def test_what_was_entered_and_is_at_work_is_not_taken_away(stage: Stage, qtbot: QtBot) -> None:
    (field,) = inner_pages.unlock(stage).findChildren(SecretEdit)
    field.setText("a whole passphrase")
    field.setEnabled(False)
    qtbot.wait(200)
    assert field.text() == "a whole passphrase"
    field.setEnabled(True)
    qtbot.waitUntil(lambda: not field.text())
