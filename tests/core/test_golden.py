"""The golden home of each released format opens for ever, with all that was written in it.

When one of these fails, the program has lost the way into vaults that people have. The files are never made
again; `make_golden.py` shows how they were.
"""

import json
import shutil
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from intimacy_desktop.answers import Draft, Evening, ShownAnswer, shown
from intimacy_desktop.backup import list_backups, make_backup, open_backup, restore
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.errors import DeviceSecretMissing, NotItsTurn, WrongPassphrase
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.own import GuidePlace, Own, OwnLine, PartnerWords, Pronouns
from intimacy_desktop.recovery import unlock_with_code
from intimacy_desktop.reveal import Seat
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.settings import SettingsFile
from intimacy_desktop.sitting import Readiness, Sitting
from intimacy_desktop.vault import OwnerSettings, Vault
from tests.core import golden_texts as texts
from tests.core.independent_reader import ReadAnswer, ReadOwn, read_backup, read_home, read_vault

GOLDEN = Path(__file__).parent / "data" / "golden"
FORMS = ("1", "2")
NEW_PASSPHRASE = "a new one for another place"


class Secrets:
    """A store that holds what the golden home was bound to."""

    def __init__(self, secrets: dict[str, bytes]) -> None:
        self._secrets = secrets

    def check(self) -> None:
        pass

    def read(self, vault_id: str, _secret_id: str) -> bytes | None:
        return self._secrets.get(vault_id)

    def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
        raise NotImplementedError

    def delete(self, vault_id: str, secret_id: str) -> None:
        raise NotImplementedError


class Golden:
    """A copy of the golden home, since opening a vault may write to it."""

    def __init__(self, source: Path, parent: Path) -> None:
        self.source = source
        self.home = Home.open(Path(shutil.copytree(source / "home", parent / "home")))
        opens = json.loads((source / "opens.json").read_text("ascii"))
        self.codes: dict[str, str] = opens["codes"]
        self.secret = b64decode(opens["device_secret"])
        self.mara, self.jonas = (seat.folder for seat in self.home.seats())

    @property
    def store(self) -> DeviceSecretStore:
        return Secrets({self.jonas.name: self.secret})

    def maras_keys(self) -> VaultKeys:
        return unlock(self.mara, texts.MARAS_PASSPHRASE, Secrets({}))

    def jonass_keys(self) -> VaultKeys:
        return unlock(self.jonas, texts.JONASS_PASSPHRASE, self.store)


@pytest.fixture(params=FORMS)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Golden:
    return Golden(GOLDEN / request.param, tmp_path)


@pytest.fixture
def maras(golden: Golden) -> Iterator[Vault]:
    with closing(Vault.open(golden.mara, golden.maras_keys(), back_up=make_backup)) as vault:
        yield vault


@pytest.fixture
def jonass(golden: Golden) -> Iterator[Vault]:
    with closing(Vault.open(golden.jonas, golden.jonass_keys(), back_up=make_backup)) as vault:
        yield vault


def test_the_golden_home_shows_its_seats_and_settings(golden: Golden) -> None:
    mara, jonas = golden.home.seats()
    assert (mara.identity, mara.ready, mara.trouble) == (texts.MARA, False, None)
    assert (jonas.identity, jonas.ready, jonas.trouble) == (texts.JONAS, True, None)
    assert SettingsFile(golden.home.path).load() == texts.SETTINGS


def test_all_that_mara_wrote_is_there(maras: Vault) -> None:
    first, second = maras.rounds()
    assert (first.id, first.state, first.joint_id) == (1, RoundState.CLOSED, texts.JOINT_IDS[1])
    assert (second.id, second.state, second.joint_id) == (2, RoundState.BEGUN, texts.JOINT_IDS[2])
    times = [first.sealed_at, first.begun_at, first.closed_at, maras.last_saved(), second.begun_at]
    assert sorted(time for time in times if time) == times
    assert maras.read_draft(1) == texts.MARAS_FIRST
    assert maras.read_draft(2) == texts.MARAS_SECOND
    assert maras.read_evening(1) == texts.MARAS_EVENING
    assert maras.read_evening(2) == Evening()
    assert maras.owner_settings() == OwnerSettings(*texts.MARAS_MINUTES)
    assert (maras.identity, maras.generation) == (texts.MARA, 1)


@pytest.mark.parametrize(("number", "draft"), [(1, texts.MARAS_FIRST), (2, texts.MARAS_SECOND)])
def test_maras_turned_cards_show_what_she_sealed_and_no_other_is_turned(
    maras: Vault, number: int, draft: Draft
) -> None:
    assert maras.uncovered(number) == texts.TURNED[number]
    for item in range(10):
        if item in texts.TURNED[number]:
            assert maras.read_uncovered(number, item) == shown(draft.answers[item])
        else:
            with pytest.raises(NotItsTurn):
                maras.read_uncovered(number, item)


def test_what_mara_keeps_besides_is_there_from_the_form_that_has_it_on(golden: Golden, maras: Vault) -> None:
    assert maras.own() == (Own() if golden.source.name == "1" else texts.MARAS_OWN)
    # And a vault of an older form was backed up before it was brought to today's
    assert len(list_backups(golden.mara)) == (1 if golden.source.name != FORMS[-1] else 0)


def test_all_that_jonas_wrote_is_there(jonass: Vault) -> None:
    (only,) = jonass.rounds()
    assert (only.state, only.joint_id, only.begun_at) == (RoundState.SEALED, texts.JOINT_IDS[2], None)
    assert jonass.read_draft(1) == texts.JONASS_FIRST
    assert (jonass.identity, jonass.generation) == (texts.JONAS, 2)


def test_the_interrupted_evening_goes_on(maras: Vault, jonass: Vault) -> None:
    sitting = Sitting(maras, jonass, Seat.SECOND)
    assert sitting.readiness() is Readiness.RESUMES
    sitting.begin()
    seen: dict[int, ShownAnswer] = {}
    while True:
        while (reader := sitting.state.reader) is not None:
            answer = sitting.turn(reader)
            if reader is Seat.SECOND:
                seen[sitting.state.item] = answer
        if not sitting.state.may_go_on:
            break
        sitting.next()
    assert sitting.state.complete
    assert len(seen) >= 6  # from where Mara's cards were left
    for item, answer in seen.items():
        assert answer == shown(texts.JONASS_FIRST.answers[item])


def test_passphrases_open_in_any_way_of_typing_them_and_no_other_does(golden: Golden) -> None:
    for form in ("NFC", "NFD"):
        unlock(golden.mara, unicodedata.normalize(form, texts.MARAS_PASSPHRASE))
    with pytest.raises(WrongPassphrase):
        unlock(golden.jonas, texts.JONASS_PASSPHRASE.strip(), golden.store)
    with pytest.raises(DeviceSecretMissing):
        unlock(golden.jonas, texts.JONASS_PASSPHRASE, Secrets({}))


def test_the_recovery_codes_open_as_well(golden: Golden) -> None:
    for folder, code, draft in (
        (golden.mara, golden.codes["mara"], texts.MARAS_FIRST),
        (golden.jonas, golden.codes["jonas"].lower().replace("0", "o"), texts.JONASS_FIRST),
    ):
        keys = unlock_with_code(folder, code)
        with closing(Vault.open(folder, keys, back_up=make_backup)) as vault:
            assert vault.read_draft(1) == draft


def test_the_golden_backup_opens_with_the_code_and_can_be_restored(golden: Golden, tmp_path: Path) -> None:
    # Given another computer
    home = Home.open(tmp_path / "elsewhere")
    # When the backup is opened there with the recovery code, and restored with a new passphrase
    with open_backup(
        home, golden.source / "backup.zip", lambda folder: unlock_with_code(folder, golden.codes["jonas"])
    ) as backup:
        (found,) = backup.rounds()
        assert (found.state, found.joint_id) == (RoundState.SEALED, texts.JOINT_IDS[2])
        keys = restore(home, backup, new_passphrase=NEW_PASSPHRASE, new_recovery_code=None, device=None)
    # Then all that Jonas wrote is there
    with closing(Vault.open(home.folder(keys.vault_id), keys)) as vault:
        assert vault.read_draft(1) == texts.JONASS_FIRST
    assert [seat.identity for seat in home.seats()] == [texts.JONAS]
    # And the reader reads it as well
    for open_it in ({"code": golden.codes["jonas"]}, {"passphrase": texts.JONASS_PASSPHRASE}):
        secret = golden.secret if "passphrase" in open_it else None
        read = read_backup(golden.source / "backup.zip", **open_it, device_secret=secret)
        assert [each.draft for each in read.rounds] == [as_read(texts.JONASS_FIRST)]


def as_kept(own: ReadOwn | None) -> Own:
    assert own
    return Own(
        GuidePlace(*own.guide_place) if own.guide_place else None,
        frozenset(own.known),
        tuple(OwnLine(*line) for line in own.lines),
        PartnerWords(own.partner[0], Pronouns(own.partner[1])),
        own.met,
        own.asked_after,
    )


def as_read(draft: Draft) -> tuple[ReadAnswer, ...]:
    return tuple(ReadAnswer(answer.text, answer.spoken, answer.kept) for answer in draft.answers)


def test_a_reader_written_from_the_description_alone_reads_the_golden_home(golden: Golden) -> None:
    seats = read_home(golden.source / "home")
    assert [seat["nickname"] for seat in seats] == [texts.MARA.nickname, texts.JONAS.nickname]
    # Not from the copy: it leaves no trace, not even a journal.
    before = {path: path.read_bytes() for path in golden.source.rglob("*") if path.is_file()}
    vaults = golden.source / "home" / "vaults"
    for open_mara in ({"passphrase": texts.MARAS_PASSPHRASE}, {"code": golden.codes["mara"]}):
        mara = read_vault(vaults / seats[0]["vault"], **open_mara)
        assert [each.draft for each in mara.rounds] == [
            as_read(texts.MARAS_FIRST),
            as_read(texts.MARAS_SECOND),
        ]
        assert [each.uncovered for each in mara.rounds] == [tuple(sorted(texts.TURNED[n])) for n in (1, 2)]
        assert mara.rounds[0].remember == texts.MARAS_EVENING.remember
        assert mara.minutes == texts.MARAS_MINUTES
        if golden.source.name != "1":
            assert as_kept(mara.own) == texts.MARAS_OWN
    jonas = read_vault(vaults / seats[1]["vault"], texts.JONASS_PASSPHRASE, device_secret=golden.secret)
    assert [each.draft for each in jonas.rounds] == [as_read(texts.JONASS_FIRST)]
    assert all(each.seal_holds for vault in (mara, jonas) for each in vault.rounds)
    assert {path: path.read_bytes() for path in golden.source.rglob("*") if path.is_file()} == before
