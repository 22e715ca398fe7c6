"""Opening a backup, by its owner only: what is in it, and what a restore would lose."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from intimacy_desktop import durable, sealing
from intimacy_desktop.backup import catalogue, container
from intimacy_desktop.backup.catalogue import BackupInfo
from intimacy_desktop.errors import BackupOfOtherSeat, SaveFailed, WrongPassphrase
from intimacy_desktop.header import Header, read_header
from intimacy_desktop.home import Home
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.rounds import Round
from intimacy_desktop.vault import Vault

Unlock = Callable[[Path], VaultKeys]
"""Gives the keys of the vault in a folder: `keyslots.unlock` or `recovery.unlock_with_code` with what was
typed, or what `with_keys` gives."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What a vault has that a backup has not.

    Attributes:
        last_saved: when the vault was last saved, if that was later than in the backup.
        rounds: the ids of the rounds that the backup has not.
        changed: the ids of those that stand otherwise in the backup: other answers, or not as far.
    """

    last_saved: datetime | None
    rounds: tuple[int, ...]
    changed: tuple[int, ...]

    @property
    def nothing(self) -> bool:
        """Whether the backup has all of it."""
        return not (self.rounds or self.changed)


class OpenBackup:
    """A backup that its owner has opened, for the thread that opened it; nothing in it can be changed.

    It is a context manager that closes it.
    """

    def __init__(self, info: BackupInfo, workspace: Path, keys: VaultKeys) -> None:
        self.info = info
        """What was known of it before."""
        self.keys = keys
        """What opens it."""
        self.workspace = workspace
        """A folder in which it stands as a vault."""
        # The workspace is thrown away: an older form is brought to today's there, without another backup.
        self._vault = Vault.open(workspace, keys, back_up=lambda _folder, _keys: None)
        self.header: Header = read_header(workspace)
        """Of the vault then."""

    @property
    def vault_id(self) -> str:
        """Of the vault that it is a backup of."""
        return self.header.vault_id

    def rounds(self) -> list[Round]:
        """Give the rounds in it, the oldest first."""
        return self._vault.rounds()

    def last_saved(self) -> datetime | None:
        """Give when its owner had last saved, in UTC."""
        return self._vault.last_saved()

    def last_sealed(self) -> datetime | None:
        """Give when its owner had last sealed a round, in UTC."""
        return max((found.sealed_at for found in self.rounds() if found.sealed_at is not None), default=None)

    def lost_from(self, vault: Vault) -> Losses:
        """Give what `vault`, the same one as it is now, would lose if this were restored."""
        now, then = vault.last_saved(), self.last_saved()
        later = now if now is not None and (then is None or now > then) else None
        before = {found.id: found for found in self.rounds()}
        missing = [found.id for found in vault.rounds() if found.id not in before]
        changed = [
            found.id
            for found in vault.rounds()
            if found.id in before and not self._same(vault, found, before[found.id])
        ]
        return Losses(later, tuple(missing), tuple(changed))

    def close(self) -> None:
        """Let go of it, and remove what was unpacked; may be called again."""
        self._vault.close()
        shutil.rmtree(self.workspace, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _same(self, vault: Vault, now: Round, then: Round) -> bool:
        mine = self._vault
        return (
            now == then
            and vault.read_draft_for_copy(now.id) == mine.read_draft_for_copy(now.id)
            and vault.read_evening(now.id) == mine.read_evening(now.id)
            and vault.uncovered(now.id) == mine.uncovered(now.id)
        )


def open_backup(home: Home, path: Path, unlock: Unlock, vault_id: str | None = None) -> OpenBackup:
    """Open the backup at `path`, which may lie anywhere, or what a restore has replaced. Slow.

    It is unpacked, encrypted as it is, beside the vault that it belongs to, which is not touched; what an
    interrupted call leaves there, the next opening removes, or the backup after a rotation.

    Args:
        home: where it would be restored.
        path: from `list_backups`, or chosen by its owner.
        unlock: opens it as if it were the vault; what it raises is raised.
        vault_id: whose backup it has to be, if that is known.

    Raises:
        BackupOfOtherSeat: it is that of another vault.
        VaultMissing: there is no such file.
        VaultDamaged: it is not what was written.
        VaultTooNew: a newer version of the program made it.
        VaultUnreadable: the system does not let it be read.
        SaveFailed: there is no room to unpack it.
        Exception: what `unlock` raises.
    """
    info = catalogue.inspect(path)
    if info.trouble is not None:
        raise info.trouble
    if vault_id is not None and info.vault_id != vault_id:
        raise BackupOfOtherSeat(path.parent, f"{path.name} belongs to {info.vault_id}")
    workspace = catalogue.workspace_of(home.folder(info.vault_id))
    try:
        _unpack(info, workspace)
        return OpenBackup(info, workspace, unlock(workspace))
    except BaseException:
        shutil.rmtree(workspace, ignore_errors=True)
        raise


def with_keys(keys: VaultKeys) -> Unlock:
    """Give what opens a backup with the keys of the vault as it is now: only those of its passphrase then.

    Raises:
        WrongPassphrase: when it is called: the passphrase was another, or asked for another device secret.
    """

    def unlock(folder: Path) -> VaultKeys:
        header = read_header(folder)
        if keys.kek is not None:
            dek = sealing.open_passphrase_slot(header, keys.kek)
        else:
            dek = keys.recovery_key and sealing.open_recovery_slot(header, keys.recovery_key)
        if not dek or header.vault_id != keys.vault_id:
            raise WrongPassphrase
        return replace(keys, dek=dek)

    return unlock


def _unpack(info: BackupInfo, workspace: Path) -> None:
    try:
        if workspace.is_dir():
            shutil.rmtree(workspace)
        workspace.mkdir(mode=durable.PRIVATE_FOLDER)
    except OSError as error:
        raise SaveFailed(workspace, error.strerror or str(error)) from None
    if not info.replaced:
        container.unpack(info.path, workspace)
        return
    try:
        for file in info.path.iterdir():
            if file.is_file():
                durable.copy_file(file, workspace / file.name)
    except OSError as error:
        raise SaveFailed(workspace, error.strerror or str(error)) from None
