"""One’s own part: what it holds, and what can be done with it besides writing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from intimacy_desktop.identity import Identity
from intimacy_desktop.rounds import Round, RoundState
from ui.theme import Theme
from ui.widgets.boxes import PUSH, Box, Item, Rule, column, flow
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.days import day_of
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.marks import Name
from ui.widgets.notice import Notice
from ui.widgets.scaffold import Page
from ui.widgets.text import Text

AT_A_TIME = 12
"""Rounds that are listed at once; more when they are asked for."""


class PartPage(Page):
    """The place in a seat from which its owner begins a round, looks back, ends a round, or leaves.

    Args:
        theme: the live theme.
        identity: whose part it is.
        rounds: of the vault, the oldest first.
        back_label: where *back* leads, or nothing where there is no page below.
        said: what has just been done, or nothing.

    Signals:
        begin_asked: a next round.
        read_asked(Round), notes_asked(Round), delete_asked(Round): of one round.
        over_time_asked: all answers, sentence by sentence.
        close_asked(Round): the unfinished round is to be closed.
        leave_asked: they want to take their part and leave.
        settings_asked, guide_asked, back_asked, lock_asked.
    """

    begin_asked = Signal()
    read_asked = Signal(object)
    notes_asked = Signal(object)
    delete_asked = Signal(object)
    over_time_asked = Signal()
    close_asked = Signal(object)
    leave_asked = Signal()
    settings_asked = Signal()
    guide_asked = Signal()
    back_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self, theme: Theme, identity: Identity, rounds: Sequence[Round], back_label: str = "", said: str = ""
    ) -> None:
        super().__init__(theme, self.tr("My rounds"), measure=720)
        self._rounds = tuple(rounds)
        self._listed = AT_A_TIME
        self._current = next((each for each in rounds if each.state is not RoundState.CLOSED), None)
        self._first: Button | None = None
        name = self.tr("{name}, on your own").format(name=identity.nickname)
        who = Name(theme, identity.shape, identity.hue, name, "label", short=identity.nickname)
        self.set_leading(self.back_button(back_label, self.back_asked.emit) if back_label else who)
        guide = self.quiet_button(self.tr("Guide"), "book", self.guide_asked.emit)
        settings = self.quiet_button(self.tr("Settings"), "settings", self.settings_asked.emit)
        lock = self.quiet_button(self.tr("Lock"), "lock", self.lock_asked.emit)
        if back_label:  # the page below has its own, which knows of its words
            settings.hide()
            settings.setParent(self)
        self.set_trailing(*((guide, lock) if back_label else (guide, settings, lock)))
        self._list = column(theme)
        self.set_body(self._build(said))

    def first_focus(self) -> QWidget | None:
        """What leads on, if something does."""
        return self._first

    def _build(self, said: str) -> Box:
        theme = self.theme
        told: list[Item] = [Notice(theme, "info", said), 16] if said else []
        self._fill_list()
        lead = self.tr("Only you can read this page: it opens with your passphrase.")
        return column(
            theme,
            *told,
            Text(theme, self.tr("My rounds"), "title"),
            4,
            Text(theme, lead, "body", "ink2"),
            20,
            self._present(),
            28,
            self._list,
            32,
            Rule(theme),
            14,
            self._leave(),
            margins=(0, 0, 0, 32),
        )

    def name_of(self, found: Round) -> str:
        """Give what a round is called here, and when it was."""
        return f"{self._name(found)}. {self._when(found)}"

    # the round that is not over, or the next one

    def _present(self) -> Card:
        match self._current.state if self._current else None:
            case None:
                return self._may_begin()
            case RoundState.WRITING:
                title = self.tr("You are writing.")
                text = self.tr(
                    "Nobody sees it before you seal it. What you wrote in earlier rounds comes back to you "
                    "once this one is sealed, so that it does not lead your pen."
                )
            case RoundState.SEALED:
                title = self.tr("Your ten answers are sealed.")
                text = self.tr("They wait until you open them together. There is no hurry.")
            case _:
                title = self.tr("You have begun this round together.")
                text = self.tr("It goes on when you both open it again, if you both want to.")
        return self._card(title, text, self._button(self.tr("Close this round"), self._ask_close))

    def _may_begin(self) -> Card:
        begin = Button(self.theme, self.tr("Begin a round"), "primary")
        begin.clicked.connect(self.begin_asked)
        self._first = begin
        if not self._rounds:
            title = self.tr("There is no round in your part.")
            return self._card(title, self.tr("You may begin one."), begin)
        return self._card(
            self.tr("This round was closed."),
            self.tr(
                "You may begin another, now or next year. The ten sentences are the same, and you seal them "
                "afresh. What you wrote before stays out of sight until you have."
            ),
            begin,
        )

    def _card(self, title: str, text: str, *buttons: Button) -> Card:
        theme = self.theme
        words = column(
            theme,
            Text(theme, title, "heading"),
            4,
            Text(theme, text, "body", "ink2"),
            14,
            flow(theme, *buttons),
        )
        return Card(theme, words, padding=(26, 20, 26, 22))

    def _ask_close(self) -> None:
        self.close_asked.emit(self._current)

    # rounds

    def _fill_list(self) -> None:
        theme = self.theme
        self._list.clear()
        if not self._rounds:
            return
        newest_first = self._rounds[::-1]
        title = self.tr("Round by round")
        listing = Listing(title)
        for found in newest_first[: self._listed]:
            listing.add(self._entry(found))
        self._list.add(Text(theme, title, "heading"), 6)
        if not self._is_writing and len(self._rounds) > 1:
            over_time = self._button(self.tr("How my answers changed"), self.over_time_asked.emit, "rounds")
            self._list.add(flow(theme, over_time), 6)
        self._list.add(listing)
        if len(newest_first) > self._listed:
            self._list.add(12, flow(theme, self._button(self.tr("Show earlier ones"), self._list_more)))

    def _list_more(self) -> None:
        self._listed += AT_A_TIME
        self._fill_list()

    @property
    def _is_writing(self) -> bool:
        return self._current is not None and self._current.state is RoundState.WRITING

    def _entry(self, found: Round) -> ListingItem:
        theme, name = self.theme, self._name(found)
        links: list[Link] = []
        if not self._is_writing:
            links.append(self._link(self.tr("Read"), name, lambda: self.read_asked.emit(found)))
        if found.begun_at is not None:
            links.append(self._link(self.tr("Notes"), name, lambda: self.notes_asked.emit(found)))
        links.append(self._link(self.tr("Delete"), name, lambda: self.delete_asked.emit(found)))
        words = column(theme, Text(theme, name, "strong"), Text(theme, self._when(found), "small", "ink3"))
        line = flow(theme, words, PUSH, *links, gap=18, margins=(0, 12, 0, 12))
        return ListingItem(theme, column(theme, line, Rule(theme)), self.name_of(found))

    def _link(self, label: str, name: str, pressed: Callable[[], None]) -> Link:
        link = Link(self.theme, label)
        link.setAccessibleName(self.tr("{action}: {name}").format(action=label, name=name))
        link.clicked.connect(lambda _checked=False: pressed())
        return link

    def _name(self, found: Round) -> str:
        number = self._rounds.index(found) + 1
        return self.tr("Round {number}").format(number=QLocale().toString(number))

    def _when(self, found: Round) -> str:
        if found.begun_at is not None:
            return self.tr("Opened together on {date}").format(date=day_of(found.begun_at))
        if found.closed_at is not None:
            return self.tr("Closed on {date}, never opened together").format(date=day_of(found.closed_at))
        if found.state is RoundState.SEALED:
            return self.tr("Sealed on {date}").format(date=day_of(found.sealed_at))
        return self.tr("In writing")

    # parting

    def _leave(self) -> Box:
        theme = self.theme
        link = Link(theme, self.tr("Take my part and leave"))
        link.clicked.connect(self.leave_asked)
        return column(
            theme,
            Text(
                theme,
                self.tr("You can end here altogether, whenever you like and without giving a reason."),
                "body",
                "ink2",
            ),
            4,
            flow(theme, link),
        )

    def _button(self, label: str, pressed: Callable[[], None], icon: str | None = None) -> Button:
        button = Button(self.theme, label, icon=icon)
        button.clicked.connect(lambda _checked=False: pressed())
        return button
