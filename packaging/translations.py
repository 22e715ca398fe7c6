"""Brings the translations up to date with the program's texts.

    python packaging/translations.py             every language there is
    python packaging/translations.py de          begins German, or only German from then on

The texts of `ui/` go into `resources/i18n/innermost_<language>.ts`, for translators; what they wrote goes
from there into the `.qm` beside it, which the program reads. The core holds no prose: its texts are files
of their own.
"""

import argparse
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"


class TranslationError(Exception):
    """The texts cannot be collected or compiled; its words say why."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as it stands in the program.

    Attributes:
        context: the class that says it.
        text: in English.
        comment: for translators.
        plural: whether it has a form for each kind of number.
    """

    context: str
    text: str
    comment: str
    plural: bool


def collect(file: Path, language: str) -> None:
    """Bring a translator's file up to date; what is no longer said is dropped from it.

    Args:
        file: ends with `.ts`; begun if it does not exist.
        language: code of ISO 639-1.

    Raises:
        TranslationError: a text stands where it has no context, or the tool failed.
    """
    sources = sorted(str(path) for path in (ROOT / "ui").rglob("*.py"))
    file.parent.mkdir(parents=True, exist_ok=True)
    options = ["-source-language", "en", "-target-language", language, "-locations", "none"]
    _run("pyside6-lupdate", "-silent", "-no-obsolete", *options, *sources, "-ts", str(file))
    homeless = [one.text for one in source_texts(file) if not one.context]
    if homeless:
        words = ", ".join(f"“{text}”" for text in homeless)
        raise TranslationError(
            f"In no class, so no translation would reach it: {words}. Outside of a method write "
            "QCoreApplication.translate with the context as a literal."
        )


def compile_translation(file: Path) -> Path:
    """Compile a translator's file; texts that are not translated yet stay English.

    Returns:
        The `.qm` beside it.

    Raises:
        TranslationError: the tool failed.
    """
    compiled = file.with_suffix(".qm")
    _run("pyside6-lrelease", "-silent", "-nounfinished", str(file), "-qm", str(compiled))
    return compiled


def source_texts(file: Path) -> list[SourceText]:
    """What the program says, from a translator's file."""
    return [
        SourceText(
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("comment", ""),
            message.get("numerus") == "yes",
        )
        for context in ET.parse(file).getroot().iter("context")  # noqa: S314  a file of this checkout
        for message in context.iter("message")
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Collect and compile; 1 if something is in the way."""
    parser = argparse.ArgumentParser(description="Bring the translations up to date.")
    parser.add_argument(
        "language", nargs="*", help="code of ISO 639-1, such as de; all there are if none is given"
    )
    chosen: list[str] = parser.parse_args(arguments).language
    known = [file.stem.removeprefix("innermost_") for file in sorted(FOLDER.glob("innermost_*.ts"))]
    if not chosen and not known:
        print("There is no translation yet. Begin one with its language, such as: translations.py de")
    try:
        for language in chosen or known:
            file = FOLDER / f"innermost_{language}.ts"
            collect(file, language)
            compile_translation(file)
            print(f"{language}: {len(source_texts(file))} texts")
    except TranslationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(tool: str, *arguments: str) -> None:
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(sysconfig.get_path("scripts")) / f"{tool}{suffix}"
    if not program.exists():
        raise TranslationError(f"{tool} is not there: run this with the Python of the checkout’s .venv.")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0 or done.stderr.strip():
        raise TranslationError(f"{tool}: {done.stderr.strip() or done.stdout.strip()}")


if __name__ == "__main__":
    sys.exit(main())
