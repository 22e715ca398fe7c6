"""Thousands of damaged files, drawn from seeds: no traceback, no wrong word, no text that is not true.

Every fault is tried as a person would meet it: the home is opened, its seats are listed, a passphrase is
tried, the vault is opened and all of it is read. Anything but the errors of our own tree fails a test.
"""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest

from intimacy_desktop.answers import Evening, shown
from intimacy_desktop.backup import inspect, make_backup, open_backup
from intimacy_desktop.canonical import canonical, parse
from intimacy_desktop.errors import VaultDamaged, VaultMissing, WrongPassphrase
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.settings import Settings, SettingsFile
from intimacy_desktop.vault import Vault
from tests.core.corruptionkit import (
    EVENING,
    FIRST,
    JONAS,
    MARA,
    PASSPHRASES,
    SECOND,
    THIRD,
    Content,
    Scene,
    build,
    content_of,
    faults,
    read,
)
from tests.core.vaultkit import PAGE

CHUNKS = range(4)
ONE_HEADER, BOTH_HEADERS, HINTS, SETTINGS_FILE, DATABASE, SPLICES, SEVERAL = 140, 280, 196, 98, 280, 100, 56
"""Faults of each kind in one chunk."""
JOURNALS, BACKUP = 56, 98


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return build(tmp_path_factory.mktemp("corruption"))


@pytest.fixture
def scene(built: Scene) -> Iterator[Scene]:
    yield built
    built.restore()


def seats_of(scene: Scene) -> tuple[SeatRecord, ...]:
    """The seats as a fresh start shows them: both are always there, under their own names or none."""
    seats = Home.open(scene.home.path).seats()
    assert sorted(seat.vault_id for seat in seats) == sorted(scene.folder(seat).name for seat in (0, 1))
    return seats


def identities(scene: Scene) -> dict[str, object]:
    return {scene.folder(0).name: MARA, scene.folder(1).name: JONAS}


def test_there_are_enough_faults() -> None:
    kinds = (ONE_HEADER, BOTH_HEADERS, HINTS, SETTINGS_FILE, DATABASE, SPLICES, SEVERAL)
    assert len(CHUNKS) * sum(kinds) + 3 * JOURNALS + 3 * len(CHUNKS) * BACKUP >= 5500


@pytest.mark.parametrize("chunk", CHUNKS)
@pytest.mark.parametrize("hurt", ["keys.json", "keys.bak.json"])
def test_a_damaged_header_beside_a_whole_copy_costs_nothing(scene: Scene, hurt: str, chunk: int) -> None:
    name = scene.name(0, hurt)
    for what, change in faults(f"{hurt} {chunk}", ONE_HEADER // 2):
        # Given one of the two headers damaged
        scene.lay({name: change(scene.newest[name])})
        # Then the seat shows no trouble, all is there, and the header is whole again
        assert all(seat.trouble is None for seat in seats_of(scene)), what
        assert content_of(scene.folder(0), PASSPHRASES[0]) == scene.contents[0], what
        assert (scene.home.path / name).read_bytes() == scene.newest[name], what


@pytest.mark.parametrize("chunk", CHUNKS)
def test_both_headers_damaged_are_damage_and_never_a_wrong_passphrase(scene: Scene, chunk: int) -> None:
    names = [scene.name(0, name) for name in ("keys.json", "keys.bak.json")]
    other = scene.folder(1).name
    pairs = zip(
        faults(f"first {chunk}", BOTH_HEADERS),
        reversed([*faults(f"second {chunk}", BOTH_HEADERS)]),
        strict=True,
    )
    for (what, first), (and_what, second) in pairs:
        laid = {name: change(scene.newest[name]) for name, change in zip(names, (first, second), strict=True)}
        scene.lay(laid)
        for seat in seats_of(scene):
            assert seat.identity == identities(scene)[seat.vault_id]  # known from home.json
            assert isinstance(seat.trouble, VaultDamaged) is (seat.vault_id != other), (what, and_what)
        for typed in (PASSPHRASES[0], PASSPHRASES[1]):
            with pytest.raises(VaultDamaged):
                unlock(scene.folder(0), typed)
        # And nothing was repaired over what might still be of use
        assert {name: (scene.home.path / name).read_bytes() for name in names} == laid


@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_damaged_home_file_loses_no_seat(scene: Scene, chunk: int) -> None:
    for what, change in faults(f"home.json {chunk}", HINTS):
        scene.lay({"home.json": change(scene.newest["home.json"])})
        for seat in seats_of(scene):
            assert seat.identity == identities(scene)[seat.vault_id], what
            assert seat.trouble is None, what
    # And what is noted next is kept
    home = Home.open(scene.home.path)
    home.set_ready(scene.folder(1).name, ready=True)
    assert [seat.ready for seat in home.seats() if seat.vault_id == scene.folder(1).name] == [True]


@pytest.mark.parametrize("chunk", CHUNKS)
def test_damaged_settings_are_settings_all_the_same_and_can_be_saved_again(scene: Scene, chunk: int) -> None:
    chosen = Settings(text_size=2.0, hide_key="F8")
    for what, change in faults(f"settings.json {chunk}", SETTINGS_FILE):
        scene.lay({"settings.json": change(scene.newest["settings.json"])})
        file = SettingsFile(scene.home.path)
        assert Settings.of(vars_of(file.load())) == file.load(), what
        file.save(chosen)
        assert file.load() == chosen, what


def vars_of(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}


@pytest.mark.parametrize("chunk", CHUNKS)
def test_a_damaged_database_is_damage_when_it_is_opened_and_is_left_as_it_is(
    scene: Scene, chunk: int
) -> None:
    name = scene.name(0, "answers")
    for what, change in faults(f"answers.db {chunk}", DATABASE):
        damaged = change(scene.newest[name])
        scene.lay({name: damaged})
        keys = unlock(scene.folder(0), PASSPHRASES[0]) if damaged else None
        with pytest.raises(VaultDamaged):
            Vault.open(scene.folder(0), keys).close() if keys else unlock(scene.folder(0), PASSPHRASES[0])
        assert (scene.home.path / name).read_bytes() == damaged, what
        # And the other seat knows nothing of it
        assert {seat.vault_id: seat.trouble for seat in seats_of(scene)}[scene.folder(1).name] is None
    assert content_of(scene.folder(1), PASSPHRASES[1]) == scene.contents[1]


TEXTS = {1: (FIRST, SECOND), 2: (THIRD,)}
EVENINGS = {1: (Evening(), EVENING), 2: (Evening(),)}


def check_truth(found: Content, what: str) -> None:
    """Whatever can be read was written in its place; no round is gone, no card comes from another set."""
    assert [each.id for each in found.rounds] == [1, 2], what
    for number, draft, evening in zip((1, 2), found.drafts, found.evenings, strict=True):
        assert draft is None or draft in TEXTS[number], what
        assert evening is None or evening in EVENINGS[number], what
    for (number, item), answer in found.turned.items():
        assert number == 1
        assert answer is None or answer == shown(SECOND.answers[item]), what


@pytest.mark.parametrize("chunk", CHUNKS)
def test_pages_of_an_older_copy_never_bring_up_a_text_that_is_not_true(scene: Scene, chunk: int) -> None:
    # Given a page, several, or a run of pages of an older copy of the same database among the newest
    name = scene.name(0, "answers")
    newest, older = scene.newest[name], scene.older[name]
    chance = random.Random(f"splices {chunk}")
    differing = [at for at in range(0, len(older), PAGE) if older[at : at + PAGE] != newest[at : at + PAGE]]
    for number in range(SPLICES):
        first = len(differing) * (chunk * SPLICES + number) // (len(CHUNKS) * SPLICES)
        count = 1 if number % 2 else chance.randrange(2, len(differing) - 1)
        places = differing[first : first + count] if number % 4 else chance.sample(differing, count)
        mixed = bytearray(newest)
        for at in places:
            mixed[at : at + PAGE] = older[at : at + PAGE]
        scene.lay({name: bytes(mixed)})
        # Then it is damage, or what it holds is true
        try:
            found = content_of(scene.folder(0), PASSPHRASES[0])
        except VaultDamaged:
            continue
        what = f"pages {[at // PAGE + 1 for at in places]}"
        check_truth(found, what)
        # And no state, mark or choice is an older one: what is read at all is as it was left
        assert found.rounds == scene.contents[0].rounds, what
        assert found.owner == scene.contents[0].owner, what
        assert found.turned.keys() == scene.contents[0].turned.keys(), what
        for now, then in zip(
            found.drafts + found.evenings, scene.contents[0].drafts + scene.contents[0].evenings, strict=True
        ):
            assert now is None or now == then, what


def test_an_older_copy_as_a_whole_is_the_older_vault(scene: Scene) -> None:
    scene.lay({name: data for name, data in scene.older.items() if "/" in name})
    for seat in (0, 1):
        assert content_of(scene.folder(seat), PASSPHRASES[seat]) == scene.older_contents[seat]


# Journals


@pytest.mark.parametrize("whose", ["own", "older", "other"])
def test_a_journal_that_was_left_or_laid_there_never_brings_up_a_text_that_is_not_true(
    scene: Scene, whose: str
) -> None:
    name = f"{scene.name(0, 'answers')}-journal"
    whole = scene.journals[whose]
    changes = [("whole", lambda data: data), *faults(f"journal {whose}", JOURNALS)]
    for what, change in changes:
        scene.lay({name: change(whole)})
        try:
            found = content_of(scene.folder(0), PASSPHRASES[0])
        except VaultDamaged:
            assert (whose, what) != ("own", "whole")
        else:
            check_truth(found, what)
            if (whose, what) == ("own", "whole"):
                assert found == scene.contents[0]
        scene.restore()


# Files that change places


def outcome(scene: Scene, folder: Path, owner: int, seats: dict[str, SeatRecord]) -> str:
    """What somebody meets who tries their passphrase there: their own content, or what is wrong."""
    try:
        assert content_of(folder, PASSPHRASES[owner]) == scene.contents[owner]
    except (VaultDamaged, VaultMissing) as error:
        return type(error).__name__
    except WrongPassphrase:
        # Only where it was said before that this vault cannot be opened, or where it is somebody else's.
        assert seats[folder.name].trouble is not None or folder != scene.folder(owner)
        return "WrongPassphrase"
    return "opened"


KINDS = ("keys.json", "keys.bak.json", "answers")


@pytest.mark.parametrize("exchanged", [True, False], ids=["exchanged", "copied over"])
@pytest.mark.parametrize("renamed", [True, False], ids=["and renamed", ""])
def test_files_that_change_places_between_the_vaults_open_to_their_owner_or_not_at_all(
    scene: Scene, exchanged: bool, renamed: bool
) -> None:
    for chosen in product((False, True), repeat=len(KINDS)):
        kinds = [kind for kind, taken in zip(KINDS, chosen, strict=True) if taken]
        laid = {scene.name(0, kind): scene.newest[scene.name(1, kind)] for kind in kinds}
        if exchanged:
            laid |= {scene.name(1, kind): scene.newest[scene.name(0, kind)] for kind in kinds}
        if renamed:  # the database gets the name that the header gives it
            mine, others = (Path(scene.name(seat, "answers")) for seat in (0, 1))
            laid[str(mine.with_name(others.name))] = laid.get(str(mine), scene.newest[str(mine)])
        scene.lay(laid)
        seats = {seat.vault_id: seat for seat in seats_of(scene)}
        met = {
            (where, who): outcome(scene, scene.folder(where), who, seats)
            for where, who in product((0, 1), repeat=2)
        }
        if len(kinds) <= 1 and "answers" not in kinds:  # a copy of another vault is no copy
            assert (met[0, 0], met[1, 1]) == ("opened", "opened"), kinds
            assert all(seat.trouble is None for seat in seats.values()), kinds
        scene.restore()


def test_folders_that_change_names_are_said_to_be_damaged_and_open_to_nobody_else(scene: Scene) -> None:
    mara, jonas = scene.folder(0), scene.folder(1)
    aside = mara.with_name("aside")
    for old, new in ((mara, aside), (jonas, mara), (aside, jonas)):
        old.rename(new)
    try:
        seats = {seat.vault_id: seat for seat in seats_of(scene)}
        assert all(isinstance(seat.trouble, VaultDamaged) for seat in seats.values())
        assert outcome(scene, mara, 0, seats) == outcome(scene, jonas, 1, seats) == "WrongPassphrase"
    finally:
        for old, new in ((jonas, aside), (mara, jonas), (aside, mara)):
            old.rename(new)


# Several at once


@pytest.mark.parametrize("chunk", CHUNKS)
def test_several_damaged_or_missing_files_are_called_what_they_are(scene: Scene, chunk: int) -> None:
    chance = random.Random(f"several {chunk}")
    names = sorted(scene.newest)
    for what, change in faults(f"several {chunk}", SEVERAL):
        hurt = chance.sample(names, chance.randrange(2, 5))
        gone = chance.choice(hurt)
        scene.lay({name: change(scene.newest[name]) for name in hurt if name != gone})
        (scene.home.path / gone).unlink()
        SettingsFile(scene.home.path).load()
        seats = {seat.vault_id: seat for seat in seats_of(scene)}
        for owner in (0, 1):
            names_here = {kind: scene.name(owner, kind) for kind in KINDS}
            expected = "opened"
            if names_here["keys.json"] in hurt and names_here["keys.bak.json"] in hurt:
                expected = "VaultDamaged"
            elif names_here["answers"] == gone:
                expected = "VaultMissing"
            elif names_here["answers"] in hurt:
                expected = "VaultDamaged"
            assert outcome(scene, scene.folder(owner), owner, seats) == expected, (what, hurt, gone)
        scene.restore()


# Backups


@pytest.fixture(scope="module")
def backup(built: Scene, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of Mara's vault, which the scene itself does not have."""
    made = make_backup(built.folder(0), unlock(built.folder(0), PASSPHRASES[0]))
    data = made.path.read_bytes()
    shutil.rmtree(made.path.parent)
    return data


@pytest.mark.parametrize("chunk", CHUNKS)
@pytest.mark.parametrize("where", ["anywhere", "header", "directory"])
def test_a_damaged_backup_is_said_to_be_damaged_or_holds_all_of_it(
    scene: Scene, backup: bytes, tmp_path: Path, where: str, chunk: int
) -> None:
    start, end = {
        "anywhere": (0, len(backup)),
        "header": (0, 900),
        "directory": (len(backup) - 250, len(backup)),
    }[where]
    path = tmp_path / "carried.zip"
    for what, change in faults(f"backup {where} {chunk}", BACKUP):
        # Given a backup with a fault in it, or in what a ZIP archive says of itself
        path.write_bytes(backup[:start] + change(backup[start:end]) + backup[end:])
        # Then it is said before anything is asked for
        found = inspect(path)
        if found.trouble is not None:
            assert isinstance(found.trouble, VaultDamaged), what
            continue
        # Or it was no fault of what it holds
        with open_backup(scene.home, path, lambda folder: unlock(folder, PASSPHRASES[0])) as opened:
            assert read(opened._vault) == scene.contents[0], what


# A header that asks for too much

HOSTILE = """
import resource, sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from intimacy_desktop.errors import VaultDamaged
from intimacy_desktop.keyslots import unlock
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # so that what it needs itself is not counted

resource.setrlimit(resource.RLIMIT_AS, (1 << 33, 1 << 33))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    unlock(Path(sys.argv[2]), sys.argv[3])
except VaultDamaged:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("memory_kib", [4 * 1024**3, 1024**2 + 1, 2**31, 2**63])
def test_a_header_that_asks_for_more_memory_than_any_vault_is_refused_before_it_is_taken(
    scene: Scene, memory_kib: int
) -> None:
    # Given a header with a right checksum that asks for 4 TiB, or a little more than the ceiling
    laid = {}
    for kind in ("keys.json", "keys.bak.json"):
        data = scene.newest[scene.name(0, kind)]
        members = parse(data[: data.rindex(b',"sha256"')] + b"}")
        members["slots"][0]["kdf"]["memory_kib"] = memory_kib
        body = canonical(members)
        laid[scene.name(0, kind)] = body[:-1] + f',"sha256":"{sha256(body).hexdigest()}"}}'.encode()
    scene.lay(laid)
    # When a process of its own tries to unlock it
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-I", "-c", HOSTILE, root, str(scene.folder(0)), PASSPHRASES[0]],
        check=True,
        capture_output=True,
        text=True,
    )
    # Then it is damage, and the process has not grown by more than what its modules take, in KiB
    assert int(done.stdout) < 8 * 1024
