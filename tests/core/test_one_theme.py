"""No colour, font or size of a layout in the window's code but from the theme.

Read as a syntax tree, so that a comment may name a colour. The theme itself is exempt, and what is printed:
paper has points and is always light. Lengths within a drawing (a pen, a dash) belong to the drawing.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXEMPT = ("ui/theme/", "ui/printing/")
HEX_COLOR = re.compile(r"#[0-9A-Fa-f]{3,8}")
FONT_CALLS = frozenset({"QFont", "setPixelSize", "setPointSize", "setPointSizeF", "setFamily", "setFamilies"})
LENGTH_CALLS = re.compile(
    r"set((Fixed|Minimum|Maximum)(Width|Height|Size)|(Contents|Text|Viewport)Margins"
    r"|(Horizontal|Vertical)?Spacing|Indent|Margin)"
)
HAIRLINE = 2
"""Pixels up to which a length is a line, not a size."""
NO_LIMIT = 16_777_215
"""QWIDGETSIZE_MAX: takes a limit away."""


def strays(source: str) -> Iterator[str]:
    """What in a module's source should come from the theme."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOR.fullmatch(node.value):
            yield f"line {node.lineno}: the colour {node.value}"
        elif isinstance(node, ast.Attribute) and _dotted(node).startswith("Qt.GlobalColor."):
            if node.attr != "transparent":
                yield f"line {node.lineno}: the colour {node.attr}"
        elif isinstance(node, ast.Call):
            yield from _stray_call(node)


def _stray_call(call: ast.Call) -> Iterator[str]:
    name = _dotted(call.func).rpartition(".")[2]
    if name == "QColor" and call.args and all(isinstance(each, ast.Constant) for each in call.args):
        yield f"line {call.lineno}: a colour of its own"
    if name in FONT_CALLS:
        yield f"line {call.lineno}: {name}"
    if name == "setStyleSheet" and "style_sheet" not in ast.dump(call):
        yield f"line {call.lineno}: a style sheet of its own"
    if LENGTH_CALLS.fullmatch(name):
        lengths = [each.value for each in call.args if isinstance(each, ast.Constant)]
        for length in lengths:
            if isinstance(length, int | float) and HAIRLINE < length != NO_LIMIT:
                yield f"line {call.lineno}: {name} of {length} pixels"


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_every_colour_font_and_size_comes_from_the_theme() -> None:
    modules = sorted((ROOT / "ui").rglob("*.py"))
    assert len(modules) > 100
    found = [
        f"{path.relative_to(ROOT)} {stray}"
        for path in modules
        if not path.relative_to(ROOT).as_posix().startswith(EXEMPT)
        for stray in strays(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "x = '#FF00aa'",
        "QColor(1, 2, 3)",
        "QColor('red')",
        "pen.setColor(Qt.GlobalColor.red)",
        "font = QFont('Arial')",
        "font.setPixelSize(12)",
        "self.setFixedHeight(40)",
        "box.setContentsMargins(0, 12, 0, 0)",
        "self.setStyleSheet('color: red')",
    ],
)
def test_a_stray_is_found(source: str) -> None:
    assert list(strays(source))


@pytest.mark.parametrize(
    "source",
    [
        "# a comment may say #FF00AA",
        "QColor(color)",
        "picture.fill(Qt.GlobalColor.transparent)",
        "self.setFixedHeight(theme.text(40))",
        "self.setFixedHeight(1)",
        "bar.setStyleSheet(self._theme.style_sheet())",
    ],
)
def test_what_the_theme_gives_is_no_stray(source: str) -> None:
    assert list(strays(source)) == []
