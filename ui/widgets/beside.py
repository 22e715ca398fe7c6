"""A long content with a short one beside it that stays in sight; one below the other where room is short."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QWidget

from ui.theme import Theme

_WIDE, _NARROW = 336, 280
_ROOMY = 900
"""Pixels of width from which the short content gets its full width."""
_LEAST = 700
"""Pixels of width below which both stand one below the other."""


class _Holder(QWidget):
    """Room for the short content, which moves inside it as the page scrolls."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)
        self._wanted = 0
        self._in_settling = False
        content.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def follow(self, wanted: int) -> None:
        """Move the content so that it begins `wanted` pixels down, as far as there is room."""
        self._wanted = wanted
        self._settle()

    def overhang(self, room: int) -> int:
        """How much higher than `room` pixels the content is."""
        return max(0, self._content.height() - room)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take another height when the content asks for one."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the content the whole width."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        if self._in_settling:
            return
        self._in_settling = True
        width = self.width()
        layout = self._content.layout()
        least = self._content.minimumSizeHint().height()
        height = max(layout.totalHeightForWidth(width) if layout is not None else 0, least)
        self.setMinimumHeight(height)
        top = max(0, min(self._wanted, self.height() - height))
        self._content.setGeometry(0, top, width, height)
        self._in_settling = False


class Beside(QWidget):
    """Two contents in a scrolling page.

    Args:
        theme: the live theme.
        main: the long one, at the start.
        side: the short one, at the end; kept in sight while the long one scrolls.
        scroll: the page's scroll area.
    """

    def __init__(self, theme: Theme, main: QWidget, side: QWidget, scroll: QScrollArea) -> None:
        super().__init__()
        self._theme, self._scroll = theme, scroll
        self._holder = _Holder(side)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(main, 1)
        self._box.addWidget(self._holder)
        scroll.verticalScrollBar().valueChanged.connect(self._follow)
        theme.changed.connect(self._arrange)
        self._arrange()

    @property
    def stacked(self) -> bool:
        """Whether the short content stands below the long one."""
        return self._theme.big or self.width() < _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, or one below the other."""
        super().resizeEvent(event)
        self._arrange()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Stay in sight."""
        super().moveEvent(event)
        self._follow()

    def _arrange(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = down if self.stacked else across
        if self._box.direction() != direction:
            self._box.setDirection(direction)
        self._box.setSpacing(self._theme.gap(32 if self.stacked or self.width() < _ROOMY else 64))
        if self.stacked:
            self._holder.setMinimumWidth(0)
            self._holder.setMaximumWidth(16_777_215)
        else:
            self._holder.setFixedWidth(self._theme.measure(_WIDE if self.width() >= _ROOMY else _NARROW))
        self._follow()

    def _follow(self) -> None:
        content = self._scroll.widget()
        if self.stacked or content is None or not content.isAncestorOf(self):
            self._holder.follow(0)
            return
        above = self._holder.mapTo(content, QPoint(0, 0)).y()
        # the first pixels of the page scroll away before the content begins to follow; what is higher than
        # the window scrolls with the page until its end is seen
        begins = self._theme.gap(8) - self._holder.overhang(self._scroll.viewport().height())
        self._holder.follow(self._scroll.verticalScrollBar().value() - above + begins)
