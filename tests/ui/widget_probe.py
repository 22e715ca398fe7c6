"""What a test asks of a widget: every word that can be found in it, and its picture."""

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget


def accessible_nodes(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """The widget's accessible interface and all below it."""
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting.extend(node.child(index) for index in range(node.childCount()))


def accessible_tree(widget: QWidget) -> list[tuple[str, str, str, str]]:
    """Role, name, description and value of everything a screen reader can meet, in order."""
    texts = QAccessible.Text
    return [
        (
            node.role().name,
            node.text(texts.Name),
            node.text(texts.Description),
            node.text(texts.Value),
        )
        for node in accessible_nodes(widget)
    ]


def accessible_words(widget: QWidget) -> str:
    """All that a screen reader could say."""
    return "\n".join(" ".join(each[1:]) for each in accessible_tree(widget))


def _strings(thing: QObject) -> Iterator[str]:
    meta = thing.metaObject()
    for index in range(meta.propertyCount()):
        value = meta.property(index).read(thing)
        if isinstance(value, str):
            yield value
    for raw in thing.dynamicPropertyNames():
        name = bytes(raw.data()).decode()
        if not name.startswith(("_q", "_PySide")):  # of types that Python cannot read
            yield str(thing.property(name))
    for value in vars(thing).values():
        if isinstance(value, str | list | tuple | dict):
            yield repr(value)


def all_words(widget: QWidget) -> str:
    """Every string held by the widget and all its children: properties, dynamic ones, attributes."""
    things: list[QObject] = [widget, *widget.findChildren(QObject)]
    return "\n".join(text for thing in things for text in _strings(thing))


def picture(widget: QWidget) -> bytes:
    """The widget as it is painted, as a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())
