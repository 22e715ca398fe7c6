"""The encrypted archive: age's own tool opens it, and whatever else is given is refused in time."""

import io
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings, strategies as st

from intimacy_desktop.errors import (
    ExportError,
    NotAnExport,
    PassphraseTooShort,
    WrongPassphrase,
)
from intimacy_desktop.export.archive import JSON_ENTRY, looks_encrypted, read_archive, write_archive
from intimacy_desktop.export.reading import CEILING
from tests.core.exportkit import cheap_age

WORDS = "seven quiet lamps on a shelf"
JSON = b'{"canary": "wren"}\n'


@pytest.fixture(scope="module")
def archive() -> bytes:
    return write_archive({JSON_ENTRY: JSON, "innermost.md": b"# wren\n"}, WORDS)


def packed(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as found:
        for name, data in entries.items():
            found.writestr(name, data)
    return made.getvalue()


def age_opens(path: Path, words: str) -> bytes:
    """What age’s own tool gives; it asks for the passphrase on a terminal."""
    target = path.with_suffix("")
    leader, follower = pty.openpty()
    call = ["age", "--decrypt", "--output", str(target), str(path)]
    with subprocess.Popen(
        call,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509 - no thread of this process holds a lock here,
    ) as process:
        os.close(follower)
        asked = b""
        while b"passphrase" not in asked:
            asked += os.read(leader, 1000)
        os.write(leader, words.encode() + b"\n")
        process.wait(timeout=100)
    os.close(leader)
    return target.read_bytes() if target.exists() else b""


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_age_itself_opens_it_and_a_zip_comes_out(archive: bytes, tmp_path: Path) -> None:
    path = tmp_path / "part.zip.age"
    path.write_bytes(archive)

    found_inside = age_opens(path, WORDS)

    (tmp_path / "out.zip").write_bytes(found_inside)
    with zipfile.ZipFile(tmp_path / "out.zip") as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == {
            JSON_ENTRY: JSON,
            "innermost.md": b"# wren\n",
        }


def test_it_says_nothing_of_what_is_in_it(archive: bytes) -> None:
    assert looks_encrypted(archive)
    assert b"wren" not in archive
    assert b"innermost" not in archive


def test_its_own_passphrase_gives_the_json_back(archive: bytes) -> None:
    assert read_archive(archive, WORDS) == JSON


def test_another_passphrase_does_not_open_it() -> None:
    archive = cheap_age(packed({JSON_ENTRY: JSON}), WORDS)

    with pytest.raises(WrongPassphrase):
        read_archive(archive, "another quiet lamp on a shelf")


def test_its_passphrase_keeps_the_rules_of_all_others() -> None:
    with pytest.raises(PassphraseTooShort):
        write_archive({}, "short")


def test_the_letters_count_and_not_how_they_are_typed() -> None:
    """Given a passphrase with an accent typed as one sign, when it is typed as two, then it opens."""
    made = cheap_age(packed({JSON_ENTRY: JSON}), "caf\u00e9 au lait on the terrace")

    assert read_archive(made, "cafe\u0301 au lait on the terrace") == JSON


@pytest.mark.parametrize("at", [30, 70, 110, 160, -20, -1])
def test_a_damaged_one_is_refused(at: int) -> None:
    archive = cheap_age(packed({JSON_ENTRY: JSON}), WORDS)
    damaged = bytearray(archive)
    damaged[at] ^= 1

    with pytest.raises((NotAnExport, WrongPassphrase)):
        read_archive(bytes(damaged), WORDS)
    with pytest.raises((NotAnExport, WrongPassphrase)):
        read_archive(archive[:at], WORDS)


def test_more_work_than_any_archive_asks_for_is_refused_before_it_is_done(archive: bytes) -> None:
    """Given an archive that asks for 4 GiB, when it is opened, then it is refused at once."""
    head, _, rest = archive.partition(b"\n-> scrypt ")
    salt, _, tail = rest.partition(b" ")
    _work, _, tail = tail.partition(b"\n")

    with pytest.raises(NotAnExport):
        read_archive(head + b"\n-> scrypt " + salt + b" 22\n" + tail, WORDS)


def test_one_for_a_key_is_not_one_for_a_passphrase() -> None:
    identity = pyrage.x25519.Identity.generate()

    with pytest.raises(NotAnExport):
        read_archive(pyrage.encrypt(b"wren", [identity.to_public()]), WORDS)


@pytest.mark.parametrize(
    "inside",
    [b"no zip", b"", *({}, {"other.json": JSON}, {str(number): b"" for number in range(40)})],
    ids=str,
)
def test_what_is_encrypted_and_no_export_is_refused(inside: bytes | dict[str, bytes]) -> None:
    made = cheap_age(inside if isinstance(inside, bytes) else packed(inside), WORDS)

    with pytest.raises(NotAnExport):
        read_archive(made, WORDS)


def test_a_small_archive_that_grows_when_it_is_unpacked_is_refused() -> None:
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as found:
        found.writestr(JSON_ENTRY, bytes(CEILING * 2))

    with pytest.raises(NotAnExport):
        read_archive(cheap_age(swollen.getvalue(), WORDS), WORDS)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(ExportError):
        read_archive(data, WORDS)


def test_the_library_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys, intimacy_desktop.export.archive; print('pyrage' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
