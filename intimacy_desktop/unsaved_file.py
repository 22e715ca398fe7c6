"""What could not be saved, as a file in its owner's vault folder, so that it outlives the program.

It is what `unsaved` sealed: it has one size whatever was written, opens with the vault's own key only, and
tells nothing but that something was not saved, and when. The supervisor writes it, which holds no key.
"""

import binascii
from contextlib import suppress
from pathlib import Path

from intimacy_desktop import durable
from intimacy_desktop.hints import is_vault_id

NAME = "unsaved.sealed"
"""Of the file, beside the header."""

_CEILING = 1024 * 1024


def find(home: str) -> dict[str, str]:
    """Give what waits in the vaults of a home folder: by vault id, in base64."""
    found: dict[str, str] = {}
    for path in sorted(Path(home, "vaults").glob(f"*/{NAME}")):
        with suppress(OSError):
            sealed = durable.read_file(path, _CEILING)
            if sealed and is_vault_id(path.parent.name):
                found[path.parent.name] = binascii.b2a_base64(sealed, newline=False).decode()
    return found


def keep(home: str, vault_id: str, sealed: str) -> bool:
    """Leave `sealed` with its vault, in the place of what was there; tell whether the disk has it.

    Args:
        home: the home folder.
        vault_id: whose it is.
        sealed: in base64.
    """
    path = _path(home, vault_id)
    if path is None:
        return False
    try:
        durable.replace_file(path, binascii.a2b_base64(sealed, strict_mode=True))
    except (OSError, ValueError):
        return False
    return True


def let_go(home: str, vault_id: str) -> None:
    """Remove what waits with a vault; what cannot be removed is found to be older at the next unlock."""
    path = _path(home, vault_id)
    if path is not None:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            durable.sync_folder(path.parent)


def _path(home: str, vault_id: str) -> Path | None:
    folder = Path(home, "vaults", vault_id)
    return folder / NAME if is_vault_id(vault_id) and folder.is_dir() else None
