"""A language nobody speaks: every text of the program in brackets, with marks on its letters, and longer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from string import ascii_letters, digits
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import delete
from translations import collect, compile_translation

from intimacy_desktop.blocks import block_text
from intimacy_desktop.care import load_care
from intimacy_desktop.exercise import load_exercise
from intimacy_desktop.guide import load_guide
from intimacy_desktop.helplines import load_helplines
from intimacy_desktop.settings import HIDE_KEYS
from intimacy_desktop.traces import load_traces
from tests.ui.widget_probe import accessible_nodes
from ui.window.frame import TITLE

CODE = "eo"
"""Stands for the language: it has two forms for numbers, as English has."""
OPEN, CLOSE = "⟦", "⟧"
_DATES = "،/"
"""What stands between the parts of a date in Egypt."""
_MARKED = dict(
    zip(
        ascii_letters + digits,
        "áƀçđéƒğĥíĵķļɱñóþʠŕšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ⁰¹²³⁴⁵⁶⁷⁸⁹",
        strict=True,
    )
)
_PLACE = re.compile(r"(\{[^}]*\}|%L?n)")


def said(text: str) -> str:
    """A source text as this language has it: vowels twice, so that it is a third longer; places kept."""
    parts = (part if _PLACE.fullmatch(part) else _mark(part) for part in _PLACE.split(text))
    return f"{OPEN}{''.join(parts)}{CLOSE}"


def _mark(text: str) -> str:
    return "".join(_MARKED.get(one, one) * (2 if one in "aeiou" else 1) for one in text)


def make_translation(folder: Path) -> Path:
    """Translate the whole program into it, with the command that translators use."""
    file = folder / f"innermost_{CODE}.ts"
    collect(file, CODE)
    tree = ET.parse(file)  # noqa: S314  made a moment ago
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.pop("type")
        for place in translation.findall("numerusform") or [translation]:
            place.text = said(message.findtext("source", ""))
    tree.write(file, "utf-8")
    return compile_translation(file)


def back_to_english() -> None:
    """Undo what a change of the language did to the application that all tests share."""
    application = QApplication.instance()
    assert application is not None
    for translator in application.findChildren(QTranslator):
        QApplication.removeTranslator(translator)
        delete(translator)
    QLocale.setDefault(QLocale.system())


_RECOVERY_CODE = re.compile(r"[\s\u2066\u2069]*([0-9A-Z]{4}[\s\u2066\u2069]*){9}")
"""Nine groups of four, drawn by chance; no word of any language."""


@cache
def content() -> frozenset[str]:
    """Every text of the guide, the exercise, the words of care and the helplines: data, not the program's."""
    guide = load_guide()
    read = (guide, load_exercise(), load_care(), load_helplines(), load_traces())
    words = {text.strip() for part in read for text in _texts(part)}
    words |= {" ".join(block_text(block).split()) for one in guide.chapters for block in one.blocks}
    return frozenset({*words, TITLE, *HIDE_KEYS, "?", "•"} - {""})


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
        # what the core itself joins
        for name in ("text", "you_text"):
            if isinstance(joined := getattr(part, name, None), str):
                yield joined
    elif isinstance(part, Iterable):
        pieces = [list(_texts(one)) for one in part]
        yield "".join(piece[0] for piece in pieces if piece)  # runs of one sentence
        for piece in pieces:
            yield from piece


def foreign(text: str, data: Iterable[str] = ()) -> str:
    """What is left of a text without translated words, content and data; white space around it is no word."""
    if _is_excerpt(text) or _RECOVERY_CODE.fullmatch(text):
        return ""
    rest = text
    for known in sorted({*content(), *data}, key=len, reverse=True):
        if known in rest:
            rest = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", "", rest)
    left, depth = [], 0
    for one in rest:
        depth += (one == OPEN) - (one == CLOSE)
        # numbers come in the digits of the chosen country, which the test makes Egypt
        is_plain = one.isascii() and one.isalnum()
        is_between = depth == 0 and not (one.isspace() or one.isalnum() or one in (CLOSE, *_DATES))
        if is_plain or is_between:
            left.append(one)
    return "".join(left)


def _is_excerpt(text: str) -> bool:
    """Whether it is a part of the guide, as a search shows it."""
    piece = text.strip(" …")
    return len(piece) > 20 and any(piece in known for known in content())


def words_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Where a text stands and the text: seen, heard or shown by the mouse, hidden widgets too."""
    for widget in (root, *root.findChildren(QWidget)):
        kind = type(widget).__name__
        yield f"{kind} name", widget.accessibleName()
        yield f"{kind} description", widget.accessibleDescription()
        yield f"{kind} tool tip", widget.toolTip()
        yield f"{kind} status tip", widget.statusTip()
        yield f"{kind} what’s this", widget.whatsThis()
        if isinstance(widget, QLabel | QAbstractButton):
            yield f"{kind} text", widget.text()
        elif isinstance(widget, QLineEdit | QTextEdit):
            yield f"{kind} placeholder", widget.placeholderText()
        elif isinstance(widget, QComboBox):
            for index in range(widget.count()):
                yield f"{kind} choice", widget.itemText(index)
    for node in accessible_nodes(root):
        kind = type(node.object()).__name__
        yield f"{kind} heard name", node.text(QAccessible.Text.Name)
        yield f"{kind} heard description", node.text(QAccessible.Text.Description)


def untranslated(root: QWidget, data: Iterable[str] = ()) -> list[str]:
    """Each text with something in it that no translation reaches."""
    known = tuple(data)
    return sorted({f"{where}: {text}" for where, text in words_of(root) if foreign(text, known)})
