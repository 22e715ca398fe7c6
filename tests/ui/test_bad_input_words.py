"""Whatever is typed or pasted into the whole window: kept to the letter, or refused whole with a sentence."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from tests.ui.desk import JONAS, MARAS, Desk, Starter, draft_in, folders, line_of, make_couple, starting
from tests.ui.evening import settle
from ui.pages.review import ReviewPage
from ui.pages.take_seat import TakeSeatPage
from ui.pages.together import TogetherPage
from ui.pages.turns import TurnsPage
from ui.pages.unlock import UnlockPage
from ui.pages.wizard import WizardPage
from ui.widgets.private_text import PrivateText
from ui.widgets.stem_editor import StemEditor

BEFORE = "the kettle is on"
SAVED = "Saved, only here"


@pytest.fixture(name="start")
def _start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    return make_couple(tmp_path / "home")


@pytest.fixture(name="desk")
def _desk(qtbot: QtBot, start: Starter, home: Path) -> Desk:
    """Mara sits at her first sentence."""
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, WizardPage)
    return desk


def editor_of(desk: Desk) -> StemEditor:
    assert desk.page is not None
    return next(one for one in desk.app.frame.findChildren(StemEditor) if one.isVisible())


def saved(qtbot: QtBot, desk: Desk, home: Path) -> str:
    """What a fresh start finds of Mara's first answer."""
    desk.end_now(qtbot)
    return draft_in(folders(home)[0], MARAS).answers[0].text


# ---------------------------------------------------------------- an answer


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("x" * 100_000, "That is too long to fit: 100000 characters."),
        ("line\n" * 20_000, "That is too long to fit: 100000 characters."),
        ("\N{FAMILY}" * 100_000, "That is too long to fit: 100000 characters."),
        ("ס" * 2_001, "That is too long to fit: 2001 characters."),
        ("\N{OLDER MAN}" * 2_001, "That is too long to fit: 2001 characters."),
    ],
)
def test_a_paste_that_is_too_long_is_refused_whole_at_once_and_the_words_stay(
    pasted: str, said: str, qtbot: QtBot, desk: Desk, home: Path
) -> None:
    desk.paste(BEFORE)
    editor_of(desk).selectAll()

    desk.paste(pasted)

    assert said in desk.words()
    assert "There is room for 2000. What you had written is as it was." in desk.words()
    assert editor_of(desk).answer() == BEFORE
    # going on typing takes the sentence away, and is saved
    QTest.keyClick(editor_of(desk), Qt.Key.Key_End)
    QTest.keyClicks(editor_of(desk), " now")
    assert "too long" not in desk.words()
    assert saved(qtbot, desk, home) == BEFORE + " now"


@pytest.mark.parametrize("letter", ["x", "\N{OLDER MAN}", "語", "ש"])
def test_two_thousand_characters_fit_and_the_next_key_is_refused(
    letter: str, qtbot: QtBot, desk: Desk, home: Path
) -> None:
    desk.paste(letter * 2_000)
    assert editor_of(desk).answer() == letter * 2_000

    QTest.keyClick(editor_of(desk), Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert "2001 characters" in desk.words()
    event = QInputMethodEvent()
    event.setCommitString("語語")
    QApplication.sendEvent(editor_of(desk), event)
    assert "2002 characters" in desk.words()

    assert saved(qtbot, desk, home) == letter * 2_000


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🇺🇦 👍🏽",
        "שלום עולם \u2067מוטבע\u2069 סוף",
        "السلام عليكم، كيف حالك؟",
        "你好，世界。日本語のテキスト 한국어",
        "cafe\u0301 and café, ﬁ, Ⅷ, \u00a0no-break\u202fspaces",
        "a\x00b\x07c\x1b[31md\te",
        "{name} %n %1 %Ln & && <b>bold</b> <script>x</script> &amp; \\n $HOME `ls`",
        "zero\u200bwidth\ufeffbom\u00adsoft \u202eoverride",
        "   leading and trailing   ",
        "Z̴̧̛͎̫͖͉a̵͈̐l̷̛̟̈́g̶͈̋ǫ̷͌",
        "A" * 1_999,
        "\ud7ff\ue000\U0010ffff",
    ],
)
def test_any_words_come_back_to_the_letter_through_review_and_a_fresh_start(
    text: str, qtbot: QtBot, desk: Desk, start: Starter, home: Path
) -> None:
    desk.paste(text)
    assert editor_of(desk).answer() == text
    for _ in range(10):
        QTest.keyClick(editor_of(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
    desk.await_page(qtbot, ReviewPage)
    assert text in desk.words()
    assert saved(qtbot, desk, home) == text

    again = start(home)
    page = again.open_as(qtbot, "Mara", MARAS, WizardPage)
    assert page.draft.answers[0].text == text


def test_every_kind_of_line_break_becomes_a_line_and_nothing_else_changes(
    qtbot: QtBot, desk: Desk, home: Path
) -> None:
    desk.paste("a\r\nb\rc\nd\u2028e\u2029f\x85g\x0bh\x0ci\n")
    assert editor_of(desk).answer() == "a\nb\nc\nd\ne\nf\ng\nh\ni\n"
    assert editor_of(desk).document().blockCount() == 1
    assert saved(qtbot, desk, home) == "a\nb\nc\nd\ne\nf\ng\nh\ni\n"


@pytest.mark.parametrize("half", ["\ud83d", "a\ud83d\ud83db"])
def test_half_an_emoji_does_no_harm(half: str, qtbot: QtBot, desk: Desk, home: Path) -> None:
    desk.paste(BEFORE)
    event = QInputMethodEvent()
    event.setCommitString(half)
    QApplication.sendEvent(editor_of(desk), event)
    settle()
    assert editor_of(desk).answer().startswith(BEFORE)
    assert saved(qtbot, desk, home).startswith(BEFORE)


def test_of_a_rich_paste_only_the_words_are_taken(qtbot: QtBot, desk: Desk, home: Path) -> None:
    data = QMimeData()
    data.setHtml('<h1 style="color:red">Loud</h1><img src="http://example.invalid/x.png">')
    data.setText("Loud")
    desk.paste(data)
    assert "<h1" not in editor_of(desk).toHtml()
    assert "color:#ff0000" not in editor_of(desk).toHtml()
    assert saved(qtbot, desk, home) == "Loud"


def test_a_picture_is_not_taken_and_nothing_is_lost(qtbot: QtBot, desk: Desk, home: Path) -> None:
    desk.paste(BEFORE)
    editor_of(desk).selectAll()
    data = QMimeData()
    data.setImageData(QImage(40, 40, QImage.Format.Format_RGB32))
    desk.paste(data)
    only_html = QMimeData()
    only_html.setHtml('<img src="file:///etc/hostname">')
    desk.paste(only_html)
    assert saved(qtbot, desk, home) == BEFORE


def test_a_dropped_file_is_not_taken(desk: Desk) -> None:
    assert not editor_of(desk).acceptDrops()
    assert not editor_of(desk).viewport().acceptDrops()
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/hostname")])
    desk.paste(data)
    assert "localhost" not in editor_of(desk).answer()


# ---------------------------------------------------------------- a nickname


@pytest.fixture(name="taking")
def _taking(qtbot: QtBot, start: Starter, tmp_path: Path) -> Desk:
    """Mara has her seat, and somebody is about to take the other."""
    home = tmp_path / "half"
    Home.open(home).take_seat(Identity("Renée Ö", Shape.CIRCLE, Hue.BLUE), MARAS, CHEAPEST)
    desk = start(home)
    desk.click("Take this seat")
    desk.click_when_there(qtbot, "Go on")
    desk.await_page(qtbot, TakeSeatPage)
    return desk


TAKEN = "The other seat has this name already."
UNSEEN = "One of these characters cannot be seen."


@pytest.mark.parametrize(
    ("nickname", "said"),
    [
        ("", "A name is missing."),
        (" \t\u00a0\u3000 ", "A name is missing."),
        ("N" * 25, "That name is too long for its card."),
        ("👩" * 25, "That name is too long for its card."),
        ("x" * 50_000, "That name is too long for its card."),
        ("Renée Ö", TAKEN),
        ("RENÉE ö", TAKEN),
        ("  renée \t ö ", TAKEN),
        (unicodedata.normalize("NFD", "Renée Ö"), TAKEN),
        ("Ｒｅｎéｅ Ö", TAKEN),
        ("Ren\u200bée Ö", UNSEEN),
        ("\u200b\ufeff", UNSEEN),
        ("\u202eanoJ", UNSEEN),
        ("Jo\x00nas", UNSEEN),
    ],
)
def test_a_nickname_that_cannot_be_used_is_said_beside_it_and_stays(
    nickname: str, said: str, taking: Desk
) -> None:
    taking.type_in(nickname)

    assert said in taking.words()
    assert "Step 1 of 3" in taking.words()
    line = line_of(taking)
    assert taking.app.frame.focusWidget() is line
    assert line.text() == nickname[:32_767]
    # and another goes through
    line.clear()
    taking.type_in("Jonas")
    assert "Step 2 of 3" in taking.words()


STRANGE_NAMES = (
    "Tom & Jerry & co",
    "<b>Jo</b>",
    "{name} %n %1",
    "&&J&onas",
    "{0} {} {",
    "N" * 24,
    "ﷺ" * 24,
    "יונתן",
    "👩🏽\u200d🦰👩🏽\u200d🦰",
    "Jo\N{COMBINING DIAERESIS}nas",
)


@pytest.mark.parametrize("nickname", STRANGE_NAMES)
def test_a_strange_nickname_is_shown_as_it_is_wherever_it_stands(
    nickname: str, qtbot: QtBot, start: Starter, tmp_path: Path
) -> None:
    from tests.ui.desk import write_and_seal

    # Given a couple with strange names, both sealed
    home = Home.open(tmp_path / "home")
    home.take_seat(Identity(nickname, Shape.CIRCLE, Hue.BLUE), MARAS, CHEAPEST)
    home.take_seat(Identity("Jonas", Shape.DIAMOND, Hue.RUST), JONAS, CHEAPEST)
    for folder, passphrase in zip(folders(home.path), (MARAS, JONAS), strict=True):
        write_and_seal(folder, passphrase, "is kind")
    desk = start(home.path)

    # Then Home, Unlock with a refusal, and Turns name them to the letter, painted and heard
    assert f"Locked. Opens with {nickname}’s passphrase." in desk.words()
    painted(desk, f"Open as {nickname}")
    desk.click(f"Open as {nickname}")
    settle()
    desk.type_in("something else altogether")
    desk.await_words(qtbot, f"That is not {nickname}’s passphrase.")
    desk.click("Not now")
    desk.click("Open together")
    desk.await_page(qtbot, TogetherPage)
    painted(desk, f"Let {nickname} read first")
    desk.click(f"Let {nickname} read first")
    desk.click_when_there(qtbot, "Go on")
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    desk.await_page(qtbot, TurnsPage)
    desk.click_when_there(qtbot, f"Turn {nickname}’s card")
    desk.await_words(qtbot, "Turn Jonas’s card")


def painted(desk: Desk, label: str) -> None:
    """The button of this label paints and says all of it; no sign of it became a key."""
    from PySide6.QtGui import QAccessible

    from ui.widgets.button import Button

    (button,) = (
        one for one in desk.app.frame.findChildren(Button) if one.text() == label and one.isVisible()
    )
    assert button.shortcut().isEmpty()
    heard = QAccessible.queryAccessibleInterface(button)
    assert heard is not None
    assert heard.text(QAccessible.Text.Name) == label


# ---------------------------------------------------------------- a passphrase


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("something else altogether", "That is not Mara’s passphrase."),
        (JONAS, "That is not Mara’s passphrase."),
        (MARAS + " ", "That is not Mara’s passphrase."),
        (" " + MARAS, "That is not Mara’s passphrase."),
        (MARAS.upper(), "That is not Mara’s passphrase."),
        ("x" * 30_000, "That is not Mara’s passphrase."),
        ("\N{OLDER MAN}" * 300, "That is not Mara’s passphrase."),
        ("a\x00b", "That is not Mara’s passphrase."),
        (" ", "That is not Mara’s passphrase."),
        ("\u0378" * 20, "One of these characters"),
        ("", "Nothing is typed yet."),
    ],
)
def test_what_does_not_open_is_said_beside_the_field_which_keeps_it(
    typed: str, said: str, qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    desk.click("Open as Mara")
    settle()
    desk.type_in(typed)
    desk.await_words(qtbot, said)
    line = line_of(desk)
    assert isinstance(desk.page, UnlockPage)
    assert len(line.text()) == len(typed)
    assert desk.app.frame.focusWidget() is line
    line.selectAll()
    desk.type_in(MARAS)
    desk.await_page(qtbot, WizardPage)


@pytest.mark.parametrize("around", ["{}\n", "{}\r\n", "\n{}\n\n", "{}\u2028", "{}\x85", "{}\t"])
def test_a_line_break_that_was_copied_with_a_passphrase_does_not_count(
    around: str, qtbot: QtBot, start: Starter, home: Path
) -> None:
    start(home).open_as(qtbot, "Mara", around.format(MARAS), WizardPage)


def test_words_that_were_copied_one_below_the_other_are_words_with_spaces(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    start(home).open_as(qtbot, "Mara", MARAS.replace(" ", "\r\n"), WizardPage)


@pytest.mark.parametrize("wrong", [0, 1])
def test_both_fields_say_whose_is_wrong_and_keep_the_other(
    wrong: int, qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    desk.click("Open together")
    desk.click_when_there(qtbot, "Go on")
    for index, passphrase in enumerate((MARAS, JONAS)):
        desk.type_in(passphrase if index != wrong else passphrase + "x")
    names = ("Mara", "Jonas")
    desk.await_words(qtbot, f"That is not {names[wrong]}’s passphrase.")
    assert f"That is not {names[1 - wrong]}’s passphrase." not in desk.words()
    assert "Accepted, and kept while you try again" in desk.words()
    desk.type_in((MARAS, JONAS)[wrong])  # only this one again
    desk.await_words(qtbot, "Not yet")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Nothing is typed yet."),
        (" " * 20, "Nothing is typed yet."),
        ("fourteen chars", "That is too short to keep anyone out."),
        ("e\N{COMBINING ACUTE ACCENT}" * 14, "That is too short to keep anyone out."),
        ("x" * 201, "That is longer than the program can take."),
        ("\N{OLDER MAN}" * 201, "That is longer than the program can take."),
        ("x" * 100_000, "That is longer than the program can take."),
        ("a new sign \u0378 in a sentence", "One of these characters"),
    ],
)
def test_own_words_that_cannot_be_a_passphrase_are_refused_and_stay(
    typed: str, said: str, qtbot: QtBot, taking: Desk
) -> None:
    to_own_words(qtbot, taking)
    taking.paste(typed)
    taking.click("Go on")
    settle()
    assert said in taking.words()
    assert len(line_of(taking).text()) == min(len(typed), 32_767)
    assert "Step 2 of 3" in taking.words()


@pytest.mark.parametrize(
    ("typed", "opens"),
    [
        ("  with spaces at both ends  ", "  with spaces at both ends  "),
        ("cafe\N{COMBINING ACUTE ACCENT} by the still river", "café by the still river"),
        ("ｗｉｄｅ ｌｅｔｔｅｒｓ ｏｎ ａ ｒｏａｄ", "wide letters on a road"),
        ("\N{OLDER MAN}" * 200, "\N{OLDER MAN}" * 200),
        ("x y" * 66 + "zz", "x y" * 66 + "zz"),
        ("סיסמה ארוכה מאוד לשולחן", "סיסמה ארוכה מאוד לשולחן"),
        ("copied with its line break\n", "copied with its line break"),
    ],
)
def test_own_words_in_any_script_take_a_seat_that_they_open_again(
    typed: str, opens: str, qtbot: QtBot, taking: Desk, start: Starter, tmp_path: Path
) -> None:
    to_own_words(qtbot, taking)
    taking.type_in(typed)
    taking.type_in(typed)
    taking.click_when_there(qtbot, "No way back, not even for me")
    taking.click_when_there(qtbot, "Take this seat")
    taking.await_page(qtbot, WizardPage)
    taking.end_now(qtbot)
    start(tmp_path / "half").open_as(qtbot, "Jonas", opens, WizardPage)


def test_a_letter_composed_with_a_dead_key_counts_as_typed(qtbot: QtBot, taking: Desk) -> None:
    to_own_words(qtbot, taking)
    line = line_of(taking)
    for committed in ("caf", "é by the still river"):
        composing = QInputMethodEvent("´", [])
        QApplication.sendEvent(line, composing)
        event = QInputMethodEvent()
        event.setCommitString(committed)
        QApplication.sendEvent(line, event)
    assert line.text() == "café by the still river"


def to_own_words(qtbot: QtBot, desk: Desk) -> None:
    desk.type_in("Jonas")
    desk.click("Use my own words instead")
    settle()


# ---------------------------------------------------------------- the close of an evening


def test_notes_of_the_evening_are_as_safe_as_answers(qtbot: QtBot, start: Starter, home: Path) -> None:
    from tests.ui.desk import opened, write_and_seal
    from ui.pages.close import ClosePage

    for folder, passphrase in zip(folders(home), (MARAS, JONAS), strict=True):
        write_and_seal(folder, passphrase, "is <b>kind</b> & {warm} \u202eto me")
    desk = start(home)
    desk.click("Open together")
    desk.click_when_there(qtbot, "Go on")
    desk.type_in(MARAS)
    desk.type_in(JONAS)
    page = desk.await_page(qtbot, TurnsPage)
    for number in range(1, 11):
        desk.click_when_there(qtbot, "Turn Jonas’s card")
        desk.click_when_there(qtbot, "Turn Mara’s card")
        desk.await_words(qtbot, "Next: " if number < 10 else "Close the evening")
        page._next.click()
        settle()
    close = desk.await_page(qtbot, ClosePage)
    note = next(one for one in close.findChildren(PrivateText) if one.isVisible())
    qtbot.waitUntil(note.isEnabled)
    note.setFocus()
    desk.paste("warm <i>hands</i> & {soup}\r\n\x00👩🏽\u200d🦰")
    desk.paste("y" * 100_000)
    assert "There is room for 2000. What you had written is as it was." in desk.words()
    desk.click("Close for tonight")
    qtbot.waitUntil(lambda: "lock" in desk.heard())
    desk.end_now(qtbot)
    with opened(folders(home)[0], MARAS) as vault:
        assert vault.read_evening(1).remember == "warm <i>hands</i> & {soup}\n\x00👩🏽\u200d🦰"
