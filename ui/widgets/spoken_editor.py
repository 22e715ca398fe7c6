"""The field for the words in which an answer is read to the partner."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from intimacy_desktop.aloud import Aloud
from ui.theme import Theme
from ui.widgets.boxes import PUSH, column, flow
from ui.widgets.button import Link
from ui.widgets.card import Card
from ui.widgets.shadow import ShadowHost
from ui.widgets.stem_editor import StemEditor
from ui.widgets.text import Text


class SpokenEditor(ShadowHost):
    """The stem as it is said to the partner, and its ending to be written.

    Args:
        theme: the live theme.
        aloud: the answer; its words, or those suggested, are where the writing begins.
        limit: longest ending, code points.

    Signals:
        edited(str): the words after each change.
        refused(int): code points they would have had; nothing of it was taken.
        done: its author has finished, also by Ctrl+Enter.
    """

    edited = Signal(str)
    refused = Signal(int)
    done = Signal()

    def __init__(self, theme: Theme, aloud: Aloud, limit: int) -> None:
        super().__init__(theme)
        self.field = StemEditor(theme, limit, lines=2)
        self.field.set_stem(aloud.item.you_text)
        self.field.set_answer(self._first_words(aloud))
        self.field.edited.connect(self.edited)
        self.field.refused.connect(self.refused)
        self.field.go_on.connect(self.done)
        kept = self.tr("What you wrote first is kept. Leave this empty, and it is read as written.")
        self.finish = finish = Link(theme, self.tr("Done"), "small")
        finish.clicked.connect(lambda _checked=False: self.done.emit())
        below = flow(theme, Text(theme, kept, "small", "ink3"), PUSH, finish, gap=20, line_gap=2)
        content = column(theme, self.field, 6, below)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Card(theme, content, padding=(20, 12, 20, 14), elevation=0))

    @staticmethod
    def _first_words(aloud: Aloud) -> str:
        """What was chosen, else what is suggested, else what was written: few begin with nothing."""
        if aloud.has_words:
            return aloud.answer.spoken or ""
        return aloud.suggestion.said if aloud.suggestion is not None else aloud.answer.text
