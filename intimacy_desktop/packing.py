"""Texts in records of one fixed size."""

import struct
from collections.abc import Iterable
from typing import Any

_LENGTH = struct.Struct(">H")
_BYTES_PER_CODE_POINT = 4


def packed_text_size(limit: int) -> int:
    """Give the most bytes that a text of `limit` code points takes."""
    return _LENGTH.size + limit * _BYTES_PER_CODE_POINT


def text_bytes(text: str) -> bytes:
    """Give `text` in UTF-8 with its length in front; half of a surrogate pair is a character as any other."""
    data = text.encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(data)) + data


def padded(parts: Iterable[bytes], size: int) -> bytes:
    """Give `parts` in one run of exactly `size` bytes.

    Raises:
        ValueError: they need more.
    """
    record = b"".join(parts)
    if len(record) > size:
        raise ValueError(f"{len(record)} bytes for a record of {size}")
    return record.ljust(size, b"\0")


class Reader:
    """Takes a record apart, from its beginning.

    Every method raises ValueError where the record does not hold what is asked for.
    """

    def __init__(self, record: bytes, size: int) -> None:
        if len(record) != size:
            raise ValueError(f"record of {len(record)} bytes instead of {size}")
        self._record = record
        self._at = 0

    def fields(self, layout: struct.Struct) -> tuple[Any, ...]:
        """Give the next numbers."""
        return layout.unpack(self._take(layout.size))

    def text(self) -> str:
        """Give the next text."""
        (length,) = self.fields(_LENGTH)
        return self._take(length).decode("utf-8", "surrogatepass")

    def end(self) -> None:
        """Make sure that nothing but padding follows."""
        if self._record[self._at :].strip(b"\0"):
            raise ValueError("bytes behind the end of a record")

    def _take(self, size: int) -> bytes:
        taken = self._record[self._at : self._at + size]
        if len(taken) != size:
            raise ValueError("record too short")
        self._at += size
        return taken
