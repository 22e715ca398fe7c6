"""The design tokens as data: read once, checked by the tests."""

import json
import pkgutil
from functools import cache
from typing import Any


@cache
def tokens() -> dict[str, Any]:
    """Every token of `resources/theme/tokens.json`.

    Raises:
        FileNotFoundError: the file is missing from this installation.
    """
    # pkgutil, not importlib.resources: that would import tempfile and zipfile before the first window.
    data = pkgutil.get_data("resources", "theme/tokens.json")
    if data is None:
        raise FileNotFoundError("resources/theme/tokens.json")
    loaded: dict[str, Any] = json.loads(data)
    return loaded
