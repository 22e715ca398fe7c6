"""All pictures of one tour on one."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

COLUMNS = 5
CELL = 400
"""Pixels, the width of one picture."""
GAP, LABEL, HEAD = 24, 34, 64
GROUND, INK = QColor("#cbc7bd"), QColor("#23231f")


def make_contact_sheet(pictures: Sequence[Path], title: str, target: Path) -> None:
    """Paint the pictures in rows, each over its name. Needs a QGuiApplication, for the fonts.

    Raises:
        OSError: it could not be written.
    """
    images = [QImage(str(path)) for path in pictures]
    tallest = max(image.height() * CELL // image.width() for image in images)
    rows = ceil(len(images) / COLUMNS)
    width = COLUMNS * (CELL + GAP) + GAP
    step = tallest + LABEL + GAP
    sheet = QImage(width, HEAD + rows * step, QImage.Format.Format_RGB32)
    sheet.fill(GROUND)
    painter = QPainter(sheet)
    painter.setPen(INK)
    _write(painter, title, QRectF(GAP, 0, width - 2 * GAP, HEAD), 22)
    for index, (path, image) in enumerate(zip(pictures, images, strict=True)):
        row, column = divmod(index, COLUMNS)
        x, y = GAP + column * (CELL + GAP), HEAD + row * step
        small = image.scaledToWidth(CELL, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(x, y, small)
        _write(painter, path.stem.replace("_", " "), QRectF(x, y + small.height(), CELL, LABEL), 14)
    painter.end()
    if not sheet.save(str(target)):
        raise OSError(f"the contact sheet could not be written to {target}")


def _write(painter: QPainter, words: str, where: QRectF, size: int) -> None:
    font = QFont()
    font.setPixelSize(size)
    painter.setFont(font)
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
