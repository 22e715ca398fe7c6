#!/usr/bin/env python3
"""Builds what people install.

python3 packaging/build.py bundle DIR   the program as one folder, in DIR/dist/innermost
python3 packaging/build.py deb DIR [--pictures-at ADDRESS]
                                        a Debian package, in DIR; its metadata shows the pictures of
                                        `run.py tour` that stand below ADDRESS

DIR keeps what is made on the way; a second build in it is quicker, and gives the same bytes.
"""

import sys
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging"))

from bundle.make import make_bundle  # noqa: E402  only found from the line above on
from debian.make import make_deb  # noqa: E402
from setup.errors import MISSING, SetupError, say  # noqa: E402


def main(arguments: list[str]) -> int:
    """Build what was asked for and return the exit code; 2 if something is missing for it."""
    match arguments:
        case ["bundle", folder]:
            make = make_bundle
        case ["deb", folder]:
            make = make_deb
        case ["deb", folder, "--pictures-at", address]:
            make = partial(make_deb, pictures_at=address)
        case _:
            say((__doc__ or "").strip())
            return MISSING
    try:
        say(f"Made: {make(ROOT, Path(folder).resolve())}")
    except SetupError as trouble:
        say(str(trouble))
        return MISSING
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
