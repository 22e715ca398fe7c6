import inspect
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intimacy_desktop import errors
from ui.messages import say

SOMEWHERE = Path("somewhere")


def _example(kind: type[errors.InnermostError]) -> errors.InnermostError:
    if issubclass(kind, errors.VaultError | errors.HomeError):
        return kind(SOMEWHERE)
    names = list(inspect.signature(kind.__init__).parameters)[1:]
    if issubclass(kind, errors.ContentError):
        return kind("file", 1, "problem")
    return kind(*([7] * len([name for name in names if name not in {"args", "kwargs"}])))


def _leaves(kind: type[errors.InnermostError]) -> list[type[errors.InnermostError]]:
    below = kind.__subclasses__()
    return [leaf for one in below for leaf in _leaves(one)] if below else [kind]


@pytest.mark.parametrize("kind", _leaves(errors.InnermostError), ids=lambda kind: kind.__name__)
def test_every_error_of_the_core_has_words_of_its_own(
    qtbot: QtBot, kind: type[errors.InnermostError]
) -> None:
    unforeseen = say(RuntimeError("x"))
    message = say(_example(kind), "Mara")
    assert message.title
    assert message != unforeseen
    assert kind.__name__ not in message.line
    assert "!" not in message.line


def test_a_wrong_passphrase_names_the_seat(qtbot: QtBot) -> None:
    assert "Jonas" in say(errors.WrongPassphrase(), "Jonas").title


def test_damage_is_never_called_a_wrong_passphrase(qtbot: QtBot) -> None:
    assert "passphrase" not in say(errors.VaultDamaged(SOMEWHERE)).title.casefold()


def test_the_unforeseen_tells_nothing_of_its_cause(qtbot: QtBot) -> None:
    assert "secret" not in say(RuntimeError("secret words")).line
