"""Type, colour, depth, icons, and what the guide is made of."""

from intimacy_desktop.blocks import Figure
from intimacy_desktop.guide import load_guide
from tests.gallery.states import line
from ui.theme import Theme
from ui.theme.tokens import tokens
from ui.widgets.boxes import Box, column, flow, row
from ui.widgets.card import Card
from ui.widgets.figures.registry import figure
from ui.widgets.icons import Icon, icon_names
from ui.widgets.pull_quote import EvidenceNote, NextChapter, PullQuote, TryThis
from ui.widgets.text import Text

SAMPLES = {
    "display": "Who is here?",
    "title": "Your file cannot be read as it is",
    "stem": "I like when my partner",
    "heading": "How a guard gets built",
    "reading": "Fear seldom shuts all four doors. Often someone picks one and stays behind it.",
    "quote": "Whatever came first is right.",
    "answer": "go quiet first. It isn’t a no.",
    "body": "Each seat opens with its own passphrase.",
    "label": "Next sentence",
    "strong": "Side by side",
    "small": "Saved, only here",
    "eyebrow": "Chapter 2 of 6",
}
SCRIPTS = {
    "Latin": "Ærø, façade, naïve, Łódź, Ştefan",
    "Arabic": "اسأل شخصين عن معنى القرب",
    "Hebrew": "שאלו שני אנשים מהי קרבה",
    "CJK": "親密とは何か 亲密是什么 친밀함",
}


def type_scale(theme: Theme) -> Box:
    """Every role, marked words, and the scripts that a nickname or an answer may have."""
    made = column(theme, Text(theme, "Type", "title"), gap=8)
    for role, sample in SAMPLES.items():
        made.add(line(theme, role, Text(theme, sample, role, heading=False)))
    runs = [
        ("When ", {"color": "ink3"}),
        ("you touch", {"dotted": True, "color": "ink3"}),
        (" me, I go quiet.", {}),
    ]
    made.add(line(theme, "marked", Text(theme, runs, "answer")))
    for script, sample in SCRIPTS.items():
        made.add(line(theme, script, Text(theme, sample, "answer"), Text(theme, sample, "body")))
    return made


def depth(theme: Theme) -> Box:
    """Elevation, colours and icons."""
    sheets = [
        (Card(theme, Text(theme, name, "small", "ink2", "center"), elevation=level), 1)
        for level, name in enumerate(("line only", "a card", "the one sheet"))
    ]
    names = [name for name in tokens()["color"]["light"] if name != "shadow"]
    colors = []
    for name in names:
        blank = Text(theme, " ", "small")
        swatch = Card(theme, blank, (30, 8, 30, 8), ground=name, elevation=0, radius="control")
        colors.append(column(theme, swatch, 2, Text(theme, name, "small", "ink2")))
    return column(
        theme,
        Text(theme, "Depth, colours, icons", "title"),
        10,
        row(theme, *sheets, gap=24),
        24,
        flow(theme, *colors, gap=14),
        24,
        flow(theme, *(Icon(theme, name, 22) for name in icon_names()), gap=14),
    )


def guide(theme: Theme) -> Box:
    """What a chapter is made of besides paragraphs."""
    return column(
        theme,
        Text(theme, "The guide", "title"),
        PullQuote(theme, "You do not have to start at the locked door."),
        EvidenceNote(theme, "Survey", "Schaefer and Olson 1981"),
        TryThis(theme, "A small thing to try", "Do one ordinary thing this week, on their terms."),
        NextChapter(theme, "Next, about 5 minutes", "How a guard gets built"),
        gap=14,
    )


def figures(theme: Theme) -> Box:
    """The drawn ones, with the words they have in the guide."""
    blocks = [block for chapter in load_guide().chapters for block in chapter.blocks]
    drawn = [figure(theme, one.id, one.labels, one.alt) for one in blocks if isinstance(one, Figure)]
    return column(theme, Text(theme, "Figures", "title"), *drawn, gap=36)
