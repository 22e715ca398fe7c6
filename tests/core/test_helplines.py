from datetime import date

import pytest

from intimacy_desktop.contentfile import read_resource
from intimacy_desktop.errors import ContentError
from intimacy_desktop.helplines import FILE, Helplines, load_helplines, parse_helplines

# Which numbers were seen in documents, and so may be shown.
ABUSE = {
    "US": ["1-800-799-7233"],
    "CA": ["1 800 363-9010"],
    "GB": ["0808 2000 247", "0808 801 0327", "0800 999 5428"],
    "IE": ["1800 341 900"],
    "AU": ["1800 737 732"],
    "NZ": ["0800 456 450", "0800 733 843", "0508 744 633"],
    "DE": ["116 016", "0800 123 9900"],
    "AT": ["0800 222 555"],
    "FR": ["3919"],
    "BE": ["1712", "0800 30 030"],
    "NL": ["0800-2000"],
    "ES": ["016"],
    "IT": ["1522"],
    "SE": ["020-50 50 50"],
    "NO": ["116 006"],
    "DK": ["1888"],
    "FI": ["080 005 005"],
    "IN": ["181"],
    "ZA": ["0800 428 428"],
    "BR": ["180"],
}
CRISIS = {
    "US": ["988"],
    "CA": ["988"],
    "GB": ["116 123"],
    "IE": ["116 123"],
    "AU": ["13 11 14"],
    "BE": ["0800 32 123"],
    "NL": ["113"],
    "ES": ["024"],
}
WOMEN_ONLY = {
    "1800 341 900",
    "0800 733 843",
    "116 016",
    "0800 222 555",
    "3919",
    "020-50 50 50",
    "181",
    "180",
}


WORDS = "help/en.toml"
IT_CHECKED = """[[line]]
country = "IT"
kind = "abuse"
number = "1522"
source = "1522, the national line against violence and stalking"
serves = "above_all_women"
checked = 2026-11-01
"""
BR_WOMEN = """number = "180"
source = "Central de Atendimento à Mulher"
serves = "women"
"""


def parsed(numbers: str, words: str | None = None) -> Helplines:
    return parse_helplines(FILE, numbers, WORDS, read_resource(WORDS) if words is None else words)


@pytest.fixture(scope="module")
def helplines() -> Helplines:
    return load_helplines()


def test_only_numbers_that_were_seen_in_a_document_are_shown(helplines: Helplines) -> None:
    assert {one.code: [line.number for line in one.abuse] for one in helplines.countries} == ABUSE
    shown = {one.code: [line.number for line in one.crisis] for one in helplines.countries if one.crisis}
    assert shown == CRISIS


def test_a_line_for_women_says_so_and_is_paired_with_other_help(helplines: Helplines) -> None:
    lines = [line for one in helplines.countries for line in (*one.abuse, *one.crisis)]

    assert {line.number for line in lines if line.women_only} == WOMEN_ONLY
    assert all(line.serves == "Women" for line in lines if line.women_only)
    assert "doctor" in helplines.texts.women_only
    assert "local emergency number" in helplines.texts.women_only


def test_every_entry_is_complete(helplines: Helplines) -> None:
    for country in helplines.countries:
        assert country.code
        assert country.name
        for line in (*country.abuse, *country.crisis):
            assert line.number, country.name
            assert line.source, country.name
            assert line.serves, country.name
            assert date(2026, 1, 1) <= line.checked <= date.today(), country.name  # noqa: DTZ011 - a plain day


def test_every_page_of_numbers_can_name_emergency_help_a_doctor_and_a_safer_device(
    helplines: Helplines,
) -> None:
    texts = helplines.texts
    assert "call your local emergency number" in texts.emergency
    assert "ask a doctor" in texts.doctor
    assert "use another one" in texts.safer_device
    assert "We have not called them" in texts.checked
    assert next(one for one in helplines.countries if one.code == "CA").directory == "sheltersafe.ca"


def test_countries_stand_in_the_order_of_their_names(helplines: Helplines) -> None:
    names = [one.name for one in helplines.countries]
    assert names == sorted(names)


def test_a_country_is_as_old_as_the_oldest_of_its_numbers() -> None:
    whole = read_resource(FILE).replace(
        'serves = "men"\nchecked = 2026-11-01', 'serves = "men"\nchecked = 2025-02-03', 1
    )
    countries = {one.code: one for one in parsed(whole).countries}
    assert countries["DE"].last_checked == date(2025, 2, 3)
    assert countries["DE"].stale(date(2026, 8, 3))
    assert not countries["DE"].stale(date(2026, 8, 2))
    assert not countries["US"].stale(date(2026, 8, 3))


@pytest.mark.parametrize(
    ("today", "stale"),
    [
        (date(2026, 11, 1), False),
        (date(2028, 4, 30), False),
        (date(2028, 5, 1), True),
        (date(2031, 1, 1), True),
    ],
)
def test_numbers_grow_stale_after_eighteen_months(helplines: Helplines, today: date, stale: bool) -> None:
    for country in helplines.countries:
        assert country.last_checked == date(2026, 11, 1)
        assert country.stale(today) is stale


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (IT_CHECKED, IT_CHECKED.replace("2026-11-01", '"2026-11"'), "a date is needed"),
        (IT_CHECKED, IT_CHECKED.replace("2026-11-01", "2026-11-01T10:00:00"), "a date is needed"),
        (IT_CHECKED, IT_CHECKED.replace("checked = 2026-11-01", ""), "checked: is missing"),
        (IT_CHECKED, IT_CHECKED.replace("above_all_women", "cats"), "cats: is missing"),
        ('number = "1522"', 'number = "ask"', "digits, spaces and hyphens"),
        ('number = "1522"', 'telephone = "1522"', "number: is missing"),
        ('country = "IT"', 'country = "XX"', "an unknown country “XX”"),
        ('country = "IT"\nkind = "abuse"', 'country = "IT"\nkind = "other"', "“abuse” or “crisis”"),
        ('code = "IT"', 'code = "NL"', "stands here twice"),
        (IT_CHECKED, "", "“IT” has no line for abuse"),
        (BR_WOMEN, BR_WOMEN.replace('"women"', '"anyone"'), "say in “serves”"),
        (BR_WOMEN, BR_WOMEN.replace('serves = "women"\n', ""), "serves: is missing"),
        (
            BR_WOMEN,
            BR_WOMEN.replace("source", "sauce"),
            "source: is missing",
        ),
        ('[[country]]\ncode = "AU"', '[other]\ncode = "AU"', "an unknown table"),
        ('code = "IT"', 'code = "IT"\ncontinent = "x"', "continent: an unknown key"),
        ('number = "1522"', 'number = "1522"\nserve = "Women"', "serve: an unknown key"),
    ],
)
def test_a_broken_list_is_refused_with_file_and_line(old: str, new: str, problem: str) -> None:
    whole = read_resource(FILE)
    assert whole.count(old) == 1
    line = whole[: whole.index(old)].count("\n") + 1

    with pytest.raises(ContentError) as raised:
        parsed(whole.replace(old, new))

    assert problem in raised.value.problem
    if problem.startswith("cats"):
        assert str(raised.value).startswith(f"{WORDS}, line ")
        return
    assert str(raised.value).startswith(f"{FILE}, line ")
    if new and "no line" not in problem:
        assert line - 4 <= raised.value.line <= line + 6


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[texts]", "[words]", "an unknown table"),
        ("[texts]", '[texts]\ngreeting = "x"', "greeting: an unknown key"),
        ('stale = "', 'fresh = "', "stale: is missing"),
        ('IT = "Italy"\n', "", "IT: is missing"),
        ('IT = "Italy"\n', 'IT = "Italy"\nXX = "Nowhere"\n', "XX: an unknown key"),
        ('men = "Men"', 'men = "Men"\ncats = "Cats"', "cats: an unknown key"),
    ],
)
def test_words_that_are_missing_or_belong_to_nothing_are_refused(old: str, new: str, problem: str) -> None:
    words = read_resource(WORDS)
    assert old in words

    with pytest.raises(ContentError, match=problem) as raised:
        parsed(read_resource(FILE), words.replace(old, new, 1))

    assert str(raised.value).startswith(f"{WORDS}, line ")
