"""Finding a text, or a part of it, where it must not be: in files, and in the memory of a process."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1")
SHORTEST = 8
"""Characters of the shortest part that is surely found."""
STRIDE = 3
CHUNK = 1 << 23
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
    """The mappings of a process that hold a trace (all that can be read; needs root)."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            parts = re.fullmatch(r"([0-9a-f]+)-([0-9a-f]+) (\S)\S+ \S+ \S+ \S+ *(.*)", line)
            if not parts or parts[3] != "r" or parts[4] in UNREADABLE:
                continue
            counts = search.count(_mapping(memory, int(parts[1], 16), int(parts[2], 16)))
            if counts:
                found[f"{parts[1]} {parts[4]}".strip()] = counts
    finally:
        os.close(memory)
    return found


def _mapping(memory: int, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        try:
            chunk = os.pread(memory, min(CHUNK, end - start), start)
        except OSError:
            return  # a hole: pages that no longer exist, or that belong to a device
        if not chunk:
            return
        yield chunk
        start += len(chunk)
