"""Ending a round, weighed: what closing or deleting it does, what it cannot reach, and two equal buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.boxes import Item, column, flow, row, top
from ui.widgets.bullet import Bullet
from ui.widgets.button import Button
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.notice import Notice
from ui.widgets.scaffold import Page
from ui.widgets.text import Text

Parts = tuple[tuple[str, tuple[str, ...]], ...]


class EndRoundPage(Page):
    """Asks once, in plain words. Neither answer is easier than the other, and none is chosen beforehand.

    Args:
        theme: the live theme.

    Signals:
        go_asked: do it.
        back_asked: leave it.
    """

    go_asked = Signal()
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", measure=640, centred=True)
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self._trouble = Notice(theme, "danger", "")
        self._busy = Text(theme, "", "body", "ink2")

    def ask(self, title: str, lead: str, parts: Parts, keep: str, go: str, *, destroys: bool = False) -> None:
        """Lay the question out.

        Args:
            title: the question.
            lead: what it is about.
            parts: headings, each with its points.
            keep: what the button says that leaves all as it is.
            go: what the other one says.
            destroys: whether it cannot be undone; then both buttons are filled, each in its own colour.
        """
        theme = self.theme
        self.title = title
        self.setAccessibleName(title)
        self._keep = Button(theme, keep, "primary" if destroys else "secondary", size="large")
        self._go = Button(theme, go, "danger" if destroys else "secondary", size="large")
        self._keep.clicked.connect(self.back_asked)
        self._go.clicked.connect(self._ask)
        items: list[Item] = []
        for heading, points in parts:
            items += [18, Text(theme, heading, "strong"), 4, self._points(heading, points)]
        self.set_body(
            column(
                theme,
                Text(theme, title, "title"),
                6,
                Text(theme, lead, "body", "ink2"),
                *items,
                26,
                self._trouble,
                8,
                flow(theme, self._keep, self._go, gap=14),
                8,
                self._busy,
            )
        )
        self._trouble.hide()
        self._busy.hide()

    def first_focus(self) -> QWidget | None:
        """Nobody: a key pressed too early must decide nothing."""
        return None

    def set_busy(self, words: str) -> None:
        """Say what is being done; nothing can be pressed meanwhile."""
        for button in (self._keep, self._go):
            button.setEnabled(not words)
        self._busy.set_text(words)
        self._busy.setVisible(bool(words))

    def show_trouble(self, title: str, text: str) -> None:
        """Say why it was not done."""
        self.set_busy("")
        self._trouble.set_words(title, text)
        self._trouble.show()

    def _ask(self) -> None:
        self._trouble.hide()
        self.go_asked.emit()

    def _points(self, name: str, points: tuple[str, ...]) -> Listing:
        listing = Listing(name)
        for words in points:
            mark, text = top(Bullet(self.theme)), (Text(self.theme, words, "body"), 1)
            line = row(self.theme, mark, text, gap=10, margins=(0, 2, 0, 2))
            listing.add(ListingItem(self.theme, line, words))
        return listing


class CloseRoundPage(EndRoundPage):
    """The question before an unfinished round is closed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        then = (
            self.tr("What has not been read in it stays sealed for good."),
            self.tr("Your own answers stay yours: you can read them here."),
            self.tr("Your partner sees only: this round was closed."),
            self.tr("Each of you may begin another one."),
        )
        self.ask(
            self.tr("Close this round?"),
            self.tr("You need no reason, and it can be done at any time."),
            ((self.tr("Then"), then),),
            self.tr("Leave it as it is"),
            self.tr("Close this round"),
        )


class DeleteRoundPage(EndRoundPage):
    """The question before somebody’s half of a round is deleted.

    Args:
        theme: the live theme.
        name: of the round and its time, as its owner sees it.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        goes = (
            self.tr("Your ten answers of this round, also what you kept to yourself."),
            self.tr("What you noted of its evening."),
            self.tr("The copies that this program made of them. Nothing here opens to them any more."),
        )
        out_of_reach = (
            self.tr("What your partner has heard, or noted in their own words."),
            self.tr("Copies that somebody made of the folder, exports, and paper."),
            self.tr("What a disk remembers of itself, or a service that copies this folder."),
        )
        seen = (
            self.tr("If the round is not over: this round was closed."),
            self.tr("If it is: it is no longer among those you look back on together."),
        )
        self.ask(
            self.tr("Delete this round?"),
            self.tr("{name}. This is your half only; your partner’s is theirs.").format(name=name),
            (
                (self.tr("What goes"), goes),
                (self.tr("What it cannot reach"), out_of_reach),
                (self.tr("What your partner sees"), seen),
            ),
            self.tr("Keep it"),
            self.tr("Delete it for good"),
            destroys=True,
        )
