"""What a backup held comes back, whatever became of the vault; and what was there is kept until it did."""

import errno
import json
import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from intimacy_desktop import durable
from intimacy_desktop.backup import (
    due,
    export_backup,
    inspect,
    list_backups,
    make_backup,
    open_backup,
    restore,
    with_keys,
)
from intimacy_desktop.device_secret import new_secret
from intimacy_desktop.errors import (
    BackupOfOtherSeat,
    DeviceSecretMissing,
    KeyNotHeld,
    NicknameTaken,
    SaveFailed,
    SeatsFull,
    VaultDamaged,
    VaultError,
    VaultMissing,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code, unlock_with_code
from intimacy_desktop.vault.rotation import change_passphrase, rotate
from tests.core.backupkit import DAY, NOON, STATES, draft_of, files, holdings, home_of, reopened, write
from tests.core.vaultkit import PASSPHRASE, database, full_draft, make_vault, no_file_beyond, opened

NEW = "nine slow boats below a bridge"
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)


class Drawer:
    """A store of device secrets that belongs to one computer."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def check(self) -> None:
        """It is always there."""

    def read(self, vault_id: str, secret_id: str) -> bytes | None:
        return self.kept.get((vault_id, secret_id))

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        self.kept[vault_id, secret_id] = secret

    def delete(self, vault_id: str, secret_id: str) -> None:
        self.kept.pop((vault_id, secret_id), None)


def backed_up(tmp_path: Path, state: str = "begun") -> tuple[Path, VaultKeys, Path, list[object]]:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        STATES[state](vault)
    return folder, keys, make_backup(folder, keys, NOON).path, holdings(folder, keys)


def nothing_happens(_folder: Path) -> None:
    pass


def headers_gone(folder: Path) -> None:
    for name in ("keys.json", "keys.bak.json"):
        (folder / name).unlink()


def headers_overwritten(folder: Path) -> None:
    for name in ("keys.json", "keys.bak.json"):
        (folder / name).write_bytes(b"\0" * 900)


def headers_are_folders(folder: Path) -> None:
    headers_gone(folder)
    for name in ("keys.json", "keys.bak.json"):
        (folder / name).mkdir()
        (folder / name / "inside").write_bytes(b"something")


def database_gone(folder: Path) -> None:
    database(folder).unlink()


def database_empty(folder: Path) -> None:
    database(folder).write_bytes(b"")


def database_is_another(folder: Path) -> None:
    database(folder).write_bytes(os.urandom(50_000))


def database_flipped(folder: Path) -> None:
    data = bytearray(database(folder).read_bytes())
    data[12_345] ^= 1
    database(folder).write_bytes(data)


def all_but_the_backups_gone(folder: Path) -> None:
    headers_gone(folder)
    database_gone(folder)


DISASTERS = (
    nothing_happens,
    headers_gone,
    headers_overwritten,
    headers_are_folders,
    database_gone,
    database_empty,
    database_is_another,
    database_flipped,
    all_but_the_backups_gone,
)


@pytest.mark.parametrize("disaster", DISASTERS)
def test_whatever_was_destroyed_comes_back_and_what_was_there_stays(
    tmp_path: Path, disaster: Callable[[Path], None]
) -> None:
    # Given a vault that went on after its backup, and was destroyed
    folder, keys, path, held = backed_up(tmp_path)
    with opened(folder, keys) as vault:
        vault.close_round(1)
    disaster(folder)
    before = files(folder)
    # When the backup is listed, opened with the passphrase and restored
    (info,) = list_backups(folder)
    assert info.path == path
    with reopened(folder, info.path) as backup:
        new = restore(home_of(folder), backup, now=NOON + DAY)
    # Then all is as it was when it was made
    assert holdings(folder, new) == held
    assert holdings(folder, unlock(folder, PASSPHRASE)) == held
    assert read_header(folder).generation == 2
    assert [path.name for path in folder.glob("answers-*")] == [read_header(folder).database]
    assert not list(folder.parent.glob(".opened-*"))
    # And what was there is beside it, byte for byte, and is none of the backups
    (kept,) = folder.glob("replaced-*")
    assert files(kept) == {name: data for name, data in before.items() if not name.startswith("backups/")}
    assert (
        files(folder / "backups").items()
        <= {name.removeprefix("backups/"): data for name, data in before.items()}.items()
    )


def test_what_a_restore_replaced_can_be_brought_back(tmp_path: Path) -> None:
    folder, keys, path, held = backed_up(tmp_path, "writing")
    with opened(folder, keys) as vault:
        vault.save_draft(1, full_draft().at(9))
    newer = holdings(folder, keys)
    with reopened(folder, path) as backup:
        restore(home_of(folder), backup, now=NOON + DAY)
    replaced = next(info for info in list_backups(folder) if info.replaced)
    assert (replaced.generation, replaced.made_at, replaced.trouble) == (1, NOON + DAY, None)
    with reopened(folder, replaced.path) as backup:
        new = restore(home_of(folder), backup, now=NOON + 2 * DAY)
    assert holdings(folder, new) == newer != held
    assert read_header(folder).generation == 3
    # And no backup of the new generations removes what was replaced, nor the backups before
    make_backup(folder, new, NOON + 3 * DAY)
    assert len(list_backups(folder)) == 4
    # But a rotation does
    change_passphrase(folder, new, NEW, renew_backups=make_backup)
    (info,) = list_backups(folder)
    assert info.generation == 4
    assert not list(folder.glob("replaced-*"))


def test_a_journal_of_a_crash_is_kept_with_its_database(tmp_path: Path) -> None:
    # Given a vault that a crash has left in the middle of a save
    folder, keys, path, _ = backed_up(tmp_path, "writing")
    with opened(folder, keys) as vault:
        vault._connection.rows("PRAGMA cache_size=10")
        with vault._change():
            vault._rounds.write_draft(1, full_draft().at(7))
            crashed = Path(shutil.copytree(folder.parent, tmp_path / "crashed" / "vaults")) / folder.name
    assert list(crashed.glob("*-journal"))
    saved = draft_of(folder, keys, 1)
    # When a backup is restored over it
    with reopened(crashed, crashed / "backups" / path.name) as backup:
        restore(home_of(crashed), backup)
    # Then what was replaced opens to what was saved
    replaced = next(info for info in list_backups(crashed) if info.replaced)
    with reopened(crashed, replaced.path) as backup:
        assert backup._vault.read_draft(1) == full_draft() != saved


def test_the_owner_sees_what_is_in_it_and_what_would_be_lost(tmp_path: Path) -> None:
    # Given a backup, and a vault that went on
    folder, keys, path, _ = backed_up(tmp_path, "closed")
    with opened(folder, keys) as vault, reopened(folder, path) as backup:
        saved = vault.last_saved()
        assert (backup.last_saved(), backup.rounds()) == (saved, vault.rounds())
        assert backup.last_sealed() == vault.rounds()[0].sealed_at
        assert backup.lost_from(vault).nothing
        vault.start_round()
        vault.save_draft(2, full_draft())
        losses = backup.lost_from(vault)
        assert (losses.rounds, losses.changed, losses.last_saved) == ((2,), (), vault.last_saved())
        assert not losses.nothing
    second = make_backup(folder, keys, NOON + DAY)
    with opened(folder, keys) as vault, reopened(folder, second.path) as backup:
        vault.save_draft(2, full_draft().at(5))
        assert backup.lost_from(vault).changed == (2,)
        vault.save_draft(2, full_draft())
        assert backup.lost_from(vault).nothing
        vault.seal(2)
        assert backup.lost_from(vault).changed == (2,)


def test_a_wrong_passphrase_is_told_from_a_damaged_backup(tmp_path: Path) -> None:
    folder, _, path, _ = backed_up(tmp_path)
    with pytest.raises(WrongPassphrase):
        reopened(folder, path, NEW)
    assert not list(folder.parent.glob(".opened-*"))
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(VaultDamaged):
        reopened(folder, path, NEW)
    path.unlink()
    with pytest.raises(VaultMissing):
        reopened(folder, path)


def test_keys_open_backups_of_their_passphrase_and_no_others(tmp_path: Path) -> None:
    folder, keys, path, _ = backed_up(tmp_path)
    carried = export_backup(path, tmp_path)
    new = rotate(folder, keys, renew_backups=make_backup)
    with open_backup(home_of(folder), carried, with_keys(new)) as backup:
        assert backup.keys.dek == keys.dek
    newest = change_passphrase(folder, new, NEW, renew_backups=make_backup, profile=CHEAPEST)
    with pytest.raises(WrongPassphrase):
        open_backup(home_of(folder), carried, with_keys(newest))


def test_the_backup_of_the_other_seat_is_refused(tmp_path: Path) -> None:
    # Given two vaults, of which one finds the backup of the other among its own
    folder, _, path, _ = backed_up(tmp_path)
    home = home_of(folder)
    other = home.folder(home.take_seat(JONAS, NEW, CHEAPEST).vault_id)
    (other / "backups").mkdir()
    swapped = other / "backups" / path.name
    shutil.copyfile(path, swapped)
    # Then it is not offered, not opened for that seat, and not by its passphrase
    (info,) = list_backups(other)
    assert isinstance(info.trouble, VaultDamaged)
    with pytest.raises(BackupOfOtherSeat):
        open_backup(home, swapped, partial(unlock, typed=PASSPHRASE), vault_id=other.name)
    with pytest.raises(WrongPassphrase):
        open_backup(home, swapped, partial(unlock, typed=NEW))
    # And where its owner opens and restores it, it comes to its own seat
    before = files(other)
    with reopened(folder, swapped) as backup:
        restore(home, backup)
    assert files(other) == before
    assert read_header(folder).generation == 2


def test_a_folder_that_is_gone_is_made_again_at_its_id(tmp_path: Path) -> None:
    folder, _, path, held = backed_up(tmp_path)
    carried = export_backup(path, tmp_path)
    shutil.rmtree(folder)
    with reopened(folder, carried) as backup:
        new = restore(home_of(folder), backup)
    assert holdings(folder, new) == held
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not list(folder.glob("replaced-*/*"))


def test_a_backup_carried_to_another_computer_takes_a_free_seat(tmp_path: Path) -> None:
    # Given a backup on another disk, and a home where somebody sits with the same shape
    disk, here = tmp_path / "disk", tmp_path / "here"
    disk.mkdir()
    here.mkdir()
    folder, _, path, held = backed_up(here)
    carried = export_backup(path, disk)
    assert carried.read_bytes() == path.read_bytes()
    assert [path.name for path in disk.iterdir()] == [carried.name]
    carried = carried.rename(disk / "my backup.zip")
    info = inspect(carried)
    assert (info.vault_id, info.generation, info.identity and info.identity.nickname) == (
        folder.name,
        1,
        "Mara",
    )
    there = Home.open(tmp_path / "there")
    there.take_seat(Identity("Ines", Shape.CIRCLE, Hue.BLUE), NEW, CHEAPEST)
    # When it is opened and restored there
    with open_backup(there, carried, partial(unlock, typed=PASSPHRASE)) as backup:
        new = restore(there, backup)
    # Then the vault has a seat, and a shape of its own
    found = holdings(there.folder(folder.name), new)
    assert found[2:] == held[2:]
    _, seat = there.seats()
    assert (seat.vault_id, seat.trouble, seat.identity.nickname) == (folder.name, None, "Mara")
    assert seat.identity.shape is Shape.DIAMOND
    assert seat.identity.hue is not Hue.BLUE
    # And no seat is taken from anybody
    third, keys = make_vault(disk)
    other = make_backup(third, keys).path
    with open_backup(there, other, partial(unlock, typed=PASSPHRASE)) as backup, pytest.raises(SeatsFull):
        restore(there, backup)
    alone = Home.open(tmp_path / "alone")
    alone.take_seat(Identity("mara", Shape.CIRCLE, Hue.BLUE), NEW, CHEAPEST)
    with open_backup(alone, other, partial(unlock, typed=PASSPHRASE)) as backup, pytest.raises(NicknameTaken):
        restore(alone, backup)


def test_a_bound_vault_comes_to_another_computer_by_its_recovery_code(tmp_path: Path) -> None:
    # Given a vault that is bound to this computer, and its backup
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        write(vault)
    held = holdings(folder, keys)
    code, drawer = new_code(), Drawer()
    add_recovery_slot(folder, keys, code)
    keys = rotate(folder, keys, renew_backups=make_backup, device=new_secret(drawer, folder.name))
    carried = export_backup(list_backups(folder)[0].path, tmp_path)
    there = Home.open(tmp_path / "there")
    # Then the passphrase does not open it there
    with pytest.raises(DeviceSecretMissing):
        open_backup(there, carried, partial(unlock, typed=PASSPHRASE, store=Drawer()))
    with pytest.raises(WrongRecoveryCode):
        open_backup(there, carried, partial(unlock_with_code, code=new_code()))
    # But the code does, and asks for a new passphrase
    with open_backup(there, carried, partial(unlock_with_code, code=code)) as backup:
        with pytest.raises(KeyNotHeld):
            restore(there, backup)
        assert there.seats() == ()
        restore(there, backup, new_passphrase=NEW, new_recovery_code=None, device=None)
    place = there.folder(folder.name)
    assert holdings(place, unlock(place, NEW)) == held
    assert read_header(place).recovery_slot is None
    # And on its own computer it opens with the passphrase
    with open_backup(home_of(folder), carried, partial(unlock, typed=PASSPHRASE, store=drawer)) as backup:
        restore(home_of(folder), backup)
    assert holdings(folder, unlock(folder, PASSPHRASE, drawer)) == held


def test_the_generation_is_higher_than_any_of_which_there_is_a_trace(tmp_path: Path) -> None:
    folder, keys, path, held = backed_up(tmp_path)
    carried = export_backup(path, tmp_path)
    for _ in range(3):
        keys = rotate(folder, keys, renew_backups=make_backup)
    shutil.rmtree(folder / "backups")
    late = folder / "keys.late"
    (folder / "keys.json").rename(late)
    (folder / "keys.bak.json").unlink()
    (folder / "answers-2147483647-0123456789abcdef.db").write_bytes(b"put there by somebody")
    with reopened(folder, carried) as backup:
        new = restore(home_of(folder), backup)
    assert read_header(folder).generation == 5
    # And so a header of before that turns up again is not the vault's
    late.rename(folder / "keys.bak.json")
    assert holdings(folder, new) == held


def test_a_vault_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    from intimacy_desktop.canonical import canonical
    from intimacy_desktop.headerform import _checksum

    folder, _, path, _ = backed_up(tmp_path)
    members = json.loads((folder / "keys.json").read_bytes())
    del members["sha256"]
    members["format"] = 99
    body = canonical(members)
    (folder / "keys.json").write_bytes(body[:-1] + b',"sha256":"' + _checksum(body) + b'"}')
    before = files(folder)
    with reopened(folder, path) as backup, pytest.raises(VaultTooNew):
        restore(home_of(folder), backup)
    assert files(folder) == before
    assert json.loads((folder / "keys.json").read_bytes())["format"] == 99


@pytest.mark.parametrize("limit", [0, 512, 700, 4096, 100_000, 300_000])
@pytest.mark.parametrize("gone", [False, True])
def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, limit: int, gone: bool) -> None:
    folder, _, path, held = backed_up(tmp_path)
    carried = export_backup(path, tmp_path)
    if gone:
        shutil.rmtree(folder)
    before = files(tmp_path)
    with reopened(folder, carried) as backup:
        with no_file_beyond(limit), pytest.raises(SaveFailed):
            restore(home_of(folder), backup)
        backup.close()
        assert files(tmp_path) == before
        assert folder.exists() is not gone
    with reopened(folder, carried) as backup:
        restore(home_of(folder), backup)
    assert holdings(folder, unlock(folder, PASSPHRASE)) == held


@pytest.mark.parametrize("limit", [0, 512, 100_000])
def test_a_full_disk_leaves_nothing_unpacked_and_no_half_export(tmp_path: Path, limit: int) -> None:
    folder, _, path, _ = backed_up(tmp_path)
    disk = tmp_path / "disk"
    disk.mkdir()
    before = files(tmp_path)
    with no_file_beyond(limit):
        with pytest.raises(SaveFailed):
            reopened(folder, path)
        with pytest.raises(SaveFailed):
            export_backup(path, disk)
    assert files(tmp_path) == before
    assert not list(folder.parent.glob(".opened-*"))


def test_a_database_that_the_disk_cannot_read_any_more_is_kept_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a disk with a bad place in the database
    folder, _, path, held = backed_up(tmp_path)
    bad = database(folder)
    data = bad.read_bytes()
    copy_file = durable.copy_file

    def copy_or_fail(source: Path, target: Path) -> None:
        if source == bad:
            target.write_bytes(data[:8192])
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        copy_file(source, target)

    monkeypatch.setattr(durable, "copy_file", copy_or_fail)
    # When a backup is restored, and the vault is used
    with reopened(folder, path) as backup:
        new = restore(home_of(folder), backup)
    assert holdings(folder, new) == held
    # Then the bad file is still there, whatever can be read of it
    (kept,) = folder.glob("replaced-*/answers-*.db")
    assert kept.read_bytes() == data
    assert not bad.exists()


def test_a_damaged_backup_is_not_carried_away(tmp_path: Path) -> None:
    _, _, path, _ = backed_up(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(VaultDamaged):
        export_backup(path, tmp_path)
    assert list(tmp_path.glob("*.zip*")) == []


def test_a_backup_is_due_after_a_restore(tmp_path: Path) -> None:
    folder, _, path, _ = backed_up(tmp_path)
    with reopened(folder, path) as backup:
        new = restore(home_of(folder), backup)
    with opened(folder, new) as vault:
        assert due(folder, vault.last_saved(), NOON)


def damaged(chance: random.Random, data: bytes) -> bytes:
    at = chance.choice(
        [chance.randrange(len(data)), chance.randrange(1200), len(data) - chance.randrange(1, 250)]
    )
    match chance.randrange(4):
        case 0 | 1:
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case 2:
            return data[:at]
        case _:
            run = chance.choice([1, 4, 512, 4096])
            return data[:at] + bytes(chance.choice([0, 255]) for _ in range(run)) + data[at + run :]


def test_no_damaged_backup_misleads(tmp_path: Path) -> None:
    # Given a backup, and what it opens to
    folder, _, path, held = backed_up(tmp_path, "sealed")
    data = path.read_bytes()
    chance = random.Random(20260311)
    found = {"said": 0, "whole": 0}
    for _ in range(400):
        path.write_bytes(damaged(chance, data))
        # When it is damaged, it is listed as such and not opened
        (info,) = list_backups(folder)
        if info.trouble is not None:
            assert isinstance(info.trouble, VaultDamaged), info.trouble
            with pytest.raises(VaultDamaged):
                reopened(folder, path)
            found["said"] += 1
            continue
        # Or the damage is where nothing stands, and it opens to just that
        with reopened(folder, path) as backup:
            assert holdings(backup.workspace, backup.keys) == held
        found["whole"] += 1
    assert found["said"] > 300


def test_one_that_was_changed_on_purpose_is_found_when_it_is_opened(tmp_path: Path) -> None:
    # Given a backup whose database was changed, with checksums made to fit
    from intimacy_desktop.backup import container

    folder, _, path, _ = backed_up(tmp_path, "sealed")
    header, data = read_header(folder), bytearray(database(folder).read_bytes())
    data[70_000] ^= 1
    changed = tmp_path / header.database
    changed.write_bytes(data)
    container.pack(path, header, changed)
    assert list_backups(folder)[0].trouble is None
    with pytest.raises(VaultDamaged):
        reopened(folder, path)
    # And one whose header names another generation
    from dataclasses import replace

    container.pack(
        path, replace(header, generation=7, database="answers-7-0123456789abcdef.db"), database(folder)
    )
    with pytest.raises(WrongPassphrase):
        reopened(folder, path)


def test_what_was_never_a_backup_is_called_damaged(tmp_path: Path) -> None:
    folder, _, path, _ = backed_up(tmp_path)
    path.unlink()
    foreign = (b"", b"PK\5\6" + bytes(18), b"Dear diary\n" * 900, b"SQLite format 3\0" + bytes(5000))
    for content in foreign:
        path.write_bytes(content)
        with pytest.raises(VaultDamaged):
            reopened(folder, path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(VaultDamaged):
        reopened(folder, path)
    path.unlink()
    path.mkdir()
    with pytest.raises(VaultError):
        reopened(folder, path)
