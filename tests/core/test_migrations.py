"""An older vault is brought to the form of today as a whole, after a backup, or stays as it was."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from intimacy_desktop.backup import list_backups, make_backup
from intimacy_desktop.backup.container import unpack
from intimacy_desktop.errors import SaveFailed, VaultDamaged, VaultTooNew
from intimacy_desktop.header import read_header
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.own import Own
from intimacy_desktop.vault import Vault, rowseal
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.migrations import STEPS, Step, newest
from intimacy_desktop.vault.records import RecordKind, Records
from intimacy_desktop.vault.rotation import rotate
from intimacy_desktop.vault.schema import SCHEMA
from tests.core import golden_texts
from tests.core.vaultkit import PASSPHRASE, copy_of, database, edit, full_draft, make_vault, no_file_beyond

GOLDEN = Path(__file__).parent / "data" / "golden"

# The older form of these tests: a table and a column have other names, and drafts were sealed as evenings.
OLDER = (
    "ALTER TABLE ended RENAME TO over",
    "ALTER TABLE rounds RENAME COLUMN uncovered TO turned",
)


def the_ended_get_their_name(connection: Connection, _records: Records) -> None:
    connection.change("ALTER TABLE over RENAME TO ended")


def rebuilt_with_another_column(connection: Connection, records: Records) -> None:
    """Rebuild a table that others refer to, as SQLite tells to, and seal each draft anew."""
    table = connection.row("SELECT sql FROM sqlite_schema WHERE name = 'rounds'")
    assert table
    connection.change(table[0].replace("turned", "uncovered").replace("TABLE rounds", "TABLE fresh"))
    connection.change("INSERT INTO fresh SELECT * FROM rounds")
    connection.change("DROP TABLE rounds")
    connection.change("ALTER TABLE fresh RENAME TO rounds")
    for round_id, sealed in connection.rows("SELECT round_id, sealed FROM records WHERE kind = 'draft'"):
        draft = records.open(RecordKind.EVENING, round_id, 0, sealed)
        values = (records.seal(RecordKind.DRAFT, round_id, 0, draft), round_id)
        connection.change("UPDATE records SET sealed = ? WHERE kind = 'draft' AND round_id = ?", values)


BOTH: tuple[Step, ...] = (*STEPS, the_ended_get_their_name, rebuilt_with_another_column)
"""What a later program might have: the real steps, which the older form is past, and two more."""


@pytest.fixture(name="older")
def _older(tmp_path: Path) -> tuple[Path, VaultKeys]:
    """A vault of the artificial older form, with one sealed round."""
    folder, keys = make_vault(tmp_path)
    vault = Vault.open(folder, keys)
    vault.start_round()
    vault.save_draft(1, full_draft())
    vault.seal(1)
    vault.close()
    sealed = Records(keys.vault_id, keys.dek, folder).seal(RecordKind.EVENING, 1, 0, full_draft().pack())
    edit(folder, keys, "UPDATE records SET sealed = ? WHERE kind = 'draft'", values=(sealed,))
    edit(folder, keys, *OLDER)
    return folder, keys


class Backups:
    """A backup that copies the folder, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.made: list[Path] = []

    def __call__(self, folder: Path, _keys: VaultKeys) -> object:
        self.made.append(copy_of(folder, f"backup {uuid4()}"))
        return self.made[-1]


def version_of(folder: Path, keys: VaultKeys) -> int:
    connection = connect(database(folder), keys)
    row = connection.row("PRAGMA user_version")
    connection.close()
    assert row
    return int(row[0])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_there_is_a_step_for_each_form_before_todays() -> None:
    assert newest(STEPS) == SCHEMA


def test_an_older_vault_is_brought_to_todays_form_step_by_step_after_one_backup(
    older: tuple[Path, VaultKeys],
) -> None:
    # Given a vault two forms behind
    folder, keys = older
    before = contents(folder)
    backups = Backups()
    # When it is opened
    vault = Vault.open(folder, keys, back_up=backups, steps=BOTH)
    # Then all is there, and it can be used as any other
    assert vault.read_draft(1) == full_draft()
    vault.join(1, "a joint id")
    vault.begin(1)
    assert vault.uncover(1, 0).text == full_draft().answers[0].text
    vault.close()
    assert version_of(folder, keys) == newest(BOTH)
    # And one backup was made, of the vault as it was
    (backup,) = backups.made
    assert contents(backup) == before
    # And the next time there is nothing to do
    Vault.open(folder, keys, back_up=backups, steps=BOTH).close()
    assert len(backups.made) == 1


def test_the_programs_own_backup_is_made_of_the_older_form(older: tuple[Path, VaultKeys]) -> None:
    # Given what the vault held before
    folder, keys = older
    before = database(folder).read_bytes()
    # When it is migrated with the program's own backups
    Vault.open(folder, keys, back_up=make_backup, steps=BOTH).close()
    # Then there is one, whole, and it is of the older form
    (backup,) = list_backups(folder)
    assert backup.trouble is None
    unpacked = folder.with_name("unpacked")
    unpacked.mkdir()
    header = unpack(backup.path, unpacked)
    assert version_of(unpacked, keys) == SCHEMA
    assert (unpacked / header.database).stat().st_size == len(before)
    # And what it holds can be migrated in its turn
    vault = Vault.open(unpacked, keys, back_up=lambda *_: None, steps=BOTH)
    assert vault.read_draft(1) == full_draft()
    vault.close()


def test_a_change_of_key_leaves_an_older_form_as_it_is(tmp_path: Path) -> None:
    # Given a vault of form 1, unlocked and not opened yet
    folder = Path(shutil.copytree(GOLDEN / "1" / "home", tmp_path / "home")) / "vaults"
    folder = next(path for path in folder.iterdir() if read_header(path).identity == golden_texts.MARA)
    keys = unlock(folder, golden_texts.MARAS_PASSPHRASE)
    # When its key is changed
    changed = rotate(folder, keys, renew_backups=make_backup)
    # Then it is not said to be what it is not
    assert version_of(folder, changed) == 1
    # And it becomes what it shall be when it is opened
    vault = Vault.open(folder, changed, back_up=make_backup)
    assert vault.read_draft(1) == golden_texts.MARAS_FIRST
    assert vault.own() == Own()
    vault.close()
    assert version_of(folder, changed) == SCHEMA


def test_only_the_steps_that_are_missing_are_taken(older: tuple[Path, VaultKeys]) -> None:
    # Given a vault that an earlier version brought half the way
    folder, keys = older
    connection = connect(database(folder), keys)
    with connection.transaction():
        records = Records(keys.vault_id, keys.dek, folder)
        the_ended_get_their_name(connection, records)
        connection.change(f"PRAGMA user_version={SCHEMA + 1}")
        rowseal.renew(connection, records)
    connection.close()
    # When it is opened, then the first step is not taken again: it would fail
    vault = Vault.open(folder, keys, back_up=Backups(), steps=BOTH)
    assert vault.read_draft(1) == full_draft()
    vault.close()


def test_foreign_keys_are_enforced_again_afterwards(older: tuple[Path, VaultKeys]) -> None:
    folder, keys = older
    vault = Vault.open(folder, keys, back_up=Backups(), steps=BOTH)
    with pytest.raises(SaveFailed, match="FOREIGN KEY"), vault._connection.transaction():
        vault._connection.change("INSERT INTO records VALUES ('draft', 99, 0, x'00')")
    vault.close()


def test_without_a_backup_nothing_is_migrated(older: tuple[Path, VaultKeys]) -> None:
    folder, keys = older
    before = contents(folder)

    def full_disk(folder: Path, _keys: VaultKeys) -> object:
        raise SaveFailed(folder, "no room for a backup")

    with pytest.raises(SaveFailed, match="no room for a backup"):
        Vault.open(folder, keys, back_up=full_disk, steps=BOTH)
    with pytest.raises(SaveFailed, match="nobody to make a backup"):
        Vault.open(folder, keys, steps=BOTH)
    assert contents(folder) == before


def raises_damage(_connection: Connection, _records: Records) -> None:
    raise VaultDamaged(Path("somewhere"), "a record does not open")


def breaks_a_reference(connection: Connection, _records: Records) -> None:
    connection.change("DELETE FROM rounds")


def is_refused_by_sqlite(connection: Connection, _records: Records) -> None:
    connection.change("CREATE TABLE rounds (id)")


@pytest.mark.parametrize(
    ("last", "error"),
    [(raises_damage, VaultDamaged), (breaks_a_reference, VaultDamaged), (is_refused_by_sqlite, SaveFailed)],
)
def test_a_step_that_fails_takes_all_steps_back(
    older: tuple[Path, VaultKeys], last: Step, error: type[Exception]
) -> None:
    folder, keys = older
    before = contents(folder)
    with pytest.raises(error):
        Vault.open(folder, keys, back_up=Backups(), steps=(*BOTH, last))
    assert version_of(folder, keys) == SCHEMA
    assert contents(folder).keys() == before.keys()
    # And it can still be migrated
    vault = Vault.open(folder, keys, back_up=Backups(), steps=BOTH)
    assert vault.read_draft(1) == full_draft()
    vault.close()


def test_a_full_disk_takes_all_steps_back(older: tuple[Path, VaultKeys]) -> None:
    folder, keys = older
    for limit in (0, 512, 50_000, 150_000, 250_000):
        with no_file_beyond(limit), pytest.raises(SaveFailed):
            Vault.open(folder, keys, back_up=lambda *_: None, steps=BOTH)
        assert version_of(folder, keys) == SCHEMA
    vault = Vault.open(folder, keys, back_up=Backups(), steps=BOTH)
    assert vault.read_draft(1) == full_draft()
    vault.close()


def test_a_vault_of_a_form_after_the_last_step_is_refused_and_left_untouched(
    older: tuple[Path, VaultKeys],
) -> None:
    folder, keys = older
    connection = connect(database(folder), keys)
    with connection.transaction():
        connection.change(f"PRAGMA user_version={newest(BOTH) + 1}")
    connection.close()
    before = contents(folder)
    backups = Backups()
    with pytest.raises(VaultTooNew):
        Vault.open(folder, keys, back_up=backups, steps=BOTH)
    assert contents(folder) == before
    assert not backups.made


# Where the child kills itself; each name is a place in its program below.
PLACES = ("backup", "between", "written", "raised", "after")

CHILD = """
import os, signal, sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.vault import Vault, schema
from intimacy_desktop.vault.connection import Connection
from tests.core.test_migrations import BOTH, STEPS

folder, passphrase, place = Path(sys.argv[2]), sys.argv[3], sys.argv[4]

def die_at(here):
    if here == place:
        os.kill(os.getpid(), signal.SIGKILL)

def spills(connection, records):
    connection.rows("PRAGMA cache_size=1")  # so that changed pages reach the file before the end
    BOTH[-2](connection, records)
    die_at("between")
    BOTH[-1](connection, records)
    connection.change("UPDATE records SET sealed = zeroblob(length(sealed)) WHERE kind = 'shown'")
    connection.change("CREATE TABLE more AS SELECT sealed FROM records")
    die_at("written")

changed = Connection.change
def change(self, sql, values=()):
    done = changed(self, sql, values)
    if "user_version" in sql:
        die_at("raised")
    return done
Connection.change = change

Vault.open(folder, unlock(folder, passphrase), back_up=lambda *_: die_at("backup"), steps=(*STEPS, spills))
die_at("after")
"""


@pytest.mark.parametrize("place", PLACES)
def test_a_process_killed_in_the_middle_leaves_the_older_vault_as_a_whole(
    older: tuple[Path, VaultKeys], place: str
) -> None:
    # Given a process that is killed at one place of a migration
    folder, keys = older
    before = database(folder).read_bytes()
    root = Path(__file__).resolve().parents[2]
    killed = subprocess.run(
        [sys.executable, "-I", "-c", CHILD, str(root), str(folder), PASSPHRASE, place],
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if place in {"written", "raised"}:  # the file itself was changed already, and only its journal saves it
        assert database(folder).read_bytes() != before
        assert Path(f"{database(folder)}-journal").stat().st_size > 0
    # When it is opened again
    assert version_of(folder, keys) == (SCHEMA + 1 if place == "after" else SCHEMA)
    if place == "after":
        return
    vault = Vault.open(folder, unlock(folder, PASSPHRASE), back_up=Backups(), steps=BOTH)
    # Then nothing is missing
    assert vault.read_draft(1) == full_draft()
    vault.join(1, "a joint id")
    vault.begin(1)
    assert [vault.uncover(1, item).text for item in range(10)] == [
        "" if answer.kept else answer.text for answer in full_draft().answers
    ]
    vault.close()
