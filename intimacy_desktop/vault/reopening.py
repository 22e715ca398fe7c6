"""Changing what opens a vault while its owner is there: closed, changed, open again."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from intimacy_desktop.errors import InnermostError
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Reopened:
    """A vault that is open again.

    Attributes:
        vault: takes the place of the one that was closed.
        keys: its keys: new ones, or those of before.
        problem: why nothing was changed, if nothing was.
    """

    vault: Vault
    keys: VaultKeys
    problem: InnermostError | None = None


def change_keys(vault: Vault, folder: Path, keys: VaultKeys, change: Callable[[], VaultKeys]) -> Reopened:
    """Close `vault`, make a change that needs it closed, and open it again, changed or not. Slow.

    Args:
        vault: open, on this thread.
        folder: where it is.
        keys: its present keys.
        change: a rotation; what it raises on purpose is the result's `problem`.

    Raises:
        VaultError: it cannot be opened again.
    """
    vault.close()
    try:
        new = change()
    except InnermostError as problem:
        return Reopened(Vault.open(folder, keys), keys, problem)
    return Reopened(Vault.open(folder, new), new)
