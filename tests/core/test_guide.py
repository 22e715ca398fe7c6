import pytest

from intimacy_desktop.blocks import (
    Bullets,
    Evidence,
    EvidenceNote,
    Figure,
    Heading,
    Paragraph,
    Quote,
    SourceEntry,
    TryThis,
    TurnAround,
    block_text,
)
from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ContentError
from intimacy_desktop.guide import CHAPTERS, Guide, Sources, load_guide, parse_chapter, parse_sources
from intimacy_desktop.guide_search import search
from intimacy_desktop.runs import Run

FILE = "guide/en/sample.md"

SAMPLE = """---
title: A sample
minutes: 2
---

First line
and *the same* paragraph. [^lackey|article] More. [^li|correlational]

## A heading

> A quote
> in two lines.

- one
  goes on
- two [^lackey|article]

::: figure four-kinds
alt: Four circles.
caption: They overlap.
- Intellectual: thoughts
- Experiential: doings
- Emotional: feelings
- Sexual: the body
:::

::: turn
Read it as yourself.
:::

::: try
Do this.

- or that
:::
"""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide()


@pytest.fixture(scope="module")
def sources(guide: Guide) -> Sources:
    return guide.sources


def test_each_block_of_a_chapter_is_read_as_what_it_is(sources: Sources) -> None:
    chapter = parse_chapter(FILE, SAMPLE, 7, sources)

    assert (chapter.id, chapter.number, chapter.title, chapter.minutes) == ("sample", 7, "A sample", 2)
    lackey = EvidenceNote("lackey", Evidence.ARTICLE)
    assert chapter.blocks == (
        Paragraph(
            (Run("First line and "), Run("the same", marked=True), Run(" paragraph. More.")),
            (lackey, EvidenceNote("li", Evidence.CORRELATIONAL)),
        ),
        Heading("A heading"),
        Quote("A quote in two lines."),
        Bullets((Paragraph((Run("one goes on"),)), Paragraph((Run("two"),), (lackey,)))),
        Figure(
            "four-kinds",
            "Four circles.",
            "They overlap.",
            (
                ("Intellectual", "thoughts"),
                ("Experiential", "doings"),
                ("Emotional", "feelings"),
                ("Sexual", "the body"),
            ),
        ),
        TurnAround((Paragraph((Run("Read it as yourself."),)),)),
        TryThis((Paragraph((Run("Do this."),)), Bullets((Paragraph((Run("or that"),)),)))),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("---\ntitle", "title", 1, "front matter"),
        ("title: A sample\n", "", 1, "“title:” is missing"),
        ("minutes: 2\n", "", 1, "“minutes:” is missing"),
        ("minutes: 2", "minutes: two", 3, "a whole number"),
        ("minutes: 2", "minutes: 2\nauthor: nobody", 4, "an unknown key “author”"),
        ("minutes: 2", "minutes", 3, "“name: text” is needed"),
        ("minutes: 2", "title: Again", 3, "stands here twice"),
        ("[^lackey|article] More", "[^nobody|article] More", 6, "an unknown source “nobody”"),
        ("[^lackey|article] More", "[^lackey] More", 6, "a note needs a source and a label"),
        ("[^lackey|article] More", "[^lackey|hearsay] More", 6, "an unknown evidence label “hearsay”"),
        ("*the same*", "*the same", 6, "not closed"),
        ("## A heading", "### A heading", 9, "an unknown block"),
        ("## A heading", "## A heading\ngoes on", 10, "a blank line is needed below a heading"),
        ("> in two", "in two", 12, "each line of this block begins with “>”"),
        ("  goes on", "goes on", 15, "a line of a bullet"),
        ("- two [^lackey|article]", "- two [^lacky|article]", 16, "an unknown source “lacky”"),
        ("figure four-kinds", "figure five-kinds", 18, "an unknown figure “five-kinds”"),
        ("alt: Four circles.\n", "", 18, "“alt:” is missing"),
        ("- Sexual: the body\n", "", 18, "has 4 labels, not 3"),
        ("::: turn", "::: twist", 27, "an unknown block “::: twist”"),
        ("Read it as yourself.", "", 27, "“::: turn” is empty"),
        ("yourself.\n:::\n", "yourself.\n", 27, "“::: turn” is not closed"),
        ("Do this.", "## Do this", 32, "only paragraphs and bullets"),
        ("::: try", "::: source new", 31, "an unknown block “::: source”"),
        ("First line", "1. First line", 6, "an unknown block"),
        ("First line", "![x](y)", 6, "an unknown block"),
    ],
)
def test_a_broken_chapter_is_refused_with_file_and_line(
    sources: Sources, old: str, new: str, line: int, problem: str
) -> None:
    assert SAMPLE.count(old) == 1

    with pytest.raises(ContentError) as raised:
        parse_chapter(FILE, SAMPLE.replace(old, new), 1, sources)

    assert str(raised.value).startswith(f"{FILE}, line {line}: ")
    assert problem in raised.value.problem


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("::: label trial", "::: label rumour", "an unknown evidence label “rumour”"),
        ("::: source li\n", "::: source lackey\n", "the source “lackey” stands here twice"),
        ("short: Lackey\n", "", "“short:” is missing"),
        ("title: Sources", "minutes: 2", "“title:” and nothing else"),
    ],
)
def test_a_broken_sources_page_is_refused(old: str, new: str, problem: str) -> None:
    whole = read_resource("guide/en/sources.md")
    assert whole.count(old) == 1

    with pytest.raises(ContentError, match=r"^sources\.md, line \d+: .*" + problem):
        parse_sources("sources.md", whole.replace(old, new))


def test_an_evidence_label_nobody_explains_is_refused() -> None:
    whole = read_resource("guide/en/sources.md")
    start = whole.index("::: label custom")
    end = whole.index(":::\n", start + 3) + 4

    with pytest.raises(ContentError, match="the evidence label “custom” is not explained"):
        parse_sources("sources.md", whole[:start] + whole[end:])


def test_the_guide_has_six_chapters_in_order_and_finds_each_by_its_id(guide: Guide) -> None:
    assert tuple(chapter.id for chapter in guide.chapters) == CHAPTERS
    assert [chapter.number for chapter in guide.chapters] == [1, 2, 3, 4, 5, 6]
    assert guide.chapter("signs") is guide.chapters[2]
    assert guide.chapter("gone") is None


def test_every_source_listed_is_used_and_none_is_listed_in_vain(guide: Guide) -> None:
    used = {note.source for chapter in guide.chapters for block in chapter.blocks for note in _notes(block)}
    listed = {one.key for one in guide.sources.blocks if isinstance(one, SourceEntry)}

    assert used == listed


def test_search_finds_words_whatever_their_capitals_and_quotes(guide: Guide) -> None:
    hits = search(guide, "PARTNER'S lines")

    assert [hit.chapter for hit in hits] == ["signs"]
    assert hits[0].block is not None
    assert "partner’s lines" in block_text(guide.chapters[2].blocks[hits[0].block]).replace("\n", " ")
    assert "partner’s" in hits[0].excerpt


def test_search_finds_titles_and_needs_every_word(guide: Guide) -> None:
    assert [(hit.chapter, hit.block) for hit in search(guide, "guard built")] == [("trust", None)]
    assert search(guide, "guard zeppelin") == ()
    assert search(guide, "  ") == ()


def _notes(block: object) -> list[EvidenceNote]:
    match block:
        case Paragraph(_, notes):
            return list(notes)
        case Bullets(items):
            return [note for item in items for note in item.notes]
        case TryThis(blocks) | TurnAround(blocks):
            return [note for inner in blocks for note in _notes(inner)]
        case _:
            return []
