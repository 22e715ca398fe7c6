"""The home folder: who sits where, and what may be known of that from outside."""

import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from intimacy_desktop.errors import (
    HomeNotOurs,
    HomeNotWritable,
    NicknameTaken,
    PassphraseTooShort,
    SaveFailed,
    SeatsFull,
    VaultDamaged,
    VaultMissing,
    VaultTooNew,
)
from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.vault import Vault

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
WORDS = "seven quiet lamps on a shelf"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "innermost")


@pytest.fixture
def couple(home: Home) -> Home:
    home.take_seat(MARA, WORDS, CHEAPEST)
    home.take_seat(JONAS, WORDS, CHEAPEST)
    return home


def test_the_usual_home_is_the_local_data_folder(private_home: Path) -> None:
    assert Home.open().path == private_home / ".local" / "share" / "innermost"


def test_the_variable_names_another_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INNERMOST_HOME", str(tmp_path / "elsewhere"))
    assert Home.open().path == tmp_path / "elsewhere"
    assert Home.open(tmp_path / "named").path == tmp_path / "named"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_its_owner_gets_in_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        home = Home.open(tmp_path / "innermost")
        home.take_seat(MARA, WORDS, CHEAPEST)
        (seat,) = home.seats()
        home.set_ready(seat.vault_id, True)
    finally:
        os.umask(before)
    for path in [home.path, *home.path.rglob("*")]:
        assert mode(path) & 0o077 == 0, path
    assert mode(home.path) == mode(home.path / "vaults") == 0o700


def test_rights_that_became_too_wide_are_taken_back(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "innermost")
    for folder in (home.path, home.path / "vaults"):
        folder.chmod(0o755)
    Home.open(home.path)
    assert mode(home.path) == mode(home.path / "vaults") == 0o700


def test_a_folder_with_other_things_in_it_keeps_its_own_rights(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    (folder / "letter.txt").write_text("not ours")
    home = Home.open(folder)
    assert mode(folder) == 0o755
    assert mode(home.path / "vaults") == 0o700


def test_a_home_of_another_account_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a folder that belongs to another account: seen from outside, the same as being another account
    there = tmp_path / "innermost"
    there.mkdir()
    monkeypatch.setattr(os, "getuid", lambda: there.stat().st_uid + 1)
    # Then it is refused, and nothing is made in it
    with pytest.raises(HomeNotOurs) as caught:
        Home.open(there)
    assert caught.value.path == there
    assert list(there.iterdir()) == []


def test_a_home_where_a_file_is_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "innermost").write_text("a file")
    with pytest.raises(HomeNotWritable) as caught:
        Home.open(tmp_path / "innermost")
    assert caught.value.detail
    assert (tmp_path / "innermost").read_text() == "a file"


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a folder the system lets nobody write to; root may, so the system's own answer is put in its place
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(HomeNotWritable) as caught:
        Home.open(tmp_path / "innermost")
    assert caught.value.detail == os.strerror(13)


def test_a_taken_seat_is_seen_and_its_vault_opens(home: Home) -> None:
    assert home.seats() == ()
    keys = home.take_seat(MARA, WORDS, CHEAPEST)
    (seat,) = home.seats()
    assert (seat.vault_id, seat.identity, seat.ready, seat.trouble) == (keys.vault_id, MARA, False, None)
    vault = Vault.open(seat.folder, keys)
    assert vault.identity == MARA
    vault.close()


def test_seats_stand_in_the_order_of_taking(couple: Home) -> None:
    assert [seat.identity.nickname for seat in couple.seats()] == ["Mara", "Jonas"]
    assert [seat.identity.nickname for seat in Home.open(couple.path).seats()] == ["Mara", "Jonas"]


def test_the_second_seat_gets_signs_of_its_own(home: Home) -> None:
    # Given both like the blue circle
    home.take_seat(MARA, WORDS, CHEAPEST)
    home.take_seat(Identity("Jonas", MARA.shape, MARA.hue), WORDS, CHEAPEST)
    first, second = (seat.identity for seat in home.seats())
    assert first == MARA
    assert second.shape is Shape.DIAMOND
    assert second.hue is not MARA.hue


def test_the_second_seat_may_choose_any_other_hue(home: Home) -> None:
    home.take_seat(MARA, WORDS, CHEAPEST)
    home.take_seat(Identity("Jonas", Shape.DIAMOND, Hue.OLIVE), WORDS, CHEAPEST)
    assert home.seats()[1].identity.hue is Hue.OLIVE


@pytest.mark.parametrize("nickname", ["Mara", "mara", " MARA "])
def test_one_nickname_for_both_seats_is_refused(home: Home, nickname: str) -> None:
    home.take_seat(MARA, WORDS, CHEAPEST)
    with pytest.raises(NicknameTaken):
        home.take_seat(Identity(nickname, Shape.DIAMOND, Hue.RUST), WORDS, CHEAPEST)
    assert len(home.seats()) == 1


def test_a_refused_passphrase_takes_no_seat(home: Home) -> None:
    with pytest.raises(PassphraseTooShort):
        home.take_seat(MARA, "short", CHEAPEST)
    assert home.seats() == ()


def test_there_is_no_third_seat(couple: Home) -> None:
    with pytest.raises(SeatsFull):
        couple.take_seat(Identity("Kim", Shape.CIRCLE, Hue.PLUM), WORDS, CHEAPEST)


def test_ready_is_shown_when_its_owner_wishes(couple: Home) -> None:
    jonas = couple.seats()[1].vault_id
    couple.set_ready(jonas, True)
    assert [seat.ready for seat in couple.seats()] == [False, True]
    couple.set_ready(jonas, False)
    assert [seat.ready for seat in couple.seats()] == [False, False]


def test_without_the_list_the_seats_are_found_by_their_headers(couple: Home) -> None:
    # Given both took their seats in the same second, the second a little later
    before = couple.seats()
    for age, seat in zip((100.0, 200.0), before, strict=True):
        os.utime(seat.folder / "keys.json", (age, age))
    # When the list is gone
    (couple.path / "home.json").unlink()
    # Then they are the same, in the same order
    assert couple.seats() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b'{"format": 2, "seats": []}',
        b'{"format": 1, "seats": [{}]}',
        b'{"format": 1, "seats": 3}',
        b'{"format": 1, "seats": [{"vault": 1, "nickname": 2, "shape": 3, "hue": 4, "ready": 5}]}',
        b'{"format": 1, "seats": [{"vault": "../..", "nickname": "x", "shape": "circle", "hue": "blue"}]}',
        b"\xff" * 100,
        b"[" * 50_000,
    ],
)
def test_a_broken_list_hides_no_seat_and_is_kept_aside_when_one_is_written(
    couple: Home, content: bytes
) -> None:
    (couple.path / "home.json").write_bytes(content)
    # When the seats are asked for, then both are there and the file is as it was
    assert {seat.identity for seat in couple.seats()} == {MARA, JONAS}
    assert (couple.path / "home.json").read_bytes() == content
    # When something is noted, then the old file can still be looked at
    couple.set_ready(couple.seats()[0].vault_id, True)
    assert (couple.path / "home.json.broken").read_bytes() == content
    assert couple.seats()[0].ready


def test_the_list_is_not_believed_about_who_sits_there(couple: Home) -> None:
    # Given someone wrote another name into the list
    noted = json.loads((couple.path / "home.json").read_text())
    noted["seats"][0]["nickname"] = "Someone"
    (couple.path / "home.json").write_text(json.dumps(noted))
    # Then the header's name is shown
    assert couple.seats()[0].identity == MARA


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def remove_headers(folder: Path) -> None:
    for header in folder.glob("keys*.json"):
        header.unlink()


def remove_database(folder: Path) -> None:
    next(folder.glob("answers-*.db")).unlink()


def empty_database(folder: Path) -> None:
    next(folder.glob("answers-*.db")).write_bytes(b"")


def damage_headers(folder: Path) -> None:
    for header in folder.glob("keys*.json"):
        header.write_bytes(header.read_bytes()[:-20])


def newer_headers(folder: Path) -> None:
    from hashlib import sha256

    from intimacy_desktop.canonical import canonical

    body = canonical({"format": 2, "vault": folder.name})
    data = body[:-1] + b',"sha256":"' + sha256(body).hexdigest().encode() + b'"}'
    for header in folder.glob("keys*.json"):
        header.write_bytes(data)


def swap_headers(folder: Path) -> None:
    other = next(path for path in folder.parent.iterdir() if path != folder)
    for header in folder.glob("keys*.json"):
        shutil.copy(other / header.name, header)


@pytest.mark.parametrize(
    ("harm", "trouble"),
    [
        (remove_folder, VaultMissing),
        (remove_headers, VaultDamaged),
        (remove_database, VaultMissing),
        (empty_database, VaultDamaged),
        (damage_headers, VaultDamaged),
        (newer_headers, VaultTooNew),
        (swap_headers, VaultDamaged),
    ],
)
def test_a_vault_in_trouble_stays_in_its_seat_and_says_so(
    couple: Home, harm: Callable[[Path], None], trouble: type[Exception]
) -> None:
    # Given Jonas’s vault comes to harm
    harm(couple.seats()[1].folder)
    # Then the seat is there with its trouble, and Mara’s is untouched
    mara, jonas = couple.seats()
    assert (mara.identity, mara.trouble) == (MARA, None)
    assert type(jonas.trouble) is trouble
    assert jonas.vault_id == jonas.folder.name
    if harm is not swap_headers:
        assert jonas.identity == JONAS
    # and nobody else can sit there meanwhile
    with pytest.raises(SeatsFull):
        couple.take_seat(Identity("Kim", Shape.DIAMOND, Hue.PLUM), WORDS, CHEAPEST)


def test_a_damaged_vault_without_the_list_is_still_a_seat(couple: Home) -> None:
    damage_headers(couple.seats()[1].folder)
    (couple.path / "home.json").unlink()
    mara, unknown = couple.seats()
    assert mara.identity == MARA
    assert isinstance(unknown.trouble, VaultDamaged)
    assert unknown.identity.shape is not MARA.shape


def test_what_is_no_vault_is_no_seat(home: Home) -> None:
    for name in ("notes", ".new-7a3b", "00000000-0000-4000-8000-000000000000"):
        (home.path / "vaults" / name).mkdir()
    (home.path / "vaults" / "file.txt").write_text("x")
    assert home.seats() == ()


def test_a_seat_whose_vault_cannot_be_written_is_not_taken(home: Home) -> None:
    # Given a file where the vaults should be
    (home.path / "vaults").rmdir()
    (home.path / "vaults").write_text("in the way")
    with pytest.raises(SaveFailed):
        home.take_seat(MARA, WORDS, CHEAPEST)
    assert home.seats() == ()


def test_a_seat_is_taken_even_if_the_list_cannot_be_written(home: Home) -> None:
    # Given a folder where the list should be
    (home.path / "home.json.new").mkdir()
    keys = home.take_seat(MARA, WORDS, CHEAPEST)
    assert [seat.vault_id for seat in home.seats()] == [keys.vault_id]
    # and what cannot be noted later is said
    with pytest.raises(HomeNotWritable):
        home.set_ready(keys.vault_id, True)


def test_looking_at_the_seats_reads_headers_only(couple: Home) -> None:
    # Given databases that nobody may read
    for seat in couple.seats():
        for database in seat.folder.glob("answers-*.db"):
            database.write_bytes(b"?" * 4096)
    assert [seat.trouble for seat in couple.seats()] == [None, None]
    assert all(read_header(seat.folder).identity == seat.identity for seat in couple.seats())


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/innermost", "Dropbox"),
        ("Dropbox (Personal)/x/innermost", "Dropbox"),
        ("OneDrive/innermost", "OneDrive"),
        ("OneDrive - Contoso/innermost", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/innermost", "iCloud Drive"),
        ("iCloudDrive/innermost", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-mara@example.org/My Drive/innermost", "Google Drive"),
        ("Google Drive/innermost", "Google Drive"),
        ("Nextcloud/innermost", "Nextcloud"),
        ("nextcloud2/innermost", None),
        ("boxes/innermost", None),
        ("Documents/innermost", None),
    ],
)
def test_a_synced_folder_is_recognised_by_its_name(tmp_path: Path, folder: str, service: str | None) -> None:
    assert Home.open(tmp_path / folder).synced == service


def test_a_synced_folder_is_recognised_by_what_the_service_leaves_there(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    assert Home.open(tmp_path / "shared" / "deep" / "innermost").synced == "Syncthing"


def test_a_client_s_configuration_in_the_person_s_own_folder_is_no_synced_folder(private_home: Path) -> None:
    (private_home / ".dropbox").mkdir()
    assert Home.open().synced is None


def test_once_an_evening_begins_no_seat_shows_ready(couple: Home) -> None:
    for seat in couple.seats():
        couple.set_ready(seat.vault_id, True)
    couple.forget_ready()
    assert [seat.ready for seat in Home.open(couple.path).seats()] == [False, False]
