"""Roles reach a screen reader that was there before the page: Qt asks for one with the first name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import Theme
from ui.widgets.figures.registry import figure
from ui.widgets.known_list import KnownList
from ui.widgets.listing import Listing, ListingItem
from ui.widgets.pull_quote import PullQuote, TryThis
from ui.widgets.text import Text

ROLE = QAccessible.Role
SOURCES = sorted((Path(__file__).parents[2] / "ui").rglob("*.py"))


@pytest.fixture
def listened_to(qapp: QApplication) -> Iterator[None]:
    """A screen reader that is there already."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_what_a_chapter_is_made_of_has_its_role_when_a_screen_reader_listens(listened_to: None) -> None:
    theme = Theme("light")
    listing = Listing("Signs")
    entry = ListingItem(theme, Text(theme, "one"), "one")
    listing.add(entry)
    made = {
        listing: ROLE.List,
        entry: ROLE.ListItem,
        TryThis(theme, "A small thing to try"): ROLE.Grouping,
        PullQuote(theme, "Stay."): ROLE.BlockQuote,
        KnownList(theme, "Which?", "For yourself."): ROLE.Grouping,
        figure(theme, "two-ways", [("a", "b")] * 3, "Three doors."): ROLE.Graphic,
        figure(theme, "who-helps", [("a", "b")] * 4, "Four lines."): ROLE.Grouping,
        Text(theme, "A heading", "heading"): ROLE.Heading,
    }
    assert {widget: role(widget) for widget in made} == made


def _calls(function: ast.FunctionDef) -> Iterator[tuple[int, str, str]]:
    """Line, what is called, and on which name, of the calls that name a widget or give it a role."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "setAccessibleName":
            yield node.lineno, "name", ast.unparse(node.func.value)
        elif isinstance(node.func, ast.Name) and node.func.id == "give_role":
            yield node.lineno, "role", ast.unparse(node.args[0])


def test_no_widget_is_named_before_it_has_its_role() -> None:
    given = 0
    for source in SOURCES:
        for function in ast.walk(ast.parse(source.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            named: set[str] = set()
            for _line, what, of in sorted(_calls(function)):
                if what == "name":
                    named.add(of)
                else:
                    given += 1
                    assert of not in named, f"{source.name}, {function.name}: {of}"
    assert given >= 12
