"""Taking along and bringing in, through the real window; what is written is read by programs of others."""

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.backup import inspect, make_backup, open_backup
from intimacy_desktop.errors import WrongPassphrase
from intimacy_desktop.export import gather_own
from intimacy_desktop.export.archive import JSON_ENTRY, read_archive
from intimacy_desktop.export.jsonform import write_json
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault
from tests.core.exportkit import MADE, STEMS, a_part, cheap_age
from tests.core.test_export_json import valid
from tests.ui.desk import JONAS, MARAS, Desk, Starter, folders, make_couple, starting
from tests.ui.evening import seen
from ui.pages.archive_passphrase import ArchivePassphrasePage
from ui.pages.bring_in import BringInPage, OpenArchivePage
from ui.pages.choose_place import ChoosePlacePage
from ui.pages.consent import ConsentPage
from ui.pages.judge_copy import JudgeCopyPage
from ui.pages.looking_back import LookingBackPage
from ui.pages.move_house import MoveHousePage
from ui.pages.open_copy import OpenCopyPage
from ui.pages.print_sheet import PrintPage
from ui.pages.review import ReviewPage
from ui.pages.settings import SettingsPage
from ui.pages.take_along import TakeAlongPage
from ui.pages.threshold import ThresholdPage
from ui.pages.together import TogetherPage
from ui.pages.trouble import TroublePage
from ui.pages.welcome import WelcomePage
from ui.pages.write_file import WriteFilePage

WREN = "canarywren in the hedge"
KEPT = "canarykestrel only mine"
ARCHIVE_WORDS = "nine wet boots along the hallway"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def seal(folder: Path, words: str, *answers: Answer) -> None:
    with closing(Vault.open(folder, unlock(folder, words))) as vault:
        present = vault.start_round()
        vault.save_draft(present.id, Draft((*answers, *[Answer()] * (10 - len(answers)))))
        vault.seal(present.id)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A couple; both have sealed."""
    home = make_couple(tmp_path / "home")
    mara, jonas = folders(home)
    seal(mara, MARAS, Answer(WREN), Answer(KEPT, kept=True), Answer("never turned"))
    seal(jonas, JONAS, Answer("canaryheron by the weir"), Answer("second of his"))
    return home


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def to_forms(desk: Desk, qtbot: QtBot) -> TakeAlongPage:
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    desk.click("Settings")
    desk.await_page(qtbot, SettingsPage)
    desk.click("Take your part along …")
    return desk.await_page(qtbot, TakeAlongPage)


def choose_form(desk: Desk, qtbot: QtBot, form: str) -> ConsentPage:
    desk.click_when_there(qtbot, form)
    desk.click("Go on")
    return desk.await_page(qtbot, ConsentPage)


def choose_folder(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    page = desk.await_page(qtbot, ChoosePlacePage)
    page.places.show_folder(folder)
    desk.click("This folder")


def write_it(desk: Desk, qtbot: QtBot) -> None:
    desk.await_page(qtbot, WriteFilePage)
    desk.click("Write it here")
    qtbot.waitUntil(lambda: "It is written" in desk.words(), timeout=60_000)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def traces(place: Path, words: str) -> list[Path]:
    """The files under a folder that hold some words."""
    return [path for path in place.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.parametrize("form", ["PDF", "Plain text", "JSON"])
def test_one_s_own_part_is_taken_along_and_read_by_another_program(
    qtbot: QtBot, start: Starter, home: Path, stick: Path, form: str, private_home: Path, tmp_path: Path
) -> None:
    """Given a sealed part, when its owner takes it along, then the file alone holds it all."""
    desk = start(home)
    to_forms(desk, qtbot)
    choose_form(desk, qtbot, form)
    desk.type_in(MARAS)
    choose_folder(desk, qtbot, stick)
    desk.await_page(qtbot, WriteFilePage)
    assert "It is not encrypted." in desk.words()
    write_it(desk, qtbot)

    path = only_file(stick)
    assert path.name.startswith("innermost-20")
    assert "ara" not in path.name
    data = path.read_bytes()
    if form == "PDF":
        read = subprocess.run(
            ["pdftotext", str(path), "-"], check=True, capture_output=True, text=True
        ).stdout
    else:
        read = data.decode()
    assert WREN in read
    assert KEPT in read
    assert "heron" not in read
    if form == "JSON":
        assert valid(json.loads(data))
        assert json.loads(data)["rounds"][0]["answers"][1] == {
            "text": KEPT,
            "aloud": None,
            "kept_back": True,
            "turned": False,
        }
    assert traces(private_home, "canarywren") == []
    assert traces(tmp_path, "canarywren") == ([] if form == "PDF" else [path])
    desk.click("Done")
    assert isinstance(desk.page, SettingsPage)


def test_the_archive_opens_with_its_own_passphrase_and_not_with_the_seat_s(
    qtbot: QtBot, start: Starter, home: Path, stick: Path
) -> None:
    desk = start(home)
    to_forms(desk, qtbot)
    choose_form(desk, qtbot, "An encrypted archive")
    desk.type_in(MARAS)
    desk.await_page(qtbot, ArchivePassphrasePage)
    desk.click("Use my own words instead")
    desk.type_in(ARCHIVE_WORDS)
    desk.type_in(ARCHIVE_WORDS)
    choose_folder(desk, qtbot, stick)
    desk.await_page(qtbot, WriteFilePage)
    assert "Whoever finds it needs its passphrase." in desk.words()
    write_it(desk, qtbot)

    data = only_file(stick).read_bytes()
    assert only_file(stick).name.endswith(".zip.age")
    assert b"canary" not in data
    assert WREN in read_archive(data, ARCHIVE_WORDS).decode()


def test_paper_shows_the_answers_before_anything_is_printed(
    qtbot: QtBot, start: Starter, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    desk = start(home)
    to_forms(desk, qtbot)
    choose_form(desk, qtbot, "Paper")
    desk.type_in(MARAS)
    page = desk.await_page(qtbot, PrintPage)
    proof = page._proof
    (tmp_path / "seen.pdf").write_bytes(proof.pdf())
    read = subprocess.run(["pdftotext", str(tmp_path / "seen.pdf"), "-"], check=True, capture_output=True)
    assert WREN in read.stdout.decode()


def test_a_wrong_passphrase_takes_nothing_along_and_no_is_one_press(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    to_forms(desk, qtbot)
    choose_form(desk, qtbot, "JSON")
    desk.type_in("not her words at all")
    qtbot.waitUntil(lambda: "That is not Mara’s passphrase." in desk.words(), timeout=15_000)
    assert isinstance(desk.page, ConsentPage)
    desk.click("No")
    assert isinstance(desk.page, TakeAlongPage)


def test_where_it_cannot_be_written_that_is_said_and_nothing_is_left(
    qtbot: QtBot, start: Starter, home: Path, stick: Path
) -> None:
    """Given a disk that is taken out, when the file is written, then it says so and another folder works."""
    desk = start(home)
    to_forms(desk, qtbot)
    choose_form(desk, qtbot, "JSON")
    desk.type_in(MARAS)
    choose_folder(desk, qtbot, stick)
    desk.await_page(qtbot, WriteFilePage)
    stick.rmdir()
    desk.click("Write it here")
    qtbot.waitUntil(lambda: "The file could not be written there." in desk.words(), timeout=15_000)

    desk.click("Another folder")
    stick.mkdir()
    choose_folder(desk, qtbot, stick)
    write_it(desk, qtbot)
    assert valid(json.loads(only_file(stick).read_bytes()))


def test_hide_covers_the_page_of_the_passphrase_and_it_is_gone(
    qtbot: QtBot, start: Starter, home: Path
) -> None:
    desk = start(home)
    to_forms(desk, qtbot)
    page = choose_form(desk, qtbot, "JSON")
    desk.paste(MARAS)
    desk.app.shell.hide()
    assert desk.page is not page
    assert "lock" in desk.heard()


# both


@pytest.fixture
def evening(home: Path) -> Path:
    """They have opened the first two sentences together, left the second for later, and closed the round."""
    mara, jonas = folders(home)
    with (
        closing(Vault.open(mara, unlock(mara, MARAS))) as first,
        closing(Vault.open(jonas, unlock(jonas, JONAS))) as second,
    ):
        sitting = Sitting(first, second)
        sitting.begin()
        for item in range(2):
            if item:
                sitting.next()
            sitting.turn(Seat.SECOND)
            sitting.turn(Seat.FIRST)
        sitting.leave_for_later()
        sitting.finish()
    return home


def look_back(desk: Desk, qtbot: QtBot) -> LookingBackPage:
    """From the home page, with both passphrases, to what lies behind the two."""
    desk.click("Open together")
    page = desk.await_page(qtbot, TogetherPage)
    desk.click("Go on")
    for name, words in (("Mara", MARAS), ("Jonas", JONAS)):
        field = seen(page, f"{name}’s passphrase")
        assert isinstance(field, QLineEdit)
        field.setFocus()
        desk.paste(words)
    desk.press(Qt.Key.Key_Return)
    desk.await_page(qtbot, ThresholdPage)
    desk.click("Look back together")
    return desk.await_page(qtbot, LookingBackPage)


def say_yes(desk: Desk, qtbot: QtBot, name: str, words: str) -> None:
    field = seen(desk.app.frame, f"{name}’s passphrase")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    desk.paste(words)
    desk.click(f"{name} says yes")


def test_both_take_along_what_they_turned_once_each_has_said_yes_with_their_own_words(
    qtbot: QtBot, start: Starter, evening: Path, stick: Path
) -> None:
    """Given an evening, when both say yes, then it holds the turned cards and nothing kept or closed."""
    desk = start(evening)
    look_back(desk, qtbot)
    desk.click_when_there(qtbot, "Take your evenings along …")
    desk.await_page(qtbot, TakeAlongPage)
    choose_form(desk, qtbot, "JSON")
    say_yes(desk, qtbot, "Jonas", JONAS)
    qtbot.waitUntil(lambda: not pressable(desk, "Jonas says yes"), timeout=15_000)
    assert isinstance(desk.page, ConsentPage)
    qtbot.waitUntil(lambda: pressable(desk, "Mara says yes"), timeout=15_000)
    say_yes(desk, qtbot, "Mara", MARAS)
    choose_folder(desk, qtbot, stick)
    write_it(desk, qtbot)

    document = json.loads(only_file(stick).read_bytes())
    assert valid(document)
    (found,) = document["rounds"]
    assert [[card["text"] for card in cards] for cards in found["cards"][:3]] == [
        [WREN, "canaryheron by the weir"],
        ["", "second of his"],
        ["", ""],
    ]
    assert KEPT not in only_file(stick).read_text()
    desk.click("Done")
    desk.await_page(qtbot, LookingBackPage)


def pressable(desk: Desk, name: str) -> bool:
    button = seen(desk.app.frame, name)
    return button is not None and button.isEnabled()


def test_one_of_two_cannot_say_yes_for_both(qtbot: QtBot, start: Starter, evening: Path, stick: Path) -> None:
    """Given one who knows only their own words, when they type them twice, then nothing is written."""
    desk = start(evening)
    look_back(desk, qtbot)
    desk.click_when_there(qtbot, "Take your evenings along …")
    desk.await_page(qtbot, TakeAlongPage)
    choose_form(desk, qtbot, "PDF")
    say_yes(desk, qtbot, "Mara", JONAS)
    qtbot.waitUntil(lambda: "That is not Mara’s passphrase." in desk.words(), timeout=15_000)
    say_yes(desk, qtbot, "Jonas", JONAS)
    qtbot.waitUntil(lambda: not pressable(desk, "Jonas says yes"), timeout=15_000)
    assert isinstance(desk.page, ConsentPage)

    desk.click("Mara says no")

    assert isinstance(desk.page, TakeAlongPage)
    assert list(stick.iterdir()) == []


def test_questions_for_a_professional_are_printed_only_if_both_say_so_and_hold_no_answer(
    qtbot: QtBot, start: Starter, evening: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    desk = start(evening)
    look_back(desk, qtbot)
    desk.click_when_there(qtbot, "Questions for a professional …")
    desk.await_page(qtbot, ConsentPage)
    say_yes(desk, qtbot, "Mara", MARAS)
    qtbot.waitUntil(lambda: pressable(desk, "Jonas says yes"), timeout=15_000)
    say_yes(desk, qtbot, "Jonas", JONAS)
    page = desk.await_page(qtbot, PrintPage)

    (tmp_path / "seen.pdf").write_bytes(page._proof.pdf())
    read = subprocess.run(
        ["pdftotext", str(tmp_path / "seen.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Trust is …" in read
    assert "Where did you learn that meaning?" in read
    assert "I feel safest when" not in read
    for words in ("canary", "second of his", "Mara", "Jonas"):
        assert words not in read


# bringing in


def to_bring(desk: Desk, qtbot: QtBot) -> ChoosePlacePage:
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    desk.click("Settings")
    desk.await_page(qtbot, SettingsPage)
    desk.click("Bring something in …")
    return desk.await_page(qtbot, ChoosePlacePage)


def rounds_of(home: Path) -> list[tuple[str, ...]]:
    folder = folders(home)[0]
    with closing(Vault.open(folder, unlock(folder, MARAS))) as vault:
        return [
            tuple(answer.text for answer in vault.read_draft(found.id).answers) for found in vault.rounds()
        ]


def test_an_archive_is_brought_into_one_s_own_part_without_changing_what_is_there(
    qtbot: QtBot, start: Starter, home: Path, stick: Path
) -> None:
    """Given an archive of a part, when its owner opens and adds it, then its rounds are there as well."""
    before = rounds_of(home)
    data = write_json(a_part(2), STEMS, MADE)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(JSON_ENTRY, data)
    (stick / "part.zip.age").write_bytes(cheap_age(made.getvalue(), ARCHIVE_WORDS))
    desk = start(home)
    to_bring(desk, qtbot).chosen.emit(stick / "part.zip.age")
    desk.await_page(qtbot, OpenArchivePage)
    desk.type_in("nine dry boots along the hallway")
    qtbot.waitUntil(lambda: "That is not the passphrase." in desk.words(), timeout=15_000)
    desk.type_in(ARCHIVE_WORDS)
    desk.await_page(qtbot, BringInPage)
    assert "2 rounds would be added" in desk.words()
    assert "words 0" not in desk.words()
    assert rounds_of(home) == before

    desk.click("Add it to my part")
    desk.await_page(qtbot, SettingsPage)

    after = rounds_of(home)
    assert after[: len(before)] == before
    assert [found[0] for found in after[len(before) :]] == ["words 0", "words 1"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"nothing of the kind", "This is no file that Innermost wrote"),
        (b'{"format":"innermost-export","version":1,"kind":"both"}', "what two people turned together"),
        (b'{"format":"innermost-export","version":7,"kind":"own"}', "A newer version of the program"),
        (b"age-encryption.org/v1\nno more", "This is no file that Innermost wrote"),
    ],
)
def test_what_cannot_be_brought_in_is_said_in_plain_words(
    qtbot: QtBot, start: Starter, home: Path, stick: Path, data: bytes, said: str
) -> None:
    (stick / "part.json").write_bytes(data)
    desk = start(home)
    to_bring(desk, qtbot).chosen.emit(stick / "part.json")
    if data.startswith(b"age"):
        desk.await_page(qtbot, OpenArchivePage)
        desk.type_in(ARCHIVE_WORDS)

    desk.await_page(qtbot, TroublePage)
    assert said in desk.words()


def test_what_is_here_already_is_not_added_twice(
    qtbot: QtBot, start: Starter, home: Path, stick: Path
) -> None:
    folder = folders(home)[0]
    with closing(Vault.open(folder, unlock(folder, MARAS))) as vault:
        (stick / "part.json").write_bytes(write_json(gather_own(vault), STEMS, MADE))
    desk = start(home)
    to_bring(desk, qtbot).chosen.emit(stick / "part.json")
    desk.await_page(qtbot, BringInPage)

    assert "Nothing in it is new" in desk.words()
    assert seen(desk.app.frame, "Add it to my part") is None


# moving house


def test_a_part_moves_to_another_computer(
    qtbot: QtBot, start: Starter, home: Path, stick: Path, tmp_path: Path
) -> None:
    """Given a part on one computer, when its copy is carried to a second, empty home, then it opens there."""
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    desk.click("Settings")
    desk.await_page(qtbot, SettingsPage)
    desk.click("Move …")
    desk.await_page(qtbot, MoveHousePage)
    desk.click("Save a copy of my part …")
    desk.await_page(qtbot, ChoosePlacePage).places.show_folder(stick)
    desk.click("Save it in this folder")
    desk.await_words(qtbot, "Saved there, and read back.")
    assert desk.words().count(only_file(stick).name) == 1
    desk.end_now(qtbot)

    there = start(tmp_path / "elsewhere")
    there.await_page(qtbot, WelcomePage)
    there.click("Set up the exercise")
    there.click_when_there(qtbot, "Bring my part from a copy instead")
    there.await_page(qtbot, ChoosePlacePage).chosen.emit(only_file(stick))
    there.await_page(qtbot, OpenCopyPage)
    there.type_in(MARAS)
    there.await_page(qtbot, JudgeCopyPage)
    there.click_when_there(qtbot, "Make it current")
    there.await_page(qtbot, ReviewPage)
    assert WREN in there.words()


def test_both_parts_move_as_closed_as_they_are(qtbot: QtBot, start: Starter, home: Path, stick: Path) -> None:
    """Given two seats, when one owner saves copies of both, then each opens to its owner alone."""
    mara, jonas = folders(home)
    make_backup(jonas, unlock(jonas, JONAS))
    desk = start(home)
    desk.open_as(qtbot, "Mara", MARAS, ReviewPage)
    desk.click("Settings")
    desk.await_page(qtbot, SettingsPage)
    desk.click("Move …")
    desk.await_page(qtbot, MoveHousePage)
    desk.click("Save copies of both parts …")
    desk.await_page(qtbot, ChoosePlacePage).places.show_folder(stick)
    desk.click("Save it in this folder")
    desk.await_words(qtbot, "Saved there, and read back.")

    copies = {inspect(path).vault_id: path for path in stick.iterdir()}
    assert set(copies) == {mara.name, jonas.name}
    here = Home.open(home)
    with pytest.raises(WrongPassphrase):
        open_backup(here, copies[jonas.name], lambda folder: unlock(folder, MARAS))
    with open_backup(here, copies[jonas.name], lambda folder: unlock(folder, JONAS)) as found:
        assert len(found.rounds()) == 1
