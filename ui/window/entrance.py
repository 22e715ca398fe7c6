"""What is found in a seat when its owner comes in, and what they are told of the time between."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject

from intimacy_desktop.aftercare import Due, aftercare_due
from intimacy_desktop.answers import Draft, Evening
from intimacy_desktop.errors import UnsavedUnopened
from intimacy_desktop.rounds import Round
from intimacy_desktop.unsaved import Fate, take_back
from intimacy_desktop.vault import OwnerSettings, Vault
from ui.messages import say
from ui.widgets.moments import day_and_time


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open seat shows first.

    Attributes:
        round: the present one, or the last.
        draft: of that round.
        owner: what its owner chose of locking.
        last_saved: as the vault says now.
        saved_before: the same as it said before anything came back.
        last_sealed: when its owner last sealed a round.
        aftercare: what they are to be asked about first, if anything.
    """

    round: Round
    draft: Draft
    owner: OwnerSettings
    last_saved: datetime | None
    saved_before: datetime | None
    last_sealed: datetime | None
    aftercare: Due | None = None


def read_seat(vault: Vault) -> Opened:
    """What stands in an open vault; the first round is begun with the first opening."""
    present = vault.current_round()
    if present is None:
        past = vault.rounds()
        present = past[-1] if past else vault.start_round()
    sealed = max((found.sealed_at for found in vault.rounds() if found.sealed_at is not None), default=None)
    saved = vault.last_saved()
    due = aftercare_due(present, vault.own())
    return Opened(present, vault.read_draft(present.id), vault.owner_settings(), saved, saved, sealed, due)


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back that could not be saved when the program locked.

    Attributes:
        fate: what became of it; None where it did not open with this vault's keys.
        words: the newest ones; None where something newer stands in the vault.
    """

    fate: Fate | None
    words: Draft | Evening | None = None

    @property
    def draft(self) -> Draft | None:
        """The words, if they are those of a draft."""
        return self.words if isinstance(self.words, Draft) else None


def enter_seat(vault: Vault, sealed: bytes | None) -> tuple[Opened, Returned | None]:
    """What stands in a vault that was just opened, with what could not be saved before."""
    opened = read_seat(vault)
    if sealed is None:
        return opened, None
    try:
        returned = Returned(*take_back(vault, sealed))
    except UnsavedUnopened:
        return opened, Returned(None)
    return replace(read_seat(vault), saved_before=opened.saved_before), returned


def words_together(fates: Collection[Fate]) -> tuple[str, str] | None:
    """Title and text for both, or nothing where nothing came back that they miss."""
    for fate in (Fate.WAITING, Fate.SAVED):
        if fate in fates:
            return _Words().together(fate)
    return None


def words_at_entrance(opened: Opened, returned: Returned | None, tries: int) -> tuple[str, str] | None:
    """Title and text for the owner, or nothing where there is nothing to tell.

    Args:
        opened: with the times at which they last saved and sealed: an older copy of the files would show
            other ones (docs/threat-model.md).
        returned: what came back, if something did.
        tries: passphrases that did not fit since the owner was last told.
    """
    return _Words().at_entrance(opened, returned, tries)


class _Words(QObject):
    """Holds the sentences in one translation context."""

    def at_entrance(self, opened: Opened, returned: Returned | None, tries: int) -> tuple[str, str] | None:
        last = self._last_time(opened)
        sentences = [self._tries(tries)] if tries else []
        if returned is not None:
            title, text = self._came_back(returned)
            sentences = [text, *sentences]
        elif tries:
            title = sentences.pop()
            sentences.append(self.tr("Your own slips are counted with them. Nothing was opened."))
        elif last:
            return "", last  # quiet: it is said each time
        else:
            return None
        return title, " ".join((*sentences, last) if last else sentences)

    def together(self, fate: Fate) -> tuple[str, str]:
        title, text = self._came_back(Returned(Fate.SAVED))
        if fate is Fate.WAITING:
            text = self.tr(
                "It still cannot be saved: the disk may be full. It is kept, and will be tried again."
            )
        return title, text

    def _last_time(self, opened: Opened) -> str:
        if opened.saved_before is None:
            return ""
        saved = day_and_time(opened.saved_before)
        if opened.last_sealed is None:
            return self.tr("You last saved on {saved}.").format(saved=saved)
        sealed = day_and_time(opened.last_sealed)
        return self.tr("You last saved on {saved}, and sealed on {sealed}.").format(
            saved=saved, sealed=sealed
        )

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
            case Fate.WAITING if returned.draft is None:
                return back, self.tr(
                    "It still cannot be saved: the disk may be full. It is kept, and tried again when you "
                    "open your part the next time."
                )
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
