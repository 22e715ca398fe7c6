"""What a new passphrase is told while it is typed: why it cannot be used, or how soon it could be guessed."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from intimacy_desktop import passphrase
from intimacy_desktop.errors import PassphraseError
from intimacy_desktop.strength import Remark, Strength, judge
from ui.background import Background
from ui.messages import say

QUIET_MS = 250
"""Without a key, before the words are judged: it takes a tenth of a second."""


def refusal(typed: str) -> tuple[str, str]:
    """What is wrong with a new passphrase, and what to do about it; two empty texts where nothing is."""
    try:
        passphrase.check_new(typed)
    except PassphraseError as error:
        message = say(error)
        return message.title, message.text
    return "", ""


class Weakness(QObject):
    """Remarks on an own passphrase, judged off the UI thread; it refuses nothing.

    Args:
        background: on its worker lane the words are judged.
        names: gives the nicknames of both, as they are now.
        parent: as in Qt.

    Signals:
        found(str, bool): one sentence, or none; and whether it is praise.
    """

    found = Signal(str, bool)

    def __init__(self, background: Background, names: Callable[[], Iterable[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._names = background, names
        self._typed = ""
        self._busy = False
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._judge)

    def look_at(self, typed: str) -> None:
        """Take what is typed by now; `found` follows once nothing is typed for a moment."""
        self._typed = typed
        if typed:
            self._quiet.start()
        else:
            self._quiet.stop()
            self.found.emit("", False)

    def _judge(self) -> None:
        if self._busy:
            return  # what is typed by then is judged next
        self._busy = True
        typed, names = self._typed, tuple(self._names())
        self._background.worker(
            self, lambda: judge(typed, names), lambda strength: self._tell(typed, strength), self._give_up
        )

    def _tell(self, typed: str, strength: Strength) -> None:
        self._busy = False
        if typed != self._typed:
            if self._typed and not self._quiet.isActive():
                self._judge()
            return
        known = len(typed) >= passphrase.MINIMUM or strength.words is Remark.NICKNAME
        self.found.emit(self._sentence(strength.words) if known else "", known and strength.is_good)

    def _give_up(self, _error: Exception) -> None:
        self._busy = False
        self.found.emit("", False)  # a judgement is a help and no more

    def _sentence(self, words: Remark) -> str:
        sentences = {
            Remark.NICKNAME: self.tr("One of your nicknames is in it. That is what anyone would try first."),
            Remark.REPEATS: self.tr("It repeats itself. A few different words are much harder to guess."),
            Remark.KNOWN: self.tr("Many people choose something like this, so it is tried early."),
            Remark.KEYBOARD: self.tr("These keys lie side by side, and that is tried early."),
            Remark.SEQUENCE: self.tr("Letters or numbers in their usual order are tried early."),
            Remark.DATE: self.tr("There is a date in it. Whoever knows you would try dates."),
            Remark.WEAK: self.tr("It may be guessed before long. One or two more words would help a lot."),
            Remark.FAIR: self.tr("It would hold for a while. One more word would make it strong."),
            Remark.GOOD: self.tr("It would take very long to guess."),
            Remark.STRONG: self.tr("It is strong."),
        }
        return sentences[words]
