"""The theme: contrast of every pair, live change, lengths, fonts that do not depend on luck."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.identity import Hue
from tests.ui.sight import contrast
from ui.theme import Theme, fonts
from ui.theme.tokens import tokens

MODES = ("light", "dark")


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
def test_every_listed_pair_of_colours_has_the_contrast_it_needs(qapp: QApplication, mode: str) -> None:
    theme = Theme("light" if mode == "light" else "dark")
    pairs = tokens()["contrast"]["pairs"]
    misses = [
        (pair["fg"], pair["bg"], ratio)
        for pair in pairs
        if (ratio := contrast(theme.color(pair["fg"]), theme.color(pair["bg"]))) < pair["needs"]
    ]
    assert len(pairs) >= 35
    assert misses == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("hue", list(Hue))
def test_every_hue_has_the_contrast_it_needs(qapp: QApplication, hue: Hue, mode: str) -> None:
    theme = Theme("light" if mode == "light" else "dark")

    def color(name: str) -> QColor:
        return theme.hue(hue, name) if name in {"mark", "soft", "on"} else theme.color(name)

    misses = [
        (pair["fg"], pair["bg"], ratio)
        for pair in tokens()["contrast"]["hue"]
        if (ratio := contrast(color(pair["fg"]), color(pair["bg"]))) < pair["needs"]
    ]
    assert misses == []


def test_every_colour_exists_in_both_modes() -> None:
    light, dark = tokens()["color"]["light"], tokens()["color"]["dark"]
    assert set(light) == set(dark)
    assert set(tokens()["hue"]["light"]) == set(tokens()["hue"]["dark"]) == {hue.value for hue in Hue}


def test_a_change_is_announced_once_and_only_if_something_changed(qapp: QApplication) -> None:
    theme = Theme("light")
    spy = QSignalSpy(theme.changed)
    theme.configure(mode="dark", scale=1.5, rtl=True, less_movement=True)
    assert spy.count() == 1
    theme.configure(mode="dark", scale=1.5)
    assert spy.count() == 1
    assert theme.dark
    assert theme.color("canvas") == QColor(tokens()["color"]["dark"]["canvas"])


@pytest.mark.parametrize(("asked", "held"), [(0.1, 0.8), (0.8, 0.8), (1.3, 1.3), (2.0, 2.0), (9.0, 2.0)])
def test_text_size_is_held_between_80_and_200_percent(qapp: QApplication, asked: float, held: float) -> None:
    assert Theme("light", asked).scale == held


def test_text_grows_fully_gaps_a_third_and_radii_not_at_all(qapp: QApplication) -> None:
    theme = Theme("light", 2.0)
    assert (theme.text(40), theme.gap(40), theme.radius("card")) == (80, 54, 16)
    assert theme.font("body").pixelSize() == 30
    assert theme.line("body") == 46


def test_less_movement_leaves_only_a_short_fade_for_a_turning_card(qapp: QApplication) -> None:
    theme = Theme("light", less_movement=True)
    assert [theme.duration(name) for name in ("quick", "settle", "turn", "seal")] == [0, 0, 160, 0]
    theme.configure(less_movement=False)
    assert [theme.duration(name) for name in ("quick", "settle", "turn", "seal")] == [120, 220, 520, 700]


def test_mirrored_text_has_no_tracking_no_italics_and_higher_lines(qapp: QApplication) -> None:
    plain, mirrored = Theme("light"), Theme("light", rtl=True)
    assert plain.font("display").letterSpacing() != 0
    assert mirrored.font("display").letterSpacing() == 0
    assert plain.font("quote").italic()
    assert not mirrored.font("quote").italic()
    assert mirrored.line("reading") > plain.line("reading")


def test_the_palette_says_what_fusion_ignores_of_the_accent(qapp: QApplication) -> None:
    for mode in MODES:
        theme = Theme("light" if mode == "light" else "dark")
        palette = theme.palette()
        assert palette.color(QPalette.ColorRole.Highlight) == theme.color("selection")
        assert palette.color(QPalette.ColorRole.Window) == theme.color("canvas")


def test_the_program_follows_the_theme_live(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme("light")
    theme.dress(qapp)
    try:
        theme.configure(mode="dark", rtl=True)
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("canvas")
        assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    finally:
        theme.configure(mode="light", rtl=False)
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_style_sheets_set_no_fonts(qapp: QApplication) -> None:
    assert "font" not in Theme("light").style_sheet()


def test_the_bundled_serif_is_loaded_where_the_system_has_none_of_the_better(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a system without any of the better reading fonts
    stacks = {**tokens()["type"]["families"], "reading": ["A Font That Nobody Has"]}
    monkeypatch.setattr(fonts, "tokens", lambda: {"type": {"families": stacks}})
    # When a reading font is asked for
    families = fonts.reading_families.__wrapped__()
    # Then it is the bundled one, and it is really there, upright and slanted
    assert families[0] == "Source Serif Pro"
    assert QFontDatabase.hasFamily("Source Serif Pro")
    font = Theme("light").font("reading")
    font.setFamilies(list(families))
    assert QFontInfo(font).family() == "Source Serif Pro"
    assert "Semibold" in QFontDatabase.styles("Source Serif Pro")


def test_no_font_is_asked_for_before_a_text_needs_it(qapp: QApplication) -> None:
    fonts.reading_families.cache_clear()
    theme = Theme("light")
    theme.configure(mode="dark")
    theme.font("body")
    assert fonts.reading_families.cache_info().currsize == 0
    theme.font("title")
    assert fonts.reading_families.cache_info().currsize == 1
