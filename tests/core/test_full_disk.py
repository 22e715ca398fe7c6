"""A disk that is full, read-only or failing: it is said, nothing is lost, and it is done later on."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.core.crash.operations import SWEPT, go_on
from tests.core.crash.protocol import SAID, Outcome, Try
from tests.core.crash.tracer import Call
from tests.core.crash.trial import Trial, chosen, server

MOST = 4
"""Calls of one operation that fail, in an ordinary run."""

_GROWS = ("write", "create", "truncate", "mkdir", "link")
_CHANGES = (*_GROWS, "remove", "rename")
TROUBLES = {
    "full": (errno.ENOSPC, _GROWS),
    "read-only": (errno.EROFS, _CHANGES),
    "dying": (errno.EIO, (*_CHANGES, "sync")),
    "one failure": (errno.EIO, ()),
}

TAKEN_BACK = frozenset({"first start", "second seat", "passphrase", "deletion", "deletion with backups"})
"""Operations that return to the old state where a single confirmation of the disk fails."""

Server = Callable[[Try], Outcome]


@pytest.fixture(name="ask", scope="module")
def _ask() -> Iterator[Server]:
    with server() as ask:
        yield ask


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("operation", SWEPT)
def test_what_could_not_be_done_is_said_and_is_done_when_the_disk_is_well_again(
    tmp_path: Path,
    ask: Server,
    operation: str,
    trouble: str,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    # Given an operation and the calls that it consists of
    trial = Trial(operation, tmp_path, ask)
    error, lasting = TROUBLES[trouble]
    points = set(chosen(trial.calls, MOST, full=request.config.getoption("--full-sweep"), edges=False))
    takes_back = operation in TAKEN_BACK and not lasting
    if takes_back:
        points |= {number for number, call in enumerate(trial.calls, 1) if last_confirmation(call)}
    for point in sorted(points):
        # When the disk refuses one of them, or all from there on
        home = trial.fresh()
        asked = Try(operation, home, point, error, lasting)
        outcome = trial.tried(asked, 0, SAID)
        found = trial.look(home)
        # Then it was done, or it is said that it was not, and all is as it was
        if outcome.code == 0:
            assert found == trial.new
        elif takes_back or not last_confirmation(trial.calls[point - 1]):
            assert found == trial.old
        else:
            assert found in (trial.old, trial.new)
            continue
        # And the same program does it when the disk is well again
        home = trial.fresh()
        again = trial.tried(Try(operation, home, point, error, lasting, again=True), 0, SAID)
        assert again.fired is outcome.fired
        assert trial.look(home) == trial.new
        go_on(home)
    record_property("tried", len(points))


def last_confirmation(call: Call) -> bool:
    """Whether the call asks for names that stand already: nobody can say what the disk has of them."""
    return call.kind == "sync" and ".json" not in call.path and ".db" not in call.path
