"""Every widget in every state, in one window or as pictures.

python -m tests.gallery                 opens a window: text size, theme and direction can be changed in it
python -m tests.gallery --shots DIR     writes light, dark, 200 % and mirrored pictures instead
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from intimacy_desktop.identity import Hue, Identity, Shape
from ui.theme import Theme
from ui.widgets.boxes import STRETCH, Box, column, flow, row
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.emblem import Emblem
from ui.widgets.field import Field
from ui.widgets.focus_ring import FocusRing
from ui.widgets.icon_line import IconLine
from ui.widgets.icons import Icon, icon_names
from ui.widgets.marks import Mark, Name
from ui.widgets.notice import Notice
from ui.widgets.options import Option, options
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress import Approach, Progress
from ui.widgets.pull_quote import PullQuote
from ui.widgets.rings import EmblemState, Sign
from ui.widgets.scaffold import Page
from ui.widgets.seat_card import SeatCard
from ui.widgets.segmented import Segmented
from ui.widgets.slider import Slider
from ui.widgets.switch import LabelledSwitch, Switch
from ui.widgets.text import Text
from ui.widgets.turn_card import TurnCard

Section = Callable[[Theme], Box]


def _buttons(theme: Theme) -> Box:
    made = column(theme, Text(theme, "Buttons", "title"), gap=10)
    for kind in ("primary", "secondary", "quiet", "danger"):
        off = Button(theme, "Off", kind)
        off.setEnabled(False)
        large = Button(theme, "Next sentence", kind, icon_end="arrow", size="large")
        compact = Button(theme, "Lock", kind, icon="lock", size="compact")
        made.add(flow(theme, Button(theme, "Rest", kind), large, compact, off))
    pencil = Button(theme, "", "quiet", icon="pencil", name="Change this answer")
    long = Button(theme, "A label so long that it has to wrap somewhere in a narrow place", "primary")
    narrow = Card(theme, column(theme, long, gap=8), elevation=0)
    narrow.setMaximumWidth(300)
    made.add(flow(theme, Link(theme, "A link"), Link(theme, "Back", icon="back"), pencil))
    made.add(row(theme, narrow, STRETCH))
    return made


def _fields(theme: Theme) -> Box:
    wrong = PassphraseField(theme, "Jonas’s passphrase")
    wrong.set_text("lanternn harbour")
    wrong.set_error("That is not Jonas’s passphrase.", "Nothing is lost. Check Caps Lock, then try again.")
    shown = PassphraseField(theme, "Shown")
    shown.set_text("lantern harbour")
    shown.set_shown(True)
    off = Field(theme, "Switched off")
    off.setEnabled(False)
    return column(
        theme,
        Text(theme, "Fields", "title"),
        Field(theme, "Nickname", placeholder="Name or nickname", hint="Whoever opens the program sees it."),
        wrong,
        shown,
        off,
        gap=14,
    )


def _choices(theme: Theme) -> Box:
    off = Switch(theme, "Off")
    off.setEnabled(False)
    size = row(
        theme,
        Text(theme, "A", "small", "ink2"),
        Slider(theme, "Text size", 7, 1),
        Text(theme, "A", "heading", "ink2", heading=False),
        gap=10,
    )
    return column(
        theme,
        options(
            theme,
            "Reading",
            Option(theme, "Text size", "100 %. Everything grows with it.", size),
            Option(
                theme, "Appearance", "", Segmented(theme, "Appearance", ["As the system", "Light", "Dark"])
            ),
            Option(
                theme, "Lock when nobody has typed for", "", Choice(theme, "", ["3 minutes", "5 minutes"])
            ),
            Option(theme, "Hide", "Locks and clears the screen.", off),
            Option(theme, "Less movement", "Cards fade.", Switch(theme, "", on=True)),
        ),
        16,
        LabelledSwitch(theme, "Keep this one to myself", "Nobody can tell it from a blank."),
    )


def _notices(theme: Theme) -> Box:
    retry = Button(theme, "Try again")
    return column(
        theme,
        Text(theme, "Notices", "title"),
        Notice(theme, "info", "You are back where you stopped"),
        Notice(theme, "caution", "This folder is kept in a cloud", "Anyone with that account may copy it."),
        Notice(theme, "danger", "Not saved", "The disk is full. Your text is still here.", actions=(retry,)),
        IconLine(theme, "check", "All ten are put away.", icon_color="accentText"),
        gap=12,
    )


def _identity(theme: Theme) -> Box:
    made = column(theme, Text(theme, "Partner identity", "title"), gap=10)
    for shape, hue, name in (
        ("circle", "blue", "Mara"),
        ("diamond", "rust", "Jonas"),
        ("circle", "plum", "Mara"),
        ("diamond", "olive", "Jonas"),
    ):
        marks = [Mark(theme, shape, hue, 9, state) for state in ("solid", "outline", "current", "dashed")]
        made.add(flow(theme, *marks, Name(theme, shape, hue, name)))
    return made


def _type(theme: Theme) -> Box:
    made = column(theme, Text(theme, "Type", "title"), gap=8)
    for role, words in (
        ("display", "Who is here?"),
        ("stem", "I like when my partner"),
        ("heading", "How a guard gets built"),
        ("reading", "Fear seldom shuts all four doors. Often someone picks one and stays behind it."),
        ("quote", "Whatever came first is right."),
        ("body", "Each seat opens with its own passphrase."),
        ("label", "Next sentence"),
        ("strong", "Side by side"),
        ("small", "Saved, only here"),
    ):
        made.add(Text(theme, words, role))
    runs = [
        ("When ", {"color": "ink3"}),
        ("you touch", {"dotted": True, "color": "ink3"}),
        (" me, I go quiet.", {}),
    ]
    made.add(Text(theme, runs, "answer"))
    return made


def _depth(theme: Theme) -> Box:
    cards = [
        (Card(theme, Text(theme, words, "small", "ink2", "center"), elevation=level), 1)
        for level, words in enumerate(("line only", "a card", "the one sheet"))
    ]
    icons = flow(theme, *(Icon(theme, name, 22) for name in icon_names()), gap=14)
    return column(theme, Text(theme, "Depth and icons", "title"), 10, row(theme, *cards, gap=24), 24, icons)


def _seats(theme: Theme) -> Box:
    mara, jonas = Sign(Shape.CIRCLE, Hue.BLUE), Sign(Shape.DIAMOND, Hue.RUST)
    dots, approach = Progress(theme, jonas, 10), Approach(theme, mara, jonas, 10)
    dots.set_at(4, {0, 1, 2})
    approach.set_at(4)
    empty = SeatCard(theme, jonas, EmblemState.EMPTY, "", "Nobody sits here yet.", action="Take this seat")
    ready = SeatCard(theme, mara, EmblemState.READY, "Mara", "Ready", action="Open as Mara", primary=True)
    emblems = [Emblem(theme, sign, state, 26) for sign in (mara, jonas) for state in EmblemState]
    return column(
        theme,
        Text(theme, "Seats and progress", "title"),
        flow(theme, *emblems),
        dots,
        approach,
        row(theme, (ready, 1), (empty, 1), gap=24, align="fill"),
        PullQuote(theme, "Whatever came first is right."),
        gap=14,
    )


def _cards(theme: Theme) -> Box:
    mara, jonas = Identity("Mara", Shape.CIRCLE, Hue.BLUE), Identity("Jonas", Shape.DIAMOND, Hue.RUST)
    closed, turned = TurnCard(theme, mara, "Jonas"), TurnCard(theme, jonas, "Mara")
    turned.show_not_this_time(animate=False)
    return column(
        theme,
        Text(theme, "Cards", "title"),
        row(theme, (closed, 1), (turned, 1), gap=24, align="fill"),
        gap=14,
    )


SECTIONS: list[Section] = [_buttons, _identity, _fields, _type, _choices, _notices, _seats, _cards, _depth]


class Gallery(Page):
    """A page with every section, and controls that change the theme live."""

    def __init__(self, theme: Theme, sections: list[Section]) -> None:
        super().__init__(theme, "Gallery", measure=1120)
        grid = QWidget()
        self._grid = QGridLayout(grid)
        self._sections = [section(theme) for section in sections]
        self.set_body(column(theme, grid))
        self.set_trailing(
            self.quiet_button("Theme", "theme", self._turn_theme),
            self.quiet_button("Text", "text", self._turn_scale),
            self.quiet_button("Mirror", "globe", self._turn_side),
        )
        self.set_actions(
            (Button(theme, "Previous", "quiet", icon="back"),), (Button(theme, "Next", "primary"),)
        )
        theme.changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns, or one from 150 % text."""
        self._grid.setHorizontalSpacing(self.theme.gap(56))
        self._grid.setVerticalSpacing(self.theme.gap(32))
        columns = 1 if self.theme.big else 2
        for at, section in enumerate(self._sections):
            self._grid.addWidget(section, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def _turn_theme(self) -> None:
        self.theme.configure(mode="light" if self.theme.dark else "dark")

    def _turn_scale(self) -> None:
        self.theme.configure(scale={1.0: 1.5, 1.5: 2.0, 2.0: 0.8}.get(self.theme.scale, 1.0))

    def _turn_side(self) -> None:
        self.theme.configure(rtl=not self.theme.rtl)


def shoot(app: QApplication, theme: Theme, page: Gallery, folder: Path) -> None:
    """Write the page's pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, mode, scale, rtl, width in (
        ("light", "light", 1.0, False, 1200),
        ("dark", "dark", 1.0, False, 1200),
        ("200", "light", 2.0, False, 900),
        ("rtl", "light", 1.0, True, 1200),
        ("rtl_200_dark", "dark", 2.0, True, 900),
    ):
        theme.configure(mode=mode, scale=scale, rtl=rtl)
        for _ in range(3):
            app.processEvents()
        wanted = page.column.heightForWidth(width) + page.height() - page.scroll_area.viewport().height()
        page.resize(width, min(wanted, 6000))
        for _ in range(3):
            app.processEvents()
        page.grab().save(str(folder / f"gallery_{name}.png"))


def main() -> int:
    """Show the gallery, or write its pictures."""
    parser = argparse.ArgumentParser(description="Every widget in every state.")
    parser.add_argument("--shots", type=Path, help="write pictures into this folder instead")
    options_given = parser.parse_args()
    app = QApplication(sys.argv[:1])
    theme = Theme("light")
    theme.dress(app)
    page = Gallery(theme, SECTIONS)
    FocusRing(page, theme)
    page.resize(1200, 800)
    page.show()
    if options_given.shots is None:
        return app.exec()
    shoot(app, theme, page, options_given.shots)
    return 0


if __name__ == "__main__":
    sys.exit(main())
