"""The rows of a vault are all of one time: an older part of it among newer ones is damage."""

import random
from pathlib import Path
from typing import Any

import pytest

from intimacy_desktop.answers import Evening
from intimacy_desktop.backup import make_backup
from intimacy_desktop.errors import SaveFailed, VaultDamaged
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.own import Own, OwnLine, PartnerWords, Pronouns
from intimacy_desktop.vault import OwnerSettings, Vault, rowseal
from intimacy_desktop.vault.connection import Connection
from intimacy_desktop.vault.rotation import rotate
from intimacy_desktop.vault.vault import _AT_ONCE
from tests.core.vaultkit import (
    PAGE,
    changed_pages,
    copy_of,
    database,
    edit,
    full_draft,
    make_vault,
    no_file_beyond,
    opened,
    pages,
)

OWN = Own(lines=(OwnLine("Noor", "123"),), partner=PartnerWords("Jonas", Pronouns.HE))
CHANGES = {
    "save_draft": lambda vault: vault.save_draft(1, full_draft().at(7)),
    "save_evening": lambda vault: vault.save_evening(1, Evening("warm hands")),
    "seal": lambda vault: vault.seal(1),
    "unseal": lambda vault: vault.unseal(1),
    "join": lambda vault: vault.join(1, "joint"),
    "begin": lambda vault: vault.begin(1),
    "uncover": lambda vault: vault.uncover(1, 3),
    "close_round": lambda vault: vault.close_round(1),
    "start_round": lambda vault: vault.start_round(),
    "save_owner_settings": lambda vault: vault.save_owner_settings(OwnerSettings(9, 19)),
    "save_own": lambda vault: vault.save_own(OWN),
}
ORDER = (
    *("save_draft", "save_own", "seal", "unseal", "seal", "join", "begin", "uncover"),
    *("save_evening", "save_owner_settings", "close_round", "start_round"),
)


@pytest.fixture(name="made")
def _made(tmp_path: Path) -> tuple[Path, VaultKeys]:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as vault:
        vault.start_round()
        vault.save_draft(1, full_draft())
    return folder, keys


def test_after_every_change_the_seal_holds_and_is_another(made: tuple[Path, VaultKeys]) -> None:
    folder, keys = made
    assert set(ORDER) == set(CHANGES)
    seals = set()
    for name in ORDER:
        with opened(folder, keys) as vault:
            CHANGES[name](vault)
            seals.add(vault._connection.rows("SELECT seal FROM row_seal")[0][0])
    assert len(seals) == len(ORDER)
    opened_at_last = Vault.open(folder, keys)
    assert opened_at_last.own() == OWN
    opened_at_last.close()


@pytest.mark.parametrize("step", range(len(ORDER)), ids=ORDER)
def test_any_part_of_the_state_before_a_change_is_found_among_that_after_it(
    made: tuple[Path, VaultKeys], step: int
) -> None:
    # Given the pages of a vault before a change and after it
    folder, keys = made
    with opened(folder, keys) as vault:
        for earlier in ORDER[:step]:
            CHANGES[earlier](vault)
    before, was = pages(folder), _read_all(folder, keys)
    with opened(folder, keys) as vault:
        CHANGES[ORDER[step]](vault)
    after, now = pages(folder), _read_all(folder, keys)
    assert was != now
    # The first page of all holds no row: only a count of changes that SQLite keeps for itself.
    differing = sorted(at for at in range(1, len(before)) if before[at] != after[at])
    chance = random.Random(step)
    mixtures = [{at} for at in chance.sample(differing, min(8, len(differing)))]
    mixtures += [set(differing) - {at} for at in chance.sample(differing, min(8, len(differing)))]
    mixtures += [set(chance.sample(differing, chance.randrange(1, len(differing)))) for _ in range(8)]
    # When some of the older ones stand among the newer, but not all
    found = 0
    for mixture in filter(None, mixtures):
        mixed = [before[at] if at in mixture else page for at, page in enumerate(after)]
        database(folder).write_bytes(b"".join(mixed))
        # Then it is damage: at once, or, of a page in the midst of a record, when that is read
        with pytest.raises(VaultDamaged):
            _read_all(folder, keys)
        found += 1
    assert found > 1
    # And both states as a whole are none
    for whole, content in ((before, was), (after, now)):
        database(folder).write_bytes(b"".join(whole))
        assert _read_all(folder, keys) == content


def _read_all(folder: Path, keys: VaultKeys) -> list[object]:
    with opened(folder, keys) as vault:
        held: list[object] = [vault.own(), vault.owner_settings(), vault.last_saved(), *vault.rounds()]
        for found in vault.rounds():
            held += [
                vault.read_draft_for_copy(found.id),
                vault.read_evening(found.id),
                vault.uncovered(found.id),
            ]
            held += [vault._rounds.shown(found.id, item) for item in range(10)]
    return held


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault SET last_saved = NULL",
        "UPDATE vault SET lock_minutes = 15",
        "UPDATE rounds SET state = 'closed'",
        "UPDATE rounds SET uncovered = x'01010101010101010101'",
        "UPDATE rounds SET joint_id = 'another'",
        "INSERT INTO rounds (id, state, uncovered) VALUES (2, 'closed', zeroblob(10))",
        "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE kind = 'evening'",
        "DELETE FROM records WHERE kind = 'evening'",
        "UPDATE own SET sealed = zeroblob(length(sealed))",
        "DELETE FROM own",
        "UPDATE row_seal SET seal = zeroblob(32)",
        "DELETE FROM row_seal",
        "CREATE TABLE more (a BLOB)",
    ],
)
def test_rows_that_were_not_sealed_are_damage_and_nothing_builds_on_them(
    made: tuple[Path, VaultKeys], statement: str
) -> None:
    folder, keys = made
    edit(folder, keys, statement, seal=False)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(VaultDamaged):
        Vault.open(folder, keys)
    with pytest.raises(VaultDamaged):
        rotate(folder, keys, renew_backups=lambda *_: None)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_seal_is_of_its_key(made: tuple[Path, VaultKeys]) -> None:
    # Given the seal of a vault before and after a change of key, with nothing else changed
    folder, keys = made
    old = copy_of(folder, "old")
    new = rotate(folder, keys, renew_backups=lambda *_: None)
    with opened(old, keys) as vault:
        (first,) = vault._connection.rows("SELECT seal FROM row_seal")
    # When it is put back
    edit(folder, new, "UPDATE row_seal SET seal = ?", values=(first[0],), seal=False)
    # Then it does not hold
    with pytest.raises(VaultDamaged):
        Vault.open(folder, new)


def test_what_somebody_keeps_is_there_after_a_change_of_key(made: tuple[Path, VaultKeys]) -> None:
    folder, keys = made
    with opened(folder, keys) as vault:
        assert vault.own() == Own()
        vault.save_own(OWN)
    new = rotate(folder, keys, renew_backups=lambda *_: None)
    with opened(folder, new) as vault:
        assert vault.own() == OWN


def test_every_save_of_it_changes_the_same_pages_and_no_size(made: tuple[Path, VaultKeys]) -> None:
    folder, keys = made
    seen = set()
    with opened(folder, keys) as vault:
        vault.save_own(OWN)
        for own in (OWN, Own(), OWN, Own(known=frozenset(map(str, range(60))))):
            before = pages(folder)
            vault.save_own(own)
            seen.add((database(folder).stat().st_size, *sorted(changed_pages(before, pages(folder)))))
    assert len(seen) == 1
    assert len(next(iter(seen))) > 32 * 1024 // PAGE


def test_a_full_disk_leaves_what_was_kept(made: tuple[Path, VaultKeys]) -> None:
    folder, keys = made
    with opened(folder, keys) as vault:
        vault.save_own(OWN)
        for limit in (0, 512, 30_000):
            with no_file_beyond(limit), pytest.raises(SaveFailed):
                vault.save_own(Own())
        assert vault.own() == OWN
    with opened(folder, keys) as vault:
        assert vault.own() == OWN


def test_a_record_that_is_malformed_under_the_right_key_is_damage(made: tuple[Path, VaultKeys]) -> None:
    folder, keys = made
    with opened(folder, keys) as vault:
        sealed = vault._records.seal(*("own", 0, 0), b"\xff" * 32_768)  # type: ignore[arg-type]  # as a kind
    edit(folder, keys, "UPDATE own SET sealed = ?", values=(sealed,))
    with opened(folder, keys) as vault, pytest.raises(VaultDamaged):
        vault.own()


def test_the_row_seal_does_not_cost_more_the_longer_the_answers_are(made: tuple[Path, VaultKeys]) -> None:
    # Of each record only its beginning is read
    folder, keys = made
    with opened(folder, keys) as vault:
        message = rowseal._rows(vault._connection, "main")
    assert len(message) < 4000


def test_a_long_history_makes_neither_a_save_nor_an_opening_longer(made: tuple[Path, VaultKeys]) -> None:
    # Given a vault of one round, and what it takes to save and to open
    folder, keys = made
    short = _statements(folder, keys)
    # When there are many more rounds, and the file is larger than what is looked at as a whole
    with opened(folder, keys) as vault:
        vault.close_round(1)
        for _ in range(14):
            vault.close_round(vault.start_round().id)
        vault.start_round()
    assert database(folder).stat().st_size > _AT_ONCE * PAGE
    # Then no more of them is read
    assert _statements(folder, keys) <= short


def _statements(folder: Path, keys: VaultKeys) -> int:
    """Count the records of which something is read while a vault is opened and a draft saved."""
    counted = 0
    original = Connection.beginning

    def count(self: Connection, *place: Any, **named: Any) -> bytes:
        nonlocal counted
        counted += 1
        return original(self, *place, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "beginning", count)
        with opened(folder, keys) as vault:
            vault.save_draft(vault.rounds()[-1].id, full_draft())
    return counted


def test_in_a_large_file_an_older_page_of_an_earlier_round_is_damage_once_it_is_read(
    made: tuple[Path, VaultKeys],
) -> None:
    # Given a vault too large to be looked at as a whole, and its pages before a note was written into round 1
    folder, keys = made
    with opened(folder, keys) as vault:
        vault.seal(1)
        vault.join(1, "joint")
        vault.begin(1)
        vault.close_round(1)
        for _ in range(14):
            vault.close_round(vault.start_round().id)
    before = pages(folder)
    with opened(folder, keys) as vault:
        vault.save_evening(1, Evening("warm hands"))
    after = pages(folder)
    # When the pages of that note are the older ones again
    changed = changed_pages(before, after)
    found = 0
    for at in sorted(changed - {0}):
        mixed = [before[at] if number == at else page for number, page in enumerate(after)]
        database(folder).write_bytes(b"".join(mixed))
        # Then that round is never shown as it was, nor written over, and nothing else is lost
        with pytest.raises(VaultDamaged):
            _read_all(folder, keys)
        found += 1
    assert found > 1


def test_a_new_key_and_a_backup_look_at_all_of_a_large_file(made: tuple[Path, VaultKeys]) -> None:
    # Given a large vault in which a record of an earlier round was put back
    folder, keys = made
    with opened(folder, keys) as vault:
        vault.close_round(1)
        for _ in range(14):
            vault.close_round(vault.start_round().id)
    edit(folder, keys, "DELETE FROM records WHERE kind = 'evening' AND round_id = 1", seal=False)
    # Then neither is built on it
    with pytest.raises(VaultDamaged):
        rotate(folder, keys, renew_backups=lambda *_: None)
    with pytest.raises(VaultDamaged):
        make_backup(folder, keys)
    # And what is whole can still be written
    with opened(folder, keys) as vault:
        vault.save_draft(vault.start_round().id, full_draft())
        with pytest.raises(VaultDamaged):
            vault.read_evening(1)
