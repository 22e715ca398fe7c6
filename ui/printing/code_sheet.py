"""A recovery code on paper: the signs, the day, and what the paper is for; no name of anybody or anything."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ui.printing.kinds import Kind
from ui.printing.paper import Paper
from ui.printing.sheets import Make, Sheets
from ui.printing.typeface import Typeface
from ui.printing.writer import Writer

_GROUPS_A_LINE = 3
_SIGNS = Kind(26, 44, above=26, below=30)
_TEXT = Kind(11, 16.8, below=7)
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    use: str
    signs: str
    made: str


def code_sheet(code: str, typeface: Typeface) -> Make:
    """Give one page with a recovery code, in the groups in which it is typed.

    Args:
        code: from `recovery.new_code`.
        typeface: its letters.
    """
    words = _translated()
    groups = code.split("-")

    def make(paper: Paper) -> Sheets:
        writer = Writer(typeface, paper, numbered=False)
        writer.title(words.title)
        writer.paragraph(_TEXT, words.use)
        rows = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
        lines = "\n".join(f"{_LEFT_TO_RIGHT}{'   '.join(row)}{_END}" for row in rows)
        writer.paragraph(_SIGNS, lines)
        writer.small(words.signs)
        writer.small(words.made)
        return writer.sheets()

    return make


def _translated() -> _Words:
    today = QLocale().toString(QDate.currentDate(), QLocale.FormatType.LongFormat)
    return _Words(
        QCoreApplication.translate("CodeSheet", "A code"),
        QCoreApplication.translate(
            "CodeSheet",
            "It opens what it was made for where the passphrase is forgotten, for whoever holds this paper. "
            "Keep it outside your home, and not beside the computer.",
        ),
        QCoreApplication.translate(
            "CodeSheet", "There is no O, I, L or U in it: a round sign is a zero, a straight one a 1."
        ),
        QCoreApplication.translate("CodeSheet", "Made on {date}.").format(date=today),
    )
