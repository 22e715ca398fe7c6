"""A rotation gives a vault a new key and leaves nothing of the old one; what stops it changes nothing."""

import shutil
from base64 import b64encode
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from intimacy_desktop import durable
from intimacy_desktop.answers import Evening, ShownAnswer
from intimacy_desktop.errors import (
    KeyNotHeld,
    NoRecoveryCode,
    NotItsTurn,
    PassphraseTooShort,
    SaveFailed,
    VaultDamaged,
    VaultError,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from intimacy_desktop.header import HEADER_NAMES, read_header, write_header
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys, seal_slots, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code, unlock_with_code
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.slots import OtherSlot
from intimacy_desktop.vault import OwnerSettings, Vault, rebuild
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.records import RecordKind, Records
from intimacy_desktop.vault.rotation import change_passphrase, delete_round, rotate
from intimacy_desktop.vault.tidy import leftovers, tidy
from tests.core.crash.operations import NEW_PASSPHRASE, bring, no_backups
from tests.core.vaultkit import (
    PASSPHRASE,
    copy_of,
    database,
    edit,
    full_draft,
    make_vault,
    no_file_beyond,
    opened,
)

Found = tuple[Path, VaultKeys]


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Found:
    """A vault with a closed round, and one that was begun."""
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        bring(vault, RoundState.CLOSED)
        vault.save_evening(1, Evening("tea at nine"))
        bring(vault, RoundState.BEGUN)
        vault.save_owner_settings(OwnerSettings(7, 45))
    return folder, keys


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def held(folder: Path, keys: VaultKeys) -> tuple[object, ...]:
    """All that a vault holds, with its times."""
    with opened(folder, keys) as vault:
        texts = [
            (found, vault.read_draft(found.id), vault.read_evening(found.id), vault.uncovered(found.id))
            for found in vault.rounds()
        ]
        return texts, vault.owner_settings(), vault.last_saved(), vault.identity, vault.read_uncovered(2, 1)


def sealed_records(folder: Path, keys: VaultKeys) -> dict[tuple[str, int, int], bytes]:
    connection = connect(database(folder), keys)
    rows = connection.rows("SELECT kind, round_id, item, sealed FROM records")
    connection.close()
    return {(kind, round_id, item): sealed for kind, round_id, item, sealed in rows}


def test_the_content_stays_and_nothing_of_the_key_does(vault: Found) -> None:
    folder, keys = vault
    before, sealed = held(folder, keys), sealed_records(folder, keys)
    # When it is given a new key, and nothing else
    new = rotate(folder, keys, renew_backups=no_backups)
    # Then all is there, under the old passphrase, and the old keys open nothing
    assert held(folder, new) == before
    assert unlock(folder, PASSPHRASE).dek == new.dek != keys.dek
    with pytest.raises(VaultDamaged):
        Vault.open(folder, keys)
    # And every record was sealed anew, in its size
    fresh = sealed_records(folder, new)
    assert {key: len(record) for key, record in fresh.items()} == {
        key: len(record) for key, record in sealed.items()
    }
    assert not set(fresh.values()) & set(sealed.values())
    # And only the new files are there, for their owner alone
    header = read_header(folder)
    assert (header.generation, header.database) == (2, database(folder).name)
    assert set(files(folder)) == {*HEADER_NAMES, header.database}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    # And it can be used: the seal holds, and what is written next is kept
    with opened(folder, new) as opened_vault:
        assert opened_vault.uncover(2, 0) == ShownAnswer("ending 0", "you 0")
        opened_vault.close_round(2)
        assert opened_vault.start_round().id == 3


def test_exactly_the_new_passphrase_opens_and_costs_what_was_asked(vault: Found) -> None:
    folder, keys = vault
    before = held(folder, keys)
    profile = KdfProfile(16, 2, 1)
    salt = read_header(folder).passphrase_slot.salt
    change_passphrase(folder, keys, NEW_PASSPHRASE, renew_backups=no_backups, profile=profile)
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)
    assert held(folder, unlock(folder, NEW_PASSPHRASE)) == before
    slot = read_header(folder).passphrase_slot
    assert slot.profile == profile
    assert slot.salt != salt


def test_a_passphrase_that_cannot_be_one_changes_nothing(vault: Found) -> None:
    folder, keys = vault
    before = files(folder)
    with pytest.raises(PassphraseTooShort):
        change_passphrase(folder, keys, "short", renew_backups=no_backups)
    assert files(folder) == before


def test_a_recovery_code_goes_on_opening_or_is_retired_as_was_asked(vault: Found) -> None:
    folder, keys = vault
    first, second = new_code(), new_code()
    add_recovery_slot(folder, keys, first)
    # Kept: nobody needs to type it
    keys = rotate(folder, keys, renew_backups=no_backups)
    assert unlock_with_code(folder, first).dek == keys.dek
    # Replaced, with the passphrase
    keys = change_passphrase(folder, keys, NEW_PASSPHRASE, renew_backups=no_backups, new_recovery_code=second)
    with pytest.raises(WrongRecoveryCode):
        unlock_with_code(folder, first)
    by_code = unlock_with_code(folder, second)
    assert by_code.dek == keys.dek
    # A forgotten passphrase: the code opens, and gives way to a new passphrase
    with pytest.raises(KeyNotHeld):
        rotate(folder, by_code, renew_backups=no_backups)
    keys = change_passphrase(folder, by_code, PASSPHRASE, renew_backups=no_backups)
    with pytest.raises(NoRecoveryCode):
        unlock_with_code(folder, second)
    assert unlock(folder, PASSPHRASE).dek == keys.dek


def test_a_deleted_round_opens_to_nobody_and_its_pages_are_gone(vault: Found) -> None:
    # Given a vault with a recovery code, and someone who has all its old keys
    folder, keys = vault
    code = new_code()
    add_recovery_slot(folder, keys, code)
    size = database(folder).stat().st_size
    # When a round is deleted
    new = delete_round(folder, keys, 1, renew_backups=no_backups)
    # Then the other is as it was, and no file opens with the old key
    with opened(folder, new) as opened_vault:
        assert [found.id for found in opened_vault.rounds()] == [2]
        assert opened_vault.read_draft(2) == full_draft()
        with pytest.raises(NotItsTurn):
            opened_vault.read_draft(1)
    for path in folder.glob("*.db"):
        connection = connect(path, keys)
        with pytest.raises(VaultError):
            connection.rows("SELECT * FROM records")
        connection.close()
    assert unlock_with_code(folder, code).dek == unlock(folder, PASSPHRASE).dek == new.dek
    assert {round_id for _, round_id, _ in sealed_records(folder, new)} == {2}
    # And the file has no room where it was
    connection = connect(database(folder), new)
    assert connection.rows("PRAGMA freelist_count") == [(0,)]
    connection.close()
    assert database(folder).stat().st_size < size * 0.6


def test_a_round_that_is_not_there_is_not_deleted(vault: Found) -> None:
    folder, keys = vault
    before = files(folder)
    with pytest.raises(NotItsTurn):
        delete_round(folder, keys, 3, renew_backups=no_backups)
    assert files(folder) == before


def test_a_new_round_never_takes_the_number_of_one_that_is_there(vault: Found) -> None:
    folder, keys = vault
    new = delete_round(folder, keys, 1, renew_backups=no_backups)
    with opened(folder, new) as opened_vault:
        opened_vault.close_round(2)
        assert opened_vault.start_round().id == 3


def test_a_spliced_round_is_not_made_whole_by_a_rotation(vault: Found) -> None:
    # Given a shown record that was sealed with the right key, but not with the other nine
    folder, keys = vault
    another = Records(keys.vault_id, keys.dek, folder).seal(RecordKind.SHOWN, 2, 3, ShownAnswer("no").pack())
    statement = "UPDATE records SET sealed = ? WHERE kind = 'shown' AND round_id = 2 AND item = 3"
    edit(folder, keys, statement, values=(another,))
    # When the vault is given a new key
    new = rotate(folder, keys, renew_backups=no_backups)
    # Then the splice is found as before
    with opened(folder, new) as opened_vault, pytest.raises(VaultDamaged):
        opened_vault.uncover(2, 3)


def test_a_damaged_record_stops_a_rotation_but_not_its_own_deletion(vault: Found) -> None:
    folder, keys = vault
    edit(folder, keys, "UPDATE records SET sealed = zeroblob(99) WHERE kind = 'draft' AND round_id = 1")
    before = files(folder)
    with pytest.raises(VaultDamaged):
        rotate(folder, keys, renew_backups=no_backups)
    assert files(folder) == before
    new = delete_round(folder, keys, 1, renew_backups=no_backups)
    with opened(folder, new) as opened_vault:
        assert opened_vault.read_draft(2) == full_draft()


def test_a_slot_of_a_newer_version_is_never_left_without_its_key(vault: Found) -> None:
    folder, keys = vault
    header = read_header(folder)
    newer = OtherSlot({"kind": "fingers", "sealed": b64encode(b"?").decode(), "version": 1})
    write_header(folder, seal_slots(replace(header, slots=(*header.slots, newer)), keys))
    before = files(folder)
    with pytest.raises(VaultTooNew):
        rotate(folder, keys, renew_backups=no_backups)
    assert files(folder) == before


def test_a_vault_that_was_left_open_refuses_to_save_instead_of_losing_it(vault: Found) -> None:
    folder, keys = vault
    with opened(folder, keys) as left_open:
        left_open.rounds()
        rotate(folder, keys, renew_backups=no_backups)
        with pytest.raises(SaveFailed):
            left_open.close_round(2)


def test_backups_are_renewed_while_the_old_database_is_there_and_the_device_forgotten_last(
    vault: Found,
) -> None:
    folder, keys = vault
    steps: list[tuple[str, int]] = []

    def renew(at: Path, new: VaultKeys) -> None:
        with opened(copy_of(at, "as it is then"), new) as found:
            assert found.generation == 2
        steps.append(("backups", len(list(at.glob("*.db")))))

    rotate(
        folder,
        keys,
        renew_backups=renew,
        forget_device=lambda: steps.append(("device", len(list(folder.glob("*.db"))))),
    )
    assert steps == [("backups", 2), ("device", 1)]


def test_a_backup_that_fails_is_tried_once_more_when_the_old_database_is_gone(vault: Found) -> None:
    folder, keys = vault
    there: list[int] = []

    def fail(at: Path, _keys: VaultKeys) -> None:
        there.append(len(list(at.glob("*.db"))))
        raise SaveFailed(at, "no room")

    new = rotate(folder, keys, renew_backups=fail)
    assert there == [2, 1]
    assert unlock(folder, PASSPHRASE).dek == new.dek


@pytest.mark.parametrize("limit", [0, 300, 4096, 100_000, 500_000])
def test_without_room_for_it_all_is_as_it_was_and_later_it_is_done(vault: Found, limit: int) -> None:
    folder, keys = vault
    before = files(folder)
    with no_file_beyond(limit), pytest.raises(SaveFailed):
        rotate(folder, keys, renew_backups=no_backups)
    assert files(folder) == before
    new = rotate(folder, keys, renew_backups=no_backups)
    assert unlock(folder, PASSPHRASE).dek == new.dek


def test_a_new_database_that_does_not_read_back_is_never_committed(
    vault: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a disk that swaps one bit of what is written
    folder, keys = vault
    before = files(folder)
    compare = rebuild._compare

    def compare_after_a_flip(new: rebuild.Place, wanted: list[tuple[object, ...]]) -> None:
        data = bytearray(new.database.read_bytes())
        data[len(data) // 2] ^= 1
        new.database.write_bytes(data)
        compare(new, wanted)

    monkeypatch.setattr(rebuild, "_compare", compare_after_a_flip)
    # When a rotation is tried, then it is not done, and the vault is not called damaged
    with pytest.raises(SaveFailed):
        rotate(folder, keys, renew_backups=no_backups)
    assert files(folder) == before


def test_a_new_database_that_lacks_something_is_never_committed(
    vault: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, keys = vault
    before = files(folder)
    compare = rebuild._compare
    for statement in (
        "DELETE FROM records WHERE kind = 'evening' AND round_id = 1",
        "UPDATE rounds SET joint_id = 'another' WHERE id = 1",
        "UPDATE rounds SET seal = NULL WHERE id = 2",
        "UPDATE vault SET last_saved = NULL",
        "UPDATE own SET sealed = (SELECT sealed FROM records LIMIT 1)",
        "UPDATE row_seal SET seal = zeroblob(32)",
        "CREATE INDEX more ON rounds (state)",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 0",
    ):

        def compare_after(
            new: rebuild.Place, wanted: list[tuple[object, ...]], statement: str = statement
        ) -> None:
            connection = connect(new.database, new.keys)
            with connection.transaction():
                connection.change(statement)
            connection.close()
            compare(new, wanted)

        monkeypatch.setattr(rebuild, "_compare", compare_after)
        with pytest.raises(SaveFailed):
            rotate(folder, keys, renew_backups=no_backups)
        assert files(folder) == before, statement


def test_nothing_is_removed_before_both_headers_stand(vault: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a vault after a rotation that was cut off before its copy
    folder, keys = vault
    old = copy_of(folder, "old")
    rotate(folder, keys, renew_backups=no_backups)
    shutil.copy(old / "keys.bak.json", folder)
    shutil.copy(database(old), folder)
    header = read_header(folder)
    assert [path.name for path in leftovers(folder, header)] == [database(old).name]

    # When the disk does not take the copy, then the old database stays
    def refuse(path: Path, _data: bytes) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "replace_file", refuse)
        with suppress(OSError):
            tidy(folder, header)
    assert leftovers(folder, header)
    # And when it does, it goes
    tidy(folder, header)
    assert set(files(folder)) == {*HEADER_NAMES, header.database}


def test_only_what_a_rotation_leaves_is_removed(vault: Found) -> None:
    folder, keys = vault
    present = database(folder).name
    ours = ["answers-2-0123456789abcdef.db", "answers-2-0123456789abcdef.db-journal", "keys.json.new"]
    foreign = ["answers.db", "answers-2-0123456789abcdef.db.mine", "keys.json.old", "letter.txt"]
    for name in (*ours, *foreign):
        (folder / name).write_bytes(b"x")
    with opened(folder, keys):
        pass
    assert set(files(folder)) == {*HEADER_NAMES, present, *foreign}


def test_nothing_is_removed_by_a_passphrase_that_does_not_open(vault: Found) -> None:
    folder, _ = vault
    (folder / "answers-2-0123456789abcdef.db").write_bytes(b"x")
    before = files(folder)
    with pytest.raises(WrongPassphrase):
        unlock(folder, NEW_PASSPHRASE)
    assert files(folder) == before
