"""What is pressed, typed into and chosen from."""

from datetime import date

from tests.gallery.states import Focused, hovered, line, off, pressed, under
from ui.theme import Theme
from ui.widgets.boxes import STRETCH, Box, column, row
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.icon_line import IconLine
from ui.widgets.note_field import NoteField
from ui.widgets.notice import Notice
from ui.widgets.options import Option, options
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.segmented import Segmented
from ui.widgets.slider import Slider
from ui.widgets.switch import LabelledSwitch, Switch
from ui.widgets.text import Text


def buttons(theme: Theme) -> Box:
    """Four kinds in five states, three sizes, links, an icon alone, a label that wraps."""
    made = column(theme, Text(theme, "Buttons", "title"), gap=12)
    for kind in ("primary", "secondary", "quiet", "danger"):
        states = (
            Button(theme, "Rest", kind),
            hovered(Button(theme, "Hover", kind)),
            pressed(Button(theme, "Press", kind)),
            Focused(theme, Button(theme, "Focus", kind)),
            off(Button(theme, "Off", kind)),
        )
        made.add(line(theme, kind, *states))
    sizes = [
        Button(theme, name, icon="lock", icon_end="arrow", size=name)
        for name in ("large", "normal", "compact")
    ]
    pencil = Button(theme, "", "quiet", icon="pencil", name="Change this answer")
    made.add(line(theme, "sizes", *sizes, pencil))
    link = Link(theme, "Focus")
    made.add(
        line(theme, "link", Link(theme, "A link"), hovered(Link(theme, "Hover")), Focused(theme, link)),
        line(theme, "", Link(theme, "Back", icon="back"), off(Link(theme, "Off"))),
    )
    long = Button(theme, "A label so long that it has to wrap somewhere in a narrow place", "primary")
    narrow = Card(theme, column(theme, long, gap=8), elevation=0)
    narrow.setMaximumWidth(theme.text(300))
    made.add(under(theme, "wraps", row(theme, narrow, STRETCH)))
    return made


def fields(theme: Theme) -> Box:
    """Empty, written, wrong, shown, off; a date; a note."""
    wrong = PassphraseField(theme, "Jonas’s passphrase")
    wrong.set_text("lanternn harbour")
    wrong.set_error("That is not Jonas’s passphrase.", "Nothing is lost. Check Caps Lock, then try again.")
    shown = PassphraseField(theme, "Shown")
    shown.set_text("lantern harbour")
    shown.set_shown(True)
    note = NoteField(theme, "One thing I want to remember", limit=500)
    note.set_text("Quiet is not a no.")
    return column(
        theme,
        Text(theme, "Fields", "title"),
        Field(theme, "Nickname", placeholder="Name or nickname", hint="Whoever opens the program sees it."),
        wrong,
        shown,
        off(Field(theme, "Switched off")),
        DateField(theme, "A next evening", "It is only written down.", date(2026, 11, 24)),
        note,
        gap=14,
    )


def choices(theme: Theme) -> Box:
    """A card of settings, and the controls alone in their states."""
    size = row(
        theme,
        Text(theme, "A", "small", "ink2"),
        Slider(theme, "Text size", 7, 1),
        Text(theme, "A", "heading", "ink2", heading=False),
        gap=10,
    )
    looks = ["As the system", "Light", "Dark"]
    off_choice = off(Choice(theme, "Switched off", ["Off"]))
    return column(
        theme,
        Text(theme, "Choices", "title"),
        12,
        line(
            theme,
            "switch",
            Switch(theme, "Off"),
            Switch(theme, "On", on=True),
            Focused(theme, Switch(theme, "Focus", on=True)),
            off(Switch(theme, "Cannot be switched")),
        ),
        10,
        line(theme, "segmented", Focused(theme, Segmented(theme, "Appearance", looks, 1))),
        10,
        line(
            theme,
            "list",
            Choice(theme, "Lock after", ["3 minutes", "5 minutes"]),
            off_choice,
        ),
        16,
        options(
            theme,
            "Reading",
            Option(theme, "Text size", "100 %. Everything grows with it.", size),
            Option(theme, "Appearance", "", Segmented(theme, "Appearance", looks)),
            Option(theme, "Less movement", "Cards fade.", Switch(theme, "Less movement", on=True)),
        ),
        16,
        LabelledSwitch(theme, "Keep this one to myself", "Nobody can tell it from a blank."),
    )


def notices(theme: Theme) -> Box:
    """Three kinds, and a line."""
    return column(
        theme,
        Text(theme, "Notices", "title"),
        Notice(theme, "info", "You are back where you stopped"),
        Notice(theme, "info", "Over a page", "It goes with the next key.", line="accent"),
        Notice(theme, "caution", "This folder is kept in a cloud", "Anyone with that account may copy it."),
        Notice(
            theme,
            "danger",
            "Not saved",
            "The disk is full. Your text is still here.",
            actions=(Button(theme, "Try again"),),
        ),
        IconLine(theme, "check", "All ten are put away.", icon_color="accentText"),
        gap=12,
    )
