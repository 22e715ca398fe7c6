"""The scans find what was planted, in every encoding and place, and nothing where nothing was."""

import base64
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .harness.canaries import CHUNK, ENCODINGS, SHORTEST, Canaries, Search, in_files, in_memory


@pytest.fixture
def canary() -> str:
    return f"zebra é {secrets.token_hex(8)}"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("begin", range(5))
def test_a_part_of_a_canary_in_a_file_is_found(
    tmp_path: Path, canary: str, encoding: str, begin: int
) -> None:
    # Given a file that holds no more than the shortest part, in one encoding, amid other bytes
    part = canary[begin : begin + SHORTEST]
    (tmp_path / "file").write_bytes(os.urandom(1000) + part.encode(encoding) + os.urandom(1000))
    (tmp_path / "innocent").write_bytes(os.urandom(2000))
    # When the folder is scanned, then that file is named, and only that
    assert list(in_files(Search([canary]), [tmp_path])) == [str(tmp_path / "file")]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("begin", range(8))
def test_a_part_of_a_marked_canary_is_found_and_told_from_the_others(encoding: str, begin: int) -> None:
    canaries = Canaries()
    hers, his = canaries.of("é"), canaries.of("k")
    part = hers[begin : begin + SHORTEST].encode(encoding)
    found = canaries.search().count([os.urandom(1000) + part, os.urandom(3000)])
    assert {canary for canary, _ in found} == {hers}
    assert encoding in {name for _, name in found}
    assert canaries.search("k").count([part]) == {}
    assert canaries.search("é", "k").count([part + his.encode()])[his, "utf-8"]


def test_a_mark_makes_no_difference_to_what_is_counted(tmp_path: Path) -> None:
    # Given canaries in many places, also across the borders of chunks
    canaries = Canaries()
    texts = [canaries.of(letter) for letter in "abé"]
    whole = b"".join(os.urandom(777) + text.encode("utf-16-le") for text in texts * 9)
    chunks = [whole[start : start + 500] for start in range(0, len(whole), 500)]
    # Then the fast search counts in each what the slow one does
    assert canaries.search().count([whole]) == Search(texts).count([whole])
    assert canaries.search().count(chunks).keys() == Search(texts).count(chunks).keys()


def test_a_mark_that_may_be_missing_from_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match="not every part"):
        Search(["qxzj and then nothing of the kind"], mark="qxzj")


@pytest.mark.parametrize("form", ["raw", "raw end", "hex", "HEX", "base64"])
def test_a_key_is_found_in_every_form(form: str) -> None:
    key = secrets.token_bytes(32)
    written = {
        "raw": key[:20],
        "raw end": key[12:],
        "hex": key.hex().encode(),
        "HEX": key.hex().upper().encode(),
        "base64": base64.b64encode(key),
    }
    search = Search(["nothing like it"], keys={"DEK": key})
    assert search.count([os.urandom(5000) + written[form]])["DEK", form] == 1
    assert search.count([os.urandom(5000)]) == {}


def test_a_canary_across_two_chunks_is_found_once(tmp_path: Path) -> None:
    key = secrets.token_bytes(32)
    (tmp_path / "file").write_bytes(b"\0" * (CHUNK - 16) + key + b"\0" * 100)
    [counts] = in_files(Search(["nothing like it"], raw=[key]), [tmp_path]).values()
    assert sum(counts.values()) == 1


def test_what_ends_with_a_chunk_is_not_counted_again_with_the_next(canary: str) -> None:
    search = Search([canary], raw=[secrets.token_bytes(100)])
    whole = b"\0" * 500 + canary.encode() + b"\0" * 500
    end = 500 + len(canary.encode())
    assert search.count([whole[:end], whole[end:]]) == search.count([whole])


def test_a_canary_in_a_file_name_is_found(tmp_path: Path, canary: str) -> None:
    (tmp_path / f"draft {canary}").touch()
    assert in_files(Search([canary]), [tmp_path])


def test_nothing_is_found_where_nothing_is(tmp_path: Path, canary: str) -> None:
    (tmp_path / "file").write_bytes(os.urandom(100_000))
    assert in_files(Search([canary]), [tmp_path]) == {}


def test_a_canary_too_short_to_be_sure_of_is_refused() -> None:
    with pytest.raises(ValueError, match="a canary needs"):
        Search(["short"])


HOLDER = """
import mmap, sys
held = sys.stdin.readline().rstrip("\\n")
kept = held.encode(sys.argv[2])
del held
if sys.argv[1] != "heap":
    file = open(sys.argv[3], "r+b")
    where = {"file": (file.fileno(), mmap.ACCESS_COPY), "shared": (-1, mmap.ACCESS_WRITE)}[sys.argv[1]]
    view = mmap.mmap(where[0], 8192, access=where[1])
    view[5000 : 5000 + len(kept)] = kept
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.communicate()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("place", ["heap", "file", "shared"])
def test_a_canary_in_the_memory_of_a_process_is_found(
    holder: list[subprocess.Popen[str]], tmp_path: Path, canary: str, encoding: str, place: str
) -> None:
    # Given a process that was told the canary by a pipe and keeps it in one encoding: on its heap, in its own
    # changed page of a file, or in shared memory
    backing = tmp_path / "backing"
    backing.write_bytes(b"\0" * 8192)
    command = [sys.executable, "-X", "utf8", "-c", HOLDER, place, encoding, str(backing)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    holder.append(process)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(canary + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "held\n"
    # When its memory is read, then the canary is there, and another text is not
    found = in_memory(Search([canary]), process.pid)
    assert encoding in {name for counts in found.values() for _, name in counts}
    if place == "file":
        assert any(mapping.endswith(str(backing)) for mapping in found)
    assert in_memory(Search([secrets.token_hex(12)]), process.pid) == {}
