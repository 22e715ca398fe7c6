"""Who is here: two seats, and the way to open both together."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from intimacy_desktop.filesystems import FileSystem
from intimacy_desktop.identity import Hue, Shape
from intimacy_desktop.seating import SEATS, SeatRecord
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, row
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.rings import EmblemState, Sign
from ui.widgets.seat_card import SeatCard
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage
from ui.widgets.together_mark import TogetherMark

UNKNOWN = "?"
"""The nickname of a seat of which nothing can be read any more."""
LOW = 720
"""Below this height in pixels the seats are smaller."""


class HomePage(TextPage):
    """The page between everything else; no vault is open while it is seen.

    Args:
        theme: the live theme.
        seats: one or two, in the order of taking.
        synced: the service that copies this folder elsewhere, if one was recognised.
        notice: "crashed" if the process before this one ended without a word, else nothing.
        kept: whether something that could not be saved waits for its owner.
        file_system: that the folder lies on, if it is one to be warned of.

    Signals:
        seat_asked: a seat's vault id.
        take_seat_asked: the empty seat.
        together_asked: both seats.
        guide_asked: the guide.
        settings_asked: the settings.
    """

    seat_asked = Signal(str)
    take_seat_asked = Signal()
    together_asked = Signal()
    guide_asked = Signal()
    settings_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        seats: Sequence[SeatRecord],
        synced: str | None = None,
        notice: str = "",
        *,
        kept: bool = False,
        file_system: FileSystem | None = None,
    ) -> None:
        super().__init__(theme, self.tr("Who is here?"), measure=820, centred=True)
        self._seats, self._synced, self._notice = tuple(seats), synced, notice
        self._kept, self._file_system = kept, file_system
        guide = self.quiet_button(self.tr("Guide"), "book", self.guide_asked.emit)
        settings = self.quiet_button(self.tr("Settings"), "settings", self.settings_asked.emit)
        self.set_trailing(guide, settings)
        self._buttons: list[Button] = []
        self._fit: tuple[bool, bool] | None = None
        self._arrange()
        theme.changed.connect(self._arrange)

    def first_focus(self) -> QWidget | None:
        """The first seat's button."""
        return self._buttons[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the seats smaller where the window is low."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        low = self.height() < LOW
        stacked = self.theme.big
        if (low, stacked) == self._fit:
            return
        self._fit = (low, stacked)
        focused = next((index for index, button in enumerate(self._buttons) if button.hasFocus()), None)
        self._buttons = []
        self.set_body(self._content(low=low, stacked=stacked))
        if focused is not None:
            self._buttons[focused].setFocus()

    def _content(self, *, low: bool, stacked: bool) -> Box:
        theme = self.theme
        cards = [self._taken(seat, low=low) for seat in self._seats]
        if len(cards) < SEATS:
            cards.append(self._empty(low=low))
        self._buttons = [card.button for card in cards]
        items: list[Item] = list(cards) if stacked else [(card, 1) for card in cards]
        arranged = column(theme, *items, gap=24) if stacked else row(theme, *items, gap=24, align="fill")
        return column(
            theme,
            *self._notices(),
            Text(theme, self.tr("Who is here?"), "display", align="center", balance=True),
            8,
            Text(
                theme,
                self.tr("Each seat opens with its own passphrase. Neither opens the other."),
                "body",
                "ink2",
                align="center",
            ),
            20 if low else 34,
            arranged,
            24,
            self._together(stacked=stacked) if len(self._seats) == SEATS else None,
        )

    def _taken(self, seat: SeatRecord, *, low: bool) -> SeatCard:
        card = self._troubled(seat, low=low) if seat.trouble else self._locked(seat, low=low)
        card.pressed.connect(lambda: self.seat_asked.emit(seat.vault_id))
        return card

    def _locked(self, seat: SeatRecord, *, low: bool) -> SeatCard:
        who = seat.identity
        return SeatCard(
            self.theme,
            Sign.of(who),
            EmblemState.READY if seat.ready else EmblemState.TAKEN,
            who.nickname,
            self.tr("Locked. Opens with {name}’s passphrase.").format(name=who.nickname),
            action=self.tr("Open as {name}").format(name=who.nickname),
            label=self.tr("Ready") if seat.ready else "",
            compact=low,
        )

    def _troubled(self, seat: SeatRecord, *, low: bool) -> SeatCard:
        name = seat.identity.nickname
        return SeatCard(
            self.theme,
            Sign.of(seat.identity),
            EmblemState.TAKEN,
            self.tr("A seat without a name") if name == UNKNOWN else name,
            self.tr("It was left as it is."),
            action=self.tr("See what happened"),
            label=self.tr("This seat cannot be opened now"),
            trouble=True,
            compact=low,
        )

    def _empty(self, *, low: bool) -> SeatCard:
        first = self._seats[0].identity
        shape = Shape.DIAMOND if first.shape is Shape.CIRCLE else Shape.CIRCLE
        hue = Hue.RUST if first.hue is not Hue.RUST else Hue.BLUE
        card = SeatCard(
            self.theme,
            Sign(shape, hue),
            EmblemState.EMPTY,
            self.tr("Second seat"),
            self.tr("For your partner, whenever and if they wish."),
            action=self.tr("Take this seat"),
            compact=low,
        )
        card.pressed.connect(self.take_seat_asked)
        return card

    def _together(self, *, stacked: bool) -> QWidget:
        theme = self.theme
        first, second = (Sign.of(seat.identity) for seat in self._seats)
        both_ready = all(seat.ready and seat.trouble is None for seat in self._seats)
        button = Button(theme, self.tr("Open together"), "primary" if both_ready else "secondary")
        button.clicked.connect(self.together_asked)
        self._buttons.append(button)
        words = column(
            theme,
            Text(theme, self.tr("Side by side"), "strong"),
            Text(
                theme,
                self.tr("Opens when you are both here. There is no hurry, and no reminder."),
                "body",
                "ink2",
            ),
        )
        mark = TogetherMark(theme, first, second, radius=15)
        inside = (
            column(theme, mark, 8, words, 12, button)
            if stacked
            else row(theme, mark, 4, (words, 1), button, gap=14)
        )
        return Card(theme, inside, (26, 18, 22, 18), ground="canvas", elevation=0)

    def _words_for(self, kind: FileSystem) -> tuple[str, str]:
        if kind is FileSystem.NETWORK:
            return (
                self.tr("This folder lies on another computer."),
                self.tr(
                    "Who looks after that one can keep older copies of your encrypted files. If the "
                    "connection breaks, something may not be saved; the program says so then."
                ),
            )
        return (
            self.tr("This folder lies on a drive that knows no owners (FAT)."),
            self.tr(
                "Anyone who uses this computer can copy your encrypted files from there, and a power cut "
                "harms files there more easily. A folder on the computer’s own disk is better."
            ),
        )

    def _notices(self) -> list[Item]:
        found: list[Item] = []
        if self._notice == "crashed":
            title = self.tr("The program stopped without being asked to.")
            found += [Notice(self.theme, "info", title, self.tr("What was shown as saved is saved.")), 20]
        if self._kept:  # whose it is, they know
            title = self.tr("Something could not be saved when the program locked.")
            words = self.tr(
                "It is kept, sealed, and is there again when its owner opens their seat. Better before the "
                "program is closed: where the disk takes nothing at all, it is kept only as long."
            )
            found += [Notice(self.theme, "caution", title, words), 20]
        if self._synced:
            title = self.tr("This folder is copied to other computers by {service}.").format(
                service=self._synced
            )
            words = self.tr("Older copies of your encrypted files stay there, out of reach of the program.")
            found += [Notice(self.theme, "caution", title, words), 20]
        if self._file_system is not None:
            found += [Notice(self.theme, "caution", *self._words_for(self._file_system)), 20]
        return found
