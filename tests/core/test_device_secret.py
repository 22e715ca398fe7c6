"""The device secret and the vault that is bound to it: who opens it, who does not, and what each is told."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest

from intimacy_desktop import kdf, keyslots, sealing
from intimacy_desktop.device_secret import (
    DeviceSecret,
    DeviceSecretStore,
    forget_secret,
    new_secret,
    read_secret,
    secret_id_of,
)
from intimacy_desktop.errors import (
    DeviceSecretDifferent,
    DeviceSecretError,
    DeviceSecretMissing,
    KeyNotHeld,
    KeyringAbsent,
    KeyringDiscards,
    KeyringHangs,
    KeyringLocked,
    NoRecoveryCode,
    RecoveryCodeNeeded,
    SaveFailed,
    VaultDamaged,
    WrongPassphrase,
    WrongRecoveryCode,
)
from intimacy_desktop.header import HEADER_NAMES, DeviceBinding, read_header, write_header
from intimacy_desktop.keyslots import VaultKeys, prove, seal_slots, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code, unlock_with_code
from intimacy_desktop.vault.binding import bind, unbind
from intimacy_desktop.vault.rotation import change_passphrase, delete_round, rotate
from tests.core.keyringkit import Discarding, InMemory, Troubled
from tests.core.vaultkit import PASSPHRASE, database, full_draft, make_vault, no_file_beyond, opened

NEW_PASSPHRASE = "nine green doors by the sea"

# Written by the first version that had device secrets; with code or secret it must open for ever.
CODE_BEFORE = "A42F-JBRT-TA0V-RAEA-HS4F-X9BS-PK9F-Q2KZ-2B9Y"
VAULT_BEFORE = "00000000-0000-4000-8000-000000000001"
SECRET_BEFORE = bytes(range(32, 64))
ID_BEFORE = "10dd1790-b341-8152-82b6-f80673236a4c"
WRITTEN_BEFORE = (
    '{"database":"answers-1-0123456789abcdef.db","device":{"secret":"10dd1790-b341-8152-82b6-f80673236a4c'
    '","version":1},"format":1,"generation":1,"hue":"blue","nickname":"Mara","shape":"circle","slots":[{"'
    'kdf":{"algorithm":"argon2id","iterations":1,"lanes":1,"memory_kib":8,"salt":"AAECAwQFBgcICQoLDA0ODw='
    '="},"kind":"passphrase","sealed":"6+yARAbvxsQ3ktWg9JTBdTcjolXzxlAOkvB5SQcfiptAkpxD9Eca+//3ylxBT+fqLh'
    'zofUGZEoMoGM4j","version":1},{"kind":"recovery","public_key":"eywQIStQ5ZsXHXUZWyCNpL+V+shPeIa2sPaJ0b'
    'y8LWU=","sealed":"BUiH1/OSfaippErt+OiyvFcv8ps0+fOLZJzGTF550FYwB7ydGbEWEyVfuvHMPb4+wvMFp/Kl8Iy2q+PgAh'
    'roFg9R5CMs/QGWbhgl9X8evpo=","version":1}],"vault":"00000000-0000-4000-8000-000000000001","sha256":"5'
    '5bc80639e8dc1661fd43eab173a25d6b5e83fec3f9f77d669fcc298c654ed3b"}'
)


def no_backups(_folder: Path, _keys: VaultKeys) -> None:
    return


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@dataclass
class Bound:
    folder: Path
    keys: VaultKeys
    code: str
    store: InMemory
    round_id: int

    @property
    def secret_id(self) -> str:
        device = read_header(self.folder).device
        assert device is not None
        return device.secret_id

    @property
    def place(self) -> tuple[str, str]:
        return self.keys.vault_id, self.secret_id

    def holds_the_draft(self, keys: VaultKeys) -> bool:
        with opened(self.folder, keys) as mara:
            return mara.read_draft(self.round_id) == full_draft()


@pytest.fixture(name="bound")
def _bound(tmp_path: Path) -> Bound:
    folder, keys = make_vault(tmp_path)
    with opened(folder, keys) as mara:
        round_id = mara.start_round().id
        mara.save_draft(round_id, full_draft())
    code, store = new_code(), InMemory()
    add_recovery_slot(folder, keys, code)
    return Bound(folder, bind(folder, keys, store, renew_backups=no_backups), code, store, round_id)


# The secret and its id


def test_the_id_is_a_uuid_that_only_this_secret_and_this_vault_have() -> None:
    ids = [secret_id_of(bytes([number]) * 32, vault) for number in range(50) for vault in ("one", "two")]
    assert len(set(ids)) == 100
    for each in ids:
        assert str(UUID(each)) == each
        assert UUID(each).version == 8
        assert UUID(each).variant == "specified in RFC 4122"


def test_the_id_is_that_of_before_and_holds_nothing_of_the_secret() -> None:
    assert secret_id_of(SECRET_BEFORE, VAULT_BEFORE) == ID_BEFORE
    assert UUID(ID_BEFORE).bytes not in SECRET_BEFORE
    assert repr(DeviceSecret(ID_BEFORE, SECRET_BEFORE)) == f"DeviceSecret(secret_id='{ID_BEFORE}')"


def test_a_new_secret_is_random_kept_and_named_by_itself() -> None:
    store = InMemory()
    made = [new_secret(store, VAULT_BEFORE) for _ in range(20)]
    assert len({each.secret for each in made}) == 20
    for each in made:
        assert len(each.secret) == 32
        assert each.secret_id == secret_id_of(each.secret, VAULT_BEFORE)
        assert read_secret(store, VAULT_BEFORE, each.secret_id) == each.secret


def test_a_keyring_that_discards_is_found_out() -> None:
    with pytest.raises(KeyringDiscards):
        new_secret(Discarding(), VAULT_BEFORE)


def test_a_keyring_that_gives_back_something_else_is_found_out_and_asked_to_forget_it() -> None:
    class Cutting(InMemory):
        def write(self, vault_id: str, secret_id: str, secret: bytes) -> None:
            super().write(vault_id, secret_id, secret[:16])

    store = Cutting()
    with pytest.raises(KeyringDiscards):
        new_secret(store, VAULT_BEFORE)
    assert store.kept == {}


def test_forgetting_tells_whether_it_was_done_and_never_fails() -> None:
    assert forget_secret(InMemory(), VAULT_BEFORE, ID_BEFORE)
    assert not forget_secret(Troubled(KeyringLocked, "delete"), VAULT_BEFORE, ID_BEFORE)


# Opening a bound vault


def test_passphrase_and_secret_together_open(bound: Bound) -> None:
    keys = unlock(bound.folder, PASSPHRASE, bound.store)
    assert (keys.dek, keys.kek) == (bound.keys.dek, bound.keys.kek)
    assert bound.holds_the_draft(keys)


def test_a_header_written_before_opens_with_its_secret(tmp_path: Path) -> None:
    for name in HEADER_NAMES:
        (tmp_path / name).write_text(WRITTEN_BEFORE)
    (tmp_path / "answers-1-0123456789abcdef.db").write_bytes(b"not looked into")
    store = InMemory()
    store.write(VAULT_BEFORE, ID_BEFORE, SECRET_BEFORE)
    assert unlock(tmp_path, PASSPHRASE, store).dek == bytes(range(32))
    assert unlock_with_code(tmp_path, CODE_BEFORE).dek == bytes(range(32))


def test_missing_different_and_wrong_passphrase_are_told_apart(bound: Bound) -> None:
    # Wrong passphrase: the secret is there
    with pytest.raises(WrongPassphrase):
        unlock(bound.folder, NEW_PASSPHRASE, bound.store)
    # Different: something else in its place
    right = bound.store.kept[bound.place]
    for other in (bytes(32), b"", right[:-1], right + b"\0"):
        bound.store.kept[bound.place] = other
        for typed in (PASSPHRASE, NEW_PASSPHRASE):
            with pytest.raises(DeviceSecretDifferent):
                unlock(bound.folder, typed, bound.store)
    # Missing: nothing in its place, whatever else there is
    del bound.store.kept[bound.place]
    new_secret(bound.store, bound.keys.vault_id)
    for typed in (PASSPHRASE, NEW_PASSPHRASE):
        with pytest.raises(DeviceSecretMissing):
            unlock(bound.folder, typed, bound.store)


@pytest.mark.parametrize("trouble", [KeyringAbsent, KeyringLocked])
def test_trouble_with_the_keyring_is_said_and_changes_nothing(
    bound: Bound, trouble: type[DeviceSecretError]
) -> None:
    before, store = state(bound.folder), Troubled(trouble, "read")
    with pytest.raises(trouble):
        unlock(bound.folder, PASSPHRASE, store)
    assert (state(bound.folder), store.kept) == (before, {})


def test_a_missing_secret_is_never_made_anew(bound: Bound) -> None:
    bound.store.kept.clear()
    before = state(bound.folder)
    with pytest.raises(DeviceSecretMissing):
        unlock(bound.folder, PASSPHRASE, bound.store)
    assert bound.store.kept == {}
    assert state(bound.folder) == before


def test_by_default_the_keyring_of_the_system_is_asked(bound: Bound) -> None:
    with pytest.raises(KeyringAbsent):  # a test has no bus
        unlock(bound.folder, PASSPHRASE)


def test_a_vault_that_is_not_bound_asks_no_keyring(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    assert unlock(folder, PASSPHRASE, Troubled(AssertionError, "read")).dek == keys.dek


# Binding


def test_binding_without_a_recovery_code_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    before, store = state(folder), InMemory()
    with pytest.raises(RecoveryCodeNeeded):
        bind(folder, keys, store, renew_backups=no_backups)
    assert (state(folder), store.kept) == (before, {})


def test_no_header_is_sealed_that_is_bound_without_a_recovery_slot_or_without_its_secret(
    bound: Bound,
) -> None:
    header = read_header(bound.folder)
    with pytest.raises(RecoveryCodeNeeded):
        seal_slots(replace(header, slots=(header.passphrase_slot,)), bound.keys)
    with pytest.raises(KeyNotHeld):
        seal_slots(header, replace(bound.keys, device_secret=None))
    with pytest.raises(KeyNotHeld):
        seal_slots(replace(header, device=None), bound.keys)


def test_code_and_binding_can_come_together(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    store, code = InMemory(), new_code()
    bind(folder, keys, store, renew_backups=no_backups, new_recovery_code=code)
    assert unlock(folder, PASSPHRASE, store).dek == unlock_with_code(folder, code).dek != keys.dek


@pytest.mark.parametrize(
    ("store", "trouble"),
    [
        (Discarding(), KeyringDiscards),
        (Troubled(KeyringAbsent, "read", "write", "delete"), KeyringAbsent),
        (Troubled(KeyringLocked, "write"), KeyringLocked),
        (Troubled(KeyringHangs, "read"), KeyringHangs),
    ],
)
def test_a_keyring_that_does_not_keep_the_secret_leaves_the_vault_as_it_was(
    tmp_path: Path, store: DeviceSecretStore, trouble: type[DeviceSecretError]
) -> None:
    folder, keys = make_vault(tmp_path)
    add_recovery_slot(folder, keys, new_code())
    before = state(folder)
    with pytest.raises(trouble):
        bind(folder, keys, store, renew_backups=no_backups)
    assert state(folder) == before
    assert unlock(folder, PASSPHRASE).dek == keys.dek


def test_a_full_disk_leaves_the_vault_and_the_keyring_as_they_were(bound: Bound) -> None:
    before, kept = state(bound.folder), dict(bound.store.kept)
    with no_file_beyond(20_000), pytest.raises(SaveFailed):
        bind(bound.folder, bound.keys, bound.store, renew_backups=no_backups)
    assert (state(bound.folder), bound.store.kept) == (before, kept)
    assert bound.holds_the_draft(unlock(bound.folder, PASSPHRASE, bound.store))


def test_a_secret_that_a_power_cut_may_ask_for_is_kept(bound: Bound, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a disk of which nobody knows whether it has the new header: the rotation leaves its database
    def uncertain(folder: Path, _keys: VaultKeys, **_options: object) -> VaultKeys:
        (folder / "answers-3-0123456789abcdef.db").write_bytes(b"the next generation")
        raise SaveFailed(folder)

    monkeypatch.setattr("intimacy_desktop.vault.binding.rotate", uncertain)
    assert read_header(bound.folder).generation == 2
    with pytest.raises(SaveFailed):
        bind(bound.folder, bound.keys, bound.store, renew_backups=no_backups)
    # Then both secrets are kept
    assert len(bound.store.kept) == 2


def test_binding_again_is_a_new_secret_and_the_old_one_is_forgotten(bound: Bound) -> None:
    old = bound.place
    keys = bind(bound.folder, bound.keys, bound.store, renew_backups=no_backups)
    assert list(bound.store.kept) == [bound.place] != [old]
    assert bound.holds_the_draft(unlock(bound.folder, PASSPHRASE, bound.store))
    with pytest.raises(VaultDamaged):
        prove(read_header(bound.folder), bound.keys, bound.folder)
    prove(read_header(bound.folder), keys, bound.folder)


def test_unbinding_needs_the_passphrase_alone_afterwards(bound: Bound) -> None:
    unbind(bound.folder, bound.keys, bound.store, renew_backups=no_backups)
    assert read_header(bound.folder).device is None
    assert bound.store.kept == {}
    assert bound.holds_the_draft(unlock(bound.folder, PASSPHRASE))
    assert unlock_with_code(bound.folder, bound.code).dek


def test_rotations_of_other_kinds_keep_the_binding(bound: Bound) -> None:
    # A changed passphrase retires the code, and a bound vault is not left without one
    before = state(bound.folder)
    with pytest.raises(RecoveryCodeNeeded):
        change_passphrase(bound.folder, bound.keys, NEW_PASSPHRASE, renew_backups=no_backups)
    assert state(bound.folder) == before
    code = new_code()
    keys = change_passphrase(
        bound.folder, bound.keys, NEW_PASSPHRASE, renew_backups=no_backups, new_recovery_code=code
    )
    delete_round(bound.folder, keys, bound.round_id, renew_backups=no_backups)
    assert list(bound.store.kept) == [bound.place]
    found = unlock(bound.folder, NEW_PASSPHRASE, bound.store)
    assert found.dek == unlock_with_code(bound.folder, code).dek


# After a recovery


def test_after_a_recovery_the_vault_is_bound_anew_with_a_new_passphrase_and_a_new_code(bound: Bound) -> None:
    # Given a computer whose keyring is gone, and a passphrase nobody remembers
    store, code = InMemory(), new_code()
    recovered = unlock_with_code(bound.folder, bound.code)
    assert bound.holds_the_draft(recovered)
    # When the owner makes all three new
    bind(
        bound.folder,
        recovered,
        store,
        renew_backups=no_backups,
        new_passphrase=NEW_PASSPHRASE,
        new_recovery_code=code,
    )
    # Then these open it, and what was before does not
    assert bound.holds_the_draft(unlock(bound.folder, NEW_PASSPHRASE, store))
    assert bound.holds_the_draft(unlock_with_code(bound.folder, code))
    with pytest.raises(DeviceSecretMissing):
        unlock(bound.folder, PASSPHRASE, bound.store)
    with pytest.raises(WrongRecoveryCode):
        unlock_with_code(bound.folder, bound.code)


def test_after_a_recovery_without_a_keyring_the_vault_is_unbound(bound: Bound) -> None:
    gone = Troubled(KeyringAbsent, "read", "write", "delete")
    recovered = unlock_with_code(bound.folder, bound.code)
    unbind(bound.folder, recovered, gone, renew_backups=no_backups, new_passphrase=NEW_PASSPHRASE)
    assert bound.holds_the_draft(unlock(bound.folder, NEW_PASSPHRASE))


def test_a_code_that_was_used_is_retired_even_where_nobody_asks_for_it(bound: Bound) -> None:
    # Given a bound vault, which cannot be without a code
    recovered = unlock_with_code(bound.folder, bound.code)
    before, kept = state(bound.folder), dict(bound.store.kept)
    with pytest.raises(RecoveryCodeNeeded):
        bind(bound.folder, recovered, bound.store, renew_backups=no_backups, new_passphrase=NEW_PASSPHRASE)
    assert (state(bound.folder), bound.store.kept) == (before, kept)
    # When it is unbound
    keys = unbind(
        bound.folder, recovered, bound.store, renew_backups=no_backups, new_passphrase=NEW_PASSPHRASE
    )
    # Then the code opens nothing any more, and another can be made
    with pytest.raises(NoRecoveryCode):
        unlock_with_code(bound.folder, bound.code)
    code = new_code()
    add_recovery_slot(bound.folder, keys, code)
    assert unlock_with_code(bound.folder, code).dek == keys.dek


def test_a_code_that_was_not_used_stays_through_other_rotations(bound: Bound) -> None:
    keys = unlock(bound.folder, PASSPHRASE, bound.store)
    keys = rotate(bound.folder, keys, renew_backups=no_backups)
    assert unlock_with_code(bound.folder, bound.code).dek == keys.dek


def test_after_a_recovery_nothing_is_bound_to_the_secret_nobody_read(bound: Bound) -> None:
    recovered = unlock_with_code(bound.folder, bound.code)
    before = state(bound.folder)
    with pytest.raises(KeyNotHeld):
        rotate(
            bound.folder,
            recovered,
            renew_backups=no_backups,
            new_passphrase=NEW_PASSPHRASE,
            new_recovery_code=new_code(),
        )
    with pytest.raises(KeyNotHeld):
        bind(bound.folder, recovered, bound.store, renew_backups=no_backups)
    assert state(bound.folder) == before
    assert list(bound.store.kept) == [bound.place]


# Attacks


def test_the_keyring_alone_opens_nothing(bound: Bound) -> None:
    # Given all that the keyring holds and the files, and no passphrase
    secret = bound.store.kept[bound.place]
    header = read_header(bound.folder)
    tries = [secret, kdf.subkey(secret, b"innermost/1/db")]
    for stretched, added in product((b"", bytes(32), secret), (None, secret, bytes(32))):
        tries.append(keyslots.combine(stretched, added, header.vault_id))
    # Then no key that is made of it opens a slot
    for key in tries:
        assert sealing.open_passphrase_slot(header, key) is None
        assert sealing.open_recovery_slot(header, key) is None


def test_somebody_in_the_same_account_reads_the_secret_and_cannot_use_it(bound: Bound) -> None:
    # Given the other partner, whom the keyring serves alike
    assert read_secret(bound.store, *bound.place) == bound.keys.device_secret
    # Then every passphrase but the right one is still wrong
    for guess in ("Mara", PASSPHRASE.upper(), PASSPHRASE + " ", NEW_PASSPHRASE):
        with pytest.raises(WrongPassphrase):
            unlock(bound.folder, guess, bound.store)


def test_the_stolen_disk_does_not_open_even_to_the_right_passphrase(bound: Bound) -> None:
    # Given the files on another computer, and somebody who overheard the passphrase
    with pytest.raises(DeviceSecretMissing):
        unlock(bound.folder, PASSPHRASE, InMemory())
    # When they take the binding out of the header
    header = read_header(bound.folder)
    write_header(bound.folder, replace(header, device=None))
    # Then it does not open: the secret is part of the key, and the header of what it seals
    with pytest.raises(WrongPassphrase):
        unlock(bound.folder, PASSPHRASE, InMemory())
    # Nor with a secret of their own
    store = InMemory()
    theirs = new_secret(store, header.vault_id)
    write_header(bound.folder, replace(header, device=DeviceBinding(theirs.secret_id)))
    with pytest.raises(WrongPassphrase):
        unlock(bound.folder, PASSPHRASE, store)


def test_a_copy_from_before_the_binding_does_not_open_what_was_written_since(tmp_path: Path) -> None:
    # Given a copy of the whole folder from when the passphrase alone opened it
    folder, keys = make_vault(tmp_path)
    add_recovery_slot(folder, keys, new_code())
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    bind(folder, keys, InMemory(), renew_backups=no_backups)
    # When its keys meet the present database
    old = unlock(copy, PASSPHRASE)
    shutil.copyfile(database(folder), database(copy))
    # Then they do not open it
    with pytest.raises(VaultDamaged), opened(copy, old):
        raise AssertionError("opened")


def test_a_secret_of_one_vault_is_different_for_another(bound: Bound) -> None:
    other = new_secret(bound.store, VAULT_BEFORE)
    bound.store.kept[bound.place] = other.secret
    with pytest.raises(DeviceSecretDifferent):
        unlock(bound.folder, PASSPHRASE, bound.store)


# Passphrases in any script, in a bound vault as in any other


@pytest.mark.parametrize(
    ("made_with", "typed"),
    [
        ("caf\u00e9 on the corner", "cafe\u0301 on the corner"),
        # A dead key gives one character; another keyboard gives the letter and its accent.
        ("\u1ec7" * 15, "e\u0323\u0302" * 15),
        ("\u1ec7" * 15, "e\u0302\u0323" * 15),
        # Hangul by syllables, and by the letters that some keyboards send
        ("\ud55c\uae00" * 10, "\u1112\u1161\u11ab\u1100\u1173\u11af" * 10),
        # A space that does not break, which some keyboards give with Alt
        ("four words with spaces", "four\u00a0words\u00a0with\u00a0spaces"),
        (" four words with spaces ", " four words with spaces\u3000"),
        ("\u05e9\u05dc\u05d5\u05dd\u05c1 " * 6, "\u05e9\u05dc\u05d5\u05dd\u05c1 " * 6),
        ("\U0001f469\u200d\U0001f680" * 66, "\U0001f469\u200d\U0001f680" * 66),
        ("\u00e9" * 200, "e\u0301" * 200),
    ],
)
def test_one_text_typed_in_two_ways_opens_after_each_change_of_keys(
    bound: Bound, made_with: str, typed: str
) -> None:
    keys = change_passphrase(
        bound.folder, bound.keys, made_with, renew_backups=no_backups, new_recovery_code=new_code()
    )
    assert unlock(bound.folder, typed, bound.store).dek == keys.dek
    with pytest.raises(WrongPassphrase):
        unlock(bound.folder, made_with.strip() + "x", bound.store)


@pytest.mark.parametrize(
    "change", [str.strip, str.rstrip, str.lstrip, str.upper, lambda text: text.replace("  ", " ")]
)
def test_spaces_and_case_are_part_of_a_passphrase(bound: Bound, change: Callable[[str], str]) -> None:
    made_with = "  two spaces  before and after  "
    keys = change_passphrase(
        bound.folder, bound.keys, made_with, renew_backups=no_backups, new_recovery_code=new_code()
    )
    assert unlock(bound.folder, made_with, bound.store).dek == keys.dek
    with pytest.raises(WrongPassphrase):
        unlock(bound.folder, change(made_with), bound.store)
