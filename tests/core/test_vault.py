"""What a vault keeps and when it gives it out."""

import os
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from intimacy_desktop.answers import Answer, Draft, Evening, ShownAnswer
from intimacy_desktop.errors import NotItsTurn, SaveFailed, VaultDamaged, VaultUnreadable
from intimacy_desktop.header import read_header, write_header
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.vault import LOCK_MINUTES, TURNS_LOCK_MINUTES, OwnerSettings, Vault, create_vault
from intimacy_desktop.vault.access import connect
from tests.core.vaultkit import MARA, PASSPHRASE, full_draft, make_vault, no_file_beyond, opened


def begun(vault: Vault, draft: Draft | None = None) -> int:
    """Bring a new round of `vault` to its reveal."""
    round_id = vault.start_round().id
    vault.save_draft(round_id, draft or full_draft())
    vault.seal(round_id)
    vault.join(round_id, "joint")
    vault.begin(round_id)
    return round_id


def test_a_new_vault_is_empty_and_knows_whose_it_is(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        assert (vault.vault_id, vault.identity, vault.generation) == (folder.name, MARA, 1)
        assert vault.current_round() is None
        assert vault.rounds() == []
        assert vault.last_saved() is None
        assert vault.owner_settings() == OwnerSettings(lock_minutes=3, turns_lock_minutes=30)


def test_a_vault_is_its_owners_alone(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("typed", ["", "too short", "x" * 201, "seven quiet lamps\u0378"])
def test_a_vault_with_a_passphrase_that_cannot_be_used_is_not_made(tmp_path: Path, typed: str) -> None:
    with pytest.raises(Exception, match=r".*") as caught:
        create_vault(tmp_path / "vaults" / str(uuid4()), MARA, typed, CHEAPEST)
    assert type(caught.value).__name__.startswith("Passphrase")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [0, 100, 500, 4096, 8192])
def test_a_vault_that_could_not_be_written_leaves_nothing(tmp_path: Path, size: int) -> None:
    folder = tmp_path / "vaults" / str(uuid4())
    with no_file_beyond(size), pytest.raises(SaveFailed) as caught:
        create_vault(folder, MARA, PASSPHRASE, CHEAPEST)
    assert caught.value.folder == folder
    assert str(caught.value).count("SaveFailed") == 1
    assert list((tmp_path / "vaults").iterdir()) == []
    # And when there is room again, it is made
    create_vault(folder, MARA, PASSPHRASE, CHEAPEST)
    unlock(folder, PASSPHRASE)


def test_a_vault_is_never_made_in_the_place_of_another(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with pytest.raises(SaveFailed):
        create_vault(folder, MARA, PASSPHRASE, CHEAPEST)
    assert unlock(folder, PASSPHRASE).dek == keys.dek


def test_what_an_interrupted_making_left_is_removed_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "vaults" / f".new-{uuid4()}"
    left.mkdir(parents=True)
    (left / "keys.json").write_bytes(b"half")
    folder, _ = make_vault(tmp_path)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_draft_is_there_after_the_vault_was_closed_and_opened_again(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    before = datetime.now(UTC)
    with opened(folder, keys) as vault:
        round_id = vault.start_round().id
        assert vault.read_draft(round_id) == Draft()
        for draft in (Draft().with_answer(9, Answer("first")), full_draft()):
            vault.save_draft(round_id, draft)
            assert vault.read_draft(round_id) == draft
    with opened(folder, unlock(folder, PASSPHRASE)) as vault:
        current = vault.current_round()
        assert current is not None
        assert (current.id, current.state) == (round_id, RoundState.WRITING)
        assert vault.read_draft(round_id) == full_draft()
        saved = vault.last_saved()
        assert saved is not None
        assert saved.utcoffset() == timedelta(0)
        assert before <= saved <= datetime.now(UTC)


def test_a_round_goes_its_way_and_notes_when(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        round_id = begun(vault)
        vault.close_round(round_id)
        (done,) = vault.rounds()
        assert done.state is RoundState.CLOSED
        assert done.joint_id == "joint"
        assert done.sealed_at
        assert done.begun_at
        assert done.closed_at
        assert done.sealed_at <= done.begun_at <= done.closed_at <= datetime.now(UTC)
        assert vault.read_draft(round_id) == full_draft()
        # And the next may begin
        assert vault.current_round() is None
        assert vault.start_round().id == round_id + 1
        assert [found.state for found in vault.rounds()] == [RoundState.CLOSED, RoundState.WRITING]


def test_there_is_never_more_than_one_unfinished_round(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        with pytest.raises(NotItsTurn):
            vault.start_round()
        vault.close_round(1)
        vault.close_round(1)
        vault.start_round()
        assert [found.id for found in vault.rounds()] == [1, 2]


ALLOWED = {
    "save_draft": {RoundState.WRITING},
    "seal": {RoundState.WRITING},
    "unseal": {RoundState.SEALED},
    "join": {RoundState.SEALED, RoundState.BEGUN},
    "begin": {RoundState.SEALED, RoundState.BEGUN},
    "uncover": {RoundState.BEGUN},
    "read_uncovered": {RoundState.BEGUN, RoundState.CLOSED},
    "save_evening": {RoundState.BEGUN, RoundState.CLOSED},
    "close_round": set(RoundState),
    "read_draft": set(RoundState),
    "read_evening": set(RoundState),
    "uncovered": set(RoundState),
}
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "save_draft": (Draft(),),
    "join": ("joint",),
    "uncover": (0,),
    "read_uncovered": (0,),
    "save_evening": (Evening(),),
}


@pytest.mark.parametrize("state", RoundState)
@pytest.mark.parametrize("step", ALLOWED)
def test_each_step_is_taken_only_in_its_states(tmp_path: Path, step: str, state: RoundState) -> None:
    # Given a round in `state`, in which item 0 was turned if it could be
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        round_id = vault.start_round().id
        if state is not RoundState.WRITING:
            vault.seal(round_id)
            vault.join(round_id, "joint")
        if state in {RoundState.BEGUN, RoundState.CLOSED}:
            vault.begin(round_id)
            vault.uncover(round_id, 0)
        if state is RoundState.CLOSED:
            vault.close_round(round_id)
        # When the step is tried, then it is taken or refused, and a refused one changes nothing
        rounds = vault.rounds()
        attempt = getattr(vault, step)
        if state in ALLOWED[step]:
            attempt(round_id, *ARGUMENTS.get(step, ()))
        else:
            with pytest.raises(NotItsTurn):
                attempt(round_id, *ARGUMENTS.get(step, ()))
            assert vault.rounds() == rounds
        # And no step is taken in a round that does not exist
        with pytest.raises(NotItsTurn):
            attempt(99, *ARGUMENTS.get(step, ()))


def test_a_reveal_needs_a_joint_id_and_keeps_it(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.seal(1)
        with pytest.raises(NotItsTurn):
            vault.begin(1)
        vault.join(1, "left by half an opening")
        vault.join(1, "joint")
        vault.begin(1)
        first = vault.rounds()
        vault.begin(1)
        vault.join(1, "joint")
        assert vault.rounds() == first
        with pytest.raises(NotItsTurn):
            vault.join(1, "another")


def test_unsealed_and_sealed_again_it_shows_what_was_written_last(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, full_draft())
        vault.seal(1)
        vault.unseal(1)
        vault.save_draft(1, full_draft().with_answer(0, Answer("second thought")))
        vault.seal(1)
        vault.join(1, "joint")
        vault.begin(1)
        assert vault.uncover(1, 0) == ShownAnswer("second thought")


def test_a_card_is_read_only_once_it_is_turned_and_then_always(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        round_id = begun(vault)
        for item in range(10):
            with pytest.raises(NotItsTurn):
                vault.read_uncovered(round_id, item)
        assert vault.uncover(round_id, 3) == ShownAnswer("ending 3", "you 3")
        assert vault.uncover(round_id, 3) == ShownAnswer("ending 3", "you 3")
        for item in (-1, 10):
            with pytest.raises(NotItsTurn):
                vault.uncover(round_id, item)
            with pytest.raises(NotItsTurn):
                vault.read_uncovered(round_id, item)
    with opened(folder, keys) as vault:
        assert vault.uncovered(round_id) == {3}
        assert vault.read_uncovered(round_id, 3) == ShownAnswer("ending 3", "you 3")
        with pytest.raises(NotItsTurn):
            vault.read_uncovered(round_id, 4)


def test_an_answer_kept_back_is_blank_when_its_card_is_turned(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        round_id = begun(vault)
        assert vault.uncover(round_id, 4) == ShownAnswer()
        assert vault.read_draft(round_id).answers[4].text == "ending 4"


def test_a_text_is_given_out_only_after_its_turning_is_on_the_disk(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        round_id = begun(vault)
        with no_file_beyond(512), pytest.raises(SaveFailed):
            vault.uncover(round_id, 0)
        assert vault.uncovered(round_id) == frozenset()
        assert vault.uncover(round_id, 0).text == "ending 0"


def test_an_evening_is_kept_and_replaced(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    evening = Evening("they listened", "tea at nine", "2026-12-01", frozenset({0, 9}))
    with opened(folder, keys) as vault:
        round_id = begun(vault)
        assert vault.read_evening(round_id) == Evening()
        vault.save_evening(round_id, Evening("first"))
        vault.save_evening(round_id, evening)
    with opened(folder, keys) as vault:
        assert vault.read_evening(round_id) == evening


def test_the_owners_settings_are_kept_inside(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.save_owner_settings(OwnerSettings(lock_minutes=15, turns_lock_minutes=60))
    with opened(folder, keys) as vault:
        assert vault.owner_settings() == OwnerSettings(15, 60)


@pytest.mark.parametrize(("lock", "turns"), [(0, 30), (16, 30), (3, 9), (3, 61)])
def test_a_vault_never_goes_without_a_lock(lock: int, turns: int) -> None:
    with pytest.raises(ValueError, match="minutes"):
        OwnerSettings(lock, turns)
    assert (min(LOCK_MINUTES), max(LOCK_MINUTES)) == (1, 15)
    assert (min(TURNS_LOCK_MINUTES), max(TURNS_LOCK_MINUTES)) == (10, 60)


def test_keys_of_another_vault_do_not_open_it(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    _, other = make_vault(tmp_path)
    for wrong in (other, VaultKeys(keys.vault_id, other.dek, keys.kek)):
        with pytest.raises(VaultDamaged):
            Vault.open(folder, wrong)


def test_a_header_that_was_exchanged_after_the_unlocking_is_not_believed(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    header = read_header(folder)
    write_header(folder, replace(header, identity=Identity("Jonas", Shape.DIAMOND, Hue.RUST)))
    with pytest.raises(VaultDamaged):
        Vault.open(folder, keys)


def test_a_database_is_never_made_by_opening_it(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with pytest.raises(VaultUnreadable):
        connect(folder / "answers-2-0123456789abcdef.db", keys)
    assert len(list(folder.iterdir())) == 3


def test_a_vault_belongs_to_the_thread_that_opened_it(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    caught: list[BaseException] = []

    def elsewhere(vault: Vault) -> None:
        try:
            vault.rounds()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test looks at it)
            caught.append(error)

    with opened(folder, keys) as vault:
        thread = threading.Thread(target=elsewhere, args=(vault,))
        thread.start()
        thread.join()
    assert "thread" in str(caught[0])


def test_a_closed_vault_can_be_closed_again_and_gives_nothing(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.close()
        for attempt in (vault.rounds, vault.start_round):
            with pytest.raises(Exception, match="closed"):
                attempt()


def test_a_vault_opens_under_any_name_of_its_folder(tmp_path: Path) -> None:
    for name in ("ordinary", "per%20cent ?mode=ro#", "Зимний дом 😀", os.fsdecode(b"not \xff utf-8")):
        (tmp_path / name).mkdir()
        folder, keys = make_vault(tmp_path / name)
        with opened(folder, keys) as vault:
            vault.start_round()
        with opened(folder, keys) as vault:
            assert len(vault.rounds()) == 1
