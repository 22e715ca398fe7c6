"""Scrolling a field into sight together with the words below it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.field import Field

_AIR = 16
"""Pixels above and below."""


def bring_into_sight(scroll: QScrollArea, widget: QWidget) -> None:
    """Show `widget`, and the whole field it belongs to, once the layout has settled."""
    whole = widget
    walk: QWidget | None = widget
    while walk is not None and walk is not scroll:
        if isinstance(walk, Field):
            whole = walk
        walk = walk.parentWidget()
    QTimer.singleShot(0, whole, lambda: scroll.ensureWidgetVisible(whole, _AIR, _AIR))
