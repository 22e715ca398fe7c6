"""What the other one sees: nothing that its owner did not choose to show, on no page and in no file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.home import Home
from intimacy_desktop.settings import Settings, SettingsFile
from tests.ui.desk import JONAS, MARAS, Desk, Starter, files_of, folders, make_couple, opened, starting
from tests.ui.evening import settle
from tests.ui.widget_probe import accessible_tree
from ui.pages.home import HomePage
from ui.pages.together import TogetherPage
from ui.pages.turns import TurnsPage

SECRET = "what nobody shall know"
HIS = {
    "blank": Answer(),
    "kept back": Answer(f"{SECRET}, and it is long. " * 40, spoken=f"{SECRET} aloud", kept=True),
}
AT_REST = 8
"""So many pictures on end that are alike, some milliseconds apart."""
Look = tuple[str, list[tuple[str, str, str, str]], QImage]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Starter]:
    with starting(qtbot, qapp) as starter:
        yield starter


def sealed_couple(home: Path, his: Answer) -> Path:
    """A couple of which he has answered every sentence in one way; she has written one."""
    make_couple(home)
    SettingsFile(home).save(Settings(less_movement=True))
    for folder, passphrase, answers in zip(
        folders(home),
        (MARAS, JONAS),
        ((Answer("the rain is loud."), *[Answer()] * 9), (his,) * 10),
        strict=True,
    ):
        with opened(folder, passphrase) as vault:
            present = vault.start_round()
            vault.save_draft(present.id, Draft(answers))
            vault.seal(present.id)
    return home


def look(qtbot: QtBot, desk: Desk, where: str) -> Look:
    """Everything that can be seen and heard in the window, once nothing in it moves any more."""
    pictures: list[QImage] = []

    def at_rest() -> bool:
        settle()
        pictures.append(desk.app.frame.grab().toImage())
        return len(pictures) > AT_REST and all(one == pictures[-1] for one in pictures[-AT_REST:])

    qtbot.waitUntil(at_rest, timeout=15_000)
    return where, accessible_tree(desk.app.frame), pictures[-1]


def open_both(qtbot: QtBot, desk: Desk) -> None:
    desk.click("Open together")
    desk.click("Go on")
    for name, words in (("Mara’s passphrase", MARAS), ("Jonas’s passphrase", JONAS)):
        fields = desk.app.frame.findChildren(QLineEdit)
        field = next(one for one in fields if one.isVisible() and one.accessibleName() == name)
        QTest.keyClicks(field, words)
    desk.press(Qt.Key.Key_Return)
    desk.await_page(qtbot, TurnsPage)


def turn(qtbot: QtBot, desk: Desk, name: str) -> None:
    desk.click_when_there(qtbot, f"Turn {name}’s card")
    qtbot.waitUntil(lambda: f"Turn {name}’s card" not in desk.words(), timeout=15_000)


def an_evening(qtbot: QtBot, start: Starter, home: Path) -> Iterator[Look]:
    """Every page of an evening with both, as far as the second sentence, and the home page after a stop."""
    desk = start(home)
    yield look(qtbot, desk, "home")
    open_both(qtbot, desk)
    for item in range(2):
        desk.await_words(qtbot, "Turn Jonas’s card")
        yield look(qtbot, desk, f"{item}: closed")
        turn(qtbot, desk, "Jonas")
        desk.await_words(qtbot, "Turn Mara’s card")
        yield look(qtbot, desk, f"{item}: his is turned")
        turn(qtbot, desk, "Mara")
        desk.await_words(qtbot, "Next")
        yield look(qtbot, desk, f"{item}: hers is turned")
        if item == 0:
            desk.click_when_there(qtbot, next_button(desk))
    desk.click("Stop")
    qtbot.waitUntil(lambda: bool(desk.ended) or isinstance(desk.page, HomePage), timeout=15_000)
    yield look(qtbot, desk, "stopped")


def next_button(desk: Desk) -> str:
    return next(line for line in desk.words().splitlines() if line.startswith("Next"))


def test_a_blank_and_what_is_kept_back_are_one_to_the_eye_and_to_a_screen_reader(
    qtbot: QtBot, start: Starter, tmp_path: Path
) -> None:
    # Given couples that differ in this alone: he wrote nothing, or wrote and kept it back
    evenings = {
        way: list(an_evening(qtbot, start, sealed_couple(tmp_path / way.replace(" ", "-"), answer)))
        for way, answer in HIS.items()
    }
    # Then no page of their evening differs, in words, tree or picture
    first = evenings.pop("blank")
    assert len(first) == 8
    for way, evening in evenings.items():
        for (where, tree, picture), (other_where, other_tree, other_picture) in zip(
            first, evening, strict=True
        ):
            assert (where, tree) == (other_where, other_tree), f"{way}, {where}"
            assert picture == other_picture, f"{way}, {where}"
            assert SECRET not in str(other_tree)
    # (and pictures can differ: she wrote something)
    assert first[1][2] != first[3][2]


def test_the_files_of_a_blank_and_of_what_is_kept_back_have_the_same_sizes_in_the_same_order(
    tmp_path: Path,
) -> None:
    orders = []
    for way, answer in HIS.items():
        home = sealed_couple(tmp_path / way.replace(" ", "-"), answer)
        files = [path for path in home.rglob("*") if path.is_file()]
        parts = [folder.name for folder in folders(home)]

        def of_whom(path: Path, parts: list[str] = parts, home: Path = home) -> str:
            """Its path with nothing in it that chance has made."""
            names = [
                str(parts.index(name)) if name in parts else name
                for name in path.relative_to(home).with_suffix("").parts
            ]
            return "/".join(names).split("answers-1-")[0] + path.suffix

        sizes = {of_whom(path): path.stat().st_size for path in files}
        by_time = sorted(files, key=lambda path: path.stat().st_mtime_ns)
        orders.append((sizes, [*map(of_whom, by_time)]))
    assert orders[0] == orders[1]


def test_not_tonight_writes_nothing_and_looks_as_if_nobody_had_come(
    qtbot: QtBot, start: Starter, tmp_path: Path
) -> None:
    home = sealed_couple(tmp_path / "home", HIS["blank"])
    before, times = files_of(home), times_of(home)
    desk = start(home)
    untouched = look(qtbot, desk, "home")
    # When they open the page before an evening, and one says no
    desk.click("Open together")
    desk.await_page(qtbot, TogetherPage)
    desk.click("Not tonight")
    desk.await_page(qtbot, HomePage)
    # Then no file has changed, not even its time, and the home page is what it was
    assert (files_of(home), times_of(home)) == (before, times)
    assert look(qtbot, start(home), "home") == untouched


def test_a_stop_writes_nothing_and_looks_like_a_lock_by_itself(
    qtbot: QtBot, start: Starter, tmp_path: Path
) -> None:
    afterwards: list[Look] = []
    for way in ("stop", "lock"):
        # Given two in the middle of their evening
        home = sealed_couple(tmp_path / way, HIS["blank"])
        desk = start(home)
        open_both(qtbot, desk)
        turn(qtbot, desk, "Jonas")
        desk.await_words(qtbot, "Not this time")
        qtbot.waitUntil(lambda home=home: not any(seat.ready for seat in Home.open(home).seats()))
        before, times = files_of(home), times_of(home)
        # When somebody stops, or the program locks by itself
        if way == "stop":
            desk.click("Stop")
        else:
            desk.app.shell.idle.lock_due.emit()
        desk.order("end")  # as the supervisor says once the fresh window stands
        qtbot.waitUntil(lambda desk=desk: bool(desk.ended), timeout=15_000)
        # Then no file has changed by it, not even its time
        assert (files_of(home), times_of(home)) == (before, times)
        afterwards.append(look(qtbot, start(home), "home"))
    # And whoever comes next sees the same
    assert afterwards[0] == afterwards[1]


def times_of(home: Path) -> dict[str, int]:
    """When each file and folder was changed last, in nanoseconds."""
    return {str(path.relative_to(home)): path.stat().st_mtime_ns for path in home.rglob("*")}
