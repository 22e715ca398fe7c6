"""After a power cut at any moment the vaults open, with what was reported as saved and nothing by halves."""

import random
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.core.crash.disk import Disk, Image, lay
from tests.core.crash.operations import SWEPT
from tests.core.crash.protocol import Outcome, Try
from tests.core.crash.trial import Trial, chosen, server

MOST, MORE = 12, 1
"""Moments of one operation, and images by chance at each, in an ordinary run."""

FULL_MORE = 8

Server = Callable[[Try], Outcome]


@pytest.fixture(name="ask", scope="module")
def _ask() -> Iterator[Server]:
    with server() as ask:
        yield ask


@pytest.mark.parametrize("operation", SWEPT)
def test_whatever_the_disk_kept_of_it_an_operation_was_done_or_not_done(
    tmp_path: Path,
    ask: Server,
    operation: str,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    # Given the calls of an operation, in their order
    full = request.config.getoption("--full-sweep")
    trial = Trial(operation, tmp_path, ask)
    moments = {point - 1 for point in chosen(trial.calls, MOST, full=full)} | {len(trial.calls)}
    disk = Disk(trial.base)
    chance = random.Random(operation)
    seen: set[bytes] = set()
    tried = 0
    for happened in range(len(trial.calls) + 1):
        if happened:
            disk.happen(trial.calls[happened - 1])
        if happened not in moments:
            continue
        if happened == len(trial.calls):
            seen.clear()  # what was good enough before is not, once it was reported as done
        # When the power fails after some of them
        for image in disk.images(chance, FULL_MORE if full else MORE):
            if digest(image) in seen:
                continue
            seen.add(digest(image))
            tried += 1
            home = tmp_path / "home"
            shutil.rmtree(home)
            home.mkdir()
            lay(image, home)
            found = trial.look(home)
            # Then all is as it was or as it was to be; and once it was reported as done, it is done
            if happened == len(trial.calls):
                assert found == trial.new
            assert found in (trial.old, trial.new), (happened, trial.calls[happened - 1])
    # And these were all the calls there are: together they make the files that the operation left
    assert {name: data for name, data in disk.seen().items() if data is not None} == trial.end
    record_property("images", tried)


def test_a_power_cut_is_felt_where_nothing_was_synced(tmp_path: Path, ask: Server) -> None:
    # Given the calls of a rotation, but for its syncs
    trial = Trial("passphrase", tmp_path, ask)
    disk = Disk(trial.base)
    for call in trial.calls:
        if call.kind != "sync":
            disk.happen(call)
    # When the names reach the disk and the bytes do not
    home = trial.fresh()
    shutil.rmtree(home)
    home.mkdir()
    lay(list(disk.images(random.Random(0), 0))[2], home)
    # Then this very test finds the vault lost
    with pytest.raises(AssertionError):
        trial.look(home)


def digest(image: Image) -> bytes:
    files = sorted((name, data if data is None else sha256(data).digest()) for name, data in image.items())
    return sha256(repr(files).encode()).digest()
