"""Sizes of paper, in points of 1/72 inch."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSizeF


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet and its margins.

    Args:
        name: as printers know it.
        width, height: of the whole sheet, points.
        margin: at its sides, points.
        above, below: margins at its top and bottom, points; the page number stands in the lower one.
    """

    name: str
    width: float
    height: float
    margin: float = 71
    above: float = 68
    below: float = 82

    @property
    def size(self) -> QSizeF:
        """Of the whole sheet."""
        return QSizeF(self.width, self.height)

    @property
    def inner(self) -> QRectF:
        """Where text may stand."""
        height = self.height - self.above - self.below
        return QRectF(self.margin, self.above, self.width - 2 * self.margin, height)


A4 = Paper("A4", 595.28, 841.89)
LETTER = Paper("Letter", 612, 792)


def usual_paper() -> Paper:
    """The sheet that is usual where this computer is."""
    system = QLocale.system().measurementSystem()
    return LETTER if system == QLocale.MeasurementSystem.ImperialUSSystem else A4
