"""Who sits here, what they wrote, and what opens when."""

from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.runs import Run
from tests.gallery.states import line
from ui.theme import Theme
from ui.widgets.boxes import Box, column, row
from ui.widgets.emblem import Emblem
from ui.widgets.marks import Mark, Name
from ui.widgets.progress import Approach, Progress
from ui.widgets.prompts_panel import PromptsPanel
from ui.widgets.rings import EmblemState, Sign
from ui.widgets.seal_panel import SealPanel
from ui.widgets.seat_card import SeatCard
from ui.widgets.stem_editor import StemEditor
from ui.widgets.text import Text
from ui.widgets.together_mark import TogetherMark
from ui.widgets.torn_mark import TornMark
from ui.widgets.turn_card import TurnCard

MARA, JONAS = Identity("Mara", Shape.CIRCLE, Hue.BLUE), Identity("Jonas", Shape.DIAMOND, Hue.RUST)
STEM = (Run("When "), Run("you touch", marked=True), Run(" me, I"))
LONG = "go quiet first. It isn’t a no. It is me arriving, and it may take the length of a song. " * 4


def identity(theme: Theme) -> Box:
    """Both shapes in all hues, and every state of a medallion."""
    made = column(theme, Text(theme, "Partner identity", "title"), gap=10)
    for hue in Hue:
        for shape, name in ((Shape.CIRCLE, "Mara"), (Shape.DIAMOND, "Jonas")):
            marks = [Mark(theme, shape, hue, 9, state) for state in ("solid", "outline", "current", "dashed")]
            emblems = [Emblem(theme, Sign(shape, hue), state, 20) for state in EmblemState]
            made.add(line(theme, f"{hue} {shape}", *marks, *emblems, Name(theme, shape, hue, name)))
    return made


def seats(theme: Theme) -> Box:
    """Taken, ready, empty, in trouble; where one is among the ten."""
    mara, jonas = Sign.of(MARA), Sign.of(JONAS)
    made = column(theme, Text(theme, "Seats and progress", "title"), gap=14)
    for at in (1, 4, 10):
        dots, approach = Progress(theme, jonas, 10), Approach(theme, mara, jonas, 10)
        dots.set_at(at, set(range(1, at)))
        approach.set_at(at)
        made.add(dots, approach)
    made.add(line(theme, "marks", TogetherMark(theme, mara, jonas), TornMark(theme)))
    cards = (
        SeatCard(theme, mara, EmblemState.READY, "Mara", "Ready", action="Open as Mara", primary=True),
        SeatCard(theme, jonas, EmblemState.TAKEN, "Jonas", "Locked.", action="Open as Jonas"),
        SeatCard(theme, jonas, EmblemState.EMPTY, "Second seat", "Empty.", action="Take this seat"),
        SeatCard(theme, mara, EmblemState.TAKEN, "Mara", "Left as it is.", action="See it", trouble=True),
    )
    for first, second in (cards[:2], cards[2:]):
        made.add(row(theme, (first, 1), (second, 1), gap=24, align="fill"))
    return made


def cards(theme: Theme) -> Box:
    """Closed, open, open with a long answer, aloud, “Not this time”; the sheet being written."""
    turned, long, passed, aloud = (TurnCard(theme, JONAS, "Mara") for _ in range(4))
    turned.show_text(STEM, "want to lean in.", animate=False)
    long.show_text(STEM, LONG, animate=False)
    passed.show_not_this_time(animate=False)
    aloud.set_aloud(True)
    aloud.show_text(STEM, "want to lean in.", animate=False)
    closed = (TurnCard(theme, MARA, "Jonas"), TurnCard(theme, JONAS, "Mara"))
    made = column(theme, Text(theme, "Cards", "title"), gap=14)
    for first, second in (closed, (turned, passed), (aloud, long)):
        made.add(row(theme, (first, 1), (second, 1), gap=24, align="fill"))
    editor = StemEditor(theme, 2000)
    editor.set_stem("When my partner touches me, I")
    editor.set_answer("want to lean in, and then I start wondering.")
    prompts = PromptsPanel(theme, ("What did you hear?", "What would help?", "Shall we leave it there?"))
    made.add(editor, prompts)
    return made


def seals(theme: Theme) -> Box:
    """Open, half closed, closed."""
    panels = [SealPanel(theme, Sign.of(who)) for who in (MARA, JONAS, JONAS)]
    panels[1].mark.hold(0.6)
    panels[2].show_sealed(animate=False, begun=False)
    parts = [(panel, 1) for panel in panels]
    return column(theme, Text(theme, "The seal", "title"), row(theme, *parts, gap=20, align="top"), gap=14)
