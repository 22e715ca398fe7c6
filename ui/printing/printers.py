"""The printers of this computer, and handing pages to one of them.

Where there is CUPS, Qt's own printing would write the pages as plain words to a temporary file first, so they
go through a pipe to CUPS' own `lp` instead. On Windows they are painted straight for the system's spooler.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from ui.printing.paper import Paper
from ui.printing.proof import NAME, Proof
from ui.printing.sheets import Sheets

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

_LP_SECONDS = 60
_LEAST_POINTS = 200


class PrintRefused(Exception):
    """The print system did not take the pages."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this computer.

    Args:
        name: as the print system calls it.
        words: as people call it.
        is_usual: it is the one that the system uses if nobody says otherwise.
        paper: what it usually holds, if the system knows.
    """

    name: str
    words: str
    is_usual: bool
    paper: Paper | None


def printers() -> list[Printer]:
    """Give the printers that can be used from here, the usual one first. Slow: it asks the print system."""
    from PySide6.QtPrintSupport import QPrinterInfo

    if sys.platform != "win32" and _lp() is None:
        return []
    usual = QPrinterInfo.defaultPrinterName()
    found = [
        _described(QPrinterInfo.printerInfo(name), usual) for name in QPrinterInfo.availablePrinterNames()
    ]
    return sorted(found, key=lambda printer: (not printer.is_usual, printer.words.casefold()))


def _described(info: "QPrinterInfo", usual: str) -> Printer:
    name, words = info.printerName(), info.description().strip()
    size = info.defaultPageSize()
    points = size.sizePoints()
    paper = None
    if size.isValid() and min(points.width(), points.height()) >= _LEAST_POINTS:
        paper = Paper(size.name(), points.width(), points.height())
    return Printer(name, words or name, name == usual, paper)


def print_out(proof: Proof, printer: Printer, copies: int) -> None:
    """Hand all pages to `printer`, under a name that says nothing. Slow.

    Raises:
        PrintRefused: the print system did not take them.
    """
    if sys.platform == "win32":
        _paint_for(proof.sheets, printer, copies)
    else:
        _pipe(proof.pdf(), printer, copies)


def _lp() -> str | None:
    return shutil.which("lp")


def _pipe(pdf: bytes, printer: Printer, copies: int) -> None:
    program = _lp()
    if program is None:
        raise PrintRefused("lp is not there")
    call = [program, "-d", printer.name, "-n", str(copies), "-t", NAME, "--", "-"]
    try:
        done = subprocess.run(
            call, input=pdf, capture_output=True, timeout=_LP_SECONDS, check=False, env=_of_the_system()
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrintRefused(type(error).__name__) from None
    if done.returncode != 0:
        raise PrintRefused(done.stderr.decode(errors="replace").strip())


def _of_the_system() -> dict[str, str]:
    """The environment without what a bundle adds for its own libraries: `lp` is the system’s."""
    found = dict(os.environ)
    original = found.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        found.pop("LD_LIBRARY_PATH", None)
    if original is not None:
        found["LD_LIBRARY_PATH"] = original
    return found


def _paint_for(sheets: Sheets, printer: Printer, copies: int) -> None:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    device = QPrinter(QPrinterInfo.printerInfo(printer.name), QPrinter.PrinterMode.HighResolution)
    device.setDocName(NAME)
    device.setCopyCount(copies)
    paint_on(device, sheets)


def paint_on(device: "QPrinter", sheets: Sheets) -> None:
    """Paint all pages on a printer that Qt itself drives.

    Raises:
        PrintRefused: it cannot be painted on.
    """
    device.setFullPage(True)
    painter = QPainter()
    if not painter.begin(device):
        raise PrintRefused("the printer cannot be painted on")
    zoom = device.resolution() / 72
    painter.scale(zoom, zoom)
    for index in range(sheets.count):
        if index:
            device.newPage()
        sheets.paint(painter, index)
    painter.end()
