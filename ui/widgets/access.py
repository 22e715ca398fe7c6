"""What Qt's own accessible interfaces do not say: headings, and sentences that appear."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel
from shiboken6 import isValid

_HEADING = "innermostHeading"
_interfaces: list[QAccessibleInterface] = []
"""Qt owns and deletes them with their widgets; Python must not do so first."""
_installed: list[bool] = []


class _Heading(QAccessibleWidget):
    def __init__(self, label: QLabel) -> None:
        super().__init__(label)
        self._label = label

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Heading

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._label.accessibleName() or self._label.text()
        return super().text(kind)


def _factory(_class: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QLabel) or not thing.property(_HEADING):
        return None
    _interfaces[:] = [each for each in _interfaces if isValid(each)]
    heading = _Heading(thing)
    _interfaces.append(heading)
    return heading


def heading_roles(label: QLabel) -> None:
    """Let screen readers hear `label` as a heading; costs nothing until one asks."""
    label.setProperty(_HEADING, True)
    if not _installed:
        QAccessible.installFactory(_factory)
        _installed.append(True)


def announce(widget: QObject, sentence: str, *, urgent: bool = False) -> None:
    """Have a screen reader say a sentence that has appeared, without moving the focus."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
