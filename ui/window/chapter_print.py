"""A chapter of the guide to the printer, from wherever it is read."""

from typing import TYPE_CHECKING

from ui.window.shell import Shell

if TYPE_CHECKING:  # the first window needs no guide
    from intimacy_desktop.guide import Guide


def print_chapter(shell: Shell, guide: "Guide", place: str) -> None:
    """Lay the page of printing over the guide.

    Args:
        shell: the window and its services.
        guide: the whole guide.
        place: a chapter's id, or that of the sources.
    """
    from ui.pages.print_sheet import PrintPage
    from ui.printing import Typeface
    from ui.printing.chapter import chapter

    found = guide.chapter(place)
    title = found.title if found else guide.sources.title
    make = chapter(guide, place, Typeface.of_this_system())
    page = PrintPage(shell.theme, shell.background, make, title)
    page.back_asked.connect(shell.pop)
    shell.push(page)
