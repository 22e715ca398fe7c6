"""The looks that the audit takes find what they are for."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import APPEARANCES, VIEWS, appearances, show_page, walked
from tests.ui.front_pages import PAGES
from tests.ui.sight import contrast, faint, out_of_order, overlapping, small_targets
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.button import Button
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


def page_of(qtbot: QtBot, *things: Text | Button, scale: float = 1.0) -> Page:
    page = Page(Theme("light", scale), "A page")
    page.set_body(column(page.theme, *things, gap=12))
    show_page(qtbot, page)
    return page


def test_all_views_together_take_every_appearance() -> None:
    taken = {each for scale, size, rtl in VIEWS for each in appearances(scale, size, rtl=rtl)}
    assert taken == set(APPEARANCES)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_that_hardly_stand_out_are_found(qtbot: QtBot, scale: float) -> None:
    theme = Theme("light", scale)
    page = page_of(
        qtbot, Text(theme, "a faint hint", color="line"), Text(theme, "a caption", color="ink3"), scale=scale
    )
    found = faint(page)
    assert len(found) == 1
    assert "a faint hint" in found[0]


def test_a_colour_just_under_the_limit_is_found_in_large_letters(qtbot: QtBot) -> None:
    theme = Theme("light", 1.5)
    assert contrast(theme.color("lineStrong"), theme.color("canvas")) < 4.5
    page = page_of(qtbot, Text(theme, "just under it", "small", "lineStrong"), scale=1.5)
    assert len(faint(page)) == 1


def test_words_over_words_are_found(qtbot: QtBot) -> None:
    theme = Theme("light")
    one, other = Text(theme, "The first line"), Text(theme, "The second line")
    page = page_of(qtbot, one, other)
    assert overlapping(page) == []
    other.move(one.pos() + QPoint(10, 6))
    assert len(overlapping(page)) == 1


def test_a_target_under_24_pixels_is_found(qtbot: QtBot) -> None:
    theme = Theme("light")
    button = Button(theme, "Small")
    page = page_of(qtbot, button)
    assert small_targets(page) == []
    button.setFixedHeight(20)
    assert small_targets(page) == ["20 px: Small"]


def test_a_way_back_up_is_found(qtbot: QtBot) -> None:
    theme = Theme("light")
    buttons = [Button(theme, f"Button {number}") for number in range(4)]
    page = page_of(qtbot, *buttons)
    assert out_of_order(page, list(walked(page))) == []
    page.setTabOrder(buttons[0], buttons[3])
    page.setTabOrder(buttons[3], buttons[1])
    assert len(out_of_order(page, list(walked(page)))) == 1


def test_a_page_in_its_own_colours_has_nothing_faint(qtbot: QtBot) -> None:
    page = PAGES["welcome"](Theme("dark", more_contrast=True))
    show_page(qtbot, page)
    assert faint(page) == []
