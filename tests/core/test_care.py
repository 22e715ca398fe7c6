import pytest

from intimacy_desktop.care import Care, load_care, parse_care
from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ContentError

FILE = "care/en.toml"


@pytest.fixture(scope="module")
def care() -> Care:
    return load_care()


@pytest.mark.parametrize(
    "reason",
    [
        "afraid",
        "hurts",
        "threatens",
        "controls",
        "crisis",
        "ending their life",
        "drinking",
        "quarrel",
        "affair",
    ],
)
def test_the_page_before_a_seat_names_what_makes_the_exercise_unwise(care: Care, reason: str) -> None:
    assert reason in " ".join(care.before_seat.unwise)


def test_the_page_before_a_seat_says_what_the_program_cannot_do_and_where_help_is(care: Care) -> None:
    before = care.before_seat
    assert before.limits.startswith("The program cannot check this for you.")
    assert "local emergency number" in before.help
    assert "“Help and support”" in before.help
    assert "sees that it is taken" in before.trace


def test_how_to_write_covers_quiet_the_first_thought_skipping_and_keeping_back(care: Care) -> None:
    how = " ".join(care.before_seat.how)
    assert "old memories" in how
    for part in ("nobody disturbs you", "comes first", "Skip what you like", "the same as for a blank"):
        assert part in how


def test_the_seat_says_before_the_first_answer_what_is_lost_with_the_passphrase(care: Care) -> None:
    assert "nobody can open what you wrote" in care.no_way_back.lost[0]
    assert "Nothing was erased" in " ".join(care.no_way_back.forgotten)


def test_the_evening_is_prepared_with_its_questions_and_rules(care: Care) -> None:
    questions = " ".join(care.preparation.questions)
    for part in ("rested", "sober", "quarrel", "an hour", "door closed"):
        assert part in questions
    rules = " ".join(care.preparation.rules)
    for part in ("pass on any item", "may pause", "twenty minutes", "No recording", "later as a weapon"):
        assert part in rules


def test_the_listeners_line_has_its_three_parts(care: Care) -> None:
    assert care.listening.line == "What I heard · Did I get it? · Is there more?"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('title = "Before you get up"', "", "title: is missing"),
        ('title = "Before you get up"', "title = []", "title: a text is needed"),
        ("rules = [", 'rules = "none"\nlaws = [', "rules: a list of texts is needed"),
        ('"Are you sober?"', "7", "each entry of the list must be a text"),
        ("[closing]", "[end]", "an unknown table"),
        ("[closing]", '[closing]\nwelcome = "x"', "welcome: an unknown key"),
        ("[before_seat]", 'language = "en"\n[before_seat]', "language: an unknown key"),
        ('line = "What', 'lines = "What', "line: is missing"),
    ],
)
def test_a_broken_file_is_refused_with_file_and_line(old: str, new: str, problem: str) -> None:
    whole = read_resource(FILE)
    assert whole.count(old) == 1
    line = whole[: whole.index(old)].count("\n") + 1

    with pytest.raises(ContentError) as raised:
        parse_care(FILE, whole.replace(old, new))

    assert problem in raised.value.problem
    assert str(raised.value).startswith(f"{FILE}, line ")
    assert line - 3 <= raised.value.line <= line + 1
