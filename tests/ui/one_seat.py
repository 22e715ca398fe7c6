"""One person's open vault of the cheapest kind, and what the tests of their pages ask of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.header import check_database, read_header
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.rounds import Round
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.access import connect
from tests.ui.evening import Hands, settle
from ui.theme import Theme

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
WORDS = "seven lanterns by the quiet river"
EXERCISE = load_exercise()


@dataclass
class Desk:
    """Mara's open vault with a round in writing.

    Args:
        hands: shows pages and reaches the storage thread.
        home: her home folder.
        keys: of her vault.
        vault: to be used on the storage thread only.
        present: the round.
        draft: what it holds.
    """

    hands: Hands
    home: Home
    keys: VaultKeys
    vault: Vault
    present: Round
    draft: Draft

    @property
    def folder(self) -> Path:
        return self.home.folder(self.keys.vault_id)

    def on_disk(self) -> Draft:
        """What the vault holds once everything queued before is done."""
        return self.hands.on_storage(lambda: self.vault.read_draft(self.present.id))

    def round_now(self) -> Round:
        return self.hands.on_storage(lambda: self.vault.rounds()[-1])

    @contextmanager
    def disk_refuses(self) -> Iterator[None]:
        """Another program holds the file: every attempt to save really fails."""
        holder = connect(check_database(self.folder, read_header(self.folder)), self.keys)
        holder.rows("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            holder.rows("ROLLBACK")
            holder.close()


def made_hands(bot: QtBot, *, less_movement: bool = False) -> Iterator[Hands]:
    """Hands that let both threads come to rest before they go."""
    hands = Hands(bot, Theme("light", less_movement=less_movement))
    yield hands
    over: list[object] = []
    hands.background.worker(hands, lambda: None, over.append, over.append)
    hands.background.storage(hands, lambda: None, over.append, over.append)
    bot.waitUntil(lambda: len(over) == 2, timeout=20_000)


def make_desk(place: Path, hands: Hands, *endings: str | Answer, at: int = 0) -> Desk:
    """Mara has sat down and written `endings`; the others are blank."""
    home = Home.open(place / "home")
    keys = home.take_seat(MARA, WORDS, CHEAPEST)
    vault = hands.on_storage(lambda: Vault.open(home.folder(keys.vault_id), keys))
    present = hands.on_storage(vault.start_round)
    answers = [ending if isinstance(ending, Answer) else Answer(ending) for ending in endings]
    answers += [Answer()] * (10 - len(answers))
    draft = Draft(tuple(answers), at)
    hands.on_storage(lambda: vault.save_draft(present.id, draft))
    return Desk(hands, home, keys, vault, present, draft)


def write(page: QWidget, text: str) -> None:
    """Type into whatever has the keyboard."""
    focus = page.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)
    settle()


def strike(
    page: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press one key where the keyboard is."""
    QTest.keyClick(page.focusWidget() or page, key, modifier)
    settle()


def paste(page: QWidget, text: str) -> None:
    """Paste as a person does, with Ctrl+V."""
    QApplication.clipboard().setText(text)
    strike(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
