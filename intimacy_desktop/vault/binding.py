"""Binding a vault to the keyring of this computer, anew or no longer; each is a rotation.

A header alone could name a device secret at once, but older copies of it would still open to the same key
without one. So the vault gets a new key each time.
"""

from pathlib import Path

from intimacy_desktop import keyslots
from intimacy_desktop.device_secret import DeviceSecretStore, forget_secret, new_secret
from intimacy_desktop.errors import RecoveryCodeNeeded
from intimacy_desktop.header import Header, read_header
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault.rotation import RenewBackups, rotate
from intimacy_desktop.vault.successor import KEEP, Keep


def bind(
    folder: Path,
    keys: VaultKeys,
    store: DeviceSecretStore,
    *,
    renew_backups: RenewBackups,
    new_passphrase: str | None = None,
    profile: KdfProfile | None = None,
    new_recovery_code: str | Keep = KEEP,
) -> VaultKeys:
    """Let the passphrase open the vault in `folder` only together with a new secret in `store`. Slow.

    For a vault that is bound already it is a new secret: after recovery, or on another computer. Nothing of
    the vault is written before the store has given the secret back, and the secret of before is forgotten
    only after the new state is the vault's.

    Args:
        folder: where the vault is; it must be closed.
        keys: its present keys.
        store: the keyring.
        renew_backups: as in `rotation.rotate`.
        new_passphrase: as there; needed after a recovery code opened the vault.
        profile: as there.
        new_recovery_code: in place of the one there is.

    Raises:
        RecoveryCodeNeeded: there is none, and with the keyring the vault would be lost.
        DeviceSecretError: the store does not keep a secret; all is as it was.
        Exception: as `rotation.rotate`.
    """
    header = read_header(folder)
    keyslots.prove(header, keys, folder)
    if header.recovery_slot is None and isinstance(new_recovery_code, Keep):
        raise RecoveryCodeNeeded
    made = new_secret(store, header.vault_id)
    try:
        return rotate(
            folder,
            keys,
            renew_backups=renew_backups,
            new_passphrase=new_passphrase,
            profile=profile,
            new_recovery_code=new_recovery_code,
            device=made,
            forget_device=lambda: _forget_bound(store, header),
        )
    except BaseException:
        if not _may_still_follow(folder, header):
            forget_secret(store, header.vault_id, made.secret_id)
        raise


def unbind(
    folder: Path,
    keys: VaultKeys,
    store: DeviceSecretStore,
    *,
    renew_backups: RenewBackups,
    new_passphrase: str | None = None,
    profile: KdfProfile | None = None,
    new_recovery_code: str | Keep | None = KEEP,
) -> VaultKeys:
    """Let the passphrase alone open the vault in `folder` again. Slow.

    The keyring may be gone, as after a recovery: the secret of before is forgotten where it can be.

    Args:
        folder: where the vault is; it must be closed.
        keys: its present keys.
        store: the keyring.
        renew_backups: as in `rotation.rotate`.
        new_passphrase: as there; needed after a recovery code opened the vault.
        profile: as there.
        new_recovery_code: as there.

    Raises:
        Exception: as `rotation.rotate`.
    """
    header = read_header(folder)
    return rotate(
        folder,
        keys,
        renew_backups=renew_backups,
        new_passphrase=new_passphrase,
        profile=profile,
        new_recovery_code=new_recovery_code,
        device=None,
        forget_device=lambda: _forget_bound(store, header),
    )


def _forget_bound(store: DeviceSecretStore, header: Header) -> None:
    if header.device is not None:
        forget_secret(store, header.vault_id, header.device.secret_id)


def _may_still_follow(folder: Path, header: Header) -> bool:
    """Whether the next generation is still there: a power cut may bring back the header that names it."""
    return any(folder.glob(f"answers-{header.generation + 1}-*.db"))
