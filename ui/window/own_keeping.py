"""What the owner of the open seat keeps besides answers: read and changed on the storage lane."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ui.messages import say
from ui.window.chapter_print import print_chapter
from ui.window.shell import Shell

if TYPE_CHECKING:
    from intimacy_desktop.own import Own, OwnLine
    from ui.pages.help import HelpPage


class OwnKeeping:
    """Reads and changes that record; nothing happens while no seat is open.

    Args:
        shell: whose open seat it belongs to.
    """

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def read(self, then: Callable[["Own"], None], owner: QObject | None = None) -> None:
        """Give the record to `then`, unless `owner` is gone by then; the window is, where none is named."""
        vault = self._shell.open.vault
        if vault is not None:
            reader = owner or self._shell.frame
            self._shell.background.storage(reader, vault.own, then, self._shell.trouble)

    def change(
        self,
        how: Callable[["Own"], "Own"],
        failed: Callable[[Exception], None],
        owner: QObject | None = None,
    ) -> None:
        """Replace the record by what `how` makes of it; `failed` is told why it could not be saved."""
        vault = self._shell.open.vault
        if vault is None:
            return

        def work() -> None:
            before = vault.own()
            after = how(before)
            if after != before:
                vault.save_own(after)

        self._shell.background.storage(owner or self._shell.frame, work, lambda _none: None, failed)

    def tell_unkept(self, error: Exception) -> None:
        """Say above the page that a change was not kept."""
        message = say(error)
        self._shell.tell(message.title, message.text)


def keep_lines(shell: Shell, page: "HelpPage") -> None:
    """Show the owner's own numbers on the page of help, and keep what they change there."""
    keeping = OwnKeeping(shell)

    def keep(lines: "tuple[OwnLine, ...]") -> None:
        keeping.change(
            lambda own: replace(own, lines=lines), lambda error: page.say_trouble(say(error).line), page
        )

    page.own_changed.connect(keep)
    keeping.read(lambda own: page.show_own(own.lines), page)


class OwnGuide:
    """The guide inside an open seat: it opens where its owner stopped, and keeps what they tick.

    Args:
        shell: the window and its services.
        keeping: the owner's record.
    """

    def __init__(self, shell: Shell, keeping: OwnKeeping) -> None:
        self._shell, self._keeping = shell, keeping

    def show(self) -> None:
        """Lay the guide over the present page."""
        self._keeping.read(self._show)

    def _show(self, own: "Own") -> None:
        from intimacy_desktop.guide import load_guide
        from ui.pages.guide import GuidePage

        shell = self._shell
        if isinstance(shell.frame.page, GuidePage):
            return
        place, guide = own.guide_place, load_guide()
        page = GuidePage(
            shell.theme,
            guide,
            place.chapter if place else "",
            QCoreApplication.translate("Window", "Back to my part"),
            shell.settings,
            known=own.known,
            block=place.block if place else None,
        )

        def leave() -> None:
            page.flush()
            shell.pop()

        page.stopped_at.connect(self._keep_place)
        page.ticked.connect(self._keep_tick)
        page.print_asked.connect(lambda place: print_chapter(shell, guide, place))
        page.settings_changed.connect(shell.apply)
        page.home_asked.connect(leave)
        page.exercise_asked.connect(leave)
        shell.push(page)

    def _keep_place(self, chapter: str, block: int) -> None:
        from intimacy_desktop.own import GuidePlace

        place = GuidePlace(chapter, block)
        # A place that is not kept costs its owner a moment, and words about it would cost more.
        self._keeping.change(lambda own: replace(own, guide_place=place), lambda _error: None)

    def _keep_tick(self, one: str, on: bool) -> None:
        def how(own: "Own") -> "Own":
            return replace(own, known=own.known | {one} if on else own.known - {one})

        self._keeping.change(how, self._keeping.tell_unkept)
