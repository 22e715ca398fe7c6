"""A few words above the page that go with the next key or click."""

from PySide6.QtCore import QEvent, QObject

from ui.theme import Theme
from ui.window.frame import Frame

_GOES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class Telling(QObject):
    """Shows a quiet banner in the window.

    Args:
        frame: the window.
        theme: the live theme.
    """

    def __init__(self, frame: Frame, theme: Theme) -> None:
        super().__init__(frame)
        self._frame, self._theme = frame, theme

    def tell(self, title: str, text: str) -> None:
        """Say something until the next key or click, which does what it does all the same."""
        from ui.widgets.notice import Notice

        self._frame.show_banner(Notice(self._theme, "info", title, text, line="accent"))
        window = self._frame.windowHandle()
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the banner away; keep nothing from the page."""
        if event.type() in _GOES:
            watched.removeEventFilter(self)
            self._frame.show_banner(None)
        return False
