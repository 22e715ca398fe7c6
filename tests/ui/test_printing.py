"""Pages for paper: how they are set, seen, printed by a real CUPS, and made a PDF that others can read."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import VIEWS, audit
from tests.ui.evening import Hands, press, seen, text_of
from tests.ui.one_seat import made_hands
from tests.ui.papers import of_parts, pages_of, print_button, read_pdf, set_in, words_of
from ui.pages.print_sheet import PrintPage
from ui.printing import Paper, Proof, Run, Typeface, Writer
from ui.printing.paper import A4, LETTER
from ui.printing.printers import Printer, PrintRefused, paint_on, print_out
from ui.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.page_preview import PagePreview
from ui.widgets.scaffold import Page

SCRIPTS = (
    "Żółć and Ångström",
    "أخاف أن أكون قريبًا منك",
    "אני מפחדת להיות קרובה אליך",
    "Мне страшно быть рядом",
    "Φοβάμαι να είμαι κοντά σου",
)


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.fixture
def no_printers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))


# setting


def test_a_head_stays_with_what_follows_and_no_line_stands_alone(qapp: object, tmp_path: Path) -> None:
    """Given parts of many lengths, when they are set, then no page ends with a head or tears a part badly."""
    for count in (12, 17, 23):
        pages = pages_of(Proof(of_parts(count), A4).pdf(), tmp_path)
        assert len(pages) > 2
        for page in pages:
            lines = [line.strip() for line in page.splitlines() if line.strip()][:-1]
            assert not lines[-1].startswith("Part")
            assert lines[0].startswith(("Part", "A letter")) or not lines[1].startswith("Part")


def test_nothing_is_lost_or_printed_twice_however_long_a_paragraph_is(qapp: object, tmp_path: Path) -> None:
    words = [f"w{number:05d}" for number in range(3000)]
    proof = Proof(set_in(lambda writer: writer.body(" ".join(words))), LETTER)

    read = read_pdf(proof.pdf(), tmp_path)

    assert proof.sheets.count > 3
    assert [word for word in read.split() if word.startswith("w")] == words


def test_a_new_page_begins_where_it_was_asked_for(qapp: object, tmp_path: Path) -> None:
    def write(writer: Writer) -> None:
        writer.new_page()
        writer.body("first")
        writer.new_page()
        writer.body("second")

    pages = pages_of(Proof(set_in(write), A4).pdf(), tmp_path)

    assert [page.split()[0] for page in pages] == ["first", "second"]


def test_a_pdf_can_be_read_in_any_script_and_brings_its_fonts(qapp: object, tmp_path: Path) -> None:
    """Given words of five scripts, when another program reads the PDF, then it finds them all as text."""

    def write(writer: Writer) -> None:
        for words in SCRIPTS:
            writer.body([Run("I am ", "ink3"), Run(words, apart=True)])

    data = Proof(set_in(write), A4).pdf()

    read = read_pdf(data, tmp_path)
    fonts = subprocess.run(
        ["pdffonts", str(tmp_path / "read.pdf")], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    for words in (SCRIPTS[0], SCRIPTS[3], SCRIPTS[4]):
        assert words in read
    letters = set(unshaped(read))
    assert set(SCRIPTS[1] + SCRIPTS[2]) - set(" ") <= letters
    assert fonts
    assert all(" yes " in line[37:] for line in fonts)


def unshaped(text: str) -> str:
    """Arabic letters as they are written down, whatever form they have within a word."""
    import unicodedata

    return unicodedata.normalize("NFKC", text) + unicodedata.normalize("NFKD", text)


def test_somebody_s_own_words_do_not_turn_what_stands_around_them(qapp: object) -> None:
    """Given an English stem, when the answer is Arabic, then the paragraph still reads from the left."""
    from ui.printing.kinds import BODY
    from ui.printing.lines import Lines

    face = Typeface.of_this_system()

    def rtl(*runs: Run) -> bool:
        return Lines(face, BODY, runs, 400).is_rtl

    assert not rtl(Run("I am "), Run(SCRIPTS[1], apart=True))
    assert rtl(Run(SCRIPTS[1], apart=True))
    assert rtl(Run("(1) "), Run(SCRIPTS[2]), Run(" ok"))
    assert not rtl(Run("42"))


def test_letters_that_no_font_has_are_counted(qapp: object) -> None:
    known = Proof(set_in(lambda writer: writer.body("plain")), A4)
    strange = Proof(set_in(lambda writer: writer.body("\u0378\U000f1234 \U000f1235")), A4)

    assert known.sheets.missing == 0
    assert strange.sheets.missing >= 2


# the page


def test_the_preview_shows_every_page_and_keys_turn_them(hands: Hands, no_printers: None) -> None:
    page = PrintPage(hands.theme, hands.background, of_parts(9), "A letter")
    hands.show(page)
    hands.bot.waitUntil(lambda: seen(page, "Next page") is not None)
    preview = page.findChild(PagePreview)
    assert preview is not None
    sheet = seen(page, next(name for name in names(page) if name.startswith("A letter: Page 1 of")))
    assert sheet is not None

    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)

    hands.bot.waitUntil(lambda: preview.index == 1)
    press(hands.bot, page, "Page before")
    hands.bot.waitUntil(lambda: preview.index == 0)


def names(page: Page) -> list[str]:
    from PySide6.QtWidgets import QWidget

    return [widget.accessibleName() for widget in page.findChildren(QWidget)]


def test_without_a_printer_it_says_so_and_looks_again_when_asked(
    hands: Hands, no_printers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PrintPage(hands.theme, hands.background, of_parts(1), "A letter")
    hands.show(page)

    hands.bot.waitUntil(lambda: "No printer was found on this computer." in text_of(page))

    button = print_button(page)
    assert not button.isEnabled()
    found = Printer("Desk", "Desk", is_usual=True, paper=LETTER)
    monkeypatch.setattr("ui.pages.print_sheet.printers", lambda: [found])
    press(hands.bot, page, "Look again")
    hands.bot.waitUntil(button.isEnabled)


def test_a_printer_that_is_not_there_refuses(qapp: object, no_printers: None) -> None:
    with pytest.raises(PrintRefused):
        print_out(Proof(of_parts(1), A4), Printer("Nobody", "Nobody", is_usual=False, paper=None), 1)


def test_where_qt_itself_drives_the_printer_the_same_pages_are_painted(qapp: object, tmp_path: Path) -> None:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "painted.pdf"))

    paint_on(device, Proof(of_parts(9), A4).sheets)

    painted = pages_of((tmp_path / "painted.pdf").read_bytes(), tmp_path)
    assert [page.split() for page in painted] == [
        page.split() for page in pages_of(Proof(of_parts(9), A4).pdf(), tmp_path)
    ]


def test_other_paper_lays_the_pages_out_anew(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given two printers with other paper, when the second is chosen, then the pages are laid out for its."""
    short = Paper("Small", 300, 420)
    found = [
        Printer("a", "Large", is_usual=True, paper=A4),
        Printer("b", "Small", is_usual=False, paper=short),
    ]
    monkeypatch.setattr("ui.pages.print_sheet.printers", lambda: found)
    page = PrintPage(hands.theme, hands.background, of_parts(3), "A letter")
    hands.show(page)
    hands.bot.waitUntil(lambda: len(page.findChildren(Choice)) == 2)
    before = [name for name in names(page) if name.startswith("A letter: Page 1 of")]

    page.findChildren(Choice)[0].setCurrentIndex(1)

    hands.bot.waitUntil(
        lambda: [name for name in names(page) if name.startswith("A letter: Page 1 of")] != before
    )


def test_what_may_be_kept_as_a_file_is_offered_so(hands: Hands, no_printers: None) -> None:
    page = PrintPage(hands.theme, hands.background, of_parts(1), "A letter", savable=True)
    hands.show(page)

    with hands.bot.waitSignal(page.save_asked) as asked:
        press(hands.bot, page, "Save as PDF …")

    proofs = asked.args
    assert proofs is not None
    assert proofs[0].pdf().startswith(b"%PDF")
    plain = PrintPage(hands.theme, hands.background, of_parts(1), "A letter")
    hands.show(plain)
    assert seen(plain, "Save as PDF …") is None


def test_asking_for_a_printer_is_what_brings_the_print_system_in(private_home: Path) -> None:
    """Given a fresh process, when the print page's module is imported, then Qt's print library is not."""
    code = "import sys, ui.pages.print_sheet; print('PySide6.QtPrintSupport' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(("scale", "size", "rtl"), VIEWS)
def test_the_page_bears_any_size_and_direction(
    qtbot: QtBot, hands: Hands, no_printers: None, scale: float, size: tuple[int, int], rtl: bool
) -> None:
    def made(theme: Theme) -> Page:
        page = PrintPage(theme, hands.background, of_parts(9), "A letter", savable=True)
        qtbot.waitUntil(lambda: "No printer was found on this computer." in words_of(page), timeout=30_000)
        return page

    audit(qtbot, made, scale, size, rtl=rtl)


def test_the_system_s_own_program_runs_with_the_system_s_own_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a bundle with libraries of its own, when it prints, then `lp` is started without them."""
    (tmp_path / "lp").write_text('#!/bin/sh\ncat > /dev/null\necho "${LD_LIBRARY_PATH:-none}" > "$OUT"\n')
    (tmp_path / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/innermost")
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    print_out(Proof(of_parts(1), A4), Printer("Desk", "Desk", is_usual=True, paper=None), 1)
    assert (tmp_path / "out").read_text() == "none\n"
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    print_out(Proof(of_parts(1), A4), Printer("Desk", "Desk", is_usual=True, paper=None), 1)
    assert (tmp_path / "out").read_text() == "/usr/local/lib\n"
