"""What every page of files and paper bears: any size, either direction, a keyboard, a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import VIEWS, audit
from tests.ui.evening import Hands, seen, text_of
from tests.ui.export_pages import PAGES
from tests.ui.one_seat import made_hands
from ui.pages import archive_passphrase, bring_in, consent
from ui.pages.take_along import TakeAlongPage
from ui.widgets.button import Button


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.mark.parametrize(("scale", "size", "rtl"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_everything_has_a_name_a_way_by_tab_and_room_for_its_words(
    qtbot: QtBot, hands: Hands, name: str, scale: float, size: tuple[int, int], rtl: bool
) -> None:
    audit(qtbot, lambda theme: PAGES[name](theme, hands.background), scale, size, rtl=rtl)


def test_nothing_is_chosen_for_anybody(hands: Hands) -> None:
    """Given the choice of forms, when nobody has chosen, then there is no way on but the way back."""
    page = TakeAlongPage(hands.theme, both=False)
    hands.show(page)
    go_on = seen(page, "Go on")
    assert isinstance(go_on, Button)
    assert not go_on.isEnabled()
    for form in ("An encrypted archive", "PDF", "Paper", "Plain text", "JSON"):
        assert form in text_of(page)


def test_no_is_as_large_as_yes(hands: Hands) -> None:
    page = PAGES["consent of both"](hands.theme, hands.background)
    hands.show(page)

    sizes = {
        (button.width(), button.height())
        for button in page.findChildren(Button)
        if button.text().endswith((" says yes", " says no"))
    }
    assert len(sizes) == 1


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("consent of one", consent),
        ("archive passphrase, own", archive_passphrase),
        ("open an archive", bring_in),
    ],
)
def test_a_passphrase_that_nobody_goes_on_typing_is_gone(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, name: str, module: object
) -> None:
    """Given half a passphrase, when nobody types on, then the field is empty."""
    monkeypatch.setattr(module, "ABANDONED_MS", 400)
    page = PAGES[name](hands.theme, hands.background)
    hands.show(page)
    edit = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    edit.setFocus()
    QTest.keyClicks(edit, "seven quiet")
    assert edit.text()

    hands.bot.waitUntil(lambda: not edit.text(), timeout=20_000)


def test_the_form_is_chosen_with_the_keyboard_alone(hands: Hands) -> None:
    page = TakeAlongPage(hands.theme, both=False)
    hands.show(page)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)

    with hands.bot.waitSignal(page.chosen) as chosen:
        button = seen(page, "Go on")
        assert button is not None
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)

    assert chosen.args is not None
    assert chosen.args[0].name == "ARCHIVE"
