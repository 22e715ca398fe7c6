"""The pages as a person sees them before they are printed, and as the print system gets them."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.printing.paper import Paper
from ui.printing.sheets import Make, Sheets

NAME = "Innermost"
"""What print jobs and documents are called, whatever is in them."""

_DPI = 1200
_POINT = 72


class Proof:
    """Lays pages out once and paints them for whoever asks; for one thread.

    Args:
        make: makes the pages, when they are first asked for.
        paper: their size.
    """

    def __init__(self, make: Make, paper: Paper) -> None:
        self._make, self.paper = make, paper
        self._made: Sheets | None = None

    @property
    def sheets(self) -> Sheets:
        """The pages."""
        if self._made is None:
            self._made = self._make(self.paper)
        return self._made

    def image(self, index: int, width: int) -> QImage:
        """The page at `index`, from 0, as a picture of `width` pixels."""
        zoom = width / self.paper.width
        image = QImage(width, round(self.paper.height * zoom), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(zoom, zoom)
        self.sheets.paint(painter, index)
        painter.end()
        return image

    def pdf(self, title: str = NAME) -> bytes:
        """All pages as a PDF, made in memory; `title` can be read in its properties."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_DPI)
        size = QPageSize(QSizeF(self.paper.width, self.paper.height), QPageSize.Unit.Point, self.paper.name)
        no_margins = QMarginsF(0, 0, 0, 0)
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, no_margins))
        writer.setTitle(title)
        writer.setCreator(NAME)
        painter = QPainter(writer)
        painter.scale(_DPI / _POINT, _DPI / _POINT)
        for index in range(self.sheets.count):
            if index:
                writer.newPage()
            self.sheets.paint(painter, index)
        painter.end()
        data = bytes(buffer.data().data())
        buffer.close()
        return data

    def release(self) -> None:
        """Let go of the pages, on the thread that laid them out: letters belong to a thread."""
        self._made = None
