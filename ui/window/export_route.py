"""Taking along what was written, and bringing one's own back in."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from intimacy_desktop import durable
from intimacy_desktop.device_secret import DeviceSecretStore
from intimacy_desktop.errors import ExportError, NotAnExport
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.export.forms import Form
from ui.messages import say
from ui.window.shell import Shell

if TYPE_CHECKING:
    from intimacy_desktop.export import OwnPart, Pair
    from intimacy_desktop.export.bringing import Plan
    from intimacy_desktop.export.markdown import Words
    from intimacy_desktop.history import JointHistory
    from intimacy_desktop.identity import Identity
    from intimacy_desktop.vault import Vault
    from ui.pages.bring_in import BringInPage
    from ui.printing import Make

Gather = Callable[[], "OwnPart | Pair"]
"""Reads what is taken along; for the storage lane."""
Voices = Sequence[tuple["Identity", str]]
"""People, and the ids of their vaults."""


class ExportRoute:
    """Leads from a wish to take something along to a file or to paper, and back to where it began.

    Args:
        shell: the window and its services.
        store: where device secrets are kept.
    """

    def __init__(self, shell: Shell, store: DeviceSecretStore) -> None:
        self._shell, self._store = shell, store
        self._depth = 0

    # what is taken

    def own(self) -> None:
        """Take along all that the owner of the open seat wrote."""
        from intimacy_desktop.export import gather_own
        from ui.window.export_words import words_of_own

        vault = self._vault()
        self._begin([(vault.identity, vault.vault_id)], lambda: gather_own(vault), words_of_own())

    def both(
        self, history: "JointHistory", people: tuple["Identity", "Identity"], vault_ids: tuple[str, str]
    ) -> None:
        """Take along what two people have turned together, if each of them says so.

        Args:
            history: over both open vaults.
            people: the first seat’s owner and the second’s.
            vault_ids: of the two.
        """
        from intimacy_desktop.export import gather_pair
        from ui.window.export_words import words_of_both

        names = (people[0].nickname, people[1].nickname)
        voices = list(zip(people, vault_ids, strict=True))
        self._begin(voices, lambda: gather_pair(history, names), words_of_both())

    def _begin(self, voices: Voices, gather: Gather, words: "Words") -> None:
        from ui.pages.take_along import TakeAlongPage

        self._depth = 0
        page = TakeAlongPage(self._shell.theme, both=len(voices) > 1)
        page.chosen.connect(lambda form: self.ask(voices, lambda: self._agreed(voices, form, gather, words)))
        page.back_asked.connect(self._back)
        self._push(page)

    def ask(self, voices: Voices, agreed: Callable[[], None]) -> None:
        """Let everyone whose words these are say yes with their passphrase; a yes is for this once.

        Args:
            voices: one or two people, and the ids of their vaults.
            agreed: called once all have said yes.
        """
        from ui.pages.consent import ConsentPage, Voice

        shell = self._shell
        if len(voices) > 1:
            title = QCoreApplication.translate("Export", "Do you both want this?")
            lead = QCoreApplication.translate(
                "Export",
                "Each of you says yes with your own passphrase, or no with one press. It takes both. "
                "Nobody has to say why.",
            )
        else:
            title = QCoreApplication.translate("Export", "Is it you?")
            lead = QCoreApplication.translate(
                "Export", "Type your passphrase once more, so that nobody who passes by can take it along."
            )
        asked = [Voice(identity, shell.home.folder(vault_id)) for identity, vault_id in voices]
        page = ConsentPage(shell.theme, shell.background, asked, self._store, title, lead)

        def go_on() -> None:
            self._back()
            agreed()

        page.refused.connect(self._back)
        page.agreed.connect(go_on)
        self._push(page)

    def _agreed(self, voices: Voices, form: Form, gather: Gather, words: "Words") -> None:
        shell = self._shell
        if form is Form.PAPER:
            shell.background.storage(
                shell.frame, gather, lambda found: self._print(found, words), shell.trouble
            )
        elif form is Form.ARCHIVE:
            self._choose_passphrase([identity.nickname for identity, _ in voices], gather, words)
        else:
            self._choose_place(form, "", gather, words)

    # paper

    def _print(self, content: "OwnPart | Pair", words: "Words") -> None:
        from ui.printing import Typeface
        from ui.printing.answers import of_answers

        stems = tuple(item.stem for item in load_exercise().items)
        made = of_answers(content, stems, _today(), words, Typeface.of_this_system())
        self.print_pages(made, QCoreApplication.translate("Export", "What you wrote"))

    def print_pages(self, make: "Make", name: str, *, file_suffix: str = "") -> None:
        """Show pages that can be printed, and saved as a PDF where a name for it is given."""
        from ui.pages.print_sheet import PrintPage

        shell = self._shell
        page = PrintPage(shell.theme, shell.background, make, name, savable=bool(file_suffix))
        page.save_asked.connect(
            lambda proof: self._choose_folder(
                lambda folder: self._write_page(
                    folder, f"innermost{file_suffix}.pdf", encrypted=False, make=proof.pdf
                )
            )
        )
        page.back_asked.connect(self._back)
        self._push(page)

    # a file

    def _choose_passphrase(self, nicknames: list[str], gather: Gather, words: "Words") -> None:
        from ui.pages.archive_passphrase import ArchivePassphrasePage

        shell = self._shell
        page = ArchivePassphrasePage(shell.theme, shell.background, tuple(nicknames))
        page.chosen.connect(lambda typed: self._chose_passphrase(typed, gather, words))
        page.back_asked.connect(self._back)
        self._push(page)

    def _chose_passphrase(self, typed: str, gather: Gather, words: "Words") -> None:
        self._back()
        self._choose_place(Form.ARCHIVE, typed, gather, words)

    def _choose_place(self, form: Form, typed: str, gather: Gather, words: "Words") -> None:
        from intimacy_desktop.export.place import file_name

        made = _today()

        def chosen(folder: Path) -> None:
            shell = self._shell
            shell.background.storage(
                shell.frame,
                gather,
                lambda content: self._write_page(
                    folder,
                    file_name(made, form.value),
                    encrypted=form is Form.ARCHIVE,
                    make=_maker(content, form, typed, made, words),
                ),
                shell.trouble,
            )

        self._choose_folder(chosen)

    def _choose_folder(self, chosen: Callable[[Path], None]) -> None:
        from ui.pages.choose_place import ChoosePlacePage, Wanted

        page = ChoosePlacePage(self._shell.theme, Wanted.FILE_FOLDER)
        page.chosen.connect(chosen)
        page.back_asked.connect(self._back)
        self._push(page)

    def _write_page(self, folder: Path, name: str, *, encrypted: bool, make: Callable[[], bytes]) -> None:
        from intimacy_desktop.export.place import write_new
        from ui.pages.write_file import WriteFilePage

        shell = self._shell

        def write(done: Callable[[Path], object], failed: Callable[[Exception], object]) -> None:
            shell.background.worker(page, lambda: write_new(folder, name, make()), done, failed)

        page = WriteFilePage(shell.theme, folder, name, encrypted=encrypted, write=write)
        page.elsewhere_asked.connect(self._back)
        page.back_asked.connect(self._back)
        page.done.connect(self._home)
        self._push(page)

    # bringing in

    def bring(self) -> None:
        """Bring one's own export into the open seat."""
        from ui.pages.choose_place import ChoosePlacePage, Wanted

        self._depth = 0
        page = ChoosePlacePage(self._shell.theme, Wanted.EXPORT)
        page.chosen.connect(self._look)
        page.back_asked.connect(self._back)
        self._push(page)

    def _look(self, path: Path) -> None:
        from intimacy_desktop.export.archive import ARCHIVE_CEILING

        def read() -> bytes:
            try:
                return durable.read_file(path, ARCHIVE_CEILING + 1)
            except OSError as error:
                raise NotAnExport(error.strerror or "unreadable") from None

        self._shell.background.worker(self._shell.frame, read, self._open, self._refuse)

    def _open(self, data: bytes) -> None:
        from intimacy_desktop.export import read_own
        from intimacy_desktop.export.archive import looks_encrypted
        from ui.pages.bring_in import OpenArchivePage

        shell = self._shell
        if not looks_encrypted(data):
            shell.background.worker(shell.frame, lambda: read_own(data), self._plan, self._refuse)
            return
        page = OpenArchivePage(shell.theme, shell.background, data)
        page.opened.connect(self._opened)
        page.unusable.connect(self._refuse)
        page.back_asked.connect(self._back)
        self._push(page)

    def _opened(self, part: "OwnPart") -> None:
        self._back()
        self._plan(part)

    def _plan(self, part: "OwnPart") -> None:
        from intimacy_desktop.export.bringing import plan_import

        shell, vault = self._shell, self._vault()
        shell.background.storage(shell.frame, lambda: plan_import(vault, part), self._judge, shell.trouble)

    def _judge(self, plan: "Plan") -> None:
        from ui.pages.bring_in import BringInPage

        page = BringInPage(self._shell.theme, plan)
        page.bring_asked.connect(lambda: self._bring_in(page, plan))
        page.back_asked.connect(self._back)
        self._push(page)

    def _bring_in(self, page: "BringInPage", plan: "Plan") -> None:
        from intimacy_desktop.export.bringing import bring_in

        shell, vault = self._shell, self._vault()
        page.set_busy(busy=True)
        shell.background.storage(
            page, lambda: bring_in(vault, plan), lambda _none: self._brought(len(plan.new)), page.show_trouble
        )

    def _brought(self, count: int) -> None:
        self._home()
        title = QCoreApplication.translate("Export", "It is in your part now.")
        text = QCoreApplication.translate("Export", "Rounds added: {count}.").format(count=count)
        self._shell.tell(title, text)

    def _refuse(self, error: Exception) -> None:
        from ui.pages.trouble import TroublePage

        words = say(error if isinstance(error, ExportError) else NotAnExport())
        page = TroublePage(self._shell.theme, words, "")
        page.back_asked.connect(self._shell.pop)
        self._shell.push(page)

    # there and back

    def _push(self, page: object) -> None:
        from ui.widgets.scaffold import Page

        if isinstance(page, Page):
            self._depth += 1
            self._shell.push(page)

    def _back(self) -> None:
        self._depth -= 1
        self._shell.pop()

    def _home(self) -> None:
        """Go back to the page on which the wish began."""
        while self._depth > 0:
            self._back()

    def _vault(self) -> "Vault":
        vault = self._shell.open.vault
        if vault is None:
            raise RuntimeError("no seat is open")
        return vault


def _today() -> date:
    return datetime.now().astimezone().date()


def _maker(
    content: "OwnPart | Pair", form: Form, typed: str, made: date, words: "Words"
) -> Callable[[], bytes]:
    """Give what makes the bytes of a file; the letters are chosen here, the rest is for the worker lane."""
    from intimacy_desktop.export.jsonform import write_json
    from intimacy_desktop.export.markdown import write_markdown
    from ui.printing import Proof, Typeface, usual_paper
    from ui.printing.answers import of_answers

    stems = tuple(item.stem for item in load_exercise().items)
    typeface, paper = Typeface.of_this_system(), usual_paper()

    def pdf() -> bytes:
        return Proof(of_answers(content, stems, made, words, typeface), paper).pdf()

    def archive() -> bytes:
        from intimacy_desktop.export.archive import JSON_ENTRY, write_archive

        entries = {
            JSON_ENTRY: write_json(content, stems, made),
            "innermost.md": write_markdown(content, stems, made, words),
            "innermost.pdf": pdf(),
        }
        return write_archive(entries, typed)

    return {
        Form.ARCHIVE: archive,
        Form.PDF: pdf,
        Form.MARKDOWN: lambda: write_markdown(content, stems, made, words),
        Form.JSON: lambda: write_json(content, stems, made),
    }[form]
