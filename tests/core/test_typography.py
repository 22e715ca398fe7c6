"""True quotes, apostrophes and dashes in every word of the window's code, as in the content."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TYPEWRITTEN = re.compile(r"""["'`]|--|\.\.\.| - """)
SPOKEN_BY = frozenset({"tr", "translate", "QT_TRANSLATE_NOOP"})


def spoken(source: str) -> Iterator[tuple[int, str]]:
    """Every sentence that a module hands to translation, with its line."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in SPOKEN_BY:
            words = node.args[1:2] if name != "tr" else node.args[:1]
            yield from (
                (each.lineno, each.value)
                for each in words
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def test_every_word_of_the_window_has_true_quotes_and_dashes() -> None:
    said = [
        (path.relative_to(ROOT), line, words)
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for line, words in spoken(path.read_text(encoding="utf-8"))
    ]
    assert len(said) > 300
    assert [f"{path}:{line}: {words}" for path, line, words in said if TYPEWRITTEN.search(words)] == []


@pytest.mark.parametrize("words", ["don't", 'a "word"', "well - no", "one--two", "and so on..."])
def test_typewritten_signs_are_found(words: str) -> None:
    source = f"self.tr({words!r})"
    assert [said for _, said in spoken(source)] == [words]
    assert TYPEWRITTEN.search(words)


@pytest.mark.parametrize("words", ["don’t", "a “word”", "well – no", "and so on …", "self-made"])
def test_true_signs_are_none(words: str) -> None:
    assert not TYPEWRITTEN.search(words)
