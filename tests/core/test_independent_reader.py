"""docs/file-formats.md is enough to read a vault: a reader that knows nothing else finds the same in it."""

import ast
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from intimacy_desktop.answers import Answer, Draft, Evening, ShownAnswer, shown
from intimacy_desktop.backup import make_backup
from intimacy_desktop.device_secret import DeviceSecret, secret_id_of
from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.recovery import add_recovery_slot, new_code
from intimacy_desktop.vault import OwnerSettings, Vault
from intimacy_desktop.vault.rotation import rotate
from tests.core import golden_texts as texts, independent_reader
from tests.core.independent_reader import ReadAnswer, ReadRound, WrongKey, read_backup, read_home, read_vault
from tests.core.vaultkit import MARA, PASSPHRASE, make_vault, opened

READER = Path(independent_reader.__file__)
ALLOWED = {
    *{
        "base64",
        "dataclasses",
        "hashlib",
        "hmac",
        "json",
        "pathlib",
        "tempfile",
        "typing",
        "unicodedata",
        "uuid",
        "zipfile",
    },
    *{"cryptography", "sqlcipher3"},
}


def test_the_reader_imports_nothing_of_ours() -> None:
    # Given what its text imports
    imported = set()
    for node in ast.walk(ast.parse(READER.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(str(node.module).split(".")[0])
    assert imported == ALLOWED
    # And what is there once it runs, alone
    script = "import runpy, sys; runpy.run_path(sys.argv[1]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(READER)], check=True, capture_output=True, text=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"intimacy_desktop", "ui", "resources", "tests"}
    assert "importlib" not in READER.read_text("utf-8")


def as_read(answer: Answer | ShownAnswer) -> ReadAnswer:
    return ReadAnswer(answer.text, answer.spoken, kept=isinstance(answer, Answer) and answer.kept)


def check_round(vault: Vault, found: ReadRound) -> None:
    """What the reader found is what the program itself shows."""
    ours = next(each for each in vault.rounds() if each.id == found.id)
    moments = (ours.sealed_at, ours.begun_at, ours.closed_at)
    assert (found.state, found.joint_id) == (ours.state, ours.joint_id)
    assert (found.token, found.joined_with) == (ours.token, ours.joined_with)
    assert found.times == tuple(at and at.isoformat(timespec="microseconds") for at in moments)
    draft, evening = vault.read_draft_for_copy(found.id), vault.read_evening(found.id)
    assert (found.draft, found.place) == (tuple(map(as_read, draft.answers)), draft.place)
    assert (found.remember, found.small_try, found.next_date) == (
        evening.remember,
        evening.small_try,
        evening.next_date,
    )
    assert frozenset(found.later) == evening.later
    assert frozenset(found.uncovered) == vault.uncovered(found.id)


def test_the_reader_finds_in_each_state_of_a_round_what_the_program_shows(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    blank = tuple(as_read(ShownAnswer()) for _ in range(10))
    sealed = tuple(as_read(shown(answer)) for answer in texts.MARAS_FIRST.answers)

    def check(*, holds: bool, cards: tuple[ReadAnswer, ...]) -> None:
        found = read_vault(folder, PASSPHRASE)
        assert (found.vault_id, found.generation, found.nickname) == (folder.name, 1, MARA.nickname)
        assert found.last_saved == str(vault.last_saved() or "").replace(" ", "T")
        assert len(found.rounds) == len(vault.rounds())
        for each in found.rounds:
            check_round(vault, each)
        assert (found.rounds[-1].seal_holds, found.rounds[-1].shown) == (holds, cards)

    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, texts.MARAS_FIRST)
        check(holds=False, cards=blank)
        vault.seal(1)
        check(holds=True, cards=sealed)
        vault.unseal(1)
        check(holds=False, cards=blank)
        vault.seal(1)
        vault.join(1, texts.JOINT_IDS[1])
        vault.begin(1)
        vault.uncover(1, 0)
        vault.uncover(1, 9)
        check(holds=True, cards=sealed)
        vault.save_evening(1, texts.MARAS_EVENING)
        vault.close_round(1)
        check(holds=True, cards=sealed)
        vault.start_round()
        check(holds=False, cards=blank)


def test_the_reader_opens_with_the_code_and_with_the_device_secret_after_a_change_of_key(
    tmp_path: Path,
) -> None:
    # Given a vault with a recovery code, whose key was changed, bound to a device secret
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, texts.JONASS_FIRST)
        vault.save_owner_settings(OwnerSettings(9, 19))
    first, second = new_code(), new_code()
    add_recovery_slot(folder, keys, first)
    assert read_vault(folder, code=first).rounds == read_vault(folder, PASSPHRASE).rounds
    secret = bytes(range(32))
    device = DeviceSecret(secret_id_of(secret, folder.name), secret)
    rotate(folder, keys, renew_backups=lambda *_: None, new_recovery_code=second, device=device)
    # When it is read in both ways
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    by_code = read_vault(folder, code=second.lower().replace("0", "o").replace("-", " ").translate(arabic))
    by_passphrase = read_vault(folder, PASSPHRASE, device_secret=secret)
    # Then both find what was written
    assert by_code == by_passphrase
    assert (by_code.generation, by_code.minutes) == (2, (9, 19))
    assert by_code.rounds[0].draft == tuple(map(as_read, texts.JONASS_FIRST.answers))
    # And neither the old code, nor the passphrase alone, nor with another secret, opens anything
    with pytest.raises(WrongKey):
        read_vault(folder, code=first)
    for other in (None, bytes(32)):
        with pytest.raises(ValueError, match="device secret"):
            read_vault(folder, PASSPHRASE, device_secret=other)
    with pytest.raises(WrongKey):
        read_vault(folder, PASSPHRASE + "s", device_secret=secret)


def test_the_reader_reads_a_backup(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, texts.JONASS_FIRST)
        vault.seal(1)
    backup = make_backup(folder, keys)
    assert read_backup(backup.path, PASSPHRASE) == read_vault(folder, PASSPHRASE)
    with pytest.raises(WrongKey):
        read_backup(backup.path, PASSPHRASE.upper())


def test_the_reader_finds_the_seats_of_a_home(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    passphrase = "ein Grußwort — für zwei ﬁ Ⅷ"  # which NFKC changes
    keys = home.take_seat(Identity("Zoë \ud83d", Shape.DIAMOND, Hue.RUST), passphrase, CHEAPEST)
    home.set_ready(keys.vault_id, ready=True)
    (seat,) = read_home(home.path)
    assert seat == {
        "vault": keys.vault_id,
        "nickname": "Zoë \ud83d",
        "shape": "diamond",
        "hue": "rust",
        "ready": True,
    }
    found = read_vault(home.folder(keys.vault_id), passphrase)
    assert (found.nickname, found.shape, found.hue, found.rounds) == ("Zoë \ud83d", "diamond", "rust", ())
    assert found.vault_id == read_header(home.folder(keys.vault_id)).vault_id


TEXTS = st.text(st.characters(), max_size=60)
ANSWERS = st.builds(Answer, TEXTS, st.none() | TEXTS, st.booleans())
DRAFTS = st.builds(Draft, st.tuples(*[ANSWERS] * 10), st.integers(0, 9))


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VaultKeys]:
    folder, keys = make_vault(tmp_path_factory.mktemp("reader"))
    with opened(folder, keys) as vault:
        vault.start_round()
    return folder, keys


@settings(deadline=None, max_examples=40)
@given(DRAFTS)
def test_the_reader_finds_any_answers_at_all(used: tuple[Path, VaultKeys], draft: Draft) -> None:
    folder, keys = used
    with closing(Vault.open(folder, keys)) as vault:
        vault.save_draft(1, draft)
        vault.seal(1)
        (found,) = read_vault(folder, PASSPHRASE).rounds
        vault.unseal(1)
    assert found.draft == tuple(map(as_read, draft.answers))
    assert found.shown == tuple(as_read(shown(answer)) for answer in draft.answers)
    assert found.seal_holds


def test_the_evening_that_is_read_is_blank_before_there_was_one(used: tuple[Path, VaultKeys]) -> None:
    (found,) = read_vault(used[0], PASSPHRASE).rounds
    assert (found.remember, found.later) == (Evening().remember, ())
