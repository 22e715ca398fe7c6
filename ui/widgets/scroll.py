"""A page's scrolling body, and the bar pinned below it."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import PUSH, Flow, flow


class Scroll(QScrollArea):
    """Scrolls up and down only; its content is as wide as the room, and the focused widget stays in sight."""

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__()
        self._theme = theme
        # One that Python made: to wrap Qt's own, shiboken would set up every class of QtWidgets (10 ms).
        self.setViewport(QWidget())
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        theme.changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self.verticalScrollBar().setStyleSheet(self._theme.style_sheet())

    def showEvent(self, event: QShowEvent) -> None:
        """Appear with the content at its full height: without this the first frame shows it squeezed."""
        super().showEvent(event)
        QCoreApplication.sendPostedEvents(self.widget(), QEvent.Type.LayoutRequest.value)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus, and keep it in sight."""
        moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        content = self.widget()
        if moved and focused is not None and content is not None and content.isAncestorOf(focused):
            margin = self._theme.gap(24)
            self.ensureWidgetVisible(focused, margin, margin)
        return moved

    def hides_below(self) -> bool:
        """Whether some of the content lies below what is seen."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum() - 1


class ActionBar(QWidget):
    """Pinned below a page: actions at the start and at the end, wrapped where they do not fit side by side.

    A hairline appears only while content lies beneath.

    Args:
        theme: the live theme.
        scroll: the body it stands below.
        start: widgets at the start.
        end: widgets at the end.
    """

    def __init__(
        self, theme: Theme, scroll: Scroll, start: tuple[QWidget, ...] = (), end: tuple[QWidget, ...] = ()
    ) -> None:
        super().__init__()
        self._theme, self._scroll = theme, scroll
        self._flow: Flow = flow(theme, *start, PUSH, *end, margins=(28, 10, 28, 18))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        bar = scroll.verticalScrollBar()
        bar.valueChanged.connect(self.update)
        bar.rangeChanged.connect(self.update)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it from the theme."""
        if self._scroll.hides_below():
            painter = QPainter(self)
            painter.fillRect(QRect(0, 0, self.width(), 1), self._theme.color("line"))
            painter.end()
