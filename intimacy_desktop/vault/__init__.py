"""Vaults: made with `create_vault`, used through `Vault`."""

from intimacy_desktop.vault.creation import create_vault
from intimacy_desktop.vault.owner import LOCK_MINUTES, TURNS_LOCK_MINUTES, OwnerSettings
from intimacy_desktop.vault.vault import Vault

__all__ = ["LOCK_MINUTES", "TURNS_LOCK_MINUTES", "OwnerSettings", "Vault", "create_vault"]
