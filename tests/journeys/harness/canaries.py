"""Finding a text, or a part of it, where it must not be: in files, and in the memory of a process."""

import contextlib
import os
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1")
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


class Search:
    """Counts traces in streams of bytes; a trace across the border of two chunks is found too."""

    def __init__(self, canaries: Iterable[str], raw: Iterable[bytes] = ()) -> None:
        """`raw` are byte strings (keys) that are looked for as they are."""
        keys = (Trace(f"raw {key[:4].hex()}…", "raw", key) for key in raw)
        self._traces = (*traces(canaries), *keys)
        self._overlap = max(len(trace.pattern) for trace in self._traces) - 1

    def count(self, chunks: Iterable[bytes]) -> Counter[tuple[str, str]]:
        """How often each canary was found, by canary and encoding (each pattern of it counts)."""
        counts: Counter[tuple[str, str]] = Counter()
        tail = b""
        for chunk in chunks:
            joined = tail + chunk
            for trace in self._traces:
                # What lies wholly within the tail was counted with the chunk before.
                hits = joined.count(trace.pattern) - tail.count(trace.pattern)
                if hits > 0:
                    counts[trace.canary, trace.encoding] += hits
            tail = joined[-self._overlap :]
        return counts


def in_files(search: Search, places: Iterable[Path]) -> dict[str, Counter[tuple[str, str]]]:
    """The files below some folders that hold a trace in their name or content, with what was found."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for place in places:
        for path in sorted(place.rglob("*")):
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
