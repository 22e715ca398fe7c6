import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from intimacy_desktop.errors import PassphraseEmpty, PassphraseUnassigned, VaultDamaged, WrongPassphrase
from intimacy_desktop.header import HEADER_NAMES, read_header, write_header
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, prove, seal_slots, unlock
from intimacy_desktop.slots import PassphraseSlot
from intimacy_desktop.vault import create_vault
from tests.core.vaultkit import MARA, PASSPHRASE, make_vault

# Written once by the first format; a change of format, key derivation or binding shows here.
WRITTEN_BEFORE = (
    '{"database":"answers-1-0123456789abcdef.db","device":null,"format":1,"generation":1,"hue":'
    '"blue","nickname":"Mara","shape":"circle","slots":[{"kdf":{"algorithm":"argon2id","iterati'
    'ons":1,"lanes":1,"memory_kib":8,"salt":"AAECAwQFBgcICQoLDA0ODw=="},"kind":"passphrase","se'
    'aled":"WW3xcUYF8CR7YEtLSst0WxmcAEWm1xmly85TunuQSpn1vm3J8wvC2NVCTFFj07NGZuLd6C0oX+vRwPTb","'
    'version":1}],"vault":"00000000-0000-4000-8000-000000000001","sha256":"81345d6d7fd5607b091c'
    '0dda9653bf2ebc79ce31bad022963e6da8988a3d23df"}'
)


def test_a_header_written_before_opens_to_its_key(tmp_path: Path) -> None:
    for name in HEADER_NAMES:
        (tmp_path / name).write_text(WRITTEN_BEFORE)
    (tmp_path / "answers-1-0123456789abcdef.db").write_bytes(b"not looked into")
    keys = unlock(tmp_path, PASSPHRASE)
    assert keys.dek == bytes(range(32))


def test_the_passphrase_opens_to_the_keys_the_vault_was_made_with(tmp_path: Path) -> None:
    folder, made = make_vault(tmp_path)
    keys = unlock(folder, PASSPHRASE)
    assert (keys.vault_id, keys.dek, keys.kek) == (made.vault_id, made.dek, made.kek)
    assert len({keys.dek, keys.kek}) == 2
    assert len(keys.dek) == len(keys.kek) == 32


@pytest.mark.parametrize(
    "typed", ["x", PASSPHRASE + " ", " " + PASSPHRASE, PASSPHRASE.upper(), PASSPHRASE[:-1], "x" * 100_000]
)
def test_any_other_passphrase_is_wrong_and_nothing_else(tmp_path: Path, typed: str) -> None:
    folder, _ = make_vault(tmp_path)
    with pytest.raises(WrongPassphrase):
        unlock(folder, typed)


def test_an_empty_or_unstable_passphrase_is_said_to_be_so(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    with pytest.raises(PassphraseEmpty):
        unlock(folder, "")
    with pytest.raises(PassphraseUnassigned):
        unlock(folder, PASSPHRASE + "\u0378")


@pytest.mark.parametrize(
    ("made_with", "typed"),
    [
        ("caf\u00e9 on the corner", "cafe\u0301 on the corner"),
        ("cafe\u0301 on the corner", "caf\u00e9 on the corner"),
        ("full width １２３ and ﬁ", "full width 123 and fi"),
        ("é" * 200, "e\u0301" * 200),
    ],
)
def test_both_forms_of_one_text_open_alike(tmp_path: Path, made_with: str, typed: str) -> None:
    folder = tmp_path / "00000000-0000-4000-8000-000000000001"
    create_vault(folder, MARA, made_with, CHEAPEST)
    unlock(folder, typed)


def test_two_vaults_with_one_passphrase_share_no_key(tmp_path: Path) -> None:
    (_, one), (_, other) = make_vault(tmp_path), make_vault(tmp_path)
    assert len({one.dek, one.kek, other.dek, other.kek}) == 4


def test_a_slot_opens_only_in_its_own_header(tmp_path: Path) -> None:
    # Given a header whose nickname somebody changed, with a right checksum
    folder, keys = make_vault(tmp_path)
    changed = replace(read_header(folder), identity=Identity("Jonas", Shape.DIAMOND, Hue.RUST))
    write_header(folder, changed)
    # Then neither the passphrase nor keys from before accept it
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)
    with pytest.raises(VaultDamaged):
        prove(changed, keys, folder)
    # And sealed anew for it by its owner, it opens
    write_header(folder, seal_slots(changed, keys))
    assert unlock(folder, PASSPHRASE).dek == keys.dek


def test_a_cheaper_derivation_cannot_be_slipped_under_a_slot(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    header = read_header(folder)
    slot = header.passphrase_slot
    dearer = replace(CHEAPEST, iterations=2)
    changed = replace(header, slots=(PassphraseSlot(dearer, slot.salt, slot.sealed),))
    with pytest.raises(VaultDamaged):
        prove(changed, keys, folder)


def test_keys_of_another_vault_prove_nothing(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    header = read_header(folder)
    prove(header, keys, folder)
    with pytest.raises(VaultDamaged):
        prove(header, VaultKeys("another", keys.dek, keys.kek), folder)
    with pytest.raises(VaultDamaged):
        prove(header, VaultKeys(keys.vault_id, bytes(32), keys.kek), folder)


def test_each_sealing_uses_a_fresh_nonce(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    header = read_header(folder)
    assert len({seal_slots(header, keys).passphrase_slot.sealed[:12] for _ in range(50)}) == 50


def test_neither_keys_nor_passphrase_show_in_a_repr_or_an_error(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    assert repr(keys) == f"VaultKeys(vault_id={keys.vault_id!r})"
    with pytest.raises(WrongPassphrase) as caught:
        unlock(folder, "another canary passphrase")
    assert "canary passphrase" not in repr(caught.value) + "".join(
        traceback.format_exception_only(caught.value)
    )
