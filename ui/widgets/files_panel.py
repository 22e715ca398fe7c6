"""What the owner of an open seat can do with files and paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.options import Option, options


class FilesPanel(QWidget):
    """Rows that lead to taking along, bringing in, moving house and paper.

    Args:
        theme: the live theme.

    Signals:
        take_asked, bring_asked, move_asked, paper_asked.
    """

    take_asked = Signal()
    bring_asked = Signal()
    move_asked = Signal()
    paper_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        take, bring = self.tr("Take your part along …"), self.tr("Bring something in …")
        move, paper = self.tr("Move …"), self.tr("Print …")
        rows = (
            (
                self.tr("Take along"),
                self.tr("An encrypted archive, a PDF, paper, or plain text of all you wrote."),
                take,
                self.take_asked,
            ),
            (
                self.tr("Bring in"),
                self.tr("What you took along as an archive or as JSON. Nothing here is written over."),
                bring,
                self.bring_asked,
            ),
            (self.tr("Another computer"), self.tr("How your part moves house."), move, self.move_asked),
            (
                self.tr("On paper"),
                self.tr("Blank sheets for writing by hand, and cards to turn."),
                paper,
                self.paper_asked,
            ),
        )
        made = []
        for title, note, label, asked in rows:
            button = Button(theme, label, name=label)
            button.clicked.connect(asked)
            made.append(Option(theme, title, note, button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(options(theme, self.tr("Files and paper"), *made))
