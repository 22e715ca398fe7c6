"""What every page has: a bar with Help and Hide, a scrolling centred body, and an action bar if it wants one.

class LettersPage(Page):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Letters"), measure=660)
        self.set_leading(self.back_button(self.tr("Home"), self.back_asked.emit))
        self.set_body(column(theme, Text(theme, self.tr("Letters"), "title"), 22, ...))
        self.set_actions(start=(previous,), end=(next_button,))
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.boxes import STRETCH, Box, Flow, Measure, column, flow, measure
from ui.widgets.brand import Brand
from ui.widgets.button import Button
from ui.widgets.flow import scaled_margins
from ui.widgets.marks import Name
from ui.widgets.scroll import ActionBar, Scroll

USUAL = (1200, 800)
"""Pixels of a page until its window gives it others."""


class TopBar(QWidget):
    """Leading widgets at the start; the page's own quiet buttons, Help and Hide at the end."""

    help_asked = Signal()
    hide_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._leading: Flow | None = None
        self.help_button = Button(theme, self.tr("Help"), "quiet", icon="help", size="compact")
        self.hide_button = Button(theme, self.tr("Hide"), "quiet", icon="hide", size="compact")
        self.help_button.clicked.connect(self.help_asked)
        self.hide_button.clicked.connect(self.hide_asked)
        self._box = QHBoxLayout(self)
        self._trailing: Flow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._retheme)
        self._retheme()
        self.set_widgets((), ())

    def set_widgets(self, leading: tuple[QWidget, ...], trailing: tuple[QWidget, ...]) -> None:
        """Replace what leads, and the page's own buttons before Help and Hide."""
        for old in (self._leading, self._trailing):
            if old is not None:
                for kept in (self.help_button, self.hide_button):
                    kept.setParent(self)
                old.hide()
                old.deleteLater()
        self._leading = flow(self._theme, *leading, gap=8)
        self._trailing = flow(self._theme, *trailing, self.help_button, self.hide_button, gap=8, align="end")
        self._box.addWidget(self._leading, 1, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self._trailing, 0, Qt.AlignmentFlag.AlignVCenter)
        self._make_room()

    def set_hide_key(self, key: str) -> None:
        """Name the key that does the same as Hide, as a person would read it."""
        self.hide_button.setToolTip(self.tr("Hide: {key}").format(key=key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the program's name step back before a button has to go into a second line."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if self._leading is None or self._trailing is None:
            return
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._box.spacing()
        buttons = self._trailing.sizeHint().width()
        for brand in self._leading.findChildren(Brand):
            brand.set_narrow(brand.full_width() + buttons > room)
        for name in self._leading.findChildren(Name):
            name.set_narrow(name.full_width() + buttons > room)

    def _retheme(self) -> None:
        height = self._theme.size("topBar")
        self.setMinimumHeight(self._theme.text(48 if self._theme.big else height))
        self._box.setContentsMargins(scaled_margins(self._theme, (28, 0, 28, 0)))
        self._box.setSpacing(self._theme.gap(16))
        self._make_room()


class Page(QWidget):
    """Base of every page.

    Args:
        theme: the live theme.
        title: what the page is, for screen readers and the window's title.
        measure: greatest width of the body in pixels at 100 %.
        centred: whether a short body stands in the middle of the height instead of at the top.
    """

    hide_asked = Signal()
    help_asked = Signal()

    def __init__(self, theme: Theme, title: str, measure: float = 640, centred: bool = False) -> None:
        super().__init__()
        # Before anything is arranged: a page that looks at its room then arranges itself once, not twice.
        self.resize(*USUAL)
        self.theme, self.title = theme, title
        self.setAccessibleName(title)
        self._measure, self._centred = measure, centred
        self.top_bar = TopBar(theme)
        self.top_bar.help_asked.connect(self.help_asked)
        self.top_bar.hide_asked.connect(self.hide_asked)
        self._leading: tuple[QWidget, ...] = (Brand(theme),)
        self._trailing: tuple[QWidget, ...] = ()
        self.body = column(theme)
        self.column: Measure = self._centre(self.body)
        self.scroll_area = Scroll(theme, self.column)
        self.action_bar: ActionBar | None = None
        self._side: QWidget | None = None
        self._side_width = 0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.top_bar)
        self._box.addWidget(self.scroll_area, 1)
        self.top_bar.set_widgets(self._leading, ())
        theme.changed.connect(self.update)

    # what a page sets up

    def set_leading(self, *widgets: QWidget) -> None:
        """Put these at the start of the top bar instead of the program's name."""
        self._leading = widgets
        self.top_bar.set_widgets(self._leading, self._trailing)

    def set_trailing(self, *widgets: QWidget) -> None:
        """Put the page's own quiet buttons before Help and Hide."""
        self._trailing = widgets
        self.top_bar.set_widgets(self._leading, self._trailing)

    def quiet_button(self, text: str, icon: str, clicked: Callable[[], None]) -> Button:
        """A quiet button of the top bar."""
        button = Button(self.theme, text, "quiet", icon=icon, size="compact")
        button.clicked.connect(lambda _checked=False: clicked())
        return button

    def back_button(self, text: str, clicked: Callable[[], None]) -> Button:
        """The top bar's way back."""
        return self.quiet_button(text, "back", clicked)

    def set_body(self, body: Box) -> None:
        """Show this column as the page's content."""
        self.body = body
        self.column = self._centre(body)
        old = self.scroll_area.takeWidget()
        self.scroll_area.setWidget(self.column)
        self.column.setAutoFillBackground(False)
        old.deleteLater()

    def _centre(self, body: Box) -> Measure:
        content = (
            column(self.theme, STRETCH, body, STRETCH) if self._centred else column(self.theme, body, STRETCH)
        )
        return measure(self.theme, content, self._measure, (32, 4, 32, 24))

    def set_actions(self, start: tuple[QWidget, ...] = (), end: tuple[QWidget, ...] = ()) -> None:
        """Pin an action bar with these widgets below the body."""
        if self.action_bar is not None:
            self.action_bar.hide()
            self.action_bar.deleteLater()
            self.action_bar = None
        if start or end:
            self.action_bar = ActionBar(self.theme, self.scroll_area, start, end)
            self._box.addWidget(self.action_bar)

    def set_side(self, side: QWidget, width: int) -> None:
        """Stand `side` beside bar and body, at the start and over the whole height.

        Args:
            side: a picture or a list.
            width: pixels; 0 hides it.
        """
        side.setParent(self)
        side.lower()
        self._side = side
        self.set_side_width(width)

    def set_side_width(self, width: int) -> None:
        """Change the width of what stands at the side; 0 hides it."""
        if self._side is None:
            return
        self._side_width = width
        self._side.setVisible(width > 0)
        rtl = self.theme.rtl
        self._box.setContentsMargins(0 if rtl else width, 0, width if rtl else 0, 0)
        self._place_side()

    def _place_side(self) -> None:
        if self._side is not None:
            left = self.width() - self._side_width if self.theme.rtl else 0
            self._side.setGeometry(left, 0, self._side_width, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the shadow grow along."""
        super().resizeEvent(event)
        self._place_side()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus, and bring it into sight from wherever it came."""
        moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        if moved and focused is not None and self.column.isAncestorOf(focused):
            margin = self.theme.gap(24)
            self.scroll_area.ensureWidgetVisible(focused, margin, margin)
        return moved

    # what the window asks

    def flush(self) -> None:
        """Queue the last save on the storage thread; a page that saves nothing does nothing."""

    def first_focus(self) -> QWidget | None:
        """Who gets the keyboard when the page appears; None leaves it with the page."""
        return None

    def shown(self) -> None:
        """The page has just become the one that is seen."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it from the theme."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("canvas"))
        painter.end()
