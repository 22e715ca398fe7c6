"""What is said of own words while they are typed, judged off the UI thread."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from intimacy_desktop.strength import Remark
from tests.ui.evening import Hands
from tests.ui.one_seat import made_hands
from ui.widgets import passphrase_rules
from ui.widgets.passphrase_rules import Weakness


@pytest.fixture
def hands(qtbot: QtBot, qapp: object) -> Iterator[Hands]:
    yield from made_hands(qtbot)


class Said:
    """What was found, in its order."""

    def __init__(self, hands: Hands) -> None:
        self.names = ["Mara", "Jonas"]
        self.weakness = Weakness(hands.background, lambda: self.names, hands)
        self.found: list[tuple[str, bool]] = []
        self.weakness.found.connect(lambda sentence, praise: self.found.append((sentence, praise)))

    def about(self, hands: Hands, typed: str) -> tuple[str, bool]:
        count = len(self.found)
        self.weakness.look_at(typed)
        hands.bot.waitUntil(lambda: len(self.found) > count)
        return self.found[-1]


@pytest.mark.parametrize(
    ("typed", "said", "is_praise"),
    [
        ("the slow lamp by the window", "It is strong.", True),
        ("for mara with all my heart", "One of your nicknames is in it.", False),
        ("mara", "One of your nicknames is in it.", False),
        ("aaaaaaaaaaaaaaaaaaaa", "It repeats itself.", False),
        ("qwertyuiopasdfgh", "Many people choose something like this", False),
        ("since 12.07.1984 and on", "There is a date in it.", False),
    ],
)
def test_one_plain_sentence_is_said_of_own_words(
    hands: Hands, typed: str, said: str, is_praise: bool
) -> None:
    sentence, praise = Said(hands).about(hands, typed)
    assert sentence.startswith(said)
    assert praise is is_praise


def test_words_that_are_too_short_yet_are_not_judged(hands: Hands) -> None:
    assert Said(hands).about(hands, "slow lamp") == ("", False)


def test_there_is_a_sentence_for_every_judgement(hands: Hands) -> None:
    weakness = Said(hands).weakness
    assert len({weakness._sentence(words) for words in Remark}) == len(Remark)


def test_only_the_newest_words_are_spoken_of_and_the_window_never_waits(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a judgement that takes long
    monkeypatch.setattr(passphrase_rules, "QUIET_MS", 1)
    said, gate, judged, threads = Said(hands), threading.Event(), [], set()
    really = passphrase_rules.judge

    def slow(typed: str, names: tuple[str, ...]) -> object:
        threads.add(threading.current_thread())
        judged.append(typed)
        gate.wait()
        return really(typed, names)

    monkeypatch.setattr(passphrase_rules, "judge", slow)
    said.weakness.look_at("aaaaaaaaaaaaaaaaaaaa")
    hands.bot.waitUntil(lambda: bool(judged))
    # When more is typed meanwhile
    said.weakness.look_at("the slow lamp by the win")
    said.weakness.look_at("the slow lamp by the window")
    hands.bot.wait(20)
    gate.set()
    # Then what stands there now is spoken of, and nothing else
    hands.bot.waitUntil(lambda: bool(said.found))
    assert said.found == [("It is strong.", True)]
    assert judged == ["aaaaaaaaaaaaaaaaaaaa", "the slow lamp by the window"]
    assert threading.main_thread() not in threads


def test_an_emptied_field_is_forgotten_at_once(hands: Hands) -> None:
    said = Said(hands)
    said.about(hands, "aaaaaaaaaaaaaaaaaaaa")
    assert said.about(hands, "") == ("", False)
    assert said.weakness._typed == ""


def test_a_judgement_that_fails_keeps_nobody_from_their_words(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_typed: str, _names: tuple[str, ...]) -> object:
        raise MemoryError

    said = Said(hands)
    with monkeypatch.context() as patch:
        patch.setattr(passphrase_rules, "judge", fail)
        assert said.about(hands, "the slow lamp by the window") == ("", False)
    assert said.about(hands, "the slow lamp by the window!") == ("It is strong.", True)
