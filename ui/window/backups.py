"""Checked copies of the open seat, made by themselves at good moments and when its owner asks."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.messages import say_of_carrying, say_of_copying
from ui.widgets.copies import CopiesPanel, CopyState
from ui.window.shell import Shell

if TYPE_CHECKING:
    from intimacy_desktop.backup import BackupInfo


class Backups(QObject):
    """Makes copies on the storage lane, behind whatever waits there already.

    What goes wrong interrupts nobody: `state` tells it where the owner looks. Nothing is called a copy
    before it was read back.

    Args:
        shell: whose open seat is copied.

    Signals:
        changed(CopyState).
    """

    changed = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.frame)
        self._shell = shell
        self.state = CopyState()

    def look(self) -> None:
        """Make a copy where one is due; otherwise find out when the last one was made."""
        from intimacy_desktop.backup import due, list_backups, make_backup

        vault = self._shell.open.vault
        if vault is None:
            return
        folder, before = self._shell.home.folder(vault.vault_id), self.state

        def work() -> CopyState:
            if due(folder, vault.last_saved()):
                return CopyState(make_backup(folder, vault.keys).made_at)
            whole = (info for info in list_backups(folder) if info.trouble is None and not info.replaced)
            newest = next((info.made_at for info in whole), None)
            return CopyState(newest, before.problem if newest == before.made_at else None)

        self._shell.background.storage(self, work, self._note, self._note_problem)

    def make(self) -> None:
        """Make a copy now: something was finished, or the owner asks."""
        from intimacy_desktop.backup import make_backup

        vault = self._shell.open.vault
        if vault is None:
            return
        folder = self._shell.home.folder(vault.vault_id)
        self._note(CopyState(self.state.made_at, busy=True))
        self._shell.background.storage(
            self,
            lambda: CopyState(make_backup(folder, vault.keys).made_at),
            self._note,
            self._note_problem,
        )

    def panel(self) -> CopiesPanel:
        """Give what shows the state to the owner of the open seat."""
        self.look()
        panel = CopiesPanel(self._shell.theme, self.state)
        panel.make_asked.connect(self.make)
        panel.carry_asked.connect(self._choose)
        self.changed.connect(panel.show_state)
        return panel

    def _choose(self) -> None:
        from ui.pages.choose_place import ChoosePlacePage, Wanted

        page = ChoosePlacePage(self._shell.theme, Wanted.FOLDER)
        page.chosen.connect(self._carry)
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)

    def _carry(self, to: Path) -> None:
        from intimacy_desktop.backup import make_backup

        self._shell.pop()
        vault = self._shell.open.vault
        if vault is None:
            return
        folder = self._shell.home.folder(vault.vault_id)
        self._note(CopyState(self.state.made_at, busy=True))
        self._shell.background.storage(
            self,
            lambda: make_backup(folder, vault.keys),
            lambda made: self._export(made, to),
            self._note_problem,
        )

    def _export(self, made: "BackupInfo", to: Path) -> None:
        from intimacy_desktop.backup import export_backup

        self._shell.background.storage(
            self,
            lambda: export_backup(made.path, to),
            lambda path: self._note(CopyState(made.made_at, saved_as=path.name)),
            lambda error: self._note(CopyState(made.made_at, say_of_carrying(error))),
        )

    def _note(self, state: CopyState) -> None:
        self.state = state
        self.changed.emit(state)

    def _note_problem(self, error: Exception) -> None:
        self._note(CopyState(self.state.made_at, say_of_copying(error)))
