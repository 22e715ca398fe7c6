"""A page to be read: keys scroll it wherever the focus is, and Tab goes through it in reading order."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from ui.theme import Theme
from ui.widgets.boxes import Box
from ui.widgets.scaffold import Page

_ACTION = QAbstractSlider.SliderAction
_ACTIONS = {
    Qt.Key.Key_Up: _ACTION.SliderSingleStepSub,
    Qt.Key.Key_Down: _ACTION.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _ACTION.SliderPageStepSub,
    Qt.Key.Key_PageDown: _ACTION.SliderPageStepAdd,
    Qt.Key.Key_Space: _ACTION.SliderPageStepAdd,
    Qt.Key.Key_Home: _ACTION.SliderToMinimum,
    Qt.Key.Key_End: _ACTION.SliderToMaximum,
}
STEP = 40
"""Pixels at 100 % that an arrow key scrolls."""


class TextPage(Page):
    """Base of the pages that may be longer than the window and are mostly read.

    The body itself takes the focus by Tab, so that a page without anything to press can be read to its end.

    Args:
        theme: the live theme.
        title: what the page is, for screen readers.
        measure: greatest width of the body in pixels at 100 %.
        centred: whether a short body stands in the middle of the height instead of at the top.
    """

    def __init__(self, theme: Theme, title: str, measure: float = 640, centred: bool = False) -> None:
        super().__init__(theme, title, measure, centred)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroll_area.setAccessibleName(title)
        theme.changed.connect(self._size_step)
        self._size_step()

    def set_body(self, body: Box) -> None:
        """Show this column as the page's content."""
        super().set_body(body)
        self.order_tabs()

    def shown(self) -> None:
        """The page has just become the one that is seen."""
        self.order_tabs()

    def order_tabs(self) -> None:
        """Let what stands in the body come where the body comes, however often it was replaced."""
        for before, after in pairwise([self.scroll_area, *_stops(self.body)]):
            QWidget.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that the focused widget did not want."""
        shift = Qt.KeyboardModifier.ShiftModifier
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = _ACTIONS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space and held == shift:
            action, held = _ACTION.SliderPageStepSub, Qt.KeyboardModifier.NoModifier
        if action is None or held != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        self.scroll_area.verticalScrollBar().triggerAction(action)

    def _size_step(self) -> None:
        self.scroll_area.verticalScrollBar().setSingleStep(self.theme.text(STEP))


def _stops(place: QWidget) -> list[QWidget]:
    """Where Tab stops in a part of the page, in order.

    A widget that hands its focus on to a part of it stands for all its parts: Qt moves them together. A list
    that opens is a window of its own.
    """
    found: list[QWidget] = []
    for one in place.findChildren(QWidget):
        stops = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) or one.focusProxy() is not None
        inside = any(other.isAncestorOf(one) for other in found)
        if stops and not inside and one.window() is place.window():
            found.append(one)
    return found
