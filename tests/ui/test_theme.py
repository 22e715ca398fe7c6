"""The theme: contrast of every pair, live change, lengths, fonts that do not depend on luck."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette, QTextLayout
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.identity import Hue
from tests.ui.sight import contrast
from ui.theme import Theme, fonts, system
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


@pytest.mark.parametrize("mode", MODES)
def test_high_contrast_gives_every_pair_a_step_more(qapp: QApplication, mode: str) -> None:
    theme = Theme("light" if mode == "light" else "dark", more_contrast=True)
    more = {4.5: 7.0, 3: 4.5}  # WCAG AAA for text; what AA asks of text for borders and marks
    listed = tokens()["contrast"]
    pairs = [(theme.color(pair["fg"]), theme.color(pair["bg"]), pair) for pair in listed["pairs"]]
    for hue in Hue:
        for pair in listed["hue"]:
            first, second = (
                theme.hue(hue, name) if name in {"mark", "soft", "on"} else theme.color(name)
                for name in (pair["fg"], pair["bg"])
            )
            pairs.append((first, second, pair))
    misses = [
        (pair["fg"], pair["bg"], ratio)
        for first, second, pair in pairs
        if (ratio := contrast(first, second)) < more[pair["needs"]]
    ]
    assert misses == []
    assert theme.elevation(1)[2] == theme.elevation(2)[2] == 0
    assert theme.size("focusWidth") > Theme("light").size("focusWidth")


def test_every_colour_exists_in_every_appearance() -> None:
    colors, hues = tokens()["color"], tokens()["hue"]
    assert set(colors) == set(hues) == {"light", "dark", "lightHigh", "darkHigh"}
    for name in colors:
        assert set(colors[name]) == set(colors["light"])
        assert set(hues[name]) == {hue.value for hue in Hue}


@pytest.mark.parametrize(
    ("content", "still"),
    [
        ("[Settings]\ngtk-enable-animations=0\n", True),
        ("[Settings]\ngtk-enable-animations = false\n", True),
        ("[Settings]\ngtk-enable-animations=1\n", False),
        ("[Settings]\ngtk-theme-name=Adwaita\n", False),
        ("no settings at all", False),
        ("", False),
    ],
)
def test_less_movement_follows_what_the_desktop_tells_gtk(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, still: bool
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    if content:
        (tmp_path / "gtk-3.0").mkdir()
        (tmp_path / "gtk-3.0" / "settings.ini").write_text(content)
    assert system._gtk_stands_still() is still
    monkeypatch.setattr(system, "prefers_less_movement", system._gtk_stands_still)
    assert Theme("light").less_movement is still
    assert Theme("light", less_movement=True).less_movement


def test_contrast_and_colours_follow_the_system_where_nothing_is_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme("system")
    before = QSignalSpy(theme.changed)
    monkeypatch.setattr(system, "prefers_contrast", lambda: True)
    monkeypatch.setattr(system, "prefers_dark", lambda: True)
    theme._follow_system()
    assert (theme.dark, theme.contrast, before.count()) == (True, True, 1)
    theme._follow_system()
    assert before.count() == 1


SCRIPTS = {
    QFontDatabase.WritingSystem.Latin: "Ærø, façade, Łódź, Ştefan, Đặng, “true” – quotes",
    QFontDatabase.WritingSystem.Arabic: "اسأل شخصين عن معنى القرب",
    QFontDatabase.WritingSystem.Hebrew: "שאלו שני אנשים מהי קרבה",
    QFontDatabase.WritingSystem.Greek: "Τι σημαίνει εγγύτητα",
    QFontDatabase.WritingSystem.Cyrillic: "Что значит близость",
    QFontDatabase.WritingSystem.Japanese: "親密とは何か",
    QFontDatabase.WritingSystem.SimplifiedChinese: "亲密是什么",
    QFontDatabase.WritingSystem.Korean: "친밀함이란",
}


@pytest.mark.parametrize("role", ["reading", "body"])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_box_stands_for_a_letter_where_the_system_has_a_font_for_it(
    qapp: QApplication, script: QFontDatabase.WritingSystem, role: str
) -> None:
    has_font = bool(QFontDatabase.families(script))
    layout = QTextLayout(SCRIPTS[script], Theme("light").font(role))
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs
    assert (0 not in glyphs) or not has_font  # glyph 0 is the box


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


def test_in_a_narrow_window_the_greatest_headings_are_smaller(qapp: QApplication) -> None:
    theme = Theme("light")
    usual = {role: (theme.font(role).pixelSize(), theme.line(role)) for role in ("display", "title", "stem")}
    assert usual == {"display": (40, 48), "title": (32, 40), "stem": (28, 44)}
    theme.configure(narrow=True)
    narrow = {role: (theme.font(role).pixelSize(), theme.line(role)) for role in usual}
    assert narrow == {"display": (32, 40), "title": (26, 38), "stem": (28, 44)}


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
