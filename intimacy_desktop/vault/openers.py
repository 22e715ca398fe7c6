"""What opens a vault besides its passphrase, and what follows when a recovery code has opened it."""

from dataclasses import dataclass
from pathlib import Path

from intimacy_desktop import passphrase
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.errors import DeviceSecretError, RecoveryCodeNeeded
from intimacy_desktop.header import read_header
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.vault.binding import bind, unbind
from intimacy_desktop.vault.rotation import RenewBackups


@dataclass(frozen=True, slots=True)
class Openers:
    """What the header of a vault says of its slots.

    Attributes:
        has_code: a recovery code opens it.
        is_bound: its passphrase needs a secret of the computer's keyring.
    """

    has_code: bool
    is_bound: bool


def openers(folder: Path) -> Openers:
    """Give what opens the vault in `folder`.

    Raises:
        VaultError: see `header.read_header`.
    """
    header = read_header(folder)
    return Openers(header.recovery_slot is not None, header.device is not None)


@dataclass(frozen=True, slots=True)
class Recovered:
    """A vault with a new passphrase, after a recovery code opened it.

    Attributes:
        keys: its keys now.
        unbound: why it is no longer bound to a keyring, where it was.
    """

    keys: VaultKeys
    unbound: DeviceSecretError | RecoveryCodeNeeded | None = None


def recover(
    folder: Path,
    keys: VaultKeys,
    new_passphrase: str,
    new_recovery_code: str | None,
    store: DeviceSecretStore,
    *,
    renew_backups: RenewBackups,
    profile: KdfProfile | None = None,
) -> Recovered:
    """Give the vault in `folder` a new passphrase after its recovery code, now retired, opened it. Slow.

    A vault that was bound is bound anew to the keyring of this computer. Where there is no new code, or the
    keyring does not keep a secret, it is bound no longer: its owner must not be kept out.

    Args:
        folder: where the vault is; it must be closed.
        keys: from `recovery.unlock_with_code`.
        new_passphrase: as typed.
        new_recovery_code: opens it from now on; None for none.
        store: the keyring.
        renew_backups: as in `rotation.rotate`.
        profile: as there.

    Raises:
        PassphraseError: it cannot be used, see `passphrase.check_new`.
        Exception: as `rotation.rotate`.
    """
    passphrase.check_new(new_passphrase)
    unbound: DeviceSecretError | RecoveryCodeNeeded | None = None
    was_bound = openers(folder).is_bound
    if was_bound and new_recovery_code is None:
        unbound = RecoveryCodeNeeded()
    elif was_bound and new_recovery_code is not None:
        try:
            bound = bind(
                folder,
                keys,
                store,
                renew_backups=renew_backups,
                new_passphrase=new_passphrase,
                profile=profile,
                new_recovery_code=new_recovery_code,
            )
            return Recovered(bound)
        except DeviceSecretError as error:
            unbound = error
    free = unbind(
        folder,
        keys,
        store,
        renew_backups=renew_backups,
        new_passphrase=new_passphrase,
        profile=profile,
        new_recovery_code=new_recovery_code,
    )
    return Recovered(free, unbound)
