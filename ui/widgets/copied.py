"""What was copied here and is still on offer to other programs."""

from PySide6.QtGui import QClipboard, QGuiApplication


def forget_copied() -> None:
    """Take back what this program put on the clipboard, unless another has put something there since.

    On X11 and Wayland it would go with the process; Windows and macOS keep it for whoever comes next.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
