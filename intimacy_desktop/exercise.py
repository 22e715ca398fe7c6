"""The ten items, how each reads aloud, and the way through them."""

import re
from dataclasses import dataclass, replace

from intimacy_desktop.contentfile import Table, TomlFile, read_resource
from intimacy_desktop.runs import Run, plain, split_marked

ITEMS = 10
PROMPTS = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One unfinished sentence.

    Args:
        number: from 1 to 10.
        stem: the article's words.
        you: the same, said to the partner; what differs is marked.
        prompts: questions for the talk after both cards are open.
        note: a word of care to stand beside the stem, or nothing.
        ending_begins_with_verb: endings as written begin in the third person and do not fit `you`.
        partner_words: how an ending may name the partner.
    """

    number: int
    stem: str
    you: tuple[Run, ...]
    prompts: tuple[str, ...]
    note: str
    ending_begins_with_verb: bool
    partner_words: tuple[str, ...]

    @property
    def you_text(self) -> str:
        """The stem as it is said to the partner, without marks."""
        return plain(self.you)


@dataclass(frozen=True, slots=True)
class Exercise:
    """The ten items of Dr. Shonda Lackey's exercise and their credit line."""

    items: tuple[Item, ...]
    credit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a turned card shows: the stem, its ending, and whether this differs from what was written."""

    stem_runs: tuple[Run, ...]
    ending: str
    as_you: bool

    def __repr__(self) -> str:
        return "Reading()"

    @property
    def text(self) -> str:
        """The whole sentence, as a screen reader says it."""
        return f"{plain(self.stem_runs)} {self.ending}"


def needs_own_words(item: Item, ending: str) -> bool:
    """Whether this ending reads as written until its author wrote how to say it to the partner."""
    if not ending.strip():
        return False
    return item.ending_begins_with_verb or _names_partner(ending, item.partner_words)


def as_written(item: Item, text: str) -> Reading:
    """Stem and ending as they were written."""
    return Reading((Run(item.stem),), text, as_you=False)


def reading(item: Item, text: str, spoken: str | None) -> Reading:
    """How an answer reads to the partner; as written where its author must first find the words.

    Args:
        item: the item answered.
        text: the ending as written.
        spoken: the ending its author approved for reading aloud; blank where they want it read as written,
            None where they said neither.
    """
    if spoken is not None:
        if not spoken.strip():
            return as_written(item, text)
        return Reading(item.you, spoken, as_you=(item.you_text, spoken) != (item.stem, text))
    if needs_own_words(item, text):
        return as_written(item, text)
    return Reading(item.you, text, as_you=item.you_text != item.stem)


@dataclass(frozen=True, slots=True)
class Wizard:
    """Where someone is on the way through the items; `place` equal to `items` is the review.

    Args:
        place: an item's index from 0, or `items` for the review.
        items: how many there are.
        editing: whether the item was opened from the review, so that the next step returns there.
    """

    place: int = 0
    items: int = ITEMS
    editing: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", max(0, min(self.place, self.items)))

    @property
    def in_review(self) -> bool:
        """Whether all items lie behind."""
        return self.place == self.items

    @property
    def can_go_back(self) -> bool:
        """Whether there is an item before this place."""
        return self.place > 0

    @property
    def next_is_review(self) -> bool:
        """Whether the next step leads to the review."""
        return self.editing or self.place >= self.items - 1

    def next(self) -> "Wizard":
        """One item on, or to the review; a skip is the same step over an empty answer."""
        return self.to_review() if self.next_is_review else replace(self, place=self.place + 1)

    def back(self) -> "Wizard":
        """One item back, from the review to the last one; the first stays where it is."""
        return Wizard(self.place - 1, self.items)

    def edit(self, index: int) -> "Wizard":
        """To one item, and from there back to the review."""
        return Wizard(min(index, self.items - 1), self.items, editing=True)

    def to_review(self) -> "Wizard":
        """To the review at once."""
        return Wizard(self.items, self.items)


def is_skip(text: str) -> bool:
    """Whether going on from this answer leaves it empty, so that the step is called *Skip*."""
    return not text.strip()


def load_exercise(language: str = "en") -> Exercise:
    """The exercise in a language.

    Raises:
        ContentError: the file is missing or breaks its form.
    """
    file = f"exercise/{language}.toml"
    return parse_exercise(file, read_resource(file))


def parse_exercise(file: str, text: str) -> Exercise:
    """The exercise a file holds; `file` is the name that errors give.

    Raises:
        ContentError: the file breaks its form.
    """
    content = TomlFile(file, text)
    top = content.top()
    credit, partner_words = top.text("credit"), top.texts("partner_words")
    top.finish()
    tables = content.tables("item")
    content.finish("item")
    if len(tables) != ITEMS:
        raise tables[-1].error("item", f"{ITEMS} items are needed, there are {len(tables)}")
    return Exercise(tuple(_item(n, one, partner_words) for n, one in enumerate(tables, 1)), credit)


def _item(number: int, table: Table, partner_words: tuple[str, ...]) -> Item:
    try:
        you = split_marked(table.text("you"), "[", "]")
    except ValueError as error:
        raise table.error("you", str(error)) from error
    item = Item(
        number=number,
        stem=table.text("stem"),
        you=you,
        prompts=table.texts("prompts"),
        note=table.optional_text("note"),
        ending_begins_with_verb=table.flag("ending_begins_with_verb"),
        partner_words=partner_words,
    )
    table.finish()
    if len(item.prompts) != PROMPTS:
        raise table.error("prompts", f"{PROMPTS} are needed, there are {len(item.prompts)}")
    if (item.you_text != item.stem) != any(run.marked for run in you):
        raise table.error("you", "what differs from the stem, and only that, stands in [brackets]")
    if _names_partner(item.you_text, partner_words):
        raise table.error("you", "it still speaks of the partner in the third person")
    return item


def _names_partner(text: str, partner_words: tuple[str, ...]) -> bool:
    """Whether the text names the partner, in any case and across line breaks; *my partnership* does not."""
    return any(
        re.search(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b", text, re.IGNORECASE)
        for words in partner_words
    )
