"""The documents agree with the program: every file, name, command and label they speak of is there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from intimacy_desktop import passphrase, places
from intimacy_desktop.answers import ANSWER_LIMIT
from intimacy_desktop.settings import Settings
from intimacy_desktop.vault import OwnerSettings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "docs/adr/*.md", "packaging/*.md", "resources/*.md")
    for path in ROOT.glob(pattern)
)
FOLDERS = ("intimacy_desktop/", "ui/", "resources/", "tests/", "docs/", "packaging/", "benchmarks/")
MADE_LATER = "resources/i18n/"
"""A language's files are made by the tool that the documents name; there may be none yet."""
FILE_ENDINGS = {"db", "json", "lock", "md", "py", "toml", "txt"}
PACKAGES = ("intimacy_desktop", "ui")
GUIDE = ROOT / "docs" / "guide.md"

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


def prose(document: Path) -> str:
    return document.read_text("utf-8")


def in_code(document: Path) -> list[str]:
    """What stands between backticks, and each line of an indented or fenced block."""
    text = prose(document)
    fenced = [
        line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()
    ]
    return [*re.findall(r"`([^`\n]+)`", text), *fenced]


@cache
def names() -> dict[str, set[str]]:
    """Every module and class of ours, by its short name, with all that is defined in it."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            found.setdefault(file.stem, set()).update(_defined(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    found.setdefault(node.name, set()).update(_defined(node))
    return found


def _defined(node: ast.Module | ast.ClassDef) -> Iterator[str]:
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield child.name
        elif isinstance(child, ast.Assign):
            yield from (target.id for target in child.targets if isinstance(target, ast.Name))
        elif isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name):
            yield child.target.id


@every_document
def test_every_link_leads_to_a_file_of_the_project(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", prose(document)):
        assert not target.startswith("http"), f"{target}: links stay inside the project"
        assert (document.parent / target).exists(), target


@every_document
def test_every_file_that_is_named_exists(document: Path) -> None:
    for code in in_code(document):
        for word in code.split():
            path = word.strip(",;:.()")
            if path.startswith(MADE_LATER):
                continue
            if path.startswith(FOLDERS) and not any(sign in path for sign in "*<{"):
                assert (ROOT / path).exists(), path


@every_document
def test_every_name_of_the_code_is_in_the_code(document: Path) -> None:
    ours = {stem for stem in names() if stem != "__init__"}
    for code in in_code(document):
        call = code.partition("(")[0]
        if re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*", call):
            assert call in ours, code
        match = re.fullmatch(r"(\w+)\.(\w+)", call)
        if match and match[1] in ours and match[2] not in FILE_ENDINGS:
            assert match[2] in names()[match[1]], code


@every_document
def test_every_command_is_one_that_run_py_knows(document: Path) -> None:
    told = (ROOT / "run.py").read_text("utf-8").split('"""')[1]
    known = set(re.findall(r"^python3 run\.py (\w+)", told, re.MULTILINE))
    assert {"test", "tour", "check"} <= known
    for code in in_code(document):
        match = re.match(r"python3 run\.py(?: +([\w-]+))?", code)
        if match and match[1] and not match[1].startswith("-"):
            assert match[1] in known, code
        script = re.match(r"python3? ([\w/]+\.py)", code)
        if script:
            assert (ROOT / script[1]).exists(), code
        module = re.match(r"python3? -m (\w+)$", code)
        if module:
            assert (ROOT / module[1] / "__main__.py").exists(), code


def test_the_readme_is_one_screen() -> None:
    lines = prose(ROOT / "README.md").splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 160


def test_what_the_users_guide_calls_something_is_what_the_program_calls_it() -> None:
    # Given everything that a person can read in the program
    said = "\n".join(
        file.read_text("utf-8")
        for folder, pattern in (("ui", "*.py"), ("resources", "*.toml"), ("resources", "*.md"))
        for file in (ROOT / folder).rglob(pattern)
        if file.name != "NOTICES.md"
    ).casefold()

    # Then each label of the guide, set in italics, is in it
    labels = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", prose(GUIDE))
    assert len(labels) > 15
    for label in labels:
        assert label.casefold() in said, label


def test_the_numbers_of_the_users_guide_are_those_of_the_program() -> None:
    guide = prose(GUIDE)
    owner = OwnerSettings()
    for sentence in (
        f"up to {ANSWER_LIMIT:,} characters",
        f"{passphrase.MINIMUM} characters or more",
        f"after {owner.lock_minutes} untouched minutes, an evening after {owner.turns_lock_minutes}",
        f"the {Settings().hide_key} key",
    ):
        assert sentence in guide, sentence
    assert len(passphrase.generate().split()) == 6
    assert "six words" in guide


def test_the_users_guide_names_the_folder_of_this_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "INNERMOST_HOME"):
        monkeypatch.delenv(name, raising=False)
    folder = Path(places.default_home())
    assert any(
        Path(named).parts[-2:] == folder.parts[-2:]
        for named in (each.replace("\\", "/") for each in in_code(GUIDE))
        if "/" in named
    )


def test_each_word_of_the_licence_notices_is_about_something_that_is_locked_or_carried() -> None:
    notices = prose(ROOT / "resources" / "NOTICES.md").casefold()
    locked = re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    for package in locked:
        family = "jaraco" if package.startswith("jaraco") else package.removesuffix("-essentials")
        assert family in notices, package
    carried = [path for path in (ROOT / "resources").rglob("*") if path.suffix in {".txt", ".ttf", ".otf"}]
    for path in carried:
        assert path.name.casefold() in notices or path.name == "LICENSE.txt", path
