"""One person, alone: taking their part and leaving."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.vault import Vault
from ui.window.shell import Shell

if TYPE_CHECKING:
    from ui.pages.leave import Parted


class LeaveRoute:
    """Leads to the parting, and from it to the home page.

    Args:
        shell: the window and its services.
        store: where device secrets are kept.
        take: leads to the export of one’s own part, above the present page; None where there is none.
    """

    def __init__(
        self, shell: Shell, store: DeviceSecretStore, take: Callable[[], None] | None = None
    ) -> None:
        self._shell = shell
        self._store = store
        self._take = take

    def show(self) -> None:
        """Show what goes and what stays."""
        from ui.pages.leave import LeavePage

        shell, vault = self._shell, self._vault()
        others = (seat for seat in shell.home.seats() if seat.vault_id != vault.vault_id)
        partner = next((seat.identity.nickname for seat in others), "")
        page = LeavePage(
            shell.theme,
            shell.background,
            vault.identity,
            partner,
            self._part,
            can_take=self._take is not None,
        )
        if self._take is not None:
            page.take_asked.connect(self._take)
        vault_id = vault.vault_id
        page.parted.connect(lambda: shell.kept.let_go(vault_id))
        page.back_asked.connect(shell.pop)
        page.done.connect(shell.lock)
        shell.push(page)

    def _vault(self) -> Vault:
        vault = self._shell.open.vault
        if vault is None:
            raise RuntimeError("no seat is open")
        return vault

    def _part(self, typed: str) -> "Parted":
        """Erase the open part; on the storage lane. Where it fails, the part is open again."""
        from intimacy_desktop import parting
        from intimacy_desktop.attempts import Attempts
        from intimacy_desktop.header import read_header
        from intimacy_desktop.keyslots import unlock
        from ui.pages.leave import Parted

        shell, vault, store = self._shell, self._vault(), self._store
        folder = shell.home.folder(vault.vault_id)
        keys = Attempts(folder).count(lambda: unlock(folder, typed, store))
        bound = read_header(folder).device
        vault.close()
        try:
            whole = parting.erase(shell.home, folder, keys)
        except BaseException:
            shell.open.hold_vault(Vault.open(folder, keys))
            raise
        aside = parting.erase_those_that_open(shell.home, typed)
        forgotten = bound is None or parting.forget_device_secret(store, keys.vault_id, bound.secret_id)
        return Parted(whole, aside, forgotten)
