"""The header: damage is found before anything is believed, and never taken for a wrong passphrase."""

import random
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from intimacy_desktop.canonical import canonical, parse
from intimacy_desktop.errors import VaultDamaged, VaultMissing, VaultTooNew, VaultUnreadable
from intimacy_desktop.header import (
    HEADER_NAMES,
    DeviceBinding,
    check_database,
    decode,
    mend_copies,
    read_header,
    write_header,
)
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.keyslots import unlock
from intimacy_desktop.slots import OtherSlot, PassphraseSlot, RecoverySlot
from tests.core.vaultkit import MARA, PASSPHRASE, database, make_vault, opened

SECRET_ID = "00000000-0000-8000-8000-000000000002"
PUBLIC_32 = b64encode(bytes(32)).decode()
SEALED_80 = b64encode(bytes(80)).decode()

Change = Callable[[dict[str, Any]], object]


def resigned(data: bytes, change: Change) -> bytes:
    """The header after `change`, with a checksum that is right again."""
    members = parse(data[: data.rindex(b',"sha256"')] + b"}")
    change(members)
    body = canonical(members)
    return body[:-1] + b',"sha256":"' + sha256(body).hexdigest().encode() + b'"}'


def write_both(folder: Path, data: bytes) -> None:
    for name in HEADER_NAMES:
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("nickname", ["Mara", "Zoë 😀", "מרה", 'a"b\\c', "half \ud83d"])
def test_a_header_comes_back_as_it_was_written(tmp_path: Path, nickname: str) -> None:
    folder, _ = make_vault(tmp_path)
    written = replace(read_header(folder), identity=Identity(nickname, Shape.DIAMOND, Hue.OLIVE))
    write_header(folder, written)
    assert read_header(folder) == written
    assert (folder / "keys.json").read_bytes() == (folder / "keys.bak.json").read_bytes()


def test_the_file_has_the_shape_that_was_promised(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    data = (folder / "keys.json").read_bytes()
    body, checksum = data[: data.rindex(b',"sha256"')] + b"}", data[-66:-2]
    assert checksum == sha256(body).hexdigest().encode()
    members = parse(body)
    assert members["vault"] == keys.vault_id == folder.name
    assert (members["format"], members["generation"], members["device"]) == (1, 1, None)
    assert (members["nickname"], members["shape"], members["hue"]) == ("Mara", "circle", "blue")
    assert (folder / members["database"]).is_file()
    (slot,) = members["slots"]
    assert (slot["kind"], slot["version"]) == ("passphrase", 1)
    assert (slot["kdf"]["algorithm"], slot["kdf"]["memory_kib"]) == ("argon2id", 8)


def test_no_flipped_bit_of_both_copies_reads_as_a_wrong_passphrase(tmp_path: Path) -> None:
    # Given the bytes of a header
    folder, _ = make_vault(tmp_path)
    data = (folder / "keys.json").read_bytes()
    # When each byte in turn has one bit flipped, in both copies
    for at in range(len(data)):
        flipped = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
        write_both(folder, flipped)
        # Then it is called damaged
        with pytest.raises(VaultDamaged):
            unlock(folder, PASSPHRASE)
        with pytest.raises(VaultDamaged):
            unlock(folder, "not the passphrase at all")


def test_no_truncation_of_both_copies_reads_as_anything_but_damage(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    data = (folder / "keys.json").read_bytes()
    for size in range(len(data)):
        write_both(folder, data[:size])
        with pytest.raises(VaultDamaged):
            read_header(folder)
    write_both(folder, data + b"\n")
    with pytest.raises(VaultDamaged):
        read_header(folder)


@pytest.mark.parametrize("hurt", HEADER_NAMES)
@pytest.mark.parametrize("how", ["flipped", "cut", "empty", "gone", "folder", "noise"])
def test_one_whole_copy_is_enough_and_the_other_is_mended_once_it_is_open(
    tmp_path: Path, hurt: str, how: str
) -> None:
    # Given a vault with one of its two headers hurt
    folder, _ = make_vault(tmp_path)
    path = folder / hurt
    data = path.read_bytes()
    hurts: dict[str, bytes] = {
        "flipped": bytes([data[0] ^ 2]) + data[1:],
        "cut": data[:100],
        "empty": b"",
        "noise": random.Random(1).randbytes(100_000),
    }
    path.unlink()
    if how in hurts:
        path.write_bytes(hurts[how])
    elif how == "folder":
        path.mkdir()
    # When it is unlocked, then it opens, and nothing has been written yet
    keys = unlock(folder, PASSPHRASE)
    assert not path.is_file() or path.read_bytes() == hurts[how]
    # And once it is open, both are whole, where the system allows it
    with opened(folder, keys) as vault:
        assert vault.identity == MARA
    assert path.is_dir() if how == "folder" else path.read_bytes() == data


def test_the_later_of_two_whole_headers_counts(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    old = read_header(folder)
    new = replace(old, generation=2, database=old.database.replace("answers-1", "answers-2"))
    for first, second in ((old, new), (new, old)):
        (folder / "keys.json").write_bytes(first.encode())
        (folder / "keys.bak.json").write_bytes(second.encode())
        assert read_header(folder) == new


def test_a_newer_format_is_refused_and_left_untouched_even_beside_an_older_copy(tmp_path: Path) -> None:
    folder, keys = make_vault(tmp_path)
    data = (folder / "keys.json").read_bytes()

    def newer(members: dict[str, Any]) -> None:
        members.clear()
        members.update(format=2, something="else")

    for name in HEADER_NAMES:
        write_both(folder, data)
        (folder / name).write_bytes(resigned(data, newer))
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        for attempt in (lambda: unlock(folder, PASSPHRASE), lambda: opened(folder, keys).__enter__()):
            with pytest.raises(VaultTooNew):
                attempt()
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_binding_to_a_device_of_a_later_version_is_of_a_newer_version(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    data = (folder / "keys.json").read_bytes()
    write_both(folder, resigned(data, lambda members: members.update(device={"any": "form", "version": 2})))
    with pytest.raises(VaultTooNew):
        read_header(folder)


@pytest.mark.parametrize(
    "device",
    [
        "some secret id",
        {},
        {"version": 1},
        {"secret": "no uuid", "version": 1},
        {"secret": 7, "version": 1},
        {"secret": SECRET_ID, "version": True},
        {"secret": SECRET_ID, "version": 0},
        {"more": 1, "secret": SECRET_ID, "version": 1},
    ],
)
def test_a_binding_that_breaks_its_form_is_damage(tmp_path: Path, device: object) -> None:
    folder, _ = make_vault(tmp_path)
    data = (folder / "keys.json").read_bytes()
    write_both(folder, resigned(data, lambda members: members.update(device=device)))
    with pytest.raises(VaultDamaged):
        read_header(folder)


def test_a_binding_and_a_recovery_slot_come_back_as_they_were_written(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    header = read_header(folder)
    slot = RecoverySlot(bytes(range(32)), bytes(80))
    bound = replace(header, device=DeviceBinding(SECRET_ID), slots=(*header.slots, slot))
    write_header(folder, bound)
    assert read_header(folder) == bound
    assert read_header(folder).recovery_slot == slot
    assert header.recovery_slot is None


@pytest.mark.parametrize(
    "slots",
    [
        [{"public_key": "AAAA", "sealed": SEALED_80}],
        [{"public_key": PUBLIC_32, "sealed": "AAAA"}],
        [{"sealed": SEALED_80}],
        [{"public_key": 7, "sealed": SEALED_80}],
        [{"more": 1, "public_key": PUBLIC_32, "sealed": SEALED_80}],
        [{"public_key": PUBLIC_32, "sealed": SEALED_80}] * 2,
    ],
)
def test_a_recovery_slot_that_breaks_its_form_is_damage(tmp_path: Path, slots: list[dict[str, Any]]) -> None:
    folder, _ = make_vault(tmp_path)
    added = [{**slot, "kind": "recovery", "version": 1} for slot in slots]
    data = resigned(
        (folder / "keys.json").read_bytes(), lambda members: members.update(slots=members["slots"] + added)
    )
    with pytest.raises(VaultDamaged):
        decode(data, folder)


def kdf(**changes: object) -> Change:
    return lambda members: members["slots"][0]["kdf"].update(changes)


def slot(**changes: object) -> Change:
    return lambda members: members["slots"][0].update(changes)


@pytest.mark.parametrize(
    "change",
    [
        kdf(memory_kib=4 * 1024**3),
        kdf(memory_kib=1024**2 + 1),
        kdf(memory_kib=0),
        kdf(memory_kib=-1),
        kdf(memory_kib="64"),
        kdf(memory_kib=64.0),
        kdf(memory_kib=True),
        kdf(iterations=10**9),
        kdf(iterations=10**400),
        kdf(lanes=0),
        kdf(lanes=255),
        kdf(algorithm="scrypt"),
        kdf(salt=""),
        kdf(salt="AAAA"),
        kdf(salt="*" * 24),
        kdf(salt=None),
        kdf(more=1),
        slot(sealed="AAAA"),
        slot(sealed=None),
        slot(kdf=[]),
        slot(kdf=None),
        slot(more=1),
        slot(kind=1),
        slot(version="1"),
        lambda members: members.update(slots=[]),
        lambda members: members.update(slots={}),
        lambda members: members.update(slots=[1]),
        lambda members: members.update(slots=members["slots"] * 2),
        lambda members: members.update(slots=members["slots"] + [{"kind": "x", "version": 1}] * 20),
        lambda members: members.update(format="1"),
        lambda members: members.update(format=0),
        lambda members: members.update(format=True),
        lambda members: members.update(generation=0),
        lambda members: members.update(generation=2),
        lambda members: members.update(generation=2**31),
        lambda members: members.update(generation=1.0),
        lambda members: members.update(vault="../elsewhere"),
        lambda members: members.update(vault=members["vault"].upper()),
        lambda members: members.update(vault=None),
        lambda members: members.update(database="../../answers-1-0123456789abcdef.db"),
        lambda members: members.update(database="/etc/passwd"),
        lambda members: members.update(database="answers-1-0123456789abcdef.db\n"),
        lambda members: members.update(nickname=""),
        lambda members: members.update(nickname="x" * 100),
        lambda members: members.update(nickname=" Mara "),
        lambda members: members.update(nickname=7),
        lambda members: members.update(shape="square"),
        lambda members: members.update(hue=None),
        lambda members: members.update(more=1),
        lambda members: members.pop("hue"),
    ],
)
def test_a_hostile_header_with_a_right_checksum_is_refused_before_it_costs_anything(
    tmp_path: Path, change: Change
) -> None:
    folder, _ = make_vault(tmp_path)
    write_both(folder, resigned((folder / "keys.json").read_bytes(), change))
    with pytest.raises(VaultDamaged):
        unlock(folder, PASSPHRASE)


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{}", b"1", b"[" * 30_000, b'{"a":' * 20_000, b'{"format": 1}', b"\xff{}", b'{"format":NaN}'],
)
def test_a_body_that_is_no_header_is_damaged_though_its_checksum_is_right(
    tmp_path: Path, body: bytes
) -> None:
    # The last byte of a body is always the brace that closes it.
    body = body[:-1] + b"}"
    data = body[:-1] + b',"sha256":"' + sha256(body).hexdigest().encode() + b'"}'
    with pytest.raises(VaultDamaged):
        decode(data, tmp_path)


def test_slots_of_a_kind_not_known_yet_are_kept_and_do_not_stand_in_the_way(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    other = {"kind": "token", "public": "AAAA", "sealed": "BBBB", "version": 1}
    data = resigned((folder / "keys.json").read_bytes(), lambda members: members["slots"].append(other))
    header = decode(data, folder)
    assert isinstance(header.slots[0], PassphraseSlot)
    assert header.slots[1] == OtherSlot(other)
    assert header.encode() == data
    # It takes part in what the slots are bound to, but for what it seals itself.
    assert b'"public":"AAAA"' in header.associated_data()
    assert b"BBBB" not in header.associated_data()


def test_nothing_there_is_missing_and_a_database_without_headers_is_damaged(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    for name in HEADER_NAMES:
        (folder / name).unlink()
    with pytest.raises(VaultDamaged):
        read_header(folder)
    database(folder).unlink()
    with pytest.raises(VaultMissing):
        read_header(folder)
    folder.rmdir()
    with pytest.raises(VaultMissing) as caught:
        read_header(folder)
    assert caught.value.folder == folder


def test_a_missing_or_empty_database_is_told_before_the_passphrase_is_tried(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    path = database(folder)
    path.write_bytes(b"")
    with pytest.raises(VaultDamaged):
        unlock(folder, "not the passphrase at all")
    path.unlink()
    with pytest.raises(VaultMissing):
        unlock(folder, "not the passphrase at all")
    path.mkdir()
    with pytest.raises(VaultDamaged):
        check_database(folder, read_header(folder))


def test_a_header_that_the_system_does_not_let_us_read_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = make_vault(tmp_path)
    header = read_header(folder)

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(VaultUnreadable):
        read_header(folder)
    with pytest.raises(VaultUnreadable):
        check_database(folder, header)


def test_mending_writes_only_what_differs(tmp_path: Path) -> None:
    folder, _ = make_vault(tmp_path)
    header = read_header(folder)
    kept = (folder / "keys.json").stat().st_ino
    (folder / "keys.bak.json").write_bytes(b"")
    mend_copies(folder, header)
    assert (folder / "keys.json").stat().st_ino == kept
    assert (folder / "keys.bak.json").read_bytes() == header.encode()
