"""Files and paper of an open seat: taking along, bringing in, moving house, sheets to write on."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.exercise import load_exercise
from ui.messages import say_of_carrying
from ui.widgets.files_panel import FilesPanel
from ui.window.export_route import ExportRoute
from ui.window.shell import Shell

if TYPE_CHECKING:
    from intimacy_desktop.history import JointHistory
    from intimacy_desktop.identity import Identity
    from ui.pages.move_house import MoveHousePage
    from ui.printing.sheets_to_write_on import SheetWords


class FilesRoute:
    """Leads to everything that leaves the program or comes into it.

    Args:
        shell: the window and its services.
        store: where device secrets are kept.
    """

    def __init__(self, shell: Shell, store: DeviceSecretStore) -> None:
        self._shell = shell
        self.export = ExportRoute(shell, store)

    def panel(self) -> FilesPanel:
        """Give the rows of the settings of an open seat."""
        panel = FilesPanel(self._shell.theme)
        panel.take_asked.connect(self.export.own)
        panel.bring_asked.connect(self.export.bring)
        panel.move_asked.connect(self.move)
        panel.paper_asked.connect(self.paper)
        return panel

    # paper

    def paper(self) -> None:
        """Show which sheets can be printed."""
        from ui.pages.paper import PaperPage

        page = PaperPage(self._shell.theme)
        page.blanks_asked.connect(self._blanks)
        page.cards_asked.connect(self._cards)
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)

    def _blanks(self) -> None:
        from ui.printing import Typeface
        from ui.printing.sheets_to_write_on import blanks
        from ui.window.paper_emblem import draw_emblem

        made = blanks(load_exercise().items, _words(), Typeface.of_this_system(), draw_emblem)
        self.export.print_pages(
            made, QCoreApplication.translate("Files", "Two blank sheets"), file_suffix="-blanks"
        )

    def _cards(self) -> None:
        from ui.printing import Typeface
        from ui.printing.sheets_to_write_on import cards
        from ui.window.paper_emblem import draw_emblem

        made = cards(load_exercise().items, _words(), Typeface.of_this_system(), draw_emblem)
        self.export.print_pages(
            made, QCoreApplication.translate("Files", "Ten cards to turn"), file_suffix="-cards"
        )

    def questions(
        self, history: "JointHistory", people: tuple["Identity", "Identity"], vault_ids: tuple[str, str]
    ) -> None:
        """Print what two people left for later, to bring to a professional, if each of them says so."""
        shell = self._shell

        def read() -> frozenset[int]:
            return frozenset[int]().union(*(history.notes(shared).later for shared in history.rounds()))

        def found(later: frozenset[int]) -> None:
            if later:
                voices = list(zip(people, vault_ids, strict=True))
                self.export.ask(voices, lambda: self._print_questions(later))
            else:
                shell.tell(
                    QCoreApplication.translate("Files", "Nothing is left for later."),
                    QCoreApplication.translate(
                        "Files", "What you leave for later in an evening can be printed here."
                    ),
                )

        shell.background.storage(shell.frame, read, found, shell.trouble)

    def _print_questions(self, later: frozenset[int]) -> None:
        from ui.printing import Typeface
        from ui.printing.sheets_to_write_on import questions

        items = load_exercise().items
        chosen = [items[index] for index in sorted(later)]
        made = questions(chosen, _words(), Typeface.of_this_system())
        self.export.print_pages(
            made, QCoreApplication.translate("Files", "Questions to bring along"), file_suffix="-questions"
        )

    # moving house

    def move(self) -> None:
        """Show how the open seat comes to another computer."""
        from intimacy_desktop.header import read_header
        from ui.pages.move_house import Luggage, MoveHousePage

        shell = self._shell
        vault = shell.open.vault
        if vault is None:
            raise RuntimeError("no seat is open")
        vault_id, home = vault.vault_id, shell.home

        def look() -> Luggage:
            header = read_header(home.folder(vault_id))
            others = [seat for seat in home.seats() if seat.vault_id != vault_id]
            return Luggage(
                str(home.path),
                bound=header.device is not None,
                has_code=header.recovery_slot is not None,
                others=tuple(seat.identity.nickname for seat in others),
            )

        def show(luggage: Luggage) -> None:
            page = MoveHousePage(shell.theme, luggage)
            page.save_asked.connect(lambda: self._choose(page, both=False))
            page.save_all_asked.connect(lambda: self._choose(page, both=True))
            page.wipe_asked.connect(shell.show_traces)
            page.back_asked.connect(shell.pop)
            shell.push(page)

        shell.background.storage(shell.frame, look, show, shell.trouble)

    def _choose(self, move: "MoveHousePage", *, both: bool) -> None:
        from ui.pages.choose_place import ChoosePlacePage, Wanted

        page = ChoosePlacePage(self._shell.theme, Wanted.FOLDER)
        page.chosen.connect(lambda folder: self._save(move, folder, both=both))
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)

    def _save(self, move: "MoveHousePage", to: Path, *, both: bool) -> None:
        from intimacy_desktop.backup import export_backup, list_backups, make_backup

        shell = self._shell
        shell.pop()
        vault = shell.open.vault
        if vault is None:
            return
        home, keys, vault_id = shell.home, vault.keys, vault.vault_id
        move.set_busy(busy=True)

        def work() -> list[str]:
            made = make_backup(home.folder(vault_id), keys)
            names = [export_backup(made.path, to).name]
            for seat in home.seats() if both else []:
                if seat.vault_id == vault_id:
                    continue
                whole = [
                    info for info in list_backups(seat.folder) if info.trouble is None and not info.replaced
                ]
                if whole:
                    names.append(export_backup(whole[0].path, to).name)
            return names

        shell.background.storage(
            move, work, move.show_saved, lambda error: move.show_trouble(say_of_carrying(error))
        )


def _words() -> "SheetWords":
    from ui.printing.sheets_to_write_on import SheetWords

    return SheetWords(
        title=QCoreApplication.translate("Files", "Ten unfinished sentences"),
        lead=QCoreApplication.translate(
            "Files", "Alone, and undisturbed. Whatever comes first. Skip what you like."
        ),
        cards=QCoreApplication.translate(
            "Files",
            "Cut along the lines, fold along the dots: rings on one side, the sentence on the other. "
            "Each of you writes ten.",
        ),
        questions=QCoreApplication.translate("Files", "Left for later"),
        questions_lead=QCoreApplication.translate(
            "Files", "Questions to bring to a conversation with a professional."
        ),
        credit=load_exercise().credit,
    )
