"""Making a vault: all of it, or nothing."""

import os
import secrets
import shutil
from contextlib import closing
from pathlib import Path
from uuid import UUID

from intimacy_desktop import durable, header, keyslots, passphrase
from intimacy_desktop.errors import SaveFailed, VaultUnreadable
from intimacy_desktop.header import Header
from intimacy_desktop.identity import Identity
from intimacy_desktop.kdf import DEFAULT, KEY_SIZE, SALT_SIZE, KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.slots import PassphraseSlot
from intimacy_desktop.vault import schema
from intimacy_desktop.vault.access import connect
from intimacy_desktop.vault.owner import OwnerSettings
from intimacy_desktop.vault.records import Records

_UNFINISHED = ".new-"


def create_vault(folder: Path, identity: Identity, typed: str, profile: KdfProfile = DEFAULT) -> VaultKeys:
    """Make an empty vault and give its keys. Slow.

    It is built beside its place and renamed into it; what an interrupted call left is removed by the next.

    Args:
        folder: where it is to be; its name is the vault's id, a UUID; its parent is made if need be.
        identity: what the seat shows to anyone.
        typed: the passphrase.
        profile: what each try of a passphrase shall cost.

    Raises:
        PassphraseError: the passphrase cannot be used, see `passphrase.check_new`.
        SaveFailed: there is nothing at `folder` that was not there before.
    """
    passphrase.check_new(typed)
    vault_id = str(UUID(folder.name))
    slot = PassphraseSlot(profile, os.urandom(SALT_SIZE))
    stretched = keyslots.stretch(slot, passphrase.normalise(typed))
    keys = keyslots.from_stretched(vault_id, os.urandom(KEY_SIZE), stretched)
    database = f"answers-1-{secrets.token_hex(8)}.db"
    sealed = keyslots.seal_slots(Header(vault_id, 1, database, identity, (slot,)), keys)
    try:
        _place(folder, sealed, keys)
    except OSError as error:
        raise SaveFailed(folder, error.strerror or str(error)) from None
    except (SaveFailed, VaultUnreadable) as error:
        raise SaveFailed(folder, error.detail) from None
    return keys


def _place(folder: Path, sealed: Header, keys: VaultKeys) -> None:
    parent = folder.parent
    parent.mkdir(mode=durable.PRIVATE_FOLDER, exist_ok=True)
    for left in parent.glob(f"{_UNFINISHED}*"):
        _remove(left)
    if folder.exists():
        raise FileExistsError(f"{folder.name} is there already")
    building = parent / f"{_UNFINISHED}{folder.name}"
    try:
        _build(building, sealed, keys)
        building.rename(folder)
        _sync_or_undo(parent, folder, building)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _sync_or_undo(parent: Path, folder: Path, building: Path) -> None:
    try:
        durable.sync_folder(parent)
    except OSError:
        folder.rename(building)  # nobody is told of a vault that the disk may not have
        raise


def _remove(left: Path) -> None:
    if left.is_symlink() or not left.is_dir():
        left.unlink()
    else:
        shutil.rmtree(left)


def _build(building: Path, sealed: Header, keys: VaultKeys) -> None:
    building.mkdir(mode=durable.PRIVATE_FOLDER)
    database = building / sealed.database
    durable.write_file(database, b"")  # SQLite would give it wider rights than ours
    owner = OwnerSettings()
    with closing(connect(database, keys)) as connection:
        minutes = (owner.lock_minutes, owner.turns_lock_minutes)
        schema.install(connection, Records(keys.vault_id, keys.dek, building), sealed, minutes)
    durable.sync_file(database)
    header.write_header(building, sealed)
