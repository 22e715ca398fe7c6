"""No order of failing, waiting and typing puts an older text in the place of a newer one."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import ANSWER_LIMIT, Answer, Draft
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.reveal import Seat
from intimacy_desktop.vault import Vault, create_vault
from tests.ui.evening import make_couple
from ui import autosave as autosave_module
from ui.autosave import Autosave
from ui.background import Background


class Disk:
    """Holds each save until it is told to go on, and then does what it was told."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.full: set[str] = set()
        self.gate = threading.Event()

    def save(self, value: str) -> None:
        self.gate.wait()
        if value in self.full:
            self.full.discard(value)
            raise OSError("full")
        self.kept.append(value)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    monkeypatch.setattr(autosave_module, "RETRY_MS", (20,))
    return Disk()


def test_a_save_that_failed_is_not_tried_again_over_a_newer_one(
    qtbot: QtBot, qapp: QObject, disk: Disk
) -> None:
    # Given a slow save that is going to fail, and a newer one queued behind it
    autosave = Autosave(Background(qapp), disk.save, QObject(qapp))
    disk.full = {"older"}
    autosave.put("older")
    autosave.flush()
    autosave.put("newer")
    autosave.flush()

    # When both are done, and the time for another attempt has passed
    with qtbot.waitSignal(autosave.signals.saved):
        disk.gate.set()
    qtbot.wait(100)

    # Then the newer one is what stands
    assert disk.kept == ["newer"]
    assert not autosave.unsaved


def test_saved_is_not_said_while_a_newer_text_is_still_being_written(
    qtbot: QtBot, qapp: QObject, disk: Disk
) -> None:
    autosave = Autosave(Background(qapp), disk.save, QObject(qapp))
    said: list[list[str]] = []
    autosave.signals.saved.connect(lambda: said.append(list(disk.kept)))
    for text in ("one", "two", "three"):
        autosave.put(text)
        autosave.flush()

    assert autosave.unsaved
    disk.gate.set()
    qtbot.waitUntil(lambda: not autosave.unsaved)

    assert said == [["one", "two", "three"]]


def test_the_newest_of_several_that_fail_is_the_one_tried_again(
    qtbot: QtBot, qapp: QObject, disk: Disk
) -> None:
    autosave = Autosave(Background(qapp), disk.save, QObject(qapp))
    disk.full = {"one", "two"}
    for text in ("one", "two"):
        autosave.put(text)
        autosave.flush()
    with qtbot.waitSignal(autosave.signals.saved):
        disk.gate.set()

    assert disk.kept == ["two"]


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "\0",
        "\ud83d half, and \udc00 half",
        "😀" * ANSWER_LIMIT,
        "\U0010ffff" * ANSWER_LIMIT,
        "line\nline\r\nline\u2028line",
        "'; DROP TABLE records; --",
        "\u202eturned\u2066",
        "{name} %1 %n &amp; <b>bold</b> \\u0041",
    ],
)
def test_any_text_comes_out_of_a_sealed_and_opened_round_as_it_went_in(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "vaults" / "7a0f3f6e-3f8b-4ae6-9d2f-0b1f2c7f3c11"
    keys = create_vault(
        folder, Identity("Mara", Shape.CIRCLE, Hue.BLUE), "a lamp by the slow river", CHEAPEST
    )
    draft = Draft((Answer(text, text), *(Answer(),) * 9))
    vault = Vault.open(folder, keys)
    round_id = vault.start_round().id
    vault.save_draft(round_id, draft)
    vault.seal(round_id)
    vault.unseal(round_id)
    vault.close()

    vault = Vault.open(folder, keys)
    assert vault.read_draft(round_id) == draft
    vault.seal(round_id)
    vault.join(round_id, "both")
    vault.begin(round_id)
    shown = vault.uncover(round_id, 0)
    vault.close()

    assert (shown.text, shown.spoken) == (text, text)


def test_nothing_that_holds_an_answer_prints_it(tmp_path: Path) -> None:
    couple = make_couple(tmp_path)
    sitting = couple.sit_down()
    sitting.begin()
    shown = sitting.turn(Seat.SECOND)
    vault = couple.open(Seat.FIRST)
    draft = vault.read_draft(1)
    from intimacy_desktop.aloud import Aloud
    from intimacy_desktop.exercise import as_written, load_exercise
    from intimacy_desktop.second_person import suggest

    item = load_exercise().items[0]
    aloud = Aloud(item, draft.answers[0], suggest(item.stem, f"my partner, {item.stem}, canary"))
    printed = "".join(
        map(
            repr,
            (
                shown,
                draft,
                draft.answers[0],
                as_written(item, shown.text),
                aloud,
                aloud.suggestion,
                couple.keys,
            ),
        )
    )
    vault.close()
    sitting.close()

    assert "canary" in draft.answers[0].text
    assert "canary" not in printed
    assert all(key.dek.hex() not in printed and repr(key.dek) not in printed for key in couple.keys)
