"""Answers to one sentence over time, the latest first: beside the dates, or two at their sides."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intimacy_desktop.identity import Identity
from ui.theme import Theme
from ui.widgets.boxes import STRETCH, Box, Item, column, row
from ui.widgets.lane_answer import LaneAnswer
from ui.widgets.marks import Name
from ui.widgets.rings import Sign
from ui.widgets.roles import give_role
from ui.widgets.spine import Spine
from ui.widgets.text import Text
from ui.widgets.text_layout import Runs


@dataclass(frozen=True, slots=True)
class Cell:
    """What one person said at one time.

    Args:
        runs: what is read, with its styles.
        words: the same as one sentence, without its date.
        note: a quiet line below, or nothing.
    """

    runs: Runs
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One time: its name and date, and what each said.

    Args:
        title: what that time is called, or nothing.
        day: the date.
        cells: one for each person.
    """

    title: str
    day: str
    cells: tuple[Cell, ...]


class OverTime(QWidget):
    """The lanes of one or two people along the dates.

    Args:
        theme: the live theme.
        people: one or two, the first where reading begins.
    """

    def __init__(self, theme: Theme, people: Sequence[Identity]) -> None:
        super().__init__()
        self._theme, self._people = theme, tuple(people)
        self._moments: Sequence[Moment] = ()
        self._is_whole = True
        self._stacked = theme.big
        self._body = column(theme)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._body)
        give_role(self, QAccessible.Role.List)
        self.setAccessibleName(self.tr("Over time"))
        theme.changed.connect(self._rearrange)

    def show_moments(self, moments: Sequence[Moment], *, is_whole: bool) -> None:
        """Show these, the newest first.

        Args:
            moments: what there is to show.
            is_whole: whether nothing older follows.
        """
        self._moments, self._is_whole = moments, is_whole
        self._fill()

    def _rearrange(self) -> None:
        if self._theme.big is not self._stacked:
            self._stacked = self._theme.big
            self._fill()

    def _fill(self) -> None:
        self._body.clear()
        if len(self._people) > 1 and not self._stacked:
            self._body.add(self._names(), 12)
        for index, moment in enumerate(self._moments):
            self._body.add(self._line(index, moment))

    def _names(self) -> Box:
        names = [
            row(self._theme, 26, Name(self._theme, one.shape, one.hue, one.nickname, "strong"), STRETCH)
            for one in self._people
        ]
        return row(self._theme, (names[0], 1), Spine.WIDTH, (names[1], 1))

    def _line(self, index: int, moment: Moment) -> Box:
        cards = [
            self._card(person, cell, moment, latest=index == 0)
            for person, cell in zip(self._people, moment.cells, strict=True)
        ]
        last = index == len(self._moments) - 1
        if self._stacked:
            return self._stack(moment, cards)
        below = 0 if last else 18
        spine = Spine(self._theme, moment.title, moment.day, first=index == 0, last=last and self._is_whole)
        lanes: list[Item] = [(column(self._theme, (card, 1), below), 1) for card in cards]
        items = [lanes[0], spine, lanes[1]] if len(lanes) > 1 else [spine, 8, lanes[0]]
        return row(self._theme, *items, align="fill")

    def _stack(self, moment: Moment, cards: Sequence[LaneAnswer]) -> Box:
        when = " · ".join(filter(None, (moment.title, moment.day)))
        items: list[Item] = [Text(self._theme, when, "strong", "ink2"), 6]
        for person, card in zip(self._people, cards, strict=True):
            if len(self._people) > 1:
                items += [Name(self._theme, person.shape, person.hue, person.nickname, "label"), 4]
            items += [card, 10]
        return column(self._theme, *items, 14)

    def _card(self, person: Identity, cell: Cell, moment: Moment, *, latest: bool) -> LaneAnswer:
        who = f"{person.nickname}, {moment.day}" if len(self._people) > 1 else moment.day
        words = self.tr("{who}: {words}").format(who=who, words=cell.words)
        return LaneAnswer(self._theme, Sign.of(person), cell.runs, cell.note, words, latest=latest)
