"""Ending a round, weighed: what closing or deleting it does, what it cannot reach, and two buttons of one weight."""

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


class EndRoundPage(Page):
    """Asks once, in plain words. Neither answer is easier than the other, and none is chosen beforehand.

    Args:
        theme: the live theme.
        title: the question.
        lead: what it is about, in one or two sentences.
        parts: headings, each with its points.
        keep: what the button says that leaves all as it is.
        go: what the other one says.

    Signals:
        go_asked: do it.
        back_asked: leave it.
    """

    go_asked = Signal()
    back_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        lead: str,
        parts: tuple[tuple[str, tuple[str, ...]], ...],
        keep: str,
        go: str,
    ) -> None:
        super().__init__(theme, title, measure=640, centred=True)
        self.set_leading(self.back_button(self.tr("Back"), self.back_asked.emit))
        self._trouble = Notice(theme, "danger", "")
        self._keep = Button(theme, keep, size="large")
        self._go = Button(theme, go, "danger", size="large")
        self._busy = Text(theme, "", "body", "ink2")
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

    @classmethod
    def closing(cls, theme: Theme) -> "EndRoundPage":
        """The question before an unfinished round is closed."""
        return cls(
            theme,
            cls.tr("Close this round?"),
            cls.tr("You need no reason, and it can be done at any time."),
            (
                (
                    cls.tr("Then"),
                    (
                        cls.tr("What has not been read in it stays sealed for good."),
                        cls.tr("Your own answers stay yours: you can read them here."),
                        cls.tr("Your partner sees only: this round was closed."),
                        cls.tr("Each of you may begin another one."),
                    ),
                ),
            ),
            cls.tr("Leave it as it is"),
            cls.tr("Close this round"),
        )

    @classmethod
    def deleting(cls, theme: Theme, name: str, when: str) -> "EndRoundPage":
        """The question before somebody’s half of a round is deleted.

        Args:
            theme: the live theme.
            name: of the round, as its owner sees it.
            when: what is known of its time.
        """
        return cls(
            theme,
            cls.tr("Delete {name}?").format(name=name),
            cls.tr("{when}. This is your half only; your partner’s is theirs.").format(when=when),
            (
                (
                    cls.tr("What goes"),
                    (
                        cls.tr("Your ten answers of this round, also what you kept to yourself."),
                        cls.tr("What you noted of its evening."),
                        cls.tr(
                            "The copies that this program made of them. Nothing here opens to them any more."
                        ),
                    ),
                ),
                (
                    cls.tr("What it cannot reach"),
                    (
                        cls.tr("What your partner has heard, or noted in their own words."),
                        cls.tr("Copies that somebody made of the folder, exports, and paper."),
                        cls.tr("What a disk remembers of itself, or a service that copies this folder."),
                    ),
                ),
                (
                    cls.tr("What your partner sees"),
                    (
                        cls.tr(
                            "If the round is not over: this round was closed. If it is: it is no longer "
                            "among those you look back on together."
                        ),
                    ),
                ),
            ),
            cls.tr("Keep it"),
            cls.tr("Delete it for good"),
        )

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
