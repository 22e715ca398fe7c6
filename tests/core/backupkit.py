"""What the tests of backups share: a vault in each state, and all that stands in one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from intimacy_desktop.answers import Draft, Evening
from intimacy_desktop.backup import OpenBackup, open_backup
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.vault import OwnerSettings, Vault
from tests.core.vaultkit import PASSPHRASE, full_draft, opened

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)
EVENING = Evening("the harbour", "a walk", "2026-04-01", frozenset({3}))


def write(vault: Vault) -> None:
    vault.start_round()
    vault.save_draft(1, full_draft())
    vault.save_owner_settings(OwnerSettings(9, 20))


def seal(vault: Vault) -> None:
    write(vault)
    vault.seal(1)


def begin(vault: Vault) -> None:
    seal(vault)
    vault.join(1, "joint")
    vault.begin(1)
    vault.uncover(1, 0)
    vault.uncover(1, 3)
    vault.save_evening(1, EVENING)


def close(vault: Vault) -> None:
    begin(vault)
    vault.close_round(1)


def go_on(vault: Vault) -> None:
    close(vault)
    vault.start_round()
    vault.save_draft(2, full_draft().at(8))


STATES: dict[str, Callable[[Vault], object]] = {
    "empty": lambda _vault: None,
    "writing": write,
    "sealed": seal,
    "begun": begin,
    "closed": close,
    "second round": go_on,
}


def holdings(folder: Path, keys: VaultKeys) -> list[object]:
    """Give all that its owner would miss."""
    held: list[object] = []
    with opened(folder, keys) as vault:
        held += [vault.vault_id, vault.identity, vault.last_saved(), vault.owner_settings()]
        for found in vault.rounds():
            texts: list[object] = [vault.read_draft_for_copy(found.id), vault.read_evening(found.id)]
            turned = sorted(vault.uncovered(found.id))
            texts += [(item, vault.read_uncovered(found.id, item)) for item in turned]
            held += [found, *texts]
    return held


def draft_of(folder: Path, keys: VaultKeys, round_id: int = 1) -> Draft:
    with opened(folder, keys) as vault:
        return vault.read_draft(round_id)


def home_of(folder: Path) -> Home:
    return Home.open(folder.parent.parent)


def reopened(folder: Path, path: Path, typed: str = PASSPHRASE) -> OpenBackup:
    return open_backup(home_of(folder), path, partial(unlock, typed=typed))


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
