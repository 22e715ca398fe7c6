"""One finished sentence in a review: as it will be read, and where wanted its words for reading aloud."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Rule, column, flow, row, top
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.icons import Icon
from ui.widgets.listing import ListingItem
from ui.widgets.stem_editor import StemEditor
from ui.widgets.text import RunStyle, Text

Pieces = Sequence[tuple[str, bool]]
"""A stem in pieces; marked is what differs from the stem as written."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a row shows.

    Args:
        number: from 1.
        stem: as written.
        you: the stem as it is said to the partner.
        ending: as written.
        spoken: the ending its author wrote for reading aloud, or nothing.
        asks: whether the ending as written does not fit the stem as it is said.
        kept: its author keeps it to themself.
    """

    number: int
    stem: str
    you: Pieces
    ending: str
    spoken: str
    asks: bool
    kept: bool

    def __repr__(self) -> str:
        return f"Sentence({self.number})"

    @property
    def blank(self) -> bool:
        """Whether there is no ending."""
        return not self.ending.strip()

    @property
    def marked(self) -> bool:
        """Whether its author may say it in other words."""
        return not self.blank and (self.asks or bool(self.spoken.strip()))

    @property
    def you_text(self) -> str:
        """The stem as it is said, in one piece."""
        return "".join(text for text, _ in self.you)


class AnswerRow(ListingItem):
    """Number, sentence, a pencil, and for marked sentences the words for reading aloud.

    Args:
        theme: the live theme.
        sentence: what it shows first.
        limit: longest spoken ending, code points.
        partner: nickname of the other, or a word for them.

    Signals:
        edit_asked: the pencil was pressed.
        spoken_edited(str): the spoken ending after each change.
        refused(int): code points a spoken ending would have had; nothing of it was taken.
    """

    edit_asked = Signal()
    spoken_edited = Signal(str)
    refused = Signal(int)

    def __init__(self, theme: Theme, sentence: Sentence, limit: int, partner: str) -> None:
        self._sentence = sentence
        self._as_written = False
        self._changeable = True
        self._editor: StemEditor | None = None
        self._limit, self._partner = limit, partner
        self._words = Text(theme, "", "aside")
        self._kept = self._quiet_line(theme, "lock")
        self._hint = Text(theme, "", "small", "ink2")
        self._switch = Link(theme, "", "small")
        self._change = Link(theme, "", "small")
        self._links = flow(theme, self._switch, self._change, gap=20, line_gap=2)
        self._place = QWidget()
        self._room = QVBoxLayout(self._place)
        self._pencil = Button(theme, "", "quiet", icon="pencil", size="compact", name=" ")
        number = Text(theme, QLocale().toString(sentence.number), "small", "ink3", "end", line=26)
        number.setFixedWidth(theme.text(20))
        lines = column(theme, self._words, self._kept, self._hint, self._place, self._links, gap=3)
        line = row(
            theme, top(number), (lines, 1), top(self._pencil), gap=14, margins=(0, 11, 0, 11), align="top"
        )
        super().__init__(theme, column(theme, line, Rule(theme)), "")
        name = self.tr("Edit sentence {number}: {stem}").format(
            number=QLocale().toString(sentence.number), stem=sentence.stem
        )
        self._pencil.setAccessibleName(name)
        self._pencil.setToolTip(self.tr("Edit"))
        self._pencil.clicked.connect(self.edit_asked)
        self._switch.clicked.connect(self._turn)
        self._change.clicked.connect(self._open_or_close)
        self._place.hide()
        self.show_sentence(sentence)

    @staticmethod
    def _quiet_line(theme: Theme, icon: str) -> QWidget:
        return row(theme, Icon(theme, icon, 16), (Text(theme, "", "small", "ink2"), 1), gap=6)

    # what it shows

    @property
    def words(self) -> str:
        """The sentence as it is seen."""
        return self._words.text()

    @property
    def editor(self) -> StemEditor | None:
        """The field for the words for reading aloud, while it is open."""
        return self._editor

    def show_sentence(self, sentence: Sentence) -> None:
        """Show another state of the same sentence."""
        self._sentence = sentence
        self._show_words()
        kept = self.tr("Kept to yourself. It looks like a blank.") if sentence.kept else ""
        label = self._kept.findChild(Text)
        if label is not None:
            label.set_text(kept)
        self._kept.setVisible(sentence.kept)
        said = bool(sentence.spoken.strip())
        self._hint.set_text(self._hint_text())
        self._hint.setVisible(bool(self._hint_text()))
        self._switch.setVisible(sentence.marked and said)
        self._change.setVisible(sentence.marked and self._changeable)
        self._links.setVisible(sentence.marked and (said or self._changeable))
        self._show_links()
        self.setAccessibleName(" ".join(filter(None, (self._words.text(), kept, self._hint_text()))))

    def set_changeable(self, changeable: bool) -> None:
        """Show or take away what changes the sentence."""
        self._changeable = changeable
        self._pencil.setVisible(changeable)
        if not changeable:
            self._close_editor()
        self.show_sentence(self._sentence)

    def _hint_text(self) -> str:
        sentence = self._sentence
        if not self._changeable or not sentence.marked or sentence.spoken.strip():
            return ""
        return self.tr(
            "This speaks about {name}, so it is read as written. You can also say it to them."
        ).format(name=self._partner)

    def _show_words(self) -> None:
        sentence = self._sentence
        aloud = bool(sentence.spoken.strip()) and not self._as_written
        quiet: RunStyle = {"color": "ink3"}
        blank: RunStyle = {"color": "ink3", "italic": True}
        changed: RunStyle = {"color": "ink3", "dotted": True}
        runs: list[tuple[str, RunStyle]]
        if sentence.blank:
            runs = [(f"{sentence.stem} ", quiet), (self.tr("left blank"), blank)]
        elif aloud or not sentence.marked:
            runs = [(text, changed if marked else quiet) for text, marked in sentence.you]
            runs += [(" ", quiet), (sentence.spoken if aloud else sentence.ending, {})]
        else:
            runs = [(f"{sentence.stem} ", quiet), (sentence.ending, {})]
        self._words.set_text(runs)

    def _show_links(self) -> None:
        said = bool(self._sentence.spoken.strip())
        self._switch.setText(
            self.tr("Show as it is read") if self._as_written else self.tr("Show as written")
        )
        if self._editor is not None:
            self._change.setText(self.tr("Done"))
        else:
            self._change.setText(
                self.tr("Change how it is read")
                if said
                else self.tr("Say it to {name}").format(name=self._partner)
            )

    # what its author does

    def _turn(self) -> None:
        self._as_written = not self._as_written
        self.show_sentence(self._sentence)
        announce(self, self._words.text())

    def _open_or_close(self) -> None:
        if self._editor is not None:
            self._close_editor()
            self.show_sentence(self._sentence)
            return
        self._as_written = False
        self._editor = StemEditor(self._theme, self._limit, lines=2)
        self._editor.set_stem(self._sentence.you_text)
        # the words as written are where most begin; they count as spoken only once they are changed
        self._editor.set_answer(self._sentence.spoken or self._sentence.ending)
        self._editor.edited.connect(self.spoken_edited)
        self._editor.refused.connect(self.refused)
        self._editor.go_on.connect(self._open_or_close)
        note = Text(
            self._theme,
            self.tr("What you wrote first is kept. Leave this empty, and it is read as written."),
            "small",
            "ink3",
        )
        content = column(self._theme, self._editor, 6, note)
        self._room.addWidget(Card(self._theme, content, padding=(20, 12, 20, 14), elevation=0))
        self._room.setContentsMargins(0, self._theme.gap(8), 0, self._theme.gap(8))
        self._place.show()
        self._show_links()
        self._editor.setFocus()

    def _close_editor(self) -> None:
        if self._editor is None:
            return
        had_focus = self._editor.hasFocus()
        self._editor = None
        item = self._room.takeAt(0)
        card = item.widget() if item is not None else None
        if card is not None:
            card.hide()
            card.deleteLater()
        self._place.hide()
        if had_focus:
            self._change.setFocus()
