"""The recovery code as a way into a vault: it opens it, and is not needed to seal another key for it."""

import hmac
import traceback
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from intimacy_desktop.errors import (
    KeyNotHeld,
    NoRecoveryCode,
    RecoveryCodeExists,
    RecoveryCodeMistyped,
    SaveFailed,
    VaultDamaged,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from intimacy_desktop.header import HEADER_NAMES, read_header, write_header
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.keyslots import VaultKeys, prove, seal_slots, unlock
from intimacy_desktop.recovery import add_recovery_slot, new_code, new_slot, parse_code, unlock_with_code
from intimacy_desktop.sealing import public_key_of
from intimacy_desktop.slots import RecoverySlot
from tests.core.hpke_by_hand import open_base
from tests.core.vaultkit import PASSPHRASE, database, full_draft, make_vault, no_file_beyond, opened

# Written by the first version that had recovery codes; it must open for ever.
CODE_BEFORE = "A42F-JBRT-TA0V-RAEA-HS4F-X9BS-PK9F-Q2KZ-2B9Y"
WRITTEN_BEFORE = (
    '{"database":"answers-1-0123456789abcdef.db","device":null,"format":1,"generation":1,"hue":"blue","ni'
    'ckname":"Mara","shape":"circle","slots":[{"kdf":{"algorithm":"argon2id","iterations":1,"lanes":1,"me'
    'mory_kib":8,"salt":"AAECAwQFBgcICQoLDA0ODw=="},"kind":"passphrase","sealed":"zHlQ3V+SsIzi3taMoVLT70o'
    '3yPT5SKly2S1vGcY9KQ8GIyVDqNp0HIv45/db3TZ1AUxA1U8Sy4ePu0DC","version":1},{"kind":"recovery","public_k'
    'ey":"eywQIStQ5ZsXHXUZWyCNpL+V+shPeIa2sPaJ0by8LWU=","sealed":"tWImdZWELdkQU6k/gvhc9bXn9vgHSfYRwNAeq4T'
    'FjkmaoEFzNo/eHIkN8vcsg7fhizdHw+OP0sx/TQ3YbnOWTwZd134bMF3J1NSvGJRqjVU=","version":1}],"vault":"000000'
    '00-0000-4000-8000-000000000001","sha256":"2881b1c5b97fa9418255892796ceae7410040b8af04652510c7bc26630'
    'a47ae5"}'
)


@pytest.fixture(name="code")
def _code() -> str:
    return new_code()


@pytest.fixture(name="vault")
def _vault(tmp_path: Path, code: str) -> tuple[Path, VaultKeys]:
    folder, keys = make_vault(tmp_path)
    add_recovery_slot(folder, keys, code)
    return folder, keys


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_code_opens_the_same_vault_as_the_passphrase(vault: tuple[Path, VaultKeys], code: str) -> None:
    # Given what somebody wrote
    folder, keys = vault
    with opened(folder, unlock(folder, PASSPHRASE)) as mara:
        draft_id = mara.start_round().id
        mara.save_draft(draft_id, full_draft())
    # When only the code is left, typed without care
    found = unlock_with_code(folder, code.lower().replace("-", " "))
    # Then it is all there, and nothing is known of the passphrase
    assert (found.vault_id, found.dek) == (keys.vault_id, keys.dek)
    assert (found.kek, found.stretched, found.device_secret) == (None, None, None)
    with opened(folder, found) as mara:
        assert mara.read_draft(draft_id) == full_draft()
    # And the passphrase opens it still
    assert unlock(folder, PASSPHRASE).dek == keys.dek


def test_a_well_formed_code_of_another_vault_is_wrong_and_no_slip(vault: tuple[Path, VaultKeys]) -> None:
    for _ in range(20):
        with pytest.raises(WrongRecoveryCode):
            unlock_with_code(vault[0], new_code())


def test_a_slip_is_said_before_anything_is_read(tmp_path: Path, code: str) -> None:
    slip = ("B" if code[0] == "A" else "A") + code[1:]
    with pytest.raises(RecoveryCodeMistyped):
        unlock_with_code(tmp_path / "nothing there", slip)


def test_a_vault_without_a_code_says_so(tmp_path: Path, code: str) -> None:
    folder, _ = make_vault(tmp_path)
    with pytest.raises(NoRecoveryCode):
        unlock_with_code(folder, code)


def test_a_missing_or_emptied_database_is_told_before_the_code_is_tried(
    vault: tuple[Path, VaultKeys],
) -> None:
    folder, _ = vault
    path = database(folder)
    path.write_bytes(b"")
    with pytest.raises(VaultDamaged):
        unlock_with_code(folder, new_code())
    path.unlink()
    with pytest.raises(VaultMissing):
        unlock_with_code(folder, new_code())


def test_damage_is_never_called_a_wrong_code(vault: tuple[Path, VaultKeys], code: str) -> None:
    folder, _ = vault
    data = (folder / "keys.json").read_bytes()
    for at in range(0, len(data), 7):
        for name in HEADER_NAMES:
            (folder / name).write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        with pytest.raises(VaultDamaged):
            unlock_with_code(folder, code)


def test_the_slot_opens_only_in_its_own_header(vault: tuple[Path, VaultKeys], code: str) -> None:
    # Given a header whose nickname somebody changed, with a right checksum
    folder, _ = vault
    recovered = unlock_with_code(folder, code)
    header = read_header(folder)
    changed = replace(header, identity=Identity("Jonas", Shape.DIAMOND, Hue.RUST))
    write_header(folder, changed)
    # Then neither the code nor keys from before accept it
    with pytest.raises(WrongRecoveryCode):
        unlock_with_code(folder, code)
    with pytest.raises(VaultDamaged):
        prove(changed, recovered, folder)
    prove(header, recovered, folder)


def test_a_slot_of_somebody_elses_code_beside_the_key_is_refused(
    vault: tuple[Path, VaultKeys], code: str
) -> None:
    # Given a header in which the other partner put their own public key, with a right checksum
    folder, keys = vault
    header = read_header(folder)
    theirs = new_code()
    slots = (header.passphrase_slot, replace(new_slot(theirs, keys.vault_id), sealed=bytes(80)))
    write_header(folder, replace(header, slots=slots))
    # Then it opens to nobody: neither code, and not even the passphrase, which is bound to it
    for typed in (theirs, code):
        with pytest.raises(WrongRecoveryCode):
            unlock_with_code(folder, typed)
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("point", [bytes(32), b"\1" + bytes(31), b"\xff" * 32])
def test_points_that_make_no_secret_are_a_wrong_code_and_no_fault(
    vault: tuple[Path, VaultKeys], code: str, point: bytes
) -> None:
    folder, _ = vault
    header = read_header(folder)
    slot = header.recovery_slot
    assert slot is not None
    write_header(
        folder,
        replace(header, slots=(header.passphrase_slot, replace(slot, sealed=point + slot.sealed[32:]))),
    )
    with pytest.raises(WrongRecoveryCode):
        unlock_with_code(folder, code)


def test_a_new_key_is_sealed_for_the_code_without_the_code(vault: tuple[Path, VaultKeys], code: str) -> None:
    # Given only what an open vault holds, the code typed nowhere
    folder, _ = vault
    keys = unlock(folder, PASSPHRASE)
    header = replace(read_header(folder), generation=2, database="answers-2-0123456789abcdef.db")
    # When its header is sealed with another data encryption key
    renewed = replace(keys, dek=bytes(range(32)))
    write_header(folder, seal_slots(header, renewed))
    (folder / header.database).write_bytes(b"not looked into")
    # Then passphrase and code both open to it
    assert unlock(folder, PASSPHRASE).dek == unlock_with_code(folder, code).dek == bytes(range(32))


def test_keys_from_a_code_cannot_seal_a_passphrase_slot(vault: tuple[Path, VaultKeys], code: str) -> None:
    folder, _ = vault
    before = state(folder)
    recovered = unlock_with_code(folder, code)
    with pytest.raises(KeyNotHeld):
        seal_slots(read_header(folder), recovered)
    assert state(folder) == before


def test_keys_from_a_code_prove_nothing_where_the_slot_is_gone_or_anothers(
    vault: tuple[Path, VaultKeys], code: str, tmp_path: Path
) -> None:
    folder, keys = vault
    recovered = unlock_with_code(folder, code)
    header = read_header(folder)
    other, other_keys = make_vault(tmp_path)
    add_recovery_slot(other, other_keys, new_code())
    for changed in (replace(header, slots=(header.passphrase_slot,)), read_header(other)):
        with pytest.raises(VaultDamaged):
            prove(changed, recovered, folder)
    with pytest.raises(VaultDamaged):
        prove(header, VaultKeys(keys.vault_id, keys.dek, None), folder)


def test_adding_the_same_code_again_is_no_fault_and_mends_the_copy(
    vault: tuple[Path, VaultKeys], code: str
) -> None:
    folder, keys = vault
    before = state(folder)
    (folder / "keys.bak.json").write_bytes(b"")
    add_recovery_slot(folder, keys, code)
    assert state(folder) == before


def test_another_code_does_not_slip_in_beside_the_first(vault: tuple[Path, VaultKeys]) -> None:
    folder, keys = vault
    before = state(folder)
    with pytest.raises(RecoveryCodeExists):
        add_recovery_slot(folder, keys, new_code())
    assert state(folder) == before


def test_a_code_is_added_only_by_who_opened_the_vault(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    before = state(folder)
    stranger = VaultKeys(keys.vault_id, bytes(32), bytes(32))
    with pytest.raises(VaultDamaged):
        add_recovery_slot(folder, stranger, new_code())
    with pytest.raises(RecoveryCodeMistyped):
        add_recovery_slot(folder, keys, "no code")
    assert state(folder) == before


def test_a_full_disk_leaves_the_vault_as_it_was(tmp_path: Path, code: str) -> None:
    folder, keys = make_vault(tmp_path)
    before = state(folder)
    with no_file_beyond(300), pytest.raises(SaveFailed):
        add_recovery_slot(folder, keys, code)
    assert state(folder) == before
    add_recovery_slot(folder, keys, code)
    assert unlock_with_code(folder, code).dek == keys.dek


def test_one_code_in_two_vaults_makes_two_key_pairs(tmp_path: Path, code: str) -> None:
    public = set()
    for _ in range(2):
        folder, keys = make_vault(tmp_path)
        add_recovery_slot(folder, keys, code)
        slot = read_header(folder).recovery_slot
        assert slot is not None
        public.add(slot.public_key)
    assert len(public) == 2


def test_each_sealing_is_fresh_in_both_slots(vault: tuple[Path, VaultKeys]) -> None:
    folder, keys = vault
    header = read_header(folder)
    sealed = [seal_slots(header, keys) for _ in range(20)]
    assert len({each.passphrase_slot.sealed[:12] for each in sealed}) == 20
    assert len({each.recovery_slot.sealed[:32] for each in sealed if each.recovery_slot}) == 20


def test_neither_code_nor_key_shows_in_a_repr_an_error_or_the_file(
    vault: tuple[Path, VaultKeys], code: str
) -> None:
    folder, _ = vault
    recovered = unlock_with_code(folder, code)
    assert repr(recovered) == f"VaultKeys(vault_id={recovered.vault_id!r})"
    wrong = new_code()
    with pytest.raises(WrongRecoveryCode) as caught:
        unlock_with_code(folder, wrong)
    assert wrong not in "".join(traceback.format_exception_only(caught.value)) + repr(caught.value)
    data = (folder / "keys.json").read_bytes()
    assert recovered.recovery_key is not None
    for secret in (recovered.recovery_key, parse_code(code), recovered.dek):
        assert secret not in data
        assert b64encode(secret).rstrip(b"=")[:-1] not in data
        assert secret.hex().encode() not in data


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """RFC 5869 for one block, without the code under test."""
    return hmac.digest(hmac.digest(salt, key, sha256), info + b"\1", sha256)


def test_the_second_reading_of_hpke_is_that_of_the_rfc() -> None:
    # RFC 9180, appendix A.1.1.1, sequence number 0
    plaintext = open_base(
        bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"),
        bytes.fromhex(
            "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
        ),
        bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8"),
        bytes.fromhex("4f6465206f6e2061204772656369616e2055726e"),
        aad=b"Count-0",
        key_size=16,
    )
    assert plaintext == b"Beauty is truth, truth beauty"


def test_what_is_sealed_opens_by_the_published_standards_alone(
    vault: tuple[Path, VaultKeys], code: str
) -> None:
    # Given the bits on the sheet and the header, and HKDF, X25519 and HPKE read from their RFCs
    folder, keys = vault
    header = read_header(folder)
    slot = header.recovery_slot
    assert slot is not None
    private = hkdf(parse_code(code), keys.vault_id.encode(), b"innermost/1/recovery/x25519")
    assert public_key_of(private) == slot.public_key
    info = b"innermost/1/recovery" + header.associated_data()
    # Then they open the slot
    assert open_base(slot.sealed[:32], slot.sealed[32:], private, info) == keys.dek


@pytest.mark.parametrize(
    ("private", "public"),
    [
        (
            "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
            "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        ),
        (
            "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
        ),
    ],
)
def test_public_keys_are_those_of_rfc_7748_section_6_1(private: str, public: str) -> None:
    assert public_key_of(bytes.fromhex(private)).hex() == public


def test_a_code_written_down_before_opens_its_header(tmp_path: Path) -> None:
    for name in HEADER_NAMES:
        (tmp_path / name).write_text(WRITTEN_BEFORE)
    (tmp_path / "answers-1-0123456789abcdef.db").write_bytes(b"not looked into")
    assert unlock_with_code(tmp_path, CODE_BEFORE).dek == bytes(range(32))
    slot = read_header(tmp_path).recovery_slot
    assert isinstance(slot, RecoverySlot)
    assert new_slot(CODE_BEFORE, "00000000-0000-4000-8000-000000000001").public_key == slot.public_key
