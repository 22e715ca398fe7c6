"""Pages to print in tests, and how other programs read what becomes of them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from ui.pages.print_sheet import PrintPage
from ui.printing import Make, Paper, Sheets, Typeface, Writer
from ui.widgets.button import Button
from ui.widgets.scaffold import Page
from ui.widgets.text import Text

SENTENCE = "The rain is loud and nobody has to decide yet whether to speak. "


def set_in(write: Callable[[Writer], None]) -> Make:
    face = Typeface.of_this_system()

    def make(paper: Paper) -> Sheets:
        writer = Writer(face, paper)
        write(writer)
        return writer.sheets()

    return make


def of_parts(count: int) -> Make:
    def write(writer: Writer) -> None:
        writer.title("A letter")
        for number in range(count):
            writer.heading(f"Part {number}")
            writer.body(SENTENCE * (3 + number))

    return set_in(write)


def read_pdf(data: bytes, place: Path, *options: str) -> str:
    path = place / "read.pdf"
    path.write_bytes(data)
    return subprocess.run(
        ["pdftotext", *options, str(path), "-"], check=True, capture_output=True, text=True
    ).stdout


def pages_of(data: bytes, place: Path) -> list[str]:
    return read_pdf(data, place, "-layout").split("\f")[:-1]


def print_button(page: PrintPage) -> Button:
    """What hands the pages to the printer."""
    return next(button for button in page.findChildren(Button) if button.text().startswith("Print"))


def words_of(page: Page) -> str:
    """All its texts, shown or not."""
    return " ".join(text.text() for text in page.findChildren(Text))
