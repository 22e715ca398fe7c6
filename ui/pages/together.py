"""Before the evening: a moment to think, and both passphrases, side by side."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.attempts import Attempts
from intimacy_desktop.care import Care, Preparation
from intimacy_desktop.errors import PassphraseEmpty, PassphraseError, SaveFailed, VaultError, WaitFirst
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.reveal import Seat
from intimacy_desktop.settings import Settings
from intimacy_desktop.sitting import Readiness, Sitting
from intimacy_desktop.vault import Vault
from ui.background import Background
from ui.messages import say
from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import Box, centre, column, measure, row, top
from ui.widgets.bullet import Bullet
from ui.widgets.button import Button
from ui.widgets.first_reader import FirstReader
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.notice import Notice
from ui.widgets.rings import Sign
from ui.widgets.scaffold import Page
from ui.widgets.seat_passphrase import SeatPassphrase
from ui.widgets.text import Text
from ui.widgets.together_mark import TogetherMark
from ui.widgets.two_columns import TwoColumns
from ui.widgets.wait_line import WaitLine

ABANDONED_MS = 120_000
"""Passphrases that nobody goes on typing leave their fields after this."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """Both vaults, open.

    Attributes:
        sitting: over both.
        readiness: whether they may begin.
        has_past: whether there are evenings to look back on; if not, and they may not begin, both are closed.
        older: the seats whose vault is older than it was when they last met.
    """

    sitting: Sitting
    readiness: Readiness
    has_past: bool
    older: tuple[Seat, ...]

    @property
    def stays_open(self) -> bool:
        """Whether there is anything to be done together."""
        return self.has_past or self.readiness in {Readiness.READY, Readiness.RESUMES}


class _Vaults:
    """Both vaults between their opening and whoever takes them over; its methods run on the storage lane."""

    def __init__(self) -> None:
        self._open: list[Vault] = []

    def open(
        self, folders: tuple[Path, Path], keys: tuple[VaultKeys, VaultKeys], first: Seat, *, alternate: bool
    ) -> _Opening:
        """Open both, and say what there is for the two; if there is nothing, both are closed again."""
        from intimacy_desktop.backup import make_backup

        try:
            for folder, key in zip(folders, keys, strict=True):
                self._open.append(Vault.open(folder, key, back_up=make_backup))
            sitting = Sitting(self._open[0], self._open[1], first, alternate=alternate)
            readiness = sitting.readiness()
            found = _Opening(sitting, readiness, bool(sitting.history().rounds()), ())
            if found.stays_open:
                found = replace(found, older=_meet(sitting))
        except BaseException:
            self.close()
            raise
        if not found.stays_open:
            self.close()
        return found

    def hand_over(self) -> None:
        """Leave the closing to somebody else."""
        self._open.clear()

    def close(self) -> None:
        """Close what nobody took over."""
        while self._open:
            self._open.pop().close()


def _meet(sitting: Sitting) -> tuple[Seat, ...]:
    """Give the seats that are older than when they last met; otherwise, note that they have met."""
    older = sitting.older_than_met()
    if not older:
        _note_met(sitting)
    return older


def _note_met(sitting: Sitting) -> None:
    with suppress(SaveFailed):  # the next opening notes it
        sitting.note_met()


class TogetherPage(Page):
    """Lets two people think before they begin, takes both passphrases, and opens both vaults.

    Args:
        theme: the live theme.
        background: derives the keys and owns the open vaults.
        home: with two taken seats.
        settings: who usually reads first.
        care: the words of preparation.

    Signals:
        opened(Sitting): ready, or to be resumed, and no evening lies behind them.
        past_found(Sitting, Readiness): both are open, and there are evenings to look back on.
        back_asked: nothing is open.
        lock_asked: both were opened, and it was not the time yet, or they would rather not.
    """

    opened = Signal(object)
    past_found = Signal(object, object)
    back_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self, theme: Theme, background: Background, home: Home, settings: Settings, care: Care
    ) -> None:
        super().__init__(theme, self.tr("Open together"), measure=840, centred=True)
        self._background = background
        self._seats = home.seats()[:2]
        self._vaults = _Vaults()
        self._attempts = {seat: Attempts(self._seats[seat.value].folder) for seat in Seat}
        self._keys: dict[Seat, VaultKeys] = {}
        self._errors: dict[Seat, Exception] = {}
        self._waiting: set[Seat] = set()
        self._is_busy = False
        self._has_left = False
        self._reader = Seat.FIRST if settings.first_reader == "first" else Seat.SECOND
        self._alternate = settings.first_reader == "alternate"
        self._abandoned = QTimer(self, singleShot=True, interval=ABANDONED_MS)
        self._abandoned.timeout.connect(self._abandon)
        self.set_leading(self.back_button(self.tr("Not tonight"), self._leave))
        self._focus = self._show_preparation(care.preparation)

    # what the window asks

    def first_focus(self) -> QWidget | None:
        """Nobody at first: a key pressed too early must not go on, and the words come first."""
        return self._focus

    def flush(self) -> None:
        """Close what may just be opening: the window is about to cover everything."""
        self._has_left = True
        self._background.storage(self, self._vaults.close, lambda _none: None, lambda _error: None)

    def _leave(self) -> None:
        self.flush()
        self.back_asked.emit()

    # a moment to think

    def _show_preparation(self, words: Preparation) -> QWidget | None:
        theme = self.theme
        first, second = (seat.identity for seat in self._seats)
        reader = FirstReader(theme, (first, second), self._reader.value, in_turns=self._alternate)
        reader.changed.connect(self._take_reader)
        content = column(
            theme,
            Text(theme, words.title, "title"),
            4,
            Text(theme, words.opening, "body", "ink2"),
            14,
            self._points(words.title, words.questions),
            10,
            Text(theme, words.otherwise, "body", "ink2"),
            24,
            Text(theme, words.rules_title, "heading"),
            6,
            self._points(words.rules_title, words.rules),
            18,
            reader,
        )
        self.set_body(column(theme, measure(theme, content, 640, (0, 0, 0, 0)), margins=(0, 0, 0, 16)))
        go_on = Button(theme, self.tr("Go on"), "primary", icon_end="arrow", size="large")
        go_on.clicked.connect(self._show_fields)
        self.set_actions(end=(go_on,))
        return None

    def _points(self, name: str, sentences: tuple[str, ...]) -> Listing:
        points = Listing(name)
        for sentence in sentences:
            mark = top(Bullet(self.theme))
            words = (Text(self.theme, sentence, "body"), 1)
            points.add(
                ListingItem(self.theme, row(self.theme, mark, words, gap=10, margins=(0, 3, 0, 3)), sentence)
            )
        return points

    def _take_reader(self, index: int) -> None:
        self._reader = Seat(index)

    # both passphrases

    def _show_fields(self) -> None:
        theme = self.theme
        first, second = (seat.identity for seat in self._seats)
        self._cards = {Seat.FIRST: SeatPassphrase(theme, first), Seat.SECOND: SeatPassphrase(theme, second)}
        self._open = Button(theme, self.tr("Open together"), "primary", size="large")
        self._wait = WaitLine(theme, lambda: max(one.wait_s() for one in self._attempts.values()))
        self._wait.over.connect(lambda: self._open.setEnabled(True))
        self._trouble = Notice(theme, "danger", "")
        self._trouble.hide()
        self.set_actions()
        self.set_body(self._fields(TogetherMark(theme, Sign.of(first), Sign.of(second), radius=26)))
        self._open.clicked.connect(self._try)
        for seat, card in self._cards.items():
            card.touched.connect(lambda seat=seat: self._forget(seat))
            card.entered.connect(lambda seat=seat: self._after_enter(seat))
        self._focus = self._cards[Seat.FIRST].field.edit
        self._focus_on(Seat.FIRST)
        self._begin_wait()

    def _fields(self, mark: QWidget) -> Box:
        theme = self.theme
        return column(
            theme,
            *(() if theme.big else (centre(mark), 14)),  # large text leaves the room to the fields
            Text(
                theme, self.tr("Open them together"), "title", align="center", balance=True, size=36, line=46
            ),
            4,
            Text(
                theme,
                self.tr("Sit side by side. Each of you types your own, while the other looks away."),
                "body",
                "ink2",
                align="center",
                balance=True,
            ),
            26,
            self._trouble,
            12,
            TwoColumns(theme, self._cards[Seat.FIRST], self._cards[Seat.SECOND]),
            26,
            centre(self._open),
            14,
            self._wait,
            Text(
                theme,
                self.tr("What one of you kept back stays closed. You can stop after any sentence."),
                "small",
                "ink3",
                align="center",
                balance=True,
            ),
            margins=(0, 0, 0, 24),
        )

    def _focus_on(self, seat: Seat) -> None:
        card = self._cards[seat]
        card.focus()
        # what is said below the field changes the heights first
        QTimer.singleShot(0, card, lambda: self.scroll_area.ensureWidgetVisible(card, 0, self.theme.gap(16)))

    def _after_enter(self, seat: Seat) -> None:
        if seat is Seat.FIRST and not self._cards[Seat.SECOND].text():
            self._focus_on(Seat.SECOND)
        else:
            self._try()

    def _forget(self, seat: Seat) -> None:
        """Drop what belonged to the text before, and count the quiet from now on."""
        self._keys.pop(seat, None)
        self._watch()

    def _watch(self) -> None:
        self._abandoned.stop()
        if any(card.text() for card in self._cards.values()):
            self._abandoned.start()

    def _abandon(self) -> None:
        if self._is_busy:
            self._abandoned.start()
            return
        for card in self._cards.values():
            card.empty()
        self._abandoned.stop()

    # opening: both keys one after the other, then both vaults

    def _try(self) -> None:
        if self._is_busy or self._wait.waiting:
            return
        self._trouble.hide()
        for card in self._cards.values():
            card.clear_trouble()
        self._errors = {seat: PassphraseEmpty() for seat, card in self._cards.items() if not card.text()}
        if self._errors:
            self._say_errors()
            return
        self._set_busy(busy=True)
        self._waiting = {seat for seat in Seat if seat not in self._keys}
        for seat in Seat:
            if seat in self._waiting:
                self._derive(seat)
        self._open_if_complete()

    def _derive(self, seat: Seat) -> None:
        folder, typed = self._seats[seat.value].folder, self._cards[seat].text()
        attempts = self._attempts[seat]

        def unlock_counted() -> VaultKeys:
            keys = attempts.count(lambda: unlock(folder, typed))
            attempts.passed()  # how many did not fit, each is told when they are alone
            return keys

        def take(keys: VaultKeys) -> None:
            self._keys[seat] = keys
            self._waiting.discard(seat)
            self._open_if_complete()

        def fail(error: Exception) -> None:
            self._errors[seat] = error
            self._waiting.discard(seat)
            self._open_if_complete()

        self._background.worker(self, unlock_counted, take, fail)

    def _open_if_complete(self) -> None:
        if self._waiting or self._has_left:
            return
        if self._errors:
            self._set_busy(busy=False)
            for seat in self._keys:
                self._cards[seat].accept()
            self._say_errors()
            self._begin_wait()
            self._watch()
            return
        first, second = self._seats
        folders = first.folder, second.folder
        keys = self._keys[Seat.FIRST], self._keys[Seat.SECOND]
        reader, alternate, vaults = self._reader, self._alternate, self._vaults
        self._background.storage(
            self,
            lambda: vaults.open(folders, keys, reader, alternate=alternate),
            self._take_sitting,
            self._take_trouble,
        )

    def _take_sitting(self, found: _Opening) -> None:
        if self._has_left:
            return  # what was opened is closed behind it
        for card in self._cards.values():
            card.empty()
        self._keys.clear()
        self._abandoned.stop()
        if not found.stays_open:
            self._show_not_yet(ended=found.readiness is Readiness.ENDED)
        elif found.older:
            self._show_older(found)
        else:
            self._hand_over(found)

    def _hand_over(self, found: _Opening) -> None:
        if self._has_left:
            return
        self._vaults.hand_over()
        if found.has_past:
            self.past_found.emit(found.sitting, found.readiness)
        else:
            self.opened.emit(found.sitting)

    def _take_trouble(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._watch()
        folders = {record.folder: seat for record, seat in zip(self._seats, Seat, strict=True)}
        seat = folders.get(error.folder) if isinstance(error, VaultError) else None
        if seat is not None:
            self._errors = {seat: error}
            self._say_errors()
            return
        message = say(error)
        self._trouble.set_words(message.title, message.text)
        self._trouble.show()

    def _begin_wait(self) -> None:
        self._wait.begin()
        self._open.setEnabled(not self._wait.waiting)

    def _say_errors(self) -> None:
        for seat, error in self._errors.items():
            if isinstance(error, WaitFirst):
                continue  # said below the button
            message = say(error, self._seats[seat.value].identity.nickname)
            if isinstance(error, PassphraseError):
                self._cards[seat].refuse(message.title, message.text)
            else:
                self._cards[seat].show_trouble(message.title, message.text)
        wrong = [seat for seat in Seat if seat in self._errors]
        self._focus_on(wrong[0])

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for card in self._cards.values():
            card.set_read_only(busy)
        self._open.setText(self.tr("Opening …") if busy else self.tr("Open together"))
        if busy:
            announce(self, self.tr("Opening …"))

    # older files in the place of newer ones

    def _show_older(self, found: _Opening) -> None:
        """Say so before a card is turned, and let them choose; they are told once."""
        theme, older = self.theme, found.older
        if len(older) > 1:
            title = self.tr("Both parts are older than they were")
        else:
            name = self._seats[older[0].value].identity.nickname
            title = self.tr("{name}’s part is older than it was").format(name=name)
        happened = self.tr(
            "When you last opened together, a newer one was here. This happens when older files are put in "
            "the place of newer ones: by a person, or by a program that copies folders."
        )
        means = self.tr(
            "Nothing is known to be damaged. But what you read tonight may not be what was written last. "
            "Talk about it first. You can stop here just as well."
        )
        stop = Button(theme, self.tr("Stop for tonight"), "secondary", size="large")
        go_on = Button(theme, self.tr("Go on"), "secondary", size="large")
        stop.clicked.connect(self.lock_asked)
        go_on.clicked.connect(lambda: self._go_on_all_the_same(found))
        self.set_leading()
        self.set_body(
            column(
                theme,
                Text(theme, title, "title", align="center", balance=True),
                16,
                Text(theme, happened, "body", "ink2", align="center", balance=True),
                10,
                Text(theme, means, "body", "ink2", align="center", balance=True),
                margins=(0, 0, 0, 24),
            )
        )
        self.set_actions(end=(stop, go_on))
        # Not a button: a key pressed too early must neither go on nor stop.
        self._focus = self.scroll_area
        self.scroll_area.setFocus()
        announce(self, f"{title} {happened} {means}")

    def _go_on_all_the_same(self, found: _Opening) -> None:
        self.set_actions()
        self._background.storage(
            self, lambda: _note_met(found.sitting), lambda _none: self._hand_over(found), self._take_trouble
        )

    # not yet

    def _show_not_yet(self, *, ended: bool) -> None:
        """Say that, and nothing else: neither why nor on whose side.

        Args:
            ended: a round was over for one of them and is now over for both; that is all that is told of it.
        """
        theme = self.theme
        title = self.tr("This round was closed") if ended else self.tr("Not yet")
        lock = Button(theme, self.tr("Lock"), "primary", size="large")
        lock.clicked.connect(self.lock_asked)
        self.set_leading()
        first, second = (Sign.of(seat.identity) for seat in self._seats)
        apart = TogetherMark(theme, first, second, radius=22, apart=1.7)
        words = Text(theme, title, "display", align="center")
        self.set_body(column(theme, centre(apart), 26, words, 30, centre(lock)))
        self._focus = lock
        lock.setFocus()
        announce(self, title)
