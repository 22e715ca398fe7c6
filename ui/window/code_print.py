"""A new recovery code to the printer, while it is shown."""

from PySide6.QtCore import QCoreApplication

from ui.window.shell import Shell


def print_code(shell: Shell, code: str) -> None:
    """Lay the page of printing over the code.

    Args:
        shell: the window and its services.
        code: from `recovery.new_code`.
    """
    from ui.pages.print_sheet import PrintPage
    from ui.printing import Typeface
    from ui.printing.code_sheet import code_sheet

    make = code_sheet(code, Typeface.of_this_system())
    name = QCoreApplication.translate("CodeSheet", "The sheet with your code")
    page = PrintPage(shell.theme, shell.background, make, name)
    page.back_asked.connect(shell.pop)
    shell.push(page)
