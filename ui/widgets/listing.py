"""A list of texts that a screen reader hears as a list, and that the keyboard walks through."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.roles import give_role


class ListingItem(QWidget):
    """One entry of a `Listing`.

    Args:
        theme: the live theme.
        content: what is seen of it.
        words: the same as one sentence for a screen reader.
        reachable: whether Tab stops at it; for entries without anything to press.
    """

    def __init__(self, theme: Theme, content: QWidget, words: str, *, reachable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        give_role(self, QAccessible.Role.ListItem)
        self.setAccessibleName(words)
        if reachable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(content)

    def focus_radius(self) -> float:
        """Corner radius of the focus ring around it."""
        return self._theme.radius("control")


class Listing(QWidget):
    """Entries one below the other.

    Args:
        name: what the list holds, for screen readers.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        give_role(self, QAccessible.Role.List)
        self.setAccessibleName(name)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def add(self, item: ListingItem) -> None:
        """Add an entry at the end."""
        self._box.addWidget(item)
