"""Rules for every sentence the program brings: whose words they are, how they read, what they leave out."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from intimacy_desktop.blocks import (
    Bullets,
    Figure,
    Heading,
    Known,
    Paragraph,
    Quote,
    TryThis,
    TurnAround,
    block_text,
)
from intimacy_desktop.care import load_care
from intimacy_desktop.errors import ContentError
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.guide import CHAPTERS, Guide, load_guide
from intimacy_desktop.helplines import load_helplines
from intimacy_desktop.runs import plain
from intimacy_desktop.traces import load_traces
from tests.core.prose import grade, hashed_runs, syllables, words

ARTICLE_RUNS = Path(__file__).parent / "data" / "article_runs.txt"
SHORTEST, LONGEST = 600, 1_200
WORDS_A_MINUTE = 200
HIGHEST_GRADE = 9.0
HIGHEST_OF_ONE_TEXT = 13.0
"""More than of a whole: in one paragraph a list behind a colon counts as one long sentence."""


def _sentences_of(value: object) -> Iterator[str]:
    """Every text inside frozen content, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _sentences_of(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _sentences_of(getattr(value, field.name))


def _texts() -> list[tuple[str, str]]:
    """All prose with where it stands: one entry per block or field."""
    guide, exercise = load_guide(), load_exercise()
    texts = [(chapter.id, chapter.title) for chapter in guide.pages]
    texts += [(one.id, block_text(block)) for one in guide.pages for block in one.blocks]
    texts += [("sources", block_text(block)) for block in guide.sources.blocks]
    texts += [("care", text) for text in _sentences_of(load_care())]
    texts += [("traces", text) for text in _sentences_of(load_traces()) if " " in text]
    texts += [("helplines", text) for text in _sentences_of(load_helplines().texts)]
    texts += [("exercise", text) for item in exercise.items for text in (item.note, *item.prompts)]
    return [*texts, ("exercise", exercise.credit)]


TEXTS = _texts()


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide()


def _chapter_text(guide: Guide, chapter_id: str) -> str:
    """A chapter's running text; what a figure holds is read as a picture, and ticks are for an open vault."""
    chapter = guide.chapter(chapter_id)
    assert chapter is not None
    return "\n".join(block_text(block) for block in chapter.blocks if not isinstance(block, Figure | Known))


def test_no_five_words_in_a_row_are_the_articles_but_in_the_stems() -> None:
    lines = ARTICLE_RUNS.read_text("utf-8").splitlines()
    article = {line for line in lines if not line.startswith("#")}
    allowed = {key for item in load_exercise().items for key in hashed_runs(item.stem)}

    # The list is the article's: its stems are found in it.
    assert allowed
    assert allowed <= article
    for where, text in TEXTS:
        shared = [run for key, run in hashed_runs(text).items() if key in article - allowed]
        assert not shared, f"{where}: {shared}"


@pytest.mark.parametrize(
    "word", ["diagnos", "scor", "he or she", "she or he", "his or her", "codepend", "toxic", "deserv"]
)
def test_no_text_scores_or_diagnoses_or_names_one_sex_for_all(word: str) -> None:
    for where, text in TEXTS:
        assert not re.search(r"(?<!\w)" + re.escape(word), text, re.IGNORECASE), f"{where}: {text}"


def test_no_text_shouts() -> None:
    for where, text in TEXTS:
        assert "!" not in text, f"{where}: {text}"


def test_nothing_is_called_likely_of_a_partner() -> None:
    for where, text in TEXTS:
        for sentence in re.split(r"(?<=[.?:])\s", text):
            found = set(words(sentence))
            assert not ("likely" in found and found & {"partner", "partner's"}), f"{where}: {sentence}"


def test_texts_use_true_quotes_and_dashes() -> None:
    for where, text in TEXTS:
        assert not re.search(r"[\"'*]| - |--|\s{2}", text.replace("\n", "¶")), f"{where}: {text}"


@pytest.mark.parametrize("chapter_id", CHAPTERS)
def test_a_chapter_has_depth_and_is_easy_to_read(guide: Guide, chapter_id: str) -> None:
    text = _chapter_text(guide, chapter_id)
    chapter = guide.chapter(chapter_id)
    assert chapter is not None

    assert SHORTEST <= len(words(text)) <= LONGEST
    assert grade(text) <= HIGHEST_GRADE
    assert chapter.minutes == -(-len(words(text)) // WORDS_A_MINUTE)
    paragraphs = [block for block in chapter.blocks if isinstance(block, Paragraph)]
    assert max(len(words(plain(one.runs))) for one in paragraphs) <= 75


def test_the_care_pages_are_easy_to_read() -> None:
    assert grade("\n".join(_sentences_of(load_care()))) <= HIGHEST_GRADE


def test_what_the_program_leaves_is_easy_to_read() -> None:
    told = [text for where, text in TEXTS if where == "traces"]
    assert grade("\n".join(told)) <= HIGHEST_GRADE


def test_no_single_paragraph_is_hard_to_read() -> None:
    for where, text in TEXTS:
        if where != "sources" and len(words(text)) >= 12:
            assert grade(text) <= HIGHEST_OF_ONE_TEXT, f"{where}: {text}"


KNOWN_SYLLABLES = {
    1: "the close fear love loved asked asks times knows trust feel say wire fire tired friend",
    2: (
        "closer closeness afraid partner loving wanted needed houses changes sentence little people table "
        "settled trouble being doing trying seeing saying social special question questions quiet childhood "
        "abuse parent safely something sometimes support number helpline alone feelings create"
    ),
    3: (
        "intimate sentences diary behaviour actual usual sexual therapist clinical separate guardian "
        "somebody computer together honestly serious idea area appointed"
    ),
    4: "intimacy relationship relationships emotional psychologist professional emergency experience reality",
    5: "intellectual experiential",
}
"""Counted by ear."""


def test_syllables_are_counted_as_they_are_heard() -> None:
    heard = {word: count for count, found in KNOWN_SYLLABLES.items() for word in found.split()}
    wrong = {word for word, count in heard.items() if syllables(word) != count}
    assert len(wrong) <= len(heard) * 0.03, wrong


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("The cat sat on the mat.", -1.45),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13.1),
    ],
)
def test_the_reading_grade_is_the_one_that_is_published_for_known_sentences(
    sentence: str, published: float
) -> None:
    assert grade(sentence) == pytest.approx(published, abs=0.05)


def test_the_reading_grade_tells_easy_prose_from_hard() -> None:
    hard = (
        "Individuals experiencing considerable interpersonal anxiety characteristically demonstrate "
        "compensatory behavioural strategies which subsequently necessitate professional intervention."
    )
    assert grade("The cat sat on the mat. The dog ran home.") < 2
    assert grade(hard) > 16


@pytest.mark.parametrize("chapter_id", CHAPTERS)
def test_each_chapter_has_one_quote_of_its_own_and_one_small_thing_to_try(
    guide: Guide, chapter_id: str
) -> None:
    chapter = guide.chapter(chapter_id)
    assert chapter is not None
    assert sum(isinstance(block, Quote) for block in chapter.blocks) == 1
    assert sum(isinstance(block, TryThis) for block in chapter.blocks) == 1
    assert isinstance(chapter.blocks[-1], TryThis)


@pytest.mark.parametrize("chapter_id", CHAPTERS)
def test_each_chapter_has_a_figure_and_can_be_turned_around(guide: Guide, chapter_id: str) -> None:
    chapter = guide.chapter(chapter_id)
    assert chapter is not None
    assert any(isinstance(block, Figure) for block in chapter.blocks)
    turned = [block for block in chapter.blocks if isinstance(block, TurnAround)]
    assert len(turned) == 1
    # It is read about oneself: it asks, and speaks to nobody else.
    assert block_text(turned[0]).count("?") >= 2
    assert re.search(r"\byou\b", block_text(turned[0]), re.IGNORECASE)


CLAIMS = re.compile(
    r"\b(?:Lackey|she (?:says|writes|names|sees|asks|hopes)|researchers?|research|studies|in one study"
    r"|laboratory|couples who|professionals? (?:do|ask)|advised|\d+ (?:in|studies|hours))\b"
)
NOT_CLAIMS = (
    "common sense, not research",  # says that it is none
    "This exercise is only",
    "None of its questions",
)


def _paragraphs(block: object) -> Iterator[Paragraph]:
    match block:
        case Paragraph():
            yield block
        case Bullets(inner) | TryThis(inner) | TurnAround(inner):
            for one in inner:
                yield from _paragraphs(one)


def test_every_claim_has_a_label_and_a_source(guide: Guide) -> None:
    claims = 0
    for page in guide.pages:
        for paragraph in (one for block in page.blocks for one in _paragraphs(block)):
            text = plain(paragraph.runs)
            if CLAIMS.search(text) and not any(words in text for words in NOT_CLAIMS):
                assert paragraph.notes, f"{page.id}: {text}"
                claims += 1
    assert claims >= 24


def test_the_sources_page_names_every_source_of_a_note_with_who_and_when(guide: Guide) -> None:
    for page in guide.pages:
        for note in page.notes():
            source = guide.sources.source(note.source)
            assert source.full.split()[0].strip(",") in source.full
            assert re.search(r"\d{4}|Lackey|AASECT|Gottman|Rotter|211", source.full), source.full


@pytest.mark.parametrize(("chapter_id", "topic", "count"), [("innermost", "kind", 4), ("signs", "sign", 11)])
def test_what_may_be_known_is_each_thing_the_chapter_names(
    guide: Guide, chapter_id: str, topic: str, count: int
) -> None:
    chapter = guide.chapter(chapter_id)
    assert chapter is not None
    (known,) = (block for block in chapter.blocks if isinstance(block, Known))
    assert known.topic == topic
    assert len(known.items) == len({one for one, _ in known.items}) == count
    named = next(
        [name for name, _ in block.labels]
        if isinstance(block, Figure)
        else [plain(i.runs) for i in block.items]
        for block in chapter.blocks
        if isinstance(block, Figure if topic == "kind" else Bullets)
    )
    assert len(named) == count
    if topic == "kind":
        assert [one.removeprefix("kind:").title() for one, _ in known.items] == named


def test_the_chapter_on_the_exercise_gives_the_ten_beginnings_to_the_letter(guide: Guide) -> None:
    lists = [block for block in guide.chapters[4].blocks if isinstance(block, Bullets)]
    given = next(block for block in lists if len(block.items) == 10)
    assert [plain(item.runs) for item in given.items] == [f"{one.stem} …" for one in load_exercise().items]


def test_every_stem_has_its_you_form_and_two_or_three_prompts() -> None:
    for item in load_exercise().items:
        assert item.you_text
        assert "my partner" not in item.you_text
        assert 2 <= len(item.prompts) <= 3


def test_whoever_was_asked_has_a_page_that_lets_them_say_no(guide: Guide) -> None:
    page = guide.chapter("asked")
    assert page is not None
    assert page.number is None
    text = " ".join(block_text(block) for block in page.blocks)
    for words_of_it in (
        "no needs no reason",
        "It will not try to talk you into anything",
        "If you are being pushed",
        "Help and support",
        "you may lead",
    ):
        assert words_of_it in text
    assert grade(text) <= HIGHEST_GRADE
    assert not re.search(r"you should|you must|please try", text)


def test_the_guide_says_when_not_to_do_the_exercise(guide: Guide) -> None:
    text = _chapter_text(guide, "ten-sentences")
    for reason in ("drinking", "a quarrel", "an affair", "ending their life", "hurt, afraid or controlled"):
        assert reason in text


@pytest.mark.parametrize(
    "part",
    [
        "A couples therapist",
        "A clinical psychologist",
        "A trauma therapist",
        "A sex therapist",
        "Alone, or together",
        "How to ask a doctor",
        "How to look online",
        "Questions to bring",
        "local emergency number",
    ],
)
def test_the_last_chapter_leads_to_a_professional(guide: Guide, part: str) -> None:
    assert part in _chapter_text(guide, "someone-else")


def test_a_language_that_is_not_there_is_named(guide: Guide) -> None:
    for load, file in ((load_guide, "guide/xx"), (load_care, "care/xx"), (load_helplines, "help/xx")):
        with pytest.raises(ContentError, match=file):
            load("xx")


def test_the_first_chapter_shows_the_four_kinds_in_a_figure_with_words(guide: Guide) -> None:
    figure = next(block for block in guide.chapters[0].blocks if isinstance(block, Figure))
    assert figure.id == "four-kinds"
    assert [name for name, _ in figure.labels] == ["Intellectual", "Experiential", "Emotional", "Sexual"]
    assert all(said for _, said in figure.labels)


def test_the_fifth_chapter_says_how_to_ask_and_how_to_take_a_no(guide: Guide) -> None:
    assert Heading("How to ask, and how to take a no") in guide.chapters[4].blocks


@pytest.mark.parametrize("chapter_id", ["innermost", "trust", "signs", "safe-space", "someone-else"])
def test_where_the_article_speaks_of_the_partner_it_may_be_either_or_both(
    guide: Guide, chapter_id: str
) -> None:
    assert re.search(r"\bboth\b|either of you", _chapter_text(guide, chapter_id))


FIDELITY = {
    "innermost": (
        "to stop it each time the other comes close",
        "it may be fear of intimacy",
        "It may be either of you, or both",
        "Intimus is Latin for innermost",
        "share what lies inmost",
        "it goes both ways",
        "feeling close",
        "intellectual, experiential, emotional and sexual",
        "doing things together",
    ),
    "trust": (
        "Closeness rests on trust",
        "begin in childhood",
        "a parent or guardian dies",
        "a parent or guardian goes away",
        "abuse: with blows or with words, sexual or emotional",
        "the freedom to say what is inside",
        "a say in one’s own life",
        "draw a line that others keep to",
        "trust too much, until somebody takes advantage of it",
        "never to trust anyone again",
        "The past does not decide",
    ),
    "signs": (
        "staying away from touch or sex",
        "a hunger for sex that nothing fills",
        "hard to commit",
        "shaky relationships",
        "thinking little of oneself",
        "sudden anger",
        "very much alone",
        "hard to grow close",
        "hard to share feelings",
        "let them show",
        "hard to trust",
        "None of these proves fear of intimacy",
        "the relationship may not be safe",
    ),
    "safe-space": (
        "safe space",
        "pushes the other away, often without knowing it",
        "To accept being worth love, respect and affection can be hard",
        "Being turned away and alone is at least familiar",
        "to be left, to be rejected, to be controlled",
        "a balanced distance",
        "Do not withdraw. Do not crowd",
        "anger or frustration",
        "understand what the distance is for",
        "for support, for patience, and for not judging",
        "Patience never means tolerating harm",
    ),
    "ten-sentences": (
        "would like to understand",
        "work on it together",
        "Do not force talk of the past",
        "listen when they want to speak",
        "Wait until they are ready",
        "follow their lead",
        "what is hard between you, and what is good",
        "alone, with nothing to distract",
        "The first thought",
        "take turns and read aloud, item by item, through all ten",
        "“my partner”, you can say “you”",
        "Your partner reads first, then you",
        "Be open. Pay attention, take an interest, and stay in the talk",
        "Nobody has tested this exercise",
    ),
    "someone-else": (
        "a beginning, not the end",
        "therapy alone, for old matters",
        "either of you may want it",
        "couples therapist",
        "family doctor to refer you",
        "look online for therapists near you",
        "need not ruin what you have",
        "takes time, and it takes effort from both",
        "clinical psychologist",
        "writers and film makers",
    ),
}


@pytest.mark.parametrize(
    ("chapter_id", "point"), [(one, point) for one, points in FIDELITY.items() for point in points]
)
def test_each_point_of_the_article_has_its_place(guide: Guide, chapter_id: str, point: str) -> None:
    chapter = guide.chapter(chapter_id)
    assert chapter is not None
    whole = " ".join(block_text(block) for block in chapter.blocks)
    assert point in " ".join(whole.split())
