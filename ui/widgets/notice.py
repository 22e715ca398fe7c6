"""A few words about something that happened, in the page rather than over it."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.access import announce
from ui.widgets.boxes import column, flow
from ui.widgets.card import Card
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Text

_KINDS = {
    "info": ("accentSoft", "info", "accentText"),
    "caution": ("cautionSoft", "warning", "caution"),
    "danger": ("dangerSoft", "warning", "danger"),
}


class Notice(Card):
    """A banner inside a page; screen readers hear it when it appears.

    Args:
        theme: the live theme.
        kind: "info", "caution" or "danger".
        title: what happened.
        text: what that means and what to do.
        actions: buttons or links below.
        line: a colour token of its outline, where it lies over something else.
    """

    def __init__(
        self,
        theme: Theme,
        kind: str,
        title: str,
        text: str = "",
        *,
        actions: tuple[QWidget, ...] = (),
        line: str | None = None,
    ) -> None:
        ground, icon, color = _KINDS[kind]
        super().__init__(theme, padding=(18, 14, 18, 14), ground=ground, line=line, elevation=0)
        self._title = Text(theme, title, "strong")
        self._text = Text(theme, text, "body", "ink2")
        self._actions = flow(theme, *actions, margins=(0, 8, 0, 2))
        words = column(theme, self._title, self._text, self._actions)
        self._content = IconLine(theme, icon, words, "strong", icon_color=color)
        self.add(self._content)
        self._actions.setVisible(bool(actions))
        self.set_words(title, text)

    def set_words(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.set_text(title)
        self._text.set_text(text)
        self._title.setVisible(bool(title))
        self._text.setVisible(bool(text))
        self._words = f"{title} {text}".strip()
        self.setAccessibleName(self._words)
        if self.isVisible():
            announce(self, self._words)

    def showEvent(self, event: QShowEvent) -> None:
        """Appear, and be heard."""
        super().showEvent(event)
        if not event.spontaneous():
            announce(self, self._words)
