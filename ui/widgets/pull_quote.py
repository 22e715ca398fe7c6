"""Pieces of a chapter: a pulled quote, something to try, the source of a claim, the way to the next one."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.card import Card
from ui.widgets.icons import Icon
from ui.widgets.roles import give_role
from ui.widgets.row_button import RowButton
from ui.widgets.text import Text


class PullQuote(QWidget):
    """A sentence set apart by a bar at its start."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        give_role(self, QAccessible.Role.BlockQuote)
        self._box = QVBoxLayout(self)
        self._box.addWidget(Text(theme, [(text, {"italic": True})], "quote", "accentText", balance=True))
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        near, far, above = self._theme.gap(28), self._theme.gap(12), self._theme.gap(4)
        if self._theme.rtl:
            near, far = far, near
        self._box.setContentsMargins(near, above, far, above)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        x = self.width() - 3 if self._theme.rtl else 0
        painter.drawRoundedRect(QRectF(x, 4, 3, self.height() - 8), 1.5, 1.5)
        painter.end()


class TryThis(Card):
    """Something small to try; more may be added with `add`.

    Args:
        theme: the live theme.
        title: of the panel.
        text: what may be tried; empty where widgets follow.
    """

    def __init__(self, theme: Theme, title: str, text: str = "") -> None:
        super().__init__(theme, padding=(26, 20, 26, 22), ground="accentSoft", line=None, elevation=0)
        give_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(title)
        self.add(
            column(
                theme,
                Text(theme, title, "strong", "accentText", heading=True),
                4,
                Text(theme, text, "aside") if text else None,
            ),
        )


class EvidenceNote(Text):
    """One quiet line below a claim: how firm it is, and who says so.

    Args:
        theme: the live theme.
        label: the name of the evidence label.
        source: who says so; several are parted by semicolons.
    """

    def __init__(self, theme: Theme, label: str, source: str) -> None:
        words = QCoreApplication.translate("EvidenceNote", "{label} · {source}")
        super().__init__(theme, words.format(label=label, source=source), "small", "ink3")


class NextChapter(Card):
    """A card that leads to the next chapter.

    Args:
        theme: the live theme.
        eyebrow: the small words above, such as “Next, about 5 minutes”.
        title: of the next chapter.
    """

    clicked = Signal()
    """It was pressed."""

    def __init__(self, theme: Theme, eyebrow: str, title: str) -> None:
        super().__init__(theme, padding=(0, 0, 0, 0))
        self._button = _CardButton(theme, title)
        self._button.setAccessibleDescription(eyebrow)
        words = column(
            theme,
            Text(theme, eyebrow, "eyebrow", "ink2"),
            3,
            Text(theme, title, "heading", heading=False),
        )
        self._button.add(words, 1)
        self._button.add(Icon(theme, "arrow", 26, "accentText"))
        self._button.clicked.connect(self.clicked)
        self.add(self._button)


class _CardButton(RowButton):
    """As large as its card."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        side, above = self._theme.gap(28), self._theme.gap(22)
        self.content.setContentsMargins(side, above, side, above)
        self.content.setSpacing(self._theme.gap(16))

    def focus_radius(self) -> float:
        """The card's own corner."""
        return self._theme.radius("card")
