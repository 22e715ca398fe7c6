"""Fonts of the text roles, and the line grid they stand on."""

from typing import Any, cast

from PySide6.QtGui import QFont

from ui.theme.fonts import interface_families, reading_families
from ui.theme.tokens import tokens

# Arabic letters look small beside Charter, hang lower and carry marks above.
_RTL_READING = 1.06
_RTL_LINE = {"reading": 1.58, "interface": 1.45}
# Where the baseline lies below the middle of a line, in em: lines stand on a grid of our own, since
# percentages of a font's own ascent give each font another page.
_BASELINE = {
    ("reading", False): 0.345,
    ("reading", True): 0.27,
    ("interface", False): 0.345,
    ("interface", True): 0.30,
}


def _role(name: str, narrow: bool = False) -> dict[str, Any]:
    kinds = tokens()["type"]
    values = cast("dict[str, Any]", kinds["roles"][name])
    return {**values, **kinds["compact"].get(name, {})} if narrow else values


def make_font(
    role: str,
    scale: float,
    rtl: bool,
    weight: int | None,
    italic: bool,
    size: float | None,
    narrow: bool = False,
) -> QFont:
    """The font of a text role at a text size; `Theme.font` says what its arguments are."""
    values = _role(role, narrow)
    reading = values["family"] == "reading"
    font = QFont()
    font.setFamilies(list(reading_families() if reading else interface_families()))
    pixels = (size or values["size"]) * scale * (_RTL_READING if rtl and reading else 1.0)
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight or values["weight"]))
    font.setItalic((italic or values.get("italic", False)) and not rtl)
    if values["tracking"] and not rtl:  # tracking tears Arabic letters apart
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, values["tracking"] * scale)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def line_height(
    role: str, scale: float, rtl: bool, line: float | None, size: float | None, narrow: bool = False
) -> int:
    """Pixels from one baseline of a role to the next."""
    values = _role(role, narrow)
    height = (line or values["line"]) * scale
    if rtl:
        least = (size or values["size"]) * scale * _RTL_LINE[values["family"]]
        height = max(height * _RTL_READING, least)
    return round(height)


def baseline(role: str, rtl: bool) -> float:
    """Where a role's baseline lies below the middle of its line, in em."""
    return _BASELINE[_role(role)["family"], rtl]
