"""One ring per window around whatever has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from ui.theme import Theme
from ui.widgets import paint

_FOLLOWED = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.LayoutRequest,
    }
)
_DEFAULT_RADIUS = 8.0


class FocusRing(QWidget):
    """A transparent overlay, so that no widget reserves room for a ring and no layout moves.

    It shows for focus that came by the keyboard, and always on text fields. A widget may say with
    `focus_radius()` how round it is, and with `focus_frame()` which widget the ring goes around, if any.

    Args:
        window: the window it lies over.
        theme: the live theme.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._target: QWidget | None = None
        self._is_wanted = False
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme.changed.connect(self._place)

    def end(self) -> None:
        """Show nothing any more: what is seen from now on is only looked at."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._focus_moved)
        self._follow(None)

    def target(self) -> QWidget | None:
        """What the ring is drawn around, if it shows."""
        return self._target

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self.window():
            self._follow(None)
            self._is_wanted = False
            return
        from PySide6.QtWidgets import QLineEdit, QTextEdit  # the first page has neither

        window = self.window()
        # Qt sets it for Tab, Backtab and shortcuts, and never takes it back
        by_keyboard = window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        went_on = self._is_wanted and not by_mouse
        typing = isinstance(now, QLineEdit | QTextEdit)
        frame = getattr(now, "focus_frame", None)
        target = frame() if callable(frame) else now
        self._is_wanted = typing or by_keyboard or went_on
        self._follow(target if self._is_wanted else None)

    def _follow(self, target: QWidget | None) -> None:
        self._let_go()
        self._target = target
        walk = target
        while walk is not None and walk is not self.window():
            walk.installEventFilter(self)
            self._watched.append(walk)
            walk = walk.parentWidget()
        if target is not None:
            target.destroyed.connect(self._let_go)
        self._place()

    def _let_go(self) -> None:
        """Watch nothing any more, whether or not it still exists."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._target is not None and isValid(self._target):
            self._target.destroyed.disconnect(self._let_go)
        self._watched = []
        self._target = None
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget as it, or what it lies in, moves."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _reach(self) -> int:
        return round(self._theme.size("focusGap") + self._theme.size("focusWidth")) + 3

    def _seen(self) -> QRect:
        """What of the window a ring may cover: not what scroll areas hide."""
        seen = self.window().rect()
        walk = self._target
        while walk is not None:
            if isinstance(walk, QAbstractScrollArea) and walk is not self._target:
                port = walk.viewport()
                seen &= QRect(port.mapTo(self.window(), QPoint(0, 0)), port.size())
            walk = walk.parentWidget()
        return seen

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible() or target.window() is not self.window():
            self.hide()
            return
        around = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        reach = self._reach()
        outer = around.adjusted(-reach, -reach, reach, reach)
        seen = self._seen()
        self._around = around
        self.setGeometry(outer & seen)
        self.setVisible(not (outer & seen).isEmpty())
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        if self._target is None:
            return
        painter = QPainter(self)
        painter.translate(-self.pos())
        draw_focus_ring(painter, self._theme, self._target, self._around)
        painter.end()


def draw_focus_ring(painter: QPainter, theme: Theme, target: QWidget, around: QRect) -> None:
    """Draw the ring that belongs around a widget which stands at `around`, pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, gap = theme.size("focusWidth"), theme.size("focusGap")
    radius = getattr(target, "focus_radius", lambda: _DEFAULT_RADIUS)()
    away = gap + width / 2
    paint.stroke(painter, QPen(theme.color("focus"), width))
    painter.drawRoundedRect(QRectF(around).adjusted(-away, -away, away, away), radius + away, radius + away)
