"""The reading serif and the platform's own interface font."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from ui.theme.tokens import tokens

_BUNDLED = "Source Serif Pro"
_BUNDLED_FILES = ("SourceSerifPro-Regular.ttf", "SourceSerifPro-It.ttf", "SourceSerifPro-Semibold.ttf")


@cache
def reading_families() -> tuple[str, ...]:
    """Families for reading text: the best this system has, or the bundled one; then other scripts.

    The first look into the font database takes about 7 ms, so it is left to whoever asks for a reading font.
    """
    stacks = tokens()["type"]["families"]
    best = _installed(stacks["reading"])[:1] or _load_bundled() or stacks["reading"][:1]
    others = (*stacks["readingArabic"], *stacks["readingHebrew"], *stacks["readingLast"])
    return (*best, *_installed(others))


def _installed(families: Sequence[str]) -> list[str]:
    """Those that this system has: with each font that is made Qt looks for every family it is named."""
    known = _known()
    return [name for name in families if name.casefold() in known]


@cache
def _known() -> frozenset[str]:
    # Where two makers have a family of one name, Qt adds the maker in brackets.
    return frozenset(name.partition(" [")[0].casefold() for name in QFontDatabase.families())


def _load_bundled() -> list[str]:
    # The package's own module globs its folder on import and loads nothing: only its place is needed.
    spec = find_spec("font_source_serif_pro")
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(spec.submodule_search_locations[0]) / "files"
    loaded = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _BUNDLED_FILES]
    return [_BUNDLED] if any(number >= 0 for number in loaded) else []


@cache
def interface_families() -> tuple[str, ...]:
    """The platform's own interface font, then fonts that have Arabic."""
    own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    return (*own, *_installed(tokens()["type"]["families"]["interfaceArabic"]))
