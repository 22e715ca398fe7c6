"""Killed before any of its writes, syncs, renames or removals, a process loses nothing that was saved."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.core.crash.operations import SWEPT, go_on
from tests.core.crash.protocol import Outcome, Try
from tests.core.crash.tracer import Call
from tests.core.crash.trial import Trial, chosen, server

MOST = 16
"""Points of one operation in an ordinary run; `--full-sweep` takes all."""

REPEAT = 4
"""Every how many points of an ordinary run the program goes on afterwards."""

Server = Callable[[Try], Outcome]
Record = Callable[[str, object], None]


@pytest.fixture(name="ask", scope="module")
def _ask() -> Iterator[Server]:
    with server() as ask:
        yield ask


@pytest.fixture(name="full")
def _full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--full-sweep"))


@pytest.mark.parametrize("operation", SWEPT)
def test_killed_at_any_point_an_operation_was_done_or_not_done(
    tmp_path: Path, ask: Server, operation: str, full: bool, record_property: Record
) -> None:
    # Given a home, what it holds before and after the operation, and the calls it consists of
    trial = Trial(operation, tmp_path, ask)
    points = chosen(trial.calls, MOST, full=full)
    done: list[bool] = []
    for number, point in enumerate(points):
        # When the process is killed before one of them
        home = killed(trial, point)
        # Then all is as it was or as it was to be
        found = trial.look(home)
        assert found in (trial.old, trial.new), (point, trial.calls[point - 1])
        done.append(found == trial.new)
        # And what was not done can be done now, and the vaults take what is written next
        if full or number % REPEAT == 0:
            if done[-1]:
                go_on(home)
            else:
                assert trial.again(home) == trial.new
    # And once done, it stays done
    assert done == sorted(done)
    record_property("points", len(points))


CUT: dict[str, tuple[str, Callable[[Call], bool]]] = {
    "a save, its journal whole": ("save", lambda call: call.kind == "remove"),
    "a rotation, its database half written": ("passphrase", lambda call: call.offset > 100_000),
    "a rotation, its header written": ("passphrase", lambda call: call.kind == "rename"),
    "a rotation, its copy not": ("passphrase", lambda call: call.target.endswith("keys.bak.json")),
    "a rotation, the old database there": ("deletion", lambda call: call.kind == "remove"),
}
"""What may lie in a home that is opened: an operation, and the call it was killed before."""


@pytest.mark.parametrize("cut", CUT)
def test_killed_while_it_mends_what_a_crash_left_it_mends_it_next_time(
    tmp_path: Path, ask: Server, cut: str, full: bool, record_property: Record
) -> None:
    # Given a home that a crash left with work to do
    operation, where = CUT[cut]
    first = Trial(operation, tmp_path, ask)
    before = killed(first, next(number for number, call in enumerate(first.calls, 1) if where(call)))
    (tmp_path / "opening").mkdir()
    trial = Trial("opening", tmp_path / "opening", ask, base=before)
    assert trial.old in (first.old, first.new)
    points = chosen(trial.calls, MOST, full=full)
    assert points
    for point in points:
        # When the program is killed while it opens it
        home = killed(trial, point)
        # Then nothing changed, and nothing is left over (`look` would say so)
        assert trial.look(home) == trial.old
        go_on(home)
    record_property("points", len(points))


def test_a_crash_is_felt_where_the_order_of_the_steps_is_wrong(tmp_path: Path, ask: Server) -> None:
    # Given the calls of a rotation, and a rotation that removes the old database before it commits
    trial = Trial("passphrase", tmp_path, ask)
    home = killed(trial, next(n for n, call in enumerate(trial.calls, 1) if call.kind == "rename"))
    (vault,) = (home / "vaults").iterdir()
    for old in vault.glob("answers-1-*.db"):
        old.unlink()
    # Then the vault is lost, and this very test finds it
    with pytest.raises(AssertionError):
        trial.look(home)


def killed(trial: Trial, point: int) -> Path:
    """Kill the operation before one of its calls, and give the home that it leaves."""
    home = trial.fresh()
    outcome = trial.tried(Try(trial.name, home, point), -signal.SIGKILL)
    assert outcome.fired
    assert len(outcome.calls) == point
    assert outcome.calls[-1].kind == trial.calls[point - 1].kind
    return home
