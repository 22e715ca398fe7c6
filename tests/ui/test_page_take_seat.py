from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.recovery import new_code, unlock_with_code
from intimacy_desktop.vault import Vault
from tests.ui.accessibility import button
from tests.ui.evening import Hands, press, seen, text_of
from tests.ui.one_seat import MARA, WORDS, made_hands, paste, strike, write
from tests.ui.widget_probe import accessible_words
from ui.pages.take_seat import TakeSeatPage
from ui.widgets.code_proof import CodeProof
from ui.widgets.passphrase_choice import PassphraseChoice
from ui.widgets.way_option import WayOption

WRITTEN = "I have written them down"
WAY_BACK = "A way back in"
NO_WAY_BACK = "No way back, not even for me"
WRITTEN_CODE = "I have written it down"
OWN = "several slow herons over the estuary"


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


def open_page(hands: Hands, home: Home) -> TakeSeatPage:
    page = TakeSeatPage(hands.theme, hands.background, home, CHEAPEST)
    page.arrived = []
    page.taken.connect(page.arrived.append)
    hands.show(page)
    return page


def line(page: TakeSeatPage, name: str) -> QLineEdit:
    found = seen(page, name)
    assert isinstance(found, QLineEdit)
    return found


def generated(page: TakeSeatPage) -> str:
    choice = page.findChild(PassphraseChoice)
    assert choice is not None
    assert choice.words in text_of(page)
    return choice.words


def to_passphrase(page: TakeSeatPage, nickname: str = "Mara") -> None:
    write(page, nickname)
    strike(page, Qt.Key.Key_Return)
    assert "Step 2 of 3" in text_of(page)


def to_own_words(hands: Hands, page: TakeSeatPage) -> None:
    to_passphrase(page)
    press(hands.bot, page, "Use my own words instead")


def choose(hands: Hands, page: TakeSeatPage, way: str) -> None:
    """As with all radio buttons: Tab reaches the group, arrows choose."""
    chosen = seen(page, way)
    assert isinstance(chosen, WayOption)
    other = seen(page, NO_WAY_BACK)
    assert isinstance(other, WayOption)
    press(hands.bot, page, NO_WAY_BACK if other.isChecked() else WAY_BACK)
    if not chosen.isChecked():
        strike(page, Qt.Key.Key_Down)
    assert chosen.isChecked()


def with_own_words(hands: Hands, page: TakeSeatPage, *, way: str | None = NO_WAY_BACK) -> None:
    """All that is needed, up to the last press."""
    to_passphrase(page)
    press(hands.bot, page, "Use my own words instead")
    paste(page, OWN)
    strike(page, Qt.Key.Key_Return)
    paste(page, OWN)
    strike(page, Qt.Key.Key_Return)
    if way is not None:
        choose(hands, page, way)


def test_six_generated_words_written_down_and_typed_back_open_the_new_seat(hands: Hands, home: Home) -> None:
    # Given a nickname, and the six words on paper
    page = open_page(hands, home)
    to_passphrase(page)
    words = generated(page)
    assert len(words.split(" ")) == 6
    press(hands.bot, page, WRITTEN)

    # When they are typed back, their words stand nowhere in the window
    assert words not in accessible_words(page)
    write(page, words)
    strike(page, Qt.Key.Key_Return)

    # Then what is lost without them is said, before anything is made
    assert "nobody can open what you wrote" in text_of(page)
    take = seen(page, "Take this seat")
    assert take is not None
    assert not take.isEnabled()
    assert home.seats() == ()
    choose(hands, page, NO_WAY_BACK)
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: bool(page.arrived))

    # And the seat is hers, opens with them, and shows what she chose
    (vault,) = page.arrived
    assert isinstance(vault, Vault)
    assert hands.on_storage(vault.rounds) == []
    (seat,) = home.seats()
    assert (seat.identity, seat.ready) == (Identity("Mara", Shape.CIRCLE, Hue.BLUE), False)
    assert unlock(seat.folder, words).vault_id == seat.vault_id
    assert words not in accessible_words(page)


def to_the_code(hands: Hands, page: TakeSeatPage) -> str:
    """Up to the code, which is shown."""
    with_own_words(hands, page, way=WAY_BACK)
    press(hands.bot, page, "Go on")
    proof = page.findChild(CodeProof)
    assert proof is not None
    for group in proof.code.split("-"):
        assert group in text_of(page)
    return proof.code


def test_a_recovery_code_is_shown_once_typed_back_and_opens_the_new_seat(hands: Hands, home: Home) -> None:
    # Given somebody who wants a way back in, and has the code on paper
    page = open_page(hands, home)
    code = to_the_code(hands, page)
    assert "Take this seat" not in text_of(page)
    press(hands.bot, page, WRITTEN_CODE)

    # When it is typed back in small letters and without its hyphens, it stands nowhere else in the window
    assert not [group for group in code.split("-") if group in accessible_words(page)]
    write(page, code.lower().replace("-", " "))
    assert home.seats() == ()
    strike(page, Qt.Key.Key_Return)
    hands.bot.waitUntil(lambda: bool(page.arrived))

    # Then it opens the seat, as the passphrase does
    (seat,) = home.seats()
    assert unlock_with_code(seat.folder, code).dek == unlock(seat.folder, OWN).dek
    assert code not in accessible_words(page)
    assert QApplication.clipboard().text() == ""


def test_a_slip_in_the_code_is_told_from_another_code_and_no_seat_is_taken(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    code = to_the_code(hands, page)
    press(hands.bot, page, WRITTEN_CODE)
    field = line(page, "The code, from your paper")

    # a group is missing; one sign is wrong; it is the code of something else
    for typed, said in (
        ("", "Nothing is typed yet."),
        (code[5:], "not the whole code"),
        (("2" if code[0] != "2" else "3") + code[1:], "a slip"),
        (new_code(), "not the one that is needed here"),
    ):
        field.setText(typed)
        strike(page, Qt.Key.Key_Return)
        assert said in text_of(page)
        assert field.hasFocus()
        assert field.text() == typed

    assert home.seats() == ()
    # and the same code can be looked at again, as long as nothing is made
    press(hands.bot, page, "Show the code again")
    assert code.split("-")[0] in text_of(page)


def test_neither_way_is_chosen_beforehand_and_nothing_goes_on_without_a_choice(
    hands: Hands, home: Home
) -> None:
    page = open_page(hands, home)
    with_own_words(hands, page, way=None)
    for name in (WAY_BACK, NO_WAY_BACK):
        option = seen(page, name)
        assert isinstance(option, WayOption)
        assert not option.isChecked()
        assert QAccessible.queryAccessibleInterface(option).role() == QAccessible.Role.RadioButton
    assert not button(page, "Take this seat").isEnabled()

    # when one is chosen, the other is not
    choose(hands, page, WAY_BACK)
    assert button(page, "Go on").isEnabled()
    choose(hands, page, NO_WAY_BACK)
    assert button(page, "Take this seat").isEnabled()


def test_back_leads_from_the_code_to_the_choice_and_no_way_back_makes_no_code(
    hands: Hands, home: Home
) -> None:
    page = open_page(hands, home)
    to_the_code(hands, page)
    press(hands.bot, page, WRITTEN_CODE)
    press(hands.bot, page, "Back")
    press(hands.bot, page, "Back")
    choose(hands, page, NO_WAY_BACK)
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: bool(page.arrived))

    assert read_header(home.seats()[0].folder).recovery_slot is None


def test_words_that_differ_from_the_paper_are_refused_and_kept(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    to_passphrase(page)
    words = generated(page)
    press(hands.bot, page, WRITTEN)

    write(page, words.upper())
    strike(page, Qt.Key.Key_Return)

    assert "These are not the six words." in text_of(page)
    typed = line(page, "The six words, from your paper")
    assert typed.hasFocus()
    assert typed.text() == words.upper()
    # and the same words can be looked at again
    press(hands.bot, page, "Show the words again")
    assert generated(page) == words


def test_another_six_are_others_and_the_ones_that_count(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    to_passphrase(page)
    first = generated(page)
    press(hands.bot, page, "Another six")
    assert generated(page) != first

    press(hands.bot, page, WRITTEN)
    write(page, first)
    strike(page, Qt.Key.Key_Return)

    assert "These are not the six words." in text_of(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Nothing is typed yet."),
        ("too short", "Use 15 characters or more."),
        ("x" * 201, "200 characters or fewer"),
    ],
)
def test_own_words_that_cannot_be_used_are_refused_beside_their_field(
    typed: str, said: str, hands: Hands, home: Home
) -> None:
    page = open_page(hands, home)
    to_own_words(hands, page)

    write(page, typed)
    press(hands.bot, page, "Go on")

    assert said in text_of(page)
    assert line(page, "Your own words").hasFocus()
    assert line(page, "Your own words").text() == typed
    assert "Step 2 of 3" in text_of(page)


def test_own_words_typed_differently_twice_are_not_taken(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    to_own_words(hands, page)

    write(page, OWN)
    strike(page, Qt.Key.Key_Return)
    write(page, OWN + "x")
    strike(page, Qt.Key.Key_Return)

    assert "These two are not the same." in text_of(page)
    assert line(page, "The same once more").hasFocus()
    assert line(page, "Your own words").text() == OWN


def test_a_nickname_inside_the_passphrase_is_remarked_on_and_not_forbidden(hands: Hands, home: Home) -> None:
    home.take_seat(MARA, WORDS, CHEAPEST)
    page = open_page(hands, home)
    write(page, "Jonas")
    strike(page, Qt.Key.Key_Return)
    press(hands.bot, page, "Use my own words instead")

    write(page, "for mara with all my heart")
    hands.bot.waitUntil(lambda: "One of your nicknames is in it." in text_of(page))
    strike(page, Qt.Key.Key_Return)
    write(page, "for mara with all my heart")
    strike(page, Qt.Key.Key_Return)

    assert "Step 3 of 3" in text_of(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("   ", "A name is missing."),
        ("M" * 25, "too long for its card"),
        ("maRA", "The other seat has this name"),
    ],
)
def test_a_nickname_that_cannot_be_used_is_refused_beside_its_field(
    typed: str, said: str, hands: Hands, home: Home
) -> None:
    home.take_seat(MARA, WORDS, CHEAPEST)
    page = open_page(hands, home)

    write(page, typed)
    strike(page, Qt.Key.Key_Return)

    assert said in text_of(page)
    assert line(page, "Nickname").hasFocus()
    assert line(page, "Nickname").text() == typed


def test_the_second_seat_has_the_other_shape_and_is_not_offered_the_first_ones_colour(
    hands: Hands, home: Home
) -> None:
    # Given Mara, a blue circle
    home.take_seat(MARA, WORDS, CHEAPEST)
    page = open_page(hands, home)
    assert "Your shape is the diamond. Mara has the circle." in text_of(page)
    assert seen(page, "Circle") is None
    assert seen(page, "Blue") is None

    # When Jonas chooses plum
    write(page, "Jonas")
    press(hands.bot, page, "Rust", Qt.Key.Key_Right)
    strike(page, Qt.Key.Key_Tab)
    press(hands.bot, page, "Go on")
    press(hands.bot, page, "Use my own words instead")
    write(page, OWN)
    strike(page, Qt.Key.Key_Return)
    write(page, OWN)
    strike(page, Qt.Key.Key_Return)
    choose(hands, page, NO_WAY_BACK)
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: bool(page.arrived))

    # Then both sit, told apart by name, shape and colour
    assert [seat.identity for seat in home.seats()] == [MARA, Identity("Jonas", Shape.DIAMOND, Hue.PLUM)]


def test_the_first_seat_may_have_either_shape(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    write(page, "Mara")
    press(hands.bot, page, "Circle", Qt.Key.Key_Right)
    press(hands.bot, page, "Go on")
    press(hands.bot, page, "Back")
    assert line(page, "Nickname").text() == "Mara"
    press(hands.bot, page, "Go on")
    words = generated(page)
    press(hands.bot, page, WRITTEN)
    write(page, words)
    strike(page, Qt.Key.Key_Return)
    choose(hands, page, NO_WAY_BACK)
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: bool(page.arrived))

    assert home.seats()[0].identity == Identity("Mara", Shape.DIAMOND, Hue.BLUE)


def test_a_home_that_cannot_be_written_is_said_and_nothing_entered_is_lost(hands: Hands, home: Home) -> None:
    # Given a home in which no vault can be made
    vaults = home.path / "vaults"
    vaults.rmdir()
    vaults.write_bytes(b"")
    page = open_page(hands, home)
    with_own_words(hands, page)

    # When the seat is taken
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: "No seat was taken" in text_of(page))
    assert page.arrived == []

    # Then the same press works once it can be
    vaults.unlink()
    vaults.mkdir(mode=0o700)
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: bool(page.arrived))
    assert home.seats()[0].identity.nickname == "Mara"


def test_a_name_that_was_taken_meanwhile_leads_back_to_its_field(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    with_own_words(hands, page)
    home.take_seat(MARA, WORDS, CHEAPEST)

    press(hands.bot, page, "Take this seat")

    hands.bot.waitUntil(lambda: "The other seat has this name already." in text_of(page))
    assert line(page, "Nickname").hasFocus()


def test_both_seats_taken_meanwhile_is_said(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    with_own_words(hands, page)
    home.take_seat(Identity("A", Shape.CIRCLE, Hue.BLUE), WORDS, CHEAPEST)
    home.take_seat(Identity("B", Shape.DIAMOND, Hue.RUST), WORDS, CHEAPEST)

    press(hands.bot, page, "Take this seat")

    hands.bot.waitUntil(lambda: "Both seats are taken." in text_of(page))


def test_a_seat_that_was_taken_but_not_opened_is_opened_by_the_next_press_and_not_taken_twice(
    hands: Hands, home: Home, tmp_path: Path
) -> None:
    # Given a storage thread that is busy until the new database has been moved away
    page = open_page(hands, home)
    with_own_words(hands, page)
    gate = Event()
    hands.background.storage(hands, gate.wait, lambda _r: None, lambda _e: None)
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: len(home.seats()) == 1)
    (database,) = home.seats()[0].folder.glob("answers-*.db")
    database.rename(tmp_path / "aside")
    gate.set()
    hands.bot.waitUntil(lambda: "was not found" in text_of(page))

    # When it is back and the button is pressed again
    (tmp_path / "aside").rename(database)
    press(hands.bot, page, "Take this seat")
    hands.bot.waitUntil(lambda: bool(page.arrived))

    # Then there is one seat
    assert len(home.seats()) == 1


def test_leaving_takes_no_seat_and_forgets_the_words(hands: Hands, home: Home) -> None:
    page = open_page(hands, home)
    to_passphrase(page)
    words = generated(page)
    left: list[bool] = []
    page.back_asked.connect(lambda: left.append(True))

    press(hands.bot, page, "Not now")

    assert left == [True]
    assert home.seats() == ()
    assert words not in accessible_words(page)
