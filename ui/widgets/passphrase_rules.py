"""What a new passphrase is told while it is typed: why it cannot be used, or how it is weak."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from intimacy_desktop import passphrase
from intimacy_desktop.errors import PassphraseError
from ui.messages import say

_FEW = 6
"""Fewer different characters than this are guessed as fast as a short word."""
_NAME_LEAST = 3
"""Shorter nicknames turn up in any sentence."""


def refusal(typed: str) -> tuple[str, str]:
    """What is wrong with a new passphrase, and what to do about it; two empty texts where nothing is."""
    try:
        passphrase.check_new(typed)
    except PassphraseError as error:
        message = say(error)
        return message.title, message.text
    return "", ""


class Weakness(QObject):
    """Remarks on an own passphrase; it knows the nicknames and compares with nothing else.

    Args:
        names: gives the nicknames of both, as they are now.
        parent: as in Qt.
    """

    def __init__(self, names: Callable[[], Iterable[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._names = names

    def of(self, typed: str) -> str:
        """One remark, or nothing."""
        folded = typed.casefold()
        if any(len(name) >= _NAME_LEAST and name.casefold() in folded for name in self._names()):
            return self.tr("One of your nicknames is in it. That is what anyone would try first.")
        if len(typed) >= passphrase.MINIMUM and len(set(folded)) < _FEW:
            return self.tr("It repeats itself. A few different words are much harder to guess.")
        return ""
