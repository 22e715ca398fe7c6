"""The reading serif and the platform's own interface font."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from ui.theme.tokens import tokens

_BUNDLED = "Source Serif Pro"
_BUNDLED_FILES = ("SourceSerifPro-Regular.ttf", "SourceSerifPro-It.ttf", "SourceSerifPro-Semibold.ttf")


@cache
def reading_families() -> tuple[str, ...]:
    """Families for reading text, best first, with the bundled serif where the system has none of the better.

    The look into the font database takes about 15 ms, which the first line of text would cost anyway; so it
    happens only when a reading font is asked for.
    """
    stacks = tokens()["type"]["families"]
    better: list[str] = stacks["reading"]
    probe = QFont()
    probe.setFamilies(better)
    if QFontInfo(probe).family().casefold() not in {name.casefold() for name in better}:
        better = [*_load_bundled(), *better]
    return (*better, *stacks["readingArabic"], *stacks["readingHebrew"], *stacks["readingLast"])


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
    return (*own, *tokens()["type"]["families"]["interfaceArabic"])
