"""Answers and sheets on paper: what stands on them, where it stands, and what does not."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intimacy_desktop.answers import ITEMS, ShownAnswer
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.export import OwnPart, Pair, PairRound
from intimacy_desktop.history import SharedNotes
from tests.core.exportkit import EVENING, MADE, STEMS, a_part, a_round
from tests.ui.papers import pages_of, read_pdf
from ui.printing import Proof, Typeface
from ui.printing.answers import of_answers
from ui.printing.paper import A4, LETTER, Paper
from ui.printing.sheets_to_write_on import SheetWords, blanks, cards, questions
from ui.window.export_words import words_of_both, words_of_own
from ui.window.paper_emblem import draw_emblem

EXERCISE = load_exercise()
WORDS = SheetWords("Ten", "Alone.", "Cut and fold.", "Left for later", "To bring along.", "By its author.")
ARABIC = "قريبة مني حين لا نتكلم"
WHEN = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=["A4", "Letter"])


def boxes(data: bytes, place: Path, page: int) -> dict[str, tuple[float, float, float, float]]:
    """Where each word of a page stands, points from its corner."""
    path = place / "boxes.pdf"
    path.write_bytes(data)
    call = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"]
    found = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    pattern = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<'
    return {one[4]: tuple(float(each) for each in one[:4]) for one in re.findall(pattern, found)}  # type: ignore[misc]


@PAPERS
def test_every_round_begins_a_page_and_holds_all_of_it(qapp: object, tmp_path: Path, paper: Paper) -> None:
    made = of_answers(a_part(3), STEMS, MADE, words_of_own(), Typeface.of_this_system())

    pages = pages_of(Proof(made, paper).pdf(), tmp_path)

    whole = " ".join(" ".join(pages).split())
    for number in range(3):
        (page,) = [page for page in pages if f"words {number}" in page]
        heads = [line for line in page.splitlines() if re.match(rf"\s*{number + 1} ·", line)]
        assert len(heads) == 1
    assert whole.count("Kept to myself.") == 3
    assert whole.count("Read aloud as: laugh late") == 3
    assert whole.count("that they laughed") == 3


@PAPERS
def test_no_word_leaves_the_margins(qapp: object, tmp_path: Path, paper: Paper) -> None:
    long = replace(a_round("x" * 2000, "word " * 400, ARABIC * 90), evening=EVENING)
    made = of_answers(OwnPart("Mara", (long,)), STEMS, MADE, words_of_own(), Typeface.of_this_system())
    proof = Proof(made, paper)

    for page in range(1, proof.sheets.count + 1):
        for left, top, right, bottom in boxes(proof.pdf(), tmp_path, page).values():
            assert left >= paper.margin - 1
            assert right <= paper.width - paper.margin + 1
            assert top >= paper.above - 12
            assert bottom <= paper.height - 20


def test_words_of_a_right_to_left_script_begin_at_the_right(qapp: object, tmp_path: Path) -> None:
    shown = (ShownAnswer("alpha"), ShownAnswer("שלום"))
    evening = PairRound(WHEN, WHEN, (shown, *[(ShownAnswer(), ShownAnswer())] * (ITEMS - 1)), SharedNotes())
    made = of_answers(
        Pair(("Mara", "Jonas"), (evening,)), STEMS, MADE, words_of_both(), Typeface.of_this_system()
    )

    found = boxes(Proof(made, A4).pdf(), tmp_path, 1)

    assert found["alpha"][0] < A4.width / 3
    hebrew = next(place for word, place in found.items() if "ש" in word)
    assert hebrew[2] > A4.width * 0.8


def test_on_paper_too_a_card_that_shows_nothing_tells_no_reason(qapp: object, tmp_path: Path) -> None:
    """Given cards kept back, left blank and never turned, when both are printed, then all read the same."""
    evening = PairRound(WHEN, WHEN, ((ShownAnswer(), ShownAnswer()),) * ITEMS, SharedNotes())
    made = of_answers(
        Pair(("Mara", "Jonas"), (evening,)), STEMS, MADE, words_of_both(), Typeface.of_this_system()
    )

    read = read_pdf(Proof(made, A4).pdf(), tmp_path)

    assert read.count("nothing on this card") == 2 * ITEMS
    assert "Kept" not in read


@PAPERS
def test_blanks_are_two_pages_with_ten_beginnings(qapp: object, tmp_path: Path, paper: Paper) -> None:
    pages = pages_of(
        Proof(blanks(EXERCISE.items, WORDS, Typeface.of_this_system(), draw_emblem), paper).pdf(), tmp_path
    )

    assert len(pages) == 2
    for item in EXERCISE.items:
        assert f"{item.stem} …" in pages[item.number > 5]
    assert "By its author." in pages[1]


@PAPERS
def test_cards_are_ten_and_each_has_a_place_of_its_own(qapp: object, tmp_path: Path, paper: Paper) -> None:
    pages = pages_of(
        Proof(cards(EXERCISE.items, WORDS, Typeface.of_this_system(), draw_emblem), paper).pdf(), tmp_path
    )

    assert [page.count("…") for page in pages] == [3, 3, 3, 1]
    read = " ".join(" ".join(pages).split())
    assert all(f"{item.stem} …" in read for item in EXERCISE.items)


@PAPERS
def test_questions_hold_the_sentences_that_were_chosen_and_no_others(
    qapp: object, tmp_path: Path, paper: Paper
) -> None:
    chosen = [EXERCISE.items[index] for index in (2, 7)]

    read = read_pdf(Proof(questions(chosen, WORDS, Typeface.of_this_system()), paper).pdf(), tmp_path)

    for item in EXERCISE.items:
        assert (f"{item.stem} …" in read) is (item in chosen)
    assert all(prompt in " ".join(read.split()) for item in chosen for prompt in item.prompts)
