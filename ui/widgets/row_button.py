"""A button whose label is a layout: a line of a list, a card that leads on."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.paint import draw_panel

_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})


class RowButton(QAbstractButton):
    """A push button that holds widgets instead of a painted label.

    Args:
        theme: the live theme.
        name: what a screen reader says.
        parent: as in Qt.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.content = QHBoxLayout(self)
        theme.changed.connect(self.update)

    def add(self, widget: QWidget, stretch: int = 0, *, top: bool = False) -> None:
        """Put a widget into the row; the press goes to the button."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        place = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0)
        self.content.addWidget(widget, stretch, place)

    def focus_radius(self) -> float:
        """Corner radius of the focus ring, pixels."""
        return self._theme.radius("control")

    def draw_ground(self, painter: QPainter) -> None:
        """Draw what lies behind the row."""
        if self.isDown() or self._hovered:
            tint = self._theme.color("ink", 0.13 if self.isDown() else 0.07)
            draw_panel(painter, self.rect().toRectF(), self.focus_radius(), tint, None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground; the widgets draw themselves."""
        painter = QPainter(self)
        self.draw_ground(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in _KEYS and not event.isAutoRepeat():
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tint the row under the pointer."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)
