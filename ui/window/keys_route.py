"""What opens a seat: changing it from inside, and what can be done where the passphrase is gone."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from intimacy_desktop.aside import AsideRecord
from intimacy_desktop.backup import make_backup
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.errors import DeviceSecretError, RecoveryCodeNeeded, UnsavedUnopened
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.recovery import add_recovery_slot
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.unsaved import seal_again
from intimacy_desktop.vault import Vault
from intimacy_desktop.vault.openers import recover
from intimacy_desktop.vault.reopening import change_keys
from intimacy_desktop.vault.rotation import change_passphrase, rotate
from ui.messages import Message, say
from ui.window.code_print import print_code
from ui.window.shell import Shell


@dataclass(frozen=True, slots=True)
class _Recovered:
    """An open vault with its new keys, and what follows.

    Attributes:
        vault: open.
        keys: its new ones.
        unbound: why it is no longer bound to a keyring, where it was.
        kept: what waited for its owner, sealed for the new keys.
    """

    vault: Vault
    keys: VaultKeys
    unbound: DeviceSecretError | RecoveryCodeNeeded | None
    kept: bytes | None


class KeysRoute:
    """Leads through recovery codes, new passphrases, and parts that are set aside.

    Args:
        shell: the window and its services.
        enter: where someone goes whose vault is open.
        unlock: where someone goes who turns back from Forgotten.
        take_seat: where someone goes whose seat is empty again.
        profile: the price of a guess at a new passphrase; None for that of the one before.
        store: where device secrets are kept.
    """

    def __init__(
        self,
        shell: Shell,
        enter: Callable[[Vault], None],
        unlock: Callable[[SeatRecord], None],
        take_seat: Callable[[], None],
        profile: KdfProfile | None,
        store: DeviceSecretStore,
    ) -> None:
        self._shell = shell
        self._enter = enter
        self._unlock = unlock
        self._take_seat = take_seat
        self._profile = profile
        self._store = store

    # the passphrase is gone

    def forgotten(self, seat: SeatRecord) -> None:
        """Show what can still be done."""
        from ui.pages.forgotten import ForgottenPage

        shell = self._shell
        page = ForgottenPage(shell.theme, shell.background, shell.home, seat)
        page.code_opened.connect(self._recover)
        page.started_again.connect(self._take_seat)
        page.bring_back_asked.connect(
            lambda record: self.bring_back(record, seat, lambda: self.forgotten(seat))
        )
        page.destroy_asked.connect(lambda record: self.destroy(record, lambda: self.forgotten(seat)))
        page.back_asked.connect(lambda: self._unlock(seat))
        shell.guard_typing()
        shell.show(page)

    def bring_back(
        self, record: AsideRecord, in_place_of: SeatRecord | None, back: Callable[[], None]
    ) -> None:
        """Ask for the passphrase or the code of a part that was set aside."""
        from ui.pages.bring_back import BringBackPage

        shell = self._shell
        page = BringBackPage(shell.theme, shell.background, shell.home, record, in_place_of, self._store)
        page.brought_back.connect(self._brought_back)
        page.back_asked.connect(back)
        shell.guard_typing()
        shell.show(page)

    def destroy(self, record: AsideRecord, back: Callable[[], None]) -> None:
        """Ask for what opens a part that was set aside, and destroy it."""
        from ui.pages.bring_back import DestroyPage

        def destroyed() -> None:
            back()
            words = QCoreApplication.translate("Keys", "{name}’s part is destroyed.")
            shell.tell(words.format(name=record.identity.nickname))

        shell = self._shell
        page = DestroyPage(shell.theme, shell.background, shell.home, record, self._store)
        page.destroyed.connect(destroyed)
        page.back_asked.connect(back)
        shell.guard_typing()
        shell.show(page)

    def _brought_back(self, keys: VaultKeys) -> None:
        if keys.kek is None:
            self._recover(keys)
            return
        folder = self._shell.home.folder(keys.vault_id)
        self._shell.background.storage(
            self._shell.frame,
            lambda: Vault.open(folder, keys, back_up=make_backup),
            self._enter,
            self._shell.trouble_at_door,
        )

    def _recover(self, keys: VaultKeys) -> None:
        """Let somebody whose code fits choose a new passphrase; until then nothing of the vault is shown."""
        from ui.pages.new_passphrase import NewPassphrasePage

        shell, store, profile = self._shell, self._store, self._profile
        folder, waiting = shell.home.folder(keys.vault_id), shell.kept.of(keys.vault_id)

        def change(passphrase: str, code: str | None) -> _Recovered:
            done = recover(folder, keys, passphrase, code, store, renew_backups=make_backup, profile=profile)
            vault = Vault.open(folder, done.keys, back_up=make_backup)
            return _Recovered(vault, done.keys, done.unbound, _kept_again(keys, done.keys, waiting))

        lead = QCoreApplication.translate(
            "Keys", "The code fits. Choose a new passphrase; then your seat opens, and the code is retired."
        )
        page = NewPassphrasePage(shell.theme, shell.background, self._names(), change, lead)
        page.changed.connect(self._recovered)
        page.print_asked.connect(lambda code: print_code(shell, code))
        page.back_asked.connect(shell.lock)
        shell.show(page)

    def _recovered(self, done: _Recovered) -> None:
        if done.kept is not None:
            self._shell.kept.take_again(done.vault.vault_id, done.kept)
        if done.unbound is None:
            self._enter(done.vault)
            return
        from ui.pages.trouble import TroublePage

        self._shell.open.hold_vault(done.vault)
        title = QCoreApplication.translate("Keys", "Your seat is not bound to this computer any more.")
        page = TroublePage(
            self._shell.theme,
            Message(title, say(done.unbound).title),
            "",
            QCoreApplication.translate("Keys", "Open my seat"),
            other_label=QCoreApplication.translate("Keys", "Bind it again …"),
        )
        page.other_asked.connect(lambda: self.show(done.vault.vault_id, done.keys))
        page.back_asked.connect(lambda: self._enter(done.vault))
        self._shell.show(page)

    # from an open seat

    def show(self, vault_id: str, keys: VaultKeys | None = None, said: str = "") -> None:
        """Show what opens this seat, in the place of all pages that hold its vault."""
        from ui.pages.keys import KeysPage

        shell = self._shell
        folder = shell.home.folder(vault_id)
        page = KeysPage(
            shell.theme, shell.background, folder, self._store, make_backup, self._rekey, keys, said
        )
        page.passphrase_asked.connect(self._new_passphrase)
        page.code_asked.connect(self._new_code)
        page.back_asked.connect(lambda: self._enter(self._vault()))
        shell.show(page)

    def _vault(self) -> Vault:
        vault = self._shell.open.vault
        if vault is None:
            raise RuntimeError("no seat is open")
        return vault

    def _rekey(self, keys: VaultKeys, change: Callable[[VaultKeys], VaultKeys]) -> VaultKeys:
        """Make a change with the open vault closed; on the storage lane."""
        folder = self._shell.home.folder(keys.vault_id)
        result = change_keys(self._vault(), folder, keys, lambda: change(keys))
        # here and not on the UI thread: what closes all vaults may be the next job of this lane
        self._shell.open.hold_vault(result.vault)
        if result.problem is not None:
            raise result.problem
        return result.keys

    def _new_passphrase(self, keys: VaultKeys) -> None:
        from ui.pages.new_passphrase import NewPassphrasePage

        shell, profile = self._shell, self._profile
        folder = shell.home.folder(keys.vault_id)

        def change(passphrase: str, code: str | None) -> VaultKeys:
            return self._rekey(
                keys,
                lambda present: change_passphrase(
                    folder,
                    present,
                    passphrase,
                    renew_backups=make_backup,
                    profile=profile,
                    new_recovery_code=code,
                ),
            )

        lead = QCoreApplication.translate(
            "Keys", "It opens your seat from now on. The one before opens nothing any more."
        )
        said = QCoreApplication.translate("Keys", "Your passphrase is changed.")
        page = NewPassphrasePage(shell.theme, shell.background, self._names(), change, lead)
        page.changed.connect(lambda new: self.show(keys.vault_id, new, said))
        page.print_asked.connect(lambda code: print_code(shell, code))
        page.back_asked.connect(lambda: self.show(keys.vault_id, keys))
        shell.show(page)

    def _new_code(self, keys: VaultKeys, replaces: bool) -> None:
        from ui.pages.recovery_code import RecoveryCodePage

        shell = self._shell
        folder = shell.home.folder(keys.vault_id)

        def change(code: str) -> VaultKeys:
            if replaces:
                return self._rekey(
                    keys,
                    lambda present: rotate(
                        folder, present, renew_backups=make_backup, new_recovery_code=code
                    ),
                )
            add_recovery_slot(folder, keys, code)
            return keys

        said = QCoreApplication.translate("Keys", "The new recovery code opens your seat.")
        page = RecoveryCodePage(shell.theme, shell.background, change, replaces=replaces)
        page.changed.connect(lambda new: self.show(keys.vault_id, new, said))
        page.print_asked.connect(lambda code: print_code(shell, code))
        page.back_asked.connect(lambda: self.show(keys.vault_id, keys))
        shell.show(page)

    def _names(self) -> tuple[str, ...]:
        return tuple(seat.identity.nickname for seat in self._shell.home.seats())


def _kept_again(old: VaultKeys, new: VaultKeys, sealed: bytes | None) -> bytes | None:
    """Give what waits for the owner of a vault sealed for its new keys, if something does and opens."""
    try:
        return seal_again(old, new, sealed) if sealed is not None else None
    except UnsavedUnopened:
        return None
