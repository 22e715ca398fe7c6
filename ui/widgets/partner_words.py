"""A small place to say how one writes of the partner, so that more endings can be said to them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.own import NICKNAME_LIMIT, PartnerWords, Pronouns
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import column, flow, start
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented
from ui.widgets.shadow import ShadowHost
from ui.widgets.text import Text

_ORDER = (Pronouns.NONE, Pronouns.THEY, Pronouns.SHE, Pronouns.HE)


class PartnerWordsForm(ShadowHost):
    """One quiet line that opens into two questions.

    Args:
        theme: the live theme.

    Signals:
        changed(PartnerWords): the author said it in other words.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._words = self._kept = PartnerWords()
        self._said = Text(theme, "", "small", "ink2")
        self._open = Link(theme, "", "small")
        self._open.clicked.connect(self._unfold)
        self._line = flow(theme, self._said, self._open, gap=12, line_gap=2)
        self._name = Field(theme, self.tr("The name you use for them"), limit=NICKNAME_LIMIT)
        self._pronouns = Segmented(
            theme,
            self.tr("The word you use instead of the name"),
            [self.tr("not said"), self.tr("they"), self.tr("she"), self.tr("he")],
        )
        self._card = self._questions()
        self._card.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(theme, self._line, self._card))
        self._show(self._words)

    def _questions(self) -> QWidget:
        theme = self._theme
        done = Button(theme, self.tr("Done"), "secondary", size="compact")
        done.clicked.connect(self._take)
        self._name.entered.connect(self._take)
        label = Text(theme, self.tr("The word you use instead of the name"), "label", "ink2")
        note = Text(
            theme,
            self.tr(
                "“My partner” is always known. What you say here is kept in your part, only to suggest words."
            ),
            "small",
            "ink3",
        )
        content = column(theme, self._name, 14, label, 6, start(self._pronouns), 12, note, 12, start(done))
        return Card(theme, content, padding=(20, 16, 20, 16), elevation=0)

    def show_kept(self, words: PartnerWords) -> None:
        """Show what is kept."""
        self._kept = words
        self._show(words)

    def go_back(self) -> None:
        """Show what was kept before: the newest words could not be."""
        self._show(self._kept)

    def _show(self, words: PartnerWords) -> None:
        self._words = words
        self._name.set_text(words.nickname)
        self._pronouns.set_current(_ORDER.index(words.pronouns))
        called = self._called(words)
        if called:
            self._said.set_text(self.tr("You write of them as {words}.").format(words=called))
            self._open.setText(self.tr("Change"))
        else:
            self._said.set_text(self.tr("Do you use a name, or they, she or he, for your partner?"))
            self._open.setText(self.tr("Say which"))
        self._open.setAccessibleDescription(self._said.text())

    def _called(self, words: PartnerWords) -> str:
        pronoun = {
            Pronouns.NONE: "",
            Pronouns.THEY: self.tr("they"),
            Pronouns.SHE: self.tr("she"),
            Pronouns.HE: self.tr("he"),
        }[words.pronouns]
        called = [f"“{word}”" for word in (words.nickname.strip(), pronoun) if word]
        return (
            self.tr("{first} and {second}").format(first=called[0], second=called[1])
            if len(called) == 2
            else "".join(called)
        )

    def _unfold(self) -> None:
        self._line.hide()
        self._card.show()
        self._name.setFocus()

    def _take(self) -> None:
        words = PartnerWords(self._name.text().strip(), _ORDER[self._pronouns.current()])
        differs = words != self._words
        self._show(words)
        self._card.hide()
        self._line.show()
        self._open.setFocus()
        if differs:
            self.changed.emit(words)
            announce(self, self._said.text())
