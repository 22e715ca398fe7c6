"""One finished sentence in a review: as it will be read, with the choice of how."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.aloud import Aloud, Form
from intimacy_desktop.answers import Answer
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.aloud_words import shown_runs
from ui.widgets.boxes import Rule, column, flow, row, top
from ui.widgets.button import Button, Link
from ui.widgets.icon_line import IconLine
from ui.widgets.listing import ListingItem
from ui.widgets.spoken_editor import SpokenEditor
from ui.widgets.text import Text


class AnswerRow(ListingItem):
    """Number, sentence, a pencil, and for sentences about the partner what becomes of them.

    Args:
        theme: the live theme.
        aloud: what it shows first.
        limit: longest spoken ending, code points.
        partner: nickname of the other, or a word for them.

    Signals:
        edit_asked: the pencil was pressed.
        chosen(Answer): the author decided how it is read.
        refused(int): code points a spoken ending would have had; nothing of it was taken.
    """

    edit_asked = Signal()
    chosen = Signal(object)
    refused = Signal(int)

    def __init__(self, theme: Theme, aloud: Aloud, limit: int, partner: str) -> None:
        self._aloud = aloud
        self._changeable = True
        self._known = False
        self._limit, self._partner = limit, partner
        self._editor: SpokenEditor | None = None
        self._words = Text(theme, "", "aside")
        self._kept = IconLine(theme, "lock", "", "small", color="ink2", size=16, gap=6)
        self._note = IconLine(
            theme, "together", "", "small", color="ink2", icon_color="accentText", size=17, gap=7
        )
        self._switch = Link(theme, "", "small")
        self._again = Link(theme, "", "small")
        self._change = Link(theme, "", "small")
        self._links = flow(theme, self._note, self._switch, self._again, self._change, gap=18, line_gap=2)
        self._place = QWidget()
        self._room = QVBoxLayout(self._place)
        self._pencil = Button(theme, "", "quiet", icon="pencil", size="compact", name=" ")
        number = Text(theme, QLocale().toString(aloud.item.number), "small", "ink3", "end", line=26)
        number.setFixedWidth(theme.text(20))
        lines = column(theme, self._words, self._kept, self._links, self._place, gap=3)
        line = row(
            theme, top(number), (lines, 1), top(self._pencil), gap=14, margins=(0, 11, 0, 11), align="top"
        )
        super().__init__(theme, column(theme, line, Rule(theme)), "")
        name = self.tr("Edit sentence {number}: {stem}").format(
            number=QLocale().toString(aloud.item.number), stem=aloud.item.stem
        )
        self._pencil.setAccessibleName(name)
        self._pencil.setToolTip(self.tr("Edit"))
        self._pencil.clicked.connect(self.edit_asked)
        self._switch.clicked.connect(self._turn)
        self._again.clicked.connect(self._take_again)
        self._change.clicked.connect(self._open)
        self._place.hide()
        self._show()

    # what it shows

    @property
    def words(self) -> str:
        """The sentence as it is seen."""
        return self._words.text()

    @property
    def note(self) -> str:
        """What is said about how it is read, or nothing."""
        return self._note_text()

    @property
    def aloud(self) -> Aloud:
        """The answer it shows, and how it will be read."""
        return self._aloud

    def show_aloud(self, aloud: Aloud, *, known: bool = True) -> None:
        """Show another state of the same sentence.

        Args:
            aloud: the answer and how it will be read.
            known: whether its suggestion is found, if there is one; before that nothing is asked.
        """
        self._aloud, self._known = aloud, known
        self._show()

    def set_changeable(self, changeable: bool) -> None:
        """Show or take away what changes the sentence."""
        self._changeable = changeable
        self._pencil.setVisible(changeable)
        if not changeable:
            self._close_editor()
        self._show()

    def _show(self) -> None:
        aloud = self._aloud
        self._words.set_text(shown_runs(aloud, self.tr("left blank")))
        kept = self.tr("Kept to yourself. It looks like a blank.") if aloud.answer.kept else ""
        note = self._note_text()
        for line, words in ((self._kept, kept), (self._note, note)):
            if isinstance(line.label, Text):
                line.label.set_text(words)
            line.setVisible(bool(words))
        self._note.icon.set_icon(
            "warning" if aloud.earlier else "together", "caution" if aloud.earlier else "accentText"
        )
        self._show_links()
        self.setAccessibleName(" ".join(filter(None, (self._words.text(), kept, note))))

    @property
    def _asks(self) -> bool:
        return self._changeable and self._known and self._aloud.marked and self._editor is None

    def _note_text(self) -> str:
        aloud, name = self._aloud, self._partner
        if not self._asks:
            return ""
        if aloud.earlier:
            changed = self.tr("Changed since. What you had chosen to say before is not read: “{words}”")
            return changed.format(words=aloud.earlier)
        doubtful = aloud.suggestion.unsure if aloud.suggestion is not None else ()
        unsure = " · ".join(f"“{words}”" for words in doubtful)
        match aloud.form:
            case Form.SUGGESTED if unsure:
                return self.tr("Look at {words}: left as you wrote it").format(words=unsure)
            case Form.SUGGESTED:
                return self.tr("Suggested, as said to {name}").format(name=name)
            case Form.OWN:
                return self.tr("Said to {name} in your words").format(name=name)
            case _:
                return self.tr("Speaks about {name}, read as written").format(name=name)

    def _show_links(self) -> None:
        aloud, suggestion = self._aloud, self._aloud.suggestion
        asked, name = self._asks, self._partner
        if aloud.form is Form.WRITTEN:
            self._switch.setText(self.tr("Say it to {name}").format(name=name))
        else:
            self._switch.setText(self.tr("Read it as written"))
        can_turn = aloud.has_words or suggestion is not None
        self._switch.setVisible(asked and can_turn)
        differs = aloud.form is Form.OWN and suggestion is not None and suggestion.sure
        self._again.setText(self.tr("Say that again") if aloud.earlier else self.tr("Use the suggestion"))
        self._again.setVisible(asked and (bool(aloud.earlier) or differs))
        others = self.tr("Say it to {name}").format(name=name)
        self._change.setText(self.tr("Change the words") if can_turn else others)
        self._change.setVisible(asked)
        self._links.setVisible(asked)

    # what its author does

    def _turn(self) -> None:
        aloud = self._aloud
        self._choose(aloud.said_to_them() if aloud.form is Form.WRITTEN else aloud.written())

    def _take_again(self) -> None:
        aloud = self._aloud
        self._choose(aloud.in_words(aloud.earlier) if aloud.earlier else aloud.suggested())

    def _choose(self, answer: Answer) -> None:
        self.chosen.emit(answer)
        announce(self, self.accessibleName())

    def _open(self) -> None:
        self._editor = SpokenEditor(self._theme, self._aloud, self._limit)
        self._editor.edited.connect(lambda words: self.chosen.emit(self._aloud.in_words(words)))
        self._editor.refused.connect(self.refused)
        self._editor.done.connect(self._close_editor)
        self._room.addWidget(self._editor)
        self._room.setContentsMargins(0, self._theme.gap(8), 0, self._theme.gap(8))
        self._place.show()
        # made later than what stands below it
        QWidget.setTabOrder(self._change, self._editor.field)
        QWidget.setTabOrder(self._editor.field, self._editor.finish)
        self._show()
        self._editor.field.setFocus()

    def _close_editor(self) -> None:
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        had_focus = editor.isAncestorOf(self.focusWidget() or self)
        self._room.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._place.hide()
        self._show()
        if had_focus and self._asks:
            self._change.setFocus()
