"""The recovery code as a text: written by hand, typed back, and a slip told from another code."""

import re
from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from intimacy_desktop.errors import RecoveryCodeMistyped
from intimacy_desktop.recovery import CODE_LENGTH, new_code, parse_code

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# Written by the first version; whoever holds a sheet with it must be able to type it for ever.
WRITTEN_BEFORE = "A42F-JBRT-TA0V-RAEA-HS4F-X9BS-PK9F-Q2KZ-2B9Y"
ITS_BITS = "5104f92f1ad281bc29ca8e48fea579b4d2fb8a7f"


def is_a_slip(symbols: list[str]) -> bool:
    try:
        parse_code("".join(symbols))
    except RecoveryCodeMistyped:
        return True
    return False


def test_a_code_is_nine_groups_of_four_without_letters_that_look_like_others() -> None:
    for _ in range(50):
        assert re.fullmatch(f"[{SYMBOLS}]{{4}}(-[{SYMBOLS}]{{4}}){{8}}", new_code())


def test_a_code_of_before_is_read_as_before() -> None:
    assert parse_code(WRITTEN_BEFORE).hex() == ITS_BITS


def test_a_code_holds_160_bits_and_their_remainder_by_the_largest_prime_below_two_to_the_twentieth() -> None:
    # Counted here without the code under test: 32 symbols of five bits, then four of check.
    digits = [SYMBOLS.index(symbol) for symbol in WRITTEN_BEFORE.replace("-", "")]
    number = sum(digit * 32**at for at, digit in enumerate(reversed(digits)))
    assert number >> 20 == int(ITS_BITS, 16)
    assert number % 2**20 == int(ITS_BITS, 16) % 1_048_573
    assert all(1_048_573 % divisor for divisor in range(2, 1025))
    assert all(any(larger % divisor == 0 for divisor in range(2, 1025)) for larger in (1_048_574, 1_048_575))


def test_codes_are_drawn_anew_and_use_every_symbol_in_every_place() -> None:
    codes = [new_code().replace("-", "") for _ in range(1500)]
    assert len(set(codes)) == 1500
    for place in range(CODE_LENGTH):
        # A fair draw misses one of 32 symbols in 1,500 with a chance of about 10⁻¹⁹.
        assert {code[place] for code in codes} == set(SYMBOLS)


@pytest.mark.parametrize("_time", range(12))
def test_every_symbol_misread_is_a_slip(_time: int) -> None:
    code = list(new_code().replace("-", ""))
    assert not is_a_slip(code)
    for place, right in enumerate(code):
        for wrong in SYMBOLS.replace(right, ""):
            assert is_a_slip([*code[:place], wrong, *code[place + 1 :]])


@pytest.mark.parametrize("_time", range(12))
def test_every_two_symbols_that_changed_places_are_a_slip(_time: int) -> None:
    code = list(new_code().replace("-", ""))
    swapped = 0
    for one, other in combinations(range(CODE_LENGTH), 2):  # neighbours, and all others
        if code[one] != code[other]:
            changed = code.copy()
            changed[one], changed[other] = code[other], code[one]
            assert is_a_slip(changed)
            swapped += 1
    assert swapped > 500


def test_two_groups_that_changed_places_are_a_slip() -> None:
    for _ in range(20):
        groups = new_code().split("-")
        for one, other in combinations(range(9), 2):
            changed = groups.copy()
            changed[one], changed[other] = groups[other], groups[one]
            assert changed == groups or is_a_slip(changed)


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("", 0),
        ("   ", 0),
        (WRITTEN_BEFORE[:-1], 35),
        (WRITTEN_BEFORE[5:], 32),
        (WRITTEN_BEFORE + "A", 37),
        (WRITTEN_BEFORE * 2, 72),
        (WRITTEN_BEFORE.replace("A42F", "A42+"), 36),
        (WRITTEN_BEFORE.replace("A42F", "A42é"), 36),
        ("seven quiet lamps on a shelf", 23),
    ],
)
def test_a_slip_says_how_much_was_typed(typed: str, length: int) -> None:
    with pytest.raises(RecoveryCodeMistyped) as caught:
        parse_code(typed)
    assert (caught.value.length, caught.value.expected) == (length, 36)
    assert typed.strip() == "" or typed not in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        WRITTEN_BEFORE.lower(),
        WRITTEN_BEFORE.replace("-", ""),
        WRITTEN_BEFORE.replace("-", " "),
        f"  {WRITTEN_BEFORE}\n",
        WRITTEN_BEFORE.replace("-", " – "),
        "\n".join(WRITTEN_BEFORE.split("-")),
        ".".join(WRITTEN_BEFORE.split("-")),
        WRITTEN_BEFORE.replace("0", "O"),
        WRITTEN_BEFORE.replace("0", "o"),
        WRITTEN_BEFORE.replace("V", "U"),
        WRITTEN_BEFORE.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        WRITTEN_BEFORE.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        f"\u2066{WRITTEN_BEFORE}\u2069",
    ],
)
def test_how_it_is_typed_does_not_matter(typed: str) -> None:
    assert parse_code(typed).hex() == ITS_BITS


def test_i_and_l_are_read_as_one() -> None:
    code = next(code for code in iter(new_code, "") if "1" in code)
    for typed in (code.replace("1", letter) for letter in "iIlL"):
        assert parse_code(typed) == parse_code(code)


@given(st.text())
def test_any_text_at_all_is_a_slip_and_never_a_fault(text: str) -> None:
    with pytest.raises(RecoveryCodeMistyped):
        parse_code(text)


@given(st.text(alphabet=SYMBOLS + "-OIL ", min_size=30, max_size=50))
def test_texts_that_look_like_codes_are_slips_or_codes(text: str) -> None:
    try:
        assert len(parse_code(text)) == 20
    except RecoveryCodeMistyped:
        return
