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
    assert helplines.last_checked == date(2026, 11, 1)
    assert helplines.stale(today) is stale


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("last_checked = 2026-11-01", 'last_checked = "2026-11"', "a date is needed"),
        ("last_checked = 2026-11-01", "last_checked = 2026-11-01T10:00:00", "a date is needed"),
        ('number = "1522"', 'number = "ask"', "digits, spaces and hyphens"),
        ('number = "1522"', 'telephone = "1522"', "number: is missing"),
        ('country = "IT"', 'country = "XX"', "an unknown country “XX”"),
        ('country = "IT"\nkind = "abuse"', 'country = "IT"\nkind = "other"', "“abuse” or “crisis”"),
        ('code = "IT"', 'code = "NL"', "stands here twice"),
        (
            '[[line]]\ncountry = "IT"\nkind = "abuse"\nnumber = "1522"\n',
            "",
            "“IT” has no line for abuse",
        ),
        ('number = "180"\nserves = "Women"', 'number = "180"', "say in “serves”"),
        ("[texts]", "[words]", "an unknown table"),
        ("[texts]", '[texts]\ngreeting = "x"', "greeting: an unknown key"),
        ('code = "IT"', 'code = "IT"\ncontinent = "x"', "continent: an unknown key"),
        ('number = "1522"', 'number = "1522"\nserve = "Women"', "serve: an unknown key"),
    ],
)
def test_a_broken_list_is_refused_with_file_and_line(old: str, new: str, problem: str) -> None:
    whole = read_resource(FILE)
    assert whole.count(old) == 1
    line = whole[: whole.index(old)].count("\n") + 1

    with pytest.raises(ContentError) as raised:
        parse_helplines(FILE, whole.replace(old, new))

    assert problem in raised.value.problem
    assert str(raised.value).startswith(f"{FILE}, line ")
    if new and "no line" not in problem:
        assert line - 4 <= raised.value.line <= line + 4
