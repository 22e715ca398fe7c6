"""Numbers of one's own, seen and changed in one's own open part only."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from intimacy_desktop.own import LINE_NAME_LIMIT, LINE_NOTE_LIMIT, LINE_NUMBER_LIMIT, LINES_LIMIT, OwnLine
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Box, column, flow, row, top
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Text


class OwnLines(Card):
    """The owner's numbers, each with a way to remove it, and a form for another one.

    Args:
        theme: the live theme.
        lines: what stands there already.

    Signals:
        changed: with all lines as they are now.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, lines: tuple[OwnLine, ...]) -> None:
        super().__init__(theme, padding=(26, 20, 26, 22))
        self._lines = lines
        self._shown = column(theme)
        self._form = self._make_form()
        self._open = Button(theme, self.tr("Add a number"), "secondary")
        self._open.clicked.connect(self._show_form)
        self._trouble = Text(theme, "", "small", "danger")
        self._full = Text(theme, self.tr("No more of them fit here."), "small", "ink3")
        kept = self.tr("Kept in your own part. Nobody sees them while it is closed.")
        self.add(
            column(
                theme,
                Text(theme, self.tr("Your own numbers"), "strong", heading=True),
                4,
                IconLine(theme, "lock", kept, "small", color="ink3", icon_color="ink3", size=17, gap=8),
                14,
                self._shown,
                self._form,
                self._open,
                self._full,
                self._trouble,
            )
        )
        self._form.hide()
        self._trouble.hide()
        self._show()

    def say_trouble(self, sentence: str) -> None:
        """Say why a change was not kept."""
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))
        announce(self, sentence, urgent=True)

    def _make_form(self) -> Box:
        theme = self.theme
        self._name = Field(theme, self.tr("Who it is"), limit=LINE_NAME_LIMIT)
        self._number = Field(theme, self.tr("Number"), limit=LINE_NUMBER_LIMIT)
        self._note = Field(theme, self.tr("Anything to remember, if you like"), limit=LINE_NOTE_LIMIT)
        add = Button(theme, self.tr("Keep this number"), "primary")
        add.clicked.connect(lambda _checked=False: self._add())
        leave = Button(theme, self.tr("Leave it"), "quiet")
        leave.clicked.connect(lambda _checked=False: self._hide_form())
        for field in (self._name, self._number, self._note):
            field.entered.connect(self._add)
        buttons = flow(theme, add, leave, gap=10)
        return column(theme, self._name, 10, self._number, 10, self._note, 14, buttons)

    def _show_form(self) -> None:
        self._open.hide()
        self._form.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_form(self) -> None:
        for field in (self._name, self._number, self._note):
            field.clear()
            field.clear_error()
        self._form.hide()
        self._show()
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        number = self._number.text().strip()
        if not number:
            self._number.set_error(self.tr("A number is needed."))
            self._number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._lines = (*self._lines, OwnLine(self._name.text().strip(), number, self._note.text().strip()))
        self.say_trouble("")
        self._hide_form()
        self.changed.emit(self._lines)

    def _remove(self, line: OwnLine, _checked: bool = False) -> None:
        self._lines = tuple(one for one in self._lines if one is not line)
        self.say_trouble("")
        self._show()
        (self._open if self._open.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(self._lines)

    def _show(self) -> None:
        self._shown.clear()
        for line in self._lines:
            self._shown.add(self._entry(line), 12)
        full = len(self._lines) >= LINES_LIMIT
        self._open.setVisible(not full and self._form.isHidden())
        self._full.setVisible(full)

    def _entry(self, line: OwnLine) -> Box:
        theme = self.theme
        words = column(theme, Text(theme, line.number, "heading", heading=False))
        for about in filter(None, (line.name, line.note)):
            words.add(Text(theme, about, "body", "ink2"))
        called = line.name or line.number
        name = self.tr("Remove {name}").format(name=called)
        remove = Button(theme, self.tr("Remove"), "quiet", size="compact", name=name)
        remove.clicked.connect(partial(self._remove, line))
        return row(theme, (IconLine(theme, "phone", words, "heading"), 1), top(remove), gap=12, align="top")
