"""What every page before a passphrase bears: any size, either direction, a keyboard, a screen reader."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import VIEWS, audit, show_page, unnamed, words
from tests.ui.front_pages import PAGES, guide
from ui.theme import Theme
from ui.widgets.button import Button


@pytest.mark.parametrize(("scale", "size", "rtl"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_everything_has_a_name_a_way_by_tab_and_room_for_its_words(
    qtbot: QtBot, name: str, scale: float, size: tuple[int, int], rtl: bool
) -> None:
    audit(qtbot, PAGES[name], scale, size, rtl=rtl)


@pytest.mark.parametrize("name", set(PAGES) - {"help", "sheet"})
def test_help_stands_left_of_hide(qtbot: QtBot, name: str) -> None:
    page = PAGES[name](Theme("light"))
    show_page(qtbot, page)
    bar = page.top_bar
    assert bar.help_button.isVisible()
    assert bar.hide_button.isVisible()
    assert (
        bar.help_button.mapTo(page, bar.rect().topLeft()).x()
        < bar.hide_button.mapTo(page, bar.rect().topLeft()).x()
    )


def test_the_audit_finds_a_button_without_a_name(qtbot: QtBot) -> None:
    page = guide(Theme("light"))
    page.set_trailing(Button(page.theme, icon="search"))
    show_page(qtbot, page)
    assert unnamed(page) == ["Button without a name"]


def test_the_audit_finds_words_that_are_cut(qtbot: QtBot) -> None:
    page = PAGES["trouble"](Theme("light"))
    page.body.setMaximumHeight(90)
    with pytest.raises(AssertionError, match=r"too (low|narrow|small)"):
        audit(qtbot, lambda _theme: page, 1.0, (1200, 800), rtl=False)
    assert words(page)
