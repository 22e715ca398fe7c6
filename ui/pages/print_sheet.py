"""Printing, as a page of the window: what hides the window hides it too."""

from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.background import Background
from ui.printing import Make, Paper, Proof, usual_paper
from ui.printing.printers import Printer, print_out, printers
from ui.theme import Theme
from ui.widgets.boxes import STRETCH, Box, column
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.icon_line import IconLine
from ui.widgets.notice import Notice
from ui.widgets.page_preview import PagePreview
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage
from ui.widgets.two_columns import TwoColumns

_PIXELS = 1000
"""Width of the picture of a page: sharp at any size it is shown in."""
_MOST_COPIES = 9


def _release(background: Background, proofs: list[Proof]) -> None:
    """Let the worker, which laid the pages out, let go of them."""

    def work() -> None:
        for proof in proofs:
            proof.release()

    background.worker(background, work, lambda _none: None, lambda _error: None)


class PrintPage(TextPage):
    """Shows pages as they will be printed, and hands them to a printer when asked.

    Nothing is asked of the print system before this page is opened.

    Args:
        theme: the live theme.
        background: whose worker lays the pages out and speaks with the print system.
        make: the pages.
        name: what they are, in a few words.
        savable: whether they may be kept as a file as well.

    Signals:
        printed: the print system has them.
        save_asked(Proof): they shall become a PDF; for the worker lane.
        back_asked.
    """

    printed = Signal()
    save_asked = Signal(object)
    back_asked = Signal()

    def __init__(
        self, theme: Theme, background: Background, make: Make, name: str, *, savable: bool = False
    ) -> None:
        super().__init__(theme, self.tr("Print"), measure=980)
        self._background, self._make = background, make
        self._proofs = [Proof(make, usual_paper())]
        self.destroyed.connect(partial(_release, background, self._proofs))
        self._printers: list[Printer] = []
        self._is_busy = False
        self.preview = PagePreview(theme, name)
        self.preview.asked.connect(self._look)
        self._state = Text(theme, self.tr("Looking for printers …"), "body", "ink2")
        self._chosen = column(theme)
        self._trouble, self._done = Notice(theme, "caution", ""), Notice(theme, "info", "")
        self._boxes = Notice(theme, "caution", "")
        self._print = Button(theme, self.tr("Print"), "primary", size="large")
        self._print.setEnabled(False)
        self._print.clicked.connect(self._hand_over)
        self._back = self.back_button(self.tr("Back"), self.back_asked.emit)
        self.set_leading(self._back)
        actions: tuple[QWidget, ...] = (self._print,)
        if savable:
            save = Button(theme, self.tr("Save as PDF …"), size="large")
            save.clicked.connect(lambda: self.save_asked.emit(self._proof))
            actions = (save, self._print)
        self.set_actions(end=actions)
        self.set_body(self._arranged(name))
        for notice in (self._trouble, self._done, self._boxes):
            notice.hide()
        self._look(0)
        self._find()

    def _arranged(self, name: str) -> Box:
        theme = self.theme
        said = column(
            theme,
            Text(theme, self.tr("Print"), "title"),
            2,
            Text(theme, name, "body", "ink2"),
            20,
            self._state,
            self._chosen,
            10,
            self._trouble,
            self._done,
            self._boxes,
            22,
            self._line("info", self.tr("This program writes no file for it. The system’s print queue does.")),
            8,
            self._line(
                "warning",
                self.tr(
                    "The queue and the printer may keep these pages for a while, out of this program’s "
                    "reach. Print where nobody else picks them up."
                ),
            ),
            STRETCH,
        )
        return column(theme, TwoColumns(theme, said, self.preview, least=330), margins=(0, 8, 0, 24))

    def _line(self, icon: str, sentence: str) -> IconLine:
        return IconLine(
            self.theme, icon, sentence, "small", color="ink2", icon_color="accentText", size=18, gap=10
        )

    def first_focus(self) -> QWidget | None:
        """The way back: nothing is printed by the key that led here."""
        return self._back

    # the pages

    @property
    def _proof(self) -> Proof:
        return self._proofs[-1]

    def _look(self, index: int) -> None:
        proof = self._proof

        def work() -> tuple[QImage, int, int]:
            return proof.image(index, _PIXELS), proof.sheets.count, proof.sheets.missing

        self._background.worker(self, work, partial(self._seen, index), self._say_trouble)

    def _seen(self, index: int, found: tuple[QImage, int, int]) -> None:
        image, count, missing = found
        self.preview.show_page(image, index, count)
        self._boxes.setVisible(missing > 0)
        if missing:
            self._boxes.set_words(
                self.tr("%Ln letters are in no font of this computer.", "two or more", missing),
                self.tr("They stand as boxes on paper. A font for their script mends that."),
            )

    # the printers

    def _find(self) -> None:
        self._background.worker(self, printers, self._found, lambda _error: self._found([]))

    def _found(self, found: list[Printer]) -> None:
        theme = self.theme
        self._printers = found
        self._chosen.clear()
        self._print.setEnabled(bool(found))
        if not found:
            self._state.set_text(self.tr("No printer was found on this computer."))
            again = Button(theme, self.tr("Look again"), icon="refresh")
            again.clicked.connect(self._find)
            hint = self.tr("Connect one, or set it up in the system’s settings.")
            self._chosen.add(4, Text(theme, hint, "body", "ink2"), 10, again)
            self.order_tabs()
            return
        self._state.set_text("")
        self._state.setVisible(False)
        locale = QLocale()
        self._which = Choice(theme, self.tr("Printer"), [printer.words for printer in found])
        self._copies = Choice(
            theme,
            self.tr("Copies"),
            [locale.toString(number + 1) for number in range(_MOST_COPIES)],
            width=90,
        )
        self._which.currentIndexChanged.connect(self._use_paper)
        for label, control in ((self.tr("Printer"), self._which), (self.tr("Copies"), self._copies)):
            words = Text(theme, label, "label", "ink2")
            words.setBuddy(control)
            self._chosen.add(words, 6, control, 14)
        self.order_tabs()
        self._use_paper()

    @property
    def _printer(self) -> Printer:
        return self._printers[max(0, self._which.currentIndex())]

    def _use_paper(self) -> None:
        """Lay the pages out anew where the printer holds other paper."""
        paper: Paper = self._printer.paper or usual_paper()
        if paper.size != self._proof.paper.size:
            self._proofs.append(Proof(self._make, paper))
            self._look(0)

    def _hand_over(self) -> None:
        if self._is_busy or not self._printers:
            return
        proof, printer, copies = self._proof, self._printer, self._copies.currentIndex() + 1
        self._set_busy(busy=True)
        self._done.hide()
        self._trouble.hide()
        self._background.worker(
            self,
            lambda: print_out(proof, printer, copies),
            lambda _none: self._say_done(printer),
            self._refuse,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._print.setEnabled(not busy)

    def _say_done(self, printer: Printer) -> None:
        self._set_busy(busy=False)
        self._done.set_words(
            self.tr("Handed to {printer}.").format(printer=printer.words),
            self.tr("In the print queue it is called “Innermost”, and nothing else."),
        )
        self._done.show()
        self._print.setText(self.tr("Print again"))
        self.printed.emit()

    def _refuse(self, _error: Exception) -> None:
        self._set_busy(busy=False)
        self._trouble.set_words(
            self.tr("The printer did not take it."),
            self.tr("Look whether it is on and has paper, then try again. Nothing is lost."),
        )
        self._trouble.show()

    def _say_trouble(self, _error: Exception) -> None:
        self._trouble.set_words(
            self.tr("These pages could not be laid out."), self.tr("Nothing is lost. Go back, and try again.")
        )
        self._trouble.show()
