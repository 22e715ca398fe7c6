"""Which widget draws which figure of the guide."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.figures.four_kinds import FourKinds
from ui.widgets.figures.pursue_withdraw import PursueWithdraw
from ui.widgets.figures.surrounded import Labels
from ui.widgets.figures.the_turns import TheTurns
from ui.widgets.figures.two_fears import TwoFears
from ui.widgets.figures.two_ways import TwoWays
from ui.widgets.figures.worded import WordedFigure

FIGURES: dict[str, Callable[[Theme, Labels, str], QWidget]] = {
    "four-kinds": FourKinds,
    "pursue-withdraw": PursueWithdraw,
    "two-fears": TwoFears,
    "the-turns": TheTurns,
    "two-ways": TwoWays,
}
"""By the id that a chapter names; `intimacy_desktop.guide.FIGURES` says how many labels each needs."""

WORDED = frozenset({"outside-inside", "who-helps"})
"""Figures that are words by intention, and set in type."""


def figure(theme: Theme, name: str, labels: Labels, alt: str) -> QWidget:
    """The widget of a figure.

    Args:
        theme: the live theme.
        name: its id.
        labels: pairs of a name and a few words, as many as the figure needs.
        alt: what it shows, for those who do not see it.

    Raises:
        KeyError: no figure has this id.
        ValueError: it needs another number of labels.
    """
    if name in WORDED:
        return WordedFigure(theme, labels, alt)
    return FIGURES[name](theme, labels, alt)
