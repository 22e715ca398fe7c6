"""What is found in a seat when its owner comes in, and what they are told of the time between."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from intimacy_desktop.answers import Draft
from intimacy_desktop.errors import UnsavedUnopened
from intimacy_desktop.rounds import Round
from intimacy_desktop.unsaved import Fate, take_back
from intimacy_desktop.vault import Vault
from ui.messages import say


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open seat shows first."""

    round: Round
    draft: Draft
    lock_minutes: int
    last_saved: datetime | None


def read_seat(vault: Vault) -> Opened:
    """What stands in an open vault; the first round is begun with the first opening."""
    present = vault.current_round()
    if present is None:
        past = vault.rounds()
        present = past[-1] if past else vault.start_round()
    minutes = vault.owner_settings().lock_minutes
    return Opened(present, vault.read_draft(present.id), minutes, vault.last_saved())


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back that could not be saved when the program locked.

    Attributes:
        fate: what became of it; None where it did not open with this vault's keys.
        draft: the newest words, if they are not what stands in the vault.
    """

    fate: Fate | None
    draft: Draft | None = None


def enter_seat(vault: Vault, sealed: bytes | None) -> tuple[Opened, Returned | None]:
    """What stands in a vault that was just opened, with what could not be saved before."""
    if sealed is None:
        return read_seat(vault), None
    try:
        returned = Returned(*take_back(vault, sealed))
    except UnsavedUnopened:
        returned = Returned(None)
    return read_seat(vault), returned


def words_at_entrance(returned: Returned | None, tries: int) -> tuple[str, str] | None:
    """Title and text for the owner, or nothing where there is nothing to tell.

    Args:
        returned: what came back, if something did.
        tries: passphrases that did not fit since the owner was last told.
    """
    return _Words().at_entrance(returned, tries)


class _Words(QObject):
    """Holds the sentences in one translation context."""

    def at_entrance(self, returned: Returned | None, tries: int) -> tuple[str, str] | None:
        if returned is None and not tries:
            return None
        if returned is None:
            return self._tries(tries), self.tr("Your own slips are counted with them. Nothing was opened.")
        title, text = self._came_back(returned)
        return title, f"{text} {self._tries(tries)}" if tries else text

    def _tries(self, tries: int) -> str:
        if tries == 1:
            return self.tr("Since you were last here, one try at your passphrase did not fit.")
        return self.tr(
            "Since you were last here, %Ln tries at your passphrase did not fit.", "two or more", tries
        )

    def _came_back(self, returned: Returned) -> tuple[str, str]:
        back = self.tr("What could not be saved when the program locked is here again.")
        match returned.fate:
            case Fate.SAVED:
                return back, self.tr("It is saved now.")
            case Fate.WAITING:
                return back, self.tr(
                    "It still cannot be saved: the disk may be full. Saving is tried again by itself, "
                    "and your words stay here."
                )
            case Fate.OLDER:
                return (
                    self.tr("What could not be saved when the program locked is not needed any more."),
                    self.tr("Something newer was saved since, and that stays."),
                )
        message = say(UnsavedUnopened())
        return message.title, message.text
