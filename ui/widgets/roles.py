"""Roles that Qt does not give to plain widgets: a group that belongs together, a picture."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

_ROLE = "innermostRole"
_kept: list[QAccessibleInterface] = []
"""Qt owns and deletes interfaces with their widgets; Python must not do so first."""
_installed: list[bool] = []


def _interface(_class: str, thing: QObject) -> QAccessibleInterface | None:
    role = thing.property(_ROLE) if isinstance(thing, QWidget) else None
    if not isinstance(thing, QWidget) or role is None:
        return None
    _kept[:] = [each for each in _kept if isValid(each)]
    made = QAccessibleWidget(thing, QAccessible.Role(role))
    _kept.append(made)
    return made


def give_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let screen readers meet a plain widget under a role; costs nothing until one asks."""
    widget.setProperty(_ROLE, role.value)
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)
