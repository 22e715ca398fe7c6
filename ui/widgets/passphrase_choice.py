"""Choosing a passphrase: six generated words, written down and typed back once; or one's own, typed twice."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box, column
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.flow import flow
from ui.widgets.icon_line import IconLine
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.passphrase_rules import Weakness
from ui.widgets.text import Text

Judge = Callable[[str], tuple[str, str]]
"""What is wrong with a passphrase, and what to do about it; two empty texts where nothing is."""


class Way(Enum):
    """What the chooser shows."""

    WORDS_SHOWN = "shown"
    WORDS_TYPED = "typed"
    OWN = "own"


class PassphraseChoice(QWidget):
    """Offers generated words first and own words second, and gives the one passphrase that was proved.

    Args:
        theme: the live theme.
        generate: gives a new passphrase of six words.
        judge: refuses an own passphrase.
        weakness: remarks on an own passphrase while it is typed; it refuses nothing.
        least: characters of an own passphrase.

    Signals:
        entered: Enter was pressed in the last field.
        way_changed.
    """

    entered = Signal()
    way_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        generate: Callable[[], str],
        judge: Judge,
        weakness: Weakness,
        least: int,
    ) -> None:
        super().__init__()
        self._theme, self._generate, self._judge = theme, generate, judge
        self._usual_hint = self.tr(
            "%Ln characters or more. Spaces and any letters are fine.", "two or more", least
        )
        self._generated = generate()
        self._way = Way.WORDS_SHOWN
        self._words = Text(theme, self._generated, "answer", align="center", balance=True, heading=False)
        self._typed = PassphraseField(theme, self.tr("The six words, from your paper"))
        self._own = PassphraseField(theme, self.tr("Your own words"))
        self._again = PassphraseField(theme, self.tr("The same once more"))
        self._parts = {
            Way.WORDS_SHOWN: self._shown_part(),
            Way.WORDS_TYPED: self._typed_part(),
            Way.OWN: self._own_part(),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in self._parts.values():
            box.addWidget(part)
        self._typed.entered.connect(self.entered)
        self._again.entered.connect(self.entered)
        self._own.set_hint(self._usual_hint)
        self._own.entered.connect(self._again.edit.setFocus)
        self._own.edit.textChanged.connect(weakness.look_at)
        weakness.found.connect(self._remark)
        self._show(Way.WORDS_SHOWN)

    # the three ways

    def _shown_part(self) -> Box:
        theme = self._theme
        another = Button(theme, self.tr("Another six"), icon="refresh")
        another.clicked.connect(self._draw_again)
        own = Link(theme, self.tr("Use my own words instead"))
        own.clicked.connect(lambda: self.show_way(Way.OWN))
        return column(
            theme,
            Card(theme, self._words, padding=(28, 26, 28, 26), ground="accentSoft", line=None, elevation=0),
            12,
            self._line(
                "pencil",
                self.tr("Write these six words on paper now, and keep the paper where only you look."),
            ),
            6,
            self._line(
                "key",
                self.tr(
                    "Not in a file or a photo: this program keeps no copy, and nobody can send you another."
                ),
            ),
            18,
            flow(theme, another, own, gap=24, line_gap=10),
        )

    def _typed_part(self) -> Box:
        theme = self._theme
        show = Link(theme, self.tr("Show the words again"))
        show.clicked.connect(lambda: self.show_way(Way.WORDS_SHOWN))
        self._typed.set_hint(self.tr("Small letters, one space between the words."))
        lead = self.tr("Type the six words once, from your paper. Then you know that the paper is right.")
        return column(theme, Text(theme, lead, "body"), 14, self._typed, 12, show)

    def _own_part(self) -> Box:
        theme = self._theme
        back = Link(theme, self.tr("Use six generated words"))
        back.clicked.connect(lambda: self.show_way(Way.WORDS_SHOWN))
        lead = self.tr(
            "Several words that nobody would expect from you. Not a song, not a saying, no names, no dates: "
            "whoever knows you will try those first."
        )
        note = self.tr("Write it down on paper too. This program keeps no copy.")
        return column(
            theme,
            Text(theme, lead, "body"),
            14,
            self._own,
            14,
            self._again,
            12,
            self._line("pencil", note),
            12,
            back,
        )

    def _line(self, icon: str, sentence: str) -> IconLine:
        return IconLine(self._theme, icon, sentence, "body", color="ink2", icon_color="accentText", gap=10)

    @property
    def way(self) -> Way:
        """Which of the three is shown."""
        return self._way

    @property
    def words(self) -> str:
        """The generated words, while they can be read."""
        return self._words.text()

    def show_way(self, way: Way) -> None:
        """Show another way, with the keyboard in its first field."""
        self._show(way)
        first = self.first_focus()
        if first is not None:
            first.setFocus()
        self.way_changed.emit()

    def _show(self, way: Way) -> None:
        self._way = way
        # the words stand nowhere in the window while they are typed back
        self._words.set_text(self._generated if way is Way.WORDS_SHOWN else "")
        for known, part in self._parts.items():
            part.setVisible(known is way)

    def first_focus(self) -> QWidget | None:
        """Where typing begins."""
        return {Way.WORDS_TYPED: self._typed.edit, Way.OWN: self._own.edit}.get(self._way)

    def _draw_again(self) -> None:
        self._generated = self._generate()
        self._words.set_text(self._generated)
        self._typed.clear()

    # proving

    def proved(self) -> str:
        """The passphrase, or nothing: then its field says what is wrong, with the focus and its text."""
        if self._way is Way.WORDS_TYPED:
            return self._proved_words()
        return self._proved_own() if self._way is Way.OWN else ""

    def _proved_words(self) -> str:
        if self._typed.text() == self._generated:
            return self._generated
        if not self._typed.text().strip():
            self._refuse(self._typed, *self._judge(self._typed.text()))
        else:
            self._refuse(
                self._typed,
                self.tr("These are not the six words."),
                self.tr("Look at your paper: small letters, one space between the words."),
            )
        return ""

    def _proved_own(self) -> str:
        title, text = self._judge(self._own.text())
        if title:
            self._refuse(self._own, title, text)
        elif self._again.text() != self._own.text():
            self._refuse(
                self._again,
                self.tr("These two are not the same."),
                self.tr("Show the letters with the eye, or type it once more."),
            )
        else:
            return self._own.text()
        return ""

    def refuse(self, title: str, text: str) -> None:
        """Say beside the present field why its passphrase was not taken."""
        field = self._typed if self._way is Way.WORDS_TYPED else self._own
        self._refuse(field, title, text)

    def forget(self) -> None:
        """Empty everything that was shown or typed."""
        self._generated = ""
        self._words.set_text("")
        for field in (self._typed, self._own, self._again):
            field.take()

    @staticmethod
    def _refuse(field: PassphraseField, title: str, text: str) -> None:
        field.set_error(title, text)
        field.edit.setFocus()
        field.edit.selectAll()

    def _remark(self, sentence: str, is_praise: bool) -> None:
        if not sentence:
            self._own.set_hint(self._usual_hint)
        elif is_praise:
            self._own.set_hint(sentence, "check", "accentText")
        else:
            self._own.set_hint(sentence, "warning", "caution")
