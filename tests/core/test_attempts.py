"""Waits after passphrases that do not fit, and the count the owner is told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from intimacy_desktop.attempts import LONGEST_S, Attempts
from intimacy_desktop.errors import VaultDamaged, WaitFirst, WrongPassphrase


class Clocks:
    """Both clocks of a computer; nobody can set the second."""

    def __init__(self) -> None:
        self.wall = 1_800_000_000.0
        self.steady = 50.0

    def pass_(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def start(tmp_path: Path, clocks: Clocks) -> Callable[[], Attempts]:
    """Start the program anew."""
    return lambda: Attempts(tmp_path, lambda: clocks.wall, lambda: clocks.steady)


Start = Callable[[], Attempts]


def wrong() -> str:
    raise WrongPassphrase


def try_wrong(attempts: Attempts) -> None:
    with pytest.raises(WrongPassphrase):
        attempts.count(wrong)


def test_the_first_tries_cost_nothing_and_then_the_waits_grow_to_thirty_seconds(
    start: Start, clocks: Clocks
) -> None:
    attempts = start()
    waits = []
    for _ in range(10):
        try_wrong(attempts)
        waits.append(attempts.wait_s())
        clocks.pass_(attempts.wait_s())
    assert waits == [0, 0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_too_soon_nothing_is_tried_and_nothing_counted(start: Start, clocks: Clocks) -> None:
    attempts = start()
    for _ in range(5):
        try_wrong(attempts)
        clocks.pass_(attempts.wait_s())
    try_wrong(attempts)
    tried: list[bool] = []
    with pytest.raises(WaitFirst) as caught:
        attempts.count(lambda: tried.append(True))
    assert caught.value.seconds == 8
    assert not tried
    clocks.pass_(8)
    attempts.count(lambda: tried.append(True))
    assert tried
    assert attempts.succeeded() == 6


def test_a_restart_goes_on_with_the_wait(start: Start, clocks: Clocks) -> None:
    attempts = start()
    for _ in range(8):
        try_wrong(attempts)
        clocks.pass_(attempts.wait_s())
    try_wrong(attempts)
    clocks.pass_(12)
    assert start().wait_s() == pytest.approx(LONGEST_S - 12, abs=1)
    clocks.pass_(20)
    assert start().wait_s() == 0


@pytest.mark.parametrize("by", [-3600.0, -10 * 365 * 86400.0, -5.0])
def test_a_clock_that_is_set_back_never_makes_it_longer(start: Start, clocks: Clocks, by: float) -> None:
    # Given the longest wait, and a clock that was set back between two starts
    attempts = start()
    for _ in range(9):
        try_wrong(attempts)
        clocks.pass_(attempts.wait_s())
    clocks.wall += by
    # Then each later start knows how much of the wait is over
    assert start().wait_s() <= LONGEST_S
    clocks.pass_(LONGEST_S - 1)
    assert start().wait_s() <= 2
    clocks.pass_(2)
    assert start().wait_s() == 0


def test_a_clock_that_is_set_while_the_program_runs_changes_nothing(start: Start, clocks: Clocks) -> None:
    attempts = start()
    for _ in range(4):
        attempts.failed()
    clocks.wall -= 1e9
    assert attempts.wait_s() == 2
    clocks.steady += 2
    assert attempts.wait_s() == 0


def test_the_owner_is_told_once_how_many_did_not_fit(start: Start, tmp_path: Path) -> None:
    for _ in range(3):
        start().failed()
    assert start().succeeded() == 3
    assert list(tmp_path.iterdir()) == []
    assert start().succeeded() == 0


def test_opened_together_the_wait_ends_and_the_count_waits_for_its_owner_alone(start: Start) -> None:
    attempts = start()
    for _ in range(4):
        attempts.failed()
    attempts.passed()
    assert attempts.wait_s() == 0
    again = start()
    assert again.wait_s() == 0
    again.failed()
    assert again.wait_s() == 0  # the first of a new row
    assert again.succeeded() == 5


def test_only_a_passphrase_that_does_not_fit_is_counted(start: Start, tmp_path: Path) -> None:
    attempts = start()

    def broken() -> None:
        raise VaultDamaged(tmp_path)

    with pytest.raises(VaultDamaged):
        attempts.count(broken)
    assert attempts.count(lambda: "keys") == "keys"
    assert attempts.succeeded() == 0
    assert list(tmp_path.iterdir()) == []


def test_the_file_holds_two_counts_and_a_time_and_nothing_else(start: Start, tmp_path: Path) -> None:
    for _ in range(2):
        start().failed()
    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_bytes()) == {"format": 1, "last": 1_800_000_000, "on_end": 2, "untold": 2}
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff" * 9000,
        b'{"format":1}',
        b'{"format":2,"last":0,"on_end":9,"untold":9}',
        b'{"format":1,"last":1e400,"on_end":9,"untold":9}',
        b'{"format":1,"last":-1,"on_end":9,"untold":9}',
        b'{"format":1,"last":0,"on_end":"9","untold":9}',
        b'{"format":1,"last":0,"on_end":true,"untold":9}',
        b'{"format":1,"last":0,"on_end":99999999999999999999999,"untold":9}',
        b"[" * 4000,
    ],
)
def test_a_broken_file_is_no_wait_and_no_trouble(start: Start, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tries.json").write_bytes(content)
    attempts = start()
    assert attempts.wait_s() == 0
    try_wrong(attempts)
    assert start().succeeded() == 1


@given(last=st.integers(0, 2**53 - 1), on_end=st.integers(0, 2**53 - 1))
def test_no_file_makes_anybody_wait_longer_than_thirty_seconds(
    tmp_path_factory: pytest.TempPathFactory, last: int, on_end: int
) -> None:
    folder = tmp_path_factory.mktemp("vault")
    noted = f'{{"format":1,"last":{last},"on_end":{on_end},"untold":1}}'
    (folder / "tries.json").write_text(noted)
    clocks = Clocks()
    attempts = Attempts(folder, lambda: clocks.wall, lambda: clocks.steady)
    assert 0 <= attempts.wait_s() <= LONGEST_S


def test_a_folder_that_cannot_be_written_keeps_nobody_out(tmp_path: Path) -> None:
    # Given a vault folder that is not there any more
    attempts = Attempts(tmp_path / "gone")
    for _ in range(2):
        try_wrong(attempts)
    assert attempts.count(lambda: "keys") == "keys"
    assert attempts.succeeded() == 2
