"""Every text of the program reaches translators, and what they write reaches the screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import translations
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from translations import SourceText, TranslationError, collect, source_texts

from tests.ui.pseudo import CODE, back_to_english, foreign, make_translation, said, untranslated
from ui.language import use_language
from ui.theme import Theme
from ui.widgets.boxes import column
from ui.widgets.chapter_row import ChapterEntry, ChapterRow
from ui.widgets.text import Text

UI = Path(translations.ROOT / "ui")


@pytest.fixture
def speaker(qapp: QApplication) -> Iterator[QApplication]:
    """The application, which speaks English again afterwards."""
    yield qapp
    back_to_english()


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> frozenset[SourceText]:
    file = tmp_path_factory.mktemp("collected") / "innermost_eo.ts"
    collect(file, "eo")
    return frozenset(source_texts(file))


class _Calls(ast.NodeVisitor):
    """Every call of `tr` and `translate` of a module, with what it says."""

    def __init__(self, file: Path) -> None:
        self.file = file.relative_to(UI.parent)
        self.texts: list[SourceText] = []
        self.wrong: list[str] = []
        self._classes: list[str] = []
        self._in_f_string = 0
        self.visit(ast.parse(file.read_text("utf-8")))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._in_f_string += 1
        self.generic_visit(node)
        self._in_f_string -= 1

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Attribute(attr="tr")):
                self._take(node, self._classes[-1:], node.args)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="QCoreApplication"), attr="translate")):
                self._take(node, _literals(node.args[:1]), node.args[1:])

    def _take(self, node: ast.Call, context: list[str], arguments: list[ast.expr]) -> None:
        words = _literals(arguments[:2])
        if not context or self._in_f_string or node.keywords or len(words) != min(len(arguments), 2):
            self.wrong.append(f"{self.file}:{node.lineno}: {ast.unparse(node)}")
            return
        comment = words[1] if len(words) > 1 else ""
        self.texts.append(SourceText(context[0], words[0], comment, plural=len(arguments) > 2))


def _literals(nodes: list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@pytest.fixture(scope="module")
def calls() -> list[_Calls]:
    return [_Calls(file) for file in sorted(UI.rglob("*.py"))]


def test_texts_are_plain_literals_outside_of_f_strings(calls: list[_Calls]) -> None:
    assert [wrong for call in calls for wrong in call.wrong] == []


def test_every_text_is_collected_in_the_context_in_which_it_is_looked_up(
    calls: list[_Calls], collected: frozenset[SourceText]
) -> None:
    written = {text for call in calls for text in call.texts}
    assert len(written) > 200
    assert written == set(collected)


def test_numbers_of_things_have_plural_forms(collected: frozenset[SourceText]) -> None:
    counted = {one.text for one in collected if "%n" in one.text or "%Ln" in one.text}
    assert counted
    assert counted == {one.text for one in collected if one.plural}
    # Digits as the language writes them
    assert not [text for text in counted if "%n" in text]


def test_a_text_in_no_class_is_refused_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a checkout with a text that no lookup would find
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "stray.py").write_text("def name(tr):\n    return tr('Astray')\n")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    # Then the command names it
    with pytest.raises(TranslationError, match="“Astray”"):
        collect(tmp_path / "innermost_eo.ts", "eo")


def test_the_command_begins_a_language_and_keeps_what_its_translator_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], speaker: QApplication
) -> None:
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "i18n")
    assert translations.main(["eo"]) == 0
    file = tmp_path / "i18n" / "innermost_eo.ts"
    # When a translator writes one text, and the command runs for all languages there are
    begun = file.read_text("utf-8")
    empty = '<source>Who is here?</source>\n        <translation type="unfinished"></translation>'
    assert empty in begun
    file.write_text(
        begun.replace(empty, "<source>Who is here?</source>\n<translation>Kiu estas?</translation>"), "utf-8"
    )
    assert translations.main([]) == 0
    assert "eo: " in capsys.readouterr().out
    # Then the program says it, and the rest is English
    assert use_language("eo", str(tmp_path / "i18n"))
    assert QCoreApplication.translate("HomePage", "Who is here?") == "Kiu estas?"
    assert QCoreApplication.translate("HomePage", "Settings") == "Settings"


def test_english_needs_no_file_and_installs_nothing(speaker: QApplication, tmp_path: Path) -> None:
    assert use_language(folder=str(tmp_path))
    assert speaker.findChildren(QTranslator) == []


def test_a_language_without_a_translation_stays_english(speaker: QApplication, tmp_path: Path) -> None:
    assert not use_language("fi", str(tmp_path))
    assert speaker.findChildren(QTranslator) == []
    assert QCoreApplication.translate("HomePage", "Who is here?") == "Who is here?"


@pytest.mark.usefixtures("speaker")
def test_dates_and_numbers_follow_the_language_of_the_words() -> None:
    # Given a computer set up in Germany
    german = QLocale(QLocale.Language.German, QLocale.Country.Germany)
    # undone before the fixture looks for the real system's
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QLocale, "system", staticmethod(lambda: german))
        QLocale.setDefault(german)
        use_language()
    # Then dates are English, in the order that is used in Germany
    words = QLocale().toString(QDate(2026, 2, 3), QLocale.FormatType.LongFormat)
    assert words == "Tuesday, 3 February 2026"


def test_a_translated_plural_takes_its_number_as_the_country_writes_it(
    speaker: QApplication, tmp_path: Path
) -> None:
    make_translation(tmp_path)
    assert use_language(CODE, str(tmp_path))
    QLocale.setDefault(QLocale("ar_EG"))
    row = ChapterRow(Theme("light"), ChapterEntry("one", 2, "Trust", 12))
    assert row.accessibleDescription() == said("About %Ln minutes").replace("%Ln", "١٢")
    assert row.accessibleName() == said("{number}. {title}").format(number="٢", title="Trust")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (said("Go on"), ""),
        (said("Open as {name}").format(name="Mara"), ""),
        ("Go on", "Goon"),
        (said("Open as {name}").format(name="somebody"), "somebody"),
        (f"{said('One')}, {said('two')}", ","),
        (said("Lock after {count}").format(count=10), "10"),
        ("“" + said("Trust") + "”", "“”"),
        ("Mara", ""),
        ("Marathon", "Marathon"),
    ],
)
def test_the_search_for_untranslated_words_finds_them(text: str, left: str) -> None:
    assert foreign(text, ["Mara"]) == left


def test_words_beside_a_translation_are_found_in_a_widget(qapp: QApplication) -> None:
    theme = Theme("light")
    box = column(theme, Text(theme, said("Settings")), Text(theme, "Astray"))
    box.setToolTip("Lost")
    assert {line.split(": ")[1] for line in untranslated(box)} == {"Astray", "Lost"}
