"""The program in a language nobody speaks: whatever is still readable on a page reaches no translator.

Each test walks through the states of a page and looks at all of them: at 100 %, and at 200 % in the smallest
window, where the words, a third longer than English, must have the room they need.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop import errors
from intimacy_desktop.aftercare import After
from intimacy_desktop.answers import ANSWER_LIMIT, Answer
from intimacy_desktop.backup import make_backup
from intimacy_desktop.care import load_care
from intimacy_desktop.device_secret import SystemKeyring
from intimacy_desktop.errors import ContentError, InnermostError
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.guide import load_guide
from intimacy_desktop.helplines import load_helplines
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.launch import WindowOptions
from intimacy_desktop.recovery import add_recovery_slot, new_code
from intimacy_desktop.reveal import Seat
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.settings import Settings
from tests.ui import export_pages
from tests.ui.accessibility import cut, settle
from tests.ui.desk import Desk as Window
from tests.ui.evening import (
    JONAS,
    JONASS_WORDS,
    MARA,
    MARAS_WORDS,
    Couple,
    Hands,
    endings,
    make_couple,
    seen,
)
from tests.ui.one_seat import Desk, made_hands, make_desk
from tests.ui.pseudo import CODE, back_to_english, foreign, make_translation, said, untranslated
from ui.language import use_language
from ui.messages import say
from ui.pages.aftercare import AftercarePage
from ui.pages.before_seat import BeforeSeatPage
from ui.pages.bring_back import BringBackPage
from ui.pages.close import ClosePage
from ui.pages.forgotten import ForgottenPage
from ui.pages.guide import GuidePage
from ui.pages.help import HelpPage
from ui.pages.home import HomePage
from ui.pages.keys import KeysPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.pause import PausePage
from ui.pages.reading import ReadingPage
from ui.pages.recovery_code import RecoveryCodePage
from ui.pages.review import ReviewPage
from ui.pages.settings import SettingsPage
from ui.pages.sheet import SheetPage
from ui.pages.take_seat import TakeSeatPage
from ui.pages.together import TogetherPage
from ui.pages.trouble import TroublePage
from ui.pages.turns import TurnsPage
from ui.pages.unlock import UnlockPage
from ui.pages.welcome import WelcomePage
from ui.pages.wizard import WizardPage
from ui.printing.printers import Printer
from ui.widgets.choice import Choice
from ui.widgets.passphrase_choice import PassphraseChoice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.place_list import PlaceList
from ui.widgets.private_text import PrivateText
from ui.widgets.scaffold import Page
from ui.widgets.secret_edit import SecretEdit

NOWHERE = Path("nowhere")
OWN = "umbrellas over grey harbours"
ENDINGS = [Answer(f"words {number}") for number in range(10)]
ENDINGS[2] = Answer("mine alone", kept=True)
ENDINGS[5] = Answer("laughs late", spoken="laugh late")
ENDINGS[6] = Answer("tells me where we go")
ENDINGS[8] = Answer()
SUGGESTED = "tell me where we go"
PEOPLE = [MARA.nickname, JONAS.nickname, "“Jo”"]
WRITTEN = [
    text
    for answer in (*ENDINGS, *endings("Mara"), *endings("Jonas"))
    for text in (answer.text, answer.spoken)
    if text
] + [SUGGESTED]
EXERCISE, CARE = load_exercise(), load_care()


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("i18n")
    make_translation(folder)
    return folder


class Look:
    """Shows pages in that language and notes what is wrong with them."""

    def __init__(self, hands: Hands, size: tuple[int, int]) -> None:
        self.hands, self.bot, self.theme, self.size = hands, hands.bot, hands.theme, size
        self.found: list[str] = []

    def show(self, page: Page, *data: str) -> Page:
        self.hands.show(page, *self.size)
        self.at(page, *data)
        return page

    def at(self, page: Page, *data: str) -> None:
        """Look at a page as it is now."""
        settle()
        self.found += untranslated(page, [*PEOPLE, *WRITTEN, *data])
        for _ in range(20):  # a layout in passing cuts nothing
            if not cut(page):
                return
            settle()
        self.found += [f"{type(page).__name__}: {line}" for line in cut(page)]

    def press(self, page: QWidget, text: str, **places: str) -> None:
        """Press what is called so in English, without looking for the way there."""
        name = said(text).format(**places)
        self.bot.waitUntil(lambda: seen(page, name) is not None)
        button = seen(page, name)
        assert button is not None
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()
        settle()

    def wait(self, page: QWidget, text: str, **places: str) -> None:
        self.bot.waitUntil(lambda: seen(page, said(text).format(**places)) is not None)
        settle()


@pytest.fixture
def speaking(qapp: QApplication, translated: Path) -> Iterator[QApplication]:
    """The application, which speaks that language for the time of one test."""
    assert use_language(CODE, str(translated))
    QLocale.setDefault(QLocale("ar_EG"))  # its digits cannot be mistaken for a number that no locale wrote
    yield qapp
    back_to_english()


@pytest.fixture(params=[(1.0, (1200, 800)), (2.0, (900, 640))], ids=["100", "200"])
def look(request: pytest.FixtureRequest, qtbot: QtBot, speaking: QApplication) -> Iterator[Look]:
    scale, size = request.param
    hands = made_hands(qtbot, less_movement=True)
    made = Look(next(hands), size)
    made.theme.configure(scale=scale)
    yield made
    next(hands, None)
    if made.found:
        pytest.fail("\n".join(sorted(set(made.found))), pytrace=False)


def record(
    identity: Identity, *, ready: bool = False, trouble: errors.VaultError | None = None
) -> SeatRecord:
    return SeatRecord(identity.nickname.lower(), identity, ready, NOWHERE, trouble)


def test_the_welcome_and_the_page_before_a_seat(look: Look) -> None:
    look.show(WelcomePage(look.theme, Settings()))
    look.show(BeforeSeatPage(look.theme, CARE.before_seat))
    look.show(AftercarePage(look.theme, CARE.aftercare, After.EVENING))
    look.show(SheetPage(look.theme))


def test_the_home_page(look: Look) -> None:
    unreadable = Identity("?", Shape.DIAMOND, Hue.PLUM)
    damaged = errors.VaultDamaged(NOWHERE)
    look.show(HomePage(look.theme, (record(MARA, ready=True), record(JONAS))))
    look.show(HomePage(look.theme, (record(MARA),), "Dropbox", "crashed"), "Dropbox")
    look.show(HomePage(look.theme, (record(MARA, trouble=damaged), record(unreadable, trouble=damaged))))


def test_the_guide(look: Look) -> None:
    guide = load_guide()
    page = GuidePage(look.theme, guide, settings=Settings())
    look.show(page)
    for place in (*(chapter.id for chapter in guide.chapters), "sources", "contents"):
        page.open(place)
        look.at(page)


def test_the_search_in_the_guide(look: Look) -> None:
    page = GuidePage(look.theme, load_guide())
    look.show(page)
    for words in ("", "the", "therapist", "lantern", "Lackey"):
        page._words = words
        page.search()
        look.at(page)


def test_help(look: Look) -> None:
    lines = load_helplines()
    page = HelpPage(look.theme, lines, today=date(2050, 1, 1))
    look.show(page)
    for index in range(len(lines.countries)):
        page._choice.setCurrentIndex(index)
        look.at(page)


def _all_errors() -> Iterator[Exception]:
    yield RuntimeError("unforeseen")
    waiting: list[type[InnermostError]] = [InnermostError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        match kind:
            case errors.PassphraseTooShort | errors.PassphraseTooLong | errors.NicknameTooLong:
                yield kind(200)
            case errors.WaitFirst:
                yield from (kind(seconds) for seconds in (0.2, 29.5))
            case errors.AnswerTooLong | errors.ExportTooLarge:
                yield kind(100_000, ANSWER_LIMIT)
            case errors.OwnTooLong:
                yield kind(81, 80)
            case errors.RecoveryCodeMistyped:
                for length in (0, 7, 36):
                    yield kind(length, 36)
            case errors.ContentError:
                yield ContentError("guide", 3, "detail")
            case _ if issubclass(kind, errors.VaultError | errors.HomeError):
                yield kind(NOWHERE, "detail")
            case _:
                yield kind()


def test_the_words_for_every_error(look: Look) -> None:
    for error in _all_errors():
        for name in ("", "Mara"):
            page = TroublePage(look.theme, say(error, name), "")
            look.show(page, "nowhere")
            page.close()
    page = TroublePage(look.theme, say(errors.VaultDamaged(NOWHERE), "Mara"), "a detail")
    look.show(page, "a detail")
    look.press(page, "Show details")
    look.at(page, "a detail")


def test_taking_the_first_seat(look: Look, tmp_path: Path) -> None:
    page = TakeSeatPage(look.theme, look.hands.background, Home.open(tmp_path / "home"), CHEAPEST)
    look.show(page, page._choice.words)
    for name in ("", "M" * 100, "Mara"):
        page._form.name.set_text(name)
        look.press(page, "Go on")
        look.at(page, page._choice.words)
    # the six words, then words of one's own
    look.press(page, "I have written them down")
    look.at(page)
    page._choice._typed.set_text("lantern")
    look.press(page, "Go on")
    look.at(page)
    look.press(page, "Show the words again")
    look.press(page, "Use my own words instead")
    for first, second in (
        ("short", ""),
        ("Mara and more words", ""),
        ("a" * 20, ""),
        ("x" * 300, ""),
        (OWN, "no"),
    ):
        page._choice._own.set_text(first)
        page._choice._again.set_text(second)
        look.at(page)
        look.press(page, "Go on")
        look.at(page)
    page._choice._again.set_text(OWN)
    look.press(page, "Go on")
    look.at(page)


@pytest.mark.parametrize("first", [MARA, Identity("Mara", Shape.DIAMOND, Hue.RUST)])
def test_taking_the_second_seat(look: Look, tmp_path: Path, first: Identity) -> None:
    home = Home.open(tmp_path / "home")
    home.take_seat(first, MARAS_WORDS, CHEAPEST)
    page = TakeSeatPage(look.theme, look.hands.background, home, CHEAPEST)
    look.show(page, page._choice.words)
    page._form.name.set_text("Mara")
    look.press(page, "Go on")
    look.at(page, page._choice.words)


def test_opening_a_seat(look: Look, tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    home.take_seat(MARA, MARAS_WORDS, CHEAPEST)
    page = UnlockPage(look.theme, look.hands.background, home.seats()[0])
    look.show(page)
    look.press(page, "Open")
    look.at(page)
    page._field.set_text("not hers")
    look.press(page, "Open")
    look.at(page)
    look.wait(page, "Open")
    look.at(page)


def test_what_opens_a_seat(look: Look, tmp_path: Path) -> None:
    background = look.hands.background
    home = Home.open(tmp_path / "home")
    keys = home.take_seat(MARA, MARAS_WORDS, CHEAPEST)
    folder, code = home.folder(keys.vault_id), new_code()
    never = SystemKeyring()  # nothing asks it
    opened = KeysPage(look.theme, background, folder, never, make_backup, lambda _k, _c: keys)
    look.show(opened)
    look.press(opened, "Go on")
    look.at(opened)
    for has_code in (False, True):
        page = KeysPage(look.theme, background, folder, never, make_backup, lambda _k, _c: keys, keys)
        look.show(page)
        look.wait(page, "Change the passphrase …")
        look.at(page)
        forgotten = ForgottenPage(look.theme, background, home, home.seats()[0])
        look.show(forgotten)
        look.press(forgotten, "Start my part again …")
        look.at(forgotten)
        if has_code:
            look.press(page, "Remove the recovery code …")
            look.at(page)
            look.press(forgotten, "Open with the code")
            look.at(forgotten)
        else:
            add_recovery_slot(folder, keys, code)
    look.bot.waitUntil(lambda: not forgotten._is_busy, timeout=15_000)  # it looks at what was typed first
    look.press(forgotten, "Set it aside")
    look.bot.waitUntil(lambda: bool(home.aside()))
    (record,) = home.aside()
    bring = BringBackPage(look.theme, background, home, record, None, never)
    look.show(bring)
    look.press(bring, "Use its recovery code")
    look.at(bring)
    day = QLocale().toString(QDate.currentDate(), QLocale.FormatType.LongFormat)
    taking = TakeSeatPage(look.theme, background, home, CHEAPEST)
    look.show(taking, day, taking._choice.words)


def test_a_new_passphrase_and_a_new_code(look: Look) -> None:
    background = look.hands.background
    page = NewPassphrasePage(look.theme, background, tuple(PEOPLE), _no_room, said("Go on"))
    look.show(page, page._choice.words)
    look.press(page, "Use my own words instead")
    page._choice._own.set_text(OWN)
    page._choice._again.set_text(OWN)
    look.press(page, "Go on")
    look.at(page)
    look.press(page, "No way back, not even for me")
    look.press(page, "Change the passphrase")
    look.bot.waitUntil(lambda: not page._is_busy)
    look.at(page)
    for replaces in (False, True):
        code = RecoveryCodePage(look.theme, background, _no_room, replaces=replaces)
        look.show(code, *groups(code))
        look.press(code, "I have written it down")
        look.at(code)
        look.press(code, "Use this code")
        look.at(code)
        code._proof.field.set_text(code._proof.code)
        look.press(code, "Use this code")
        look.bot.waitUntil(lambda code=code: not code._is_busy)
        look.at(code)


def _no_room(*_typed: object) -> object:
    raise errors.SaveFailed(NOWHERE)


def groups(page: RecoveryCodePage) -> list[str]:
    return page._proof.code.split("-")


def test_the_wizard(look: Look, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, look.hands)
    for partner in ("", "Jonas"):
        page = WizardPage(
            look.theme, look.hands.background, desk.vault, desk.present, desk.draft, EXERCISE, partner
        )
        look.show(page)
    page._editor.set_answer("")
    page._editor.edited.emit("words 1")
    look.wait(page, "Next sentence")
    page.flush()
    look.bot.waitUntil(lambda: bool(page._state.words))
    look.at(page)
    page._editor.refused.emit(100_000)
    look.at(page)
    with desk.disk_refuses():
        page._editor.edited.emit("words 2")
        page.flush()
        look.bot.waitUntil(lambda: bool(page._trouble.words), timeout=20_000)
        look.at(page)
    for _ in range(9):
        page._go_on()
        look.at(page)


def review(desk: Desk, partner: str) -> ReviewPage:
    return ReviewPage(
        desk.hands.theme,
        desk.hands.background,
        desk.vault,
        desk.round_now(),
        desk.on_disk(),
        EXERCISE,
        desk.home,
        partner,
    )


def test_the_review_and_the_seal(look: Look, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, look.hands, *ENDINGS)
    look.show(review(desk, ""))
    page = review(desk, "Jonas")
    look.show(page)
    look.bot.waitUntil(page._desk.primary().isEnabled, timeout=20_000)
    look.press(page, "Read it as written")
    look.at(page)
    look.press(page, "Say it to {name}", name="Jonas")
    look.at(page)
    look.press(page, "Change the words")
    look.at(page)
    look.press(page, "Done")
    look.press(page, "Say which")
    look.at(page)
    page._partner_words._name.set_text("Jo")
    look.press(page, "Done")
    look.at(page)
    page._list.refused.emit(100_000)
    look.at(page)
    with desk.disk_refuses():
        look.press(page, "Seal all ten")
        look.at(page)
        look.bot.waitUntil(
            lambda: seen(page, said("Seal all ten")) is not None and page._desk.primary().isEnabled(),
            timeout=20_000,
        )
        look.at(page)
    look.press(page, "Seal all ten")
    look.wait(page, "Open and edit again")
    look.at(page)
    vault, present = desk.vault, desk.present
    desk.hands.on_storage(lambda: vault.join(present.id, "00" * 16))
    desk.hands.on_storage(lambda: vault.begin(present.id))
    look.press(page, "Open and edit again")
    look.bot.waitUntil(lambda: page._desk._begun)
    look.at(page)
    page = ReadingPage(look.theme, MARA, desk.round_now(), desk.draft, EXERCISE)
    look.show(page)


def test_the_settings(look: Look, tmp_path: Path) -> None:
    look.show(SettingsPage(look.theme, Settings(), look.hands.background, None, can_exclude_capture=True))
    desk = make_desk(tmp_path, look.hands)
    page = SettingsPage(look.theme, Settings(), look.hands.background, desk.vault)
    look.show(page)
    look.bot.waitUntil(page._lock.isEnabled)
    look.at(page)
    page._say(errors.SaveFailed(NOWHERE))
    look.at(page)


@pytest.mark.parametrize("name", [name for name in export_pages.PAGES if name != "print"])
def test_files_and_paper(look: Look, name: str, tmp_path: Path) -> None:
    page = export_pages.PAGES[name](look.theme, look.hands.background)
    words = [choice.words for choice in page.findChildren(PassphraseChoice)]
    for places in page.findChildren(PlaceList):
        places.show_folder(tmp_path)
    look.show(page, *export_pages.GIVEN, *words, str(tmp_path))


def test_printing(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Printer("desk", "canary", is_usual=True, paper=None)]
    monkeypatch.setattr("ui.pages.print_sheet.printers", lambda: found)
    page = export_pages.PAGES["print"](look.theme, look.hands.background)
    look.bot.waitUntil(lambda: len(page.findChildren(Choice)) == 2)
    look.show(page, "A letter", "canary")


@pytest.fixture
def couple(tmp_path: Path) -> Couple:
    return make_couple(tmp_path)


def test_the_preparation_and_both_passphrases(look: Look, couple: Couple) -> None:
    for reader in ("first", "second", "alternate"):
        page = TogetherPage(
            look.theme, look.hands.background, couple.home, Settings(first_reader=reader), CARE
        )
        look.show(page)
    look.press(page, "Go on")
    look.at(page)
    page._cards[Seat.FIRST].field.set_text(MARAS_WORDS)
    look.press(page, "Open together")
    look.at(page)
    page._cards[Seat.SECOND].field.set_text("not theirs")
    look.press(page, "Open together")
    look.at(page)
    look.wait(page, "Open together")
    look.at(page)


def test_not_yet(look: Look, tmp_path: Path) -> None:
    couple = make_couple(tmp_path, sealed=False)
    page = TogetherPage(look.theme, look.hands.background, couple.home, Settings(), CARE)
    look.show(page)
    look.press(page, "Go on")
    page._cards[Seat.FIRST].field.set_text(MARAS_WORDS)
    page._cards[Seat.SECOND].field.set_text(JONASS_WORDS)
    look.press(page, "Open together")
    look.wait(page, "Lock")
    look.at(page)


def test_the_evening_from_the_first_card_to_the_close(look: Look, couple: Couple) -> None:
    sitting = look.hands.on_storage(couple.sit_down)
    page = TurnsPage(look.theme, look.hands.background, sitting, EXERCISE, CARE)
    look.show(page)
    for item in range(10):
        look.wait(page, "Turn {name}’s card", name="Jonas")
        look.at(page)
        look.press(page, "Turn {name}’s card", name="Jonas")
        look.wait(page, "Turn {name}’s card", name="Mara")
        look.at(page)
        if item == 1:
            look.press(page, "Not this time")
        else:
            look.press(page, "Turn {name}’s card", name="Mara")
        look.bot.waitUntil(lambda: not page._busy and page._later.isVisible())
        look.at(page)
        if item == 0:
            look.press(page, "Leave it for later")
            look.wait(page, "Left for later")
            look.at(page)
        if item == 3:
            look.press(page, "As written")
            look.at(page)
        page._go_on()
        settle()
    page._fail(errors.SaveFailed(NOWHERE))
    look.at(page)
    page._fail(errors.RoundsDiffer())
    look.at(page)
    page.hide()
    look.show(PausePage(look.theme, QLocale().toString(20)))
    closing = ClosePage(look.theme, look.hands.background, sitting, CARE)
    look.show(closing)
    look.bot.waitUntil(closing._try.isEnabled)
    closing._date.set_iso("2031-04-05")
    look.at(closing)
    closing._try.edited.emit("walk")
    closing.flush()
    look.bot.waitUntil(lambda: bool(closing._state.words))
    look.at(closing)
    closing._say_failed(errors.SaveFailed(NOWHERE))
    look.at(closing)
    look.hands.on_storage(sitting.close)


@pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # raising, or grabbing keys: the offscreen platform
def test_the_menus_of_the_fields(look: Look) -> None:
    for field in (PrivateText(100), SecretEdit(look.theme)):
        look.bot.addWidget(field)
        field.show()
        place = QPoint(2, 2)
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(field, QContextMenuEvent(reason, place, field.mapToGlobal(place)))
        (menu,) = field.findChildren(QMenu)
        texts = [action.text() for action in menu.actions()]
        assert texts
        assert [text for text in texts if foreign(text)] == []
        menu.close()


def test_the_passphrase_in_the_clear(look: Look) -> None:
    field = PassphraseField(look.theme, said("Passphrase"))
    look.bot.addWidget(field)
    for shown in (True, False):
        field.set_shown(shown)
        look.found += untranslated(field)


def test_the_window_keeps_its_name_and_speaks_the_language_around_its_pages(
    qtbot: QtBot, speaking: QApplication, tmp_path: Path
) -> None:
    home = Home.open(tmp_path / "home")
    home.take_seat(MARA, MARAS_WORDS, CHEAPEST)
    window = Window(speaking, WindowOptions(home.path))
    frame, front = window.app.frame, window.app._front
    qtbot.waitExposed(frame)
    for show in (front.show_guide, front.go_home, front.show_settings, window.app.shell.show_help):
        show()
        settle()
        assert untranslated(frame, PEOPLE) == []
        assert frame.windowTitle() == "Innermost"
    window.app.shell.idle.warned.emit()
    settle()
    assert frame._banner is not None
    assert untranslated(frame._banner) == []
    window.app.trouble(RuntimeError("unforeseen"))
    settle()
    assert untranslated(frame, PEOPLE) == []
    window.close()
    qtbot.waitUntil(lambda: bool(window.ended))
    frame.hide()
    frame.deleteLater()


def test_a_home_that_cannot_be_used_is_said_in_the_language(
    qtbot: QtBot, speaking: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    window = Window(speaking, WindowOptions(tmp_path / "file" / "home"))
    qtbot.waitExposed(window.app.frame)
    problem = window.app._front._problem
    assert problem is not None
    assert untranslated(window.app.frame, [str(problem.path), problem.detail]) == []
    window.close()
    qtbot.waitUntil(lambda: bool(window.ended))
    window.app.frame.hide()
    window.app.frame.deleteLater()
