"""The letters of a printed page: the reading serif, and the interface font for small print."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from ui.theme.fonts import interface_families, reading_families
from ui.theme.tokens import tokens

TENTHS = 10
"""Units of a laid out page in a point: sizes of letters are whole numbers of units."""

_LIGATURES = ("liga", "clig", "dlig", "hlig")
"""Two letters in one glyph, which another program that reads the PDF could not tell apart again."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """Which families a page is set in; made on the UI thread, used on any.

    Args:
        reading: families of what is read; the first that has a letter gives it.
        quiet: families of small print.
    """

    reading: tuple[str, ...]
    quiet: tuple[str, ...]

    @classmethod
    def of_this_system(cls) -> "Typeface":
        """The families that the program itself is set in."""
        return cls(reading_families(), interface_families())

    def font(self, points: float, *, quiet: bool = False, italic: bool = False, weight: int = 400) -> QFont:
        """A font of so many points, for pages that are laid out in tenths of a point."""
        font = QFont()
        font.setFamilies(list(self.quiet if quiet else self.reading))
        font.setPixelSize(max(1, round(points * TENTHS)))
        font.setItalic(italic)
        font.setWeight(QFont.Weight(weight))
        for ligature in _LIGATURES:
            font.setFeature(QFont.Tag(ligature), 0)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        return font


def ink(name: str = "ink") -> QColor:
    """A colour of the light theme, by its token: paper is light."""
    return QColor(tokens()["color"]["light"][name])
