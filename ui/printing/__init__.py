"""Pages for paper: laid out once, seen in a preview, printed, or written as a PDF.

    def letter(paper: Paper) -> Sheets:             # a `Make`: from plain data, on any thread
        writer = Writer(typeface, paper)            # typeface = Typeface.of_this_system(), on the UI thread
        writer.title(words.title)
        writer.body(words.text)
        return writer.sheets()

    page = PrintPage(theme, background, letter, self.tr("The letter"))    # ui/pages/print_sheet.py

Nothing here writes a file. QtPrintSupport is imported when somebody asks for a printer.
"""

from ui.printing.kinds import Kind, Run, Words
from ui.printing.paper import Paper, usual_paper
from ui.printing.proof import Proof
from ui.printing.sheets import Make, Sheets
from ui.printing.typeface import Typeface
from ui.printing.writer import Writer

__all__ = ["Kind", "Make", "Paper", "Proof", "Run", "Sheets", "Typeface", "Words", "Writer", "usual_paper"]
