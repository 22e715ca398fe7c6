"""JSON of which there is exactly one form for each value."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

JsonObject = dict[str, Any]


def canonical(members: Mapping[str, object] | Sequence[object]) -> bytes:
    """Give `members` with sorted keys and without spaces.

    Characters beyond ASCII are escaped, so that a nickname with half an emoji, which UTF-8 cannot hold,
    stands too.
    """
    return json.dumps(members, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def parse(data: bytes) -> JsonObject:
    """Give the object that `data` holds.

    Raises:
        ValueError: it does not hold one, or not in canonical form.
    """
    try:
        value = json.loads(data.decode("ascii"))
        if isinstance(value, dict) and canonical(value) == data:
            return value
    except RecursionError:
        raise ValueError("nested too deep") from None
    raise ValueError("not an object in canonical form")
