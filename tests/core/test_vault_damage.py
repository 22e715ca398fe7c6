"""A file that is not what was written is called so: no traceback, no wrong passphrase, no empty vault."""

import os
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from intimacy_desktop.answers import EVENING_SIZE, SHOWN_SIZE, WRITING_SIZE
from intimacy_desktop.errors import (
    SaveFailed,
    VaultDamaged,
    VaultError,
    VaultMissing,
    VaultTooNew,
    VaultUnreadable,
)
from intimacy_desktop.kdf import subkey
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.vault import OwnerSettings, Vault, connection as vault_connection
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.records import RecordKind, Records
from intimacy_desktop.vault.schema import SCHEMA
from tests.core.vaultkit import copy_of, database, edit, full_draft, make_vault, no_file_beyond, opened


@pytest.fixture(name="written")
def _written(tmp_path: Path) -> tuple[Path, VaultKeys]:
    """A vault with one round, sealed, joined and begun."""
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, full_draft())
        vault.seal(1)
        vault.join(1, "joint")
        vault.begin(1)
    return folder, keys


def test_every_flipped_bit_of_the_database_is_found_when_it_is_opened(
    written: tuple[Path, VaultKeys],
) -> None:
    folder, keys = written
    path = database(folder)
    data = path.read_bytes()
    chance = random.Random(20260101)
    for at in [*range(32), *chance.sample(range(len(data)), 250)]:
        flipped = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        path.write_bytes(flipped)
        with pytest.raises(VaultDamaged):
            Vault.open(folder, keys)
        assert path.read_bytes() == flipped


def test_every_truncation_of_the_database_is_found_when_it_is_opened(written: tuple[Path, VaultKeys]) -> None:
    folder, keys = written
    path = database(folder)
    data = path.read_bytes()
    chance = random.Random(20260101)
    whole_pages = range(0, len(data), 4096)
    for size in [*whole_pages, 1, 16, 4095, *chance.sample(range(len(data)), 100)]:
        path.write_bytes(data[:size])
        with pytest.raises(VaultDamaged):
            Vault.open(folder, keys)
        assert path.stat().st_size == size


def another_vaults(folder: Path, _keys: VaultKeys) -> bytes:
    other, _ = make_vault(folder.parent.parent)
    return database(other).read_bytes()


def a_plain_database(folder: Path, _keys: VaultKeys) -> bytes:
    import sqlite3

    path = folder.parent / "plain.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE vault (vault_id, generation)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def text(_folder: Path, _keys: VaultKeys) -> bytes:
    return b"Dear diary\n" * 4000


@pytest.mark.parametrize("foreign", [another_vaults, a_plain_database, text])
def test_a_foreign_file_in_the_place_of_the_database_is_damage(
    written: tuple[Path, VaultKeys], foreign: Callable[[Path, VaultKeys], bytes]
) -> None:
    folder, keys = written
    database(folder).write_bytes(foreign(folder, keys))
    with pytest.raises(VaultDamaged):
        Vault.open(folder, keys)


def test_a_missing_or_empty_database_is_never_made_anew(written: tuple[Path, VaultKeys]) -> None:
    folder, keys = written
    path = database(folder)
    path.write_bytes(b"")
    with pytest.raises(VaultDamaged):
        Vault.open(folder, keys)
    assert path.read_bytes() == b""
    path.unlink()
    with pytest.raises(VaultMissing):
        Vault.open(folder, keys)
    assert not path.exists()


def test_a_newer_schema_is_refused_and_left_untouched(written: tuple[Path, VaultKeys]) -> None:
    folder, keys = written
    edit(
        folder,
        keys,
        f"PRAGMA user_version={SCHEMA + 1}",
        "DROP TABLE records",
        "DROP TABLE vault",
        seal=False,
    )
    (folder / "keys.bak.json").unlink()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(VaultTooNew):
        Vault.open(folder, keys)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id=7",
        "PRAGMA user_version=0",
        "UPDATE vault SET generation = 2",
        "UPDATE vault SET vault_id = 'another'",
        "DELETE FROM vault",
    ],
)
def test_a_database_that_does_not_belong_to_its_header_is_damage(
    written: tuple[Path, VaultKeys], statement: str
) -> None:
    folder, keys = written
    edit(folder, keys, statement)
    with pytest.raises(VaultDamaged):
        Vault.open(folder, keys)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET item = item + 20 WHERE kind = 'shown' AND item = 9",
        "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE kind = 'shown' AND item = 9",
        "DELETE FROM records WHERE kind = 'shown' AND item = 9",
        "UPDATE rounds SET seal = NULL",
        "UPDATE rounds SET seal = zeroblob(32)",
    ],
)
def test_a_card_of_a_round_that_is_not_as_it_was_sealed_is_never_turned(
    written: tuple[Path, VaultKeys], statement: str
) -> None:
    folder, keys = written
    edit(folder, keys, statement)
    with opened(folder, keys) as vault:
        with pytest.raises(VaultDamaged):
            vault.uncover(1, 0)
        assert vault.uncovered(1) == frozenset()


def test_a_record_of_an_earlier_sealing_put_back_is_found(written: tuple[Path, VaultKeys]) -> None:
    # Given one shown record as it was in an earlier sealing of the same round
    folder, keys = written
    edit(folder, keys, "UPDATE rounds SET state = 'sealed'")
    connection = connect(database(folder), keys)
    (old,) = connection.rows("SELECT sealed FROM records WHERE kind = 'shown' AND item = 2")
    connection.close()
    with opened(folder, keys) as vault:
        vault.unseal(1)
        vault.seal(1)
    # When it is put back
    edit(folder, keys, "UPDATE records SET sealed = ? WHERE kind = 'shown' AND item = 2", values=(old[0],))
    # Then the reveal does not begin
    with opened(folder, keys) as vault:
        with pytest.raises(VaultDamaged):
            vault.begin(1)
        assert vault.rounds()[0].state is RoundState.SEALED


@pytest.mark.parametrize("kind", ["draft", "evening"])
def test_a_draft_or_evening_that_was_changed_is_damage(written: tuple[Path, VaultKeys], kind: str) -> None:
    folder, keys = written
    for change in (
        "UPDATE records SET sealed = zeroblob(5) WHERE kind = ?",
        "UPDATE records SET sealed = (SELECT sealed FROM records WHERE item = 1) WHERE kind = ?",
        "DELETE FROM records WHERE kind = ?",
    ):
        edit(folder, keys, change, values=(kind,))
        with opened(folder, keys) as vault, pytest.raises(VaultDamaged):
            vault.read_draft(1) if kind == "draft" else vault.read_evening(1)


def test_a_record_of_a_form_not_known_is_damage(written: tuple[Path, VaultKeys]) -> None:
    # Given records that were sealed with the right key, but whose first byte names another version
    folder, keys = written
    records = Records(keys.vault_id, keys.dek, folder)
    sizes = {RecordKind.DRAFT: WRITING_SIZE, RecordKind.SHOWN: SHOWN_SIZE, RecordKind.EVENING: EVENING_SIZE}
    for kind, size in sizes.items():
        sealed = records.seal(kind, 1, 0, b"\xff" * size)
        statement = "UPDATE records SET sealed = ? WHERE kind = ? AND item = 0"
        edit(folder, keys, statement, values=(sealed, kind.value))
    # And a seal that is right
    connection = connect(database(folder), keys)
    shown = connection.rows("SELECT sealed FROM records WHERE kind = 'shown' ORDER BY item")
    connection.close()
    seal = records.seal_of(1, [row[0] for row in shown])
    edit(folder, keys, "UPDATE rounds SET seal = ?", values=(seal,))
    # Then they are not taken for something they are not
    with opened(folder, keys) as vault:
        for attempt in (vault.read_draft, vault.read_evening, lambda round_id: vault.uncover(round_id, 0)):
            with pytest.raises(VaultDamaged):
                attempt(1)


def test_marks_of_turned_cards_that_are_not_ten_are_damage(written: tuple[Path, VaultKeys]) -> None:
    folder, keys = written
    edit(folder, keys, "UPDATE rounds SET uncovered = x'01'")
    with opened(folder, keys) as vault, pytest.raises(VaultDamaged):
        vault.uncovered(1)


def test_a_draft_that_is_gone_is_not_saved_over_in_silence(written: tuple[Path, VaultKeys]) -> None:
    folder, keys = written
    edit(folder, keys, "UPDATE rounds SET state = 'writing'", "DELETE FROM records WHERE kind = 'draft'")
    with opened(folder, keys) as vault, pytest.raises(VaultDamaged):
        vault.save_draft(1, full_draft())


def test_settings_out_of_range_give_way_to_those_of_a_new_vault(written: tuple[Path, VaultKeys]) -> None:
    folder, keys = written
    edit(folder, keys, "UPDATE vault SET lock_minutes = 600")
    with opened(folder, keys) as vault:
        assert vault.owner_settings() == OwnerSettings()


@pytest.mark.parametrize("limit", [0, 512, 4096, 100_000, 170_000, 180_000])
def test_what_could_not_be_saved_is_said_and_saved_when_there_is_room_again(
    tmp_path: Path, limit: int
) -> None:
    # Given a vault with a saved draft
    folder, keys = make_vault(tmp_path)
    newer = full_draft().at(7)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, full_draft())
        saved = vault.last_saved()
        # When the disk takes no more, at some point of a save
        with no_file_beyond(limit), pytest.raises(SaveFailed):
            vault.save_draft(1, newer)
        # Then what was saved before is there, seen from inside and by a fresh start
        assert vault.read_draft(1) == full_draft()
        assert vault.last_saved() == saved
        crashed = copy_of(folder, "crashed")
        with opened(crashed, keys) as other:
            assert other.read_draft(1) == full_draft()
        # And the same vault takes it when there is room again
        vault.save_draft(1, newer)
        assert vault.read_draft(1) == newer
    with opened(folder, keys) as vault:
        assert vault.read_draft(1) == newer


@pytest.mark.parametrize(
    ("step", "limit"),
    [
        ("seal", 512),
        ("seal", 100_000),
        ("seal", 300_000),  # the journal is whole, the file is not, and rolling back fails at first as well
        ("unseal", 300_000),
        ("begin", 512),
        ("close_round", 512),
        ("start_round", 512),
        ("start_round", 100_000),
        ("save_owner_settings", 512),
    ],
)
def test_no_step_is_taken_by_half_when_the_disk_is_full(tmp_path: Path, step: str, limit: int) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        if step != "start_round":
            vault.start_round()
        if step in {"unseal", "begin"}:
            vault.seal(1)
            vault.join(1, "joint")
        before = vault.rounds()
        arguments = {"start_round": (), "save_owner_settings": (OwnerSettings(9, 20),)}.get(step, (1,))
        with no_file_beyond(limit), pytest.raises(SaveFailed):
            getattr(vault, step)(*arguments)
        assert vault.rounds() == before
        assert vault.owner_settings() == OwnerSettings()
        getattr(vault, step)(*arguments)
        assert (vault.rounds(), vault.owner_settings()) != (before, OwnerSettings())


def test_a_file_that_another_program_holds_is_neither_saved_to_nor_called_damaged(
    written: tuple[Path, VaultKeys],
) -> None:
    folder, keys = written
    holder = connect(database(folder), keys)
    holder.rows("PRAGMA locking_mode=EXCLUSIVE")
    with opened(folder, keys) as vault:
        with holder.transaction():
            holder.change("UPDATE vault SET last_saved = NULL")
            with pytest.raises(SaveFailed):
                vault.close_round(1)
        with pytest.raises(VaultUnreadable):
            vault.rounds()
        holder.close()
        vault.close_round(1)


def test_a_read_that_fails_in_the_middle_of_a_change_undoes_the_change(
    written: tuple[Path, VaultKeys],
) -> None:
    folder, keys = written
    connection = connect(database(folder), keys)

    def change() -> None:
        with connection.transaction():
            connection.change("UPDATE rounds SET state = 'closed'")
            connection.rows("SELECT 1 FROM a_table_that_is_not_there")

    with pytest.raises(SaveFailed) as caught:
        change()
    assert str(caught.value).count(":") == 2
    assert connection.rows("SELECT state FROM rounds") == [("begun",)]
    connection.close()


def test_errors_say_which_vault_and_hold_nothing_of_it(written: tuple[Path, VaultKeys]) -> None:
    folder, keys = written
    with opened(folder, keys) as vault:
        vault.close_round(1)
        vault.start_round()
        with no_file_beyond(512), pytest.raises(VaultError) as caught:
            vault.save_draft(2, full_draft())
    assert caught.value.folder == folder
    assert "ending" not in repr(caught.value) + str(caught.value)
    assert caught.value.__cause__ is None
    for secret in (keys.dek, keys.kek, subkey(keys.dek, b"innermost/1/db")):
        assert secret.hex() not in str(caught.value)


def test_a_vault_that_grows_meanwhile_is_not_taken_for_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a vault that is open, and grows whenever somebody looks how long its file is
    monkeypatch.setattr(vault_connection, "_BUSY_SECONDS", 0)
    folder, keys = make_vault(tmp_path)
    stat, grown = Path.stat, []
    with opened(folder, keys) as vault:

        def grow() -> None:
            with suppress(SaveFailed):  # whoever looks may have it wait
                grown.append(vault.close_round(vault.start_round().id))

        def grow_and_stat(path: Path, **options: bool) -> os.stat_result:
            if path.suffix != ".db":
                return stat(path, **options)
            grow()
            found = stat(path, **options)
            grow()
            return found

        # When another opens it meanwhile, as a backup does, then it is whole
        monkeypatch.setattr(Path, "stat", grow_and_stat)
        Vault.open(folder, keys).close()
    assert grown
