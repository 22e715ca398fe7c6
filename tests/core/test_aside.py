"""Starting again: the old vault is set aside and not erased, and only its owner brings it back."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from intimacy_desktop import aside, hints
from intimacy_desktop.answers import Answer, Draft
from intimacy_desktop.backup import make_backup
from intimacy_desktop.errors import (
    HomeNotWritable,
    NicknameTaken,
    SeatsFull,
    VaultDamaged,
    VaultMissing,
)
from intimacy_desktop.header import HEADER_NAMES
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code, unlock_with_code
from intimacy_desktop.vault import Vault

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
MARAS_WORDS = "seven lanterns by the quiet river"
JONASS_WORDS = "a copper kettle on a slow morning"
NEW_WORDS = "umbrellas over grey harbours"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


@pytest.fixture
def mara(home: Home) -> VaultKeys:
    """Her seat, with a draft in it."""
    keys = home.take_seat(MARA, MARAS_WORDS, CHEAPEST)
    vault = Vault.open(home.folder(keys.vault_id), keys)
    vault.save_draft(vault.start_round().id, Draft().with_answer(0, Answer("the rain is loud")))
    vault.close()
    return keys


@pytest.fixture
def jonas(home: Home, mara: VaultKeys) -> VaultKeys:
    return home.take_seat(JONAS, JONASS_WORDS, CHEAPEST)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def first_answer(home: Home, keys: VaultKeys) -> str:
    vault = Vault.open(home.folder(keys.vault_id), keys)
    try:
        return vault.read_draft(vault.rounds()[-1].id).answers[0].text
    finally:
        vault.close()


def test_a_vault_that_is_set_aside_frees_its_seat_and_keeps_every_byte(
    home: Home, mara: VaultKeys, jonas: VaultKeys
) -> None:
    before, others = files(home.folder(mara.vault_id)), files(home.folder(jonas.vault_id))

    home.set_aside(mara.vault_id)

    assert [seat.identity for seat in home.seats()] == [JONAS]
    assert files(home.folder(jonas.vault_id)) == others
    (record,) = home.aside()
    assert (record.vault_id, record.identity) == (mara.vault_id, MARA)
    assert files(record.folder) == before
    assert record.folder.parent.stat().st_mode & 0o777 == 0o700


def test_its_passphrase_brings_it_back_to_an_empty_seat(
    home: Home, mara: VaultKeys, jonas: VaultKeys
) -> None:
    home.set_aside(mara.vault_id)
    (record,) = home.aside()

    home.bring_back(unlock(record.folder, MARAS_WORDS))

    assert {seat.identity for seat in home.seats()} == {MARA, JONAS}
    assert home.aside() == ()
    assert first_answer(home, mara) == "the rain is loud"


def test_it_comes_back_in_place_of_the_new_one_which_is_set_aside_in_turn(
    home: Home, mara: VaultKeys, jonas: VaultKeys
) -> None:
    # Given a new seat of the same name in its place
    home.set_aside(mara.vault_id)
    new = home.take_seat(MARA, NEW_WORDS, CHEAPEST)

    home.bring_back(mara, in_place_of=new.vault_id)

    assert {seat.vault_id for seat in home.seats()} == {mara.vault_id, jonas.vault_id}
    assert [record.vault_id for record in home.aside()] == [new.vault_id]


def test_nobody_without_its_key_brings_it_back(home: Home, mara: VaultKeys, jonas: VaultKeys) -> None:
    home.set_aside(mara.vault_id)

    with pytest.raises(VaultDamaged):
        home.bring_back(replace(jonas, vault_id=mara.vault_id))

    assert [seat.identity for seat in home.seats()] == [JONAS]
    assert len(home.aside()) == 1


def test_its_recovery_code_brings_it_back_too(home: Home, mara: VaultKeys) -> None:
    code = new_code()
    add_recovery_slot(home.folder(mara.vault_id), mara, code)
    home.set_aside(mara.vault_id)
    (record,) = home.aside()

    home.bring_back(unlock_with_code(record.folder, code))

    assert [seat.identity for seat in home.seats()] == [MARA]


def test_it_stays_aside_while_no_seat_is_empty_or_the_other_has_its_name(home: Home, mara: VaultKeys) -> None:
    home.set_aside(mara.vault_id)
    home.take_seat(MARA, NEW_WORDS, CHEAPEST)
    with pytest.raises(NicknameTaken):
        home.bring_back(mara)
    home.take_seat(JONAS, JONASS_WORDS, CHEAPEST)
    with pytest.raises(SeatsFull):
        home.bring_back(mara)
    assert len(home.aside()) == 1


def test_what_is_not_there_is_neither_set_aside_nor_brought_back(home: Home, mara: VaultKeys) -> None:
    with pytest.raises(VaultMissing):
        home.set_aside("00000000-0000-4000-8000-000000000000")
    with pytest.raises(VaultMissing):
        home.bring_back(mara)
    assert [seat.identity for seat in home.seats()] == [MARA]


def test_where_nothing_can_be_moved_the_seat_is_as_it_was(home: Home, mara: VaultKeys) -> None:
    # Given a file in the place of the folder
    (home.path / aside.FOLDER).write_bytes(b"")

    with pytest.raises(HomeNotWritable):
        home.set_aside(mara.vault_id)

    assert [seat.identity for seat in home.seats()] == [MARA]
    assert first_answer(home, mara) == "the rain is loud"


def test_a_list_of_seats_that_was_written_before_the_move_is_no_seat_that_went_missing(
    home: Home, mara: VaultKeys, jonas: VaultKeys
) -> None:
    # Given a power cut right after the vault was moved
    before = (home.path / "home.json").read_bytes()
    home.set_aside(mara.vault_id)
    (home.path / "home.json").write_bytes(before)
    assert len(hints.read(home.path)) == 2

    assert [seat.identity for seat in home.seats()] == [JONAS]
    assert home.take_seat(MARA, NEW_WORDS, CHEAPEST).vault_id != mara.vault_id


def test_what_cannot_be_read_is_not_offered_and_left_alone(home: Home, mara: VaultKeys) -> None:
    home.set_aside(mara.vault_id)
    (record,) = home.aside()
    for name in ("keys.json", "keys.bak.json"):
        (record.folder / name).write_bytes(b"{}")

    assert home.aside() == ()
    assert record.folder.is_dir()


def copied(home: Home, folder: Path) -> Path:
    return Path(shutil.copytree(home.path, folder))


def test_its_owner_destroys_what_was_set_aside_and_nothing_of_it_is_left(
    home: Home, mara: VaultKeys, jonas: VaultKeys
) -> None:
    # Given a part with copies that was set aside
    make_backup(home.folder(mara.vault_id), mara)
    home.set_aside(mara.vault_id)
    before = {path for path in home.path.rglob("*") if mara.vault_id not in str(path)}
    # When its owner destroys it
    (record,) = home.aside()
    home.destroy_aside(unlock(record.folder, MARAS_WORDS))
    # Then it is gone, and nothing else
    assert home.aside() == ()
    assert set(home.path.rglob("*")) == before
    assert [seat.identity for seat in home.seats()] == [JONAS]
    assert unlock(home.folder(jonas.vault_id), JONASS_WORDS).dek == jonas.dek


def test_nobody_else_destroys_it(home: Home, mara: VaultKeys, jonas: VaultKeys) -> None:
    home.set_aside(mara.vault_id)
    before = {path: path.read_bytes() for path in home.path.rglob("*") if path.is_file()}
    with pytest.raises(VaultDamaged):
        home.destroy_aside(replace(mara, dek=jonas.dek))
    with pytest.raises(VaultDamaged):
        home.destroy_aside(replace(jonas, vault_id=mara.vault_id))
    with pytest.raises(VaultMissing):
        home.destroy_aside(jonas)  # a seat's vault is not set aside
    assert {path: path.read_bytes() for path in home.path.rglob("*") if path.is_file()} == before


def test_what_an_interrupted_destruction_left_opens_to_nobody_and_goes_with_the_next_start(
    home: Home, mara: VaultKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a destruction that ends once what opens it is gone
    make_backup(home.folder(mara.vault_id), mara)
    home.set_aside(mara.vault_id)
    copy = copied(home, home.path.with_name("copy"))

    def power_cut(_folder: Path) -> None:
        raise OSError(5, "power cut")

    with monkeypatch.context() as patched:
        patched.setattr(aside.shutil, "rmtree", power_cut)
        with pytest.raises(HomeNotWritable):
            home.destroy_aside(mara)
    # Then nothing that is left holds a key
    assert home.aside() == ()
    left = [path.name for path in home.path.rglob("*") if path.is_file()]
    assert not [name for name in left if name in HEADER_NAMES or name.endswith(".zip")]
    assert [name for name in left if name.endswith(".db")]
    # And the next opening of the home removes the rest
    Home.open(home.path)
    assert not [path for path in home.path.rglob("*") if mara.vault_id in path.name]
    # And of one that ended before that, the same
    (copy / aside.FOLDER / mara.vault_id).rename(copy / aside.FOLDER / f".doomed-{mara.vault_id}")
    assert Home.open(copy).aside() == ()
    assert not [path for path in copy.rglob("*") if mara.vault_id in path.name]
