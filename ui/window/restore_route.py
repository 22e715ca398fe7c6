"""From a part that cannot be opened to a copy of it that its owner made current, or to nothing changed."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from intimacy_desktop.attempts import Attempts
from intimacy_desktop.backup import (
    BackupInfo,
    OpenBackup,
    Unlock,
    inspect,
    make_backup,
    open_backup,
    restore,
    with_keys,
)
from intimacy_desktop.errors import InnermostError
from intimacy_desktop.home import Home
from intimacy_desktop.kdf import KdfProfile
from intimacy_desktop.keyslots import VaultKeys
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.vault import Vault
from ui.messages import say_of_copy
from ui.pages.judge_copy import CopyFacts, JudgeCopyPage, Lost
from ui.window.code_print import print_code
from ui.window.shell import Shell


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """A copy that its owner has opened, and what they are told of it."""

    backup: OpenBackup
    facts: CopyFacts


def open_copy(home: Home, path: Path, unlock: Unlock, vault_id: str | None) -> OpenedCopy:
    """Open the copy at `path` and compare it with what is there now, as far as the same keys open that. Slow.

    Raises:
        Exception: as `backup.open_backup`.
    """
    folder = home.folder(vault_id) if vault_id else None

    def counted(place: Path) -> VaultKeys:
        return unlock(place) if folder is None else Attempts(folder).count(lambda: unlock(place))

    backup = open_backup(home, path, counted, vault_id)
    present = home.folder(backup.vault_id)
    lost = None
    try:
        with closing(Vault.open(present, with_keys(backup.keys)(present))) as vault:
            found = backup.lost_from(vault)
            lost = Lost(len(found.rounds), len(found.changed), found.last_saved)
    except InnermostError:
        pass  # damaged, gone, or of another passphrase: then it is not known
    except BaseException:
        backup.close()
        raise
    facts = CopyFacts(
        backup.header.identity.nickname,
        backup.info.made_at,
        backup.last_saved(),
        backup.last_sealed(),
        lost,
        present.is_dir(),
    )
    return OpenedCopy(backup, facts)


class RestoreRoute:
    """Leads from the copies of a part to its seat. Whatever was opened on the way is closed by locking.

    Args:
        shell: the window and its services.
        go_home: where someone goes who has not opened anything yet.
        enter: goes on with the open vault.
        profile: the price of a guess at a new passphrase; None for that of the copy.
    """

    def __init__(
        self,
        shell: Shell,
        go_home: Callable[[], None],
        enter: Callable[[Vault], None],
        profile: KdfProfile | None = None,
    ) -> None:
        self._shell, self._go_home, self._enter, self._profile = shell, go_home, enter, profile

    def copies(self, seat: SeatRecord) -> None:
        """Show the copies of a seat's vault."""
        from ui.pages.restore import RestorePage

        shell = self._shell
        page = RestorePage(shell.theme, shell.background, seat.folder, seat.identity.nickname)
        page.copy_chosen.connect(lambda info: self._ask(info, seat.identity.nickname, seat.vault_id))
        page.bring_asked.connect(lambda: self._choose(seat.vault_id))
        page.back_asked.connect(self._go_home)
        shell.show(page)

    def bring(self) -> None:
        """Bring a part from a copy to a home that may never have had it."""
        self._choose(None)

    def _choose(self, vault_id: str | None) -> None:
        from ui.pages.choose_place import ChoosePlacePage, Wanted

        page = ChoosePlacePage(self._shell.theme, Wanted.COPY)
        page.chosen.connect(lambda path: self._look(path, vault_id))
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)

    def _look(self, path: Path, vault_id: str | None) -> None:
        self._shell.background.worker(
            self._shell.frame, lambda: inspect(path), lambda info: self._found(info, vault_id), self._say
        )

    def _found(self, info: BackupInfo, vault_id: str | None) -> None:
        if info.identity is not None:
            self._ask(info, info.identity.nickname, vault_id)
        elif info.trouble is not None:
            self._say(info.trouble)

    def _ask(self, info: BackupInfo, nickname: str, vault_id: str | None) -> None:
        from ui.pages.open_copy import OpenCopyPage

        shell = self._shell

        def opening(unlock: Unlock) -> OpenedCopy:
            opened = open_copy(shell.home, info.path, unlock, vault_id)
            shell.open.hold_copy(opened.backup.close)
            return opened

        page = OpenCopyPage(
            shell.theme,
            shell.background,
            info,
            nickname,
            opening,
        )
        page.opened.connect(self._judge)
        page.back_asked.connect(shell.pop)
        shell.guard_typing()
        shell.push(page)

    def _judge(self, opened: OpenedCopy) -> None:
        shell, backup = self._shell, opened.backup
        page = JudgeCopyPage(shell.theme, opened.facts)
        if backup.keys.kek is None:
            page.restore_asked.connect(lambda: self._renew(opened))
        else:
            page.restore_asked.connect(lambda: self._restore(page, backup))
        page.leave_asked.connect(shell.lock)
        shell.show(page)

    def _restore(self, page: JudgeCopyPage, backup: OpenBackup) -> None:
        home = self._shell.home
        page.set_busy(busy=True)
        self._shell.background.storage(
            page,
            lambda: restore(home, backup),
            lambda keys: self._open(backup, keys),
            lambda error: page.show_trouble(say_of_copy(error)),
        )

    def _renew(self, opened: OpenedCopy) -> None:
        """Let a new passphrase open what the recovery code has opened; the code is retired."""
        from ui.pages.new_passphrase import NewPassphrasePage

        shell, backup, profile = self._shell, opened.backup, self._profile
        lead = QCoreApplication.translate(
            "RestoreRoute",
            "The recovery code opened this copy. Choose the passphrase that opens it from now on.",
        )

        def change(typed: str, code: str | None) -> VaultKeys:
            return restore(
                shell.home,
                backup,
                new_passphrase=typed,
                profile=profile,
                new_recovery_code=code,
                device=None,
            )

        names = tuple(seat.identity.nickname for seat in shell.home.seats())
        page = NewPassphrasePage(shell.theme, shell.background, names, change, lead)
        page.changed.connect(lambda keys: self._open(backup, keys))
        page.print_asked.connect(lambda code: print_code(shell, code))
        page.back_asked.connect(shell.pop)
        shell.push(page)

    def _open(self, backup: OpenBackup, keys: VaultKeys) -> None:
        shell = self._shell
        folder = shell.home.folder(keys.vault_id)

        def work() -> Vault:
            backup.close()
            return Vault.open(folder, keys, back_up=make_backup)

        shell.background.storage(shell.frame, work, self._enter, shell.trouble_at_door)

    def _say(self, error: Exception) -> None:
        from ui.pages.trouble import TroublePage

        page = TroublePage(self._shell.theme, say_of_copy(error), "")
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)
