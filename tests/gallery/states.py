"""Widgets held in a state that otherwise passes: under the pointer, pressed, with the keyboard."""

from PySide6.QtCore import QEvent, QPointF, QRect
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box, Item, flow, row, top
from ui.widgets.button import Button
from ui.widgets.focus_ring import draw_focus_ring
from ui.widgets.text import Text


def hovered(button: Button) -> Button:
    """The button with the pointer over it."""
    here = QPointF(2, 2)
    QApplication.sendEvent(button, QEnterEvent(here, here, here))
    return button


def pressed(button: Button) -> Button:
    """The button while it is held down."""
    button.setDown(True)
    return button


def off(widget: QWidget) -> QWidget:
    """The widget switched off."""
    widget.setEnabled(False)
    return widget


class Focused(QWidget):
    """A widget with the ring that the keyboard gives it.

    Args:
        theme: the live theme.
        widget: has `focus_radius()` or the usual corners.
    """

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        super().__init__()
        self._theme, self._widget = theme, widget
        box = QHBoxLayout(self)
        room = round(theme.size("focusGap") + theme.size("focusWidthHigh")) + 1
        box.setContentsMargins(room, room, room, room)
        box.addWidget(widget)
        self.setSizePolicy(widget.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Minimum)
        theme.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        """Follow the widget as it moves."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        place = QRect(self._widget.pos(), self._widget.size())
        draw_focus_ring(painter, self._theme, self._widget, place)
        painter.end()


def line(theme: Theme, name: str, *widgets: QWidget) -> Box:
    """A row of the book: its name at the start, the states behind it."""
    label = Text(theme, name, "small", "ink2")
    label.setFixedWidth(theme.text(96))
    theme.changed.connect(lambda: label.setFixedWidth(theme.text(96)))
    return row(theme, top(label), (flow(theme, *widgets, gap=14), 1), gap=12)


def under(theme: Theme, name: str, widget: QWidget) -> Item:
    """A widget with its name at the start."""
    label = Text(theme, name, "small", "ink2")
    label.setFixedWidth(theme.text(96))
    theme.changed.connect(lambda: label.setFixedWidth(theme.text(96)))
    return row(theme, top(label), (widget, 1), gap=12, align="top")
