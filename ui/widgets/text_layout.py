"""Words with their styles as lines of one width."""

from collections.abc import Sequence
from typing import TypedDict

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption

from ui.theme import Theme


class RunStyle(TypedDict, total=False):
    """How one run of a text differs from its role."""

    color: str
    weight: int
    italic: bool
    role: str
    dotted: bool
    ground: str


Runs = Sequence[tuple[str, RunStyle]]


def layout_text(
    theme: Theme, runs: Runs, role: str, width: float, align: str = "start", *, size: float | None = None
) -> QTextLayout:
    """The lines of `runs` at `width` pixels, to the "start", "center" or "end" of the layout's direction."""
    text = "".join(run for run, _ in runs)
    layout = QTextLayout(text, theme.font(role, size=size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # by the words; alignment by the layout
    option.setAlignment(_alignment(theme, align))
    layout.setTextOption(option)
    layout.setFormats(_formats(theme, runs, role, size))
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
    layout.endLayout()
    return layout


def _alignment(theme: Theme, align: str) -> Qt.AlignmentFlag:
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if align == "center":
        return Qt.AlignmentFlag.AlignHCenter
    return right if (align == "end") != theme.rtl else left


def utf16(text: str) -> int:
    """Length of `text` as Qt counts it."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def _formats(theme: Theme, runs: Runs, role: str, size: float | None) -> list[QTextLayout.FormatRange]:
    if not any(style for _, style in runs):
        return []
    from PySide6.QtGui import QTextCharFormat  # 1 ms, and most texts have one style

    formats, position = [], 0
    for text, style in runs:
        if style:
            form = QTextCharFormat()
            if "color" in style:
                form.setForeground(theme.color(style["color"]))
            if "ground" in style:
                form.setBackground(theme.color(style["ground"]))
            form.setFont(
                theme.font(style.get("role", role), style.get("weight"), style.get("italic", False), size)
            )
            span = QTextLayout.FormatRange()
            # shiboken shows a range's members as plain attributes, the stubs as int and QTextCharFormat
            span.start, span.length, span.format = position, utf16(text), form
            formats.append(span)
        position += utf16(text)
    return formats
