"""The AppStream metadata: what a software centre says of the program."""

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

FILE = "org.innermost.Innermost.metainfo.xml"

PICTURES = (
    ("welcome", "A quiet place to say the harder things to each other"),
    ("guide_first_chapter", "A short guide in chapters"),
    ("mara_writes", "One unfinished sentence a screen, alone"),
    ("turns_both_closed", "One evening together: the cards are turned one by one"),
)
"""Pictures of the tour, by their names without numbers, and what stands under them."""

_FIRST = ' type="default"'
_MARK = "  <!-- pictures -->\n"


def metainfo(words: Mapping[str, str], pictures_at: str) -> str:
    """Give the metadata with its words filled in.

    Args:
        words: what stands between @ signs.
        pictures_at: the address of the folder that has the pictures of the tour; empty for none, since the
            project names no address itself.
    """
    text = Path(__file__).with_name(FILE).read_text("utf-8")
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text.replace(_MARK, _screenshots(pictures_at) if pictures_at else "")


def _screenshots(pictures_at: str) -> str:
    address = escape(pictures_at.rstrip("/"))
    shots = "".join(
        f"    <screenshot{'' if number else _FIRST}>\n"
        f"      <caption>{escape(caption)}</caption>\n"
        f'      <image type="source" width="1200" height="800">{address}/{name}.png</image>\n'
        "    </screenshot>\n"
        for number, (name, caption) in enumerate(PICTURES)
    )
    return f"  <screenshots>\n{shots}  </screenshots>\n"
