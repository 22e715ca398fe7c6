"""Finding a text, or a part of it, where it must not be: in files, and in the memory of a process."""

import contextlib
import os
import re
import secrets
from array import array
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1")
_NEAR = 160
"""Bytes around a mark within which a canary that holds it surely lies."""
SHORTEST_KEY = 16
_KEY_PART = 12
SHORTEST = 8
"""Characters of the shortest part that is surely found."""
STRIDE = 3
CHUNK = 1 << 23
PAGE = os.sysconf("SC_PAGE_SIZE")
UNREADABLE = {"[vvar]", "[vvar_vclock]", "[vsyscall]"}


@dataclass(frozen=True, slots=True)
class Trace:
    """What gives a canary away: some bytes of it in one encoding."""

    canary: str
    encoding: str
    pattern: bytes


def traces(canaries: Iterable[str]) -> tuple[Trace, ...]:
    """Byte patterns of which at least one stands in any part of `SHORTEST` characters of a canary.

    Windows of SHORTEST - STRIDE + 1 characters, one every STRIDE characters, so that each longer part holds a
    whole one. Canaries should be random: a pattern of common words is found everywhere.
    """
    found: dict[bytes, Trace] = {}
    length = SHORTEST - STRIDE + 1
    for canary in canaries:
        if len(canary) < SHORTEST:
            raise ValueError(f"a canary needs {SHORTEST} characters: {canary!r}")
        starts = {*range(0, len(canary) - length + 1, STRIDE), len(canary) - length}
        for encoding in ENCODINGS:
            for start in starts:
                pattern = canary[start : start + length].encode(encoding, "ignore")
                found.setdefault(pattern, Trace(canary, encoding, pattern))
    return tuple(found.values())


class Canaries:
    """Texts that are found fast: each part of `SHORTEST` characters of any of them has the same rare mark."""

    def __init__(self) -> None:
        self.mark = "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _ in range(4))
        """Four letters, drawn anew for every run."""
        self._made: dict[str, str] = {}

    def of(self, letter: str) -> str:
        """A text of 26 characters that this letter tells from all others."""
        return self._made.setdefault(letter, f"{letter}{self.mark}" * 5 + letter)

    def search(self, *letters: str, keys: Mapping[str, bytes] = MappingProxyType({})) -> "Search":
        """Look for the texts of some letters, or of all that were made, and for keys in every form."""
        texts = [text for letter, text in self._made.items() if letter in letters or not letters]
        return Search(texts, keys=keys, mark=self.mark)


def key_traces(keys: Mapping[str, bytes]) -> tuple[Trace, ...]:
    """What gives a key away: both its ends as they are, its beginning in hexadecimal and in base64."""
    found: list[Trace] = []
    for name, key in keys.items():
        if len(key) < SHORTEST_KEY:
            raise ValueError(f"too short to be surely found: {name}")
        for form, pattern in {
            "raw": key[:_KEY_PART],
            "raw end": key[-_KEY_PART:],
            "hex": key[:_KEY_PART].hex().encode(),
            "HEX": key[:_KEY_PART].hex().upper().encode(),
            "base64": b64encode(key[:_KEY_PART]),
        }.items():
            found.append(Trace(name, form, pattern))
    return tuple(found)


class Search:
    """Counts traces in streams of bytes; a trace across the border of two chunks is found too.

    Args:
        canaries: texts.
        raw: byte strings that are looked for as they are.
        keys: keys by their name, looked for in every form.
        mark: stands in every part of `SHORTEST` characters of each canary; makes the search much faster.
    """

    def __init__(
        self,
        canaries: Iterable[str],
        raw: Iterable[bytes] = (),
        *,
        keys: Mapping[str, bytes] = MappingProxyType({}),
        mark: str = "",
    ) -> None:
        canaries = tuple(canaries)
        texts, self._marks = traces(canaries), _marks(canaries, mark)
        others = (*(Trace(f"raw {key[:4].hex()}…", "raw", key) for key in raw), *key_traces(keys))
        self._near_marks = texts if mark else ()
        self._everywhere = others if mark else (*texts, *others)
        self._overlap = max(_NEAR if mark else 0, *(len(trace.pattern) - 1 for trace in (*texts, *others)))

    def count(self, chunks: Iterable[bytes]) -> Counter[tuple[str, str]]:
        """How often each canary was found, by canary and encoding (each pattern of it counts)."""
        counts: Counter[tuple[str, str]] = Counter()
        tail = b""
        for chunk in chunks:
            joined = tail + chunk
            # What lies wholly within the tail was counted with the chunk before.
            counts += self._in(joined)
            counts -= self._in(tail)
            tail = joined[-self._overlap :]
        return counts

    def _in(self, whole: bytes) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        for trace in self._everywhere:
            counts[trace.canary, trace.encoding] += whole.count(trace.pattern)
        for area in _around(whole, self._marks):
            for trace in self._near_marks:
                counts[trace.canary, trace.encoding] += area.count(trace.pattern)
        return counts


def _around(whole: bytes, marks: Iterable[bytes]) -> list[bytes]:
    """What stands near a mark, each place once."""
    areas: list[tuple[int, int]] = []
    for place in sorted(place for mark in marks for place in _places(whole, mark)):
        begin, end = max(0, place - _NEAR), place + _NEAR
        if areas and begin <= areas[-1][1]:
            areas[-1] = areas[-1][0], end
        else:
            areas.append((begin, end))
    return [whole[begin:end] for begin, end in areas]


def _places(whole: bytes, part: bytes) -> Iterator[int]:
    place = whole.find(part)
    while place >= 0:
        yield place
        place = whole.find(part, place + 1)


def _marks(canaries: Iterable[str], mark: str) -> tuple[bytes, ...]:
    """The mark in every encoding, none without one.

    Raises:
        ValueError: a part of a canary does not hold it.
    """
    for canary in canaries if mark else ():
        starts = range(max(1, len(canary) - SHORTEST + 1))
        if any(mark not in canary[start : start + SHORTEST] for start in starts):
            raise ValueError(f"not every part of {canary!r} holds {mark!r}")
    return tuple({mark.encode(encoding) for encoding in ENCODINGS}) if mark else ()


def in_files(
    search: Search, places: Iterable[Path], files: Iterable[Path] = ()
) -> dict[str, Counter[tuple[str, str]]]:
    """The files below some folders, and some files, that hold a trace in their name or content."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    below = (path for place in places for path in sorted(place.rglob("*")))
    for path in (*below, *files):
        counts = search.count([os.fsencode(path.name)])
        if path.is_file() and not path.is_symlink():
            counts += search.count(_file(path))
        if counts:
            found[str(path)] = counts
    return found


def _file(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except FileNotFoundError:
        return  # a journal that has done its work


def in_memory(search: Search, pid: int) -> dict[str, Counter[tuple[str, str]]]:
    """The mappings of a process that hold a trace; needs root.

    Every readable page that exists is read, but for pages of files that are still as they are on disk.
    """
    found: dict[str, Counter[tuple[str, str]]] = {}
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    pagemap = os.open(f"/proc/{pid}/pagemap", os.O_RDONLY)
    try:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            parts = re.fullmatch(r"([0-9a-f]+)-([0-9a-f]+) (\S)\S+ \S+ \S+ \S+ *(.*)", line)
            if not parts or parts[3] != "r" or parts[4] in UNREADABLE:
                continue
            stretches = _held(pagemap, int(parts[1], 16), int(parts[2], 16), ours=not _is_file(parts[4]))
            counts: Counter[tuple[str, str]] = Counter()
            for start, end in stretches:
                counts += search.count(_stretch(memory, start, end))
            if counts:
                found[f"{parts[1]} {parts[4]}".strip()] = counts
    finally:
        os.close(pagemap)
        os.close(memory)
    return found


def _is_file(path: str) -> bool:
    """Whether a mapping belongs to a file on disk, as opposed to memory that only looks like one."""
    memory_only = path.startswith(("/dev/", "/memfd:", "/SYSV")) or path.endswith("(deleted)")
    return path.startswith("/") and not memory_only


def _held(pagemap: int, start: int, end: int, *, ours: bool) -> list[tuple[int, int]]:
    """The stretches of a mapping whose pages exist; of a file's, only what was changed (pagemap(5))."""
    entries = array("Q")
    with contextlib.suppress(OSError):
        entries.frombytes(os.pread(pagemap, (end - start) // PAGE * 8, start // PAGE * 8))
    stretches: list[tuple[int, int]] = []
    for index, entry in enumerate(entries):
        exists, is_file_page = entry >> 62, entry >> 61 & 1
        if exists and (ours or not is_file_page):
            place = start + index * PAGE
            if stretches and stretches[-1][1] == place:
                stretches[-1] = stretches[-1][0], place + PAGE
            else:
                stretches.append((place, place + PAGE))
    return stretches


def _stretch(memory: int, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        try:
            chunk = os.pread(memory, min(CHUNK, end - start), start)
        except OSError:
            return  # it went while we looked, or it belongs to a device
        if not chunk:
            return
        yield chunk
        start += len(chunk)
