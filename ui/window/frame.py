"""The top-level widget: one page at a time, and whatever has to lie above it."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from intimacy_desktop.launch import Placement, WindowState
from ui.theme import Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.scaffold import Page
from ui.window.page_change import PageChange

TITLE = "Innermost"
"""Constant and neutral: a task bar must not tell which page is open."""
PREFERRED = (1200, 800)
SMALLEST = (900, 640)
NARROW = 1000
"""Below this width, pixels, the greatest headings are smaller and the wide chrome steps back."""
_SETTLING = 3
"""Rounds in which the layouts of a page answer each other."""


class Frame(QWidget):
    """Shows a stack of pages, the topmost visible.

    Signals:
        close_asked: the window manager wants the window gone; nothing has been closed yet.
        resized: it has another size, by whatever cause.
        minimised: it was, by whomever.
        first_painted: the first page stands on the screen.
    """

    close_asked = Signal()
    resized = Signal()
    minimised = Signal()
    first_painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages = QStackedLayout(self)
        self._was_painted = False
        self._is_covered = False
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*SMALLEST)
        self._change = PageChange(self, theme)
        self._ring = FocusRing(self, theme)
        self._banner: QWidget | None = None
        self.setAutoFillBackground(True)

    @property
    def page(self) -> Page | None:
        """The page that is seen."""
        page = self._pages.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def pages(self) -> list[Page]:
        """All pages of the stack, the lowest first."""
        widgets = (self._pages.widget(index) for index in range(self._pages.count()))
        return [page for page in widgets if isinstance(page, Page)]

    def show_page(self, page: Page) -> None:
        """Put `page` in the place of everything that was there; over a cover nothing comes any more."""
        if self._refuses(page):
            return
        old = self.pages
        self.push(page)
        for other in old:
            self._pages.removeWidget(other)
            other.hide()
            other.deleteLater()

    def push(self, page: Page) -> None:
        """Lay `page` over the others; they keep their state. Over a cover nothing comes any more."""
        if self._refuses(page):
            return
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._settle(page)
        self._come_in(page)

    def pop(self) -> None:
        """Take the topmost page away; the one below is as it was left."""
        pages = self.pages
        if len(pages) < 2 or self._is_covered:
            return
        top, below = pages[-1], pages[-2]
        self._pages.setCurrentWidget(below)
        self._pages.removeWidget(top)
        top.hide()
        top.deleteLater()
        self._settle(below)
        self._come_in(below)

    def cover(self, page: Page) -> None:
        """Lay `page` over everything and paint it before returning: nothing may be seen a moment longer.

        It is the last page of this window: what arrives late finds its way barred.
        """
        self._change.end()
        self.show_banner(None)
        if not self._is_covered:
            self._ring.end()
        self._is_covered = True
        self._close_popups()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        # Otherwise its layouts settle after the first picture: a scroll bar came and went.
        for _ in range(_SETTLING):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.repaint()

    def show_banner(self, banner: QWidget | None) -> None:
        """Show a small widget at the lower edge, above the page, or take it away."""
        if banner is not None and self._refuses(banner):
            return
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
        self._banner = banner
        if banner is not None:
            banner.setParent(self)
            self._place_banner()
            banner.show()
            banner.raise_()

    def placement(self) -> Placement:
        """Where the window stands, so that a fresh process can stand there too."""
        state: WindowState = "normal"
        if self.isMinimized():
            state = "minimised"
        elif self.isMaximized():
            state = "maximised"
        place = self.normalGeometry() if state == "maximised" else self.geometry()
        return Placement(place.x(), place.y(), place.width(), place.height(), state, self.isActiveWindow())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the closing to whoever has to save first."""
        event.ignore()
        self.close_asked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the page once it has its size: only then its widgets are the final ones."""
        super().showEvent(event)
        if self.page is not None:
            QTimer.singleShot(
                0, self.page, lambda: self._settle(self.page) if self.page is not None else None
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the banner in its place."""
        super().resizeEvent(event)
        self._theme.configure(narrow=self.width() < NARROW)
        self._place_banner()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that the window stands: after this event the picture is handed to the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the neutral title whatever asks for another."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()
        if event.type() == QEvent.Type.WindowTitleChange and self.windowTitle() != TITLE:
            self.setWindowTitle(TITLE)

    def _refuses(self, late: QWidget) -> bool:
        if self._is_covered:
            late.deleteLater()
        return self._is_covered

    @staticmethod
    def _close_popups() -> None:
        """Close menus, lists and tips: they are windows of their own, above this one."""
        for window in QApplication.topLevelWidgets():
            if window.windowType() in {Qt.WindowType.Popup, Qt.WindowType.ToolTip}:
                window.hide()

    def _settle(self, page: Page) -> None:
        if not self.isVisible():
            return  # the pages before the window's first picture are settled when it is shown
        page.shown()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus()
        self._ring.raise_()

    def _come_in(self, page: Page) -> None:
        if not self._was_painted:
            return  # the first page is there at once
        self._change.begin(page)
        for above in (self._ring, self._banner):
            if above is not None:
                above.raise_()

    def _place_banner(self) -> None:
        if self._banner is None:
            return
        edge = self._theme.gap(24)
        width = min(self.width() - 2 * edge, self._theme.text(640))
        bar = self.page.action_bar if self.page is not None else None
        below = edge if bar is None else bar.height() + self._theme.gap(8)
        height = max(self._banner.heightForWidth(width), self._banner.minimumSizeHint().height())
        self._banner.setFixedSize(width, height)
        self._banner.move((self.width() - width) // 2, self.height() - height - below)
