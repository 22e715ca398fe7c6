"""A pause in the evening: everything covered, and no hurry to come back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.boxes import centre, column
from ui.widgets.button import Button
from ui.widgets.icons import Icon
from ui.widgets.scaffold import Page
from ui.widgets.text import Text


class PausePage(Page):
    """Covers the cards, and says until when somebody could go on without the passphrases.

    Args:
        theme: the live theme.
        lock_at: when it locks, as a clock shows it.

    Signals:
        resume_asked, stop_asked: both weigh the same.
    """

    resume_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme, lock_at: str) -> None:
        super().__init__(theme, self.tr("Pause"), measure=600, centred=True)
        rest = self.tr(
            "If it became too much, take at least twenty minutes, apart if you like, with nothing to solve. "
            "Before you part, tell each other when you will come back."
        )
        locks = self.tr("This locks at {time}.").format(time=lock_at)
        until = self.tr(
            "Until then, whoever stays here could go on. Stop locks at once. "
            "After that, it takes both passphrases to go on."
        )
        self._resume = Button(theme, self.tr("Go on"), "secondary", size="large")
        self._stop = Button(theme, self.tr("Stop for tonight"), "secondary", size="large")
        self._resume.clicked.connect(self.resume_asked)
        self._stop.clicked.connect(self.stop_asked)
        self.set_body(
            column(
                theme,
                centre(Icon(theme, "pause", 36, "accentText")),
                12,
                Text(theme, self.tr("A pause"), "display", align="center", balance=True),
                16,
                Text(theme, rest, "reading", "ink2", align="center", balance=True),
                24,
                Text(theme, locks, "strong", align="center"),
                4,
                Text(theme, until, "body", "ink2", align="center", balance=True),
                margins=(0, 0, 0, 48),
            )
        )
        self.set_actions(end=(self._stop, self._resume))  # pinned: both in sight at any text size

    def first_focus(self) -> QWidget | None:
        """Going on: after a cover that came by itself, one key is enough."""
        return self._resume
