"""An icon with words beside it, in line with their first line; a key as it is printed on the keyboard."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.icons import Icon
from ui.widgets.text import Text
from ui.widgets.text_layout import Runs


class IconLine(QWidget):
    """An icon beside a text, at the height of the text's first line.

    Args:
        theme: the live theme.
        icon: a name of `icons.json`.
        text: plain text, runs, or any widget.
        role: text role.
        color: colour token of the words.
        icon_color: colour token of the icon.
        size: of the icon in pixels at 100 %.
        gap: between the two, in pixels at 100 %.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str | Runs | QWidget,
        role: str = "body",
        *,
        color: str = "ink",
        icon_color: str = "ink2",
        size: float = 20,
        gap: float = 12,
    ) -> None:
        super().__init__()
        self._theme, self._role, self._size, self._gap = theme, role, size, gap
        self.icon = Icon(theme, icon, size, icon_color)
        self.label = text if isinstance(text, QWidget) else Text(theme, text, role, color)
        self._above = QVBoxLayout()
        self._above.addWidget(self.icon)
        self._above.addStretch(1)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._above)
        self._box.addWidget(self.label, 1)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        drop = max(0, (self._theme.line(self._role) - self._theme.text(self._size)) // 2)
        self._above.setContentsMargins(0, drop, 0, 0)
        self._box.setSpacing(self._theme.text(self._gap))
