"""Argon2id against RFC 9106 and its authors' vectors, HKDF against RFC 5869, through our own functions."""

import threading

import pytest

from intimacy_desktop.kdf import (
    CHEAPEST,
    DEFAULT,
    FLOOR,
    ITERATIONS_CEILING,
    LANES_CEILING,
    MEMORY_CEILING_KIB,
    KdfProfile,
    derive,
    subkey,
)


def test_argon2id_gives_the_tag_of_rfc_9106_section_5_3() -> None:
    tag = derive(
        KdfProfile(memory_kib=32, iterations=3, lanes=4),
        b"\1" * 32,
        b"\2" * 16,
        secret=b"\3" * 8,
        associated=b"\4" * 12,
    )
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(
    ("memory_kib", "iterations", "lanes", "passphrase", "salt", "tag"),
    [
        (
            256,
            2,
            1,
            b"password",
            b"somesalt",
            "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        ),
        (
            256,
            2,
            2,
            b"password",
            b"somesalt",
            "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        ),
        (
            65536,
            2,
            1,
            b"password",
            b"somesalt",
            "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        ),
    ],
)
def test_argon2id_gives_the_tags_of_its_reference_implementation(
    memory_kib: int, iterations: int, lanes: int, passphrase: bytes, salt: bytes, tag: str
) -> None:
    assert derive(KdfProfile(memory_kib, iterations, lanes), passphrase, salt).hex() == tag


RFC_5869 = [
    (
        b"\x0b" * 22,
        bytes(range(13)),
        bytes(range(0xF0, 0xFA)),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    ),
    (
        bytes(range(0x50)),
        bytes(range(0x60, 0xB0)),
        bytes(range(0xB0, 0x100)),
        (
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            "cc30c58179ec3e87c14c01d5c1f3434f1d87"
        ),
    ),
    (
        b"\x0b" * 22,
        None,
        b"",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    ),
]


@pytest.mark.parametrize(("key", "salt", "info", "expected"), RFC_5869)
def test_hkdf_gives_the_keys_of_rfc_5869_appendix_a(
    key: bytes, salt: bytes | None, info: bytes, expected: str
) -> None:
    assert subkey(key, info, salt=salt, length=len(expected) // 2).hex() == expected


def test_a_subkey_has_32_bytes_and_each_purpose_its_own() -> None:
    keys = {subkey(b"k" * 32, purpose) for purpose in (b"db", b"record", b"seal")}
    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}


@pytest.mark.parametrize(
    "numbers",
    [
        (MEMORY_CEILING_KIB + 1, 3, 4),
        (4 * 1024**3, 3, 4),
        (64 * 1024, ITERATIONS_CEILING + 1, 4),
        (64 * 1024, 3, LANES_CEILING + 1),
        (31, 1, 4),
        (64, 0, 1),
        (64, 1, 0),
        (-64, 1, 1),
    ],
)
def test_a_profile_beyond_what_argon2_allows_or_we_do_cannot_be(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"."):
        KdfProfile(*numbers)


def test_what_the_program_makes_vaults_with_meets_the_floor_and_what_tests_inject_does_not() -> None:
    assert (FLOOR.memory_kib, FLOOR.iterations, FLOOR.lanes) == (64 * 1024, 3, 4)
    assert DEFAULT.meets_floor
    assert FLOOR.meets_floor
    assert not CHEAPEST.meets_floor
    assert not KdfProfile(64 * 1024, 2, 4).meets_floor
    assert not KdfProfile(64 * 1024 - 1, 3, 4).meets_floor


def test_a_derivation_lets_other_threads_run() -> None:
    # Given a derivation on a thread of its own
    thread = threading.Thread(target=derive, args=(FLOOR, b"passphrase", b"0123456789abcdef"))
    turns = 0
    # When it runs, then this thread gets its turns meanwhile
    thread.start()
    while thread.is_alive():
        thread.join(0.001)
        turns += 1
    assert turns > 3
