import pytest

from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ContentError
from intimacy_desktop.exercise import (
    ITEMS,
    Exercise,
    Wizard,
    as_written,
    is_skip,
    load_exercise,
    needs_own_words,
    parse_exercise,
    reading,
)
from intimacy_desktop.runs import Run

STEMS = (
    "I feel safest when",
    "Trust is",
    "Sex is",
    "When my partner touches me, I",
    "My greatest fear is",
    "I like when my partner",
    "It helps me feel safe when my partner",
    "I like talking to my partner about",
    "Sharing my emotions",
    "What I enjoy doing most with my partner is",
)

SAID_TO_THE_PARTNER = {
    4: "When you touch me, I",
    6: "I like when you",
    7: "It helps me feel safe when you",
    8: "I like talking to you about",
    10: "What I enjoy doing most with you is",
}

FILE = "exercise/en.toml"


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercise()


def test_the_ten_stems_are_the_articles_to_the_letter(exercise: Exercise) -> None:
    assert tuple(item.stem for item in exercise.items) == STEMS
    assert [item.number for item in exercise.items] == list(range(1, 11))
    assert "Dr. Shonda Lackey" in exercise.credit


def test_each_stem_has_its_you_form_and_marks_only_what_differs(exercise: Exercise) -> None:
    for item in exercise.items:
        assert item.you_text == SAID_TO_THE_PARTNER.get(item.number, item.stem)
        marked = [run.text for run in item.you if run.marked]
        assert marked == (["you touch" if item.number == 4 else "you"] if item.you_text != item.stem else [])
        assert "my partner" not in item.you_text


def test_each_item_has_three_different_questions_to_talk_about(exercise: Exercise) -> None:
    prompts = [prompt for item in exercise.items for prompt in item.prompts]
    assert len(prompts) == len(set(prompts)) == 30
    assert all(prompt.endswith("?") for prompt in prompts)


def test_only_the_items_that_may_stir_memories_carry_a_word_of_care(exercise: Exercise) -> None:
    assert [item.number for item in exercise.items if item.note] == [3, 4, 5]


@pytest.mark.parametrize(
    ("number", "ending", "needed"),
    [
        (6, "laughs at my jokes", True),
        (7, "tells me where the evening is going", True),
        (6, "", False),
        (7, " \n ", False),
        (1, "the day is over", False),
        (1, "my partner is home", True),
        (5, "that My\n Partner’s patience ends", True),
        (8, "my partnership at work", False),
        (9, "with my partners at the firm", False),
    ],
)
def test_an_ending_that_speaks_of_the_partner_needs_its_authors_own_words(
    exercise: Exercise, number: int, ending: str, needed: bool
) -> None:
    assert needs_own_words(exercise.items[number - 1], ending) is needed


def test_a_turned_card_speaks_to_the_partner_and_underlines_what_changed(exercise: Exercise) -> None:
    shown = reading(exercise.items[3], "go quiet first.", None)

    assert shown.stem_runs == (Run("When "), Run("you touch", marked=True), Run(" me, I"))
    assert shown.text == "When you touch me, I go quiet first."
    assert shown.as_you


@pytest.mark.parametrize("spoken", [None, "", "  "])
def test_a_third_person_ending_shows_as_written_until_its_author_wrote_another(
    exercise: Exercise, spoken: str | None
) -> None:
    shown = reading(exercise.items[5], "laughs at my jokes.", spoken)

    assert shown == as_written(exercise.items[5], "laughs at my jokes.")
    assert shown.text == "I like when my partner laughs at my jokes."
    assert not shown.as_you


def test_the_authors_own_ending_is_read_to_the_partner(exercise: Exercise) -> None:
    shown = reading(exercise.items[5], "laughs at my jokes.", "laugh at my jokes.")

    assert shown.text == "I like when you laugh at my jokes."
    assert shown.as_you


def test_where_nothing_changes_there_is_no_second_form_to_show(exercise: Exercise) -> None:
    assert not reading(exercise.items[1], "slow to arrive.", None).as_you
    assert not reading(exercise.items[1], "slow to arrive.", "slow to arrive.").as_you
    assert reading(exercise.items[1], "my partner.", "you.").as_you


def test_the_wizard_leads_through_all_items_to_the_review_and_back() -> None:
    wizard, places = Wizard(), []
    while not wizard.in_review:
        places.append(wizard.place)
        wizard = wizard.next()

    assert places == list(range(ITEMS))
    assert wizard.next() == wizard
    assert wizard.back() == Wizard(ITEMS - 1)
    assert Wizard(0).back() == Wizard(0)
    assert not Wizard(0).can_go_back


def test_an_item_opened_from_the_review_leads_back_to_it() -> None:
    editing = Wizard().to_review().edit(2)

    assert editing.place == 2
    assert editing.next_is_review
    assert editing.next().in_review
    assert not editing.back().next_is_review


@pytest.mark.parametrize(("place", "kept"), [(-3, 0), (4, 4), (99, ITEMS)])
def test_a_remembered_place_outside_the_exercise_is_brought_inside(place: int, kept: int) -> None:
    assert Wizard(place).place == kept


def test_going_on_from_an_empty_answer_is_a_skip() -> None:
    assert is_skip(" \n")
    assert not is_skip("yes")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('stem = "Trust is"', "", "stem: is missing"),
        ('stem = "Trust is"', 'stem = " "', "stem: a text is needed"),
        ('stem = "Trust is"', "stem = Trust", "not valid TOML"),
        ('you = "Trust is"', 'you = "Trust [is"', "not closed"),
        ('you = "Trust is"', 'you = "Trust was"', "stands in [brackets]"),
        ('you = "Trust is"', 'you = "Trust [is]"', "stands in [brackets]"),
        ('you = "When [you touch] me, I"', 'you = "[When my partner] me, I"', "third person"),
        ('    "Where did you learn that meaning?",\n', "", "3 are needed, there are 2"),
        ('prompts = [\n    "Where did you', 'promps = [\n    "Where did you', "prompts: is missing"),
        ('you = "Trust is"', 'you = "Trust is"\nnot = "typo"', "an unknown key"),
        ("ending_begins_with_verb = true", "ending_begins_with_verb = 1", "true or false"),
    ],
)
def test_a_broken_item_is_refused_with_file_and_line(old: str, new: str, problem: str) -> None:
    # Given the real file with one thing wrong
    whole = read_resource(FILE)
    at = whole.index(old)
    item_line = whole[: whole.rindex("[[item]]", 0, at)].count("\n") + 1
    next_item = whole[: whole.find("[[item]]", at)].count("\n") + 1

    # When it is read, then the error names the place
    with pytest.raises(ContentError, match=rf"^exercise/en\.toml, line \d+: .*{_escaped(problem)}") as raised:
        parse_exercise(FILE, whole[:at] + new + whole[at + len(old) :])
    assert item_line <= raised.value.line < next_item


def test_an_eleventh_item_is_refused() -> None:
    whole = read_resource(FILE)
    extra = whole[whole.rindex("[[item]]") :]

    with pytest.raises(ContentError, match="10 items are needed, there are 11") as raised:
        parse_exercise(FILE, whole + extra)
    assert raised.value.line == whole.count("\n") + 1


def test_a_language_without_the_exercise_is_said_plainly() -> None:
    with pytest.raises(ContentError, match=r"exercise/xx\.toml, line 1: the file is missing"):
        load_exercise("xx")


def _escaped(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]")
