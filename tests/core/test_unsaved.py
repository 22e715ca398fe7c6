"""What could not be saved: sealed for one vault and round, and never older than what is saved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intimacy_desktop.answers import Answer, Draft, Evening
from intimacy_desktop.errors import UnsavedUnopened
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.unsaved import Fate, open_unsaved, seal_again, seal_unsaved, take_back
from intimacy_desktop.vault import Vault, create_vault
from tests.core.vaultkit import no_file_beyond

MARA = "7a0f3f6e-3f8b-4ae6-9d2f-0b1f2c7f3c11"
JONAS = "7a0f3f6e-3f8b-4ae6-9d2f-0b1f2c7f3c12"


def written(text: str) -> Draft:
    return Draft().with_answer(3, Answer(text, kept=True)).at(3)


KEYS = VaultKeys(MARA, b"d" * 32, None)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    folder = tmp_path / "vaults" / MARA
    keys = create_vault(
        folder, Identity("Mara", Shape.CIRCLE, Hue.BLUE), "a lamp by the slow river", CHEAPEST
    )
    made = Vault.open(folder, keys)
    made.start_round()
    yield made
    made.close()


@pytest.mark.parametrize("text", ["", "the kettle is on", "\ud83d", "😀" * 2000])
def test_it_comes_out_as_it_went_in_and_is_always_of_one_size(text: str) -> None:
    sealed = seal_unsaved(KEYS, 2, written(text))
    found = open_unsaved(KEYS, sealed)
    assert (found.round_id, found.words) == (2, written(text))
    assert len(sealed) == len(seal_unsaved(KEYS, 2, Draft()))
    assert b"kettle" not in sealed


def test_it_opens_for_no_other_key_vault_or_round() -> None:
    sealed = seal_unsaved(KEYS, 2, written("rain"))
    another_round = (3).to_bytes(4, "big") + sealed[4:]
    for keys, blob in (
        (VaultKeys(MARA, b"e" * 32, None), sealed),
        (VaultKeys(JONAS, b"d" * 32, None), sealed),
        (KEYS, another_round),
        (KEYS, sealed[:-1]),
        (KEYS, sealed + b"\0"),
        (KEYS, b""),
        (KEYS, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (KEYS, sealed[:20] + bytes([sealed[20] ^ 1]) + sealed[21:]),
    ):
        with pytest.raises(UnsavedUnopened):
            open_unsaved(keys, blob)


def test_what_was_not_saved_is_saved_when_it_comes_back(vault: Vault) -> None:
    vault.save_draft(1, written("older"))
    sealed = seal_unsaved(vault.keys, 1, written("newer"), last_saved=vault.last_saved())
    assert take_back(vault, sealed) == (Fate.SAVED, written("newer"))
    assert vault.read_draft(1) == written("newer")


def test_into_a_vault_in_which_nothing_was_ever_saved_too(vault: Vault) -> None:
    assert take_back(vault, seal_unsaved(vault.keys, 1, written("first")))[0] is Fate.SAVED
    assert vault.read_draft(1) == written("first")


def test_an_older_text_never_takes_the_place_of_a_newer_one(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = seal_unsaved(vault.keys, 1, written("older"), last_saved=vault.last_saved())
    later = datetime.now(UTC) + timedelta(minutes=1)
    monkeypatch.setattr("intimacy_desktop.vault.vault.now", lambda: later)
    vault.save_draft(1, written("newer"))
    assert take_back(vault, sealed) == (Fate.OLDER, None)
    assert vault.read_draft(1) == written("newer")


def test_a_save_that_still_came_through_while_the_process_ended_does_not_win(vault: Vault) -> None:
    # Given an older save that hung, and comes through right after the newest text was sealed
    sealed = seal_unsaved(vault.keys, 1, written("newest"), last_saved=vault.last_saved())
    vault.save_draft(1, written("hung"))
    assert take_back(vault, sealed)[0] is Fate.SAVED
    assert vault.read_draft(1) == written("newest")


def test_a_clock_that_was_set_back_does_not_make_it_older(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a save while the clock was an hour ahead
    ahead = datetime.now(UTC) + timedelta(hours=1)
    monkeypatch.setattr("intimacy_desktop.vault.vault.now", lambda: ahead)
    vault.save_draft(1, written("older"))
    sealed = seal_unsaved(vault.keys, 1, written("newer"), last_saved=vault.last_saved())
    assert take_back(vault, sealed)[0] is Fate.SAVED


def test_a_round_that_was_sealed_meanwhile_stays_as_it_was_sealed(vault: Vault) -> None:
    sealed = seal_unsaved(vault.keys, 1, written("never approved"))
    vault.seal(1)
    assert take_back(vault, sealed) == (Fate.OLDER, None)
    assert vault.read_draft(1) == Draft()


def test_where_it_still_cannot_be_saved_it_is_given_all_the_same(vault: Vault) -> None:
    sealed = seal_unsaved(vault.keys, 1, written("rain"))
    with no_file_beyond(512):
        assert take_back(vault, sealed) == (Fate.WAITING, written("rain"))
    assert vault.read_draft(1) == Draft()
    assert take_back(vault, sealed)[0] is Fate.SAVED


def test_nothing_of_it_is_printed(vault: Vault) -> None:
    found = open_unsaved(vault.keys, seal_unsaved(vault.keys, 1, written("canary")))
    assert "canary" not in repr(found)


NOTES = Evening("the bread was good", "a walk", "2027-02-28", frozenset({2}))


def test_the_notes_of_an_evening_go_the_same_way_in_the_same_size() -> None:
    sealed = seal_unsaved(KEYS, 2, NOTES)
    assert open_unsaved(KEYS, sealed).words == NOTES
    assert len(sealed) == len(seal_unsaved(KEYS, 2, Draft()))
    assert b"bread" not in sealed


def begun(vault: Vault) -> None:
    vault.seal(1)
    vault.join(1, "joint")
    vault.begin(1)


@pytest.mark.parametrize("closed", [False, True])
def test_notes_that_were_not_saved_are_saved_when_they_come_back(vault: Vault, closed: bool) -> None:
    begun(vault)
    if closed:
        vault.close_round(1)
    assert take_back(vault, seal_unsaved(vault.keys, 1, NOTES)) == (Fate.SAVED, NOTES)
    assert vault.read_evening(1) == NOTES


def test_notes_wait_where_the_disk_is_still_full(vault: Vault) -> None:
    begun(vault)
    with no_file_beyond(512):
        assert take_back(vault, seal_unsaved(vault.keys, 1, NOTES)) == (Fate.WAITING, NOTES)
    assert vault.read_evening(1) == Evening()


def test_notes_of_before_the_close_never_take_the_place_of_what_was_saved_then(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(vault)
    monkeypatch.setattr("intimacy_desktop.unsaved._LAST_COMMIT", timedelta(0))
    sealed = seal_unsaved(vault.keys, 1, Evening("older"))
    vault.save_evening(1, NOTES)
    vault.close_round(1)
    assert take_back(vault, sealed) == (Fate.OLDER, None)
    assert vault.read_evening(1) == NOTES


def test_notes_of_a_round_that_has_not_begun_or_is_not_there_are_not_taken(vault: Vault) -> None:
    for round_id in (1, 2):
        assert take_back(vault, seal_unsaved(vault.keys, round_id, NOTES)) == (Fate.OLDER, None)


def test_what_was_sealed_for_one_key_can_be_sealed_for_the_next_by_who_has_both() -> None:
    new = VaultKeys(MARA, b"n" * 32, None)
    sealed = seal_unsaved(KEYS, 2, NOTES)
    again = seal_again(KEYS, new, sealed)
    assert open_unsaved(new, again) == open_unsaved(KEYS, sealed)
    for old in (new, VaultKeys(JONAS, b"d" * 32, None)):
        with pytest.raises(UnsavedUnopened):
            seal_again(old, new, sealed)
