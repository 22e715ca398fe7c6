"""Pages that a painter can paint: on the screen, for a printer, into a PDF."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QPainter

from ui.printing.paper import Paper


class Sheets(Protocol):
    """Pages of one size, used on the thread that made them."""

    @property
    def count(self) -> int:
        """How many there are; at least one."""

    @property
    def missing(self) -> int:
        """How many letters stand as boxes, since no font of this computer has them."""

    def paint(self, painter: QPainter, index: int) -> None:
        """Paint the page at `index`, from 0; the painter's unit is a point, from the corner of the sheet."""


Make = Callable[[Paper], Sheets]
"""Makes the pages for a paper, from plain data, on whichever thread asks."""
