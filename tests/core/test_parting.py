"""Leaving: one's own part goes as a whole, the other's is untouched, and the seat is free without a trace."""

import shutil
from pathlib import Path

import pytest

from intimacy_desktop import parting
from intimacy_desktop.answers import ITEMS, ShownAnswer
from intimacy_desktop.backup import make_backup
from intimacy_desktop.errors import HomeNotWritable, KeyringLocked, RoundsDiffer, VaultError, VaultMissing
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.reveal import Seat
from intimacy_desktop.sitting import Sitting
from intimacy_desktop.vault import Vault
from tests.core.couplekit import write_and_seal
from tests.core.keyringkit import InMemory, Troubled
from tests.core.vaultkit import PASSPHRASE, opened

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
IDA = Identity("Ida", Shape.CIRCLE, Hue.PLUM)
OTHER = "nine slow boats below a bridge"


class Pair:
    """Mara and Jonas in one home, after an evening that they stopped in the middle."""

    def __init__(self, place: Path) -> None:
        self.home = Home.open(place)
        self.keys = [self.home.take_seat(who, PASSPHRASE, CHEAPEST) for who in (MARA, JONAS)]
        for index in (0, 1):
            with opened(self.folder(index), self.keys[index]) as vault:
                write_and_seal(vault)
        self.sit(lambda sitting: (sitting.begin(), sitting.turn(Seat.SECOND), sitting.note_met()))
        make_backup(self.folder(0), self.keys[0])

    def folder(self, index: int) -> Path:
        return self.home.folder(self.keys[index].vault_id)

    def sit(self, work: object) -> None:
        vaults = [Vault.open(self.folder(index), self.keys[index]) for index in (0, 1)]
        try:
            assert callable(work)
            work(Sitting(*vaults))
        finally:
            for vault in vaults:
                vault.close()


@pytest.fixture(name="pair")
def _pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path / "home")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_other_s_part_is_untouched_and_sees_an_empty_seat(pair: Pair) -> None:
    jonas = files(pair.folder(1))
    # When Mara leaves
    assert parting.erase(pair.home, pair.folder(0), pair.keys[0])
    # Then Jonas's part is as it was, byte for byte, and the only one
    assert files(pair.folder(1)) == jonas
    (seat,) = Home.open(pair.home.path).seats()
    assert seat.identity == JONAS
    assert seat.trouble is None
    with opened(pair.folder(1), pair.keys[1]) as vault:
        assert vault.read_draft(1).answers[0].text == "Jonas 0"


def test_nothing_in_the_home_names_who_left(pair: Pair) -> None:
    (pair.home.path / "home.json.broken").write_text('{"nickname": "Mara"}')
    gone = pair.keys[0].vault_id
    opened_copy = pair.home.vaults / f".opened-{gone}"
    opened_copy.mkdir()
    parting.erase(pair.home, pair.folder(0), pair.keys[0])
    for path in pair.home.path.rglob("*"):
        assert gone not in path.name
        assert path.is_dir() or not any(word in path.read_bytes() for word in (b"Mara", gone.encode()))


def test_a_new_person_in_the_seat_meets_no_card_of_the_former_evening(pair: Pair) -> None:
    parting.erase(pair.home, pair.folder(0), pair.keys[0])
    # Given Ida takes the seat, and seals
    pair.keys[0] = pair.home.take_seat(IDA, OTHER, CHEAPEST)
    with opened(pair.folder(0), pair.keys[0]) as vault:
        write_and_seal(vault)

    def meet(sitting: Sitting) -> None:
        # When both open together, Then Jonas's begun round is not theirs, and no card can be turned
        assert sitting.older_than_met() == ()
        assert sitting.history().rounds() == ()
        with pytest.raises(RoundsDiffer):
            sitting.begin()

    pair.sit(meet)
    # Once Jonas has closed it and sealed another, they begin with closed cards
    with opened(pair.folder(1), pair.keys[1]) as vault:
        vault.close_round(1)
        write_and_seal(vault)

    def begin(sitting: Sitting) -> None:
        sitting.begin()
        assert [sitting.text(seat, item) for seat in Seat for item in range(ITEMS)] == [None] * 20
        assert sitting.turn(Seat.SECOND) == ShownAnswer("Jonas 0")

    pair.sit(begin)


def test_only_its_own_keys_take_a_part_away(pair: Pair) -> None:
    before = files(pair.home.path)
    with pytest.raises(VaultError):
        parting.erase(pair.home, pair.folder(0), pair.keys[1])
    with pytest.raises(VaultMissing):
        parting.erase(pair.home, pair.home.folder("nobody"), pair.keys[1])
    assert files(pair.home.path) == before


def test_parts_set_aside_go_where_the_passphrase_opens_them(pair: Pair) -> None:
    # Given one of Mara's set aside, and another whose passphrase nobody knows here
    pair.home.set_aside(pair.keys[0].vault_id)
    lost = pair.home.take_seat(IDA, OTHER, CHEAPEST)
    pair.home.set_aside(lost.vault_id)
    # When
    assert parting.erase_those_that_open(pair.home, PASSPHRASE) == 1
    # Then
    assert [record.identity.nickname for record in pair.home.aside()] == ["Ida"]
    assert unlock(pair.home.aside()[0].folder, OTHER).vault_id == lost.vault_id


def test_what_could_not_be_removed_goes_with_the_next_start(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a disk that refuses to remove the copies
    def refuse(path: object) -> None:
        raise PermissionError(13, "no", path)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refuse)
        assert not parting.erase(pair.home, pair.folder(0), pair.keys[0])
        # Then the seat is free all the same, and nothing of what is left opens any more
        assert len(Home.open(pair.home.path).seats()) == 1
        left = parting.place(pair.home.vaults, pair.keys[0].vault_id)
        assert not list(left.glob("keys*"))
    # And the next start removes it
    Home.open(pair.home.path)
    assert not left.exists()


def test_a_part_that_cannot_be_moved_stays_whole(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _target: Path) -> Path:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        with pytest.raises(HomeNotWritable):
            parting.erase(pair.home, pair.folder(0), pair.keys[0])
    with opened(pair.folder(0), pair.keys[0]) as vault:
        assert vault.read_draft(1).answers[0].text == "Mara 0"


def test_the_keyring_forgets_and_what_it_cannot_is_told() -> None:
    store = InMemory()
    store.write("vault", "secret", b"x")
    assert parting.forget_device_secret(store, "vault", "secret")
    assert store.read("vault", "secret") is None
    # and a keyring that does not answer is no reason to stay
    assert not parting.forget_device_secret(Troubled(KeyringLocked, "delete"), "vault", "secret")
