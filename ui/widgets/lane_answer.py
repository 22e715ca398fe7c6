"""One answer of an earlier evening: the latest raised, with its owner’s rings, those before it flat."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import Theme
from ui.widgets.card_grounds import draw_watermark
from ui.widgets.flow import scaled_margins
from ui.widgets.paint import draw_panel
from ui.widgets.rings import Sign
from ui.widgets.roles import give_role
from ui.widgets.shadow import Raised
from ui.widgets.text import Text
from ui.widgets.text_layout import Runs

_LEAST = (96, 124)
"""Heights of an earlier answer and of the latest, pixels at 100 %."""
_FULL_RINGS = 160
"""Code points up to which the rings are as strong as they are drawn; a long text has them fainter."""


class LaneAnswer(Raised):
    """A card in one person's lane.

    Args:
        theme: the live theme.
        sign: the owner's.
        runs: what is read, with its styles.
        note: a quiet line below it, or nothing.
        words: all of it as one sentence for a screen reader.
        latest: whether nothing newer stands above it.
    """

    def __init__(
        self, theme: Theme, sign: Sign, runs: Runs, note: str, words: str, *, latest: bool = False
    ) -> None:
        super().__init__(theme, 1 if latest else 0)
        self._sign, self._latest = sign, latest
        self._length = sum(len(run) for run, _ in runs)
        give_role(self, QAccessible.Role.ListItem)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        role, color = ("answerLatest", "ink") if latest else ("answerPast", "ink2")
        self._box.addWidget(Text(theme, runs, role, color))
        if note:
            self._box.addWidget(Text(theme, note, "small", "ink2" if latest else "ink3"))
        self._box.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._box.setContentsMargins(scaled_margins(self.theme, (26, 20, 26, 22)))
        self.setMinimumHeight(self.theme.gap(_LEAST[self._latest]))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper, and the rings of the latest."""
        painter = QPainter(self)
        rect, ground = QRectF(self.rect()), "surface" if self._latest else "canvas"
        draw_panel(painter, rect, self.corner(), self.theme.color(ground), self.theme.color("line"))
        if self._latest:
            strength = min(1.0, max(0.25, _FULL_RINGS / max(1, self._length)))
            draw_watermark(
                painter, self.theme, self._sign, rect, self.corner(), reach=120, step=12, strength=strength
            )
        painter.end()
