"""The frame around what can be typed in: one look for a line, a note and a date."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.paint import draw_panel


def paint_frame(
    frame: QWidget, theme: Theme, *, has_focus: bool, is_live: bool = True, is_wrong: bool = False
) -> None:
    """Draw ground and border of `frame`, in its paint event.

    Args:
        frame: as large as what it frames.
        theme: the live theme.
        has_focus: whether the keyboard is in it.
        is_live: whether something can be typed.
        is_wrong: whether what was typed does not do.
    """
    painter = QPainter(frame)
    token = "danger" if is_wrong else "ink" if has_focus else "lineStrong"
    line, width = theme.color(token if is_live else "line"), 2.0 if is_wrong else 1.2
    ground = theme.color("surface" if is_live else "canvas")
    draw_panel(painter, QRectF(frame.rect()), theme.radius("field"), ground, line, width=width)
    painter.end()


def redraw_frame(edit: QWidget) -> None:
    """Have the frame around `edit` drawn again: the keyboard has come or gone."""
    frame = edit.parentWidget()
    if frame is not None:
        frame.update()
