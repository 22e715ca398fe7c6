"""What could not be saved outlives the program where the disk takes it, in its owner’s folder."""

import base64
import os
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest

from intimacy_desktop import unsaved_file
from intimacy_desktop.keeper import Keeper
from tests.core.vaultkit import no_file_beyond

SEALED = base64.b64encode(os.urandom(160_000)).decode()
NEWER = base64.b64encode(os.urandom(160_000)).decode()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vaults" / str(uuid4())
    folder.mkdir(parents=True)
    return folder


def keeper(home: Path) -> Keeper:
    return Keeper(str(home), lambda _found: None)


def file_of(vault: Path) -> Path:
    return vault / unsaved_file.NAME


def test_what_is_kept_is_there_for_the_next_program_until_it_is_taken(tmp_path: Path, vault: Path) -> None:
    first = keeper(tmp_path)
    first.keep(vault.name, SEALED)
    assert first.end()
    assert file_of(vault).read_bytes() == base64.b64decode(SEALED)
    assert file_of(vault).stat().st_mode & 0o777 == 0o600
    # When the next one starts, it finds it
    found: list[dict[str, str]] = []
    told = Event()

    def take(what: dict[str, str]) -> None:
        found.append(what)
        told.set()

    second = Keeper(str(tmp_path), take)
    assert told.wait(30)
    assert second.add_found(found[0]) == [(vault.name, SEALED)] == second.items()
    # And when it was taken, nothing is left
    second.let_go(vault.name)
    assert second.end()
    assert list(vault.iterdir()) == []
    assert unsaved_file.find(str(tmp_path)) == {}


def test_the_newest_stays(tmp_path: Path, vault: Path) -> None:
    first = keeper(tmp_path)
    first.keep(vault.name, SEALED)
    first.keep(vault.name, NEWER)
    assert first.end()
    assert unsaved_file.find(str(tmp_path)) == {vault.name: NEWER}
    # and what is found later than something newer was kept is not given out
    second = keeper(tmp_path)
    second.keep(vault.name, SEALED)
    assert second.add_found({vault.name: NEWER}) == []
    assert second.end()
    assert unsaved_file.find(str(tmp_path)) == {vault.name: SEALED}


def test_a_full_disk_is_tried_once_more_at_the_end_and_told_of_if_it_is_still_full(
    tmp_path: Path, vault: Path
) -> None:
    # Given a disk that took nothing when the program locked
    one = keeper(tmp_path)
    with no_file_beyond(512):
        one.keep(vault.name, SEALED)
        wait_until_idle(one)
        assert list(vault.iterdir()) == []
    # When there is room at the end, then it is there
    assert one.end()
    assert unsaved_file.find(str(tmp_path)) == {vault.name: SEALED}
    file_of(vault).unlink()
    # And where there is none, that is known
    other = keeper(tmp_path)
    with no_file_beyond(512):
        other.keep(vault.name, SEALED)
        assert not other.end()
    assert list(vault.iterdir()) == []


def wait_until_idle(one: Keeper) -> None:
    """Ask for something harmless, and wait until its turn is over."""
    done = Event()
    work = unsaved_file.let_go
    try:
        unsaved_file.let_go = lambda _home, _vault_id: done.set()  # type: ignore[assignment]  # for one order
        one.let_go("nothing")
        assert done.wait(30)
    finally:
        unsaved_file.let_go = work


@pytest.mark.parametrize("name", ["../elsewhere", "a", "..", "", "/tmp"])  # noqa: S108 (a name, not a place)
def test_nothing_is_written_outside_the_folder_of_a_vault(tmp_path: Path, vault: Path, name: str) -> None:
    before = sorted(tmp_path.parent.rglob("*"))
    one = keeper(tmp_path)
    one.keep(name, SEALED)
    one.let_go(name)
    one.keep(str(uuid4()), SEALED)  # a vault that is not there
    assert not one.end()
    assert sorted(tmp_path.parent.rglob("*")) == before
    assert vault.is_dir()


def test_a_pipe_or_something_huge_in_its_place_is_no_hindrance(tmp_path: Path, vault: Path) -> None:
    os.mkfifo(file_of(vault))
    assert unsaved_file.find(str(tmp_path)) == {}
    file_of(vault).unlink()
    file_of(vault).mkdir()
    assert unsaved_file.find(str(tmp_path)) == {}
    one = keeper(tmp_path)
    one.keep(vault.name, SEALED)
    assert not one.end()
