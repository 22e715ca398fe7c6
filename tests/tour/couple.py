"""The sample couple and what they write."""

from dataclasses import dataclass

from intimacy_desktop.identity import Hue, Shape


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the two, with ten endings.

    Args:
        nickname, shape, hue: how their seat looks.
        passphrase: in their own words.
        endings: what they write, by item.
        kept: the item they keep to themself, or None; counted from 0.
        skipped: the item they leave blank, or None.
    """

    nickname: str
    shape: Shape
    hue: Hue
    passphrase: str
    endings: tuple[str, ...]
    kept: int | None = None
    skipped: int | None = None

    def writes(self, item: int) -> str:
        """What they write for an item; nothing where they skip it."""
        return "" if item == self.skipped else self.endings[item]


MARA = Partner(
    "Mara",
    Shape.CIRCLE,
    Hue.BLUE,
    "seven lanterns by the quiet river",
    (
        "somebody asks before they fix it.",
        "being able to change my mind with the door still open.",
        "lighter since we laugh about it.",
        "go quiet first. It isn’t a no. It is me arriving.",
        "needing someone so much that I stop noticing myself.",
        "hums over the dishes and does not know it.",
        "says what the silence is about, even if it is only tiredness.",
        "books that one of us has not finished yet.",
        "goes better in the car, in the dark, looking at the road.",
        "walking home the long way after rain.",
    ),
    skipped=8,
)

JONAS = Partner(
    "Jonas",
    Shape.DIAMOND,
    Hue.RUST,
    "a copper kettle on a slow morning",
    (
        "the day is over and nobody needs anything from me.",
        "slow to arrive, and quick to leave when I am careless with it.",
        "easier for me than the talking afterwards.",
        "want to lean in, and then I start wondering what is expected of me next.",
        "that you would stay out of politeness.",
        "laughs at my jokes a second too late.",
        "tells me where the evening is going.",
        "the house we will probably never build.",
        "feels like handing somebody the car keys.",
        "cooking something that takes all of Sunday.",
    ),
    kept=2,
)
