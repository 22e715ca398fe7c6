"""A backup holds all of a vault, is called one only when it was read back, and is whole or not there."""

import os
import stat
import zipfile
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from threading import Event, Semaphore, Thread

import pytest

from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.backup import BackupInfo, due, list_backups, make_backup, prune
from intimacy_desktop.errors import (
    SaveFailed,
    VaultDamaged,
    VaultMissing,
    VaultUnreadable,
    WrongPassphrase,
)
from intimacy_desktop.header import read_header
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.migrations import STEPS
from intimacy_desktop.vault.rotation import change_passphrase, delete_round
from tests.core.backupkit import DAY, NOON, STATES, draft_of, files, holdings, reopened, write
from tests.core.vaultkit import PASSPHRASE, copy_of, database, full_draft, make_vault, no_file_beyond, opened

CANARY = "a word that stands nowhere else"


@pytest.mark.parametrize("state", STATES)
def test_a_backup_opens_by_itself_to_all_that_the_vault_held(tmp_path: Path, state: str) -> None:
    # Given a vault and its backup
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        STATES[state](vault)
    held = holdings(folder, keys)
    made = make_backup(folder, keys, NOON)
    # When any program takes it apart
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path / "apart")
    # Then what comes out is the vault
    assert holdings(tmp_path / "apart", keys) == held
    assert (made.generation, made.vault_id, made.made_at, made.trouble) == (1, folder.name, NOON, None)
    assert list_backups(folder) == (made,)


def test_a_vault_that_is_being_written_is_backed_up_between_two_saves(tmp_path: Path) -> None:
    # Given an open vault, in the middle of a save that is on the disk by half
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
        # A cache of ten pages is too small for it: the others go to the file before the end.
        vault._connection.rows("PRAGMA cache_size=10")
        with vault._change():
            vault._rounds.write_draft(1, full_draft().at(7))
            # Then no backup is made of it
            with pytest.raises(VaultUnreadable):
                make_backup(folder, keys)
        # But when the save is done
        made = make_backup(folder, keys)
        with reopened(folder, made.path) as backup:
            assert backup._vault.read_draft(1).place == 7
        # And a save after it is none the worse for it
        vault.save_draft(1, full_draft().at(9))
    assert draft_of(folder, keys).place == 9


def test_no_save_comes_between_what_is_read_and_what_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given somebody who saves just when the vault was read and is about to be copied
    folder, keys = make_vault(tmp_path)
    copy_to, refused = Connection.copy_to, []
    with opened(folder, keys) as vault:
        write(vault)
        vault._connection.rows("PRAGMA busy_timeout=0")

        def save_and_copy(source: Connection, target: Connection) -> None:
            with pytest.raises(SaveFailed) as caught:
                vault.save_draft(1, full_draft().at(7))
            refused.append(caught.value)
            copy_to(source, target)

        # When a backup is made
        monkeypatch.setattr(Connection, "copy_to", save_and_copy)
        made = make_backup(folder, keys)
        # Then the save waits for it
        assert len(refused) == 1
        vault.save_draft(1, full_draft().at(7))
    with reopened(folder, made.path) as backup:
        assert backup._vault.read_draft(1) == full_draft()


def test_a_backup_taken_while_somebody_saves_holds_one_save_and_no_part_of_another(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
    stop, saved = Event(), Semaphore(0)

    def save() -> None:
        with opened(folder, keys) as vault:
            number = 0
            while not stop.wait(0.02):
                number += 1
                text = f"{number} " * 300
                with suppress(SaveFailed):  # on a busy computer it may wait too long; then it is said
                    vault.save_draft(1, Draft(tuple(Answer(text, text) for _ in range(10))))
                    saved.release()

    writer = Thread(target=save)
    writer.start()
    try:
        made: list[BackupInfo] = []
        while len(made) < 5:
            assert saved.acquire(timeout=60)
            with suppress(VaultUnreadable):
                made.append(make_backup(folder, keys))
    finally:
        stop.set()
        writer.join()
    for info in list_backups(folder):
        with reopened(folder, info.path) as backup:
            texts = [(answer.text, answer.spoken) for answer in backup._vault.read_draft(1).answers]
        assert len(set(texts)) == 1
        assert texts[0][0].split()[0].isdigit()


def test_a_backup_tells_nothing_but_what_the_folder_tells(tmp_path: Path) -> None:
    # Given two vaults with the same answers, of which one keeps one back and the other has it blank
    made = []
    for kept in (True, False):
        (tmp_path / str(kept)).mkdir()
        folder, keys = make_vault(tmp_path / str(kept))
        answers = [Answer(f"{CANARY} {item}") for item in range(9)]
        last = Answer(CANARY, kept=True) if kept else Answer()
        with opened(folder, keys) as vault:
            vault.start_round()
            vault.save_draft(1, Draft((*answers, last)))
            vault.seal(1)
        made.append(make_backup(folder, keys, NOON))
        # Then the name says which vault, which generation and when
        assert made[-1].path.name == f"innermost-{folder.name[:8]}-1-20260311T120000Z.zip"
        assert stat.S_IMODE(made[-1].path.stat().st_mode) == 0o600
        assert stat.S_IMODE(made[-1].path.parent.stat().st_mode) == 0o700
        assert [path.name for path in made[-1].path.parent.iterdir()] == [made[-1].path.name]
        # And nothing of the answers stands in it
        data = made[-1].path.read_bytes()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert CANARY.encode(encoding) not in data
        with zipfile.ZipFile(made[-1].path) as archive:
            header, content = archive.infolist()
            assert (header.filename, content.filename) == ("keys.json", read_header(folder).database)
            for entry in (header, content):
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert entry.external_attr >> 16 == stat.S_IFREG | 0o600
                assert (entry.comment, entry.extra, entry.create_system) == (b"", b"", 3)
    # And both are of one size
    assert made[0].path.stat().st_size == made[1].path.stat().st_size


@pytest.mark.parametrize("limit", [0, 512, 4096, 100_000, 200_000, 372_700, 373_000])
def test_a_full_disk_leaves_no_half_backup_and_the_old_ones(tmp_path: Path, limit: int) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
    make_backup(folder, keys, NOON)
    before = files(folder)
    with no_file_beyond(limit), pytest.raises(SaveFailed):
        make_backup(folder, keys, NOON + DAY)
    assert files(folder) == before
    make_backup(folder, keys, NOON + DAY)
    assert len(list_backups(folder)) == 2


def test_a_backup_that_does_not_read_back_is_not_called_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a disk that changes what it is given
    from intimacy_desktop.backup import container

    folder, keys = make_vault(tmp_path)
    pack = container.pack

    for at in (200, 5000, 20_000):

        def pack_badly(path: Path, *rest: object, at: int = at) -> None:
            pack(path, *rest)  # type: ignore[arg-type]
            data = bytearray(path.read_bytes())
            data[at] ^= 4
            path.write_bytes(data)

        monkeypatch.setattr(container, "pack", pack_badly)
        # Then there is no backup
        with pytest.raises(SaveFailed):
            make_backup(folder, keys)
        assert list_backups(folder) == ()
        assert list((folder / "backups").iterdir()) == []


def test_a_copy_that_lacks_a_row_is_not_called_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a copy that is whole in itself, and not the vault's
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
    copy_to = Connection.copy_to
    changes = (
        "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE kind = 'draft'",
        "DELETE FROM records WHERE kind = 'shown' AND item = 9",
        "UPDATE vault SET last_saved = NULL",
        "UPDATE row_seal SET seal = zeroblob(32)",
        "PRAGMA user_version=1",
    )
    for change in changes:

        def copy_less(source: Connection, target: Connection, change: str = change) -> None:
            copy_to(source, target)
            target.rows(change)

        monkeypatch.setattr(Connection, "copy_to", copy_less)
        with pytest.raises(SaveFailed):
            make_backup(folder, keys)
        assert list_backups(folder) == ()


def test_of_a_damaged_vault_no_backup_is_made_and_none_removed(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    for day in range(4):
        make_backup(folder, keys, NOON - DAY * day)
    path = database(folder)
    data = path.read_bytes()
    path.write_bytes(data[:9000] + bytes([data[9000] ^ 1]) + data[9001:])
    before = files(folder)
    with pytest.raises(VaultDamaged):
        make_backup(folder, keys, NOON + DAY)
    assert files(folder) == before


def test_two_backups_of_one_second_are_two(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    first, second = make_backup(folder, keys, NOON), make_backup(folder, keys, NOON)
    assert second.made_at == first.made_at + timedelta(seconds=1)
    assert list_backups(folder) == (second, first)


def test_what_an_interrupted_backup_left_goes_with_the_next(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    workspace = folder / "backups" / ".making"
    workspace.mkdir(parents=True)
    (workspace / "copy.db").write_bytes(b"half")
    (folder / "backups" / "backup.unfinished").write_bytes(b"half")
    made = make_backup(folder, keys)
    assert list((folder / "backups").iterdir()) == [made.path]


def test_few_are_kept_and_never_only_those_of_the_last_days(tmp_path: Path) -> None:
    # Given a backup on each day of a month
    folder, keys = make_vault(tmp_path)
    for day in range(31):
        make_backup(folder, keys, NOON + DAY * day)
        present = [info.made_at for info in list_backups(folder)]
        # Then the newest three are there, and after a week also one that is a week old at least
        assert present[:3] == [NOON + DAY * age for age in range(day, max(-1, day - 3), -1)]
        assert len(present) <= 5
        if day >= 12:
            assert any(DAY * 6 < NOON + DAY * day - made_at <= DAY * 14 for made_at in present)


def test_a_backup_from_a_clock_that_was_wrong_pushes_no_good_one_out(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    for year in range(4):
        make_backup(folder, keys, NOON + 365 * DAY * (year + 1))
    for hour in range(3):
        made = make_backup(folder, keys, NOON + timedelta(hours=hour))
        assert made.path.exists()


def test_damaged_ones_are_shown_do_not_count_and_stay(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    made = [make_backup(folder, keys, NOON + DAY * day) for day in range(2)]
    newest = made[-1].path
    newest.write_bytes(newest.read_bytes()[:-100])
    (folder / "backups" / "innermost.zip").write_bytes(b"")
    (folder / "backups" / "folder.zip").mkdir()
    prune(folder)
    listed = list_backups(folder)
    assert listed[0] == made[0]
    troubles = {info.path.name: type(info.trouble) for info in listed[1:]}
    assert troubles == {
        newest.name: VaultDamaged,
        "innermost.zip": VaultDamaged,
        "folder.zip": VaultMissing,
    }
    assert [info.made_at for info in listed if info.path == newest] == [made[1].made_at]


def test_it_is_due_once_a_day_while_something_is_written(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    assert not due(folder, None, NOON)
    assert due(folder, NOON, NOON)
    make_backup(folder, keys, NOON)
    hour = timedelta(hours=1)
    os.utime(database(folder), times=(0, (NOON - hour).timestamp()))
    assert not due(folder, NOON - hour, NOON + 9 * DAY)  # nothing was written since
    assert not due(folder, NOON + hour, NOON + 23 * hour)
    assert due(folder, NOON + hour, NOON + DAY)
    os.utime(database(folder), times=(0, (NOON + hour).timestamp()))  # no draft was saved, but an evening
    assert due(folder, NOON - hour, NOON + DAY)
    # And a damaged one is none, nor one that a wrong clock dates into the future
    (path,) = (folder / "backups").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert due(folder, NOON - hour, NOON + hour)
    path.unlink()
    make_backup(folder, keys, NOON + 400 * DAY)
    assert due(folder, NOON - hour, NOON + hour)


def test_after_a_rotation_none_is_left_that_opens_to_before(tmp_path: Path) -> None:
    # Given three backups of a vault with two rounds, one of them damaged
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        STATES["second round"](vault)
    for day in range(3):
        made = make_backup(folder, keys, NOON + DAY * day)
    made.path.write_bytes(made.path.read_bytes()[:-1])
    # When a round is deleted
    new = delete_round(folder, keys, 1, renew_backups=make_backup)
    # Then there is one backup, and the round is not in it
    (info,) = list_backups(folder)
    assert info.generation == 2
    with reopened(folder, info.path) as backup:
        assert [found.id for found in backup.rounds()] == [2]
    # And after a new passphrase there is one too, which the old one does not open
    change_passphrase(folder, new, "nine slow boats below a bridge", renew_backups=make_backup)
    (info,) = list_backups(folder)
    with pytest.raises(WrongPassphrase):
        reopened(folder, info.path, PASSPHRASE)
    reopened(folder, info.path, "nine slow boats below a bridge").close()


def test_a_rotation_that_was_cut_off_before_its_backup_makes_one_due(tmp_path: Path) -> None:
    # Given a rotation that could not renew the backups
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
    make_backup(folder, keys, NOON)

    def fail(folder: Path, _keys: object) -> None:
        raise SaveFailed(folder, "cut off")

    new = delete_round(folder, keys, 1, renew_backups=fail)
    # Then a backup is due at once, and takes the older one with it
    assert due(folder, None, NOON)
    made = make_backup(folder, new, NOON)
    assert list_backups(folder) == (made,)
    assert not due(folder, None, NOON)


def test_where_there_is_no_room_for_both_what_was_deleted_goes_first(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
    make_backup(folder, keys, NOON)

    def fail(folder: Path, _keys: object) -> None:
        raise SaveFailed(folder, "cut off")

    new = delete_round(folder, keys, 1, renew_backups=fail)
    with no_file_beyond(4096), pytest.raises(SaveFailed):
        make_backup(folder, new, NOON)
    assert list_backups(folder) == ()
    assert make_backup(folder, new, NOON).generation == 2


def test_tables_of_an_older_form_are_backed_up_before_they_are_changed(tmp_path: Path) -> None:
    # Given a program that knows one form more
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
    held = holdings(folder, keys)
    older = copy_of(folder, "older")

    def step(connection: object, _records: object) -> None:
        connection.change("ALTER TABLE rounds ADD COLUMN colour TEXT")  # type: ignore[attr-defined]

    # When it opens the vault
    Vault.open(folder, keys, back_up=make_backup, steps=(*STEPS, step)).close()
    # Then there is a backup of the form before
    (info,) = list_backups(folder)
    with zipfile.ZipFile(info.path) as archive:
        archive.extractall(tmp_path / "apart")
    assert holdings(tmp_path / "apart", keys) == held == holdings(older, keys)
    from intimacy_desktop.vault.access import connect

    with closing(connect(database(folder), keys)) as connection:
        assert connection.rows("PRAGMA user_version") == [(3,)]
