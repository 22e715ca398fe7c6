"""The first launch: what this is, what it can and cannot do, and the guide before anything else."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from intimacy_desktop.settings import Settings
from ui.theme import Theme
from ui.widgets.boxes import Box, Item, column, flow, row, top
from ui.widgets.button import Button, Link
from ui.widgets.hero import Hero
from ui.widgets.icons import Icon
from ui.widgets.look_controls import LookControls
from ui.widgets.text import Text
from ui.widgets.text_page import TextPage

NARROW = 1000
"""Below this window width in pixels the picture steps back."""
HERO, HERO_NARROW = 456, 300
HERO_SHARE = 0.38
"""Of a very wide window the picture takes this part."""
TALL, AIR = 740, 12
"""From this window height in pixels on, the groups of words stand further apart, by so much at 100 %."""
SMALL_DISPLAY = (32, 40)
"""Size and line of the headline in a narrow window, pixels at 100 %."""


class WelcomePage(TextPage):
    """What a couple sees before anybody has taken a seat. Nothing is stored by reading on.

    Args:
        theme: the live theme.
        settings: the present ones, for text size and appearance.

    Signals:
        guide_asked: read first.
        setup_asked: go on to the exercise.
        traces_asked: what the program leaves on this computer.
        settings_changed: with the new Settings.
    """

    guide_asked = Signal()
    setup_asked = Signal()
    traces_asked = Signal()
    settings_changed = Signal(object)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(theme, self.tr("Welcome"), measure=620, centred=True)
        self._hero = Hero(theme)
        self.set_side(self._hero, HERO)
        self._guide = Button(theme, self.tr("Read the guide"), "primary", icon_end="arrow", size="large")
        self._guide.clicked.connect(self.guide_asked)
        setup = Button(theme, self.tr("Set up the exercise"), "secondary", size="large")
        setup.clicked.connect(self.setup_asked)
        headline = self.tr("A quiet place to say the harder things to each other")
        self._headline = Text(theme, headline, "display", balance=True)
        self._traces = Link(theme, self.tr("What it leaves here"), "small")
        self._traces.clicked.connect(self.traces_asked)
        look = LookControls(theme, settings)
        look.changed.connect(self.settings_changed)
        self._air = (QWidget(), QWidget(), QWidget())
        self.set_body(self._words(setup, look))
        theme.changed.connect(self._fit_picture)

    def _words(self, setup: QWidget, look: QWidget) -> Box:
        theme = self.theme
        facts: list[Item] = []
        for icon, title, text in self._facts():
            words = column(theme, Text(theme, title, "strong"), Text(theme, text, "body", "ink2"))
            facts += [
                row(theme, top(Icon(theme, icon, 24, "accentText")), (words, 1), gap=16, align="top"),
                10,
            ]
        return column(
            theme,
            self._headline,
            12,
            Text(
                theme,
                self.tr(
                    "A short guide, ten unfinished sentences, and one evening "
                    "when you open your answers side by side."
                ),
                "reading",
                "ink2",
            ),
            16,
            self._air[0],
            *facts,
            2,
            flow(
                theme,
                Text(theme, self.tr("For adults. It is not therapy and not crisis care."), "small", "ink3"),
                self._traces,
                gap=18,
            ),
            18,
            self._air[1],
            flow(theme, self._guide, setup, gap=14),
            18,
            self._air[2],
            look,
        )

    def _facts(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                "home_computer",
                self.tr("It works offline"),
                self.tr("No account, no cloud, and nothing that ever goes online."),
            ),
            (
                "people",
                self.tr("Others can see that it is here"),
                self.tr(
                    "Whoever uses this computer can see the program and both names, not one word "
                    "of an answer. You share one account of the computer."
                ),
            ),
            (
                "key",
                self.tr("It cannot stop everything"),
                self.tr("Encryption does not help against a program that records keys."),
            ),
        )

    def first_focus(self) -> QWidget:
        """Reading comes first."""
        return self._guide

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the room they need."""
        super().resizeEvent(event)
        self._fit_picture()

    def _fit_picture(self) -> None:
        narrow = self.width() < NARROW
        for gap in self._air:
            gap.setFixedHeight(self.theme.gap(AIR) if self.height() >= TALL else 0)
        if narrow and self.theme.big:
            self.set_side_width(0)
        else:
            wide = max(HERO, round(self.width() * HERO_SHARE))
            self.set_side_width(HERO_NARROW if narrow or self.theme.big else wide)
        self._headline.set_role("display", *(SMALL_DISPLAY if narrow else (None, None)))
